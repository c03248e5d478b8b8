"""Pairs of sentences of two reports that may answer one question: those that share the rarest words.

Each sentence meets only those that it shares a word with that few sentences have, and keeps a few of each
other article; the surest of all these go on. So their number grows with the number of sentences, not with
its square: no word leads a sentence to more than `_COMMON` others, at most `_WEIGHED` pairs a sentence are
kept in memory (the likeliest of all, where there are more than `_FEW`), and `share` pairs a sentence go on.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from briefgen.model import Article, Sentence

TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
"""Parts of speech that tell something."""
_LEAST = 2
"""Telling words that a sentence must have."""
_COMMON = 60
"""A word in more sentences than this leads to no pair; it counts where another has led to one."""
_EACH = 5
"""So many sentences of each other article a sentence keeps."""
_WEIGHED = 4
"""So many pairs a sentence, the likeliest of the briefing, are chosen from."""
_FEW = 50_000
"""Up to so many pairs all are."""
HEAD = 5
"""So many sentences, title included, are the head of an article."""
_BOTH_HEADS = 0.1
"""Added where both stand there: what an article opens with, the others tell as well."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two sentences of independent reports."""

    a: Sentence
    b: Sentence
    likeness: float
    """Cosine of their telling words, weighted by rarity in the briefing, a little more where both stand at
    the heads of their reports; 0 to 1.1.
    """


def find_candidates(
    articles: Sequence[Article],
    origins: Mapping[str, str],
    share: float,
    replaced: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Candidate, ...]:
    """At most `share` pairs a sentence, the likeliest first.

    `origins`: source id → id of the source whose text it shares: copies are no second report. `replaced`:
    source id → id of a later version of the same article: what that changed is asked after, and nothing else
    of the earlier one.
    """
    told = _told(articles, origins, replaced)
    found = _Likeliest(max(_FEW, _WEIGHED * len(told)))
    home = [origins.get(a.id, a.id) for a, _, _ in told]
    heads = [number < HEAD for _, number, _ in told]
    gone = [a.id in replaced for a, _, _ in told]
    for i, near in _likenesses(_vectors([s for _, _, s in told])):
        source, own, at_head = told[i][0].id, home[i], heads[i]
        for j, likeness in near.items():
            if gone[i] or gone[j]:
                other = told[j][0].id
                if replaced.get(source) != other and replaced.get(other) != source:
                    continue
            elif home[j] == own:
                continue
            found.add(likeness + _BOTH_HEADS if at_head and heads[j] else likeness, i, j)
    kept: list[Candidate] = []
    met: Counter[tuple[int, str]] = Counter()
    for likeness, i, j in found.sorted():
        if len(kept) >= share * len(told):
            break
        ends = (i, told[j][0].id), (j, told[i][0].id)
        if all(met[e] < _EACH for e in ends):
            met.update(ends)
            kept.append(Candidate(told[i][2], told[j][2], round(likeness, 4)))
    return tuple(kept)


def _told(
    articles: Sequence[Article], origins: Mapping[str, str], replaced: Mapping[str, str]
) -> list[tuple[Article, int, Sentence]]:
    """Each sentence with its article and its place there, by id of the article; copied ones once, where they
    stand still.
    """
    seen: set[tuple[str, str]] = set()
    told = []
    for a in sorted(articles, key=lambda a: (a.id in replaced, a.id)):
        for n, s in enumerate(a.sentences):
            key = (origins.get(a.id, a.id), s.text)
            if key not in seen:
                seen.add(key)
                told.append((a, n, s))
    return sorted(told, key=lambda x: (x[0].id, x[1]))


def _vectors(sentences: Sequence[Sentence]) -> list[dict[str, float]]:
    """For each sentence its telling words and what each weighs: together of length 1."""
    bags = [sorted({t.lemma.lower() for t in s.tokens if t.pos in TELLING}) for s in sentences]
    spread = Counter(w for bag in bags for w in bag)
    out = []
    for bag in bags:
        weights = {w: math.log((len(bags) + 1) / spread[w]) for w in bag}
        length = math.sqrt(sum(x * x for x in weights.values())) or 1.0
        out.append({w: x / length for w, x in weights.items()} if len(bag) >= _LEAST else {})
    return out


def _likenesses(vectors: Sequence[Mapping[str, float]]) -> Iterator[tuple[int, Mapping[int, float]]]:
    """Each sentence with those behind it that share a telling word which not everybody uses, and how alike
    they are.
    """
    spread = Counter(w for vector in vectors for w in vector)
    having: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for i in range(len(vectors) - 1, -1, -1):
        vector = vectors[i]
        shared: dict[int, float] = {}
        for w in vector:
            if spread[w] <= _COMMON:
                for j, _ in having[w]:
                    shared[j] = 0.0
        for w, x in vector.items():  # in one order, so that each sum is rounded alike
            if spread[w] <= _COMMON:
                for j, y in having[w]:
                    shared[j] += x * y
                having[w].append((i, x))
            else:
                for j in shared:
                    if y := vectors[j].get(w, 0.0):
                        shared[j] += x * y
        yield i, shared


class _Likeliest:
    """The likeliest of many pairs, a bounded number of them in memory."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._least = -math.inf
        """Likeness of the last one that is kept, where there are more."""
        self._likeness, self._i, self._j = array("d"), array("I"), array("I")

    def add(self, likeness: float, i: int, j: int) -> None:
        """One more pair."""
        if likeness < self._least:
            return
        self._likeness.append(likeness)
        self._i.append(i)
        self._j.append(j)
        if len(self._i) >= 2 * self._most:
            self._shorten()

    def sorted(self) -> Iterator[tuple[float, int, int]]:
        """The likeliest first; those that are as likely in order of the texts."""
        self._shorten()
        return zip(self._likeness, self._i, self._j, strict=True)

    def _shorten(self) -> None:
        pairs = sorted(zip((-x for x in self._likeness), self._i, self._j, strict=True))[: self._most]
        self._likeness = array("d", (-x for x, _, _ in pairs))
        self._i = array("I", (i for _, i, _ in pairs))
        self._j = array("I", (j for _, _, j in pairs))
        if len(pairs) == self._most:
            self._least = self._likeness[-1]
