"""Sentences that two reports share: an agency's copy inside reports that are otherwise their own.

Texts that are copies as a whole are one origin (`copies`). Two that are not may still print the same three
sentences, word for word or cut: for these sentences they are one origin, and two for all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import LCSseq

from briefgen.analysis.copies import RUN, words_of
from briefgen.analysis.quoted import quoted_spans
from briefgen.model import Article, Sentence

Place = tuple[str, str]
"""Source and sentence."""
Words = tuple[str, ...]
_LEAST = 3
"""Sentences that two reports must share: one or two may be a statement that both were sent."""
_LEAST_WORDS = 8
"""Words outside quotation marks below which a sentence is like others by chance."""
_SHORTER, _LONGER = 0.85, 0.6
"""Share of the shorter and of the longer sentence's words, in their order, that the other has. In 141 events
(439 reports) two that are not copies share three such sentences five times, each time an agency's.
"""
_COMMON = 60
"""A run of words in more sentences than this leads to no pair, and a sentence in more articles: a phrase of
trade, or a notice.
"""


def find_reprints(articles: Sequence[Article], origins: Mapping[str, str]) -> tuple[frozenset[Place], ...]:
    """For each two reports of different origin that share sentences, the sentences, in both of them."""
    places: dict[Words, list[Place]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.id):
        for sentence, words in _own_words(article):
            places[words].append((article.id, sentence.id))
    found: dict[tuple[str, str], list[tuple[Place, Place]]] = defaultdict(list)
    few = [words for words, where in places.items() if len(where) <= _COMMON]
    for one, other in _alike(few):
        pairs = (
            combinations(places[one], 2)
            if one == other
            else ((p, q) for p in places[one] for q in places[other])
        )
        for p, q in pairs:
            if origins.get(p[0], p[0]) != origins.get(q[0], q[0]):
                first, second = sorted((p, q))
                found[first[0], second[0]].append((first, second))
    return tuple(
        frozenset(p for pair in pairs for p in pair)
        for _, pairs in sorted(found.items())
        if min(len({p[side] for p in pairs}) for side in (0, 1)) >= _LEAST
    )


def count_origins(
    places: Iterable[Place], origins: Mapping[str, str], shared: Iterable[frozenset[Place]]
) -> int:
    """How many independent origins these sentences have."""
    told = frozenset(places)
    group = {own: own for source, _ in told for own in (origins.get(source, source),)}
    for together in shared:
        ends = {source for source, _ in together}
        whole = {origins.get(source, source) for source in ends}
        # A copy of one of the two texts as a whole is the agency's in every sentence.
        near = {
            origins.get(p[0], p[0])
            for p in told
            if p in together or (p[0] not in ends and origins.get(p[0], p[0]) in whole)
        }
        joined = {group[own] for own in near}
        group = {own: min(joined) if g in joined else g for own, g in group.items()}
    return len(set(group.values()))


def _own_words(article: Article) -> Iterator[tuple[Sentence, Words]]:
    """The sentences with their words outside quotation marks, where they have enough."""
    quoted = sorted(quoted_spans(article))
    for s in article.sentences:
        if s.heading:
            continue
        at, parts = s.start, []
        for start, end in quoted:
            if start < s.end and end > s.start:
                parts.append(article.text[at : max(at, start)])
                at = max(at, end)
        words = words_of(" ".join([*parts, article.text[at : s.end]]))
        if len(words) >= _LEAST_WORDS:
            yield s, tuple(words)


def _alike(sentences: Sequence[Words]) -> Iterator[tuple[Words, Words]]:
    """Each sentence with itself, and the pairs of different sentences that are one but for a few words."""
    having: dict[Words, list[int]] = defaultdict(list)
    for n, words in enumerate(sentences):
        yield words, words
        for run in {words[i : i + RUN] for i in range(len(words) - RUN + 1)}:
            having[run].append(n)
    met = {pair for ns in having.values() if len(ns) <= _COMMON for pair in combinations(ns, 2)}
    bags = [frozenset(words) for words in sentences]
    for i, k in sorted(met):
        m, n = (i, k) if len(sentences[i]) <= len(sentences[k]) else (k, i)
        less, more = sentences[m], sentences[n]
        least = max(_SHORTER * len(less), _LONGER * len(more))
        # No more can be shared in order than is shared at all.
        shared = len(bags[m] & bags[n]) + len(less) - len(bags[m])
        if min(shared, len(less)) >= least and LCSseq.similarity(less, more) >= least:
            yield sentences[i], sentences[k]
