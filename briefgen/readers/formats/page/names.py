"""The names of a page's authors: without “By”, titles, addresses; the paper is none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.readers.formats.page.likeness import key

_BY = re.compile(r"(?:written |reported |posted |words |story |text )?by:?\s+", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<!\S)(?:\S{1,80}@|https?://|www\.)[\w.-]\S*|(?<!\S)[\w-]{1,80}\.(?:com|org|net)/\S*"
)
_HANDLE = re.compile(r"\(?@\w+\)?")
_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_APART = re.compile(r"\s(?:and|with|&)\s|\s?[;|•·/]\s?|\s[–—-]\s|,\s?(?:and\s)?|\n")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D|MP|OBE|CBE|Esq)\.?")
_TRADE = re.compile(
    r"\b(?:editor|editors|correspondent|reporter|reporters|journalist|columnist|writer|producer|bureau|chief|analyst"
    r"|critic|contributor|staff|newsroom|desk|team|presenter|photographer|specialist|fellow|intern|blogger"
    r"|freelance|editorial|reporting|updated|published|admin|administrator|webmaster|guest|anonymous|unknown)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s(?:in|for|at|from|on)\s(?=[A-Z])")
_NO_NAME = frozenset({
    "admin", "administrator", "editor", "editors", "staff", "newsroom", "author", "web", "webmaster",
    "online", "root", "user", "guest", "anonymous", "unknown", "none", "null", "undefined", "n/a", "news",
    "redaction", "test",
})  # fmt: skip
_MOST = 80
"""Characters of a name."""


def authors(given: Iterable[str], publisher: str | None) -> list[str]:
    """The names in what a page says of its authors, each once, in order."""
    found: dict[str, str] = {}
    paper = key(publisher or "")
    for said in given:
        for name in _names(said):
            plain = key(name)
            ours = bool(paper) and (plain == paper or (plain.startswith(paper) and _TRADE.search(name)))
            if plain and plain not in _NO_NAME and not ours:
                found.setdefault(plain, name)
    return list(found.values())


def _names(said: str) -> list[str]:
    """The names in a line."""
    if _ADDRESS.fullmatch(said.strip()):
        return []
    line = _BRACKETS.sub(" ", _HANDLE.sub(" ", _ADDRESS.sub(" ", said)))
    line = " ".join(line.split(" ")).strip(" \t\n,;:|-–—")
    line = line[begin.end() :] if (begin := _BY.match(line)) else line
    parts = [
        " ".join(part.split()).strip(" .,;:|") if not _SUFFIX.search(part) else " ".join(part.split())
        for part in _APART.split(line)
    ]
    parts = [part for part in parts if part]
    whole = " ".join(line.split())
    if len(parts) == 1 or (len(parts) == 2 and all(len(p.split()) == 1 for p in parts) and "," in line):
        parts = [whole.strip(" ,;:|")]
    out: list[str] = []
    for part in parts:
        if out and _SUFFIX.fullmatch(part):
            out[-1] += f", {part}"
        elif name := _one(part):
            out.append(name)
    return out


def _one(part: str) -> str | None:
    """A name without what its bearer does, and where; None where it is no name."""
    name = (begin.string[begin.end() :] if (begin := _BY.match(part)) else part).strip()
    place = _PLACE.search(name)
    name = name[: place.start()] if place and place.start() else name
    if not name or len(name) > _MOST or not any(c.isalpha() for c in name) or "@" in name:
        return None
    return None if _TRADE.search(name) and name.lower() not in _NO_NAME else name
