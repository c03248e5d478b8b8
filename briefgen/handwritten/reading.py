"""A hand-written page, parsed: where an analyst's marks stand in it, and where one can't be shown.

Where Markdown has code, a link or HTML, the parser says: a mark is a rule of its own beside the rules for
these. Python-Markdown, which makes the site, does not tell where a thing stands: the page is read as
CommonMark, without the indentation that only Python-Markdown knows (`containers`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefgen.editorial.citing import BEGINS, Mark, mark_at
from briefgen.handwritten.containers import Line, lines_of

MARK = "mark"
"""Type of the token that a mark is; its `meta` has the mark."""
_IN_LINK = "stands in the text of a link, which can’t hold another: put it behind the link"
_IN_IMAGE = "stands in the description of an image: put it into the text"
_IN_HTML = "stands in HTML, where Markdown is not read: leave an empty line before and behind the text"
_NOWHERE = "has a mark that can’t be found in the file: put it on a line of its own, without signs around it"
_VERBATIM = "|".join(rf"<{x}\b.*?(?:</{x}\s*>|\Z)" for x in ("pre", "code", "script", "style", "textarea"))
_LITERAL = re.compile(rf"<!--.*?(?:-->|\Z)|{_VERBATIM}|</?\w[^>]*>", re.DOTALL | re.IGNORECASE)
_INLINE_CODE = re.compile(r"<(/?)(?:code|kbd|samp|pre)\b", re.IGNORECASE)
_STAND_IN = "\ue000"
"""On both sides of a mark's number, where it is asked what is around the mark."""
_STANDS_IN = re.compile(f"{_STAND_IN}([0-9]{{1,7}}){_STAND_IN}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A mark and its place in the page."""

    mark: Mark
    start: int
    """Code points into the page."""
    end: int
    line: int
    """From 1."""
    kept: bool = False
    """Whether nothing can be shown in its place, because it is no text there."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A page, parsed."""

    lines: tuple[Line, ...]
    tokens: Sequence[Token] = field(default_factory=list)
    marks: tuple[Standing, ...] = ()


def read(page: str, *, front_matter: bool = True) -> Reading:
    """The page's marks, in order. `front_matter`: whether it still has its settings at the beginning."""
    if BEGINS not in page:
        return Reading(lines=())
    reading = parse(page, front_matter=front_matter)
    found = sorted(_found(page, reading), key=lambda m: m.start)
    return replace(reading, marks=_linked(page, found, front_matter))


def parse(page: str, *, front_matter: bool = True) -> Reading:
    """The page as tokens; its marks are among them, and not yet looked for."""
    lines = lines_of(page, front_matter=front_matter)
    tokens = _PARSER.parse("\n".join(line.text for line in lines), {})
    return Reading(lines=lines, tokens=tokens)


def _found(page: str, reading: Reading) -> Iterator[Standing]:
    after = (-1, 0)  # a line of a table, and where in it the next cell may begin
    for token in reading.tokens:
        if token.type == "inline" and token.map and BEGINS in token.content:
            cell = _Cell(reading.lines, token.map[0], after[1] if after[0] == token.map[0] else 0)
            places = cell.places(token)
            after = (token.map[0], cell.end)
            for mark, kept in _marks(token):
                start, end = places[mark.start], places[mark.end - 1] + 1
                line = _line(reading.lines, start)
                if not (
                    page.startswith(BEGINS, start) and page[end - 1 : end] == token.content[mark.end - 1]
                ):
                    mark, kept = replace(mark, wrong=f"{shown(token.content)} {_NOWHERE}"), True
                yield Standing(mark=mark, start=start, end=end, line=line, kept=kept)
        elif token.type == "html_block" and token.map:
            yield from _in_html(reading.lines, token)


def _marks(block: Token) -> Iterator[tuple[Mark, bool]]:
    """The marks of a block, but for those between tags of code; and whether a mark can't be replaced."""
    code = 0
    for token in block.children or []:
        if token.type == "html_inline" and (tag := _INLINE_CODE.match(token.content)):
            code += -1 if tag[1] else 1
        elif token.type == MARK and code <= 0:
            yield token.meta["mark"], False
        elif token.type == "image":
            at = max(0, block.content.find(token.content))
            for mark, _ in _marks(token):
                said = shown(token.content[mark.start : mark.end])
                yield (
                    replace(mark, start=at + mark.start, end=at + mark.end, wrong=f"{said} {_IN_IMAGE}"),
                    True,
                )


class _Cell:
    """Finds the text of a block in the lines where it stands."""

    def __init__(self, lines: Sequence[Line], first: int, at: int) -> None:
        self._lines, self._first, self._at = lines, first, at
        self.end = at

    def places(self, token: Token) -> list[int]:
        """Where each code point of the block's text stands in the page."""
        found: list[int] = []
        for n, text in enumerate(token.content.split("\n")):
            found += self._line(self._lines[self._first + n], text)
            found.append(found[-1] + 1 if found else 0)  # the end of the line
        return found

    def _line(self, line: Line, text: str) -> list[int]:
        said = text.strip()
        # What a line has before its text (a bullet, a sign of a quote) has nothing of a mark.
        start = line.text.find(said, self._at)
        if start < 0:  # a cell, which is read without what keeps its bars from ending it
            bare = re.compile("".join(r"\\?\|" if c == "|" else re.escape(c) for c in said))
            start = match.start() if (match := bare.search(line.text, self._at)) else 0
        places, at = [], start
        for c in said:
            at += c == "|" and line.text[at : at + 1] == "\\"
            places.append(line.at + at)
            at += 1
        self.end = at
        lead = len(text) - len(text.lstrip())
        begin = places[0] if places else line.at + start
        tail = [places[-1] + 1 + n if places else begin for n in range(len(text) - lead - len(said))]
        return [begin] * lead + places + tail


def _line(lines: Sequence[Line], at: int) -> int:
    return max(1, bisect_right(lines, at, key=lambda line: line.at))


def _in_html(lines: Sequence[Line], token: Token) -> Iterator[Standing]:
    """Marks in a block of HTML, outside of comments and of what shows its words as they are."""
    first, last = token.map or (0, 0)
    text = "\n".join(line.text for line in lines[first:last])
    blank = _LITERAL.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    at = 0
    while (at := blank.find(BEGINS, at)) >= 0:
        mark = mark_at(blank, at)
        number = blank.count("\n", 0, at)
        if mark and not mark.wrong:
            start = lines[first + number].at + at - (blank.rfind("\n", 0, at) + 1)
            said = replace(mark, wrong=f"{shown(blank[mark.start : mark.end])} {_IN_HTML}")
            yield Standing(mark=said, start=start, end=start, line=first + number + 1, kept=True)
        at = mark.end if mark else at + len(BEGINS)


def _linked(page: str, found: Sequence[Standing], front_matter: bool) -> tuple[Standing, ...]:
    """The marks, those in the text of a link as wrong: asked of the page with other words in their places."""
    text, at = "", 0
    for n, one in enumerate(found):
        if not one.kept:
            text += f"{page[at : one.start]}{_STAND_IN}{n}{_STAND_IN}"
            at = one.end
    tokens = parse(text + page[at:], front_matter=front_matter).tokens
    linked = {n for token in tokens for n in _in_links(token.children or [])}
    return tuple(
        replace(one, mark=replace(one.mark, wrong=f"{shown(page[one.start : one.end])} {_IN_LINK}"))
        if n in linked and not one.mark.wrong
        else one
        for n, one in enumerate(found)
    )


def _in_links(children: Sequence[Token]) -> Iterator[int]:
    links = 0
    for token in children:
        links += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        yield from map(int, _STANDS_IN.findall(token.content) if links else ())


def shown(words: str, most: int = 80) -> str:
    """A mark in a message."""
    plain = " ".join(words.split())
    return plain if len(plain) <= most else plain[:most].rstrip() + "…"


# -- the parser ----------------------------------------------------------------------


def _ours(state: StateInline, silent: bool) -> bool:
    """A mark that can be nothing else: it quotes, or no link begins with it."""
    mark = _mark(state)
    if mark is None or mark.wrong or (mark.is_bare and _may_link(state, mark)):
        return False
    return _take(state, mark, silent)


def _left(state: StateInline, silent: bool) -> bool:
    """What is no link, and was meant as a mark."""
    mark = _mark(state)
    return mark is not None and _take(state, mark, silent)


def _mark(state: StateInline) -> Mark | None:
    mark = mark_at(state.src, state.pos)
    return mark if mark and mark.end <= state.posMax else None


def _may_link(state: StateInline, mark: Mark) -> bool:
    label = normalizeReference(state.src[mark.start + 1 : mark.end - 1])
    return state.src[mark.end : mark.end + 1] in ("(", "[") or label in state.env.get("references", {})


def _take(state: StateInline, mark: Mark, silent: bool) -> bool:
    if not silent:
        token = state.push(MARK, "", 0)
        token.content = state.src[mark.start : mark.end]
        token.meta = {"mark": mark}
    state.pos = mark.end
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    parser.inline.ruler.before("link", MARK, _ours)
    parser.inline.ruler.after("link", f"{MARK}_left", _left)
    return parser


_PARSER = _parser()
