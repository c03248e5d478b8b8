"""What stands inside a sentence and is none of its words is no part of what anybody says either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.model import Article


def read_past(article: Article, found: Attribution) -> Attribution:
    """The attribution with its content in pieces round what its sentences leave out."""
    skipped = [c for a, _ in found.content for c in _skipped(article, a)]
    if not any(a < d and c < b for c, d in skipped for a, b in found.content):
        return found
    content = tuple(piece for span in found.content for piece in _pieces(article, span, skipped))
    clause = found.clause
    if clause and any(clause[0] < d and c < clause[1] for c, d in skipped):
        clause = None
    return replace(found, content=content, clause=clause) if content else found


def _skipped(article: Article, offset: int) -> tuple[Span, ...]:
    sentence = article.sentence_at(offset)
    return sentence.skipped if sentence else ()


def _pieces(article: Article, span: Span, skipped: list[Span]) -> Iterator[Span]:
    at, end = span
    for a, b in [*(c for c in skipped if span[0] < c[1] and c[0] < span[1]), (end, end)]:
        words = article.text[at:a]
        if any(c.isalnum() for c in words):
            yield at + len(words) - len(words.lstrip()), a - len(words) + len(words.rstrip())
        at = max(at, b)
