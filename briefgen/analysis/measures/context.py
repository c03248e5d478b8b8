"""What a measure is told with: part or whole, planned or done, who, where and when."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from briefgen.analysis.claims import Claim
from briefgen.analysis.dates import WEEKDAYS
from briefgen.analysis.measures.records import Measure
from briefgen.analysis.measures.sentence import Surroundings
from briefgen.analysis.measures.words import befallen, is_time, is_year
from briefgen.analysis.quantities import Quantity
from briefgen.language.lexicon import words

_FEW = 200
"""A passage of more code points is cut to the words around its number."""
_DAYS = frozenset(WEEKDAYS) | {"yesterday", "today", "tomorrow"}
MONTHS = frozenset(m.lower() for m in calendar.month_name[1:])
PERIODS = frozenset({"quarter", "half", "year"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "full"})
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
_PAST = frozenset({("past", "midnight"), ("past", "noon"), ("past", "the"), ("past", "a")})
_SINCE = frozenset({"this", "last", "that", "previous"})
_RANGE = frozenset({"history", "recent", "modern", "past"})
"""What a superlative ranges over: the deadliest attack in recent history."""
_DEADLY = frozenset({"kill", "die", "death"})
_TAKEN_UP = 4
"""Fewer stand behind `the` as a pronoun would; so many are a count even so (`the 12 boys`)."""


class Context(Surroundings):
    """Makes the measures of one sentence."""

    def _made(
        self, q: Quantity, kind: str, thing: str, head: int | None, parties: frozenset[str] = frozenset()
    ) -> Measure:
        claim = self._clause(q)
        lows = [t.text.lower() for t in self.tokens]
        return Measure(
            source=self.s.source, sentence=self.s.id,
            quantity=q, kind=kind, thing=thing, parties=parties,
            places=self._places(*self._passage(q, claim, head)), times=self._times,
            background=self._is_background,
            elsewhere=self._is_elsewhere(lows) or self._is_supposed(q, claim),
            planned=self._is_of(q, claim, {"planned", "required"}),
            part=self._is_one_of_several(q)
            or self._is_part(q, head, beside=kind == "toll" and (self._is_second(q) or self._is_all(q))),
            rate=self._rate(q, head), hours=frozenset(lows) & words("measures", "hours"),
        )  # fmt: skip

    def _is_elsewhere(self, lows: Sequence[str]) -> bool:
        """Whether the sentence is about another event; not where this one is the worst of many."""
        revised = {t.lemma.lower() for t in self.tokens} & words("measures", "correcting")
        figures = words("measures", "figures") - {"death", "casualty"} if revised else ()
        told = [a for a, b in pairwise([*lows, ""]) if (a, b) not in _PAST and b not in figures]
        apart = set(told) & words("measures", "apart_earlier")
        return bool(apart - _RANGE if any(t.tag in {"JJS", "RBS"} for t in self.tokens) else apart)

    def _is_supposed(self, q: Quantity, claim: Claim | None) -> bool:
        """Whether the clause says what may be or would be, not what is."""
        return self._is_of(q, claim, {"possible", "conditional", "asked", "wanted"})

    def _is_of(self, q: Quantity, claim: Claim | None, modalities: set[str]) -> bool:
        """Whether it is subject or object of a clause that is told so."""
        if claim is None or claim.modality not in modalities:
            return False
        return any(p is not None and p.start <= q.number < p.end for p in (claim.subject, claim.object))

    def _rate(self, q: Quantity, head: int | None) -> str:
        """For what it counts: `each`, `a year`, `over ten years`; empty where it is the whole."""
        k = self._behind(q.end)
        if head is not None and self.tokens[head].start >= q.end:
            k = head + 1
        ahead = [t.text.lower() for t in self.tokens[k : k + 4]]
        for i, word in enumerate(ahead):
            if word in words("measures", "apart_rates"):
                return word
            unit = ahead[i + 2 : i + 3] if word == "over" else ahead[i + 1 : i + 2]
            if i < 2 and word in {"a", "an", "over", "every"} and is_time(unit):
                return " ".join(ahead[i:])
        return ""

    def _is_one_of_several(self, q: Quantity) -> bool:
        """`two in Velm and three in Korrin`: each counts a part."""
        i = self._behind(q.end)
        near = self.tokens[max(0, i - 8) : i + 9]
        return any(
            a.text.lower() == "and" and b.tag == "CD" and c.text.lower() in {"in", "at", "near"}
            for a, b, c in zip(near, near[1:], near[2:], strict=False)
        )

    def _is_second(self, q: Quantity) -> bool:
        """Whether another toll stands before it: `three dead and nine others hurt` counts nine, not more."""
        return any(t.lemma.lower() in befallen() | _DEADLY for t in self.tokens if t.start < q.start)

    def _is_all(self, q: Quantity) -> bool:
        """`all 14 people who died`."""
        first = self._behind(q.start)
        return first > 0 and self.tokens[first - 1].text.lower() == "all"

    def _is_part(self, q: Quantity, head: int | None, *, beside: bool) -> bool:
        """`including three`, `three of them`, `another three`, `three more`.

        `beside` another toll, the others are whom this one counts.
        """
        first, last = self._behind(q.start), self._behind(q.end)
        before = [
            t.text.lower()
            for t in self.tokens[max(0, first - 2) : first]
            if (t.pos, t.lemma) != ("VERB", "last")
        ]
        inside = [t.text.lower() for t in self.tokens[last : max(head or 0, last) + 2]]
        if (
            {"more", "other", "others", "additional", "else"} & set(inside) or "another" in before
        ) and not beside:
            return True
        if set(before) & words("measures", "apart_rest") and not (beside and "another" in before):
            return True
        if head is not None and any(
            self.tokens[c].text.lower() in {"further", "additional", "second", "extra"}
            for c in self.s.children[head]
        ):
            return True
        if q.dimension == "count" and before[-1:] == ["the"] and q.value < _TAKEN_UP:
            return True  # “the two men”: who was spoken of, not how many there were
        later = [t.text.lower() for t in self.tokens[last:]]
        if any(
            b in {"others", "rest", "remainder"} and a == "the"
            for a, b in zip(later, later[1:], strict=False)
        ):
            return True  # “three were found on Tuesday, the others on Friday”
        whole = (
            q.dimension == "count"
            and q.number not in self.parts
            and inside[:2]
            in (
                ["of", "the"],
                ["of", "them"],
                ["of", "whom"],
                ["of", "those"],
            )
        )
        near = before if before[-1:] in ([","], ["the"], ["some"], ["only"], ["just"]) else before[-1:]
        return bool(set(near) & words("measures", "apart_part")) or whole

    def _passage(self, q: Quantity, claim: Claim | None, head: int | None) -> tuple[int, int]:
        """The clause, or the words around the number where the clause is long."""
        a, b = (claim.start, claim.end) if claim is not None else (self.s.start, self.s.end)
        for t in self.tokens[self._behind(b) : self._behind(b) + 1]:
            if t.text.lower() in befallen() and self._behind(q.end) >= self._behind(b):
                b = t.end  # “more than 1,400 wounded”, where the parse ends the clause at the number
        if b - a <= _FEW:
            return a, b
        stop = self.tokens[head].end if head is not None else q.end
        first = max(a, self.tokens[max(0, self._behind(q.start) - 6)].start)
        last = min(b, max(stop, self.tokens[min(len(self.tokens) - 1, self._behind(q.end) + 6)].end))
        return min(first, q.start), max(last, q.end)

    def _places(self, start: int, end: int) -> frozenset[str]:
        """Names of places: by their entity, or because something is in them."""
        return frozenset(
            t.text.lower()
            for i, t in enumerate(self.tokens)
            if start <= t.start < end
            and t.pos == "PROPN"
            and t.text[:1].isupper()
            and t.text.lower() not in _DAYS | MONTHS
            and (t.entity in {"GPE", "LOC", "FAC"} or self._locates(i) or self._is_of_a_place(i))
        )

    def _is_of_a_place(self, i: int) -> bool:
        """`Frankfurt airport`."""
        behind = self.tokens[i + 1 : i + 2]
        return (
            bool(behind) and behind[0].lemma.lower() in words("measures", "spots") and behind[0].pos == "NOUN"
        )

    def _locates(self, i: int) -> bool:
        """`in Tarn`, `the area of Tarn`."""
        token = self.tokens[i]
        preposition = self.tokens[token.head]
        if token.rel != "pobj" or token.entity in {"PERSON", "DATE"}:
            return False
        governor = self.tokens[preposition.head].lemma.lower()
        return preposition.lemma in {"in", "near", "outside", "off"} or (
            preposition.lemma == "of" and governor in words("names", "places")
        )

    @cached_property
    def _times(self) -> frozenset[str]:
        """Weekdays, months, years, quarters that the sentence names."""
        lows = [
            t.text.lower() for i, t in enumerate(self.tokens) if t.text != "may" and not self._is_said_on(i)
        ]
        periods = (
            b for a, b in pairwise(lows) if b in PERIODS and (a in _ORDINALS or a in {"the", "this", "last"})
        )
        return frozenset((*(w for w in lows if w in _DAYS or w in MONTHS or is_year(w)), *periods))

    def _is_said_on(self, i: int) -> bool:
        """Whether it is the day on which somebody says it: `police said on Sunday that …`."""
        if self.tokens[i].text.lower() not in _DAYS:
            return False
        head = self.tokens[i].head
        verb = self.tokens[head].head if self.tokens[head].pos == "ADP" else head
        return self.tokens[verb].lemma.lower() in words("names", "speech")

    def _is_aside(self, i: int) -> bool:
        """Whether a participle that hangs on a noun governs it: `the firm, founded in 1931, said`."""
        for _ in range(4):
            token = self.tokens[i]
            if token.head == i:
                return False
            if token.rel in {"acl", "appos"}:
                return True
            i = token.head
        return False

    @cached_property
    def _is_background(self) -> bool:
        """Whether a season, or a month or year without a day, dates what is told: it happened long before."""
        if any(
            a.text.lower() in _SINCE and b.text.lower() in _SEASONS
            for a, b in zip(self.tokens, self.tokens[1:], strict=False)
        ):
            return True
        of_today = any(t.text.lower() in WEEKDAYS for t in self.tokens)
        for i, t in enumerate(self.tokens):
            beside = [
                u.text for u in self.tokens[max(0, i - 2) : i + 3] if u.text.isdigit() and len(u.text) < 3
            ]
            since = i > 0 and self.tokens[i - 1].text.lower() in {"since", "by", "until"}
            if self._is_aside(i):
                continue
            ahead = i > 0 and self.tokens[i - 1].text.lower() in {"by", "until"}
            month = t.text.lower() in MONTHS and t.pos == "PROPN" and not since
            if month and of_today:
                continue  # “grew 2 percent in October, the office said on Monday”: the news of that day
            if (
                (month or (is_year(t.text) and not ahead))
                and not beside
                and not any(
                    u.text.lower() in MONTHS
                    for u in self.tokens[max(0, i - 4) : i]
                    if is_year(t.text) and self._dated(i)
                )
            ):
                return True
        return False

    def _dated(self, i: int) -> bool:
        """Whether the year at i ends a full date."""
        return any(u.text.isdigit() and len(u.text) < 3 for u in self.tokens[max(0, i - 3) : i])
