"""Versions of one article: what a later one says replaces what an earlier one said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

from briefgen.analysis.measures import Measure
from briefgen.findings.kind import SoFar
from briefgen.model import Article

Sides = Sequence[Sequence[Measure]]


def later_versions(so_far: SoFar) -> Mapping[str, frozenset[str]]:
    """Source id → ids of later versions of the same article: one text, one publisher or address."""
    origins = so_far.analysis.origins
    found: dict[str, set[str]] = {}
    for a, b in permutations(so_far.analysis.articles, 2):
        if origins.get(a.id, a.id) == origins.get(b.id, b.id) and _is_one(a, b) and _is_later(a, b):
            found.setdefault(a.id, set()).add(b.id)
    return {source: frozenset(later) for source, later in found.items()}


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


def _is_one(a: Article, b: Article) -> bool:
    if a.url and b.url:
        return a.url == b.url
    return a.publisher is not None and a.publisher == b.publisher


def _is_later(a: Article, b: Article) -> bool:
    """Whether b is known to have been published after a."""
    if a.published is None or b.published is None:
        return False
    v, w = a.published_at, b.published_at
    if v is not None and w is not None and (v.tzinfo is None) == (w.tzinfo is None):
        return v < w
    return a.published < b.published
