"""HTML of which everything is the article: a part of a mail, a field of a crawler's file.

Nothing is chosen from it, as from a page of the web: each block that a reader sees is a block of the text.
Tables that only lay out a mail are no tables; one with headed columns keeps its rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.readers.formats.extracted import MOST_BYTES, Extracted, UnreadableError, extra
from briefgen.readers.formats.page.blocks import BLOCKS
from briefgen.readers.formats.paragraphs import joined

MARKS = re.compile(r"</(?:p|div|h[1-6]|li|ul|ol|a|b|i|em|strong|span|blockquote|td)>|<(?:p|br) ?/?>", re.I)
"""What a text has only where it is HTML."""
_SILENT = frozenset(
    {
        "script", "style", "head", "template", "noscript", "iframe", "object", "svg", "math", "select",
        "textarea", "audio", "video", "canvas", "button", "input", "map",
    }
)  # fmt: skip
"""What stands in these is no text. A page's menus and forms are none either; a mail's may be its layout."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = frozenset({"li", "dt", "dd"})
_HIDDEN = re.compile(
    r"display\s?:\s?none|visibility\s?:\s?hidden|mso-hide\s?:\s?all|(?:max-height|opacity)\s?:\s?0(?![.\d])",
    re.IGNORECASE,
)
"""More than hides what a page has: programs for mail know few ways to hide. Not a font of size 0: with it,
mails are laid out around what is read."""
_FILLING = re.compile("(?:[\u034f\u00ad\u200b-\u200f\ufeff][\\s\u2007]*){3,}")
"""With such characters a mail keeps the line that its program shows beside the subject short."""
_CONTROLS = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_DEEPEST = 2_000
"""The parser goes little deeper, and leaves out what lies there."""
_MOST_TAGS = 100_000


Attributes = Mapping[str, str]
"""Of an element, by their names."""


def read_fragment(html: str, without: Callable[[Attributes], bool] | None = None) -> Extracted:
    """The text of the blocks, separated by empty lines.

    `without`: elements with such attributes are left out; where there are any, that is a problem.
    Raises UnreadableError where it is too much to be a text, or where the parser is not installed.
    """
    left = [0]

    def is_left(element: Any) -> bool:
        out = without is not None and without(element.attrib)
        left[0] += out
        return out

    text, blocks = joined(_blocks(html, is_left))
    problems = (f"has {left[0]} parts that are left out",) if left[0] else ()
    return Extracted(text=text, blocks=blocks, problems=problems)


def plain(html: str) -> str:
    """The words of a line that may have marks of HTML: a headline in a feed."""
    marked = "<" in html or re.search(r"&#?\w{1,30};", html)
    return " ".join((read_fragment(html).text if marked else html).split())


def _blocks(html: str, is_left: Callable[[Any], bool]) -> Iterator[tuple[str, str]]:
    """Kind and words of each block that has any."""
    written = _Written()
    for event, element in _walk(html, is_left):
        if event == "start":
            written.open(element)
        else:
            written.close(element, shown=event == "end")
        yield from written.finished()
    yield from written.finished(last=True)


def _walk(html: str, is_left: Callable[[Any], bool]) -> Iterator[tuple[str, Any]]:
    """`start` and `end` of each element that is shown; `behind` what is not, but may have words there."""
    with extra("web"):
        from lxml import etree
    if len(html) > MOST_BYTES or html.count("<") > _MOST_TAGS:
        raise UnreadableError("has more HTML than a text can have")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(_CONTROLS.sub(" ", html).encode(), parser)
    except etree.LxmlError:  # nothing in it but comments, say
        root = None
    if root is None:
        return
    walk, depth = etree.iterwalk(root, events=("start", "end", "comment", "pi")), 0
    skipped = False
    for event, element in walk:
        depth += (event == "start") - (event == "end")
        if depth >= _DEEPEST:
            raise UnreadableError("nests elements too deeply")
        if event == "start" and (_is_hidden(element) or is_left(element)):
            walk.skip_subtree()
            skipped = True
        elif skipped or event in ("comment", "pi"):
            yield "behind", element
            skipped = False
        else:
            yield event, element


