"""What stands at one place on most pages of a document: running heads and feet, and the pages' numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.pdf_reading.page_lines import Line

_ROWS = 3
"""Of a page's rows, so many at each end may be a running head or foot."""
_EDGE = 0.15
"""The share of the page's height, at each end, in which they stand."""
_SAME = 4.0
"""Points by which their height may differ from page to page."""
_FOLIO = re.compile(
    r"[^\w\s]{0,2}\s?(?:(?:page|seite|p\.)\s)?(?:\d{1,4}|[ivxl]{1,7})(?:\s?(?:of|/|von)\s?\d{1,4})?\s?[^\w\s]{0,2}",
    re.IGNORECASE,
)
"""The number of a page, alone."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A page's lines."""

    height: float
    lines: tuple[Line, ...]


def without_heads(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The pages without what stands at the same place on most of them, and without their numbers."""
    edges = [_edge(sheet) for sheet in sheets]
    by_text: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for n, rows in enumerate(edges):
        for line in (x for row in rows for x in row):
            by_text[_shape(line.text)].append((n, line.y0))
    out = []
    for n, (sheet, rows) in enumerate(zip(sheets, edges, strict=True)):
        heads: set[int] = set()
        for side in (rows[:_ROWS], rows[_ROWS:]):
            for row in side:
                if not all(_is_repeated(by_text[_shape(x.text)], n, x.y0, len(sheets)) for x in row):
                    break
                heads |= {id(x) for x in row}
        rest = [x for x in sheet.lines if id(x) not in heads]
        numbers = {id(x) for x in _outermost(rest, sheet.height) if _FOLIO.fullmatch(x.text)}
        out.append(replace(sheet, lines=tuple(x for x in rest if id(x) not in numbers)))
    return tuple(out)


def _edge(sheet: Sheet) -> list[list[Line]]:
    """The rows that may be heads, from the top, and behind them those that may be feet, from the bottom."""
    rows: list[list[Line]] = []
    for line in sorted(sheet.lines, key=lambda x: -x.y0):
        if rows and rows[-1][0].y0 - line.y0 < 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    top, bottom = sheet.height * (1 - _EDGE), sheet.height * _EDGE
    heads = [row if row[0].y0 >= top else [] for row in rows[:_ROWS]]
    feet = [row if row[0].y0 <= bottom else [] for row in rows[: -_ROWS - 1 : -1]]
    empty: list[list[Line]] = [[]] * _ROWS
    return [*(heads + empty)[:_ROWS], *feet]


def _shape(text: str) -> str:
    return re.sub(r"\d+|\b[ivxl]{1,7}\b", "#", text.lower())


def _is_repeated(places: Sequence[tuple[int, float]], page: int, y0: float, pages: int) -> bool:
    """Whether it stands there on most pages, or on most left or most right ones."""
    there = {n for n, y in places if abs(y - y0) <= _SAME}
    side = {n for n in there if n % 2 == page % 2}
    of_side = len(range(page % 2, pages, 2))
    return len(there) >= 2 and (len(there) > pages / 2 or (len(side) >= 3 and len(side) > of_side / 2))


def _outermost(lines: Sequence[Line], height: float) -> Iterator[Line]:
    """The first and the last row, where they stand at the page's edge."""
    if lines:
        low, high = min(x.y0 for x in lines), max(x.y0 for x in lines)
        yield from (x for x in lines if x.y0 - low < 2 and low < height * _EDGE)
        yield from (x for x in lines if high - x.y0 < 2 and high > height * (1 - _EDGE))
