"""What of a large briefing the site's own search holds: every browser that searches reads its index whole.

As much as keeps the index below a size, in the order of what a reader misses least: first go the statements
on pages of leaders, which stand on the pages of positions too, then the sources' texts, then the positions.
Facts, disputes, open issues, topics, times, names and titles are always found. Sizes are reckoned from the
words, with what was measured around them (DESIGN.md), so that the same sources give the same pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.model import Citation
from briefgen.pages.book import Book

MOST = 5_000_000
"""Bytes of the index: a megabyte and a half where the server compresses, and a second of a phone's work."""
_LISTED, _NAMED, _SOURCE = 300, 400, 500
"""Bytes around the words of a finding, of a leader's page without his statements, of a source's without its
text."""
_STATEMENT, _OF_LEADER, _SENTENCE = 200, 460, 60
"""Bytes around the words of a position among all, of one on its leader's page with what stands below, of a
sentence on its source's page.
"""
_ALWAYS = ("agreements", "disagreements", "open_issues", "settled", "timeline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """Which pages the search holds whole."""

    of_leaders: bool = True
    """The statements on the pages of their holders."""
    texts: bool = True
    """The texts of the sources."""
    positions: bool = True


def _size(passages: Iterable[Citation]) -> int:
    return sum(_bytes(c.quote) for c in passages)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def searched(book: Book) -> Searched:
    """What fits, for this briefing."""
    found = {kind: [_size(f.passages) for f in book.found(kind)] for kind in (*_ALWAYS, "positions")}
    room = MOST - _NAMED * len(book.found("leaders")) - _SOURCE * len(book.briefing.articles)
    room -= sum(size + _LISTED for kind in _ALWAYS for size in found[kind])
    positions = found["positions"]
    room -= sum(positions) + _STATEMENT * len(positions)
    if room < 0:
        return Searched(of_leaders=False, texts=False, positions=False)
    room -= sum(_bytes(a.text) + _SENTENCE * len(a.sentences) for a in book.briefing.articles)
    if room < 0:
        return Searched(of_leaders=False, texts=False)
    return Searched(of_leaders=room >= sum(positions) + _OF_LEADER * len(positions))