def _is_hidden(element: Any) -> bool:
    style = element.get("style", "")
    return element.tag in _SILENT or element.get("hidden") is not None or bool(_HIDDEN.search(style))


class _Written:
    """The blocks as they come about, while the elements are walked through."""

    def __init__(self) -> None:
        self._lines = [_Line()]
        """Of the block that is not finished; a <br> begins a new one."""
        self._done: list[tuple[str, str]] = []
        self._around: list[str] = []
        """Elements around that say what kind of block it is."""
        self._bold = 0
        self._tables: list[bool] = []
        """Of each table around, whether it has headed columns."""

    def open(self, element: Any) -> None:
        """An element begins."""
        tag = element.tag
        if tag == "table":
            self._tables.append(_has_columns(element))
        if tag in ("td", "th") and self._in_row():
            self._lines[-1].pieces.append(" | ")
        elif tag in BLOCKS and not self._in_row():
            self._break()
        if tag in _HEADINGS or tag in _ITEMS or tag == "blockquote":
            self._around.append(tag)
        if tag in ("b", "strong"):
            self._bold += 1
        if tag == "br":
            self._lines.append(_Line())
        elif element.text:
            self._add(element.text)

    def close(self, element: Any, shown: bool) -> None:
        """An element ends, and what stands behind it is read."""
        tag = element.tag
        if not shown and tag in BLOCKS:
            self._break()
        if shown:
            if tag in ("b", "strong"):
                self._bold -= 1
            if tag == "tr" or (tag in BLOCKS and not self._in_row()):
                self._break()
            if tag == "table" and self._tables:
                self._tables.pop()
            if self._around and tag == self._around[-1]:
                self._around.pop()
        if element.tail:
            self._add(element.tail)

    def finished(self, last: bool = False) -> Iterator[tuple[str, str]]:
        """The blocks that are finished since it was asked for them."""
        if last:
            self._break()
        yield from self._done
        self._done = []

    def _in_row(self) -> bool:
        """Whether this is a row of figures that has begun: its cells are one block."""
        return bool(self._tables and self._tables[-1] and self._lines[-1].pieces)

    def _add(self, text: str) -> None:
        line = self._lines[-1]
        line.pieces.append(text)
        if text.strip():
            line.loud, line.quiet = line.loud or self._bold > 0, line.quiet or self._bold == 0

    def _break(self) -> None:
        """The block ends: one with an empty line in it is two, and a line all in bold is a headline."""
        lines, self._lines, words = self._lines, [_Line()], ""
        kind = "item" if self._tables and self._tables[-1] else _kind(self._around)
        for line in lines:
            said = " ".join(_FILLING.sub(" ", "".join(line.pieces)).split()).strip("| ")
            heads = line.loud and not line.quiet and said[-1:] not in ".!?:,;"
            if heads or not said:
                self._finish(kind, words)
                self._finish("heading" if kind == "paragraph" else kind, said)
                words = ""
            else:
                words += f" {said}" if words else said
        self._finish(kind, words)

    def _finish(self, kind: str, words: str) -> None:
        if any(c.isalnum() for c in words):
            self._done.append((kind, words))


@dataclass(slots=True)
class _Line:
    pieces: list[str] = field(default_factory=list)
    loud: bool = False
    """Whether words of it stand in bold."""
    quiet: bool = False
    """Whether words of it don't."""


def _kind(around: list[str]) -> str:
    if any(tag in _HEADINGS for tag in around):
        return "heading"
    if "blockquote" in around:
        return "quote"
    return "item" if around else "paragraph"


def _has_columns(table: Any) -> bool:
    """Whether it is a table of figures: with heads of columns, without a table in it."""
    return next(table.iter("th"), None) is not None and sum(1 for _ in table.iter("table")) == 1
