"""Reads off each sentence what its numbers measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefgen.analysis.actors import Cast
from briefgen.analysis.claims import Claim
from briefgen.analysis.measures.amounts import Amounts
from briefgen.analysis.measures.records import Measure
from briefgen.analysis.measures.words import lasting_acts
from briefgen.analysis.quantities import Quantity, find_quantities
from briefgen.model import Article

_REACH = 4
"""So many sentences, its own among them, an act may be spoken of before `it lasted`."""


def find_measures(articles: Iterable[Article], cast: Cast, claims: Iterable[Claim]) -> tuple[Measure, ...]:
    """Every number of the articles of which it is clear what it measures, in order of the text."""
    by_sentence: dict[tuple[str, str], list[Claim]] = {}
    for c in claims:
        by_sentence.setdefault((c.source, c.sentence), []).append(c)
    found: list[Measure] = []
    for article in articles:
        for n, s in enumerate(article.sentences):
            quantities = find_quantities(s)
            if quantities:
                for m in _Measures(s, n, cast, by_sentence.get((s.source, s.id), [])).of(quantities):
                    found.append(
                        replace(m, thing=_act_before(article, n))
                        if m.kind == "lasting" and not m.thing
                        else m
                    )
    return tuple(m for m in found if m.kind == "population" or m.thing)


def _act_before(article: Article, n: int) -> str:
    """The kind of act that `the duration` or `it` stands for: the last one spoken of, here or just before."""
    for s in article.sentences[n : max(-1, n - _REACH) if n >= _REACH else None : -1]:
        acts = [
            lasting_acts()[t.lemma.lower()]
            for t in s.tokens
            if t.pos in {"NOUN", "VERB"} and t.lemma.lower() in lasting_acts()
        ]
        if acts:
            return acts[-1]
    return ""


class _Measures(Amounts):
    """One sentence."""

    def of(self, quantities: Sequence[Quantity]) -> Iterator[Measure]:
        """What each of them measures."""
        for q in quantities:
            first, last = self.s.token_at(q.number), self.s.token_at(q.number_end - 1)
            behind = self._behind(q.end)
            if first is None or last is None:
                continue
            m = self._read(q, first, behind)
            if m is not None:
                yield m

    def _read(self, q: Quantity, first: int, behind: int) -> Measure | None:
        if q.dimension == "count":
            return (
                self._toll(q, first, behind)
                or self._population(q, first, behind)
                or self._count(q, first, behind)
            )
        if q.dimension == "duration":
            return self._lasting(q, first, behind)
        if q.dimension == "magnitude":
            return self._magnitude(q, behind)
        if q.dimension == "age":
            return self._age(q, first, behind)
        if q.dimension == "vote":
            return self._made(q, "vote", "vote", None, [])
        return self._amount(q, first, behind)

    # -- tolls --
