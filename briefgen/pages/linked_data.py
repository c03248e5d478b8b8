"""What search engines read, as JSON-LD: records of the briefing, of a source, and of what a leader says.

It stands in the front matter, and the theme's page puts it into the head: a script within the text would be
run as a program by Material's instant navigation, which drops its type.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen import schema_org
from briefgen.model import Article, Finding
from briefgen.pages.book import Book
from briefgen.pages.parts import Part
from briefgen.pages.statement import colon, plain
from briefgen.statements import printed

_CLAIMS = 50
"""So many of a leader."""
_NAME = 110
"""Characters of a statement's words in its name."""


def linked_data(book: Book, path: str, title: str, given: Mapping[str, object]) -> dict[str, object] | None:
    """The record of a page; None where the page is none of these."""
    leader, article = given.get("leader"), given.get("article")
    if path == "index.md" and book.briefing.articles:
        record = _briefing(book, title)
    elif isinstance(leader, Finding) and _is_first(given) and (told := _told(book, leader)):
        record = {"@graph": told}
    elif isinstance(article, Article):
        record = schema_org.article(article)
    else:
        return None
    return {"@context": schema_org.CONTEXT, **record}


def _is_first(given: Mapping[str, object]) -> bool:
    part = given.get("part")
    return not isinstance(part, Part) or part.number == 1


def _briefing(book: Book, title: str) -> dict[str, object]:
    record: dict[str, object] = {"@type": "NewsArticle", "headline": title}
    if book.briefing.event:
        record["description"] = book.briefing.event
    if book.dates:
        record["datePublished"] = max(book.dates).isoformat()
    record["about"] = [schema_org.agent(f) for f in book.sure("leaders")[:6]]
    record["citation"] = [schema_org.article(a) for a in book.briefing.articles[:_CLAIMS]]
    return record


def _told(book: Book, leader: Finding) -> list[dict[str, object]]:
    held = [p for p in book.held_by(leader.id) if p.confidence != "low" and not book.past(p)][:_CLAIMS]
    return [_statement(book, leader, p) for p in held if schema_org.said(printed(p))]


def _statement(book: Book, leader: Finding, position: Finding) -> dict[str, object]:
    parts = printed(position)
    where = schema_org.article(book.article(parts[0]))
    name = f"{leader.title}{colon(position)} “{plain(position, _NAME)}”"
    direct = schema_org.is_direct(position)
    record = schema_org.statement(schema_org.said(parts), schema_org.agent(leader), where, direct=direct)
    return {"name": name, **record}
