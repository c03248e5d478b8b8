"""The page of all that is new: the changes with their findings, in the order of the kinds.

Words that are a record's alone (what something was, the title of what is gone) come from the list of an
earlier build, which anybody may have edited: they are shown as words, and never beside a mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.changes.memory import listed
from briefgen.changes.record import KINDS, SOURCES
from briefgen.changes.telling import of_kind, summary, told
from briefgen.model import Article, Change, Citation, Difference, Finding, News
from briefgen.pages.book import Book
from briefgen.pages.life import answer
from briefgen.pages.passages import nested
from briefgen.pages.wording import KINDS as NAMES
from briefgen.pages.wording import begin, cut, verb_of

TITLES = {
    SOURCES: "Sources", "agreements": "Established", "disagreements": "Disputed", "open_issues": "Open",
    "positions": "Positions", "leaders": "Leaders",
}  # fmt: skip
_ORDER = ("new", "changed", "answered", "gone")
MOST = 100
"""So many lines of one sort stand there; the others are counted."""
_ROOM = 200
"""Characters of words that a list has kept."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One change, as it is told."""

    change: Change
    finding: Finding | None = None
    """None of what is gone."""
    article: Article | None = None
    """Of a source that is there."""
    how: Sequence[str] = ()
    """In what it is another now, in words."""
    answer: Citation | None = None
    """Of what is answered: the passage, where there is one."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """The changes of one kind."""

    kind: str
    title: str
    lines: Sequence[Line]
    more: int
    """How many further ones there are."""

    @property
    def gone(self) -> bool:
        """Whether something is among them that no source has any more."""
        return any(line.change.what == "gone" for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class Turned:
    """A position that its holder gave up, and the later word."""

    position: Finding
    later: Any
    """What he has said since, with its day."""


@dataclass(frozen=True, kw_only=True)
class WhatsNew:
    """What the page tells."""

    summary: str
    """Empty where nothing is new."""
    compared: bool
    sections: Sequence[Section]
    turned: Sequence[Turned]
    """Those of the positions given up that are so since."""


def whats_new(book: Book, news: News) -> WhatsNew:
    """The page's contents."""
    changes = of_kind(news.changes)
    since = {c.id for c in changes.get("positions", ()) if any(d.name == "later" for d in c.how)}
    given_up = [t for t in turned(book) if t.position.id in since]
    told_below = {("positions", t.position.id) for t in given_up}
    sections = [
        _section(book, kind, [c for c in changes[kind] if (c.kind, c.id) not in told_below])
        for kind in (SOURCES, *KINDS)
        if kind in changes
    ]
    return WhatsNew(
        summary=summary(news) if news.changes else "",
        compared=news.compared,
        sections=[s for s in sections if s.lines],
        turned=given_up,
    )


def turned(book: Book) -> tuple[Turned, ...]:
    """The positions that their holders have changed, where both words are dated: by the later one's day."""
    found = []
    for p in book.sure("positions"):
        later = getattr(p, "later", None)
        if later is not None and later.day and book.who(getattr(p, "holders", ())):
            said = book.article(p.citations[0]).published
            if said is not None and said < later.day:
                found.append((later.day, said, p.id, Turned(position=p, later=later)))
    return tuple(t for *_, t in sorted(found, key=lambda x: x[:3]))


def _section(book: Book, kind: str, changes: Sequence[Change]) -> Section:
    by_id = {f.id: f for f in listed(book.briefing, kind)}
    lines = [
        _line(book, c, by_id.get(c.id))
        for c in sorted(changes, key=lambda c: _ORDER.index(c.what))
        if c.what == "gone" or c.id in (book.briefing.by_source if kind == SOURCES else by_id)
    ]
    shown = [x for what in _ORDER for x in [y for y in lines if y.change.what == what][:MOST]]
    return Section(kind=kind, title=TITLES[kind], lines=shown, more=len(lines) - len(shown))


def _line(book: Book, change: Change, finding: Finding | None) -> Line:
    return Line(
        change=change,
        finding=finding if change.what != "gone" else None,
        article=book.briefing.by_source.get(change.id)
        if change.kind == SOURCES and change.what != "gone"
        else None,
        how=[begin(told(_worded(d))) for d in change.how],
        answer=answer(finding)[1] if finding and change.what == "answered" else None,
    )


def _worded(difference: Difference) -> Difference:
    """With the words that pages have for terms, and kept words as they may stand in a line."""
    say = {"stance": verb_of, "kind": _kind}.get(difference.name, kept_words)
    return Difference(
        name=difference.name, was=tuple(map(say, difference.was)), now=tuple(map(say, difference.now))
    )


def _kind(name: str) -> str:
    return NAMES.get(name, name)


def kept_words(words: str) -> str:
    """Words of a list for a page: at most so many, and none of their quotation marks taken for ours."""
    return cut(nested(" ".join(words.split())), _ROOM)
