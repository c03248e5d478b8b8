"""How much a word tells: the rarer it is in news at large and in this pile, the more.

A pile alone does not know what is rare: in ten articles on one matter, every word that matters is common. So
its counts are taken together with those of news at large, `news_words.toml`: as if so many more articles lay
there.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

_BESIDE = 1_000
"""Articles at large that count beside those of the pile."""
_SELDOM = 0.001
"""Share of articles at large that have a word which the list does not have."""


def rarities(texts: Iterable[Iterable[str]]) -> Mapping[str, float]:
    """Each word of these texts → how much it tells. A text gives each of its words once."""
    having: Counter[str] = Counter()
    count = 0
    for words in texts:
        having.update(words)
        count += 1
    at_large, all_of_them = _at_large(), count + _BESIDE
    return {w: math.log(all_of_them / (n + _BESIDE * at_large.get(w, _SELDOM))) for w, n in having.items()}


@cache
def _at_large() -> Mapping[str, float]:
    """Word → share of news articles that have it."""
    listed = tomllib.loads((files(__package__) / "news_words.toml").read_text(encoding="utf-8"))["of_1000"]
    return {word: int(n) / 1000 for n, words in listed.items() for word in words.split()}


def is_common(word: str) -> bool:
    """Whether a third of all news has it."""
    return _at_large().get(word, 0) >= 1 / 3
