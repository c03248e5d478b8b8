"""Reads off each sentence what its numbers measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from briefgen.analysis.actors import Cast
from briefgen.analysis.claims import Claim
from briefgen.analysis.measures.amounts import Amounts
from briefgen.analysis.measures.records import Measure
from briefgen.analysis.measures.words import lasting_acts
from briefgen.analysis.quantities import Quantity, find_quantities
from briefgen.model import Article

_REACH = 4
"""So many sentences, its own among them, an act may be spoken of before `it lasted`."""
_WHOLE = 7
"""So many words at most stand between a part and its whole: `of the sunken ferry's five`."""


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
                for m in _Measures(s, cast, by_sentence.get((s.source, s.id), [])).of(quantities):
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
        """What each of them measures; of `17 of the 25 passengers` the 17 alone, and the 25 where they are
        said to be aboard.
        """
        wholes = self._wholes(quantities)
        counted = {id(whole): part for part, whole in wholes}
        of_part = {id(part): whole for part, whole in wholes}
        self.parts = frozenset(part.number for part, _ in wholes)
        for q in quantities:
            first, last = self.s.token_at(q.number), self.s.token_at(q.number_end - 1)
            whole = of_part.get(id(q))
            behind = self._behind(q.end if whole is None else whole.end)
            if first is None or last is None:
                continue
            m = self._read_whole(q, behind) if id(q) in counted else self._read(q, first, behind)
            if m is not None:
                yield m

    def _wholes(self, quantities: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
        """Counts of a part and of the whole that it is of: `three of the ferry's five officers`."""
        return [
            (q, r)
            for q, r in pairwise(quantities)
            if q.dimension == r.dimension == "count" and self._is_of_whole(q, r)
        ]

    def _is_of_whole(self, q: Quantity, r: Quantity) -> bool:
        between = self.tokens[self._behind(q.end) : self._behind(r.start)]
        lows = [t.text.lower() for t in between]
        if lows[:1] == ["out"]:
            between, lows = between[1:], lows[1:]
        if lows[:1] != ["of"] or len(lows) > _WHOLE or q.low > r.high:
            return False
        owner = len(lows) > 1 and between[-1].tag in {"POS", "PRP$"}
        plain = all(t.pos in {"DET", "ADJ", "ADV"} or t.tag == "CD" for t in between[1:])
        return plain or owner

    def _read_whole(self, q: Quantity, behind: int) -> Measure | None:
        """`the 25 people aboard`: nothing else is told of the whole."""
        run = self._noun_run(behind)
        end = run[-1] + 1 if run else behind
        after = [t.text.lower() for t in self.tokens[end : end + 2]]
        if after[:1] != ["aboard"] and after != ["on", "board"]:
            return None
        return self._made(q, "toll", "aboard", run[-1] if run else None)

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
            return self._made(q, "vote", "vote", None)
        return self._amount(q, first, behind)

    # -- tolls --
