"""Which texts may tell of one event: those that share the most telling words.

Each text meets others by the most telling of its words alone, and by a word that many have it meets only
those that are nearest in time; so it meets at most `_WORDS * _MEETINGS` (4,800) places in the lists and is
compared as a whole with at most `_KEPT` others. Time and memory grow with the number of texts, not with its
square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefgen.grouping.record import Text

_WORDS = 32
"""So many of a text's words, the most telling, lead to others."""
_MEETINGS = 150
"""So many texts that have a word are met by it."""
_KEPT = 24
"""So many of those that are met are compared as a whole."""
_FOREVER = 10**7
"""The day of texts without a day: behind all others."""


class Link(NamedTuple):
    """Two texts that are like each other, by their indices, the smaller first."""

    a: int
    b: int
    likeness: float


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two texts, or of two sums of texts not yet divided by their numbers."""
    less, more = (one, other) if len(one) <= len(other) else (other, one)
    return sum(x * more[word] for word, x in less.items() if word in more)


def links(texts: Sequence[Text], least: float) -> tuple[Link, ...]:
    """The pairs of texts that are at least so like, in order."""
    tops = [_top(t.words) for t in texts]
    order = sorted(range(len(texts)), key=lambda n: (_day(texts[n]), n))
    place = {n: at for at, n in enumerate(order)}
    lists: dict[str, list[int]] = defaultdict(list)
    """Word → places of the texts that have it among their most telling, in order of time."""
    for n in order:
        for word in tops[n]:
            lists[word].append(place[n])
    found: dict[tuple[int, int], float] = {}
    for n, text in enumerate(texts):
        met: dict[int, float] = defaultdict(float)
        for word in tops[n]:
            x = text.words[word]
            for at in _near(lists[word], place[n]):
                other = order[at]
                met[other] += x * texts[other].words[word]
        met.pop(n, None)
        for k in sorted(met, key=lambda k: (-round(met[k], 9), k))[:_KEPT]:
            pair = (min(n, k), max(n, k))
            if pair not in found:
                found[pair] = likeness(text.words, texts[k].words)
    return tuple(Link(a, b, x) for (a, b), x in sorted(found.items()) if x >= least)


def _top(words: Mapping[str, float]) -> list[str]:
    return sorted(words, key=lambda w: (-words[w], w))[:_WORDS]


def _near(places: list[int], own: int) -> list[int]:
    """The places next to this one."""
    if len(places) <= _MEETINGS:
        return places
    begin = bisect_left(places, own) - _MEETINGS // 2
    begin = max(0, min(begin, len(places) - _MEETINGS))
    return places[begin : begin + _MEETINGS]


def _day(text: Text) -> int:
    return _FOREVER if text.day is None else text.day
