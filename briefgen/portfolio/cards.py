"""What of a briefing stands above it: written while it is at hand, kept as finished lines.

The lines are written for the briefing's own front page, read back there like every page, and then moved: the
targets of their links are ours, and no word of an article can make one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.changes.telling import summary
from briefgen.model import Article, Citation, Finding, Page
from briefgen.pages.book import Book
from briefgen.pages.escape import text
from briefgen.pages.front import front, telling
from briefgen.pages.marks import Marks
from briefgen.pages.passages import nested, quoted
from briefgen.pages.roles import roles
from briefgen.pages.statement import colon, quotation
from briefgen.pages.wording import outlet, span
from briefgen.pages.written import BY, pieces
from briefgen.places import WHATS_NEW, page_of, place_of
from briefgen.portfolio.people import Known, is_full, known
from briefgen.read_back import misread

FRONT = "index.md"
_ROLES, _MARKS = 6, 4
"""So many roles of somebody are quoted from a briefing, each with so many marks."""
_STATEMENTS, _LONG = 3, 300
"""So many statements, cut at so many characters."""
_REFERENCE = "    - "
"""Begins an entry of the list of sentences at a page's end."""
_TARGET = re.compile(r"\]\((?!https?:)")
"""Where a link of ours to another page of the site begins."""


class _Every(Container[str]):
    """Every mark is a link with its target in it: marks of two briefings can have one name."""

    def __contains__(self, _: object) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Lines of Markdown, and the sentences that their marks lead to."""

    body: tuple[str, ...]
    references: tuple[str, ...] = ()

    def below(self, folder: str) -> Lines:
        """The same for a page from which the briefing's pages are reached through this folder (`steel/`)."""
        return Lines(body=_moved(self.body, folder), references=_moved(self.references, folder))


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Somebody in a briefing who may stand in others."""

    id: str
    """As a leader there."""
    known: Known
    lines: Lines


@dataclass(frozen=True, kw_only=True)
class Card:
    """A briefing as the pages above it tell of it."""

    title: str
    facts: tuple[str, ...]
    """Short words: how many sources, of which days."""
    lines: Lines
    """What happened, what is new, what there is."""
    figures: tuple[Figure, ...]


def card(book: Book) -> Card:
    """What is told of a briefing above it. What its own front page would not show so is left out."""
    common = _common(book.briefing.articles)
    return Card(
        title=book.title,
        facts=_facts(book),
        lines=_sound(book, [_told(book), _new(book), _has(book)]),
        figures=tuple(_figure(book, f, common) for f in book.found("leaders") if is_full(f)),
    )


def _moved(lines: Iterable[str], folder: str) -> tuple[str, ...]:
    return tuple(_TARGET.sub(lambda found: f"{found[0]}{folder}", line) for line in lines)


def _facts(book: Book) -> tuple[str, ...]:
    number = len(book.briefing.articles)
    sources = f"{number} source{'s' * (number != 1)}"
    return (sources, str(span(book.dates))) if book.dates else (sources,)


_Written = tuple[list[str], Marks]


def _sound(book: Book, written: Sequence[_Written]) -> Lines:
    """The lines without those that show as a source's words what it does not say."""
    body: list[str] = []
    references: list[str] = []
    for lines, marks in written:
        told = marks.references()
        page = Page(path=FRONT, text="\n".join(lines) + f"\n{told}")
        if not any(misread(book.briefing, (page,))):
            body += lines
            references += [line for line in told.splitlines() if line.startswith(_REFERENCE)]
    return Lines(body=tuple(body), references=tuple(dict.fromkeys(references)))


def _marks(book: Book) -> Marks:
    return Marks(book, FRONT, whole=_Every())


def _told(book: Book) -> _Written:
    """What happened, in the first sentence that the briefing opens with, or as the analyst tells it."""
    marks = _marks(book)
    if book.briefing.opening:
        parts = pieces(book.briefing.opening[0])
        said = (
            marks.cite(p) if not isinstance(p, str) else text(p, inside=n > 0) for n, p in enumerate(parts)
        )
        return [f"{''.join(said)} <small>{BY}</small>", ""], marks
    lead = [f for f, _ in front(book).lead][:1]
    return [line for f in lead for line in (_opening(book, f, marks), "")], marks


def _opening(book: Book, lead: Finding, marks: Marks) -> str:
    by = book.told_by(lead) if len(lead.citations) > 1 else outlet(book.article(lead.citations[0]))
    words = quoted(lead.citations[0])
    return f"{words} {marks.cite(lead.citations, _MARKS)} <small>{text(by, inside=True)}</small>"


def _new(book: Book) -> _Written:
    """What the last sources brought; nothing where there is nothing to compare with."""
    news = book.briefing.news
    if news is None or not news.changes:
        return [], _marks(book)
    return [f"**New:** [{summary(news)}]({WHATS_NEW})", ""], _marks(book)


_KINDS: Mapping[str, str] = {
    "agreements": "established", "disagreements": "disputed", "open_issues": "open",
}  # fmt: skip


def _has(book: Book) -> _Written:
    """How much of each kind there is, with links to it."""
    there = [(len(book.sure(kind)), word, page_of(kind)) for kind, word in _KINDS.items()]
    links = [f"[{number} {word}]({page})" for number, word, page in there if number]
    leaders = len([f for f in book.found("leaders") if not getattr(f, "aside", False)])
    links += [f"[{leaders} {'people and institutions' if leaders > 1 else 'name'}]({page_of('leaders')})"]
    if not leaders:
        links.pop()
    return [" · ".join(links), "{ .facts }", ""] if links else [], _marks(book)


def _figure(book: Book, leader: Finding, common: frozenset[str]) -> Figure:
    marks = _marks(book)
    lines = [f"- {_role(r.words, r.citations, r.former, marks)}" for r in roles(leader)[:_ROLES]]
    written = [(lines, marks)]
    for p in _statements(book, leader):
        own = _marks(book)
        shown: Citation = getattr(p, "shown", None) or p.citations[0]
        line = f"- **{text(leader.title)}**{colon(p)} {quotation(p, _LONG)} {own.cite(shown)}"
        written.append(([line], own))
    sound = _sound(book, written)
    place = place_of("leaders", leader)
    sources = len({c.source for c in leader.citations})
    facts = f"[{text(leader.title)}]({place}) in this briefing · named {_times(len(leader.citations))} in "
    facts += f"{sources} source{'s' * (sources != 1)}"
    aliases: tuple[str, ...] = getattr(leader, "aliases", ())
    if aliases:
        facts += f" · also called {text(', '.join(aliases), inside=True)}"
    return Figure(
        id=leader.id,
        known=known(leader, common),
        lines=replace(sound, body=(facts, "{ .facts }", "", *sound.body, "")),
    )


def _times(number: int) -> str:
    return f"{number} time{'s' * (number != 1)}"


def _role(words: str, cites: Sequence[Citation], former: bool, marks: Marks) -> str:
    aged = " <small>former</small>" if former else ""
    return f"“{text(nested(words))}” {marks.cite(cites, _MARKS)}{aged}"


def _statements(book: Book, leader: Finding) -> list[Finding]:
    """What somebody holds that a front page would quote, each wording once."""
    held = {str(quotation(p, _LONG)).lower(): p for p in reversed(telling(book, leader))}
    return list(reversed(held.values()))[:_STATEMENTS]


def _common(articles: Iterable[Article]) -> frozenset[str]:
    """The words that the articles write in small letters: none of them makes a name one of its kind."""
    return frozenset(w for a in articles for w in re.findall(r"[^\W\d_]+", a.text) if w.islower())
