"""Where sources cannot both be exactly right: typed, both sides quoted. briefgen never says who is right.

Two passages that the matcher takes to answer one question are given to the comparers, each of which knows one
kind of value. What is seen of the pair and what clashes decide together how likely it is a disagreement: from
one likelihood on it is published, from a lower one on it is folded, as something to check.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations, product

from briefgen.findings.disagreements import degree, denied, name, quantity, quotation, when, who
from briefgen.findings.disagreements.clash import Clash, Comparer, mirrored
from briefgen.findings.disagreements.record import Disagreement, DisagreementKind, Side
from briefgen.findings.disagreements.sides import Value, disagreement
from briefgen.findings.disagreements.titles import title_of
from briefgen.findings.kind import SoFar
from briefgen.findings.topics import about, places
from briefgen.matching import Match
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
    found = [*_wordings(so_far), *name.compare(so_far), *_read(so_far)]
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
        a, b = d.match.a, d.match.b
        kind: DisagreementKind = (
            d.clash.kind if d.clash else "contested" if a.speakers != b.speakers else "scope"
        )
        spans = (
            (d.clash.a, d.clash.b) if d.clash else tuple((p.sentence.start, p.sentence.end) for p in (a, b))
        )
        values = [
            Value(
                source=p.sentence.source, start=p.sentence.start, end=p.sentence.end, value=side, label=span
            )
            for p, span, side in ((a, spans[0], "a"), (b, spans[1], "b"))
        ]
        item = disagreement(
            so_far, values, kind=kind, title=title_of(so_far, a, b, d.clash),
            rule=d.clash.seen.replace(": ", "/").replace(" ", "-") if d.clash else "reader",
            confidence="high" if d.likelihood >= _HIGH else "medium" if d.likelihood >= _PUBLISHED else "low",
        )  # fmt: skip
        if item:
            yield item


def _wordings(so_far: SoFar) -> Iterator[Disagreement]:
    """Utterances that are quoted differently."""
    for x in quotation.changed(so_far.analysis):
        values = [
            Value(source=q.source, start=q.start, end=q.end, value=side, label=label)
            for q, label, side in ((x.a, x.label_a, "a"), (x.b, x.label_b, "b"))
        ]
        confidence: Confidence = "medium" if x.sure else "low"
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
