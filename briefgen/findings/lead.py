"""What happened: one to three sentences of the sources themselves, with which a briefing opens.

The first is the one that most origins tell alike, that says most of what the heads of the articles have in
common, and that tells who, where and when without what stands before it. Others follow where they add to it:
the day, the place, what most heads tell besides. Where the sources can't be matched, a sentence of each one's
head stands instead, side by side.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from briefgen.analysis.leaning import leaning, matters
from briefgen.analysis.noun_groups import is_for_people
from briefgen.analysis.oddities import reads_like_english
from briefgen.findings.agreements.facts import goes_on, stands_alone, support
from briefgen.findings.kind import SoFar, finding_id
from briefgen.findings.positions import Position
from briefgen.matching import Passage
from briefgen.matching.candidates import TELLING
from briefgen.model import Article, Citation, Finding, Sentence

NAME = "lead"
TITLE = "What happened"

_HEAD = 3
"""So many sentences, besides titles, tell what an article is about."""
_NEAR = 8
"""So many may open the briefing."""
_SENTENCE, _BESIDE = "lead/sentence", "lead/side-by-side"
"""Rules: of the whole briefing, or of each source."""
_MOST, _MOST_WORDS = 3, 90
"""Sentences, and words of them all."""
_LONG = 40
"""Words from which on a sentence is hard to take in at a glance."""
_COMMON = 12
"""Words that a sentence can have of those that the heads share: all of what is common."""
_SHARED = 0.2
"""Share of the other origins that must tell the first sentence, or the sources stand side by side."""
_SIDE_BY_SIDE = 4
_TOLD = 0.6
"""Share of its telling words that others must have for it to be said that they tell the same."""
_ONE = 0.45
"""Likelihood from which two sentences tell the same."""
_ALIKE = 0.5
"""The same by the share of their telling words."""
_ENOUGH = (0.6, 0.9)
"""What a second and a third sentence must add, counted as in `_Told.gain`."""
_BARE, _PASSING, _MOST_HIDDEN = 0.4, 0.15, 1.2
"""What a word that hangs on what stands before takes off: as a rule; where the whole event is about it, or
the sentence says something besides; all of them together."""


@dataclass(frozen=True, kw_only=True)
class Lead(Finding):
    """A sentence that tells what happened: cited first, then those who tell the same."""

    fact: str | None = None
    """Id of the established fact that it tells."""
    origins: int = 0
    """How many independent origins those have who tell it; 0: as many as texts."""

    def as_json(self) -> dict[str, Any]:
        """Its record; not part of the contract."""
        return {"id": self.id, "citations": [c.as_json() for c in self.citations]}


@dataclass(frozen=True, kw_only=True)
class _Told:
    """A sentence that may open the briefing."""

    passage: Passage
    number: int
    """Its place among the sentences of its article, titles aside."""
    support: float
    """Share of the other origins that tell it, each by the likelihood of its best match."""
    hidden: float
    """How much of it hangs on what stands before it."""
    words: Mapping[str, float]
    """Those that the heads of several articles have, each with its share of what is common."""

    @property
    def place(self) -> tuple[str, str]:
        """Source and sentence."""
        return self.passage.sentence.source, self.passage.sentence.id

    @property
    def length(self) -> int:
        """Words."""
        return len(self.passage.sentence.text.split())

    @cached_property
    def tells(self) -> frozenset[str]:
        """Which of who, where and when it tells."""
        p = self.passage
        told = {"who": p.parties, "where": p.places, "when": p.days}
        return frozenset(what for what, found in told.items() if found)

    @cached_property
    def order(self) -> tuple[float, str, int]:
        """The one that best tells what happened first."""
        score = self.support + 0.5 * self.shared + self.gain({}, frozenset({"who", "where", "when"}))
        return -score, self.passage.sentence.source, self.number

    @cached_property
    def shared(self) -> float:
        """Share of its telling words that the heads of several articles have: not one source's alone."""
        return len(self.words) / max(1, len(self.passage.words))

    def gain(self, said: Mapping[str, float], missing: frozenset[str]) -> float:
        """What it adds to words that are said, and to what of who, where and when is not."""
        new = math.fsum(share for word, share in self.words.items() if word not in said)
        added = self.support + 2 * min(1.0, new) + 0.25 * len(self.tells & missing)
        return round(added - self.hidden - 0.12 * self.number - 0.04 * max(0, self.length - _LONG), 6)


