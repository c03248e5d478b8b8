"""Where sources cannot both be exactly right: typed, both sides quoted. briefgen never says who is right.

Two passages that the matcher takes to answer one question are given to the comparers, each of which knows one
kind of value. What is seen of the pair and what clashes decide together how likely it is a disagreement: from
one likelihood on it is published, from a lower one on it is folded, as something to check.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations, product

from briefgen.findings.disagreements import degree, denied, name, quantity, quotation, revised, when, who
from briefgen.findings.disagreements.clash import Clash, Comparer
from briefgen.findings.disagreements.record import Disagreement, DisagreementKind, Side
from briefgen.findings.disagreements.sides import Value, disagreement
from briefgen.findings.disagreements.titles import reasons, title_of
from briefgen.findings.kind import SoFar
from briefgen.findings.topics import about, places
from briefgen.matching import Match, Passage
from briefgen.matching.match import likelihood, weighing
from briefgen.model import Citation, Confidence

NAME = "disagreements"
TITLE = "Disagreements"
COMPARERS: tuple[Comparer, ...] = (quantity, when, denied, degree, who)
_HIGH, _PUBLISHED, _FOLDED = 0.6, 0.4, 0.05
"""Likelihoods from which a disagreement is of high and of medium confidence, and folded; see README."""
_TO_CHECK = 12
"""So many are folded at most: what somebody looks through."""
_SHARPEST: tuple[DisagreementKind, ...] = (
    "contested", "polarity", "quantity", "date", "attribution", "place", "cause", "condition", "scope",
    "update", "wording", "name",
)  # fmt: skip
"""What happened before how it is told: the order in which pages show the kinds."""

__all__ = ["NAME", "TITLE", "Disagreement", "Side", "find"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dispute:
    """Two passages that likely can't both be right."""

    match: Match
    clash: Clash | None
    """The plainest clash of their values; None where the reader alone sees one."""
    likelihood: float


def find(so_far: SoFar) -> tuple[Disagreement, ...]:
    """The disagreements, in the order in which pages show them: the published, then what is to be checked."""
    found = [*revised.compare(so_far), *_wordings(so_far), *name.compare(so_far), *_read(so_far)]
    kept: list[Disagreement] = []
    for d in found:
        if not any(_shows(e, d) for e in kept):
            kept.append(d)
    named = places(so_far.found.get("topics", ()))
    told = [replace(d, topics=about(named, d.citations)) for d in kept]
    published = sorted((d for d in told if d.confidence != "low"), key=_sharpness)
    return (*published, *[d for d in told if d.confidence == "low"][:_TO_CHECK])


def disputes(so_far: SoFar) -> list[_Dispute]:
    """The pairs of passages that may be a disagreement, the likeliest first."""
    weights = weighing("dispute", so_far.matches.reader is not None)
    found = []
    for match in so_far.matches.all:
        observed, clashes = observed_of(match)
        p = likelihood(observed, weights)
        if p >= _FOLDED:
            plainest = max(clashes, key=lambda c: weights.get(c.seen, 0.0), default=None)
            found.append(_Dispute(match=match, clash=plainest, likelihood=p))
    return sorted(found, key=lambda d: -d.likelihood)


def observed_of(match: Match) -> tuple[dict[str, float], list[Clash]]:
    """What is observed of two passages, clashes of their values among it; and these clashes."""
    clashes = [c for comparer in COMPARERS for c in comparer.clashes(match.a, match.b)]
    return {**match.observed, **{c.seen: c.strength for c in clashes}}, clashes


def _read(so_far: SoFar) -> Iterator[Disagreement]:
    for d in disputes(so_far):
        a, b, clash = d.match.a, d.match.b, d.clash
        values = [
            _value(p, side, span)
            for p, side, span in ((a, "a", clash.a if clash else None), (b, "b", clash.b if clash else None))
        ]
        bare: DisagreementKind = "contested" if a.speakers != b.speakers else "scope"
        item = disagreement(
            so_far,
            values,
            kind=clash.kind if clash else bare,
            title=title_of(so_far, a, b, clash),
            rule=clash.seen.replace(": ", "/").replace(" ", "-") if clash else "reader",
            confidence=_confidence(d.likelihood),
            why=reasons(so_far, d.match, d.likelihood),
        )
        if item:
            yield item


def _value(p: Passage, side: str, label: tuple[int, int] | None) -> Value:
    whole = (p.sentence.start, p.sentence.end)
    return Value(source=p.sentence.source, start=whole[0], end=whole[1], value=side, label=label or whole)


def _confidence(likelihood: float) -> Confidence:
    return "high" if likelihood >= _HIGH else "medium" if likelihood >= _PUBLISHED else "low"


def _wordings(so_far: SoFar) -> Iterator[Disagreement]:
    """Utterances that are quoted differently: each once, with all its wordings."""
    for group in quotation.utterances(so_far.analysis):
        quotes = {(q.source, q.start): (q, span) for x in group for q, span in x.both}
        values = [v for q, span in quotes.values() if (v := _quoted(so_far, q, span))]
        confidence: Confidence = "medium" if any(x.sure for x in group) else "low"
        item = disagreement(
            so_far,
            values,
            kind="wording",
            title="Words of a quotation",
            rule="wording",
            confidence=confidence,
        )
        if item:
            yield item


def _quoted(so_far: SoFar, q: quotation.Quote, differing: tuple[int, int]) -> Value | None:
    """The part of a quotation that stands in the sentence with the words that differ."""
    s = so_far.article(q.source).sentence_at(differing[0])
    if s is None:
        return None
    start, end = max(q.start, s.start), min(q.end, s.end)
    label = (max(start, differing[0]), min(end, differing[1]))
    return Value(source=q.source, start=start, end=end, value=" ".join(q.words), label=label)


def _sharpness(d: Disagreement) -> tuple[bool, int, int]:
    """Sorts the sharpest first: those between sources, the kind, what more sources tell."""
    sources = {c.source for c in d.citations}
    return len(sources) == 1, _SHARPEST.index(d.kind), -len(sources)


def _shows(earlier: Disagreement, d: Disagreement) -> bool:
    """Whether an earlier disagreement sets the same passages against each other."""
    if d.kind == "name" and earlier.kind != "name":
        return False  # a name within a passage about something else
    return any(_meet(a, x) and _meet(b, y) for a, b in _opposed(earlier) for x, y in _opposed(d))


def _opposed(d: Disagreement) -> Iterator[tuple[Citation, Citation]]:
    """Pairs of citations of different sides, in both orders."""
    for one, other in permutations(d.sides, 2):
        yield from product(one.citations, other.citations)


def _meet(a: Citation, b: Citation) -> bool:
    """Whether two citations share most of the shorter one's words."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return a.source == b.source and shared * 2 > min(a.end - a.start, b.end - b.start)
