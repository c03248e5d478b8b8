"""W3C Web Annotations: each passage that a finding cites, as programs that mark up texts read it.

What is annotated is the text that the offsets count in: the one of a source as it was read, named by its hash
(`ni:`, RFC 6920, of its UTF-8). Where the address of the original is known, the same words there are a second
target, found by the quotation alone: positions count in our text, not in somebody's web page. Positions are
code points from 0, the end not included, as the recommendation counts characters.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen import places
from briefgen.exports.export import DATA
from briefgen.exports.lines import compact, listing
from briefgen.exports.rows import Rows, urn
from briefgen.headline import headline
from briefgen.model import Article, Briefing, Citation, Finding, Page
from briefgen.pages.book import book_of
from briefgen.readers.metadata import written
from briefgen.statements import past, printed, told

NAME = "annotations"
ABOUT = "W3C Web Annotations on the sources, for Hypothesis, Recogito and other tools that mark up texts"
PATHS: tuple[str, ...] = (f"{DATA}annotations.jsonld",)
ON_SITE = True
NEEDS: str | None = None

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
KINDS: Mapping[str, tuple[str, str]] = {
    "leaders": ("identifying", "role"),
    "positions": ("describing", "position"),
    "open_issues": ("questioning", "open"),
    "disagreements": ("linking", "disputed"),
    "agreements": ("linking", "established"),
    "timeline": ("describing", "dated"),
}
"""Kind → why its passages are annotated, in the recommendation's words, and the tag that they get."""
_EARLIER = "earlier"
"""A further tag of what its holder has given up since, or only a replaced version of an article has."""
_AROUND = 32
"""Code points before and after a passage, by which it is told from others with the same words."""


def export(briefing: Briefing) -> tuple[Page, ...]:
    """The one file of it: a collection whose only page holds all annotations."""
    made = list(_Annotations(briefing).all())
    ids = "\n".join(a["id"] for a in made)
    page = {"id": urn("page", ids), "type": "AnnotationPage", "startIndex": 0}
    collection = {
        "@context": CONTEXT,
        "id": urn("collection", ids),
        "type": "AnnotationCollection",
        "label": headline(briefing),
        "total": len(made),
    }
    text = f'{compact(collection)[:-1]}, "first": {listing(page, "items", made)}}}\n'
    return (Page(path=PATHS[0], text=text),)


class _Annotations:
    """The annotations of one briefing."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing, self.rows = briefing, Rows(briefing)
        self._texts: dict[str, str] = {}

    def all(self) -> Iterator[dict[str, Any]]:
        """One for each passage of each finding that pages show at once."""
        for kind in KINDS:
            for finding in told(self.briefing.published.get(kind, ())):
                yield from self._of(kind, finding)

    def _of(self, kind: str, finding: Finding) -> Iterator[dict[str, Any]]:
        motivation, tag = KINDS[kind]
        tags = [tag, _EARLIER] if past(finding, self.briefing.replaced) else [tag]
        bodies = [
            *(
                {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": value}
                for value in tags
            ),
            {"type": "SpecificResource", "purpose": "linking", "source": self._page(kind, finding)},
        ]
        for said, citation in dict.fromkeys(_passages(self.rows, kind, finding)):
            where = f"{self._text(self.rows.article(citation))} {citation.start} {citation.end}"
            described = {
                "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": said,
            }  # fmt: skip
            yield {
                "id": urn(kind, finding.id, where),
                "type": "Annotation",
                "motivation": motivation,
                "body": [described, *bodies],
                "target": list(self._targets(citation)),
            }

    def _page(self, kind: str, finding: Finding) -> str:
        return places.from_data(self.briefing, book_of(self.briefing).place_of(kind, finding))

    def _targets(self, citation: Citation) -> Iterator[dict[str, Any]]:
        article = self.rows.article(citation)
        quote = {"type": "TextQuoteSelector", "exact": citation.quote, **self._around(article, citation)}
        position = {"type": "TextPositionSelector", "start": citation.start, "end": citation.end}
        text = {"id": self._text(article), "type": "Text", "format": "text/plain"}
        if article.language:
            text["language"] = article.language
        yield {"type": "SpecificResource", "source": text, "selector": [quote, position]}
        if article.url:
            state = _state(article)
            yield {"type": "SpecificResource", "source": article.url, **state, "selector": quote}

    def _around(self, article: Article, citation: Citation) -> dict[str, str]:
        """Whole words before and after; where only cited sentences are published, those of its own."""
        first, last = 0, len(article.text)
        if self.briefing.excerpts or self.briefing.withheld:
            sentence = article.by_sentence[citation.sentence]
            first, last = sentence.start, sentence.end
        before = article.text[max(first, citation.start - _AROUND) : citation.start]
        after = article.text[citation.end : min(last, citation.end + _AROUND)]
        if citation.start - _AROUND > first:
            before = before[len(before) - len(before.partition(" ")[2]) :]
        if citation.end + _AROUND < last:
            after = after[: len(after.rpartition(" ")[0])]
        return {"prefix": before, "suffix": after}

    def _text(self, article: Article) -> str:
        if article.id not in self._texts:
            self._texts[article.id] = text_name(article.text)
        return self._texts[article.id]


def text_name(text: str) -> str:
    """What names a text: the hash of its UTF-8, as RFC 6920 writes it."""
    digest = urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _state(article: Article) -> dict[str, Any]:
    """Which state of the original is meant, where it is known when it was taken."""
    if article.retrieved is None:
        return {}
    return {"state": {"type": "TimeState", "sourceDate": written(article.retrieved.replace(microsecond=0))}}


def _passages(rows: Rows, kind: str, finding: Finding) -> Iterator[tuple[str, Citation]]:
    """What is said of a passage, and the passage."""
    f: Any = finding
    if kind == "leaders":
        yield from ((f"{f.title}: {role}", c) for role, c in f.roles)
    elif kind == "positions":
        holders = rows.names(f.holders)
        yield from ((f"{holders}: {f.title}" if holders else f.title, c) for c in printed(f))
    elif kind == "disagreements":
        yield from ((f"{f.title}: {side.label}", c) for side in f.sides for c in side.citations)
    elif kind == "timeline":
        yield from (
            (f"{f.when or f.as_written}: {f.title}" if f.title else f.as_written, c) for c in f.citations
        )
    else:
        yield from ((f.title, c) for c in f.citations)
