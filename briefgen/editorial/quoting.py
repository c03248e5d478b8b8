"""Where the words stand that an analyst quotes: verbatim in the source that he names, or not at all.

Verbatim are the same words in the same order. How a line is broken, and whether a quotation mark, an
apostrophe or a dash is the typewriter's or the printer's, is no difference: cited is what the source has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from rapidfuzz import fuzz, process

from briefgen.editorial.record import Quote
from briefgen.model import Article, Citation, Sentence

_PLAIN = str.maketrans(
    {**dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„‟", '"'), **dict.fromkeys("‐‑‒–—", "-")}
)
_PLACE = re.compile(r"([A-Z]{1,4})(\d{1,7})")
"""A mark: the key of a source, and the number of a sentence of it."""
_NEAR = 60
"""Of 100, how alike a sentence must be to be shown as the one that may be meant."""
_COMPARED = 500
"""Characters of the words for which it is looked: a long quote in a long sentence would take hours."""
_SHOWN = 100
"""Characters of a passage in a message."""
_PLACES = 3
"""So many of the places where words stand are told."""


class QuoteError(Exception):
    """The words do not stand there, or stand there twice; says which, and what is nearest."""


def cited(articles: Sequence[Article], quote: Quote) -> tuple[Citation, ...]:
    """The citations of these words: one, or one for each sentence over which they go.

    Raises QuoteError where the source is not known, has them not, or has them in two places: of `A3: "…"`
    only the third sentence is asked.
    """
    article, sentence = _source(articles, quote.source)
    if not quote.words.strip():
        raise QuoteError(f"{quote.source}: the quote is empty")
    within = (sentence.start, sentence.end) if sentence else (0, len(article.text))
    found = list(_found(article, quote.words, *within))
    if not found:
        raise QuoteError(_nowhere(article, quote))
    if len(found) > 1:
        there = [f"{article.key}{s.id[1:]} (“{short(s.text)}”)" for s in _sentences(article, found)]
        places = " and ".join(there[:_PLACES]) + (" …" if there[_PLACES:] else "")
        first = f"{article.key}{_sentences(article, found)[0].id[1:]}"
        raise QuoteError(
            f"{quote.source}: “{short(quote.words)}” stands there {len(found)} times: {places}; quote more "
            f"of it, or name the sentence, as {first}"
        )
    cites = tuple(_cites(article, *found[0]))
    if not cites:
        raise QuoteError(f"{quote.source}: “{short(quote.words)}” stands there outside of any sentence")
    return cites


def among(articles: Sequence[Article], places: Iterable[tuple[str, str]], said: str) -> tuple[Citation, ...]:
    """Where these words stand in some sentences (source and sentence), the first place of each.

    Raises QuoteError where none of them has the words, with the sentence that is likest.
    """
    by_id = {a.id: a for a in articles}
    sentences = [by_id[source].by_sentence[sentence] for source, sentence in dict.fromkeys(places)]
    found = []
    for s in sentences if said.strip() else ():
        article = by_id[s.source]
        if span := next(_found(article, said, s.start, s.end), None):
            found.append(article.cite(*span))
    if not found:
        raise QuoteError(f"“{short(said)}” stands in none of its sentences{_nearest(said, sentences, by_id)}")
    return tuple(found)


def _nearest(said: str, sentences: Sequence[Sentence], by_id: Mapping[str, Article]) -> str:
    texts = [s.text.translate(_PLAIN) for s in sentences]
    wanted = said.translate(_PLAIN)[:_COMPARED]
    near = process.extractOne(wanted, texts, scorer=fuzz.partial_ratio, score_cutoff=_NEAR)
    if near is None:
        return ""
    s = sentences[near[2]]
    return f"; the nearest is {by_id[s.source].key}{s.id[1:]}: “{short(s.text, 3 * _SHOWN)}”"


def sentence(articles: Sequence[Article], name: str) -> Citation:
    """The citation of one whole sentence, which a mark names (`A3`).

    Raises QuoteError where there is none, or where only a source is named.
    """
    article, found = _source(articles, name)
    if found is None:
        raise QuoteError(
            f'{name}: is a whole source; quote it ([@{name}: "…"]), or name a sentence ([@{article.key}3])'
        )
    return article.cite(found.start, found.end)


def places(article: Article, words: str) -> tuple[tuple[int, int], ...]:
    """Offsets of each place of the article that has these words, in order."""
    return tuple(_found(article, words, 0, len(article.text))) if words.strip() else ()


def plain(words: str) -> str:
    """The words as they are compared: on one line, quotation marks and dashes those of a typewriter."""
    return " ".join(words.translate(_PLAIN).split())


def _source(articles: Sequence[Article], name: str) -> tuple[Article, Sentence | None]:
    """The article of this key, id or file name; of a mark (`A3`) its sentence too."""
    for a in articles:
        path = PurePosixPath(a.path)
        if name in (a.key, a.id, a.path, path.name, path.stem):
            return a, None
    if mark := _PLACE.fullmatch(name):
        for a in articles:
            if a.key == mark[1]:
                sentence = a.by_sentence.get(f"s{mark[2]}")
                if sentence is None:
                    raise QuoteError(f"{name}: {a.path} has no sentence {mark[2]}")
                return a, sentence
    known = ", ".join(f"{a.key} ({a.path})" for a in articles[:8]) + (" …" if len(articles) > 8 else "")
    raise QuoteError(
        f"{name}: there is no such source; there are {known}" if known else f"{name}: there are no sources"
    )


def _found(article: Article, words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of each place that has the words, none within a longer word or number (“3” of “3.4”)."""
    plain = [re.escape(word) for word in words.translate(_PLAIN).split()]
    pattern = r"\s+".join(plain)
    first, last = words.strip()[0], words.strip()[-1]
    pattern = (r"(?<!\w)" if first.isalnum() else "") + pattern + (r"(?!\w)" if last.isalnum() else "")
    pattern = (
        (r"(?<!\d[.,])" if first.isdigit() else "") + pattern + (r"(?![.,]\d)" if last.isdigit() else "")
    )
    # Each mark stands for one mark: the offsets are those of the text itself.
    for match in re.compile(pattern).finditer(article.text.translate(_PLAIN), start, end):
        yield match.span()


def _sentences(article: Article, found: Sequence[tuple[int, int]]) -> list[Sentence]:
    return [s for start, _ in found if (s := article.sentence_at(start)) is not None]


def _cites(article: Article, start: int, end: int) -> Iterator[Citation]:
    for s in article.sentences:
        a, b = max(start, s.start), min(end, s.end)
        if a < b:
            yield article.cite(a, b)


def _nowhere(article: Article, quote: Quote) -> str:
    said = f"{quote.source}: “{short(quote.words)}” does not stand there"
    return said + _nearest(quote.words, article.sentences, {article.id: article})


def short(words: str, most: int = _SHOWN) -> str:
    """The beginning of a passage, on one line, for a message."""
    plain = " ".join(words.split())
    return plain if len(plain) <= most else plain[:most].rstrip() + "…"
