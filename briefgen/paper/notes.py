"""The notes of the document: each citation's mark, the words, who published them, when and where."""

from __future__ import annotations

import html
from collections.abc import Container, Iterable
from typing import Any

from briefgen.model import Article, Citation
from briefgen.pages.book import Book
from briefgen.pages.passages import neighbours, nested, original
from briefgen.pages.wording import cut, day, outlet

_CONTEXT = 110
"""Characters of the sentence before and of the one after: half of what the site gives, which has no pages."""

_ADDRESS = 80
"""Characters of an address in a note."""


class Notes:
    """Gives marks away, and remembers which notes they need."""

    def __init__(self, book: Book, *, excerpts: bool) -> None:
        self.book, self.excerpts = book, excerpts
        self._order = {a.id: i for i, a in enumerate(book.briefing.articles)}
        self._used: dict[tuple[int, int], Citation] = {}

    def cite(self, citations: Citation | Iterable[Citation], most: int = 100) -> dict[str, list[str]]:
        """The marks, one for each sentence; at most so many."""
        given = [citations] if isinstance(citations, Citation) else list(citations)
        sentences = list({(c.source, c.sentence): c for c in reversed(given)}.values())[::-1]
        shown = sorted(sentences, key=given.index)[:most]
        for c in shown:
            self._used[self._order[c.source], int(c.sentence.removeprefix("s"))] = c
        return {"m": [self.book.key(c) for c in shown]}

    @property
    def places(self) -> frozenset[tuple[str, str]]:
        """Source and sentence of all that was cited so far."""
        return frozenset((c.source, c.sentence) for c in self._used.values())

    def all(self, without: Container[tuple[str, str]] = ()) -> list[dict[str, Any]]:
        """The notes, in the order of sources and sentences. `without`: sentences that need none."""
        listed = (c for _, c in sorted(self._used.items()))
        return [self._note(c) for c in listed if (c.source, c.sentence) not in without]

    def _note(self, c: Citation) -> dict[str, Any]:
        article = self.book.article(c)
        sentence = article.by_sentence[c.sentence]
        where = url(article)
        before, after = ("", "") if self.excerpts else neighbours(article, sentence)
        return {
            "mark": self.book.key(c), "said": nested(" ".join(sentence.text.split())),
            "before": _end(before), "after": " ".join(cut(after, _CONTEXT).split()),
            "from": f"{outlet(article)}, {day(article)}", "address": where,
            "shown": where and _shortened(where),
        }  # fmt: skip


def url(article: Article) -> str | None:
    """The article's own address where it is one of the web."""
    found = original(article)
    return None if found is None else html.unescape(str(found))


def _shortened(address: str) -> str:
    """As much of an address as a note has room for; the whole stands with the source."""
    return address if len(address) <= _ADDRESS else address[: _ADDRESS - 1] + "…"


def _end(words: str) -> str:
    """The end of the text: as many whole words as fit."""
    line = " ".join(words.split())
    return line if len(line) <= _CONTEXT else "… " + line[-_CONTEXT:].split(" ", 1)[-1]
