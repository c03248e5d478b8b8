"""The run of speech: to whom `he said`, `they added` go back where somebody was named as speaking just now.

News gives a run of quotations to the speaker named last. Anybody else who was named since then, or who is the
subject of a clause without a name, ends the run: then nobody is taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefgen.analysis.actors import Actor, Cast
from briefgen.analysis.actors.words import Words, is_office, words_of
from briefgen.analysis.discourse import closes_report
from briefgen.analysis.genders import genders
from briefgen.analysis.holder_phrases import PREPOSITIONS
from briefgen.analysis.quoted import quoted_spans
from briefgen.language.lexicon import words as lexicon
from briefgen.model import Article, Sentence

_GENDER = {"he": "male", "she": "female"}
# How many sentences back a speaker may have been named; those inside a quotation don't count.
_REACH = 3
_FAR_QUOTED = 10


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody who spoke."""

    at: int
    """Offset of the words that name him."""
    actors: tuple[Actor, ...]
    direct: bool
    """Whether his words stand in quotation marks."""


class Turns:
    """Who spoke in one article so far."""

    def __init__(self, cast: Cast, article: Article, known: Mapping[str, str]) -> None:
        self._cast = cast
        self._article = article
        self._gender = dict(known)
        self._turns: list[Turn] = []

    @cached_property
    def _quoted(self) -> list[tuple[int, int]]:
        return quoted_spans(self._article)

    def note(self, at: int, actors: tuple[Actor, ...], direct: bool) -> None:
        """Note that these, or somebody unknown, spoke."""
        self._turns.append(Turn(at, actors, direct))

    def last_before(self, at: int) -> tuple[Actor, ...]:
        """Who spoke last before this offset; nobody, where it is not known."""
        before = (t for t in self._turns if t.at < at)
        last = max(before, key=lambda t: t.at, default=None)
        return last.actors if last else ()

    def speaker(self, w: Words, i: int) -> tuple[str, ...]:
        """Who spoke last, where the pronoun at word i can only mean him."""
        low, at = w.low(i), w[i].start
        if low not in (*_GENDER, "they"):
            return ()
        before = [t for t in self._turns if t.at < at]
        last = max(before, key=lambda t: t.at, default=None)
        number = self._article.place[w.sentence.id]
        if last is None or not last.actors or self._is_quoted(at) or not _is_main(w, i):
            return ()
        first = self._number(last.at)
        if number - first > _FAR_QUOTED or self._apart(first, number) > _REACH:
            return ()
        unnamed = any(a.kind == "group" for a in last.actors) and low != "they"
        if unnamed and not (last.direct and number - first <= 1):
            return ()
        stop = number if closes_report(w, i) else number + 1
        if not self.fits(last.actors, low) or any(self._bars(n, low, last, at) for n in range(first, stop)):
            return ()
        return tuple(a.id for a in last.actors)

    def fits(self, actors: tuple[Actor, ...], low: str) -> bool:
        """Whether the pronoun can stand for these."""
        if low == "they":
            return _is_plural(actors)
        if len(actors) != 1:
            return False
        actor = actors[0]
        if low == "it":
            return actor.kind in ("organization", "government", "document")
        known = self._gender.get(actor.id) or gender_of(actor, self._article)
        if known:
            self._gender[actor.id] = known
        return (actor.kind == "person" or _is_single(actor)) and known in (None, _GENDER[low])

    def _number(self, offset: int) -> int:
        sentence = self._article.sentence_at(offset)
        return self._article.place[sentence.id] if sentence else 0

    def _apart(self, first: int, number: int) -> int:
        """How many sentences that are not quoted from end to end lie between."""
        between = self._article.sentences[first:number]
        return sum(not (self._is_quoted(s.start) and self._is_quoted(s.end - 2)) for s in between)

    def _is_quoted(self, offset: int) -> bool:
        k = bisect_right(self._quoted, (offset, len(self._article.text) + 1)) - 1
        return k >= 0 and offset < self._quoted[k][1]

    def _bars(self, number: int, low: str, turn: Turn, at: int) -> bool:
        """Whether a sentence names somebody else who may be meant, behind the last speaker's words."""
        sentence = self._article.sentences[number]
        own = {a.id for a in turn.actors}
        after_speech = sentence.start <= turn.at < sentence.end
        for m in self._cast.in_sentence(self._article.id, sentence.id):
            other = self._cast.by_id[m.actor]
            if m.actor in own or not turn.at < m.start < at or self._is_quoted(m.start):
                continue
            if low == "they":
                several = other.kind != "person" or "and" in sentence.text.split()
                if several and not after_speech:
                    return True
                continue
            fits = other.kind == "person" and self._gender.get(other.id) in (None, _GENDER[low])
            if fits and (not after_speech or _is_subject(sentence, m.start)):
                return True
        return not after_speech and any(self._unnamed(sentence, low, at))

    def _is_known(self, sentence: Sentence, offset: int) -> bool:
        known = self._cast.in_sentence(self._article.id, sentence.id)
        return any(m.start <= offset < m.end for m in known)

    def _unnamed(self, sentence: Sentence, low: str, at: int) -> Iterator[bool]:
        """Subjects without a name in a sentence after the speech."""
        w = words_of(sentence)
        for word in w.words:
            token = word.head
            if word.start >= at or token.rel not in ("nsubj", "nsubjpass") or self._is_quoted(word.start):
                continue
            plural = token.tag in ("NNS", "NNPS")
            people = word.low in lexicon("groups", "people") or is_office(word.low.removesuffix("s"))
            human = token.lemma.lower() in lexicon("groups", "single") or is_office(word.low)
            unknown = (
                token.tag == "NNP" and word.entity == "PERSON" and not self._is_known(sentence, word.start)
            )
            yield (plural and people) if low == "they" else (not plural and (human or unknown))


