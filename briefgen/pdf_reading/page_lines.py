"""From pieces of text with their places to lines: what stands on one height of a page, in one column.

A line never crosses a gutter: white that runs down between aligned edges. What stands on both sides of a wide
one, in a few words each, are the cells of a table's row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_GUTTER = 0.6
"""The least width of a gutter, in heights of its letters."""
_WIDE = 1.3
"""From this width on it is no chance: the white between words falls into line too."""
_FAR = 2.5
"""Wider than this, and with few words beside it, it is a table's."""
_LEAST = 3
"""So many lines have it between them."""
_APART = 4.0
"""Heights of letters: what is farther apart is no line."""
_MOST = 4_000
"""Pieces of a page; one that has more is no page of text, and is read line by line."""
_INITIAL = 1.7
CELL = "\ue003"
"""Between the cells of a table's row."""
_LISTED = re.compile(r"[•▪▫◦‣●○■□➢➤–—*-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
"""What begins an item of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Text on one height. Places are points from the page's left and lower edges."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    text: str
    initial: str = ""
    """The large letter that it begins with, which stands before `text`."""


def lines_of(pieces: Sequence[Line]) -> tuple[Line, ...]:
    """The page's lines, from top to bottom."""
    few = len(pieces) <= _MOST
    rows = _rows(_with_initials(pieces) if few else pieces)
    gutters = _gutters(rows) if few else ()
    found = [line for row in rows for line in _joined(row, gutters)]
    return tuple(sorted(found, key=lambda x: (-x.y1, x.x0)))


def _with_initials(pieces: Sequence[Line]) -> list[Line]:
    """The pieces, each large single letter joined to the line that it begins."""
    body = _usual_size(pieces)
    found = list(pieces)
    for one in pieces:
        if (
            len(one.text.strip(" “\"'‘")) != 1
            or not one.text.strip()[-1].isupper()
            or one.size < _INITIAL * body
        ):
            continue
        beside = [
            (-other.y1, n) for n, other in enumerate(found)
            if other is not one and other.size < one.size / _INITIAL and -1 < other.x0 - one.x1 < 2 * body
            and other.y1 > one.y0 + body / 2 and other.y0 < one.y1
        ]  # fmt: skip
        if beside:
            n = min(beside)[1]
            found[n] = replace(found[n], initial=one.text.strip(), x0=one.x0)
            found.remove(one)
    return found


def _usual_size(pieces: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    return max(sizes, key=lambda s: (sizes[s], s)) if sizes else 0.0


def _rows(pieces: Sequence[Line]) -> list[list[Line]]:
    """Pieces of one height, from left to right; a low one (a mark, a small word) joins the row around it."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (-(p.y0 + p.y1), p.x0)):
        middle = (piece.y0 + piece.y1) / 2
        for row in reversed(rows[-3:]):
            tall = max(row, key=lambda p: p.size)
            if tall.y0 < middle < tall.y1 and piece.y0 < (tall.y0 + tall.y1) / 2 < piece.y1 + tall.size / 3:
                row.append(piece)
                break
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: (p.x0, p.x1)) for row in rows]


@dataclass(slots=True)
class _Gutter:
    """White between two columns, of text or of a table, while it is followed down the page."""

    x0: float
    x1: float
    top: float
    bottom: float
    edges: list[float]
    """Where what stands on its right begins, line by line."""
    words: int = 0
    """Of the pieces on both sides."""
    level: bool = True
    """Whether the pieces on both sides stand on the same height, in every line."""

    def is_crossed(self, line: Line) -> bool:
        """Whether something stands in it."""
        return min(line.x1, self.x1) - max(line.x0, self.x0) > 0.3 * (self.x1 - self.x0)

    def lengthen(self, crossing: Sequence[Line]) -> None:
        """Let it run up and down to what crosses it."""
        self.top = min((x.y0 for x in crossing if x.y0 >= self.top - 1), default=float("inf"))
        self.bottom = max((x.y1 for x in crossing if x.y1 <= self.bottom + 1), default=float("-inf"))


def _gutters(rows: Sequence[Sequence[Line]]) -> tuple[_Gutter, ...]:
    found: list[_Gutter] = []
    followed: list[_Gutter] = []
    for row in rows:
        followed = [g for g in followed if not any(map(g.is_crossed, row))]
        for left, right in zip(row, row[1:], strict=False):
            size = min(left.size, right.size)
            if right.x0 - left.x1 < _GUTTER * size or _LISTED.fullmatch(left.text.strip()):
                continue
            gutter = _followed(followed, left, right, size)
            if gutter is None:
                gutter = _Gutter(left.x1, right.x0, right.y1, right.y0, [])
                followed.append(gutter)
                found.append(gutter)
            gutter.edges.append(right.x0)
            gutter.words += len(left.text.split()) + len(right.text.split())
            gutter.level = gutter.level and abs(left.y0 - right.y0) < 1
    usual = _usual_size([x for row in rows for x in row])
    aligned = [g for g in found if _is_aligned(g, usual)]
    for gutter in aligned:
        gutter.lengthen([x for row in rows for x in row if gutter.is_crossed(x)])
    return tuple(aligned)


def _followed(followed: Sequence[_Gutter], left: Line, right: Line, size: float) -> _Gutter | None:
    """The gutter in which this gap lies, which then goes on to here."""
    for gutter in reversed(followed):
        x0, x1 = max(gutter.x0, left.x1), min(gutter.x1, right.x0)
        if x1 - x0 >= _GUTTER * size:
            gutter.x0, gutter.x1, gutter.bottom = x0, x1, right.y0
            return gutter
    return None


def _is_of_table(gutter: _Gutter, size: float) -> bool:
    """Whether it stands between the cells of a table: far apart, few words in each, on one height."""
    return gutter.level and gutter.x1 - gutter.x0 > _FAR * size and gutter.words <= 8 * len(gutter.edges)


def _is_aligned(gutter: _Gutter, size: float) -> bool:
    """Whether what stands on its right begins at one edge, in most lines; a narrow one needs more of them."""
    at = Counter(round(edge / 2) for edge in gutter.edges)
    most = max(at[n] + at[n + 1] for n in at)
    least = _LEAST if gutter.x1 - gutter.x0 > _WIDE * size else 2 * _LEAST
    return len(gutter.edges) >= least and most >= max(_LEAST, 0.5 * len(gutter.edges))


def _joined(row: Sequence[Line], gutters: Sequence[_Gutter]) -> Iterator[Line]:
    """The row's lines: its pieces, joined where no gutter and no wide gap is between them."""
    own: list[Line] = []
    cells: list[Line] = []
    for piece in row:
        between = _between(own[-1], piece, gutters) if own else None
        if own and (between or _is_apart(own[-1], piece)):
            cells.append(_line(own))
            own = []
            if not between or not _is_of_table(between, piece.size):
                yield _row(cells)
                cells = []
        own.append(piece)
    if own:
        yield _row([*cells, _line(own)])


def _row(cells: Sequence[Line]) -> Line:
    """Cells of a table as one line."""
    text = CELL.join(cell.text for cell in cells)
    return replace(cells[0], x1=cells[-1].x1, text=text) if len(cells) > 1 else cells[0]


def _is_apart(left: Line, right: Line) -> bool:
    gap, size = right.x0 - left.x1, min(left.size, right.size)
    unlike = max(left.size, right.size) > 1.4 * size and not _LISTED.fullmatch(left.text.strip())
    return gap > (_GUTTER if unlike else _APART) * size


def _between(left: Line, right: Line, gutters: Sequence[_Gutter]) -> _Gutter | None:
    """The gutter between two pieces of a row."""
    if _LISTED.fullmatch(left.text.strip()):
        return None
    beside = (g for g in gutters if left.x1 <= g.x0 + 1 and g.x1 <= right.x0 + 1)
    return next((g for g in beside if g.bottom - 1 <= right.y0 and right.y1 <= g.top + 1), None)


def _line(pieces: Sequence[Line]) -> Line:
    if len(pieces) == 1:
        return replace(pieces[0], text=" ".join(pieces[0].text.split()))
    main = max(pieces, key=lambda p: (p.size * len(p.text), -p.x0))
    text = pieces[0].text
    for left, right in zip(pieces, pieces[1:], strict=False):
        raised = right.size < 0.8 * main.size and right.y0 > main.y0 + 0.1 * main.size
        words = f"\ue000{right.text.strip()}\ue001" if raised and right.text.strip().isdigit() else right.text
        text += (" " if right.x0 - left.x1 > 0.1 * main.size and not raised else "") + words
    bold = sum(len(p.text) for p in pieces if p.bold) * 2 > sum(len(p.text) for p in pieces)
    return Line(
        x0=pieces[0].x0, y0=main.y0, x1=max(p.x1 for p in pieces), y1=main.y1, size=main.size, bold=bold,
        text=" ".join(text.split()), initial=pieces[0].initial,
    )  # fmt: skip
