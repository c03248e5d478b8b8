"""Two days for one moment: what is Sunday night in one zone is Monday in another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.analysis.clocks import Clock, can_be_compared, may_be_one, minutes_apart
from briefgen.analysis.dates import When

_APART = 10
"""Minutes: less is what two watches differ by."""
_LATE, _EARLY = 20 * 60, 4 * 60
"""Minutes of the day from which, and until which, another zone may have another day."""
_LATE_WORDS = re.compile(r"\b(?:late|night|tonight|overnight|midnight)\b", re.IGNORECASE)
_EARLY_WORDS = re.compile(r"\b(?:early|overnight|midnight|dawn|predawn|small hours)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day with what the text says of the time."""

    when: When
    beside: str
    """The words around the day."""
    clocks: tuple[Clock, ...]


def may_be_one_night(a: Moment, b: Moment) -> bool:
    """Whether two days that follow each other may be one moment, told in two zones or from either side of
    midnight.

    Where the zones of both times are known, they say so; else it is enough that one of them is near midnight.
    """
    gap = days_between(a.when, b.when)
    if gap not in {1, -1}:
        return False
    first, second = (a, b) if gap == 1 else (b, a)
    pairs = [(x, y) for x in first.clocks for y in second.clocks]
    known = [(x, y) for x, y in pairs if x.offsets and y.offsets]
    if known:
        return any(minutes_apart(x, y, 1) < _APART for x, y in known)
    if any(not can_be_compared(x, y) and (x.offsets or y.offsets) and may_be_one(x, y, 1) for x, y in pairs):
        return True
    late = any(x.high >= _LATE for x in first.clocks) or bool(_LATE_WORDS.search(first.beside))
    early = any(y.low <= _EARLY for y in second.clocks) or bool(_EARLY_WORDS.search(second.beside))
    return late or early


def days_between(a: When, b: When) -> int | None:
    """How many days b is after a, where both are known to the day; of weekdays, by the shorter way."""
    if a.ordinal and b.ordinal:
        return b.ordinal - a.ordinal
    if a.month and b.month and a.month == b.month and a.day and b.day:
        return b.day - a.day
    if a.weekday is not None and b.weekday is not None:
        return (b.weekday - a.weekday + 3) % 7 - 3
    return None
