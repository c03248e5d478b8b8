"""Whether two passages that a model sets against each other can differ at all.

Figures, dates and hours in them are read by the code that reads those of the rules. Where both passages give
some of one sort and each of them can be the other's, nothing clashes. What this code can't read it leaves to
the person who decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from briefgen.analysis.dates import When, find_dates
from briefgen.analysis.hours import clocks
from briefgen.analysis.quantities import Quantity, can_both_be_right, find_quantities
from briefgen.editorial.quoting import plain
from briefgen.findings.disagreements import when
from briefgen.model import Article, Citation
from briefgen.proposals.record import Refused

_READ: Mapping[str, tuple[str, ...]] = {
    "quantity": ("figures",), "date": ("days", "hours", "durations"), "update": ("figures", "days", "hours"),
}  # fmt: skip
"""Kinds of disagreement that are about a value → what is read in them."""
_WORD = re.compile(r"[^\W_]+(?:[.,:]\d+)*")
_TELLS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
_NAMED = 1
"""So many words beside a value say what it is of: `nine people`."""
_SEVERAL = 2
_DECIMALS = 0.5
_DAY = len("2025-03-18")
V = TypeVar("V")


def check(kind: str, one: tuple[Article, Citation], other: tuple[Article, Citation]) -> None:
    """Raises Refused (`alike`, `one_value`) where the passages do not differ."""
    a, b = _Side(*one), _Side(*other)
    if a.words == b.words:
        raise Refused("alike")
    values = _READ.get(kind) or (("figures", "days", "hours") if _tell_values(a, b) else ())
    read = [verdict for name in values if (verdict := _VERDICTS[name](a, b)) is not None]
    if read and not any(read):
        raise Refused("one_value")


class _Side:
    """One passage, and the values in it."""

    def __init__(self, article: Article, citation: Citation) -> None:
        self._article, self._cited = article, citation
        self._sentence = article.by_sentence[citation.sentence]

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, without articles and without regard to case."""
        said = (word.casefold() for word in _WORD.findall(plain(self._cited.quote)))
        return tuple(word for word in said if word not in ("the", "a", "an"))

    @cached_property
    def figures(self) -> tuple[Quantity, ...]:
        """The numbers in it, with the words that bound them wherever these stand."""
        return tuple(q for q in find_quantities(self._sentence) if self._has(q.number, q.number_end))

    @cached_property
    def days(self) -> tuple[When, ...]:
        """The dates in it; those that count from the day of a source that is not known tell nothing."""
        day = self._article.published or self._article.stated
        return tuple(w for w in find_dates(self._sentence.text, day) if self._has(*self._place(w)))

    @cached_property
    def hours(self) -> frozenset[int]:
        """The clock times in it."""
        return clocks(self._cited.quote)

    @property
    def beside(self) -> frozenset[str] | None:
        """What it tells besides its values, in base forms; None where it has no value."""
        if not (self.figures or self.days or self.hours):
            return None
        taken = [(q.start, q.end) for q in self.figures] + [self._place(w) for w in self.days]
        return frozenset(
            t.lemma.lower()
            for t in self._sentence.tokens
            if t.pos in _TELLS and self._has(t.start, t.end) and not any(a <= t.start < b for a, b in taken)
        )

    def _place(self, w: When) -> tuple[int, int]:
        return self._sentence.start + w.start, self._sentence.start + w.end

    def _has(self, start: int, end: int) -> bool:
        return self._cited.start <= start and end <= self._cited.end


def _tell_values(a: _Side, b: _Side) -> bool:
    """Whether both tell a value and nothing else that parts them: `nine people`, `9`."""
    mine, other = a.beside, b.beside
    if mine is None or other is None or max(len(mine), len(other)) > _NAMED:
        return False
    return not (mine and other) or mine == other


def _figures(a: _Side, b: _Side) -> bool | None:
    return _clash(a.figures, b.figures, _one_sort, _agree)


def _days(a: _Side, b: _Side) -> bool | None:
    return _clash(a.days, b.days, _one_grain, _one_day)


def _hours(a: _Side, b: _Side) -> bool | None:
    return not a.hours & b.hours if a.hours and b.hours else None


def _durations(a: _Side, b: _Side) -> bool | None:
    """How long, where no side says when."""
    if a.days or b.days:
        return None
    long = [[q for q in side.figures if q.dimension == "duration"] for side in (a, b)]
    return _clash(long[0], long[1], _one_sort, _agree)


_VERDICTS: Mapping[str, Callable[[_Side, _Side], bool | None]] = {
    "figures": _figures, "days": _days, "hours": _hours, "durations": _durations,
}  # fmt: skip


def _one_sort(q: Quantity, r: Quantity) -> bool:
    """Whether both measure alike; a bare number may be any measure that is as large."""
    return q.dimension == r.dimension or ("count" in (q.dimension, r.dimension) and q.value == r.value)


def _agree(q: Quantity, r: Quantity) -> bool:
    """Whether nobody who quotes one has to look at the other.

    A bound is not its number: `more than 100` leaves 120 possible, and yet both can't be quoted without a
    word on it. So bounds and ranges agree where their numbers do and they do not bound it from two sides.
    """
    bounds = {q.bound, r.bound} - {"", "about", "vague"}
    if "range" in bounds:
        return (q.low, q.high) == (r.low, r.high)
    if q.value == r.value or (q.dimension == r.dimension == "percent" and _rounds(q.value, r.value)):
        return len(bounds) < _SEVERAL
    return not bounds and can_both_be_right(q, r)


def _rounds(x: float, y: float) -> bool:
    """Whether one is the other without its decimals: 66.7 and 67 per cent."""
    whole = [v for v in (x, y) if v == int(v)]
    return len(whole) == 1 and abs(x - y) <= _DECIMALS


def _one_grain(x: When, y: When) -> bool:
    """Whether two dates can be compared."""
    return bool(x.iso and y.iso) or bool(x.month and y.month) or None not in _weekdays(x, y)


def _one_day(x: When, y: When) -> bool:
    """Whether both can be one day, as far as they say."""
    if x.iso and y.iso:
        return when.may_be_one(x, y)
    if x.month and y.month:
        pairs = ((x.month, y.month), (x.day, y.day), (x.year, y.year))
        return all(m == n for m, n in pairs if m is not None and n is not None)
    mine, other = _weekdays(x, y)
    return mine == other


def _weekdays(*days: When) -> tuple[int | None, ...]:
    """On which day of the week each is, as it says or the calendar does."""
    known = (date.fromisoformat(d.iso).weekday() if d.iso and len(d.iso) == _DAY else None for d in days)
    return tuple(d.weekday if d.weekday is not None else w for d, w in zip(days, known, strict=True))


def _clash(
    mine: Sequence[V], other: Sequence[V], alike: Callable[[V, V], bool], may_be_one: Callable[[V, V], bool]
) -> bool | None:
    """Whether a value of each clashes with one of the other and neither is settled by another; None where
    there are no two of one sort.
    """
    pairs = [(x, y) for x in mine for y in other if alike(x, y)]
    settled = [(x, y) for x, y in pairs if may_be_one(x, y)]
    if not pairs:
        return None
    done = [x for x, _ in settled], [y for _, y in settled]
    return any(x not in done[0] and y not in done[1] for x, y in pairs)
