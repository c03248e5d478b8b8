"""Versions of one article: what a later one says replaces what an earlier one said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

from briefgen.analysis.copies import find_versions
from briefgen.analysis.measures import Measure
from briefgen.findings.kind import SoFar

Sides = Sequence[Sequence[Measure]]


def later_versions(so_far: SoFar) -> Mapping[str, frozenset[str]]:
    """Source id → ids of later versions of the same article: one text, one publisher or address."""
    replaced_by, _ = find_versions(so_far.analysis.articles, so_far.analysis.origins)
    return {earlier: frozenset({later}) for earlier, later in replaced_by.items()}


def replaced(sides: Sides, later: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Sources of the sides that give a figure for which a later version of theirs gives another."""
    return frozenset(
        m.source
        for side, other in permutations(sides, 2)
        for m in side
        if later.get(m.source, frozenset()) & {n.source for n in other} - {n.source for n in side}
    )


def only(sides: Sides, sources: frozenset[str]) -> list[list[Measure]]:
    """The sides with the measures of these sources alone."""
    kept = ([m for m in side if m.source in sources] for side in sides)
    return [side for side in kept if side]
