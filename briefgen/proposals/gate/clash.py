"""Whether two passages that a model sets against each other can differ at all.

Figures, dates and hours in them are read by the code that reads those of the rules. Where both passages give some
of one sort and each of them can be the other's, nothing clashes. What this code can't read it leaves to the person
who decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from briefgen.analysis.dates import When, find_dates
from briefgen.analysis.hours import clocks
from briefgen.analysis.quantities import Quantity, find_quantities
from briefgen.editorial.quoting import plain
from briefgen.findings.disagreements import quantity, when
from briefgen.model import Article, Citation
from briefgen.proposals.record import Refused

_OF_VALUES = frozenset({"quantity", "date", "update"})
"""Kinds of disagreement that are about a value."""
_WORD = re.compile(r"[^\W_]+(?:[.,:]\d+)*")
_TELLS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
_NAMED = 1
"""So many words beside a value say what it is of: `nine people`."""
V = TypeVar("V")


def check(kind: str, one: tuple[Article, Citation], other: tuple[Article, Citation]) -> None:
    """Raises Refused (`alike`, `one_value`) where the passages do not differ."""
    a, b = _Side(*one), _Side(*other)
    if a.words == b.words:
        raise Refused("alike")
    if kind not in _OF_VALUES and not (a.is_value and b.is_value):
        return
    verdicts = (
        _clash(a.figures, b.figures, _one_sort, quantity.may_be_one),
        _clash(a.days, b.days, _one_grain, when.may_be_one),
        not a.hours & b.hours if a.hours and b.hours else None,
    )
    read = [verdict for verdict in verdicts if verdict is not None]
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
    def is_value(self) -> bool:
        """Whether it is a value and little else."""
        if not (self.figures or self.days or self.hours):
            return False
        taken = [(q.start, q.end) for q in self.figures] + [self._place(w) for w in self.days]
        left = [
            t
            for t in self._sentence.tokens
            if t.pos in _TELLS and self._has(t.start, t.end) and not any(a <= t.start < b for a, b in taken)
        ]
        return len(left) <= _NAMED

    def _place(self, w: When) -> tuple[int, int]:
        return self._sentence.start + w.start, self._sentence.start + w.end

    def _has(self, start: int, end: int) -> bool:
        return self._cited.start <= start and end <= self._cited.end


def _one_sort(q: Quantity, r: Quantity) -> bool:
    return q.dimension == r.dimension


def _one_grain(x: When, y: When) -> bool:
    return bool(x.iso and y.iso) or bool(when.grain(x, y))


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
