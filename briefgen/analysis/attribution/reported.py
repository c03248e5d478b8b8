"""Quotations beside what clauses report: the same statement found twice, or one statement within another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.analysis.attribution.pieces import Pieces
from briefgen.analysis.attribution.records import Attribution, Span

_PAUSES = ",.!?…—–"
_MARKS = "”\"’'»"


class Reports:
    """What clauses report with a verb and a clause (`said that …`), by cue and by sentence."""

    def __init__(self, pieces: Pieces, clauses: Iterable[Attribution]) -> None:
        self._pieces = pieces
        self._by_cue: dict[Span, Attribution] = {}
        self._within: dict[int, list[Attribution]] = {}
        for a in clauses:
            if a.cue is not None:
                self._by_cue.setdefault(a.cue, a)
            if a.rule == "clauses/clause":
                self._within.setdefault(pieces.number_of(a.content[0][0]), []).append(a)

    def merged(self, quoted: Iterable[Attribution]) -> tuple[Attribution, ...]:
        """The quotations; one with words in marks within another's report is that report.

        `Roe said she would call it “a shame”`: what is reported is what Roe said, marks and all.
        """
        found: dict[Attribution, None] = {}
        for own in quoted:
            found[self._round(own) or self._widened(own)] = None
        return tuple(found)

    def _round(self, own: Attribution) -> Attribution | None:
        """The report whose content holds the cue of this part."""
        if own.rule != "quotation/part" or own.cue is None:
            return None
        reports = self._within.get(self._pieces.number_of(own.cue[0]), ())
        return next((r for r in reports if _holds(r, own.cue)), None)

    def _widened(self, own: Attribution) -> Attribution:
        """The quotation with the words of the clause that it stands in: `said the road is “a mess” today`."""
        report = self._by_cue.get(own.cue) if own.cue and own.rule == "quotation/before" else None
        if report is None:
            return own
        (a, b), (start, end) = own.content[0], report.content[0]
        if not (a < end and start < b) or self._pieces.number_of(own.content[0][0]) != self._pieces.number_of(
            report.content[0][0]
        ):
            return own
        last = self._pieces.article.text[a:b].rstrip(_MARKS)[-1:]
        span = (min(a, start), b if last in _PAUSES else max(b, end))
        return own if span == (a, b) else replace(own, content=(span, *own.content[1:]), manner="mixed")


def _holds(report: Attribution, cue: Span) -> bool:
    return any(a <= cue[0] and cue[1] <= b for a, b in report.content)
