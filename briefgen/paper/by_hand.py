"""A hand-written page as a part of the document: its blocks as data, its citations as marks with notes.

What paper can't show as it is on the site, or not at all, is said: images, HTML, other than comments.

A block is `{"h": level, …}`, `{"p": text}`, `{"items": …}`, `{"quote": blocks}`, `{"code": …}`, `{"head": …}`
(a table) or `{"rule": …}`. A text is a list of pieces as elsewhere (`document`), and of pieces with others
inside: `strong`, `em`, `link`; `code`, `bad` (a citation that does not hold) and `br`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from briefgen.editorial.citing import marks_in
from briefgen.handwritten import problems_of
from briefgen.handwritten.containers import Line
from briefgen.handwritten.pages import held
from briefgen.handwritten.reading import MARK, parse
from briefgen.model import Briefing, Citation, Problem

Text = list[Any]
_HEAD = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?|===[!+]?)[ \t]([\w -]*)")
_ATTRIBUTES = re.compile(r"\s*\{:?\s*(?:[#.][\w-]+|[\w-]+=\S+)(?:\s[^{}]*)?\}\s*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_SHOWS = re.compile(r"<(?:img|svg|video|audio|iframe|object|canvas|input|script|math)\b", re.IGNORECASE)
_WEB = ("http://", "https://", "mailto:")
_BREAK: Text = [{"br": True}]
_DEEPEST = 3
"""The document has no headings below this level."""


@dataclass(frozen=True, kw_only=True)
class ByHand:
    """A hand-written page."""

    name: str
    """Its file, as messages call it."""
    text: str


@dataclass(frozen=True, kw_only=True)
class Set:
    """A page as data, and what of it could not be set as it is."""

    data: dict[str, Any]
    problems: tuple[Problem, ...]


def by_hand(page: ByHand, briefing: Briefing, cite: Callable[[Sequence[Citation]], dict[str, Any]]) -> Set:
    """The page, headed by its first heading, else by its file's name. `cite`: as of `Notes`."""
    reading = parse(page.text)
    sheet = _Sheet(name=page.name, briefing=briefing, cite=cite, lines=reading.lines)
    blocks = list(sheet.blocks(list(reading.tokens)))
    called = page.name.rpartition("/")[2].partition(".")[0].replace("-", " ").replace("_", " ")
    title, marks = called[:1].upper() + called[1:], []
    if blocks and blocks[0].get("h") == 1:
        title, marks = blocks[0]["t"], blocks.pop(0)["m"]
    shown = [{"p": marks}] if marks else []
    problems = (*problems_of(page.text, page.name, briefing.articles), *sheet.problems)
    return Set(data={"title": title, "blocks": shown + list(_levelled(blocks))}, problems=problems)


