"""Prose in capitals, as agencies once sent it: what the parser is to read in its place.

A parser that learned from mixed case takes half of such words for names. It is given small letters, and
capitals where the same article has a name elsewhere; what it takes for names then has its capitals back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from briefgen.model import Sentence, Token

_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST = 5
"""Words from which a sentence in capitals is prose, and no cry within it."""
_NAMES = frozenset({"NNP", "NNPS"})


def in_capitals(sentence: Sentence) -> bool:
    """Whether the sentence is prose that is set in capitals."""
    if sentence.heading or sentence.text[:12].upper() != sentence.text[:12]:
        return False
    words = _WORD.findall(sentence.text)
    return len(words) >= _LEAST and sum(w.isupper() for w in words) >= 0.9 * len(words)


def names(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Words that sentences in mixed case begin with a capital within."""
    return frozenset(
        w
        for s in sentences
        if not (s.furniture or in_capitals(s))
        for w in _WORD.findall(s.text)[1:]
        if w.istitle()
    )


def people(read: Iterable[tuple[str, str, str]]) -> frozenset[str]:
    """Names of people among words with their tags and entities, as a first reading in small letters has them.

    No word that it elsewhere takes for something else than a noun (`will`, `may`).
    """
    named: set[str] = set()
    other: set[str] = set()
    for word, tag, entity in read:
        if not tag.startswith("NN"):
            other.add(word.lower())
        elif entity == "PERSON" and tag in _NAMES and len(word) > 2:
            named.add(word.lower())
    return frozenset(w.title() for w in named - other)


def readable(text: str, known: frozenset[str]) -> str:
    """The same text in small letters, known names with their capital; not a character more or less."""
    low = _WORD.sub(lambda m: m.group().title() if m.group().title() in known else m.group().lower(), text)
    if len(low) != len(text):  # letters whose small form is longer
        return text
    first = re.search(r"[^\W\d_]", low)
    return low[: first.start()] + low[first.start()].upper() + low[first.end() :] if first else low


def with_capitals(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The words with a capital where the parser takes them for names."""
    return tuple(
        replace(t, text=t.text.title()) if t.tag in _NAMES and t.text.islower() else t for t in tokens
    )
