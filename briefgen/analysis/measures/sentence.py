"""The nouns, clauses and words around a number of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.analysis.actors import Cast
from briefgen.analysis.claims import Claim
from briefgen.analysis.claims.phrases import Reader, thing_names
from briefgen.analysis.dates import WEEKDAYS
from briefgen.analysis.measures.words import befallen
from briefgen.analysis.quantities import Quantity
from briefgen.model import Sentence

NOMINAL = frozenset({"NOUN", "PROPN"})


class Surroundings:
    """One sentence, around its numbers."""

    def __init__(self, s: Sentence, cast: Cast, claims: Sequence[Claim]) -> None:
        self.s = s
        self.tokens = s.tokens
        self.reader = Reader(s, cast)
        self.claims = claims
        self.parts: frozenset[int] = frozenset()
        """Where the numbers begin that count a part of what the next one counts: `17 of the 25`."""

    def _behind(self, offset: int) -> int:
        """Index of the first token behind an offset."""
        return next((i for i, t in enumerate(self.tokens) if t.start >= offset), len(self.tokens))

    def _noun_run(self, k: int) -> list[int]:
        """Indices of adjectives and nouns from token k to the noun that ends them; none where none does."""
        out: list[int] = []
        while k < len(self.tokens) and len(out) < 6:
            token = self.tokens[k]
            low = token.text.lower()
            timed = token.entity in {"DATE", "TIME"} and (token.pos == "NOUN" or low in WEEKDAYS)
            if (timed and out) or (out and not self._joins(out[-1], k)):
                break
            describes = token.pos == "ADJ" or (
                token.tag in {"VBN", "VBG"} and token.rel in {"amod", "compound"}
            )
            joins = (
                low in {"-", "and", "or"}
                and out
                and k + 1 < len(self.tokens)
                and self.tokens[k + 1].rel == "conj"
                and token.rel in {"cc", "punct"}
                and self.tokens[out[-1]].pos == "ADJ"
            )
            if low in befallen() and (out or self.s.heading or token.rel not in {"amod", "compound"}):
                break
            if (
                token.pos in NOMINAL
                or describes
                or joins
                or (low in {"of", "the"} and not out and low == "the")
            ):
                out.append(k)
                k += 1
                continue
            break
        while out and self.tokens[out[-1]].pos not in NOMINAL:
            out.pop()
        return out

    def _joins(self, i: int, k: int) -> bool:
        """Whether nothing but a space or a hyphen stands between two tokens."""
        a, b = self.tokens[i].end - self.s.start, self.tokens[k].start - self.s.start
        return self.s.text[a:b] in {"", " ", "-"}

    def _index_before(self, offset: int) -> int | None:
        return next((i for i in range(len(self.tokens) - 1, -1, -1) if self.tokens[i].end <= offset), None)

    def _lemma(self, i: int) -> str:
        return self._lemma_of(self.tokens[i].lemma)

    def _lemma_of(self, lemma: str) -> str:
        low = lemma.lower()
        return low[:-1] if lemma[:1].isupper() and low.endswith("s") and not low.endswith("ss") else low

    def _class(self, i: int) -> str:
        lemma = self._lemma(i)
        return thing_names().get(lemma, lemma)

    def _clause(self, q: Quantity) -> Claim | None:
        inside = [c for c in self.claims if not c.nominal and c.start <= q.number and q.number_end <= c.end]
        return min(inside, key=lambda c: (c.end - c.start, c.start), default=None)
