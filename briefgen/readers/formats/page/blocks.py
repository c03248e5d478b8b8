"""The blocks of a page's text in their order, as a browser shows them: paragraphs, headings, items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements before and behind which a browser begins a new line."""
_SHIFTED: Mapping[object, tuple[str, str]] = MappingProxyType(
    {"sup": ("\x0e", "\x0f"), "sub": ("\x10", "\x11")}
)
"""What stands above or below the line, between marks until all of the line is known; no page has these."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STRUCK = frozenset({"del", "s", "strike"})
"""What the page takes back."""
_LONG = 8
"""Words."""
_CELL = 200
"""Characters: a cell with more holds prose, and its table is there for the layout."""
_SPACES = re.compile(r"[ \t\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
_NO_WIDTH = re.compile(
    r"[\u00ad\u180e\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
_FRACTION = re.compile(r"(\d)?\x0e\s?(\d{1,4})\s?\x0f\s?[/\u2044]\s?\x10?\s?(\d{1,4})(?:\s?\x11)?")
_ABOVE = re.compile(r"\x0e\s{0,9}([^\x0e-\x11]{0,40}?)\s{0,9}\x0f")
_BELOW = re.compile(r"(\d\s?)?\x10\s{0,9}([^\x0e-\x11]{0,40}?)\s{0,9}\x11(?=(\d)?)")
_SUPERSCRIPT = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})[\])]?")
_JOINERS = re.compile(r"(?<![\u0590-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\U0010ffff])")
"""They belong to words of some scripts and to emoji, and to none of Latin letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text without a break, and where it stands."""

    text: str
    kind: str
    """`heading`, `paragraph`, `item`, `quote`."""
    element: Any
    """The innermost element that holds all of it."""
    linked: float
    """The part of its characters that are links: 0 to 1."""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def plain(text: str) -> str:
    """A text with single plain spaces, without what has no width."""
    if not text.isprintable():
        text = _JOINERS.sub("", _NO_WIDTH.sub("", text))
    return " ".join(text.split())


def in_line(text: str) -> str:
    """A text whose raised and lowered digits don't run into those before them.

    “3” with a raised 1, a stroke and a lowered 2 is “3 1/2”; “10” with a raised 6 is “10⁶”.
    """
    if "\x0e" not in text and "\x10" not in text:
        return text
    text = _FRACTION.sub(lambda x: f"{x[1]} {x[2]}/{x[3]}" if x[1] else f"{x[2]}/{x[3]}", text)
    text = _ABOVE.sub(lambda x: _shifted(x[1], _SUPERSCRIPT, "^"), text)
    return _BELOW.sub(
        lambda x: (x[1] or "") + (_shifted(x[2], _SUBSCRIPT, "_") if x[1] or x[3] else x[2]), text
    )


def _shifted(said: str, table: Mapping[int, int], sign: str) -> str:
    """It in characters that are raised or lowered themselves, where it has digits or is a power."""
    if not re.search(r"\d", said) and said not in ("n", "i", "+", "-", "−"):
        return said
    moved = said.translate(table)
    return moved if not set(moved) & set(said) - {" "} else f"{sign}{said}"


def blocks(root: Any) -> list[Block]:
    """The blocks of the text in an element."""
    from lxml.etree import iterwalk

    walk = _Walk()
    for event, element in iterwalk(root, events=("start", "end")):
        if event == "start":
            walk.enter(element)
        else:
            walk.leave(element)
            if element is not root:
                walk.add(element.tail)
    walk.flush(root)
    return walk.found


def is_prose(block: Block) -> bool:
    """Whether a block is a paragraph rather than a label or a link."""
    return block.words >= _LONG and block.linked < 0.5


def text_of(element: Any) -> str:
    """All of an element's text as one line."""
    return " ".join(block.text for block in blocks(element))


