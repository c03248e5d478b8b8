"""feed.xml: an Atom feed (RFC 4287) of the sources and of what they brought, the newest first.

What an earlier build had and is changed since, or answered, has an entry of its own beside that of the
finding: a reader who has that one already is told.

No clock is read. What an entry rests on has a day or a moment (published, or taken from the web), and the
latest of these is when it came; a day without an hour counts as its first moment in UTC. Where no source has
any, an entry would need a date that nobody knows, and there is no feed. Where it is not known where the site
is, its links are relative to where it lies there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from briefgen import places
from briefgen.changes.memory import listed
from briefgen.changes.telling import told as told_of
from briefgen.exports.export import DATA
from briefgen.exports.rows import Rows, urn
from briefgen.headline import headline
from briefgen.model import Article, Briefing, Citation, Finding, Page
from briefgen.pages.book import book_of
from briefgen.readers.metadata import written
from briefgen.statements import only_in, past, printed, told

NAME = "feed"
ABOUT = "Atom feed of what is new, for feed readers; made only where a source has a date"
PATHS: tuple[str, ...] = (f"{DATA}feed.xml",)
ON_SITE = True
NEEDS: str | None = None

MOST = 50
"""Entries; a reader who looks in now and then wants the latest."""
_WORDS = {
    "agreements": "Established", "disagreements": "Disputed", "open_issues": "Open", "positions": "Position",
}  # fmt: skip
"""Kinds that are told, in this order, with the word before their entries."""
_REPLACED, _GIVEN_UP = " (earlier version)", " (earlier)"
"""Of what only an article has that a later version has replaced, and of what its holder gave up."""
_ATOM = "http://www.w3.org/2005/Atom"
_SURROGATE = "Cs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry."""

    id: str
    new: bool
    """Whether an earlier build had it not."""
    updated: datetime
    title: str
    address: str
    """As a link in the feed."""
    sort: str
    said: tuple[str, ...] = ()
    """The quotes with their marks, a line each."""


