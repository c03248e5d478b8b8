"""A sentence as the matcher sees it: who and what it names, its figures and days, what it denies, whose words
it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from briefgen.analysis import Analysis
from briefgen.analysis.claims import Claim
from briefgen.analysis.claims.phrases import kin_of, states, thing_names
from briefgen.analysis.dates import When, find_dates
from briefgen.analysis.measures import Measure
from briefgen.analysis.quantities import Quantity, find_quantities
from briefgen.language.lexicon import words
from briefgen.matching.candidates import HEAD, TELLING
from briefgen.model import Article, Sentence, Token

Span = tuple[int, int]
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_MODALS = frozenset({"may", "might", "could", "would", "should", "can", "will", "'ll", "must", "shall"})
_OF_A_WHOLE = re.compile(
    r"\s+of\s+(?:the|these|those|them|its|their|his|her|our|us|whom|which)\b", re.IGNORECASE
)
_VAGUE = ("dozens", "scores", "hundreds", "thousands", "millions", "billions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of the passage, and what it counts or measures."""

    quantity: Quantity
    noun: str
    """Lemma of the counted noun; empty where none is known."""
    measure: Measure | None
    """What the analysis made of it."""
    around: frozenset[str] = frozenset()
    """Telling words of the smallest clause around it."""

    actors: frozenset[str] = frozenset()
    """Who acts, or is acted on, in that clause, where the text names them."""
    vague: bool = False
    """Whether it is no number: `thousands`, `tens of thousands`, `hundreds`."""
    of_sources: bool = False
    """Whether it counts those who told the report: `two officials said`, `according to two people`."""
    part: bool = False
    """Whether it counts some of a known whole: `three of the dead`, `12 of them`."""

    @property
    def things(self) -> frozenset[str]:
        """The noun, its class and its kin: what another report may call it."""
        if not self.noun:
            return frozenset()
        named = thing_names().get(self.noun, self.noun)
        return frozenset({self.noun, named, *kin_of(named)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date of the passage."""

    when: When
    start: int
    """Code points into the article's text."""
    end: int


class Passage:
    """A sentence with what is known of it; each observation is made once, when it is asked for."""

    def __init__(self, reports: Reports, article: Article, number: int, sentence: Sentence) -> None:
        """`number`: its place among the sentences of its article."""
        self.reports = reports
        self.article = article
        self.number = number
        self.sentence = sentence
        self.head = number < HEAD
        self.heading = sentence.heading
        self.notes: dict[str, Any] = {}
        """What a comparer has read of it, by the comparer's name."""

    @cached_property
    def words(self) -> frozenset[str]:
        """Lemmas of the telling words, in lower case."""
        return frozenset(t.lemma.lower() for t in self.sentence.tokens if t.pos in TELLING)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Lemmas of the verbs, those that only report aside."""
        saying = words("quotations", "saying")
        return frozenset(
            low for t in self.sentence.tokens if t.pos == "VERB" and (low := t.lemma.lower()) not in saying
        )

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every word as written and its lemma, in lower case."""
        return frozenset(form for pair in self.sentence.forms for form in pair)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words of names, places aside."""
        return frozenset(
            t.text.lower()
            for t in self.sentence.tokens
            if t.pos == "PROPN" and t.entity not in _PLACES and len(t.text) > 1
        )

    @cached_property
    def places(self) -> frozenset[str]:
        """Words of names of places; a country by its id."""
        found: set[str] = set()
        for start, end in self.place_names:
            named = [t for t in self.sentence.tokens if start <= t.start < end]
            whole = states().get(" ".join(t.text.lower() for t in named if t.text.lower() != "the"))
            words_of_it = (t.text.lower() for t in named if t.pos == "PROPN")
            found |= {whole} if whole else {states().get(w, w) for w in words_of_it}
        return frozenset(found)

    @cached_property
    def place_names(self) -> tuple[Span, ...]:
        """Code points of its names of places, each whole: `United States`."""
        runs: list[list[Token]] = []
        for t in self.sentence.tokens:
            if t.entity in _PLACES:
                if t.entity_start or not runs:
                    runs.append([])
                runs[-1].append(t)
        return tuple((r[0].start, r[-1].end) for r in runs if any(t.pos == "PROPN" for t in r))

    @cached_property
    def parties(self) -> frozenset[str]:
        """Ids of the actors that it names."""
        cast = self.reports.analysis.cast
        return frozenset(m.actor for m in cast.in_sentence(self.sentence.source, self.sentence.id))

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Ids of those whose words it tells."""
        return self.reports.speakers.get((self.sentence.source, self.sentence.id), frozenset())

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What its clauses say."""
        return self.reports.analysis.claims_in.get((self.sentence.source, self.sentence.id), ())

    @cached_property
    def negations(self) -> int:
        """How many words of it deny: `not`, `never`, `no`."""
        return sum(
            t.rel == "neg"
            or t.text.lower() in {"no", "not", "n't", "n’t", "never", "neither", "nor", "without"}
            for t in self.sentence.tokens
        )

    @cached_property
    def denials(self) -> frozenset[str]:
        """Words that call something untrue: `deny`, `false`."""
        return self.forms & denying()

    @cached_property
    def root(self) -> Span:
        """Code points of the verb of the sentence, or of whatever heads it."""
        tokens = self.sentence.tokens
        root = next((t for i, t in enumerate(tokens) if t.head == i), tokens[0])
        return root.start, root.end

    @cached_property
    def modals(self) -> frozenset[str]:
        """Helping verbs that make it possible, due or to come."""
        return self.forms & _MODALS

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its numbers."""
        return tuple(self._figures())

    def _figures(self) -> Iterator[Figure]:
        known = {
            (m.quantity.number, m.quantity.number_end): m
            for m in self.reports.analysis.measures_in.get((self.sentence.source, self.sentence.id), ())
        }
        tokens, base = self.sentence.tokens, self.sentence.start
        for q in find_quantities(self.sentence):
            at = next((i for i, t in enumerate(tokens) if t.start <= q.number < t.end), None)
            noun = ""
            if at is not None:
                head = tokens[tokens[at].head]
                if tokens[at].rel in {"nummod", "amod", "compound"} and head.pos in {"NOUN", "PROPN"}:
                    noun = head.lemma.lower()
            around = min(
                (c for c in self.claims if c.start <= q.start and q.end <= c.end),
                key=lambda c: c.end - c.start,
                default=None,
            )
            yield Figure(
                quantity=q,
                noun=noun,
                measure=known.get((q.number, q.number_end)),
                around=(around.topic | around.classes) if around else frozenset(),
                actors=frozenset(x for p in (around.subject, around.object) if p for x in p.parties)
                if around
                else frozenset(),
                vague=self.sentence.text[q.number - base : q.number_end - base].lower().endswith(_VAGUE),
                of_sources=at is not None and self._tells(at),
                part=bool(_OF_A_WHOLE.match(self.sentence.text, q.number_end - base)),
            )

    def _tells(self, at: int) -> bool:
        """Whether those whom the number counts tell what the sentence says."""
        tokens = self.sentence.tokens
        counted = tokens[at] if tokens[at].rel != "nummod" else tokens[tokens[at].head]
        head = tokens[counted.head]
        if counted.rel == "nsubj":
            return head.lemma.lower() in {"say", "tell"}
        return counted.rel == "pobj" and tokens[head.head].text.lower() == "according"

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Its dates."""
        base = self.sentence.start
        found = find_dates(self.sentence.text, self.article.published)
        return tuple(Day(when=w, start=base + w.start, end=base + w.end) for w in found)


def denying() -> frozenset[str]:
    """Words that call something untrue, verbs by their lemma."""
    return words("contest", "denials") | words("contest", "untrue")


class Reports:
    """The sentences of a briefing, by source and sentence."""

    def __init__(self, analysis: Analysis) -> None:
        """Nothing is read before it is asked for."""
        self.analysis = analysis
        self._passages: dict[tuple[str, str], Passage] = {}
        self._numbers = {a.id: {s.id: n for n, s in enumerate(a.sentences)} for a in analysis.articles}

    def passage(self, sentence: Sentence) -> Passage:
        """The sentence as the matcher sees it."""
        key = (sentence.source, sentence.id)
        known = self._passages.get(key)
        if known is None:
            article = self.analysis.article[sentence.source]
            number = self._numbers[sentence.source][sentence.id]
            known = self._passages[key] = Passage(self, article, number, sentence)
        return known

    def copies(self, sentence: Sentence) -> Sequence[Sentence]:
        """The sentence, and those of the same words in other articles."""
        same = self._by_words.get(sentence.text, ())
        return (sentence, *(s for s in same if s.source != sentence.source))

    @cached_property
    def _by_words(self) -> Mapping[str, Sequence[Sentence]]:
        found: dict[str, list[Sentence]] = {}
        for a in self.analysis.articles:
            for s in a.sentences:
                found.setdefault(s.text, []).append(s)
        return found

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Place of each source among the articles."""
        return {a.id: n for n, a in enumerate(self.analysis.articles)}

    @cached_property
    def speakers(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """By source and sentence, those whose words it tells."""
        found: dict[tuple[str, str], set[str]] = {}
        for held in self.analysis.held:
            article = self.analysis.article[held.attribution.source]
            for start, _ in held.attribution.content:
                sentence = article.sentence_at(start)
                if sentence is not None:
                    found.setdefault((sentence.source, sentence.id), set()).update(held.holders)
        return {place: frozenset(who) for place, who in found.items()}

    @cached_property
    def values(self) -> Mapping[str, frozenset[tuple[str, float]]]:
        """By source, every figure that it gives: dimension and value."""
        return {
            a.id: frozenset(
                (f.quantity.dimension, f.quantity.value) for s in a.sentences for f in self.passage(s).figures
            )
            for a in self.analysis.articles
        }
