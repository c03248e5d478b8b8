"""Quantity: two numbers for the same thing that cannot both be right.

First whether it is the same thing (the same noun or toll, nobody else's, no other event's), then whether
the intervals can both be true. Rounding is no disagreement; a number that fits two sides takes neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from briefgen.analysis.measures import Measure
from briefgen.analysis.quantities import can_both_be_right
from briefgen.findings.disagreements.measured import Sameness
from briefgen.findings.disagreements.near import Near
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.titles import title_of
from briefgen.findings.disagreements.versions import Sides, later_versions, only, replaced
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar

_FLOORS = frozenset({"least", "above"})
"""Bounds that say how many are known of, not how many there are at most."""
_APART = 1.1
"""Two floors of which one is more than a tenth higher are no rounding of one count."""


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """The quantities that differ."""
    return tuple(_compare(so_far))


def _compare(so_far: SoFar) -> Iterator[Disagreement]:
    same = Sameness(so_far)
    later = later_versions(so_far)
    sure = ((group, group[0].kind) for group in same.groups())
    near = ((group, "near") for group in Near(same).groups())
    for group, rule in chain(sure, near):
        sides = _sides(group)
        if old := replaced(sides, later):
            if item := _replaced(so_far, sides, old.union(*(later[source] for source in old))):
                yield item
            sides = only(sides, frozenset(m.source for m in group) - old)
        if len(sides) < 2:
            continue
        within = any(
            m.source == n.source and same.clearly(m, n)
            for a, b in combinations(sides, 2)
            for m in a
            for n in b
        )
        item = disagreement(
            so_far,
            (
                Passage(source=m.source, start=m.start, end=m.end, value=str(k), label=m.label)
                for k, side in enumerate(sides)
                for m in side
            ),
            kind="update" if group[0].kind == "toll" and _follow(so_far, sides) else "quantity",
            title=title_of(so_far, group),
            rule=f"quantity/{rule}",
            within=within,
        )
        if item:
            yield item


def _replaced(so_far: SoFar, sides: Sides, sources: frozenset[str]) -> Disagreement | None:
    """What versions of one article say, one after the other."""
    told = only(sides, sources)
    return disagreement(
        so_far,
        (
            Passage(source=m.source, start=m.start, end=m.end, value=str(k), label=m.label)
            for k, side in enumerate(told)
            for m in side
        ),
        kind="update",
        title=title_of(so_far, [m for side in told for m in side]),
        rule="quantity/version",
        within=True,
    )


def _follow(so_far: SoFar, sides: Sequence[Sequence[Measure]]) -> bool:
    """Whether the sources of the sides were published one after the other: each toll was that of its day."""
    days = [[so_far.article(m.source).published for m in side] for side in sides]
    known = [sorted(d for d in side if d is not None) for side in days]
    if any(len(k) != len(d) for k, d in zip(known, days, strict=True)):
        return False
    ordered = sorted(known)
    return all(a[-1] < b[0] for a, b in zip(ordered, ordered[1:], strict=False))


def _sides(group: Sequence[Measure]) -> list[list[Measure]]:
    """Measures whose values can be one; a value that fits several sides is on none."""
    sides: list[list[Measure]] = []
    for m in sorted(group, key=lambda m: (m.quantity.high - m.quantity.low, m.source, m.start)):
        fitting = [s for s in sides if all(_can_be_one(m, n) for n in s)]
        if not fitting:
            sides.append([m])
        elif len(fitting) == 1:
            fitting[0].append(m)
    return sides


def _can_be_one(m: Measure, n: Measure) -> bool:
    """Whether both can give one figure: "at least 17 dead" and "at least 19 dead" are two."""
    if m.quantity.value == n.quantity.value and "" in (m.quantity.bound, n.quantity.bound):
        return True  # “26 million”, “more than 26 million”
    floors = {m.quantity.bound, n.quantity.bound} <= _FLOORS and m.kind == n.kind == "toll"
    low, high = sorted((m.quantity.value, n.quantity.value))
    if floors and high > _APART * low:
        return False
    return can_both_be_right(m.quantity, n.quantity)
