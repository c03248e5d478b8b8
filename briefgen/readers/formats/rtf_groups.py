"""RTF as its groups: what of them is text, of what kind, and in which font.

What comes out is RTF again, with nothing in it but text, the codes of its letters and the fonts that say how
to read them; what ends a paragraph, a cell or a row is a character of the private range. So whoever turns
codes into letters meets no picture, no field, no list and no group that is nested without end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefgen.readers.formats.extracted import UnreadableError

PARAGRAPH, HEADING, ITEM, QUOTE, TITLE, CONTENTS, INSIDE, CELL, ROW = map(chr, range(0xE010, 0xE019))
"""What stands at the end of a paragraph of each kind; of one inside a table; of a cell; of a row."""
_OURS = frozenset(range(0xE010, 0xE019))
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)", re.DOTALL
)
_DEEPEST = 1_000
_LEFT_OUT = frozenset(
    [
        "pict", "object", "objdata", "themedata", "datastore", "listtable", "listoverridetable", "rsidtbl",
        "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "fldinst",
        "pntext", "listtext", "colortbl", "filetbl", "revtbl", "xe", "tc", "nonshppict", "bkmkstart",
        "bkmkend", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "upr", "do", "shp", "nonesttables",
        "formfield", "private", "template", "stylesheet", "info", "fonttbl",
    ]
)  # fmt: skip
"""Groups with nothing to read in them, by the word with which they begin."""
_COUNTED = {"footnote": "footnote", "annotation": "comment", "atnid": "", "atnauthor": ""}
_HEADS = {"header", "headerl", "headerr", "headerf"}
_FEET = {"footer", "footerl", "footerr", "footerf"}
_KEPT = frozenset(
    [
        "ansicpg", "uc", "f", "deff", "line", "tab", "emdash", "endash", "emspace", "enspace", "qmspace",
        "bullet", "lquote", "rquote", "ldblquote", "rdblquote",
    ]
)  # fmt: skip
_SHOWN = frozenset(
    [
        "line", "tab", "emdash", "endash", "emspace", "enspace", "qmspace", "bullet", "lquote", "rquote",
        "ldblquote", "rdblquote",
    ]
)  # fmt: skip
_QUOTES = ("quote", "intense quote", "block text", "quotations")


@dataclass(frozen=True, kw_only=True)
class Groups:
    """What a file's groups hold."""

    text: str
    """RTF with nothing but text and marks."""
    title: str
    author: str
    """RTF too."""
    counts: Mapping[str, int]
    """What was left out: footnotes, comments, page headers."""
    changed: bool
    """Whether it has deleted or inserted words that nobody has accepted yet."""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds until the end of a group."""

    word: str = ""
    """The word that the group begins with, where it is one that says what the group is."""
    out: bool = False
    hidden: bool = False
    deleted: bool = False
    style: int = 0
    level: int = -1
    listed: bool = False
    table: bool = False


@dataclass(kw_only=True)
class _Reading:
    """What was found so far."""

    pieces: list[str] = field(default_factory=list)
    info: dict[str, list[str]] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    font: str = "0"
    names: dict[int, list[str]] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)
    number: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    changed: bool = False

    def kind(self, state: _State) -> str:
        """The mark for the end of a paragraph."""
        if state.table:
            return INSIDE
        name = "".join(self.names.get(state.style, ())).partition(";")[0].strip().lower()
        level = state.level if state.level >= 0 else self.levels.get(state.style, 9)
        if name.startswith(("toc ", "contents ")):
            return CONTENTS
        if name in ("title", "subtitle"):
            return TITLE
        if 0 <= level < 9 or name.startswith("heading"):
            return HEADING
        if name in _QUOTES:
            return QUOTE
        return ITEM if state.listed else PARAGRAPH


def groups(written: str) -> Groups:
    """The groups of a file, read as Latin 1.

    Raises UnreadableError where they are nested too deeply.
    """
    read, state, stack, first = _Reading(), _State(), list[_State](), False
    for token in _tokens(written):
        word, number, code, sign, brace, plain = token.groups()
        if brace:
            read.pieces.append(brace)
            first = brace == "{"
            if first:
                stack.append(state)
                state = replace(state, word="")
            elif stack:
                state = stack.pop()
            if len(stack) > _DEEPEST:
                raise UnreadableError("is nested too deeply")
            if not stack:
                break
        elif sign == "*" and first:
            state = replace(state, out=True)
        elif word:
            state = _opened(read, state, word.lower(), stack[-1].word if stack else "") if first else state
            state, first = _word(read, state, word, number), False
        elif sign and sign in "\r\n":
            state = _ended(read, state, "par")
        elif code or sign or plain:
            _text(read, state, token[0])
            first = first and bool(plain) and not plain.strip("\r\n")
    return Groups(
        text=_whole(read, read.pieces), title=_whole(read, read.info.get("title", [])),
        author=_whole(read, read.info.get("author", [])), counts=read.counts, changed=read.changed,
    )  # fmt: skip


def _tokens(written: str) -> Iterator[re.Match[str]]:
    at = 0
    while token := _TOKEN.match(written, at):
        at = token.end()
        if token[1] == "bin" and token[2]:
            at += max(0, int(token[2]))
            continue
        yield token


def _opened(read: _Reading, state: _State, word: str, parent: str) -> _State:
    """The state in a group that begins with this word."""
    if word in _COUNTED or word in _LEFT_OUT:
        if what := _COUNTED.get(word) or (
            "page header" if word in _HEADS else "page footer" if word in _FEET else ""
        ):
            read.counts[what] = read.counts[what] + 1 if word in _COUNTED else 1
        return replace(state, word=word, out=True)
    if parent == "info":
        return replace(state, word=f"info/{word}")
    if parent in ("stylesheet", "fonttbl"):
        read.number = 0
        return replace(state, word=f"{parent}/")
    return replace(state, word=word if word in ("rtf", "field") else "")


def _word(read: _Reading, state: _State, word: str, number: str | None) -> _State:
    """What a control word does."""
    value = int(number) if number else None
    if state.word in ("stylesheet/", "fonttbl/", "stylesheet", "fonttbl"):
        _define(read, state, word, value)
        return state
    if word == "u":
        if value is not None and value % 0x10000 not in _OURS:
            _text(read, state, f"\\u{value} ")
        return state
    if word in ("par", "sect", "cell", "nestcell", "row", "nestrow"):
        return _ended(read, state, word)
    if word in _KEPT and not state.out and not ((state.hidden or state.deleted) and word in _SHOWN):
        read.pieces.append(f"\\{word}{number or ''} ")
    return _property(read, state, word, value)


def _property(read: _Reading, state: _State, word: str, value: int | None) -> _State:
    on = value != 0
    if word == "v":
        return replace(state, hidden=on)
    if word in ("deleted", "revised"):
        read.changed = read.changed or on
        return replace(state, deleted=on) if word == "deleted" else state
    if word == "plain":
        return replace(state, hidden=False, deleted=False)
    if word == "pard":
        return replace(state, style=0, level=-1, listed=False, table=False)
    if word == "s" and value is not None:
        return replace(state, style=value)
    if word == "outlinelevel" and value is not None:
        return replace(state, level=value)
    if word == "ls":
        return replace(state, listed=on)
    return replace(state, table=True) if word == "intbl" else state


def _define(read: _Reading, state: _State, word: str, value: int | None) -> None:
    """A line of the table of styles, or of that of fonts."""
    if value is None:
        return
    if state.word.startswith("stylesheet"):
        if word == "s":
            read.number = value
            read.names[value] = []
        elif word == "outlinelevel":
            read.levels[read.number] = value
    elif word == "f":
        read.font = str(value)
    elif word == "fcharset":
        read.fonts[read.font] = str(value)


def _ended(read: _Reading, state: _State, word: str) -> _State:
    if state.out or (state.deleted and word == "par"):
        return state
    mark = {"cell": CELL, "nestcell": CELL, "row": ROW, "nestrow": ROW}.get(word) or read.kind(state)
    read.pieces.append(f"{{\\uc1\\u{ord(mark)} ?}}")
    return state


def _text(read: _Reading, state: _State, written: str) -> None:
    if state.word in ("info/title", "info/author"):
        read.info.setdefault(state.word[5:], []).append(written)
    elif state.word == "stylesheet/":
        read.names.setdefault(read.number, []).append(written)
    elif not (state.out or state.hidden or state.deleted):
        read.pieces.append(written)


def _whole(read: _Reading, pieces: list[str]) -> str:
    """Pieces as a file of their own, with the fonts that its letters need."""
    fonts = "".join(f"{{\\f{n}\\fcharset{charset} x;}}\n" for n, charset in read.fonts.items())
    head = "" if pieces and pieces[0] == "{" else "{"
    body = "".join(pieces[1:] if not head else pieces)
    return f"{{\\rtf1{{\\fonttbl\n{fonts}}}{body}" + ("}" if head else "")
