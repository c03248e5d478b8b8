"""What a sentence has that no article of another origin has: words, names, figures, looked up by index.

Asked for every sentence of a briefing, so that no question may walk through all articles: an index says where
a word stands, and only these places are looked at. What is found is what a walk through all would find.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from briefgen.analysis.actors import Actor
from briefgen.findings.matter import COVERED, NEW, Matter, is_named_by, shows, whole_word
from briefgen.matching import Passage
from briefgen.matching.passages import Figure, Reports
from briefgen.model import Sentence

_WORD = re.compile(r"\w+")
_What = TypeVar("_What", bound=Hashable)


class Apart:
    """The articles of a briefing by what they have, to be asked of those that are of another origin."""

    def __init__(self, reports: Reports, matter: Matter) -> None:
        """Nothing is read before it is asked for."""
        self._reports = reports
        self._analysis = reports.analysis
        self._matter = matter

    @cached_property
    def are_several(self) -> bool:
        """Whether there is more than one origin."""
        return len({self.origin(a.id) for a in self._analysis.articles}) > 1

    def origin(self, source: str) -> str:
        """Id of the source whose text this one shares; its own where it is independent."""
        return self._analysis.origins.get(source, source)

    def is_apart(self, sentence: Sentence) -> bool:
        """Whether no sentence of another origin shares much of it, and most of its words are in none."""
        own, home = self._matter.of(sentence), self.origin(sentence.source)
        words = [w for w in own if not w.startswith("@")]
        if sum(not self._is_elsewhere(w, home) for w in words) < NEW * len(words):
            return False
        # Who shares so many words has one of those that are left when so many of the commonest are not asked.
        asked = len(own) - int(COVERED * len(own))
        rarest = sorted(own, key=lambda w: (len(self._having.get(w, ())), w))[:asked]
        return not any(
            origin != home and len(own & other) > COVERED * len(own)
            for w in rarest
            if self._is_elsewhere(w, home)
            for origin, other in self._having[w]
        )

    def is_unnamed(self, actor: Actor, home: str) -> bool:
        """Whether nothing of another origin has the name of this person or institution, or its last word."""
        if not is_named_by(actor) or any(self.origin(m.source) != home for m in actor.mentions):
            return False
        last = actor.name.split()[-1].lower()
        return not self._stands(whole_word(last), last, home)

    def is_unheard(self, p: Passage, f: Figure) -> bool:
        """Whether nothing of another origin has the number, of whatever."""
        home, q = self.origin(p.article.id), f.quantity
        if _has_other(self._values.get(q.value, ()), home):
            return False
        written = p.article.text[q.number : q.number_end].lower()
        return not self._stands(shows(written), written, home)

    def sharing(self, actor: Actor, own: frozenset[str], home: str) -> int:
        """The most of these words that a sentence of another origin has which names the actor."""
        places = {(m.source, m.sentence) for m in actor.mentions if self.origin(m.source) != home}
        return max((len(own & self._matter.by_source[s][i]) for s, i in places), default=0)

    def _stands(self, pattern: str, written: str, home: str) -> bool:
        """Whether a text of another origin matches; `written`: words that each text that does so has."""
        having: list[Sequence[int]] = [self._texts.get(w, ()) for w in _WORD.findall(written)]
        near: Sequence[int] = min(having, key=len) if having else range(len(self._analysis.articles))
        found = re.compile(pattern)
        for at in near:
            article = self._analysis.articles[at]
            if self.origin(article.id) != home and found.search(article.text.lower()):
                return True
        return False

    def _is_elsewhere(self, word: str, home: str) -> bool:
        return _has_other(self._homes.get(word, ()), home)

    @cached_property
    def _having(self) -> Mapping[str, Sequence[tuple[str, frozenset[str]]]]:
        """Telling word or actor → the sentences with it: their origin and all that they tell."""
        found: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for source, told in self._matter.by_source.items():
            for words in told.values():
                entry = (self.origin(source), words)
                for w in words:
                    found.setdefault(w, []).append(entry)
        return found

    @cached_property
    def _homes(self) -> Mapping[str, Sequence[str]]:
        """Telling word → two of the origins that have it, or the only one."""
        return _two(
            (w, self.origin(source))
            for source, told in self._matter.by_source.items()
            for words in told.values()
            for w in words
        )

    @cached_property
    def _values(self) -> Mapping[float, Sequence[str]]:
        """Value of a figure → two of the origins that have it, or the only one."""
        return _two(
            (value, self.origin(source))
            for source, values in self._reports.values.items()
            for _, value in values
        )

    @cached_property
    def _texts(self) -> Mapping[str, Sequence[int]]:
        """Run of letters and digits, in lower case → places, among the articles, of those with it."""
        found: dict[str, list[int]] = {}
        for at, article in enumerate(self._analysis.articles):
            for word in set(_WORD.findall(article.text.lower())):
                found.setdefault(word, []).append(at)
        return found


def _two(told: Iterator[tuple[_What, str]]) -> dict[_What, tuple[str, ...]]:
    """The first two origins of each: whichever is asked for, another one is among them where there is any."""
    found: dict[_What, tuple[str, ...]] = {}
    for what, origin in told:
        known = found.get(what, ())
        if len(known) < 2 and origin not in known:
            found[what] = (*known, origin)
    return found


def _has_other(origins: Sequence[str], home: str) -> bool:
    return any(o != home for o in origins)
