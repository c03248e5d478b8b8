"""Texts joined into groups, the likest first: two groups become one where their texts are like on the
average.

Average linkage (Sokal and Michener 1958), over the pairs that the index gives: no chain of likenesses drifts
from one event to another, as every text of a group counts. The mean likeness of two groups is that of their
sums, so none of their pairs has to be looked at again. Copies of one text count as one.

What is known of days weighs: the further apart they lie, the liker texts must be. And two events of one
matter are told by two groups each of which is closer in itself than both are to each other: such are not
joined.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.grouping.index import Link, likeness
from briefgen.grouping.record import Text

LEAST = 0.22
"""Least mean likeness of two groups that become one, published within a day. In 141 events (457 articles,
three or four outlets each) the loosest article has a mean likeness of 0.25 to the others of its event.
"""
_APART, _APART_UNDATED = 0.96, 1.05
"""Two groups stay apart where they are less like each other than this share of what each of them is in
itself, as `_inner` reckons it; the second where no days say that they are of one time.
"""
_FEW = 0.2
"""Share of its inner likeness that a group of two loses: the likest were joined first."""
_UNDATED = 0.8
"""Weight of a likeness where a day is not known."""
_NEAR, _SLOPE, _FAR = 1, 0.15, 0.5
"""Days that weigh nothing; what each day beyond them takes off; what is left at least."""
_COPY = 0.8
"""Likeness from which two texts are one. Of 525 pairs of reports of one event 26 reach 0.6 and three 0.8."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Some texts."""

    members: tuple[int, ...]
    """Their indices, in order."""
    total: Mapping[str, float]
    """The sum of their words, of copies one alone."""
    weight: int
    """So many texts are in the sum."""
    first: int | None
    last: int | None
    """Their first and last day; None where no day of them is known."""
    inner: float = 1.0
    """Mean likeness of two of them; 1 where there is one alone."""


def clustered(texts: Sequence[Text], pairs: Iterable[Link]) -> tuple[tuple[int, ...], ...]:
    """The groups of two and more, by the first of their indices.

    `pairs`: the only texts that may bring two groups together.
    """
    pairs = tuple(pairs)
    living, home = _copies(texts, pairs)
    beside: dict[int, set[int]] = defaultdict(set)
    for a, b in ((home[p.a], home[p.b]) for p in pairs):
        if a != b:
            beside[a].add(b)
            beside[b].add(a)
    heap = [entry for a, others in beside.items() for b in others if a < b for entry in _entry(living, a, b)]
    heapq.heapify(heap)
    new = len(texts)
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in living or b not in living:
            continue
        living[new] = _joined(living.pop(a), living.pop(b))
        beside[new] = (beside.pop(a) | beside.pop(b)) - {a, b}
        for other in beside[new]:
            beside[other] -= {a, b}
            beside[other].add(new)
            for entry in _entry(living, other, new):
                heapq.heappush(heap, entry)
        new += 1
    return tuple(sorted(c.members for c in living.values() if len(c.members) > 1))


def nearness(span: int | None) -> float:
    """What a likeness weighs of texts whose days lie so far apart; None: that is not known."""
    if span is None:
        return _UNDATED
    return max(_FAR, 1 - _SLOPE * max(0, span - _NEAR))


def _copies(texts: Sequence[Text], pairs: Iterable[Link]) -> tuple[dict[int, Cluster], dict[int, int]]:
    """Each text with its copies, by the first of them; and for each text which that is.

    A copy is one of the first itself: a row of copies, each changed a little, does not drift.
    """
    home = {n: n for n in range(len(texts))}
    for p in sorted(pairs, key=lambda p: (p.a, p.b)):
        if p.likeness >= _COPY and home[p.a] == p.a and home[p.b] == p.b:
            home[p.b] = p.a
    together: dict[int, list[int]] = defaultdict(list)
    for n, first in home.items():
        together[first].append(n)
    found = {}
    for n, members in together.items():
        days = [d for m in members if (d := texts[m].day) is not None]
        begin, end = min(days, default=None), max(days, default=None)
        found[n] = Cluster(tuple(members), texts[n].words, 1, begin, end)
    return found, home


def _joined(one: Cluster, other: Cluster) -> Cluster:
    """Both as one."""
    total = dict(one.total)
    for word, x in other.total.items():
        total[word] = total.get(word, 0.0) + x
    days = [d for d in (one.first, one.last, other.first, other.last) if d is not None]
    weight = one.weight + other.weight
    inner = (likeness(total, total) - weight) / (weight * (weight - 1))
    members = tuple(sorted(one.members + other.members))
    return Cluster(members, total, weight, min(days, default=None), max(days, default=None), inner)


def _entry(living: Mapping[int, Cluster], a: int, b: int) -> list[tuple[float, int, int]]:
    """How like two groups are, negative, for the heap; nothing where they are not to be joined."""
    one, other = living[a], living[b]
    mean = likeness(one.total, other.total) / (one.weight * other.weight)
    span = _span(one, other)
    worth = round(mean * nearness(span), 9)
    return [] if worth < LEAST or mean < _closeness(one, other, span) else [(-worth, a, b)]


def _closeness(one: Cluster, other: Cluster, span: int | None) -> float:
    """How like two groups must be for what they are in themselves; a text alone is nothing in itself."""
    if one.weight == 1 or other.weight == 1:
        return 0.0
    return (_APART_UNDATED if span is None else _APART) * min(map(_inner, (one, other)))


def _inner(c: Cluster) -> float:
    """Mean likeness inside a group, less where few pairs say so."""
    return c.inner * (1 - _FEW / (c.weight * (c.weight - 1) / 2))


def _span(one: Cluster, other: Cluster) -> int | None:
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return None
    return max(one.last, other.last) - min(one.first, other.first)
