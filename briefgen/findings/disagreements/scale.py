"""Scope: one report goes further than the other on a scale (all or part, end or pause, permanent or for now).

The scales are data (`opposites.toml`): poles of words that cannot both be right of the same thing. Each
passage that
has such a word is about a thing; passages about the same thing on different poles are the sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from briefgen.analysis.actors import Cast
from briefgen.analysis.claims import Claim, Phrase, may_be_one, same_party, shared_topic, times_clash
from briefgen.analysis.claims.phrases import Reader, words_of
from briefgen.findings.disagreements.likeness import two_voices
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table
from briefgen.model import Sentence

_Words = Mapping[str, Any]
_Found = tuple[Claim, Phrase, tuple[int, int], bool]
_REAL = frozenset({"actual", "planned"})
_LEADING = re.compile(
    r"^(?:an?|the|some|any|their|its|his|her|several|many|few|all|most|one)\s+(?:of the\s+)?", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_COPULAS = frozenset({"be", "remain", "stay", "become"})
_MEANT = frozenset({"required", "wanted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A passage, placed on a scale."""

    scale: str
    pole: str
    thing: Phrase
    claim: Claim
    label: tuple[int, int]
    by_adjective: bool
    around: frozenset[str] = frozenset()
    """Telling words of the whole sentence."""


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Scope, permanence, severity: passages on different poles of one scale."""
    claims = _claims_by_sentence(so_far)
    placed = [
        p
        for a in so_far.analysis.articles
        for s in a.sentences
        for p in _place(so_far, s, claims.get((a.id, s.id), []))
    ]
    found: list[Disagreement] = []
    for scale, facts in table("opposites").items():
        for group in _groups(_one_pole([p for p in placed if p.scale == scale])):
            voiced = all(p.claim.said_by is not None for p in group)
            item = disagreement(
                so_far,
                (
                    Passage(
                        source=p.claim.source,
                        start=p.claim.start,
                        end=p.claim.end,
                        value=p.pole,
                        label=p.label,
                    )
                    for p in group
                ),
                kind="contested" if voiced and facts["kind"] == "polarity" else facts["kind"],
                title=facts["title"].format(thing=_title(so_far, group)),
                rule=f"scale/{scale}",
                within=voiced,
            )
            if item:
                found.append(item)
    return tuple(found)


def _one_pole(placed: Sequence[_Placed]) -> list[_Placed]:
    """Without the passages of a source that puts the thing on both poles: it tells of parts or stages."""
    return [a for a in placed if not any(_own_opposite(a, b) for b in placed)]


def _own_opposite(a: _Placed, b: _Placed) -> bool:
    """Whether the source itself puts it on another pole: not where two that it quotes do."""
    same = b.claim.source == a.claim.source and b.pole != a.pole and not two_voices(a.claim, b.claim)
    return same and _alike(a, b)


def _groups(placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """Passages that speak of the same thing, through pairs on different poles."""
    group_of: dict[int, int] = {}
    for i, a in enumerate(placed):
        for j in range(i + 1, len(placed)):
            b = placed[j]
            if a.pole != b.pole and two_voices(a.claim, b.claim) and _alike(a, b):
                old, new = group_of.get(j, j), group_of.get(i, i)
                group_of.setdefault(i, new)
                group_of.setdefault(j, old)
                for k, g in group_of.items():
                    if g == old:
                        group_of[k] = new
    for g in sorted(set(group_of.values())):
        yield [placed[k] for k in sorted(group_of) if group_of[k] == g]


def _alike(a: _Placed, b: _Placed) -> bool:
    if times_clash(a.claim, b.claim) or not _same_reality(a.claim, b.claim):
        return False
    stages = not table("opposites")[a.scale].get("stages", False)
    if stages and not a.by_adjective and not b.by_adjective and {a.claim.modality, b.claim.modality} == _REAL:
        return False  # what was done, and what is to be done
    by_adverbs = not a.by_adjective and not b.by_adjective
    if table("opposites")[a.scale].get("of_act") and by_adverbs and not a.claim.classes & b.claim.classes:
        return False  # “completely different”, “cribbed in part”
    if not _of_the_right_kind(a, b):
        return False
    if a.thing.number and b.thing.number and a.thing.number != b.thing.number:
        return False  # two counts, two things; which of the counts is right is another question
    near = may_be_one(a.thing, b.thing)
    shared = shared_topic(a.claim, b.claim) - {a.thing.head}
    if near == 0 and a.thing.head == b.thing.head and not a.thing.pronoun:
        return (
            sum(w.startswith("@") for w in shared) > 1
        )  # “a final 30 days”, “another 30 days” of the same parties
    if near < 2 and (a.by_adjective or b.by_adjective):
        # “temporary workers” and “permanent workers” can stand side by side; only one act cannot be both
        return (
            near == 1 and bool(a.claim.classes & b.claim.classes) and a.claim.lemma not in words_of("light")
        )
    if near == 1 and not table("opposites")[a.scale].get("named") and _named_apart(a, b):
        return False
    if near == 1:
        near_by = (
            a.around & b.around - {a.thing.head} if table("opposites")[a.scale].get("loose") else frozenset()
        )
        return bool(shared or near_by or same_party(a.claim.subject, b.claim.subject))
    return near > 1


def _named_apart(a: _Placed, b: _Placed) -> bool:
    """Whether the thing of one is named by what the other's sentence does not know."""
    return any(
        w not in y.around | y.thing.words
        for x, y in ((a, b), (b, a))
        for w in x.thing.modifiers
        if w.startswith("@") or w in x.thing.names
    )