def _levelled(blocks: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The blocks with no level of heading left out on the way down, as readers of PDF demand."""
    above = 1
    for block in blocks:
        if "h" in block:
            above = min(max(2, block["h"]), above + 1, _DEEPEST)
            block = {**block, "h": above}
        yield block


@dataclass(kw_only=True)
class _Sheet:
    """Makes the blocks of one page."""

    name: str
    briefing: Briefing
    cite: Callable[[Sequence[Citation]], dict[str, Any]]
    lines: Sequence[Line]
    problems: list[Problem] = field(default_factory=list)

    def blocks(self, tokens: list[Token]) -> Iterator[dict[str, Any]]:
        """The blocks that these tokens make."""
        while tokens:
            token = tokens.pop(0)
            if token.type == "heading_open":
                yield self._heading(int(token.tag[1]), _inside(tokens, "heading_close"))
            elif token.type == "paragraph_open":
                yield {"p": [piece for t in _inside(tokens, "paragraph_close") for piece in self.text(t)]}
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                inner = _inside(tokens, token.type.replace("open", "close"), token.type)
                start = token.attrGet("start")
                numbered = (1 if start is None else int(start)) if token.tag == "ol" else None
                yield {"items": list(self._items(inner)), "from": numbered}
            elif token.type == "blockquote_open":
                yield {"quote": list(self.blocks(_inside(tokens, "blockquote_close", token.type)))}
            elif token.type == "table_open":
                yield self._table(_inside(tokens, "table_close"))
            elif token.type in ("fence", "code_block"):
                yield {"code": token.content.rstrip("\n")}
            elif token.type == "hr":
                yield {"rule": True}
            elif token.type == "html_block":
                self._html(token.content, _line(token))

    def _heading(self, level: int, inner: list[Token]) -> dict[str, Any]:
        text = [piece for token in inner for piece in self.text(token)]
        return {
            "h": level,
            "t": _words(text).strip(),
            "m": [p for p in text if isinstance(p, dict) and "m" in p],
        }

    def _items(self, tokens: list[Token]) -> Iterator[list[dict[str, Any]]]:
        while tokens:
            if tokens.pop(0).type == "list_item_open":
                yield list(self.blocks(_inside(tokens, "list_item_close", "list_item_open")))

    def _table(self, tokens: list[Token]) -> dict[str, Any]:
        rows: list[list[Text]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self.text(token))
        return {"head": rows[0], "rows": rows[1:]}

    def _html(self, html: str, line: int) -> None:
        seen = _COMMENT.sub("", html)
        if _SHOWS.search(seen) or _TAG.sub("", seen).strip():
            self._report(line, "HTML is not set in the PDF: write it in Markdown")

    def _report(self, line: int, what: str) -> None:
        problem = Problem(source=None, what=f"{self.name}:{line}: {what}", severity=1)
        if problem not in self.problems:
            self.problems.append(problem)

    # -- text --------------------------------------------------------------------------

    def text(self, block: Token) -> Text:
        """The text of a block. Where a line is the title of an admonition or begins a footnote, as such."""
        children, at = list(block.children or []), _line(block) - 1
        open_: list[Text] = [[]]
        addresses: list[str] = []
        self._begin(children, at, open_[-1])
        while children:
            token = children.pop(0)
            kind, _, side = token.type.rpartition("_")
            if side == "open":
                open_.append([])
                addresses += [str(token.attrGet("href") or "")] if kind == "link" else []
            elif side == "close":
                inner = open_.pop()
                open_[-1] += _linked(inner, addresses.pop()) if kind == "link" else _with(kind, inner)
            elif token.type in ("softbreak", "hardbreak"):
                at += 1
                open_[-1].append(" " if token.type == "softbreak" else {"br": True})
                self._begin(children, at, open_[-1])
            else:
                at += token.content.count("\n") if token.type == MARK else 0
                open_[-1] += self._piece(token, at + 1)
        return _trimmed(open_[0])

    def _begin(self, children: list[Token], at: int, text: Text) -> None:
        """What begins a line that is more than words; its tokens go."""
        line = self.lines[at] if at < len(self.lines) else None
        if line is None or not (line.head or line.label):
            return
        if line.label:
            behind = [*text[:-1]] if text[-1:] == [" "] else text
            text[:] = (
                [*behind, " — "] if line.label == ":" else [*behind, *_BREAK[not behind :], f"{line.label} "]
            )
            return
        found = _HEAD.match(line.text)
        if found and children and children[0].content[:3] in line.text[:12]:
            kind, title = found[1].strip(), line.text[found.end() :].strip()
            given = title[1:-1] if len(title) > 1 and title[0] == title[-1] == '"' else ""
            title = _unmarked(given or kind[:1].upper() + kind[1:])
            marks: Text = []
            while children and children[0].type != "softbreak":
                token = children.pop(0)
                marks += self._piece(token, at + 1) if token.type == MARK else []
            text += [{"strong": [title]}, *marks]
            if children:
                children.pop(0)
                text.append({"br": True})

    def _piece(self, token: Token, line: int) -> Text:
        if token.type == MARK:
            cites, why = held(self.briefing, token.meta["mark"])
            return [{"bad": f"not found: {token.content}"}] if why else [self.cite(cites)]
        if token.type == "code_inline":
            return [{"code": token.content}]
        if token.type == "image":
            self._report(line, "an image is not set in the PDF: its description stands in its place")
            return [{"q": f"image: {token.content or 'not described'}"}]
        if token.type == "html_inline":
            self._html(token.content, line)
            return []
        return [token.content] if token.content else []


def _unmarked(title: str) -> str:
    """A title without the marks in it."""
    for mark in reversed(list(marks_in(title))):
        title = title[: mark.start].rstrip() + title[mark.end :]
    return title


def _linked(inner: Text, address: str) -> Text:
    """A link out of the document; of what lies on the site the words alone."""
    return [{"link": inner, "to": address}] if address.startswith(_WEB) else inner


def _with(kind: str, inner: Text) -> Text:
    return [{kind: inner}] if kind in ("strong", "em") else inner


def _inside(tokens: list[Token], close: str, open_: str = "") -> list[Token]:
    """The tokens up to the one that closes the block; both go."""
    inner, depth = [], 1
    while tokens:
        token = tokens.pop(0)
        depth += (token.type == open_) - (token.type == close)
        if not depth:
            break
        inner.append(token)
    return inner


def _line(token: Token) -> int:
    return (token.map[0] if token.map else 0) + 1


def _trimmed(text: Text) -> Text:
    """The text without the attributes that Python-Markdown takes off its end, and no space before a mark,
    which brings its own.
    """
    if text and isinstance(text[-1], str):
        text = [*text[:-1], _ATTRIBUTES.sub("", text[-1])]
    out: Text = []
    for piece in text:
        if isinstance(piece, dict) and "m" in piece and out and isinstance(out[-1], str):
            out[-1] = out[-1].rstrip()
        out.append(piece)
    return out


def _words(text: Text) -> str:
    """The words of a text alone."""
    return "".join(
        piece
        if isinstance(piece, str)
        else _words(piece["strong"] if "strong" in piece else piece.get("em") or piece.get("link") or [])
        or str(piece.get("code") or piece.get("bad") or "")
        for piece in text
    )
