"""Polarity: one report says that it happened or was agreed, the other that it did not or was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefgen.analysis.claims import (
    Claim,
    Phrase,
    same_thing,
    shared_topic,
    times_clash,
)
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.leads import Leads
from briefgen.findings.disagreements.acts import Acts
from briefgen.findings.disagreements.likeness import (
    REPORTING,
    asserts,
    is_told_whole,
    others_act,
    same_act,
    two_voices,
)
from briefgen.findings.disagreements.opposed import for_or_against, opposed, pleas
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, alike, by_class, disagreement, grouped, title_of
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table

# What befalls people, and of which a report may say that it befell nobody.
_BEFALLS = frozenset({"kill", "hurt", "arrest", "charge", "rescue"})
_REACHES = frozenset({"reach", "strike", "sign", "secure", "conclude", "clinch", "agree"})
_OF_ITSELF = frozenset({"resign", "die", "survive", "flee", "surrender", "retire"})
"""What somebody does without anything that it is done to."""
_COPIED = 6
"""A clause of so many words that stands in another is a copy of it."""


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """The same act of the same thing, told and denied."""
    real = [c for c in so_far.analysis.claims if _tells(c)]
    found = [
        *items(so_far, _taken_on(so_far, real), "agreed"),
        *items(so_far, opposed(real, Acts(so_far)), "opposed"),
    ]
    found.extend(items(so_far, pleas(so_far, real, Acts(so_far)), "opposed"))
    found.extend(items(so_far, for_or_against(real), "side"))
    found.extend(items(so_far, _without(real), "without"))
    found.extend(items(so_far, _flat(real, so_far.analysis.leads, Acts(so_far)), ""))
    return tuple(found)


def items(so_far: SoFar, pairs: Iterable[tuple[Claim, Claim]], about: str) -> Iterator[Disagreement]:
    """Each group of claims that the pairs connect, as one item."""
    pairs = [(a, b) for a, b in pairs if not _repeats(so_far, a, b)]
    both = _tell_both(pairs)
    for group in grouped((a, b) for a, b in pairs if not both & {a.source, b.source} or a.source == b.source):
        voiced = all(c.said_by is not None for c in group)
        item = disagreement(
            so_far,
            (_passage(c, about) for c in group),
            kind="contested" if voiced else "polarity",
            title=_agreed_title(so_far, group) if about == "agreed" else title_of(so_far, group),
            rule="contested/denied" if voiced else f"polarity/{about or 'act'}",
            within=voiced,
        )
        if item:
            yield item


def _repeats(so_far: SoFar, a: Claim, b: Claim) -> bool:
    """Whether one clause has all the words of the other in a row: copied, and the negation misread."""
    mine, other = (" ".join(so_far.article(c.source).text[c.start : c.end].lower().split()) for c in (a, b))
    short, long = sorted((mine, other), key=len)
    return len(short.split()) >= _COPIED and short in long


def _tell_both(pairs: Sequence[tuple[Claim, Claim]]) -> set[str]:
    """Sources that stand on both sides: they tell of two stages, or quote both."""
    between = [(a, b) for a, b in pairs if a.source != b.source]
    return {a.source for a, _ in between} & {b.source for _, b in between}


def _agreed_title(so_far: SoFar, group: Sequence[Claim]) -> str:
    """`A broader ceasefire: taken up or not`."""
    refused = next((c for c in group if _refuses(c)), group[0])
    themes = list(_themes(so_far, refused))
    if not themes:
        return title_of(so_far, group)
    text = so_far.article(refused.source).text[themes[0].start : themes[0].end]
    return f"{text[:1].upper()}{text[1:]}: taken up or not"


def _tells(claim: Claim) -> bool:
    return claim.modality in {"actual", "planned"} and claim.denied_by is None


def _passage(claim: Claim, about: str) -> Passage:
    value = "not" if claim.negated else "so"
    if about == "agreed" and _refuses(claim):
        value = "not"
    if about == "without":
        value = "so" if claim.lemma in _REACHES else "not"
    if about == "side":
        value = "against" if any(preposition == "against" for preposition, _ in claim.arguments) else "for"
    if about == "opposed":
        value = next(
            v
            for v in sorted(claim.classes)
            if any(v in pair for pair in table("predicates")["opposed"]["pairs"])
        )
    return Passage(
        source=claim.source, start=claim.start, end=claim.end, value=value, label=(claim.start, claim.end)
    )


def _flat(claims: Sequence[Claim], leads: Leads, acts: Acts) -> Iterator[tuple[Claim, Claim]]:
    """The same predicate of the same thing, once with a negation and once without."""
    index = by_class(c for c in claims if not c.negated and asserts(c))
    for a in claims:
        if a.negated and asserts(a):
            for b in alike(index, a):
                if two_voices(a, b) and (
                    _none_of(a, b, leads) or (_one_act(acts, a, b) and is_told_whole(a, b))
                ):
                    yield a, b


def _one_act(acts: Acts, a: Claim, b: Claim) -> bool:
    """By the words of both, or by the evidence of what else is told."""
    if same_act(a, b):
        return True
    if a.classes & b.classes & REPORTING or a.lemma in words_of("light") or times_clash(a, b):
        return False
    if a.object is None and b.object is None and a.classes & b.classes & _OF_ITSELF:
        return acts.of_one(a, b)  # “the chief executive resigned”, “Ann Hale had not stepped down”
    return not others_act(a.subject, b.subject) and acts.alike(a, b, strict=True)


def _is_nobody(p: Phrase | None) -> bool:
    """`No one was hurt`."""
    return p is not None and p.share == "no" and p.head in {"one", "people", "nobody", "person", "casualty"}


def _without(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """`the talks ended without a deal` against `reached a deal`."""
    reached = [c for c in claims if c.lemma in _REACHES and c.modality == "actual" and not c.negated]
    for a in claims:
        lacking = [p for preposition, p in a.arguments if preposition == "without"]
        for b in reached if lacking else ():
            got = [p for p in (b.object, *(p for k, p in b.arguments if k == "on")) if p is not None]
            close = a.source != b.source and not times_clash(a, b) and len(shared_topic(a, b)) > 2
            if close and any(same_thing(p, q) or q.head in p.modifiers for p in lacking for q in got):
                yield a, b


def _none_of(a: Claim, b: Claim, leads: Leads) -> bool:
    """`no arrests have been made` against `a suspect had been arrested`."""
    if (
        _is_nobody(a.object)
        and a.classes & b.classes & _BEFALLS
        and b.object is not None
        and not times_clash(a, b)
    ):
        known = leads.apart(a.source, b.source) and leads.knows(
            a.source, (w for w in b.topic if w.startswith("@"))
        )
        return bool(shared_topic(a, b)) or (known and not b.nominal)
    spots = [[p for preposition, p in c.arguments if preposition == "at"] for c in (a, b)]
    if all(spots) and not any(same_thing(p, q) for p in spots[0] for q in spots[1]):
        return False
    bare = a.nominal and a.object is None and a.subject is None
    whom = b.object is not None and not b.nominal and not b.heading
    told = a.classes & b.classes
    near = bool(told & _BEFALLS) or bool(told - {"know"} and shared_topic(a, b))
    return bare and whom and near and not times_clash(a, b)


def _taken_on(so_far: SoFar, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """`did not commit to a broader ceasefire` against `decided to launch talks for a full ceasefire`."""
    refused = [(c, t) for c in claims if _refuses(c) for t in _themes(so_far, c, told=True)]
    taking = [c for c in claims if c.lemma in words_of("taking") and not c.negated]
    taken = [(c, t) for c in taking for t in _themes(so_far, c, told=True)]
    for a, theirs in refused:
        for b, ours in taken:
            narrow = theirs.words - words_of("generic")
            close = len(narrow) > 1 and narrow <= ours.words and not times_clash(a, b)
            if close and a.source != b.source and not others_act(a.subject, b.subject):
                yield a, b


def _refuses(c: Claim) -> bool:
    return c.negated if c.lemma in words_of("taking") else c.lemma in words_of("refusing") and not c.negated


def _themes(so_far: SoFar, c: Claim, *, told: bool = False) -> Iterator[Phrase]:
    """What is taken on or refused; `told`: not what another clause denies."""
    if c.lemma not in words_of("taking") | words_of("refusing"):
        return
    if c.object is not None:
        yield c.object
    for preposition, phrase in c.arguments:
        if preposition in {"to", "on"}:
            yield phrase
    for inner in so_far.analysis.claims_in[c.source, c.sentence]:
        within = c.start < inner.start and inner.end <= c.end and (_tells(inner) or not told)
        if within and inner.modality == "planned" and not inner.nominal and inner.object is not None:
            yield inner.object
