"""Pairs of sentences of two reports that may answer one question: those that share the rarest words.

Each sentence meets only those that it shares a word with that few sentences have, and keeps a few of each
other article; the surest of all these go on. So their number grows with the number of sentences, not with
its square.
"""

from __future__ import annotations

import math
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
    vectors = _vectors([s for _, _, s in told])
    found: list[tuple[float, int, int]] = []
    for (i, j), likeness in _likenesses(vectors):
        a, b = told[i][0].id, told[j][0].id
        versions = replaced.get(a) == b or replaced.get(b) == a
        apart = origins.get(a, a) != origins.get(b, b) and not {a, b} & replaced.keys()
        if a != b and (versions or apart):
            heads = told[i][1] < HEAD and told[j][1] < HEAD
            found.append((likeness + _BOTH_HEADS * heads, i, j))
    found.sort(key=lambda x: (-x[0], x[1], x[2]))
    kept: list[Candidate] = []
    met: Counter[tuple[int, str]] = Counter()
    for likeness, i, j in found:
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


def _likenesses(vectors: Sequence[Mapping[str, float]]) -> Iterator[tuple[tuple[int, int], float]]:
    """The pairs that share a telling word which not everybody uses, and how alike they are."""
    having: dict[str, list[int]] = defaultdict(list)
    for i, vector in enumerate(vectors):
        for w in vector:
            having[w].append(i)
    for i, vector in enumerate(vectors):
        shared: defaultdict[int, float] = defaultdict(float)
        near: set[int] = set()
        for w in vector:
            if len(having[w]) <= _COMMON:
                near.update(j for j in having[w] if j > i)
        for w, x in vector.items():
            if len(having[w]) <= _COMMON:
                for j in having[w]:
                    if j > i:
                        shared[j] += x * vectors[j][w]
            else:
                for j in near:
                    if w in vectors[j]:
                        shared[j] += x * vectors[j][w]
        for j in sorted(shared):
            yield (i, j), shared[j]
