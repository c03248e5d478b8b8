"""Whether two clauses of two reports tell of one act, however they name who and what.

What speaks for it: like predicates, the same participants, both at the heads of their articles. What speaks
against it is decisive: another participant, another time, a plan beside a fact.
"""

from __future__ import annotations

from functools import cache

from briefgen.analysis.claims import Claim, Phrase, may_be_one, places_apart, same_thing, shared_topic
from briefgen.analysis.claims.phrases import kin_of, words_of
from briefgen.findings.disagreements.likeness import REPORTING, elsewhere
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table, words

_ABOUT = frozenset({"on", "for", "over", "against"})
_ENOUGH = 2
"""Points of evidence that make one act of two clauses."""


class Acts:
    """The acts of a briefing, compared in pairs."""

    def __init__(self, so_far: SoFar) -> None:
        self.so_far = so_far
        self.leads = so_far.analysis.leads

    def one(self, a: Claim, b: Claim, *, whoever: bool = False) -> bool:
        """Whether two reports of one event tell of one act of it. `whoever`: whether or not by one actor."""
        if (
            a.modality != b.modality
            or not (a.classes & b.classes) - REPORTING
            or a.lemma in words_of("light")
        ):
            return False
        return self.alike(a, b, whoever=whoever)

    def alike(self, a: Claim, b: Claim, *, whoever: bool = False, strict: bool = False) -> bool:
        """Whether two reports of one event have the same people do something to the same thing.

        `strict`: only where both begin with it and both participants are known.
        """
        if not self.leads.apart(a.source, b.source) or places_apart(a, b) or elsewhere(a, b):
            return False
        who = 2 if on_one_thing(a, b) else 0 if whoever else self._fit(a, a.subject, b, b.subject)
        fits = who, self._fit(a, a.object, b, b.object)
        if min(fits) < 0 or not any(fits):
            return False
        again = bool({a.lemma, b.lemma} & words("once", "again")) and "break_out" not in a.classes & b.classes
        if again and a.object and b.object and not fits[1]:
            return False  # “won the north”, “won the Courier’s prize”
        both_lead = self.both_lead(a, b)
        if strict and not (both_lead and min(fits) > 0):
            return False
        more = len(shared_topic(a, b) - _own(a) - _own(b))
        return sum(fits) + both_lead + min(more, 1) >= _ENOUGH + again

    def both_lead(self, a: Claim, b: Claim) -> bool:
        """Whether both articles begin with it."""
        return all(self.leads.leads_with(c.source, c.start) for c in (a, b))

    def of_one(self, a: Claim, b: Claim) -> bool:
        """Whether one person may be the subject of both, at the heads of two reports of one event."""
        if not self.leads.apart(a.source, b.source) or not self.both_lead(a, b):
            return False
        p, q = a.subject, b.subject
        return self._fit(a, p, b, q) > 0 or bool(p and q and bool(p.parties) != bool(q.parties))

    def _fit(self, a: Claim, p: Phrase | None, b: Claim, q: Phrase | None) -> int:
        """2 the same for sure, 1 the same noun, 0 not known, -1 another."""
        if p is None or q is None or p.pronoun or q.pronoun:
            return may_be_one(p, q)
        if p.parties and q.parties:
            return 2 if p.parties & q.parties or self._of_one_side(p, q) else -1
        near = same_thing(p, q)
        if near or p.noun in kin_of(q.noun):
            return min(max(near, 1), 2)
        if bool(p.parties) != bool(q.parties) or {p.head, q.head} & words_of("generic"):
            return 0  # a name, and a noun that may be its: `the Aurora`, `the ferry`
        return 1 if self._is_the_event(a, p) and self._is_the_event(b, q) else -1

    def _is_the_event(self, c: Claim, p: Phrase) -> bool:
        """Whether the noun is what the article begins with: `the shooting`, `the attack`."""
        return not p.indefinite and p.noun in events() and p.noun in self.leads.words[c.source]

    def _of_one_side(self, p: Phrase, q: Phrase) -> bool:
        """Whether the actors are arms of one: the ministry and its government."""
        cast = self.so_far.analysis.cast.by_id
        if all(cast[w[1:]].kind == "person" for x in (p, q) for w in x.parties if w[1:] in cast):
            return False
        sides = [{cast[w[1:]].side or w for w in x.parties if w[1:] in cast} for x in (p, q)]
        return bool(sides[0] & sides[1])


def on_one_thing(a: Claim, b: Claim) -> bool:
    """Whether many do it about the same: `members vote on the deal`, `workers vote on the agreement`."""
    many = all(c.subject and c.subject.plural and not c.subject.parties and not c.object for c in (a, b))
    behind = [x for x in b.arguments if x[0] in _ABOUT]
    return many and any(k == other and same_thing(p, q) > 0 for k, p in a.arguments for other, q in behind)


@cache
def events() -> frozenset[str]:
    """Nouns for what an article may be about, and those for any of it."""
    told = table("events")["happenings"]
    return frozenset(w for group in told for w in group) | words("events", "any_event")


def _own(c: Claim) -> frozenset[str]:
    """The words that name who acts and what is acted on."""
    return frozenset(w for p in (c.subject, c.object) if p for w in p.words | p.parties)


def happened_once(c: Claim) -> bool:
    """Whether the clause tells of an act that the same people do or suffer once."""
    if c.negated or c.denied_by is not None or c.heading or c.nominal:
        return False
    kinds = {*c.classes, c.lemma}
    if c.modality == "planned":
        return bool(kinds & (words("once", "once") | words("once", "due")))
    return c.modality == "actual" and bool(kinds & words("once", "once"))
