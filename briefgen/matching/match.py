"""One place that decides whether two passages answer one question, and says why.

A sum of weights of observations (`features`), counted by `benchmarks/match_weights.py` on pairs of sentences
of real news that readers labelled. Where there is no reader, other weights count, for the observations alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefgen.analysis import Analysis
from briefgen.language.lexicon import per_language, table
from briefgen.matching.candidates import find_candidates
from briefgen.matching.features import clipped, observe
from briefgen.matching.passages import Passage, Reports
from briefgen.matching.reader import Reader
from briefgen.matching.word_pieces import MASK
from briefgen.model import Sentence

Span = tuple[int, int]
_MAY = 0.1
"""Likelihood from which two passages may answer one question."""
_SHARE = 1.1
"""Pairs that are read for each sentence: more find more and take longer."""
_LONGEST = 60
"""Words; of a longer sentence the reader reads so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two passages of independent reports, and how likely they answer one question."""

    a: Passage
    b: Passage
    observed: Mapping[str, float]
    same: float
    """Probability, 0 to 1, that they answer a common question."""

    def swapped(self) -> Match:
        """The same, the other passage first."""
        return Match(a=self.b, b=self.a, observed=self.observed, same=self.same)


class Matches:
    """The matches of a briefing."""

    def __init__(self, analysis: Analysis, reader: Reader | None = None) -> None:
        """Nothing is read before it is asked for. `reader`: None where there is none."""
        self.reports = Reports(analysis)
        self.reader = reader

    @cached_property
    def all(self) -> tuple[Match, ...]:
        """Every pair that was read, the likeliest first."""
        analysis = self.reports.analysis
        pairs = find_candidates(analysis.articles, analysis.origins, _SHARE, analysis.replaced)
        readings = self.reader.read([(_text(p.a), _text(p.b)) for p in pairs]) if self.reader else None
        weights = weighing("same", self.reader is not None)
        found = []
        for k, p in enumerate(pairs):
            a, b = self.reports.passage(p.a), self.reports.passage(p.b)
            observed = observe(a, b, p.likeness, readings[k] if readings else None)
            found.append(Match(a=a, b=b, observed=observed, same=likelihood(observed, weights)))
        return tuple(sorted(found, key=lambda m: -m.same))

    @cached_property
    def of(self) -> Mapping[tuple[str, str], Sequence[Match]]:
        """By source and sentence, its matches, that sentence, or the one that it copies, first in each."""
        found: dict[tuple[str, str], list[Match]] = {}
        origins = self.reports.analysis.origins
        for m in self.all:
            for x in (m, m.swapped()):
                own = x.a.sentence
                for s in self.reports.copies(own):
                    if origins.get(s.source, s.source) == origins.get(own.source, own.source):
                        found.setdefault((s.source, s.id), []).append(x)
        return found

    @cached_property
    def shared(self) -> Mapping[str, Mapping[str, int]]:
        """By source, how many pairs of sentences that may answer one question it has with each other."""
        found: dict[str, Counter[str]] = {a.id: Counter() for a in self.reports.analysis.articles}
        for m in self.all:
            if m.same >= _MAY:
                a, b = m.a.article.id, m.b.article.id
                found[a][b] += 1
                found[b][a] += 1
        return found

    def slots(self, pairs: Iterable[tuple[Passage, Span, Passage, Span]]) -> list[dict[str, float]]:
        """For each two values, given by their code points, what the reader says of the passages without them:
        whether both answer one question. Empty where there is no reader.
        """
        asked = [(_masked(a, x), _masked(b, y)) for a, x, b, y in pairs]
        if self.reader is None:
            return [{} for _ in asked]
        return [{"reader: one slot": clipped(r.slot) / 2} for r in self.reader.read(asked)]


def likelihood(observed: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability, rounded to three decimals, that the sum of the weights gives."""
    total = math.fsum(weights.get(name, 0.0) * value for name, value in observed.items())
    return round(1 / (1 + math.exp(-max(-50.0, min(50.0, total)))), 3)


@per_language
def weighing(question: str, with_reader: bool) -> Mapping[str, float]:
    """The weights for a question (`same`, `dispute`, `value`), with the reader's word or without."""
    return table("match_weights")[question if with_reader else f"{question} unread"]  # type: ignore[no-any-return]


def _text(sentence: Sentence) -> str:
    return " ".join(sentence.text.split()[:_LONGEST])


def _masked(p: Passage, value: Span) -> str:
    """The sentence without the value; of a longer one the words about it."""
    start, end = (at - p.sentence.start for at in value)
    words = f"{p.sentence.text[:start]}{MASK}{p.sentence.text[end:]}".split()
    at = next(i for i, w in enumerate(words) if MASK in w)
    first = max(0, min(at - _LONGEST // 2, len(words) - _LONGEST)) if at >= _LONGEST else 0
    return " ".join(words[first : first + _LONGEST])
