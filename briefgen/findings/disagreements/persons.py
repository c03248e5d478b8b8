"""Who they were: one attacker or several; civilians or fighters among the dead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.analysis.claims import Claim, Phrase, shared_topic, times_clash
from briefgen.findings.disagreements.likeness import elsewhere, two_voices
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words

_HIT = frozenset({"kill", "die", "hurt"})
_ANYBODY = frozenset({"man", "woman", "person"})
_ONE = frozenset({"", "one", "a", "1"})


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Their number, where one did it alone; what they were, where somebody killed them."""
    return (*_company(so_far), *_victims(so_far))


def _company(so_far: SoFar) -> Iterator[Disagreement]:
    """`a lone gunman` against `two gunmen`."""
    told = [c for c in so_far.analysis.claims if not c.negated and not c.nominal and c.modality == "actual"]
    alone = [(c, s) for c in told if (s := _alone(so_far, c))]
    several = [(c, s) for c in told if (s := _several(so_far, c))]
    both = {c.source for c, _ in alone} & {c.source for c, _ in several}
    pairs = [
        ((c, s), (d, t)) for c, s in alone for d, t in several
        if not {c.source, d.source} & both and _one_event(so_far, c, d)
    ]  # fmt: skip
    one = [_passage(c, s, "one") for (c, s), _ in pairs]
    more = [_passage(d, t, "several") for _, (d, t) in pairs]
    item = disagreement(
        so_far, (*one, *more), kind="scope", title="One attacker or several", rule="persons/company"
    )
    if item:
        yield item


def _alone(so_far: SoFar, c: Claim) -> tuple[int, int] | None:
    """The words that say that one did it."""
    text = so_far.article(c.source).text[c.start : c.end]
    said = re.search(
        r"\b(?:" + "|".join(map(re.escape, sorted(words("persons", "acted_alone")))) + r")\b", text, re.I
    )
    if said:
        return c.start + said.start(), c.start + said.end()
    for p in (c.subject, c.object):
        attacker = p is not None and not p.plural and bool(_kinds(p) & words("persons", "attackers"))
        if p is not None and attacker and p.modifiers & words("persons", "alone"):
            return p.start, p.end
    return None


def _several(so_far: SoFar, c: Claim) -> tuple[int, int] | None:
    """The words that say that several did it."""
    sought = (p for k, p in c.arguments if k == "for" and c.lemma in words("persons", "seeking"))
    for one in sought:
        if one.other and _kinds(one) & (words("persons", "attackers") | _ANYBODY):
            return one.start, one.end
    for p in (c.subject, c.object):
        if p is None or p.pronoun:
            continue
        if _kinds(p) & words("persons", "helpers") and p.share != "no":
            return p.start, p.end
        counted = (p.plural and p.number not in _ONE) or p.other
        agent = p is c.subject or c.lemma == "involve"
        did = (
            agent and c.lemma in words("persons", "doing") and p.head in {"man", "woman", "people", "person"}
        )
        if counted and (did or (_kinds(p) & words("persons", "attackers") and p.head != "suspect")):
            return p.start, p.end
    return None


def _one_event(so_far: SoFar, c: Claim, d: Claim) -> bool:
    """Whether the two sentences share more than the words for those who did it."""
    mine, other = (
        {
            w
            for o in so_far.analysis.claims
            if (o.source, o.sentence) == (x.source, x.sentence)
            for w in o.topic
        }
        for x in (c, d)
    )
    return bool(mine & other - words("persons", "attackers") - words("persons", "alone") - {"wolf"})


def _kinds(p: Phrase) -> frozenset[str]:
    return frozenset({p.head, p.noun})


def _victims(so_far: SoFar) -> Iterator[Disagreement]:
    """`killed 12 villagers` against `killed 12 militants`."""
    hit = [
        (c, p) for c in so_far.analysis.claims
        if c.classes & _HIT and not c.negated and c.denied_by is None and c.modality == "actual"
        and (p := c.object or (c.subject if "die" in c.classes else None)) is not None
    ]  # fmt: skip
    civil = [(c, p) for c, p in hit if _kinds(p) & words("persons", "civilians")]
    armed = [(c, p) for c, p in hit if _kinds(p) & words("persons", "fighters")]
    for a, p in civil:
        against = [(b, q) for b, q in armed if two_voices(a, b) and _one_strike(a, p, b, q)]
        if not against or _tells_both(a, civil, armed):
            continue
        voiced = all(c.said_by is not None for c in (a, *(b for b, _ in against)))
        item = disagreement(
            so_far,
            [
                _passage(a, (p.start, p.end), "civil"),
                *(_passage(b, (q.start, q.end), "armed") for b, q in against),
            ],
            kind="contested" if voiced else "attribution",
            title="Who was killed or hurt: civilians or fighters", rule="persons/victims", within=voiced,
        )  # fmt: skip
        if item:
            yield item


def _one_strike(a: Claim, p: Phrase, b: Claim, q: Phrase) -> bool:
    """Whether both tell of the same dead: the same number, or the same place or hand, at no other time."""
    if times_clash(a, b) or elsewhere(a, b) or not a.classes & b.classes:
        return False
    return bool(p.number and p.number == q.number) or len(shared_topic(a, b)) > 1


def _tells_both(
    a: Claim, civil: Sequence[tuple[Claim, Phrase]], armed: Sequence[tuple[Claim, Phrase]]
) -> bool:
    """Whether the same voice of the source counts fighters as well: some were, some were not."""
    return any(b.source == a.source and not two_voices(a, b) for b, _ in armed) or any(
        b.source == c.source and not two_voices(b, c) for b, _ in armed for c, _ in civil
    )


def _passage(c: Claim, label: tuple[int, int], value: str) -> Passage:
    return Passage(source=c.source, start=c.start, end=c.end, value=value, label=label)