def find(so_far: SoFar) -> tuple[Lead, ...]:
    """The sentences with which the briefing opens, in their order."""
    told = sorted(_candidates(so_far), key=lambda t: t.order)
    several = len(set(so_far.analysis.origins.values())) > 1
    if told and (told[0].support >= _SHARED or not several):
        return tuple(_lead(so_far, p, _SENTENCE) for p in _chosen(so_far, told))
    return tuple(_lead(so_far, p, _BESIDE) for p in _side_by_side(so_far, told))


def _candidates(so_far: SoFar) -> Iterator[_Told]:
    """The sentences at the heads of the articles that can stand alone."""
    articles, origins = so_far.analysis.articles, so_far.analysis.origins
    common, known = _common(articles, origins), matters(articles)
    whole = math.fsum(sorted(common.values(), reverse=True)[:_COMMON]) or 1.0
    others = max(1, len(set(origins.values())) - 1)
    gone = _given_up(so_far)
    replaced = so_far.analysis.replaced
    for a in (a for a in articles if a.id not in replaced and reads_like_english(a.text)):
        for number, s in enumerate(_told(a)[:_NEAR]):
            p = so_far.matches.reports.passage(s)
            if stands_alone(p) and (s.source, s.id) not in gone:
                yield _Told(
                    passage=p,
                    number=number,
                    support=_told_elsewhere(so_far, p) / others,
                    hidden=_hidden(s, known),
                    words={w: common[w] / whole for w in sorted(p.words) if w in common},
                )


def _given_up(so_far: SoFar) -> frozenset[tuple[str, str]]:
    """Source and sentence of what its holder no longer says, where that is told elsewhere."""
    held = (p for p in so_far.found.get("positions", ()) if isinstance(p, Position))
    return frozenset(
        (c.source, c.sentence)
        for p in held
        for c in p.citations
        if p.later and (p.later.said.source, p.later.said.sentence) != (c.source, c.sentence)
    )


def _told(article: Article) -> list[Sentence]:
    return [s for s in article.sentences if not s.heading]


def _common(articles: Sequence[Article], origins: Mapping[str, str]) -> Mapping[str, float]:
    """Word → share of the origins whose articles have it at their heads, and once more for their titles; what
    one origin alone has is left out.
    """
    said: dict[str, set[str]] = {}
    titled: dict[str, set[str]] = {}
    for a in articles:
        for s in _head(a):
            for t in (t for t in s.tokens if t.pos in TELLING):
                for by in (said, titled) if s.heading else (said,):
                    by.setdefault(t.lemma.lower(), set()).add(origins.get(a.id, a.id))
    every = len(set(origins.values()))
    return {w: (len(by) + len(titled.get(w, ()))) / every for w, by in said.items() if len(by) > 1}


def _head(article: Article) -> Iterator[Sentence]:
    told = 0
    for s in article.sentences:
        told += not s.heading
        if told > _HEAD:
            return
        yield s


def _told_elsewhere(so_far: SoFar, p: Passage) -> float:
    """Of how many other origins it is likely that they tell the same."""
    origins = so_far.analysis.origins
    told: dict[str, float] = {}
    for m in so_far.matches.of.get((p.sentence.source, p.sentence.id), ()):
        origin = origins.get(m.b.article.id, m.b.article.id)
        told[origin] = max(told.get(origin, 0.0), m.same)
    return math.fsum(told.values())


def _hidden(s: Sentence, known: frozenset[str]) -> float:
    leans = leaning(s, range(len(s.tokens)), (), known)
    words = math.fsum(_PASSING if x.known or x.deep else _BARE for x in leans)
    hanging = (_acts_unnamed(s), _does_it(s), _answers(s) or goes_on(s.text))
    return min(_MOST_HIDDEN, words + _BARE * sum(hanging))


def _acts_unnamed(s: Sentence) -> int:
    """How much is hidden where who acts is known and has no name: `the bridge was shut`, and more where it is
    somebody: `the president said`, `the 85-year-old bishop`.
    """
    for i, t in enumerate(s.tokens):
        if t.rel in {"nsubj", "nsubjpass"} and s.tokens[t.head].head == t.head:
            own = [s.tokens[c] for c in s.subtree(i)]
            if own[0].text.lower() == "the" and all(x.pos != "PROPN" for x in own):
                return 2 if t.pos != "NOUN" or is_for_people(t, t.lemma.lower()) else 1
    return 0


