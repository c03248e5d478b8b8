"""What a reader of one article remembers: who was named where, and with whom; whom a pronoun can mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from briefgen.analysis.actors import Cast, Mention
from briefgen.analysis.actors.noun_phrases import left_edge
from briefgen.analysis.actors.words import Words, is_office
from briefgen.analysis.descriptions import FAR, body_called, may_call_body, person_called, role_heads
from briefgen.analysis.quoted import quoted_spans
from briefgen.language.lexicon import table
from briefgen.language.lexicon import words as lexicon
from briefgen.model import Article

Named = dict[int, Mention]
"""Mentions by name, by the index of their first word."""
# Relations of a clause that leads up to the main one, and so many of them one above the other.
_LEADING_UP = ("advcl", "ccomp", "pcomp", "prep", "xcomp")
_STEPS = 4
# How many sentences back an antecedent may stand.
_REACH = 3
# So long a quotation may stand between, in sentences.
_FAR_QUOTED = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody named or meant in the text so far."""

    actor: str
    rank: int
    """2 the subject of the main clause, 1 of another, 0 not a subject."""
    quoted: bool
    start: int
    head: int
    """Index of its head token."""


class Discourse:
    """What was said so far in an article."""

    def __init__(self, cast: Cast, article: Article, known: Mapping[str, str]) -> None:
        self.cast = cast
        self.article = article
        self.gender = dict(known)
        self.seen: dict[int, list[Seen]] = {}
        """By number of the sentence."""
        self.last: dict[str, int] = {}
        """Actor → sentence that named him last; who was named last stands last."""
        self.barriers: dict[int, int] = {}
        """Sentence → rank of an unnamed person who is its subject."""
        self.pairs: list[tuple[int, tuple[str, ...]]] = []
        """Sentence and actors of those named with `and` between them."""
        self.plurals: list[int] = []
        """Sentences in which others in the plural are a subject, after the last pair."""
        self.quotes = quoted_spans(article)
        self.unnamed: dict[str, int] = {}
        """Noun of somebody without a name ("an official familiar with the plan") → sentence."""

    def remember(self, actor: str, w: Words, number: int, i: int, j: int) -> None:
        """Note that words i to before j mean the actor."""
        head = w.head_index(i, j)
        quoted = self._is_quoted(w[i].start)
        seen = Seen(actor, _rank(w, head, i), quoted, w[i].start, head)
        self.seen.setdefault(number, []).append(seen)
        self.last.pop(actor, None)
        self.last[actor] = number

    def pair(self, w: Words, number: int, i: int) -> None:
        """Note "Roe and Lee" where this mention is the second."""
        seen = self.seen.get(number, [])
        here = [s for s in seen if self.is_person(s.actor) == self.is_person(seen[-1].actor)]
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
            self.note_pair(number, (first.actor, second.actor))

    def note_pair(self, number: int, pair: tuple[str, ...]) -> None:
        """Note those who were named together."""
        self.pairs.append((number, pair))
        self.plurals.clear()

    def is_person(self, actor: str) -> bool:
        """Whether the actor is a person."""
        return self.cast.by_id[actor].kind == "person"

    def _is_named(self, w: Words, i: int, named: Named) -> bool:
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
        return before or any(k + 1 in named and self.is_person(named[k + 1].actor) for k in commas[:1])

    def bar(self, w: Words, number: int, i: int, named: Named) -> None:
        """Note others as the subject: somebody without a name ("a villager said"), or several."""
        token = w[i].head
        if token.rel not in ("nsubj", "nsubjpass") or self._is_quoted(token.start):
            return
        start = left_edge(w, i + 1)
        article = {w.low(start), w.low(start - 1)} & {"a", "an", "another", "one"}
        if token.tag == "NN" and article and is_office(w.low(i)) and not self._is_named(w, i, named):
            self.unnamed[w.low(i)] = number
        if token.tag == "NNS" and w.low(i) in lexicon("groups", "people"):
            self.plurals.append(number)
        human = token.lemma.lower() in lexicon("groups", "single") or is_office(w.low(i))
        unknown = token.tag == "NNP" and w[i].entity == "PERSON"  # “Roe said”, where two are called Roe
        if (token.tag == "NN" and human or unknown) and not w.shouting and not self._is_named(w, i, named):
            self.barriers[number] = max(self.barriers.get(number, 0), _rank(w, w[i].last, i))

    def _is_quoted(self, offset: int) -> bool:
        k = bisect_right(self.quotes, (offset, len(self.article.text) + 1)) - 1
        return k >= 0 and offset < self.quotes[k][1]

    def he(self, w: Words, number: int, i: int, gender: str) -> str | None:
        """Whom a pronoun of this gender at word i means."""
        if self._is_quoted(w[i].start):
            return None
        ahead = self._ahead(w, i, gender)
        if ahead and w.low(i - 1) in lexicon("references", "leading_up"):
            return ahead
        found = self._behind(w, number, i, gender)
        above = self._above(w, number, i)
        return found if (not ahead or found == ahead) and above in (None, found) else None

    def _above(self, w: Words, number: int, i: int) -> str | None:
        """The person who is the subject of the clause above the pronoun's ("said Roe left after he …")."""
        tokens, k = w.sentence.tokens, w[i].head.head
        if tokens[k].rel not in ("advcl", "ccomp"):
            return None
        above = tokens[k].head
        seen = (s for s in self.seen.get(number, []) if self.is_person(s.actor) and s.rank == 1)
        return next((s.actor for s in seen if tokens[s.head].head == above), None)

    def _behind(self, w: Words, number: int, i: int, gender: str) -> str | None:
        """Whom the words so far leave for the pronoun."""
        nominative = w.low(i) in ("he", "she")
        # “Roe was ill, he said”: whom the words before speak of says nothing of who speaks.
        same = self._people(number, gender)
        if nominative and w.low(w.body) in ("asked", "pressed", "questioned"):
            same = []  # “Asked about Roe, he said …”
        if closes_report(w, i):
            same = [s for s in same if _speaks(w, s.head)]
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

    def _ahead(self, w: Words, i: int, gender: str) -> str | None:
        """The subject that is named behind a clause that leads up to it ("Before he left, Jo Roe said …")."""
        tokens, token = w.sentence.tokens, w[i].head
        main = token.head
        for _ in range(_STEPS):
            own = any(tokens[c].rel == "nsubj" for c in w.sentence.children[main])
            if tokens[main].rel not in _LEADING_UP or (own and main != token.head):
                break  # “After Roe said he was ill, …”: he is Roe
            main = tokens[main].head
        if token.rel != "nsubj" or main == token.head or i > w.body + _STEPS:
            return None
        subject = next((k for k in w.sentence.children[main] if tokens[k].rel == "nsubj"), None)
        if subject is None or not token.start < tokens[subject].start < tokens[main].start:
            return None
        known = self.cast.in_sentence(self.article.id, w.sentence.id)
        at = tokens[subject]
        found = {m.actor for m in known if m.start <= at.start < m.end and self.is_person(m.actor)}
        only = found.pop() if len(found) == 1 else None
        return only if only and self.gender.get(only, gender) == gender else None

    def _barred(self, number: int, there: list[Seen]) -> bool:
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

    def _people(self, number: int, gender: str) -> list[Seen]:
        """Who of a sentence the pronoun can mean; those whose gender is known, where there are any."""
        fitting = [s for s in self.seen.get(number, []) if self._fits(s, gender)]
        known = [s for s in fitting if self.gender.get(s.actor) == gender]
        subject = any(s.rank == 2 for s in fitting) and not any(s.rank == 2 for s in known)
        return fitting if subject else known or fitting

    def _fits(self, seen: Seen, gender: str) -> bool:
        return (
            self.is_person(seen.actor) and not seen.quoted and self.gender.get(seen.actor, gender) == gender
        )

    def _only(self, seen: list[Seen], subject: bool) -> str | None:
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

    def they(self, number: int) -> tuple[str, ...]:
        """Whom `they` means: those who were named together just now."""
        for at, pair in reversed(self.pairs):
            if number - at <= 2:
                return () if any(at <= n for n in self.plurals) else pair
        return ()

    def pair_called(self, noun: str, number: int) -> tuple[str, ...]:
        """The last two whom "the two …" can mean."""
        for kind, person in (("people", True), ("bodies", False)):
            if noun in table("references")["pairs"][kind]:
                for at, pair in reversed(self.pairs):
                    if len(pair) == 2 and self.is_person(pair[0]) == person:
                        lead = noun != "leaders" or all(map(self._leads, pair))
                        return pair if lead and number - at <= FAR else ()
        return ()

    def _leads(self, actor: str) -> bool:
        """Whether one of the roles is a leader's."""
        heads = table("references")["roles"]["leader"]
        return any(role_heads(r.text) & set(heads) for r in self.cast.by_id[actor].roles)

    def it(self, w: Words, number: int, i: int) -> str | None:
        """Which body `it` at word i means."""
        at = w[i].start
        if self._is_quoted(at):
            return None
        says = w.sentence.tokens[w[i].head.head].lemma.lower() in lexicon("names", "speech")
        first = says or not any(t.rel in ("nsubj", "nsubjpass") and t.start < at for t in w.sentence.tokens)
        for back in (number, number - 1) if first else (number,):
            seen = self.seen.get(back, [])
            there = [s for s in seen if not s.quoted and not self.is_person(s.actor) and s.start < at]
            if back < number and any(self._is_authority(s, back) for s in there):
                return None  # "Norland lost, according to the Roe Group. It said …": either
            subjects = {s.actor for s in there if s.rank == 2}
            if len(subjects) == 1:
                only = next(iter(subjects))
                undergoes = w[i].head.rel == "nsubjpass" and self.cast.by_id[only].kind == "government"
                return None if undergoes else only  # "It will be signed": the treaty, not the state
            if there:
                return None
        return None

    def _is_authority(self, seen: Seen, number: int) -> bool:
        """Whether "according to" stands before the mention."""
        sentence = self.article.sentences[number]
        before = self.article.text[sentence.start : seen.start].lower().split()[-3:]
        return " ".join(before).removesuffix(" the").endswith("according to")

    def called(self, w: Words, number: int, i: int, j: int) -> str | None:
        """Whom "the …", words i to before j, stands for."""
        words = [x.text for x in w.words[i + 1 : j]]
        plural = w[j - 1].head.tag in ("NNS", "NNPS")
        names = all(x.pos == "PROPN" for x in w.words[i + 1 : j - 1])
        if re.fullmatch(r"\d+-year-old", words[-1]):  # "the 45-year-old"
            near = list(self._people_before(number, 1))
            return near[0] if len(near) == 1 else None
        people = {} if plural else self._people_before(number, FAR)
        bodies = {a: number - n for a, n in self.last.items() if not self.is_person(a)}
        found = self._meant(words, names, people, bodies)
        since = self.unnamed.get(words[-1].lower(), -1)
        if found and self.is_person(found) and self.last[found] < since and number - since <= _FAR_QUOTED:
            return None  # "an official said … the official": not the official named before
        return found

    def spoken_of(self, w: Words, i: int) -> str | None:
        """Whom a headline's noun means, of all whom the article names: nobody, where two could be meant."""
        if w[i].head.tag in ("NNS", "NNPS"):
            return None
        people, bodies = (
            {a: 0 for a in self.last if self.is_person(a) is person} for person in (True, False)
        )
        return self._meant([w[i].text], False, people, bodies)

    def _meant(
        self, words: list[str], names: bool, people: Mapping[str, int], bodies: Mapping[str, int]
    ) -> str | None:
        """The one of these who can be called so; each with how many sentences before it was named."""
        noun = words[-1].lower()
        found = person_called(words, names, self.cast, people) if is_office(noun.rstrip(".")) else None
        return found or (body_called(words, self.cast, bodies) if may_call_body(noun) else None)

    def _people_before(self, number: int, most: int) -> dict[str, int]:
        """People named at most so many sentences before, and how many; who was named last, first."""
        near = takewhile(lambda x: number - x[1] <= most, reversed(self.last.items()))
        return {a: number - n for a, n in near if self.is_person(a)}


