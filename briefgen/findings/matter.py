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

COVERED = 0.34
"""A sentence that shares more of its telling words with one of another article tells nothing of its own."""
NEW = 0.5
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

    def is_apart(self, sentence: Sentence, source: str) -> bool:
        """Whether no sentence of this source shares much of it, and most of its words are not in it."""
        own = self.of(sentence)
        others = self.by_source[source].values()
        if any(len(own & other) > COVERED * len(own) for other in others):
            return False
        words = [w for w in own if not w.startswith("@")]
        elsewhere = frozenset[str]().union(*others)
        return sum(w not in elsewhere for w in words) >= NEW * len(words)

    def is_unnamed(self, actor: Actor, source: str) -> bool:
        """Whether this source has not the name of this person or institution, nor its last word."""
        if not is_named_by(actor) or any(m.source == source for m in actor.mentions):
            return False
        return not re.search(whole_word(actor.name.split()[-1].lower()), self._text(source))

    def is_unheard(self, p: Passage, f: Figure, source: str) -> bool:
        """Whether this source has not the number, of whatever."""
        q = f.quantity
        if any(value == q.value for _, value in self._reports.values[source]):
            return False
        written = p.article.text[q.number : q.number_end].lower()
        return not re.search(shows(written), self._text(source))

    def _text(self, source: str) -> str:
        return self._analysis.article[source].text.lower()

    def _telling(self, sentence: Sentence) -> Iterator[str]:
        reader = Reader(sentence, self._analysis.cast)
        weak = words_of("generic") | words_of("light")
        for i, token in enumerate(sentence.tokens):
            if token.pos in {"NOUN", "PROPN", "VERB", "ADJ"} or token.tag == "CD":
                name = reader.name(i)
                if name not in weak and len(name) > 1:
                    yield name


def is_named_by(actor: Actor) -> bool:
    """Whether it is told apart by its name."""
    return actor.kind in {"person", "organization"}


def whole_word(word: str) -> str:
    """What finds a word, not within another."""
    return rf"\b{re.escape(word)}\b"


def shows(written: str) -> str:
    """What finds a number as it is written, not within another: 3 is not in 30, nor in 3.5."""
    return rf"(?<![\w.,]){re.escape(written)}(?!\w|[.,]\d)"


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