def _of_the_right_kind(a: _Placed, b: _Placed) -> bool:
    """Whether the scale is for such things: somebody with a name or one person, or nobody."""
    named = table("opposites")[a.scale].get("named")
    parties = bool(a.thing.parties and b.thing.parties)
    if named is None or named == parties:
        return True
    one = not (a.thing.plural or b.thing.plural or a.thing.pronoun or b.thing.pronoun)
    return bool(named) and one and bool(a.claim.topic & b.claim.topic - a.thing.words)


def _same_reality(a: Claim, b: Claim) -> bool:
    return any(a.modality in kinds and b.modality in kinds for kinds in (_REAL, _MEANT))


def _place(so_far: SoFar, sentence: Sentence, claims: Sequence[Claim]) -> Iterator[_Placed]:
    """What the sentence puts where on which scale."""
    around = frozenset(w for c in claims for w in c.topic)
    told = [c for c in claims if not c.negated and c.denied_by is None]
    low = sentence.text.lower()
    lemmas = {c.lemma for c in told}
    standing = set(_WORD.findall(low))
    for scale, pole, facts, acts, qualities in _poles():
        if lemmas.isdisjoint(acts) and standing.isdisjoint(qualities):
            continue  # nearly always
        for claim, thing, label, adjective in (
            *_done(sentence, told, facts),
            *_qualified(sentence, low, so_far.analysis.cast, told, facts),
        ):
            at = facts.get("partly", pole) if thing.share == "part" else pole
            thing = replace(thing, modifiers=thing.modifiers - _placing(scale))
            yield _Placed(
                scale=scale,
                pole=at,
                thing=thing,
                claim=claim,
                label=label,
                around=around,
                by_adjective=adjective,
            )


def _done(sentence: Sentence, claims: Sequence[Claim], facts: _Words) -> Iterator[_Found]:
    """Verbs and act nouns with what they are done to, or what does it of itself."""
    for claim in claims:
        token = sentence.tokens[claim.index]
        if claim.lemma in facts.get("nouns" if claim.nominal else "verbs", ()):
            thing = claim.object or (None if claim.nominal else claim.subject)
        elif claim.lemma in facts.get("subjects", ()) and not claim.nominal and _of_itself(claim):
            thing = claim.subject
        else:
            continue
        if thing is not None:
            yield claim, thing, (token.start, token.end), False


