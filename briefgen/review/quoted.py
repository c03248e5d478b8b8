"""Words that the analyst types, found in the sources: of which one, and so that they stand there once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.editorial.quoting import QuoteError, cited
from briefgen.editorial.record import Quote
from briefgen.model import Article, Citation

_SOURCED = re.compile(r"([A-Z]{1,4}\d*):(.+)", re.DOTALL)


def quote(articles: Sequence[Article], said: str) -> dict[str, str]:
    """The quote of `A: words`, `A3: words`, or of words that one source alone has, as the file has it.

    Raises QuoteError, which says what is nearest.
    """
    given = _SOURCED.fullmatch(said)
    if given and any(given[1].startswith(a.key) for a in articles):
        source, words = given[1], _bare(given[2])
        cited(articles, Quote(source=source, words=words))
        return {source: words}
    words, places, nearest = _bare(said), [], ""
    for article in articles:
        try:
            cited(articles, Quote(source=article.key, words=words))
            places.append(article.key)
        except QuoteError as error:
            if _is_twice(article, words):
                raise
            nearest = nearest if "nearest" in nearest else str(error)
    if len(places) > 1:
        raise QuoteError(f"{' and '.join(places)} have it: write {places[0]}: before the words")
    if not places:
        raise QuoteError(nearest or "there are no sources")
    return {places[0]: words}


def naming(articles: Sequence[Article], name: str, near: Sequence[str]) -> dict[str, str]:
    """A quote that has a name, of the sources `near` (their ids) before others: the name alone where it
    stands once in a source, else its sentence.

    Raises QuoteError where no source has it.
    """
    ordered = sorted(articles, key=lambda a: a.id not in near)
    for article in ordered:
        for words in (name, *_sentences(article, name)):
            if _once(articles, article.key, words):
                return {article.key: words}
        for sentence in article.sentences:
            mark = f"{article.key}{sentence.id[1:]}"
            if name in sentence.text and _once(articles, mark, name):
                return {mark: name}
    raise QuoteError(f"“{name}” stands in no source: a leader is somebody whom a source names")


def _once(articles: Sequence[Article], source: str, words: str) -> tuple[Citation, ...]:
    try:
        return cited(articles, Quote(source=source, words=words))
    except QuoteError:
        return ()


def _sentences(article: Article, name: str) -> list[str]:
    return [" ".join(s.text.split()) for s in article.sentences if name in s.text and not s.furniture]


def _is_twice(article: Article, words: str) -> bool:
    return " ".join(article.text.split()).count(words) > 1


def _bare(said: str) -> str:
    return said.strip().strip('"“”').strip()
