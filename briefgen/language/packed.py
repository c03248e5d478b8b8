"""A parsed article as bytes, and read again: for what is kept from build to build, or sent from elsewhere.

Columns of numbers behind a table of the strings, so that an article's words share them. What is read is
checked against the article: offsets, heads, the form of all of it; nothing in it is run.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from itertools import accumulate, chain
from typing import Any

from briefgen.model import Article, Sentence, Token

_STRINGS = ("text", "lemma", "pos", "tag", "rel", "entity")
_NUMBERS = ("start", "end", "head")
_COLUMNS = (*_STRINGS, *_NUMBERS, "entity_start")
_SET: dict[str, Callable[[Token, Any], None]] = {c: getattr(Token, c).__set__ for c in _COLUMNS}
# A token is immutable for all others; made by its slots, a million of them take half a second and not two.
_new = object.__new__


def pack(sentences: Sequence[Sentence]) -> bytes:
    """The sentences with their tokens, without the text, which their article has."""
    number: dict[str, int] = {}
    tokens = [t for s in sentences for t in s.tokens]
    columns = [array("i", (number.setdefault(getattr(t, c), len(number)) for t in tokens)) for c in _STRINGS]
    columns += [array("i", (getattr(t, c) for t in tokens)) for c in (*_NUMBERS, "entity_start")]
    rows = [
        [s.id, s.start, s.end, s.paragraph, s.heading, s.furniture, s.skipped, len(s.tokens)]
        for s in sentences
    ]
    head = json.dumps([rows, list(number), _mark(s.text for s in sentences)], separators=(",", ":")).encode()
    for column in columns if sys.byteorder == "big" else ():
        column.byteswap()
    return len(head).to_bytes(4, "little") + head + b"".join(c.tobytes() for c in columns)


def unpack(article: Article, packed: bytes) -> tuple[Sentence, ...]:
    """The sentences of this article.

    Raises ValueError where they are not those of such a text.
    """
    try:
        rows, strings, mark, columns = _parts(packed)
        found = _sentences(article, rows, _tokens(article, rows, strings, columns))
        if _mark(s.text for s in found) != mark:
            raise ValueError("sentences of another text")
        return found
    except (LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"no parsed article: {error}") from None


def _mark(texts: Iterable[str]) -> str:
    """What stands for the words of the sentences."""
    return blake2b("\n".join(texts).encode(errors="surrogatepass"), digest_size=8).hexdigest()


def _parts(packed: bytes) -> tuple[list[Any], list[str], str, list[array[int]]]:
    ends = 4 + int.from_bytes(packed[:4], "little")
    rows, strings, mark = json.loads(packed[4:ends])
    if not all(isinstance(s, str) for s in strings):
        raise ValueError("a word that is none")
    total = sum(row[7] for row in rows)
    size = total * array("i").itemsize
    if len(packed) != ends + size * len(_COLUMNS):
        raise ValueError("another number of words")
    columns = []
    for n in range(len(_COLUMNS)):
        column = array("i")
        column.frombytes(packed[ends + n * size : ends + (n + 1) * size])
        if sys.byteorder == "big":
            column.byteswap()
        columns.append(column)
    return rows, strings, mark, columns


def _tokens(article: Article, rows: list[Any], strings: list[str], columns: list[array[int]]) -> list[Token]:
    texts = dict(zip(_COLUMNS, columns, strict=True))
    start, end, head = (texts[c] for c in _NUMBERS)
    if not start:
        return []
    worded = [texts[c] for c in _STRINGS]
    within = min(start) >= 0 and max(end) <= len(article.text) and all(map(int.__le__, start, end))
    if not within or min(map(min, worded)) < 0 or max(map(max, worded)) >= len(strings):
        raise ValueError("words that stand elsewhere")
    lengths = [row[7] for row in rows]
    most = chain.from_iterable([n] * n for n in lengths)
    if min(head) < 0 or not all(map(int.__lt__, head, most)):
        raise ValueError("a word that depends on none")
    tokens = [_new(Token) for _ in start]
    for c in _STRINGS:
        deque(map(_SET[c], tokens, map(strings.__getitem__, texts[c])), maxlen=0)
    for c in _NUMBERS:
        deque(map(_SET[c], tokens, texts[c]), maxlen=0)
    deque(map(_SET["entity_start"], tokens, map(bool, texts["entity_start"])), maxlen=0)
    return tokens


def _sentences(article: Article, rows: list[Any], tokens: list[Token]) -> tuple[Sentence, ...]:
    found = []
    stops = accumulate(row[7] for row in rows)
    for (name, start, end, paragraph, heading, furniture, skipped, number), stop in zip(
        rows, stops, strict=True
    ):
        numbers = (start, end, paragraph, number, *chain.from_iterable(skipped))
        if not all(type(n) is int and n >= 0 for n in numbers) or not start <= end <= len(article.text):
            raise ValueError("a sentence that stands elsewhere")
        if not isinstance(name, str) or not isinstance(heading, bool) or not isinstance(furniture, str):
            raise ValueError("a sentence that is none")
        found.append(
            Sentence(
                source=article.id, id=name, start=start, end=end, text=article.text[start:end],
                paragraph=paragraph, heading=heading, furniture=furniture,
                skipped=tuple((a, b) for a, b in skipped), tokens=tuple(tokens[stop - number : stop]),
            )
        )  # fmt: skip
    return tuple(found)
