"""From blocks with their places to running text: paragraphs that go on over lines, columns and pages.

Left out are running heads and feet with the numbers of pages, tables of contents, and footnotes with their
marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from briefgen.pdf_reading.hyphens import Words
from briefgen.pdf_reading.page_layout import Block, blocks_of
from briefgen.pdf_reading.page_lines import CELL, Line
from briefgen.pdf_reading.running_heads import Sheet, without_heads

_LEADERS = re.compile(r"(?:\.\s?|…\s?){4,}\s*(?:\d{1,4}|[ivxl]{1,7})$")
_CONTENTS = re.compile(r"(?:table of )?contents", re.IGNORECASE)
_BULLET = re.compile(r"[•▪▫◦‣●○■□➢➤]\s*(?=\S)")
_RAISED = re.compile("\ue000(\\d{1,3})\ue001")
_COUNTED = re.compile(r"(?:\d{1,2}[.)]|\(?[a-z\d]{1,2}\))\s+(?=\S)")
_NOTE = re.compile(r"(?:\ue000(\d{1,3})\ue001|(\d{1,3})(?:[.)]?\s|(?=[A-Z“\"]))|([*†‡§]))\s*(?=\S)")
_ENDED = re.compile(r"[.!?:…][\"”’»)\]]*(?:\ue000\d+\ue001)?$")
_HEADING_WORDS = 30
_LARGER = 1.12
_SMALLER = 0.92


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Text that belongs together; its lines are joined at the end, when all words are known."""

    lines: tuple[str, ...]
    kind: str
    size: float
    full: bool
    """Whether its last line runs to the right edge: it may go on elsewhere."""
    indented: bool = False
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class Running:
    """What there is to read, in order, and what was left out."""

    paragraphs: tuple[tuple[str, str], ...]
    """Kind and text."""
    notes: int
    contents: int


def running(sheets: Sequence[Sheet]) -> Running:
    """The running text of a document's pages."""
    whole = without_heads(sheets)
    sheets = [replace(s, lines=tuple(x for x in s.lines if not _LEADERS.search(x.text))) for s in whole]
    contents = sum(len(s.lines) for s in whole) - sum(len(s.lines) for s in sheets)
    pages = [blocks_of(sheet.lines) for sheet in sheets]
    body, raised, leading = _body_size(sheets), _raised(sheets), _leading(b for page in pages for b in page)
    found: list[Paragraph] = []
    notes = 0
    for n, page in enumerate(pages):
        blocks, marks = _without_notes(page, body)
        numbers = {m[1] or m[2] for m in marks if m[1] or m[2]}
        notes += len(marks)
        for block in blocks:
            found += (_unmarked(p, numbers, raised) for p in _paragraphs(block, body, leading, n))
    if contents:
        found = [p for p in found if not (p.kind == "heading" and _CONTENTS.fullmatch(p.lines[0]))]
    joined = _across(_headings(found))
    words = Words.of(line for p in joined for line in p.lines)
    told = ((p.kind, _finished(words.join(p.lines))) for p in joined)
    return Running(paragraphs=tuple((k, t) for k, t in told if t), notes=notes, contents=contents)


def _finished(text: str) -> str:
    """The text without marks of ours, single spaces between its words."""
    return " ".join(re.sub("[\ue000\ue001]", "", text.replace(CELL, " | ")).split())