def closes_report(w: Words, i: int) -> bool:
    """Whether word i is the subject of a verb of saying that ends what is reported: “…, he said.”"""
    if w[i].head.rel != "nsubj" or w.low(i - 1) not in (",", '"', "”", "-", "—") or i + 1 >= len(w):
        return False
    verb = w[i + 1]
    if any(w.sentence.tokens[k].rel == "advcl" and k < w[i].first for k in w.sentence.children[verb.last]):
        return False  # “When Roe came home, he said …”
    says = verb.head.tag in ("VBD", "VBZ", "VBP") and verb.head.lemma.lower() in lexicon("names", "speech")
    behind = w[i + 2] if i + 2 < len(w) else None
    return says and (behind is None or behind.text in (",", ".", ";", "-", "—", "–") or behind.pos == "ADP")


def _speaks(w: Words, head: int) -> bool:
    """Whether the mention with this head is the subject of a verb of saying."""
    token = w.sentence.tokens[head]
    verb = w.sentence.tokens[token.head]
    return token.rel == "nsubj" and verb.lemma.lower() in lexicon("names", "speech")


def _rank(w: Words, head: int, i: int) -> int:
    """2: subject of the main clause (a name that begins the sentence is one, too); 1: of another clause."""
    tokens = w.sentence.tokens
    k = head
    for _ in range(3):
        t = tokens[k]
        if t.rel in ("nsubj", "nsubjpass"):
            verb = tokens[t.head]
            return 2 if verb.rel == "ROOT" else 1
        if t.rel not in ("conj", "appos") or t.head == k:
            break
        k = t.head
    return 2 if i == 0 and tokens[head].rel not in ("poss", "compound", "amod", "nmod") else 0
