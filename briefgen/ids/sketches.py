"""Sentences as they are kept from build to build: not their words, but enough to know them again.

A sentence is a mark of four characters, by which it is known while its words stay. One on which a finding
rests has behind the mark a letter for each of its words as well: where a few of them are others, it is the
same sentence, mended. So no text is kept that the pages may not show.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import Levenshtein

from briefgen.model import Article, Sentence

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MARK = 4
_WORD = re.compile(r"\w+")
_LEAST = 4
"""So many words a sentence must have to be known again with one of them mended."""
_MENDED = 5
"""One word in so many may be another, but one at least."""


def sketch(sentence: Sentence, *, words: bool) -> str:
    """The mark of a sentence; with the letters of its words, `mark:letters`."""
    return _sketch(sentence.text, words)


@lru_cache(maxsize=1 << 16)
def _sketch(text: str, words: bool) -> str:
    said = [w.lower() for w in _WORD.findall(text)]
    mark = _letters(" ".join(said), _MARK)
    return f"{mark}:{''.join(_letters(w, 1) for w in said)}" if words else mark


def word_range(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Numbers of the first word of a sentence that begins within these offsets, and of the one after them."""
    starts = _starts(sentence.text)
    first = bisect_left(starts, start - sentence.start)
    return first, max(first + 1, bisect_left(starts, end - sentence.start))


@lru_cache(maxsize=1 << 16)  # several findings stand in one sentence, and each is looked up twice a build
def _starts(text: str) -> tuple[int, ...]:
    return tuple(m.start() for m in _WORD.finditer(text))


def same_sources(then: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Id of each source then → its id now: it has most of its sentences, and no other has as many.

    Of two with the same text that has it which is called as before. Where nothing of a source is left in any,
    it is the one of its name.
    """
    having: dict[str, dict[str, int]] = {}
    for name, sketches in now.items():
        for mark, times in _marks(sketches).items():
            having.setdefault(mark, {})[name] = times
    best: dict[str, list[tuple[int, bool, str]]] = {}
    for old, sketches in then.items():
        shared: Counter[str] = Counter()
        for mark, times in _marks(sketches).items():
            for name, theirs in having.get(mark, {}).items():
                shared[name] += min(times, theirs)
        best[old] = [(n, old == i, i) for i, n in shared.items() if 2 * n > len(sketches) or old == i]
    found = {old: new for old, ways in best.items() if (new := _first(ways))}
    wanted = Counter(found.values())
    found = {old: new for old, new in found.items() if wanted[new] == 1 or old == new}
    taken = set(found.values())
    return found | {i: i for i in then if i not in found and i in now and i not in taken}


def same_sentences(then: Sequence[str], now: Sequence[str], article: Article) -> dict[int, int]:
    """Number of each sentence of a source then → its number now, where it still stands or was mended.

    `now` are the sketches of the article's sentences.
    """
    old, new = [s[:_MARK] for s in then], [s[:_MARK] for s in now]
    if old == new:
        return {n: n for n in range(len(old))}
    found: dict[int, int] = {}
    for block in SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks():
        found |= {block.a + n: block.b + n for n in range(block.size)}
    left = [n for n in range(len(old)) if n not in found]
    free = sorted(set(range(len(new))) - set(found.values()))
    moved = _paired([(i, j) for i, j in product(left, free) if old[i] == new[j]])
    left, free = [i for i in left if i not in moved], [j for j in free if j not in set(moved.values())]
    letters = {j: sketch(article.sentences[j], words=True)[_MARK + 1 :] for j in free}
    mended = [(i, j) for i, j in product(left, free) if _is_mended(then[i][_MARK + 1 :], letters[j])]
    return found | moved | _paired(mended)


def carried(then: str, now: str, words: tuple[int, int]) -> tuple[int, int]:
    """Where these words of a sentence stand once it was mended, given the letters of its words."""
    same = next(
        (n for n, (a, b) in enumerate(zip(then, now, strict=False)) if a != b), min(len(then), len(now))
    )
    more = len(now) - len(then)
    start, end = (n if n <= same else max(same, n + more) for n in words)
    return start, max(end, start + 1)


def _is_mended(then: str, now: str) -> bool:
    if min(len(then), len(now)) < _LEAST:
        return False
    most = max(1, min(len(then), len(now)) // _MENDED)
    return Levenshtein.distance(then, now, score_cutoff=most) <= most


def _paired(ways: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The pairs of which neither has another."""
    ways = list(ways)
    left, right = Counter(i for i, _ in ways), Counter(j for _, j in ways)
    return {i: j for i, j in ways if left[i] == right[j] == 1}


def _first(ways: list[tuple[int, bool, str]]) -> str | None:
    """The best way, if it is the only one."""
    ways = sorted(ways, reverse=True)
    return ways[0][2] if ways and (len(ways) == 1 or ways[0][:2] != ways[1][:2]) else None


def _marks(sketches: Sequence[str]) -> Counter[str]:
    return Counter(s[:_MARK] for s in sketches)


@lru_cache(maxsize=1 << 16)
def _letters(text: str, many: int) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return "".join(_LETTERS[byte % 64] for byte in digest[:many])
