"""What search engines read: schema.org records of the briefing and of what its leaders claim, as JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from briefgen.model import Article, Finding
from briefgen.pages.book import Book
from briefgen.pages.escape import address, json_text
from briefgen.pages.statement import colon, given_up, plain, printed

_CLAIMS = 50
"""So many of a leader."""
_NAME = 110
"""Characters of a claim's words in its name."""
_TYPES = {"person": "Person", "government": "GovernmentOrganization"}


def linked_data(book: Book, path: str, title: str, given: Mapping[str, object]) -> Markup:
    """The record of a page in a script element; empty where the page is none of these."""
    leader = given.get("leader")
    if path == "index.md" and book.briefing.articles:
        record = _briefing(book, title)
    elif isinstance(leader, Finding) and book.held_by(leader.id):
        record = _claims(book, leader)
    else:
        return Markup("")
    data = json_text({"@context": "https://schema.org", **record})
    return Markup(f'\n<script type="application/ld+json">{data}</script>\n')


def _briefing(book: Book, title: str) -> dict[str, object]:
    record: dict[str, object] = {"@type": "NewsArticle", "headline": title}
    if book.briefing.event:
        record["description"] = book.briefing.event
    if book.dates:
        record["datePublished"] = max(book.dates).isoformat()
    record["about"] = [_agent(f) for f in book.sure("leaders")[:6]]
    record["citation"] = [_source(a) for a in book.briefing.articles[:_CLAIMS]]
    return record


def _source(article: Article) -> dict[str, object]:
    url = address(article.url) if article.url else None
    known: dict[str, object | None] = {
        "headline": article.title,
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
        "author": [{"@type": "Person", "name": a} for a in article.authors] or None,
        "datePublished": article.published.isoformat() if article.published else None,
        "url": str(url).replace("&amp;", "&") if url else None,
    }
    return {"@type": "NewsArticle", **{k: v for k, v in known.items() if v}}


def _agent(leader: Finding) -> dict[str, object]:
    return {"@type": _TYPES.get(str(getattr(leader, "kind", "")), "Organization"), "name": leader.title}


def _claims(book: Book, leader: Finding) -> dict[str, object]:
    held = [p for p in book.held_by(leader.id) if p.confidence != "low" and not given_up(p)][:_CLAIMS]
    return {"@graph": [_claim(book, leader, p) for p in held]}


def _claim(book: Book, leader: Finding, position: Finding) -> dict[str, object]:
    first = printed(position)[0]
    return {
        "@type": "Claim",
        "claimInterpreter": _agent(leader),
        "name": f"{leader.title}{colon(position)} “{plain(position, _NAME)}”",
        "text": " … ".join(c.quote for c in printed(position)),
        "appearance": _source(book.article(first)),
    }