def _of_itself(c: Claim) -> bool:
    """Whether nothing else is acted on: `the truce held`, not `held talks`; but `survived the blast`."""
    return c.object is None or c.lemma in {"survive", "escape"}


def _qualified(
    sentence: Sentence, low: str, cast: Cast, claims: Sequence[Claim], facts: _Words
) -> Iterator[_Found]:
    """Adjectives with their noun, adverbs with what the clause is about."""
    adjectives = {w for w in facts.get("adjectives", ()) if w in low}  # nearly always none
    for token in sentence.tokens if adjectives else ():
        if token.text.lower() not in adjectives:
            continue
        claim = _around(claims, token.start)
        if claim is not None and token.rel in {"amod", "det", "predet"}:
            yield claim, Reader(sentence, cast).phrase(token.head), (token.start, token.end), True
        elif claim is not None and claim.subject is not None and _is_said_of(claim, token.start):
            yield claim, claim.subject, (token.start, token.end), False  # “the vote was peaceful”
    for adverb in (w for w in facts.get("adverbs", ()) if w in low):
        for m in re.finditer(rf"\b{re.escape(adverb)}\b", sentence.text, re.IGNORECASE):
            start = sentence.start + m.start()
            claim = _around(claims, start)
            for thing in (claim.object, claim.subject) if claim else ():
                if claim is not None and thing is not None:
                    yield claim, thing, (start, start + len(adverb)), False


def _is_said_of(c: Claim, offset: int) -> bool:
    """Whether the word there is what the clause says of its subject."""
    return c.lemma in _COPULAS and c.object is not None and c.object.start <= offset < c.object.end


def _around(claims: Sequence[Claim], offset: int) -> Claim | None:
    """The smallest clause that has this place in it."""
    inside = [c for c in claims if not c.nominal and c.start <= offset < c.end]
    return min(inside, key=lambda c: c.end - c.start, default=None)


def _title(so_far: SoFar, group: Sequence[_Placed]) -> str:
    """The shortest words for the thing, without its article and without the word that differs."""
    shortest = min(group, key=lambda p: (p.thing.end - p.thing.start, p.claim.source, p.claim.start))
    actor = so_far.analysis.cast.by_id.get(shortest.thing.head.removeprefix("@"))
    if actor is not None:
        return actor.name
    text = so_far.article(shortest.claim.source).text
    a, b = shortest.thing.start, shortest.thing.end
    c, d = shortest.label
    kept = text[a:c] + text[d:b] if a <= c and d <= b else text[a:b]
    bare = _LEADING.sub("", " ".join(kept.split()))
    tokens = so_far.article(shortest.claim.source).by_sentence[shortest.claim.sentence].tokens
    name = next((t.pos == "PROPN" for t in tokens if t.start == a), False)
    return bare if name or bare[:2].isupper() else bare[:1].lower() + bare[1:]


@cache
def _placing(scale: str) -> frozenset[str]:
    """The adjectives of a scale: they place a thing, and do not tell which it is."""
    return frozenset(
        w for words in table("opposites")[scale]["poles"].values() for w in words.get("adjectives", ())
    )


@cache
def _poles() -> tuple[tuple[str, str, dict[str, Any], frozenset[str], frozenset[str]], ...]:
    """Scale, pole and its words: all, those for acts, and the longest word of each that qualifies."""
    return tuple(
        (
            scale,
            pole,
            words,
            frozenset(w for k in ("verbs", "nouns", "subjects") for w in words.get(k, ())),
            frozenset(
                max(_WORD.findall(w), key=len) for k in ("adjectives", "adverbs") for w in words.get(k, ())
            ),
        )
        for scale, facts in table("opposites").items()
        for pole, words in facts["poles"].items()
    )


def _claims_by_sentence(so_far: SoFar) -> dict[tuple[str, str], list[Claim]]:
    out: dict[tuple[str, str], list[Claim]] = {}
    for c in so_far.analysis.claims:
        out.setdefault((c.source, c.sentence), []).append(c)
    return out


__all__ = ["compare"]