def export(briefing: Briefing) -> tuple[Page, ...]:
    """The one file of it; none where the date of no source is known."""
    latest = max(filter(None, map(_came, briefing.articles)), default=None)
    if latest is None:
        return ()
    entries = [*_sources(briefing, latest), *_findings(briefing, latest), *_turned(briefing, latest)]
    entries.sort(key=lambda e: e.updated, reverse=True)
    entries.sort(key=lambda e: not e.new)
    feed = _feed(briefing, latest, entries[:MOST])
    ElementTree.indent(feed, " ")
    text = ElementTree.tostring(feed, encoding="unicode")
    return (Page(path=PATHS[0], text=f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'),)


def _came(article: Article) -> datetime | None:
    """The latest moment that is known of a source."""
    known = [_published(article), article.retrieved]
    return max((m.replace(microsecond=0) for m in known if m), default=None)


def _published(article: Article) -> datetime | None:
    """In UTC. An hour without its zone is left out: which moment it means is not known."""
    moment, day = article.moment, article.published
    if moment is not None and moment.tzinfo is not None:
        try:
            return moment.astimezone(UTC)
        except OverflowError:  # the first or last hours of the calendar
            pass
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def _sources(briefing: Briefing, latest: datetime) -> Iterator[Entry]:
    came = set(briefing.news.came) if briefing.news else set()
    revised = set(briefing.news.revised) if briefing.news else set()
    for a in briefing.articles:
        outlet = f"{a.publisher}: " if a.publisher else ""
        yield Entry(
            id=urn("source", a.id, a.sha256),
            new=a.id in came | revised,
            updated=_came(a) or latest,
            title=f"{'Revised source' if a.id in revised else 'Source'}: {outlet}{a.title}",
            address=places.from_data(briefing, places.source_page(a)),
            sort="source",
        )


def _findings(briefing: Briefing, latest: datetime) -> Iterator[Entry]:
    rows = Rows(briefing)
    for kind, word in _WORDS.items():
        new = briefing.news.findings.get(kind, ()) if briefing.news else ()
        for f in told(briefing.published.get(kind, ())):
            if cited := _cited(kind, f):
                moments = [m for c in cited if (m := _came(rows.article(c)))]
                yield Entry(
                    id=urn(kind, f.id),
                    new=f.id in new,
                    updated=max(moments, default=latest),
                    title=f"{word}{_standing(briefing, f)}: {_title(rows, kind, f)}",
                    address=places.from_data(briefing, book_of(briefing).place_of(kind, f)),
                    sort=word.lower(),
                    said=tuple(_line(rows, c) for c in dict.fromkeys(cited)),
                )


def _turned(briefing: Briefing, latest: datetime) -> Iterator[Entry]:
    """What is changed or answered since an earlier build. How is among what its name is made of."""
    rows = Rows(briefing)
    changes = briefing.news.changes if briefing.news else ()
    kinds = {c.kind for c in changes if c.what in _TURNED}.intersection(_WORDS)
    shown = {(kind, f.id): f for kind in kinds for f in told(listed(briefing, kind))}
    for change in changes:
        word, f = _TURNED.get(change.what), shown.get((change.kind, change.id))
        if word and f is not None and (cited := [*_cited(change.kind, f), *_answer(f)]):
            how = tuple(told_of(d) for d in change.how)
            title = f"{word}: {_title(rows, change.kind, f)}"
            yield Entry(
                id=urn("change", change.what, change.kind, f.id, *how),
                new=True,
                updated=max((m for c in cited if (m := _came(rows.article(c)))), default=latest),
                title=f"{title} ({'; '.join(how)})" if how else title,
                address=places.from_data(briefing, book_of(briefing).place_of(change.kind, f)),
                sort=change.what,
                said=tuple(_line(rows, c) for c in dict.fromkeys(cited)),
            )


_TURNED = {"changed": "Changed", "answered": "Answered"}


def _answer(f: Finding) -> list[Citation]:
    """The passage that answers an open issue, or tells that it is overtaken."""
    said = (getattr(f, name, None) for name in ("answered", "overtaken_by"))
    return [c for c in said if isinstance(c, Citation)]


def _standing(briefing: Briefing, f: Finding) -> str:
    """What is to be said of a finding that is past."""
    if only_in(f, briefing.replaced):
        return _REPLACED
    return _GIVEN_UP if past(f, briefing.replaced) else ""


def _cited(kind: str, f: Any) -> list[Citation]:
    if kind == "disagreements":
        return [c for side in f.sides for c in side.citations]
    return list(printed(f) if kind == "positions" else f.citations)


def _title(rows: Rows, kind: str, f: Any) -> str:
    holders = rows.names(f.holders) if kind == "positions" else ""
    return f"{holders}: “{f.title}”" if holders else str(f.title)


def _line(rows: Rows, citation: Citation) -> str:
    article = rows.article(citation)
    known = [article.publisher, article.published.isoformat() if article.published else None]
    behind = ", ".join(x for x in (rows.mark(citation), *known) if x)
    return f"“{' '.join(citation.quote.split())}” ({behind})"


def _feed(briefing: Briefing, latest: datetime, entries: Iterable[Entry]) -> ElementTree.Element:
    feed = ElementTree.Element("feed", {"xmlns": _ATOM})
    first = next(iter(briefing.keys.values()), None)
    _add(feed, "id", urn("feed", briefing.title, first.id if first else briefing.articles[0].id))
    title = headline(briefing)
    _add(feed, "title", title)
    if briefing.event:
        _add(feed, "subtitle", briefing.event)
    _add(feed, "updated", written(latest))
    _add(_add(feed, "author"), "name", title)
    _add(feed, "generator", "briefgen")
    own = f"{briefing.site}{PATHS[0]}" if briefing.site else "feed.xml"
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(feed, "link", rel="alternate", type="text/html", href=places.from_data(briefing, "index.md"))
    for entry in entries:
        made = _add(feed, "entry")
        _add(made, "id", entry.id)
        _add(made, "title", entry.title)
        _add(made, "updated", written(entry.updated))
        _add(made, "category", term=entry.sort)
        _add(made, "link", rel="alternate", type="text/html", href=entry.address)
        _add(made, "content", "\n".join(entry.said) or entry.title, type="text")
    return feed


def _add(parent: ElementTree.Element, name: str, text: str = "", **given: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name, given)
    if text:
        made.text = "".join(c for c in text if c == "\n" or _is_of_xml(c))
    return made


def _is_of_xml(c: str) -> bool:
    return c >= " " and unicodedata.category(c) != _SURROGATE and c not in "\ufffe\uffff"
