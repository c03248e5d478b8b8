"""How far a clause reaches, what it is about, and the days and conditions that it names."""

from __future__ import annotations

import calendar
from collections.abc import Iterable

from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.claims.voice import Voice

_LIMITS = frozenset({"until", "till", "before"})
_CALENDAR = frozenset(month.lower() for month in [*calendar.month_name[1:], *calendar.day_name]) | {
    "yesterday", "today", "tomorrow",
}  # fmt: skip


class Extent(Voice):
    """Spans, topics, times, conditions of a sentence's clauses."""

    def _extent(self, i: int) -> tuple[int, int]:
        """The clause without what introduces it and without the clauses that hang beside it."""
        skip = {
            c
            for c in self.children[i]
            if self.tokens[c].rel in {"mark", "cc", "punct"} or self._is_beside(i, c)
        }
        inside = sorted({i} | {j for c in self.children[i] if c not in skip for j in self.s.subtree(c)})
        first = next((j for j in inside if self.tokens[j].pos not in {"PUNCT", "CCONJ"}), i)
        return self.tokens[first].start, self.tokens[inside[-1]].end

    def _is_beside(self, i: int, c: int) -> bool:
        token = self.tokens[c]
        if token.rel in {"conj", "parataxis"} and token.pos in {"VERB", "AUX"}:
            return True
        if token.rel == "advcl" and c < i and self._child(c, {"mark"}) is not None:
            return True  # “While he agreed …, he did not commit”
        return token.rel == "ccomp" and c < i  # “…,” he said: the words that he said

    def _topic(self, i: int, inside: Iterable[int]) -> frozenset[str]:
        weak = words_of("generic") | words_of("light")
        out = set()
        for j in inside:
            token = self.tokens[j]
            if j != i and token.pos in {"NOUN", "PROPN", "ADJ", "VERB"}:
                name = self.reader.name(j)
                if name not in weak and len(name) > 1:
                    out.add(name)
        return frozenset(out)

    def _times(self, i: int) -> frozenset[str]:
        out = set()
        for j in self.s.subtree(i):
            low = self.tokens[j].text.lower()
            if self.tokens[self.tokens[j].head].text.lower() in _LIMITS:
                continue  # “closed until Monday”: they are closed before
            if (low in _CALENDAR and (low != "may" or self.tokens[j].pos == "PROPN")) or (
                low.isdigit() and len(low) == 4 and low[:2] in {"18", "19", "20"}
            ):
                out.add(low)
        return frozenset(out)
