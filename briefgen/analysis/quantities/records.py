"""A number as written, as an interval with a dimension; and whether two of them can both be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Bound = Literal["", "below", "most", "above", "least", "about", "range", "vague"]
"""How the text bounds the number; empty where it states it plainly."""

_OVERLAP = 0.5
"""Share of the shorter interval that two values must have in common to be taken for one value."""
_TENTH = 1.1
"""Two ceilings that differ by a tenth at most are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit."""

    start: int
    """Code points into the article's text: from the word that bounds it to its unit."""
    end: int
    number: int
    """Code points where the number itself begins and ends."""
    number_end: int
    value: float
    """In the dimension's base unit: seconds, metres, kilograms, litres, km/h, per cent …; else as it is."""
    low: float
    """The least and the most that the words can mean, in the same unit."""
    high: float
    dimension: str
    """`count`, `duration`, `length`, `area`, `mass`, `volume`, `speed`, `percent`, `money:USD`, `age`,
    `magnitude`, `vote`."""
    bound: Bound = ""
    hyphen: bool = False
    """Whether number and unit are one word that describes a noun: `30-day`."""


def can_both_be_right(a: Quantity, b: Quantity) -> bool:
    """Whether what two sources write can be one value: the intervals share at least half of the shorter one.

    A small overlap is a difference: who knows that it was `nearly three hours` doesn't write `over two`. Of
    two ceilings (`up to 20 years`) the ceilings are compared.
    """
    if a.bound == b.bound == "most":
        low, high = sorted((a.value, b.value))
        return high <= _TENTH * low
    shared = min(a.high, b.high) - max(a.low, b.low)
    shorter = min(a.high - a.low, b.high - b.low)
    return shared >= 0 if shorter <= 0 else shared >= _OVERLAP * shorter
