"""How many, how long, how much: two figures that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from briefgen.analysis.claims.phrases import states
from briefgen.analysis.measures import Measure
from briefgen.analysis.quantities import Quantity, can_both_be_right
from briefgen.findings.disagreements.clash import Clash, Span
from briefgen.language.lexicon import per_language
from briefgen.matching.passages import Figure, Passage

_MOST = 3
"""Pairs of figures of one pair of passages."""
_FEW = 2
"""A count up to it is told of many things: `two men`."""
_ROUNDED = 1.0
"""Points of a percentage."""
_FAR = 10.0
"""Two figures of which one is so many times the other count different things."""


def clashes(a: Passage, b: Passage) -> Iterator[Clash]:
    """Figures of one unit that differ, the likeliest pairs first; one that both passages give is settled."""
    mine = [f for f in a.figures if not _settled(f, b.figures)]
    other = [g for g in b.figures if not _settled(g, a.figures)]
    found = sorted(
        (_rank(f, g), min(f.quantity.value, g.quantity.value), i + j, i, j)
        for i, f in enumerate(mine)
        for j, g in enumerate(other)
        if _comparable(f, g)
    )  # by what both passages see alike, so that their order does not matter
    for rank, *_, i, j in found[:_MOST]:
        f, g = mine[i], other[j]
        known = _known(f, b) or _known(g, a)
        seen = "one thing" if rank[0] == 0 else "one unit"
        yield Clash(
            kind="update" if _follow(f, g, a, b) else "quantity",
            seen=f"quantity: {seen}{', known to the other' if known else ''}",
            a=_label(f),
            b=_label(g),
            strength=1.0 if min(f.quantity.value, g.quantity.value) > _FEW or not _counts(f) else 0.5,
        )


def _counts(f: Figure) -> bool:
    return f.quantity.dimension == "count"


def _follow(f: Figure, g: Figure, a: Passage, b: Passage) -> bool:
    """Whether both are tolls, each of the day on which its report was published."""
    tolls = all(x.measure is not None and x.measure.kind == "toll" for x in (f, g))
    days = (a.article.published, b.article.published)
    return tolls and None not in days and days[0] != days[1]


def _settled(f: Figure, others: Sequence[Figure]) -> bool:
    return _is_sum(f, others) or any(
        f.quantity.dimension == g.quantity.dimension and _may_be_one(f.quantity, g.quantity) for g in others
    )


def _is_sum(f: Figure, others: Sequence[Figure]) -> bool:
    """Whether it counts what the others count by sorts: `twelve people`, `nine men and three women`."""
    sorts = [g for g in others if g.quantity.dimension == "count" == f.quantity.dimension and g.noun]
    return any(
        g.noun != h.noun and g.quantity.value + h.quantity.value == f.quantity.value
        for g, h in combinations(sorts, 2)
    )


def _may_be_one(q: Quantity, r: Quantity) -> bool:
    """Whether both can be one figure: `1,100`, `more than 1,100`; `67 percent`, `two-thirds`."""
    low, high = sorted((q.value, r.value))
    near = high - low <= _ROUNDED if q.dimension == "percent" else low == high
    return near or can_both_be_right(q, r)


def _comparable(f: Figure, g: Figure) -> bool:
    q, r = f.quantity, g.quantity
    if q.dimension != r.dimension or max(q.low, r.low) > _FAR * min(q.high, r.high):
        return False
    if f.vague or g.vague or f.of_sources or g.of_sources or (q.dimension == "count" and f.part != g.part):
        return False
    if f.measure and g.measure and not _one_sort(f.measure, g.measure):
        return False
    if f.actors and g.actors and not f.actors & g.actors:
        return False
    return q.dimension != "count" or bool(f.things & g.things) or not (f.things and g.things)


def _one_sort(m: Measure, n: Measure) -> bool:
    """Whether both measure at all alike: the whole, not a part, of one place and one time."""
    if m.part or n.part or m.rate != n.rate or m.planned != n.planned:
        return False
    if m.kind == n.kind == "toll" and m.thing != n.thing:
        return False
    if (m.background or m.elsewhere) != (n.background or n.elsewhere):
        return False
    pairs = ((_places(m), _places(n)), (m.times, n.times), (m.hours, n.hours), (m.parties, n.parties))
    return all(x & y for x, y in pairs if x and y)


def _places(m: Measure) -> frozenset[str]:
    """Where, a country by its id: `us`, `u.s.`, `united states`."""
    whole = {state for name, state in _long_names() if name <= m.places}
    return frozenset(whole | {states().get(word, word) for word in m.places})


@per_language
def _long_names() -> Sequence[tuple[frozenset[str], str]]:
    """Names of countries of several words, and their ids."""
    return [(frozenset(name.split()), state) for name, state in states().items() if " " in name]


def _rank(f: Figure, g: Figure) -> tuple[int, float]:
    """Smaller is likelier one thing: what is counted, or for a measure (the noun of which is its unit) the
    words about it; then how close the values are.
    """
    one = f.things & g.things if _counts(f) else f.around & g.around
    low, high = sorted((f.quantity.value, g.quantity.value))
    return (0 if one else 1), (high / low if low > 0 else _FAR)


def _known(f: Figure, other: Passage) -> bool:
    """Whether the other report gives this figure elsewhere."""
    return (f.quantity.dimension, f.quantity.value) in other.reports.values[other.article.id]


def _label(f: Figure) -> Span:
    return f.quantity.start, f.quantity.end
