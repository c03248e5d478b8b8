"""Addresses alone: a list of them, or the shortcut to a page that a desktop keeps as a file."""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator

from briefgen.readers.formats.encoding import decode
from briefgen.readers.formats.extracted import Part, UnreadableError
from briefgen.readers.metadata import is_address

ABOUT = "list of addresses, shortcut to a page"
SUFFIXES: tuple[str, ...] = (".urls", ".url", ".webloc", ".desktop")
NEEDS: str | None = None
LIMIT = 1_000_000
_SHORTCUT = re.compile(r"^\[(?:InternetShortcut|Desktop Entry)\]\s", re.IGNORECASE | re.MULTILINE)
_URL = re.compile(r"^URL ?= ?(\S{1,4000})[ \t]*$", re.MULTILINE)
_MARK = re.compile(r"(?:[-*•+–] {1,4}|\(?\d{1,3}[.)] {1,4}|\[[ xX]?\] {1,4}){1,3}")
_LINKED = re.compile(r"\[([^\[\]]{0,300})\]\(<?(https?://(?:[^\s<>()]|\([^\s<>()]{0,200}\)){1,4000})>?[^()]{0,200}\)",
                     re.IGNORECASE)  # fmt: skip
"""A link in Markdown."""
_FOUND = re.compile(r"<?(https?://[^\s<>\"\\]{1,4000})>?", re.IGNORECASE)
_JOINED = re.compile(r"[,;|](?=https?://)", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?…][\"”’)]?\s+\S|\.[\"”’)]?$")
_TITLE = 15
"""Words that may stand beside an address and be its title, and words of a line that leads to addresses."""
_OTHER = 10
"""Words without an address, for each address of a list, that may stand in it."""


def parts(raw: bytes) -> Iterator[Part]:
    """Each address, in the file's order, once.

    Raises UnreadableError where the file holds anything else, or nothing.
    """
    found = addresses(_said(raw))
    if found is None:
        raise UnreadableError("holds no addresses, or not only addresses")
    yield from (Part(name=url, url=url) for url in found)


def addresses(text: str) -> tuple[str, ...] | None:
    """The addresses, in their order, once each; None where the text is anything else than a list of them.

    On a line stand one or more, with the mark of a list, brackets, or a short title around them. Between them
    stand remarks (`#`) and lines that lead to what follows (`These please:`). Other lines there may be where
    they are short, and fewer than those with addresses: prose with a link in it is no list.
    """
    found: dict[str, None] = {}
    listed, others = 0, []
    for line in text.split("\n"):
        said = line.strip().lstrip("\ufeff")
        urls, alone = _of_line(said)
        found |= dict.fromkeys(urls)
        listed += alone
        if not alone and not _is_remark(said):
            others.append(said)
    if others and not _may_stand_beside(others, listed, len(found)):
        return None
    return tuple(found) or None


def _may_stand_beside(others: list[str], listed: int, found: int) -> bool:
    """Whether these lines may stand in a list of so many lines with so many addresses."""
    words = [len(line.split()) for line in others]
    without = [line for line in others if not _FOUND.search(line)]
    # A single word with a dot or a stroke is an address that somebody mistyped, and must not get lost unsaid.
    said = any(_SENTENCE_ENDS.search(line) or re.fullmatch(r"\S*\w[./]\w\S*", line) for line in without)
    return not said and len(others) <= listed and max(words) <= _TITLE and sum(words) <= _OTHER * found


def _is_remark(said: str) -> bool:
    """Whether a line says nothing by itself: empty, a remark, a heading, the line that leads to others."""
    if not any(map(str.isalnum, said)) or said.startswith(("#", "//")):
        return True
    return said.rstrip("*_ ").endswith(":") and len(said.split()) <= _TITLE and not _FOUND.search(said)


def _of_line(said: str) -> tuple[list[str], bool]:
    """The addresses of a line, and whether it has nothing beside them but marks and a short title."""
    links: list[str] = []

    def take(link: re.Match[str]) -> str:
        links.append(link[2])
        return f" {link[1]} "

    marked = _MARK.match(said)
    line = _LINKED.sub(take, said[marked.end() if marked else 0 :])
    pieces = _FOUND.split(line)
    words = [[w for w in piece.split() if any(map(str.isalnum, w))] for piece in pieces[::2]]
    bare = [_JOINED.split(url) for url in pieces[1::2]]
    urls = [u for u in (*links, *(_trimmed(u) for several in bare for u in several)) if is_address(u)]
    first, last = (" ".join(words[n]) for n in (0, -1))
    title = " ".join(filter(None, (first, last)))
    around = bool(bare) and bool(first) and bool(last)
    between = any(words[1:-1]) and not links
    prose = "<" in title or around or between or sum(map(len, words)) > _TITLE or _SENTENCE_ENDS.search(title)
    return urls, bool(urls) and not prose


def _trimmed(url: str) -> str:
    """An address without the marks that stand behind it."""
    url = url.rstrip(",;|.")
    while any(url.endswith(end) and url.count(begin) < url.count(end) for begin, end in ("()", "[]")):
        url = url[:-1].rstrip(",;|.")
    return url


def _said(raw: bytes) -> str:
    """The file as a list of addresses."""
    if raw.startswith(b"bplist") or b"<plist" in raw[:1000]:
        return _property_list(raw)
    text, _ = decode(raw)
    if _SHORTCUT.search(text):
        return "\n".join(_URL.findall(text)[:1])
    return text


def _property_list(raw: bytes) -> str:
    """What a shortcut of macOS leads to."""
    try:
        said = plistlib.loads(raw)
    except Exception:  # the library raises whatever it stumbles over; it refuses entities
        raise UnreadableError("is not a property list that can be read") from None
    url = said.get("URL") if isinstance(said, dict) else None
    return url if isinstance(url, str) else ""
