"""What trafilatura takes for the text of a page, as runs of words that a block can be looked up in."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from briefgen.readers.formats.extracted import extra
from briefgen.readers.formats.page.likeness import key

Runs = frozenset[tuple[str, ...]]
_MOST_WORDS = 60_000
"""A longer text is not looked through: trafilatura's work grows faster than the text."""
_MOST_TAGS = 40_000
_NGRAM = 4


def seen(region: Any, words: int) -> Runs:
    """The runs of words in what trafilatura takes for the text of an element that has so many words."""
    with extra("web"):
        import trafilatura
        from lxml import html
    if words > _MOST_WORDS or sum(1 for _ in region.iter()) > _MOST_TAGS:
        return frozenset()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page = html.Element("html")
    body = html.Element("body")
    page.append(body)
    body.append(deepcopy(region))
    if body[0].tag == "body":
        body[0].tag = "div"
    body[0].tail = None
    found: Any = trafilatura.bare_extraction(page, include_comments=False, include_tables=True)
    if found is None:
        return frozenset()
    return frozenset(
        gram for x in found.body.iter() for text in (x.text, x.tail) if text for gram in _grams(_words(text))
    ) | frozenset(gram for x in found.body for gram in _grams(_words("".join(x.itertext()))))


def _words(text: str) -> list[str]:
    return key(text).split()


def _grams(words: list[str]) -> Iterable[tuple[str, ...]]:
    for n in range(1, _NGRAM):
        if len(words) == n:
            yield tuple(words)
    yield from zip(*(words[i:] for i in range(_NGRAM)), strict=False)


def is_seen(text: str, runs: Runs) -> bool:
    """Whether trafilatura has most of it."""
    grams = list(_grams(_words(text)))
    return bool(grams) and sum(1 for gram in grams if gram in runs) >= len(grams) / 2
