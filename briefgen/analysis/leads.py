"""Whether two articles tell one event: by what stands at their heads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from briefgen.analysis.claims.phrases import states, words_of
from briefgen.model import Article

_LEAD = 4
"""So many sentences at the head of an article tell its event."""
_ALIKE = 2
"""More telling words than these in both heads: the articles tell one event."""
_KNOWN = 6
"""The same of names anywhere in both, where a head tells a scene first."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})


class Leads:
    """The heads of the articles of a briefing."""

    def __init__(self, articles: Sequence[Article], origins: Mapping[str, str]) -> None:
        """`origins`: source id → id of the source whose text it shares."""
        self.articles = articles
        self.origins = origins

    def linked(self, a: str, b: str) -> bool:
        """Whether two sources tell one event."""
        if a == b:
            return True
        if self._far(a, b):
            return False
        names = bool(self.words[a] & self.words[b]) and len(self.names[a] & self.names[b]) > _KNOWN
        return names or self.alike(a, b)

    def alike(self, a: str, b: str) -> bool:
        """Whether the heads of two sources share telling words enough by themselves."""
        return len(self.words[a] & self.words[b]) > _ALIKE

    def knows(self, source: str, actors: Iterable[str]) -> bool:
        """Whether the source has every word of the names of these actors (`@tarn-front`)."""
        return all(set(a.removeprefix("@").split("-")) <= self.names[source] for a in actors)

    def known(self, source: str) -> frozenset[str]:
        """Words of every name in a source, and the words for the countries that it names."""
        return self.names[source] | self._known_countries[source]

    @cached_property
    def _known_countries(self) -> Mapping[str, frozenset[str]]:
        words: dict[str, set[str]] = {}
        for word, country in states().items():
            words.setdefault(country, set()).add(word)
        return {
            a.id: frozenset(
                w for c in self._countries[a.id] for name in words.get(c, ()) for w in name.split()
            )
            for a in self.articles
        }

    def _far(self, a: str, b: str) -> bool:
        """Whether both heads name places, and neither article knows one of the other's."""
        mine, other = self._places[a], self._places[b]
        known = mine & (other | self._countries[b] | self.names[b]) or other & (
            self._countries[a] | self.names[a]
        )
        return bool(mine and other) and not known

    @cached_property
    def _countries(self) -> Mapping[str, frozenset[str]]:
        """Every country that an article names, by itself, its people or its capital."""
        return {
            a.id: frozenset(
                states()[low] for s in a.sentences for t in s.tokens if (low := t.text.lower()) in states()
            )
            for a in self.articles
        }

    @cached_property
    def _places(self) -> Mapping[str, frozenset[str]]:
        """Names of places at the head of each article, word by word in lower case; a country by its id."""
        return {
            a.id: frozenset(
                states().get(t.text.lower(), t.text.lower())
                for s in a.sentences[: self.ends[a.id]]
                for t in s.tokens
                if t.entity in _PLACES and t.pos == "PROPN"
            )
            for a in self.articles
        }

    def apart(self, a: str, b: str) -> bool:
        """Whether two sources tell one event, each in a text of its own."""
        return self.origins.get(a, a) != self.origins.get(b, b) and self.linked(a, b)

    @cached_property
    def ends(self) -> Mapping[str, int]:
        """Number of the sentence that ends the head of each article; headlines don't count."""
        out = {}
        for a in self.articles:
            told = [i for i, s in enumerate(a.sentences) if not s.heading]
            out[a.id] = told[_LEAD] if len(told) > _LEAD else len(a.sentences)
        return out

    @cached_property
    def stops(self) -> Mapping[str, int]:
        """Code points at which the head of each article ends."""
        return {a.id: a.sentences[self.ends[a.id] - 1].end if self.ends[a.id] else 0 for a in self.articles}

    def leads_with(self, source: str, at: int) -> bool:
        """Whether what begins at this code point of a source stands at the head of its article."""
        return at < self.stops[source]

    @cached_property
    def starts(self) -> Mapping[str, int]:
        """Number of the sentence in which each article tells its event first: the one below the headline."""
        return {a.id: next((i for i, s in enumerate(a.sentences) if not s.heading), 0) for a in self.articles}

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        """Telling words at the head of each article."""
        weak = words_of("generic") | words_of("light")
        return {
            a.id: frozenset(
                t.lemma.lower()
                for s in a.sentences[: self.ends[a.id]]
                for t in s.tokens
                if t.pos in {"NOUN", "PROPN"} and len(t.text) > 2
            )
            - weak
            for a in self.articles
        }

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """Every name in each article, word by word in lower case."""
        return {
            a.id: frozenset(t.text.lower() for s in a.sentences for t in s.tokens if t.pos == "PROPN")
            for a in self.articles
        }
