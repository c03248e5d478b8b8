"""Who `he`, `they`, `the governor`, `the company`, `both leaders` are: rules that rather abstain than guess.

A pronoun takes the one person that its sentence, or the nearest one before that names any, leaves; of several
the subject. *Barrier*: where somebody without a name came in between, it may be his, so it stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefgen.analysis.actors import Actor, Cast, Form, Mention
from briefgen.analysis.actors.noun_phrases import left_edge
from briefgen.analysis.actors.people import name_end
from briefgen.analysis.actors.words import Words, is_office, words_of
from briefgen.analysis.descriptions import body_called, person_called
from briefgen.analysis.genders import genders
from briefgen.analysis.quoted import quoted_spans
from briefgen.language.lexicon import table
from briefgen.language.lexicon import words as lexicon
from briefgen.model import Article

_GENDER = dict.fromkeys(("he", "him", "his", "himself"), "male") | dict.fromkeys(
    ("she", "her", "hers", "herself"), "female"
)
_THEY = ("they", "them", "their", "themselves", "both")
_IT = ("it", "its", "itself")
_NOMINAL = ("ADJ", "NOUN", "PROPN", "NUM")
_Named = dict[int, Mention]
# How many sentences back an antecedent may stand.
_REACH = 3
# So long a quotation may stand between, in sentences.
_FAR_QUOTED = 10


@dataclass(frozen=True, slots=True)
class _Seen:
    """Somebody named or meant in the text so far."""

    actor: str
    rank: int
    """2 the subject of the main clause, 1 of another, 0 not a subject."""
    quoted: bool
    start: int
    head: int
    """Index of its head token."""


def with_references(cast: Cast, articles: tuple[Article, ...]) -> Cast:
    """The cast with the mentions by title, description and pronoun that the rules resolve."""
    added: dict[str, list[Mention]] = {}
    aliases: dict[str, dict[str, None]] = {}
    known = genders(cast)
    for article in articles:
        found = list(_Discourse(cast, article, known).read())
        joint = Counter((m.start, m.end) for m in found)
        for mention in found:
            added.setdefault(mention.actor, []).append(mention)
            if mention.form != "pronoun" and joint[mention.start, mention.end] == 1:
                words = " ".join(article.text[mention.start : mention.end].split())
                aliases.setdefault(mention.actor, {})[words] = None
    return Cast(actors=tuple(_with(a, added.get(a.id, []), aliases.get(a.id, {})) for a in cast.actors))


def _with(actor: Actor, added: list[Mention], aliases: dict[str, None]) -> Actor:
    if not added:
        return actor
    known = {a.lower() for a in (actor.name, *actor.aliases)}
    fresh = {a.lower(): a for a in aliases if a.lower() not in known}
    return replace(
        actor, mentions=tuple(sorted({*actor.mentions, *added})), aliases=(*actor.aliases, *fresh.values())
    )


class _Discourse:
    """Reads one article from top to bottom and remembers who was named."""

    def __init__(self, cast: Cast, article: Article, known: Mapping[str, str]) -> None:
        self.cast = cast
        self.article = article
        self.gender = dict(known)
        self.seen: dict[int, list[_Seen]] = {}
        """By number of the sentence."""
        self.last: dict[str, int] = {}
        """Actor → sentence that named him last."""
        self.barriers: dict[int, int] = {}
        """Sentence → rank of an unnamed person who is its subject."""
        self.pairs: list[tuple[int, tuple[str, ...]]] = []
        """Sentence and actors of those named with `and` between them."""
        self.plurals: list[int] = []
        """Sentences in which others in the plural are a subject, after the last pair."""
        self.quotes = quoted_spans(article)

    def read(self) -> Iterator[Mention]:
        """The mentions that are no names, in order."""
        for number, sentence in enumerate(self.article.sentences):
            if not sentence.tokens:
                continue
            w = words_of(sentence)
            named = {
                w.of_token[k]: m
                for m in self.cast.in_sentence(self.article.id, sentence.id)
                if (k := sentence.token_at(m.start)) is not None
            }
            i = 0
            while i < len(w):
                if i in named:
                    j = self._name(w, number, i, named[i])
                    i = max(j, i + 1)
                    continue
                found, j = self._reference(w, number, i, named)
                for actor in found:
                    start, end = w.span(i, j)
                    form: Form = "pronoun" if j == i + 1 and w[i].pos in ("PRON", "DET") else "title"
                    yield Mention(
                        source=self.article.id,
                        sentence=sentence.id,
                        start=start,
                        end=end,
                        actor=actor,
                        form=form,
                    )
                    self._remember(actor, w, number, i, j)
                if len(found) > 1:
                    self._note_pair(number, found)
                i = max(j, i + 1)

    # Remembering

    def _name(self, w: Words, number: int, i: int, mention: Mention) -> int:
        j = i + 1
        while j < len(w) and w[j].start < mention.end:
            j += 1
        self._remember(mention.actor, w, number, i, j)
        self._pair(w, number, i)
        return j

    def _remember(self, actor: str, w: Words, number: int, i: int, j: int) -> None:
        head = w.head_index(i, j)
        quoted = self._is_quoted(w[i].start)
        seen = _Seen(actor, _rank(w, head, i), quoted, w[i].start, head)
        self.seen.setdefault(number, []).append(seen)
        self.last.pop(actor, None)
        self.last[actor] = number

    def _pair(self, w: Words, number: int, i: int) -> None:
        """Note "Roe and Lee" where this mention is the second."""
        seen = self.seen.get(number, [])
        here = [s for s in seen if self._is_person(s.actor) == self._is_person(seen[-1].actor)]
        if len(here) < 2 or here[-2].actor == here[-1].actor:
            return
        first, second = here[-2], here[-1]
        token = w.sentence.tokens[second.head]
        between = [x.low for x in w.words if first.start < x.start < second.start]
        if (
            token.rel == "conj"
            and token.head == first.head
            or (between[-1:] == ["and"] or "and" in between[-6:])
            and len(between) <= 7
            and not any(x in (",", "said", "that") for x in between)
        ):
            self._note_pair(number, (first.actor, second.actor))

    def _note_pair(self, number: int, pair: tuple[str, ...]) -> None:
        self.pairs.append((number, pair))
        self.plurals.clear()

    def _is_person(self, actor: str) -> bool:
        return self.cast.by_id[actor].kind == "person"

    # Resolving

    def _reference(self, w: Words, number: int, i: int, named: _Named) -> tuple[tuple[str, ...], int]:
        low = w.low(i)
        if w.sentence.heading:
            return (), i + 1
        if low in _GENDER and w[i].pos in ("PRON", "DET"):
            found = self._he(w, number, i, _GENDER[low])
            if found:
                self.gender.setdefault(found, _GENDER[low])
            return ((found,) if found else ()), i + 1
        if low in _THEY and w[i].pos in ("PRON", "DET"):
            if (
                low == "both"
                and w.low(i + 1) not in ("", ",", ".")
                and w[i + 1].pos in ("NOUN", "PROPN", "DET", "ADJ")
            ):
                return self._both(w, number, i)
            return self._they(number), i + 1
        if low in _IT and w[i].pos in ("PRON", "DET"):
            found = self._it(w, number, i)
            return ((found,) if found else ()), i + 1
        if low in ("the", "these"):
            return self._description(w, number, i, named)
        self._bar(w, number, i, named)
        if w[i].pos == "NOUN" and (w[i].head.rel == "compound" or w.low(i - 1) == "and") and i > 0:
            found = self._called(w, number, i - 1, i + 1)  # "the union and company", "a union statement"
            return ((found,) if found else ()), i + 1
        return (), i + 1

    def _is_named(self, w: Words, i: int, named: _Named) -> bool:
        """Whether a name stands in apposition ("one pastor of the town, Jo Roe", "Jo Roe, the pastor")."""
        start = left_edge(w, i + 1)
        while start > 0 and w.low(start - 1) in ("the", "a", "an", "one", "another"):
            start -= 1
        before = (
            any(m.end == w[start - 2].end for m in named.values())
            if start > 1 and w.low(start - 1) == ","
            else False
        )
        commas = [k for k in range(i + 1, min(i + 10, len(w))) if w.low(k) == ","]
        return before or any(k + 1 in named and self._is_person(named[k + 1].actor) for k in commas[:1])

    def _bar(self, w: Words, number: int, i: int, named: _Named) -> None:
        """Note others as the subject: somebody without a name ("a villager said"), or several."""
        token = w[i].head
        if token.rel not in ("nsubj", "nsubjpass") or self._is_quoted(token.start):
            return
        if token.tag == "NNS" and w.low(i) in lexicon("groups", "people"):
            self.plurals.append(number)
        human = token.lemma.lower() in lexicon("groups", "single") or is_office(w.low(i))
        if token.tag == "NN" and human and not w.shouting and not self._is_named(w, i, named):
            self.barriers[number] = max(self.barriers.get(number, 0), _rank(w, w[i].last, i))

    def _is_quoted(self, offset: int) -> bool:
        k = bisect_right(self.quotes, (offset, len(self.article.text) + 1)) - 1
        return k >= 0 and offset < self.quotes[k][1]

    def _he(self, w: Words, number: int, i: int, gender: str) -> str | None:
        if self._is_quoted(w[i].start):
            return None
        nominative = w.low(i) in ("he", "she")
        same = self._people(number, gender)
        if self._barred(number, same):
            return None
        if same:
            found = self._only(same, nominative)
            if found or not nominative or any(s.rank == 2 for s in same):
                return found
        for back in self._before(number):
            there = self._people(back, gender)
            if self._barred(back, there):
                return None
            if there:
                return self._only(there, True)
        return None

    def _barred(self, number: int, there: list[_Seen]) -> bool:
        """Whether somebody without a name is as good a subject of the sentence as these."""
        return number in self.barriers and not any(s.rank > self.barriers[number] for s in there)

    def _before(self, number: int) -> Iterator[int]:
        """The sentences before, nearest first; those inside a quotation don't count for how far."""
        reach = _REACH
        for back in range(number - 1, max(-1, number - 1 - _FAR_QUOTED), -1):
            sentence = self.article.sentences[back]
            yield back
            reach -= not (self._is_quoted(sentence.start) and self._is_quoted(sentence.end - 2))
            if not reach:
                return

    def _people(self, number: int, gender: str) -> list[_Seen]:
        """Who of a sentence the pronoun can mean; those whose gender is known, where there are any."""
        fitting = [s for s in self.seen.get(number, []) if self._fits(s, gender)]
        return [s for s in fitting if self.gender.get(s.actor) == gender] or fitting

    def _fits(self, seen: _Seen, gender: str) -> bool:
        return (
            self._is_person(seen.actor) and not seen.quoted and self.gender.get(seen.actor, gender) == gender
        )

    def _only(self, seen: list[_Seen], subject: bool) -> str | None:
        """The one actor among these; of several the subject of the main clause, else of a clause."""
        actors = {s.actor for s in seen}
        if len(actors) == 1:
            return seen[0].actor
        if subject:
            for rank in (2, 1):
                ranked = {s.actor for s in seen if s.rank == rank}
                if ranked:
                    return next(iter(ranked)) if len(ranked) == 1 else None
        return None

    def _they(self, number: int) -> tuple[str, ...]:
        for at, pair in reversed(self.pairs):
            if number - at <= 2:
                return () if any(at <= n for n in self.plurals) else pair
        return ()

    def _both(self, w: Words, number: int, i: int) -> tuple[tuple[str, ...], int]:
        j = i + 1
        while j < len(w) and w.low(j) in ("the", "two", "of", "these") or j < len(w) and w[j].pos == "ADJ":
            j += 1
        return self._pair_called(w.low(j), number), j + 1

    def _pair_called(self, noun: str, number: int) -> tuple[str, ...]:
        for kind, person in (("people", True), ("bodies", False)):
            if noun in table("references")["pairs"][kind]:
                for _, pair in reversed(self.pairs):
                    if len(pair) == 2 and self._is_person(pair[0]) == person:
                        return pair
        return ()

    def _it(self, w: Words, number: int, i: int) -> str | None:
        at = w[i].start
        if self._is_quoted(at):
            return None
        first = not any(t.rel in ("nsubj", "nsubjpass") and t.start < at for t in w.sentence.tokens)
        for back in (number, number - 1) if first else (number,):
            seen = self.seen.get(back, [])
            there = [s for s in seen if not s.quoted and not self._is_person(s.actor) and s.start < at]
            subjects = {s.actor for s in there if s.rank == 2}
            if len(subjects) == 1:
                return next(iter(subjects))
            if there:
                return None
        return None

    # "the governor", "the company", "the two leaders"

    def _description(self, w: Words, number: int, i: int, named: _Named) -> tuple[tuple[str, ...], int]:
        j = i + 1
        while (
            j < len(w)
            and (w[j].pos in _NOMINAL or w[j].head.rel == "amod")
            and w[j].start == w[j - 1].end + 1
        ):
            if j in named and self._is_person(named[j].actor):
                break
            j += 1
        if j == i + 1 or w[j - 1].end <= max((m.end for k, m in named.items() if i < k < j), default=0):
            return (), i + 1
        noun = w.low(j - 1)
        if "two" in [w.low(k) for k in range(i, j)] or (
            noun in ("leaders", "pair", "duo", "couple") and j == i + 2
        ):
            pair = self._pair_called(noun, number)
            if pair:
                return pair, j
        title = j in named and named[j].form == "name"
        apposed = w.low(j) == "," and name_end(w, j + 1) > j + 1
        if title or apposed or w.low(j) in ("of", "for", "to", "who"):
            return (), i + 1
        found = self._called(w, number, i, j)
        return ((found,), j) if found else ((), i + 1)

    def _called(self, w: Words, number: int, i: int, j: int) -> str | None:
        """Whom "the …", words i to before j, stands for."""
        words = [x.text for x in w.words[i + 1 : j]]
        plural = w[j - 1].head.tag in ("NNS", "NNPS")
        names = all(x.pos == "PROPN" for x in w.words[i + 1 : j - 1])
        people = {a: number - n for a, n in self.last.items() if self._is_person(a)}
        bodies = {a: number - n for a, n in self.last.items() if not self._is_person(a)}
        if re.fullmatch(r"\d+-year-old", words[-1]):  # "the 45-year-old"
            near = [a for a, n in people.items() if n <= 1]
            return near[0] if len(near) == 1 else None
        found = None if plural else person_called(words, names, self.cast, people)
        return found or body_called(words, self.cast, bodies)


def _rank(w: Words, head: int, i: int) -> int:
    """2: subject of the main clause (a name that begins the sentence is one, too); 1: of another clause."""
    tokens = w.sentence.tokens
    k = head
    for _ in range(3):
        t = tokens[k]
        if t.rel in ("nsubj", "nsubjpass"):
            verb = tokens[t.head]
            return 2 if verb.rel == "ROOT" else 1
        if t.rel not in ("conj", "appos", "compound", "flat") or t.head == k:
            break
        k = t.head
    return 2 if i == 0 and tokens[head].rel not in ("poss", "compound", "amod", "nmod") else 0
