"""Findings as other programs take them: names in place of ids, where each passage stands, lasting ids."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from functools import cached_property

from briefgen.model import Article, Briefing, Citation

SEPARATOR = "; "
"""Between several things in one cell."""


class Rows:
    """The lookups of one briefing."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {f.id: f.title or f.id for f in self.briefing.findings.get("leaders", ())}

    @cached_property
    def _topics(self) -> Mapping[str, str]:
        return {f.id: str(getattr(f, "label", f.title)) for f in self.briefing.findings.get("topics", ())}

    def names(self, leaders: Iterable[str]) -> str:
        """Leaders by name."""
        return SEPARATOR.join(self._names.get(leader, leader) for leader in dict.fromkeys(leaders))

    def topics(self, topics: Iterable[str]) -> str:
        """Topics by their words."""
        return SEPARATOR.join(self._topics.get(topic, topic) for topic in dict.fromkeys(topics))

    def article(self, citation: Citation) -> Article:
        """The source of a citation."""
        return self.briefing.by_source[citation.source]

    def is_printed(self, citation: Citation) -> bool:
        """Whether the sentence of a citation may be shown."""
        return (citation.source, citation.sentence) not in self.briefing.withheld

    def mark(self, citation: Citation) -> str:
        """What the pages' mark says: A3."""
        return self.article(citation).key + citation.sentence.removeprefix("s")

    def passage(self, quoted: Iterable[Citation], others: Iterable[Citation] = ()) -> dict[str, str]:
        """The cells of what is quoted: words of one source, and the marks of further passages."""
        quoted = tuple(quoted)
        marks = list(dict.fromkeys(map(self.mark, quoted)))
        also = [m for m in dict.fromkeys(map(self.mark, others)) if m not in marks]
        words = " … ".join(" ".join(c.quote.split()) for c in quoted)
        return {"mark": " ".join(marks), "also": " ".join(also), "quote": words, **self._source(quoted[0])}

    def _source(self, citation: Citation) -> dict[str, str]:
        article = self.article(citation)
        return {
            "source": article.id,
            "source_title": article.title,
            "publisher": article.publisher or "",
            "published": article.published.isoformat() if article.published else "",
            "url": article.url or "",
        }


def urn(*what: str) -> str:
    """A name for a thing that is the same wherever, and whenever, it is published."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(("briefgen", *what))).urn
