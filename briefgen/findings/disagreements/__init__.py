"""Where sources cannot both be exactly right: typed, both sides quoted. briefgen never says who is right.

A rule is a module of this package with `compare(so_far)`; RULES lists them. Where two rules show the same
passages against each other, the first one's disagreement stays. Pages show the sharpest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import permutations, product

from briefgen.findings.disagreements import (
    answers,
    attribution,
    cause,
    clock,
    condition,
    contested,
    contrast,
    control,
    date,
    existence,
    name,
    negated,
    persons,
    place,
    polarity,
    quantity,
    reach,
    responsibility,
    scale,
    schedule,
    scope,
    stages,
    strings,
    update,
    wording,
    worst,
)
from briefgen.findings.disagreements.record import Disagreement, DisagreementKind, Side
from briefgen.findings.kind import SoFar
from briefgen.findings.topics import about, places
from briefgen.model import Citation

NAME = "disagreements"
TITLE = "Disagreements"
RULES: tuple[Callable[[SoFar], tuple[Disagreement, ...]], ...] = (
    contested.compare,
    answers.compare,
    control.compare,
    polarity.compare,
    negated.compare,
    existence.compare,
    stages.compare,
    condition.compare,
    strings.compare,
    scope.compare,
    reach.compare,
    scale.compare,
    persons.compare,
    contrast.compare,
    attribution.compare,
    responsibility.compare,
    cause.compare,
    wording.compare,
    update.compare,
    quantity.compare,
    name.compare,
    date.compare,
    schedule.compare,
    clock.compare,
    place.compare,
    worst.compare,
)

_SHARPEST: tuple[DisagreementKind, ...] = (
    "contested", "polarity", "quantity", "date", "condition", "attribution", "place", "cause", "scope",
    "wording", "update", "name",
)  # fmt: skip
"""What happened before how it is told: the order in which pages show the kinds."""

_OF_WORDS = frozenset({"quantity", "date", "place"})
"""Kinds of which a sentence may have several: what differs are a few words of it."""

__all__ = ["NAME", "TITLE", "Disagreement", "Side", "find"]


def find(so_far: SoFar) -> tuple[Disagreement, ...]:
    """The disagreements, in the order in which pages show them."""
    shown: list[Disagreement] = []
    for compare in RULES:
        shown.extend(d for d in compare(so_far) if not any(_shows(e, d) for e in shown))
    named = places(so_far.found.get("topics", ()))
    told = (replace(d, topics=about(named, d.citations)) for d in shown)
    return tuple(sorted(told, key=_sharpness))


def _sharpness(d: Disagreement) -> tuple[bool, bool, int, int]:
    """Sorts the sharpest first: the surer, those between sources, the kind, what more sources tell."""
    sources = {c.source for c in d.citations}
    return d.confidence == "low", len(sources) == 1, _SHARPEST.index(d.kind), -len(sources)


def _shows(earlier: Disagreement, d: Disagreement) -> bool:
    """Whether an earlier disagreement sets the same passages against each other."""
    if d.kind == "name" and earlier.kind != "name":
        return False  # a name within a passage about something else
    if {d.kind, earlier.kind} & _OF_WORDS and not {s.label for s in d.sides} & {
        s.label for s in earlier.sides
    }:
        return False  # two figures of one sentence, or a figure and a day
    return any(_meet(a, x) and _meet(b, y) for a, b in _opposed(earlier) for x, y in _opposed(d))


def _opposed(d: Disagreement) -> Iterator[tuple[Citation, Citation]]:
    """Pairs of citations of different sides, in both orders."""
    for one, other in permutations(d.sides, 2):
        yield from product(one.citations, other.citations)


def _meet(a: Citation, b: Citation) -> bool:
    """Whether two citations share most of the shorter one's words."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return a.source == b.source and shared * 2 > min(a.end - a.start, b.end - b.start)
