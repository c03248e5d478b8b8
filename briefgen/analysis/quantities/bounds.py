"""From a number and the words that bound it to an interval.

The constants were found on news: nearly v is [.85 v, v), over v is (v, 1.35 v], about v is ten per cent
either way. A number that tells few digits tells less: the interval is at most two places of its last
telling digit wide (more than 26,000 is not 31,000), and a plain number may be rounded by half a place where
it is large or measured.
"""

from __future__ import annotations

from briefgen.analysis.quantities.numbers import Number
from briefgen.analysis.quantities.records import Bound

_BELOW, _ABOVE, _LEAST, _ABOUT, _MOST = 0.85, 1.35, 1.25, 0.1, 0.5
_ROUNDED = 0.05
"""A plain number from 100 up may be rounded by this share of it, a measured one by twice as much."""
_EXACT = frozenset({"age", "vote"})


def interval(
    first: Number, second: Number | None, bound: Bound, factor: float, dimension: str
) -> tuple[float, float]:
    """The least and the most that the words can mean, in the dimension's base unit."""
    if second is not None:
        a, b = first.value, second.value
        if first.scale == 1 < second.scale and a * second.scale < b:
            a *= second.scale  # “2 to 3 million”
        return a * factor, b * factor
    if first.low is not None and first.high is not None:
        return first.low * factor, first.high * factor
    low, high = _bounded(first, bound, _slack(first, dimension))
    return low * factor, high * factor


def _bounded(n: Number, bound: Bound, slack: float) -> tuple[float, float]:
    v, place = n.value, n.place
    tiny = 1e-6 * max(v, 1.0)
    if bound == "below":
        return max(_BELOW * v, v - 2 * place), v
    if bound == "above":
        return v + tiny, min(_ABOVE * v, v + 2 * place) if v >= place else v + place
    if bound == "least":
        return v, max(_LEAST * v, v + slack)
    if bound == "most":
        return _MOST * v, v
    if bound == "about":
        return min(v * (1 - _ABOUT), v - slack), max(v * (1 + _ABOUT), v + slack)
    return v - slack, v + slack


def _slack(n: Number, dimension: str) -> float:
    """How much a plain number may be rounded."""
    v, half = n.value, n.place / 2
    if dimension in _EXACT or (dimension == "count" and v < 100):
        return 0.0
    if dimension == "count":
        return min(half, _ROUNDED * v) if n.place > 1 else 0.0
    return min(half, 2 * _ROUNDED * v)