def _answers(s: Sentence) -> bool:
    """Whether it answers to what was said: `however`, `meanwhile`."""
    return any(t.text.lower() in _ANSWERS and t.rel == "advmod" for t in s.tokens)


_ANSWERS = frozenset({"however", "meanwhile", "instead", "moreover", "though"})


def _does_it(s: Sentence) -> bool:
    """Whether what is done is done to `it` or `them`: `voted to keep it`, `want it released`."""
    return any(
        t.text.lower() in {"it", "them"} and (t.rel == "dobj" or s.tokens[t.head].tag == "VBN")
        for t in s.tokens
    )


def _chosen(so_far: SoFar, told: Sequence[_Told]) -> list[Passage]:
    """The best sentence, and those that add to it."""
    chosen = [told[0]]
    said, missing = dict(told[0].words), frozenset({"where", "when"}) - told[0].tells
    while len(chosen) < _MOST:
        room = _MOST_WORDS - sum(t.length for t in chosen)
        left = [
            t
            for t in told
            if t.length <= room and t not in chosen and not _repeats(so_far, t, chosen, missing)
        ]
        best = min(left, key=lambda t: (-t.gain(said, missing), t.order), default=None)
        if best is None or best.gain(said, missing) < _ENOUGH[len(chosen) - 1]:
            break
        chosen.append(best)
        said |= best.words
        missing -= best.tells
    return [t.passage for t in chosen]


def _repeats(so_far: SoFar, t: _Told, chosen: Sequence[_Told], missing: frozenset[str]) -> bool:
    """Whether one of the chosen tells it too, and it brings neither the day nor the place that they lack."""
    if t.tells & missing:
        return False
    places = {x.place for x in chosen}
    matches = so_far.matches.of.get(t.place, ())
    if any((m.b.sentence.source, m.b.sentence.id) in places and m.same >= _ONE for m in matches):
        return True
    own = t.passage.words
    return any(len(own & x.passage.words) >= _ALIKE * len(own) for x in chosen)


def _side_by_side(so_far: SoFar, told: Sequence[_Told]) -> list[Passage]:
    """Of each origin the sentence of its head that best stands alone; else its first."""
    origins = so_far.analysis.origins
    best: dict[str, Passage] = {}
    for t in sorted(told, key=lambda t: (t.number >= _HEAD, t.hidden > _PASSING, t.number)):
        best.setdefault(origins.get(t.place[0], t.place[0]), t.passage)
    for a in so_far.analysis.articles:
        if a.id in so_far.analysis.replaced or not reads_like_english(a.text):
            continue
        for s in _told(a)[:1]:
            best.setdefault(origins.get(a.id, a.id), so_far.matches.reports.passage(s))
    place = {a.id: n for n, a in enumerate(so_far.analysis.articles)}
    return sorted(best.values(), key=lambda p: place[p.article.id])[:_SIDE_BY_SIDE]


def _lead(so_far: SoFar, p: Passage, rule: str) -> Lead:
    s = p.sentence
    own = so_far.whole(s)
    fact, others = _fact(so_far, p)
    title = " ".join(own.quote.split())
    told = (own, *others)
    origins = so_far.analysis.independent((c.source, c.sentence) for c in told)
    return Lead(id=finding_id(title, own), title=title, fact=fact, origins=origins, citations=told, rule=rule)


def _fact(so_far: SoFar, p: Passage) -> tuple[str | None, tuple[Citation, ...]]:
    """The established fact that the sentence tells, and those of its passages that tell what it says."""
    place = (p.sentence.source, p.sentence.id)
    same = {
        (m.b.sentence.source, m.b.sentence.id): m.b
        for m in so_far.matches.of.get(place, ())
        if m.same >= _ONE
    }
    for f in so_far.found.get("agreements", ()):
        places = [(c.source, c.sentence) for c in f.citations]
        if place in places:
            others = [(c, same[x]) for c, x in zip(f.citations, places, strict=True) if x in same]
            told = others if support(p, [q for _, q in others]) >= _TOLD else []
            return f.id, tuple(c for c, _ in told)
    return None, ()