def _body_size(sheets: Iterable[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda s: (sizes[s], s)) if sizes else 0.0


def _without_notes(blocks: Sequence[Block], body: float) -> tuple[list[Block], list[re.Match[str]]]:
    """The blocks without the footnotes, and the marks of these: small, marked, no larger text below them."""
    small = [b for b in blocks if b.size <= _SMALLER * body]
    larger = [b for b in blocks if b.size > _SMALLER * body]

    def last(block: Block) -> bool:
        return bool(larger) and not any(
            b.y0 < block.y0 and min(b.x1, block.x1) > max(b.x0, block.x0) for b in larger
        )

    marked = [b for b in small if _NOTE.match(b.lines[0].text) and last(b)]
    below = [
        b for b in small
        if b in marked or any(b.y1 <= m.y0 + 1 and min(b.x1, m.x1) > max(b.x0, m.x0) for m in marked)
    ]  # fmt: skip
    marks = [m for b in below for line in b.lines if (m := _NOTE.match(line.text))]
    return [b for b in blocks if b not in below], marks


def _unmarked(paragraph: Paragraph, numbers: set[str], raised: set[str]) -> Paragraph:
    """The paragraph without the marks of its page's footnotes, and without those of the document's notes."""
    lines = paragraph.lines
    if numbers:
        low = re.compile(rf"(?<=[a-z])([.,;]?[”’]?)(?:{'|'.join(sorted(numbers))})(?!\w)")
        lines = tuple(low.sub(r"\1", line) for line in lines)
    if numbers | raised:
        high = re.compile(rf"\ue000(?:{'|'.join(sorted(numbers | raised))})\ue001")
        lines = tuple(high.sub("", line) for line in lines)
    return replace(paragraph, lines=lines)


def _raised(sheets: Iterable[Sheet]) -> set[str]:
    """The raised numbers of a document that has notes: at least the first three; `m²` alone is none."""
    found = {m[1] for s in sheets for x in s.lines for m in _RAISED.finditer(x.text)}
    return found if {"1", "2", "3"} <= found else set()


def _leading(blocks: Iterable[Block]) -> float:
    """From line to line within paragraphs, in heights of letters: what most lines of the document have."""
    steps: Counter[float] = Counter()
    for block in blocks:
        for a, b in zip(block.lines, block.lines[1:], strict=False):
            if not _ENDED.search(a.text):
                steps[round((a.y0 - b.y0) / a.size, 1)] += 1
    return max(steps, key=lambda s: (steps[s], -s)) if steps else 1.2


def _paragraphs(block: Block, body: float, leading: float, page: int) -> Iterator[Paragraph]:
    """A block's paragraphs, told by white, by an indent, by a bullet, or by a short last line."""
    lines = block.lines
    edges = Counter(round(x.x0) for x in lines)
    left = max(edges, key=lambda x: (edges[x], -x))
    even = sum(1 for x in lines if block.x1 - x.x1 < 1.5) >= 0.6 * len(lines) and len(lines) > 2
    steps = [a.y0 - b.y0 for a, b in zip(lines, lines[1:], strict=False)]
    step = min(median(steps), 2 * block.size) if steps else 0.0
    own: list[Line] = []
    for n, line in enumerate(lines):
        if own:
            loose = steps[n - 1] > 1.2 * leading * block.size and bool(_ENDED.search(own[-1].text))
            white = loose or steps[n - 1] > 1.25 * step
            if _begins(own[-1], line, white, left, block.x1 if even else None):
                yield _paragraph(own, block, body, page, left)
                own = []
        own.append(line)
    yield _paragraph(own, block, body, page, left)


def _begins(before: Line, line: Line, white: bool, left: float, right: float | None) -> bool:
    """Whether a paragraph begins with this line."""
    indent = line.x0 - left
    indented = 0.7 * line.size < indent < 5 * line.size and before.x0 - left < 0.5 * line.size
    ended = bool(_ENDED.search(before.text))
    listed = bool(_BULLET.match(line.text)) or (ended and bool(_COUNTED.match(line.text)))
    short = right is not None and ended and right - before.x1 > 1.5 * line.size
    cells = CELL in before.text or CELL in line.text
    return white or cells or listed or short or (indented and not _BULLET.match(before.text))


def _paragraph(lines: Sequence[Line], block: Block, body: float, page: int, left: float) -> Paragraph:
    texts = [(x.initial + "\ue002" if x.initial else "") + x.text for x in lines]
    kind = "item" if _BULLET.match(texts[0]) or CELL in texts[0] else "paragraph"
    text = " ".join(texts)
    large = block.size >= _LARGER * body
    short = len(text.split()) <= (_HEADING_WORDS if large else _HEADING_WORDS // 2)
    if (
        short
        and (large or all(x.bold for x in lines))
        and not re.search(r"[.,;…]$", text)
        and kind == "paragraph"
    ):
        kind = "heading"
    texts[0] = _BULLET.sub("", texts[0], count=1) if kind == "item" else texts[0]
    return Paragraph(
        lines=tuple(texts), kind=kind, size=block.size, page=page,
        full=block.x1 - lines[-1].x1 < 2 * block.size and len(block.lines) > 1,
        indented=lines[0].x0 - left > 0.7 * block.size,
    )  # fmt: skip


def _headings(found: Sequence[Paragraph]) -> list[Paragraph]:
    """A heading of several lines that are centred, each a block of its own, is one."""
    out: list[Paragraph] = []
    for p in found:
        last = out[-1] if out else None
        alike = last and last.kind == p.kind == "heading" and last.page == p.page and last.size == p.size
        if last and alike and (last.full or p.lines[0][:1].islower()):
            out[-1] = replace(last, lines=(*last.lines, *p.lines), full=p.full)
        else:
            out.append(p)
    return out


_FAR = 4


def _across(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs joined over columns and pages; what stands between the parts comes behind."""
    out: list[Paragraph] = []
    todo = list(found)
    while todo:
        p = todo.pop(0)
        at = _goes_on(p, todo[:_FAR])
        while at is not None:
            other = todo.pop(at)
            p = replace(p, lines=(*p.lines, *other.lines), full=other.full)
            at = _goes_on(p, todo[at : at + _FAR], at)
        out.append(p)
    return out


def _goes_on(p: Paragraph, ahead: Sequence[Paragraph], skipped: int = 0) -> int | None:
    """Which of the next paragraphs is the rest of this one."""
    if p.kind == "heading" or _ENDED.search(p.lines[-1]):
        return None
    for n, other in enumerate(ahead):
        alike = other.kind == "paragraph" and abs(other.size - p.size) < 0.05 * p.size
        if alike and (other.lines[0][:1].islower() or (n == 0 and p.full and not other.indented)):
            return n + skipped
        if alike:
            return None
    return None
