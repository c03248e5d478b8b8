"""What is there already: the same article again, a new version of one, a copy of another's text."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urldefrag

from briefgen.analysis.copies import are_versions, find_origins, page_of, words_of
from briefgen.errors import SeedsError
from briefgen.language.sentences import split
from briefgen.model import Article
from briefgen.readers import read_seeds
from briefgen.readers.originals import Original, recorded

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
Relation = tuple[Literal["copy", "version"], Article]


class Shelf:
    """The sources of a seeds folder, and those that are coming in, by text and address."""

    def __init__(self, seeds: Path, *, follow_links: bool = False) -> None:
        """Raises ConfigError where sources.yml can't be understood."""
        self.articles: list[Article] = []
        self._by_text: dict[bytes, list[Article]] = defaultdict(list)
        self._by_page: dict[str, list[Article]] = defaultdict(list)
        for article in _there(seeds, follow_links):
            self.take(article)
        paths = {a.path for a in self.articles}
        self._fetched: dict[str, Original] = {}
        self._originals: dict[str, list[Original]] = defaultdict(list)
        for original in sorted(recorded(seeds), key=lambda o: o.retrieved or ""):
            if original.article in paths:
                self._originals[original.sha256].append(original)
                self._fetched |= {_place(u): original for u in (original.asked, original.url) if u}

    def take(self, article: Article) -> None:
        """From now on it is one of those that are there."""
        self.articles.append(article)
        self._by_text[_text_of(article)].append(article)
        if article.url:
            self._by_page[page_of(article.url)].append(article)

    def last(self, url: str) -> Original | None:
        """What the document at an address was when it came in last; None where it did not, or is gone."""
        return self._fetched.get(_place(url))

    def made_from(self, raw: bytes, url: str | None) -> str | None:
        """Place of the source that was made from these very bytes, from this address; None where none was.

        Whatever its maker has changed in it since is meant.
        """
        known = self._originals.get(hashlib.sha256(raw).hexdigest(), ())
        return next((o.article for o in known if url is None or url in (o.asked, o.url)), None)

    def same(self, article: Article) -> Article | None:
        """One with the same words at the same address; where an address is not known, of the same outlet."""
        return next((a for a in self._by_text.get(_text_of(article), ()) if _adds_nothing(article, a)), None)

    def earlier(self, article: Article) -> Article | None:
        """The last of those of which it is another version: what its address had before."""
        if not article.url or not words_of(article.text):
            return None
        found = self._by_page.get(page_of(article.url), [])
        here = [a for a in found if _place(a.url or "") == _place(article.url)]
        if not here and found:
            new = with_sentences(article)
            here = [a for a in found if are_versions(with_sentences(a), new)]
        return max(here, key=lambda a: a.retrieved or _LONG_AGO, default=None)

    def relations(self, new: Iterable[Article]) -> Mapping[str, Relation]:
        """Id of each new article that is a copy or a version of one that came before → which, and of what."""
        ids = {a.id for a in new}
        if not ids:
            return {}
        articles = [with_sentences(a) for a in self.articles]
        origins = find_origins(tuple(a.prose for a in articles))
        before: dict[str, list[Article]] = defaultdict(list)
        found: dict[str, Relation] = {}
        for article in articles:
            earlier = before[origins[article.id]]
            if article.id in ids and earlier:
                version = next((a for a in earlier if are_versions(a, article)), None)
                found[article.id] = ("version", version) if version else ("copy", earlier[0])
            earlier.append(article)
        return found


def with_sentences(article: Article) -> Article:
    """The article with its sentences, not parsed: what copies are found by."""
    return replace(article, sentences=split(article))


def _there(seeds: Path, follow_links: bool) -> tuple[Article, ...]:
    try:
        found = read_seeds(seeds, "", follow_links=follow_links, datelines="ignore").articles
    except SeedsError:  # nothing there that is read
        return ()
    return tuple(replace(a, path=a.path.removeprefix("/")) for a in found)


def _place(url: str) -> str:
    """An address without its fragment, which no server is told."""
    return urldefrag(url)[0]


def _text_of(article: Article) -> bytes:
    """By which the same words are known again."""
    return hashlib.sha256(" ".join(words_of(article.text)).encode("utf-8", "replace")).digest()


def _adds_nothing(new: Article, there: Article) -> bool:
    """Whether an article with the same words as one that is there says nothing more of where it is from."""
    if new.url and there.url:
        return page_of(new.url) == page_of(there.url)
    if new.url:
        return False
    return new.publisher is None or new.publisher.casefold() == (there.publisher or "").casefold()
