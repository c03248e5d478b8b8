"""Which stretches of a text are taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from briefgen.analysis.attribution.records import Span


class Covered:
    """Spans as one set of code points; asking takes logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, span: Span) -> bool:
        """Whether a code point of this span is covered."""
        before = bisect_left(self._starts, span[1]) - 1
        return before >= 0 and self._ends[before] > span[0]
