"""What sentences tell, and whether other articles have it: their words one by one, by the names of classes;
the names; the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from briefgen.analysis.actors import Actor
from briefgen.analysis.claims.phrases import Reader, words_of
from briefgen.matching import Passage
from briefgen.matching.passages import Figure, Reports
from briefgen.model import Sentence

_COVERED = 0.34
"""A sentence that shares more of its telling words with one of another article tells nothing of its own."""
_NEW = 0.5
"""At least this share of its words, actors apart, occurs nowhere in the other articles."""


class Matter:
    """The telling words of the sentences of a briefing."""

    def __init__(self, reports: Reports) -> None:
        """Nothing is read before it is asked for."""
        self._reports = reports
        self._analysis = reports.analysis

    @cached_property
    def by_source(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """Source → sentence → its telling words and actors (which begin with @)."""
        return {
            a.id: {s.id: frozenset(self._telling(s)) for s in a.sentences} for a in self._analysis.articles
        }

    def of(self, sentence: Sentence) -> frozenset[str]:
        """The telling words and actors of a sentence."""
        return self.by_source[sentence.source][sentence.id]

    def is_apart(self, sentence: Sentence, sources: frozenset[str]) -> bool:
        """Whether no sentence of these sources shares much of it, and most of its words are in none."""
        own = self.of(sentence)
        others = [m for s in sources for m in self.by_source[s].values()]
        if any(len(own & other) > _COVERED * len(own) for other in others):
            return False
        words = [w for w in own if not w.startswith("@")]
        elsewhere = frozenset[str]().union(*(self._words[s] for s in sources))
        return sum(w not in elsewhere for w in words) >= _NEW * len(words)

    def is_unnamed(self, actor: Actor, sources: frozenset[str]) -> bool:
        """Whether none of these sources has the name of this person or institution, or its last word."""
        if actor.kind not in {"person", "organization"} or any(m.source in sources for m in actor.mentions):
            return False
        last = re.escape(actor.name.split()[-1].lower())
        return not any(re.search(rf"\b{last}\b", self._texts[s]) for s in sources)

    def is_unheard(self, p: Passage, f: Figure, sources: frozenset[str]) -> bool:
        """Whether none of these sources has the number, of whatever."""
        q = f.quantity
        if any(value == q.value for s in sources for _, value in self._reports.values[s]):
            return False
        written = re.escape(p.article.text[q.number : q.number_end].lower())
        return not any(re.search(rf"(?<![\w.,]){written}(?!\w|[.,]\d)", self._texts[s]) for s in sources)

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {a.id: a.text.lower() for a in self._analysis.articles}

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        return {s: frozenset[str]().union(*by.values()) for s, by in self.by_source.items()}

    def _telling(self, sentence: Sentence) -> Iterator[str]:
        reader = Reader(sentence, self._analysis.cast)
        weak = words_of("generic") | words_of("light")
        for i, token in enumerate(sentence.tokens):
            if token.pos in {"NOUN", "PROPN", "VERB", "ADJ"} or token.tag == "CD":
                name = reader.name(i)
                if name not in weak and len(name) > 1:
                    yield name


def telling_figures(p: Passage) -> Iterator[Figure]:
    """What the sentence counts or measures: no age, no time, nothing that only describes, no small number."""
    for f in p.figures:
        q = f.quantity
        describes = q.hyphen or p.article.text[q.number_end : q.number_end + 1] == "-"
        if f.vague or f.of_sources or describes or q.dimension in _NO_FIGURES or q.value <= _SMALL:
            continue
        if q.dimension != "count" or f.noun:
            yield f


_NO_FIGURES = frozenset({"age", "duration"})
_SMALL = 2
"""Numbers up to this are words like others."""
