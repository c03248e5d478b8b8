"""The life of an open issue: which source raised it, which later ones tell it again, and which answers it.

Only where every source that tells it is dated, and copies and versions of one text count as that text. Of a
source that does not tell it nothing is said: it may tell it in words that were not matched.
"""

from __future__ import annotations

from datetime import date

from briefgen.model import Article, Citation, Finding
from briefgen.pages.book import Book
from briefgen.pages.wording import on, outlet

_MOST = 3
"""So many later sources are named, the latest of them."""


def life(book: Book, issue: Finding) -> str:
    """When it was raised, still open and answered, in words; empty where one day alone tells of it."""
    told, answered = _told(book, issue), _answered(book, issue)
    if not told:
        return ""
    days = sorted({day for day, _ in told})
    first = [outlet(a) for day, a in told if day == days[0]]
    later = [f"{outlet(a)}, {on(day)}" for day, a in told if day > days[0]]
    again = [f"still open in {_and(later[-_MOST:], '; ')}"] if later else []
    since = [*again, *answered]
    return " · ".join([f"raised by {_and(first)}, {on(days[0])}", *since]) if since else ""


def answer(issue: Finding) -> tuple[str, Citation | None]:
    """What makes an open issue open no more: in a word, and the passage where the analyst gives one."""
    for name, by in (("answered", "answered"), ("overtaken", "overtaken_by")):
        if getattr(issue, name, None):
            return name, getattr(issue, by, None)
    return "", None


def _answered(book: Book, issue: Finding) -> list[str]:
    how, cited = answer(issue)
    article = book.briefing.by_source.get(cited.source) if cited else None
    if article is None or article.published is None:
        return []
    return [f"{how} according to {outlet(article)}, {on(article.published)}"]


def _told(book: Book, issue: Finding) -> list[tuple[date, Article]]:
    """The texts that tell it with their days, in order; none where the day of one is not known."""
    found: dict[str, tuple[date, Article]] = {}
    place = book.order
    for source in sorted({c.source for c in issue.citations}, key=place.__getitem__):
        article = book.briefing.by_source[source]
        if article.published is None:
            return []
        known = found.get(book.origin(source))
        if known is None or article.published < known[0]:
            found[book.origin(source)] = (article.published, article)
    return sorted(found.values(), key=lambda x: (x[0], place[x[1].id]))


def _and(names: list[str], between: str = ", ") -> str:
    return names[0] if len(names) == 1 else f"{between.join(names[:-1])} and {names[-1]}"
