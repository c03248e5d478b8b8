"""How an analyst cites in his own words: `[@A: "provided Kyiv reciprocates"]`, `[@A: "…"; @B: "…"]`, `[@A3]`.

Behind `@` stands a source as in editorial.yml (its key, its id, its file's name) or one sentence of it, and
behind a colon what it says, in quotation marks. For which words the citation stands, nobody asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.editorial.quoting import QuoteError, cited, sentence, short
from briefgen.editorial.record import Quote
from briefgen.model import Article, Citation

BEGINS = "[@"
_SOURCE = re.compile(r'\s*@([^\[\]:;"“”@]+)(?=[:;\]])')
_QUOTES = re.compile(r':\s*(?=["“])')
_BEFORE_QUOTE = re.compile(r'\[@[^\[\]"“”]*:\s*["“]')
_PIECE = re.compile(r"\\([\\\"“”])|(.)", re.DOTALL)
_HOW = 'write [@A: "words of the source"] or [@A3]'


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What an analyst has written as a citation, and where it stands in his text."""

    start: int
    end: int
    quotes: tuple[Quote, ...] = ()
    """What it cites; one without words is a whole sentence. None where it can't be read."""
    wrong: str = ""
    """Why it can't be read."""

    @property
    def is_bare(self) -> bool:
        """Whether it has no word of a source: `[@name](https://…)` is a link."""
        return not any(q.words for q in self.quotes)


def mark_at(text: str, start: int) -> Mark | None:
    """The mark that begins there; None where the words there are none: a space behind `@`, or no end."""
    if not text.startswith(BEGINS, start) or text[start + 2 : start + 3].strip() == "":
        return None
    at, quotes = start + 1, []
    while source := _SOURCE.match(text, at):
        at, name = source.end(), " ".join(source[1].split())
        if not name:
            break
        words: str | None = ""
        if begins := _QUOTES.match(text, at):
            words, at = _quoted(text, begins.end())
        if words is None or (begins and not words.strip()):
            break
        quotes.append(Quote(source=name, words=words))
        behind = text[at:].lstrip()
        at = len(text) - len(behind)
        if behind.startswith("]"):
            return Mark(start=start, end=at + 1, quotes=tuple(quotes))
        if not behind.startswith(";"):
            break
        at += 1
    return _unread(text, start)


def marks_in(text: str) -> Iterator[Mark]:
    """The marks of a plain text, in order; a backslash before one makes it words."""
    at = 0
    while (at := text.find(BEGINS, at)) >= 0:
        escaped = (at - len(text[:at].rstrip("\\"))) % 2
        mark = None if escaped else mark_at(text, at)
        if mark:
            yield mark
        at = mark.end if mark else at + len(BEGINS)


def citations(articles: Sequence[Article], mark: Mark) -> tuple[Citation, ...]:
    """What a mark cites, in its order.

    Raises QuoteError where it can't be read, or one of its quotes is not verbatim or stands there twice.
    """
    if mark.wrong:
        raise QuoteError(mark.wrong)
    found = (cited(articles, q) if q.words else (sentence(articles, q.source),) for q in mark.quotes)
    return tuple(dict.fromkeys(c for cites in found for c in cites))


def _unread(text: str, start: int) -> Mark | None:
    """A mark that was meant as one: with an end, or with what begins a quotation."""
    end = text.find("]", start) + 1
    if not end and not _BEFORE_QUOTE.match(text, start):
        return None
    line = text.find("\n", start)
    end = end or (line if line >= 0 else len(text))
    return Mark(start=start, end=end, wrong=f"{short(text[start:end])} can’t be read: {_HOW}")


def _quoted(text: str, at: int) -> tuple[str | None, int]:
    """The words in the quotation marks that open there, and where they end; None where nothing closes them.

    Marks of the other sort are words; of the same, a backslash makes them words.
    """
    opens, closes, depth, words = text[at], "”" if text[at] == "“" else '"', 1, ""
    for piece in _PIECE.finditer(text, at + 1):
        c = piece[2]
        if c == closes:
            depth -= 1
        elif c == opens:
            depth += 1
        if not depth:
            return words, piece.end()
        words += piece[1] or c
    return None, at