def _is_main(w: Words, i: int) -> bool:
    """Whether the word is the subject of a main clause, or of one that ends what is reported."""
    tokens, token = w.sentence.tokens, w[i].head
    verb = tokens[token.head]
    main = verb.rel == "ROOT" or (verb.rel == "conj" and tokens[verb.head].rel == "ROOT")
    return token.rel == "nsubj" and (main or closes_report(w, i))


def _is_subject(sentence: Sentence, offset: int) -> bool:
    k = sentence.token_at(offset)
    tokens = sentence.tokens
    while k is not None and tokens[k].rel in ("compound", "flat", "nmod", "amod") and tokens[k].head != k:
        k = tokens[k].head
    return k is not None and tokens[k].rel in ("nsubj", "nsubjpass")


def _is_plural(actors: tuple[Actor, ...]) -> bool:
    """Whether `they` can be these."""
    if len(actors) != 1:
        return len(actors) > 1
    actor = actors[0]
    return actor.kind == "group" and core_of(actor.name).endswith(("s", "people"))


def core_of(name: str) -> str:
    """A description up to its first preposition: `lawyers` of "lawyers for the town"."""
    words = name.split()
    end = next((k for k, x in enumerate(words) if k and x.lower() in PREPOSITIONS), len(words))
    return " ".join(words[:end])


def _is_single(actor: Actor) -> bool:
    """Whether it is one source without a name."""
    noun = core_of(actor.name).split()[-1].lower()
    return actor.kind == "group" and (noun in lexicon("groups", "single") or is_office(noun))


def gender_of(actor: Actor, article: Article) -> str | None:
    """Its gender by its noun, or by the pronouns that stand for it in the article."""
    noun = actor.name.split()[-1].lower()
    for gender in ("male", "female"):
        if actor.kind == "group" and noun in lexicon("titles", gender):
            return gender
    words = {
        article.text[m.start : m.end].lower()
        for m in actor.mentions
        if m.form == "pronoun" and m.source == article.id
    }
    told = {"male" for x in words & {"he", "his", "him"}} | {"female" for x in words & {"she", "her"}}
    return told.pop() if len(told) == 1 else None


def turns_of(cast: Cast, articles: tuple[Article, ...]) -> dict[str, Turns]:
    """For each article, who speaks in it."""
    known = genders(cast)
    return {a.id: Turns(cast, a, known) for a in articles}
