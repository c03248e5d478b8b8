"""Wording: the same words of a speaker, quoted differently.

Two quotations that share nearly all of their words, in order, are one utterance; a cut at either end,
case, spelling of
numbers and punctuation are the outlet's own and no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.fuzz import ratio

from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.model import Article

_QUOTED = re.compile(r"[“\"]([^“”\"]{12,}?)[”\"]")
_LEAST = 6
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10",
}  # fmt: skip
_SAME = {"no": "number", "per": "percent", "cent": "", "%": "percent", "u": "us", "s": ""} | {
    "re": "are", "m": "am", "ll": "will", "ve": "have", "gonna": "going", "don": "do", "t": "not",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words in quotation marks."""

    source: str
    start: int
    end: int
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Quotations of different sources that are one utterance with a word changed."""
    found = [q for a in so_far.analysis.articles for q in quotes(a)]
    return tuple(_differences(so_far, found))


def _differences(so_far: SoFar, quotes: list[Quote]) -> Iterator[Disagreement]:
    seen: set[frozenset[tuple[str, ...]]] = set()
    for i, a in enumerate(quotes):
        for b in quotes[i + 1 :]:
            if a.source == b.source or frozenset((a.words, b.words)) in seen:
                continue
            found = _changed(a, b)
            if found is None:
                continue
            seen.add(frozenset((a.words, b.words)))
            item = disagreement(
                so_far,
                (
                    Passage(source=a.source, start=a.start, end=a.end, value="a", label=found[0]),
                    Passage(source=b.source, start=b.start, end=b.end, value="b", label=found[1]),
                ),
                kind="wording",
                title="Words of a quotation",
                rule="wording",
            )
            if item:
                yield item


def _changed(a: Quote, b: Quote) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The words that were changed for one another, where the rest is the same."""
    if a.words == b.words:
        return None
    matcher = SequenceMatcher(None, a.words, b.words, autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    same = sum(m.size for m in blocks)
    if same < _LEAST - 1 or len(blocks) < 2:
        return None
    spread = blocks[-1].a + blocks[-1].size - blocks[0].a, blocks[-1].b + blocks[-1].size - blocks[0].b
    if same < 0.8 * max(spread):
        return None
    for first, second in zip(blocks, blocks[1:], strict=False):
        mine, other = range(first.a + first.size, second.a), range(first.b + first.size, second.b)
        if (
            len(mine)
            and len(other)
            and not _spelling([a.words[k] for k in mine], [b.words[k] for k in other])
        ):
            return (a.places[mine[0]][0], a.places[mine[-1]][1]), (
                b.places[other[0]][0],
                b.places[other[-1]][1],
            )
    return None


def _spelling(mine: list[str], other: list[str]) -> bool:
    """Whether the words are one another's spelling or inflection."""
    return ratio("".join(mine), "".join(other)) >= 80


def quotes(article: Article, least: int = _LEAST) -> Iterator[Quote]:
    """The article's quotations of at least so many words."""
    for s in article.sentences:
        for m in _QUOTED.finditer(s.text):
            found = [(w.group(), w.start(), w.end()) for w in re.finditer(r"\w+|%", m.group(1))]
            plain = [(_plain(w), a, b) for w, a, b in found if _plain(w)]
            if len(plain) >= least:
                base = s.start + m.start(1)
                yield Quote(
                    source=article.id,
                    start=s.start + m.start(),
                    end=s.start + m.end(),
                    words=tuple(w for w, _, _ in plain),
                    places=tuple((base + a, base + b) for _, a, b in plain),
                )


def _plain(word: str) -> str:
    low = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
    return _SAME.get(low, _NUMBERS.get(low, low))