class _Walk:
    """Goes through a tree, and gathers its text until a block begins or ends."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.parts: list[tuple[str, bool]] = []
        self.links = self.struck = 0
        self.row: list[Block] | None = None

    def add(self, text: str | None) -> None:
        if text and not self.struck:
            self.parts.append((_SPACES.sub(" ", text), self.links > 0))

    def enter(self, element: Any) -> None:
        tag = element.tag
        if tag in BLOCKS or _is_layout(tag):
            self.flush(element.getparent())
            if tag == "tr" and self.row is None and _is_row(element):
                self.row = []
        elif tag == "br":
            self.parts.append(("\n", False))
        elif tag == "q":
            self.parts.append(("“", False))
        elif tag in _SHIFTED:
            self.add(_SHIFTED[tag][0])
        self.links += tag == "a"
        self.struck += tag in _STRUCK or _is_note(element)
        for n, line in enumerate((element.text or "").split("\n") if tag == "pre" else [element.text]):
            self.parts += [("\n", False)] * (n > 0)
            self.add(line)

    def leave(self, element: Any) -> None:
        tag = element.tag
        self.links -= tag == "a"
        self.struck -= tag in _STRUCK or _is_note(element)
        if tag in BLOCKS or _is_layout(tag):
            self.flush(element)
            if tag == "tr" and self.row is not None and _is_row(element):
                self._end_row(element, self.row)
        elif tag == "q":
            self.parts.append(("”", False))
        elif tag in _SHIFTED:
            self.add(_SHIFTED[tag][1])

    def flush(self, element: Any) -> None:
        """End the block that stands in this element."""
        for parts in _paragraphs(self.parts):
            text = plain(in_line("".join(words for words, _ in parts)))
            if text:
                linked = _letters("".join(words for words, link in parts if link)) / max(1, _letters(text))
                block = Block(text=text, kind=_kind(element), element=element, linked=min(1.0, linked))
                (self.found if self.row is None else self.row).append(block)
        self.parts = []

    def _end_row(self, element: Any, cells: list[Block]) -> None:
        self.row = None
        text = " | ".join(cell.text for cell in cells)
        if text:
            linked = sum(cell.linked * _letters(cell.text) for cell in cells) / max(1, _letters(text))
            self.found.append(Block(text=text, kind="item", element=element, linked=linked))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_note(element: Any) -> bool:
    """Whether it is the number of a footnote, which links to it."""
    link = element.find("a") if element.tag == "sup" else None
    to = "" if link is None else link.get("href", "")
    return to.startswith("#") or (
        "#" in to and _MARK.fullmatch("".join(element.itertext()).strip()) is not None
    )


def _is_layout(tag: object) -> bool:
    """Whether it is one of AMP's elements, which lie out pages."""
    return isinstance(tag, str) and tag.startswith("amp-")


def _is_row(row: Any) -> bool:
    """Whether a table's row has data, and is not there for the layout."""
    cells = row.findall("td") + row.findall("th")
    return len(cells) > 1 and all(
        len("".join(cell.itertext())) <= _CELL and cell.find(".//table") is None for cell in cells
    )


def _paragraphs(parts: list[tuple[str, bool]]) -> Iterator[list[tuple[str, bool]]]:
    """A run, cut where lines are left empty."""
    run: list[tuple[str, bool]] = []
    breaks = 0
    for words, link in parts:
        if words == "\n":
            breaks += 1
            continue
        if not words.strip():
            run.append((" ", link))
            continue
        if breaks > 1:
            yield run
            run = []
        elif breaks:
            run.append((" ", False))
        run.append((words, link))
        breaks = 0
    yield run


def _kind(element: Any) -> str:
    """What a block is by the elements that it stands in, the innermost of those that say so."""
    while element is not None:
        tag = element.tag
        if tag in _HEADINGS or tag == "summary" or element.get("role") == "heading":
            return "heading"
        if tag in ("li", "dd", "dt"):
            return "item"
        if tag == "blockquote":
            return "quote"
        if tag in ("article", "main", "section"):
            break
        element = element.getparent()
    return "paragraph"
