"""Quantity: two figures for one thing that lie close together, neither of which the other article knows.

Two numbers of one noun that differ by a little in two reports of one event are seldom of two things: news
gives few numbers for each of its things, and they are of every size. So where the words around them differ
too much for `measured` to know them as one, closeness is the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from briefgen.analysis.actors.words import is_office
from briefgen.analysis.claims import Phrase, content, same_thing
from briefgen.analysis.claims.phrases import thing_names, words_of
from briefgen.analysis.measures import Measure
from briefgen.analysis.quantities import can_both_be_right
from briefgen.findings.disagreements.measured import (
    Sameness,
    acts_with,
    holds,
    of_one_stage,
    one_owner,
    telling,
    times_apart,
)
from briefgen.language.lexicon import table, words

_CLOSE = 2.0
"""The greater of two close figures is at most so many times the smaller."""
_WIDE = 3.0
"""The same of crowds, evacuees and homes without power, which nobody counts one by one."""
_CLOSER = 1.5
"""The same where one of them is narrowed by what the other does not say."""
_TELLING = 2
"""Words that two sentences share, beside what is measured, by which they tell of one thing."""
_TIMED = re.compile(r"\b(?:last|next|previous|earlier|later|coming|another|further)\b", re.IGNORECASE)
_RAISES = frozenset({"raise", "rise"})
_BEFORE = 12
"""Code points before a number in which `margin of` stands."""
_LEADING = re.compile(r"\b(?:majority|margin|lead) of $", re.IGNORECASE)
_NEEDED = re.compile(r"\s+(?:needed|required|necessary)\b", re.IGNORECASE)
_COMPARING = re.compile(r"\s+(?:short|shy|away|ahead|behind|more|fewer|clear)\b", re.IGNORECASE)
_NEEDING = frozenset({"need", "require"})
_FEW = 10
"""Of so few, numbers are close by chance: the sentences must share more."""
_ONE = 2
"""A thing of which there are fewer is told apart by no number."""


class Near:
    """The numbers of a briefing that may be near another's."""

    def __init__(self, same: Sameness) -> None:
        self.same = same
        self.index: dict[tuple[str, str], list[Measure]] = {}
        for m in same.measures:
            self.index.setdefault(_sort(m), []).append(m)

    def groups(self) -> Iterator[list[Measure]]:
        """Figures of one thing, at least two, in order of the text."""
        for members in self.index.values():
            told = [m for m in members if _may_be_near(m)]
            groups: list[list[Measure]] = []
            for m, n in combinations(told, 2):
                if self._are_near(m, n) and self._alone(m, n, told) and self._alone(n, m, told):
                    met = [g for g in groups if m in g or n in g]
                    groups = [g for g in groups if g not in met]
                    groups.append([o for o in told if o in (m, n) or any(o in g for g in met)])
            yield from (sorted(g, key=lambda m: (m.source, m.start)) for g in groups)

    def _alone(self, m: Measure, n: Measure, told: Sequence[Measure]) -> bool:
        """Whether n's article has no other figure that m could be set against."""
        return all(
            can_both_be_right(o.quantity, n.quantity)
            for o in told
            if o.source == n.source and self._are_near(m, o)
        )

    def _are_near(self, m: Measure, n: Measure) -> bool:
        """Whether two reports of one event give two close figures of one thing."""
        if not self.same.leads.apart(m.source, n.source):
            return False
        if _times(m, n) > _CLOSER and not self.same.leads.alike(m.source, n.source):
            return False
        if _rate(m) != _rate(n) or can_both_be_right(m.quantity, n.quantity) or self._surveyed(m, n):
            return False
        if (
            m.quantity.value == n.quantity.value
            or self._compares(m) != self._compares(n)
            or self._is_needed(m) != self._is_needed(n)
        ):
            return False  # “12 dollars”, “not above 12 dollars”
        due = words("measures", "imposed") | words("measures", "prices")
        fined = m.kind.startswith("money") and {m.thing, n.thing} <= due
        raised = _is_raise(m, n)  # “will get a raise”, “the deal raises wages by”
        if m.planned != n.planned and not fined and not raised and not self._told_ahead(m, n):
            return False  # what was done, and what is to be done
        if not _kindred(m, n):
            return False
        if (
            m.kind not in {"toll", "age"}
            and m.thing != n.thing
            and not (_shared(m, n) or self._both_lead(m, n))
        ):
            return False
        if times_apart(m, n) or (m.hours and n.hours and not m.hours & n.hours):
            return False
        widely = m.kind == "toll" and table("measures")["tolls"][m.thing].get("whoever")
        if _times(m, n) > (_WIDE if widely else _CLOSE) or self._given(m, n) or self._given(n, m):
            return False
        return self._one_scene(m, n) and (m.kind == "age" or (_one_kind(m, n) and _one_part(m, n)))

    def _is_needed(self, m: Measure) -> bool:
        """`the 1,237 delegates needed`."""
        text = self.same.so_far.article(m.source).text
        return _NEEDED.match(text, m.noun[1] if m.noun else m.label[1]) is not None

    def _both_lead(self, m: Measure, n: Measure) -> bool:
        """Whether both stand where their articles tell the event."""
        return all(x.at < self.same.leads.ends[x.source] for x in (m, n))

    def _compares(self, m: Measure) -> bool:
        """Whether it says by how many more or fewer: `nine seats short of`, `a margin of nine seats`."""
        text = self.same.so_far.article(m.source).text
        if _LEADING.search(text, max(0, m.label[0] - _BEFORE), m.label[0]):
            return True
        if m.thing == "vote" and text.startswith("by ", max(0, m.label[0] - 3)):
            return True
        end = m.noun[1] if m.noun else m.label[1]
        return _COMPARING.match(text, end) is not None

    def _surveyed(self, m: Measure, n: Measure) -> bool:
        """Whether the two are what different people said when asked."""
        if m.kind in {"toll", "age"} or m.thing in words("measures", "voting"):
            return False
        heads = self.same.leads.words[m.source] | self.same.leads.words[n.source]
        asked = bool(heads & words("measures", "of_surveys"))
        told = bool((m.around | n.around) & words("measures", "surveys")) or "point" in (m.thing, n.thing)
        return told or (asked and m.kind in {"percent", "count"})

    def _told_ahead(self, m: Measure, n: Measure) -> bool:
        """Whether one report tells as done what the other tells as decided: `recalled`, `will recall`."""
        told = (self.same.so_far.article(x.source).text[x.start : x.end] for x in (m, n))
        return (
            _times(m, n) <= _CLOSER
            and bool(acts_with(m) & acts_with(n))
            and not any(map(_TIMED.search, told))
        )

    def _given(self, m: Measure, n: Measure) -> bool:
        """Whether n's article has m's figure too."""
        return any(
            o.source == n.source and can_both_be_right(o.quantity, m.quantity)
            for o in self.index[_sort(m)]
            if _may_be_kin(m, o)
        ) or self._sums_up(n, m)

    def _sums_up(self, n: Measure, m: Measure) -> bool:
        """Whether the figures of n's clause come to m's: seven men and two women are nine people."""
        beside = [
            o.quantity.value
            for o in self.same.measures
            if (o.source, o.sentence) == (n.source, n.sentence)
            and o.quantity.dimension == n.quantity.dimension
        ]
        return len(beside) > 1 and sum(beside) == m.quantity.value

    def _one_scene(self, m: Measure, n: Measure) -> bool:
        """Whether nobody and no place is named that the other report does not know."""
        placed = self._is_narrower(m, n), self._is_narrower(n, m)
        known = self.same.leads.known
        if m.places and n.places and not m.places & n.places:
            fits = m.places <= known(n.source) or n.places <= known(m.source)
            if any(placed) or (m.kind in {"toll", "count"} and not fits):
                return False
        if m.kind != "age" and m.others and n.others and not m.others & n.others:
            return False
        if not (one_owner(m, n) and one_owner(n, m)):
            return False
        if any(placed) and m.kind in {"toll", "count"}:
            # The figure of one place can't be greater than that of all.
            return placed != (True, True) and _times(m, n) > 1 and placed[m.quantity.value < n.quantity.value]
        return not any(placed)

    def _is_narrower(self, m: Measure, n: Measure) -> bool:
        """Whether m's sentence names a place of which n's article knows nothing.

        At the head of an article it is that of the event: in its first sentence whatever it is called, in
        those behind it where one of its places is known.
        """
        if self.same.knows_places(m, n):
            return False
        leads = self.same.leads
        if m.at <= leads.starts[m.source]:
            return False
        return not (m.at < leads.ends[m.source] and m.where & leads.known(n.source))


def _sort(m: Measure) -> tuple[str, str]:
    """What only figures of one sort have in common."""
    return m.kind, m.quantity.dimension if m.kind != "toll" else m.thing


def _kindred(m: Measure, n: Measure) -> bool:
    """Whether the words for the two things may mean one, where the figures are as close as they are."""
    if m.kind == "toll":
        if m.of == n.of or table("measures")["tolls"][m.thing].get("whoever") or _kin(m.of) & _kin(n.of):
            return True
        if "body" in (m.of, n.of):
            body, other = (m, n) if m.of == "body" else (n, m)
            if body.quantity.low <= other.quantity.high:
                return False  # of the dead not all are found
        return not (m.of and n.of) and _times(m, n) <= _CLOSER
    if m.kind == "age":
        far = _times(m, n) > _CLOSER and len(_shared(m, n)) < _TELLING
        named = m.thing.startswith("@") or n.thing.startswith("@")
        if named and {m.thing, n.thing} & words("things", "relatives"):
            return False
        return not far and not (m.thing != n.thing and {m.thing[:1], n.thing[:1]} == {"@"})
    if m.thing == n.thing:
        return True
    lasting = m.kind == "lasting"
    return _times(m, n) <= (_CLOSE if lasting else _CLOSER) and _may_be_kin(m, n)


def _may_be_kin(m: Measure, n: Measure) -> bool:
    return m.thing == n.thing or m.kind in {"toll", "age"} or bool(_kin(m.thing) & _kin(n.thing))


@cache
def _kin(noun: str) -> frozenset[int]:
    """The groups of nouns that reporters may choose from for one thing."""
    groups = table("things")["kin"]
    found = {i for i, g in enumerate(groups) if noun in g or any(thing_names().get(w) == noun for w in g)}
    if noun not in words("measures", "nouns_people") and is_office(noun):
        found |= {i for i, g in enumerate(groups) if "worker" in g}  # miners, dockers, nurses
    return frozenset(found)


def _shared(m: Measure, n: Measure) -> frozenset[str]:
    """Telling words of both sentences, beside the nouns of what is counted."""
    return m.around & n.around - {m.thing, n.thing} - words_of("generic")


def _may_be_near(m: Measure) -> bool:
    if m.part or m.elsewhere or m.background or m.quantity.bound == "vague":
        return False
    return m.kind != "population" and m.quantity.value >= _ONE


def _rate(m: Measure) -> str:
    """For what it counts, where that is not the whole time: a rise over three years is one rise."""
    return "" if m.rate.startswith("over ") else m.rate


def _times(m: Measure, n: Measure) -> float:
    """How many times the smaller figure the greater one is at least."""
    low, high = sorted((m.quantity, n.quantity), key=lambda q: q.value)
    return high.low / max(low.high, 1e-9)


def _one_kind(m: Measure, n: Measure) -> bool:
    """Whether what narrows and befalls the things does not set them apart."""
    mine, other = acts_with(m), acts_with(n)
    if m.kind == "count" and m.thing in words("measures", "nouns_people"):
        return bool(mine & other)
    if not mine and not other and m.thing in words("names", "places"):
        return False  # “in five states”: where something else is
    narrowed, narrowing = telling(m), telling(n)
    if narrowed and narrowing and not narrowed & narrowing and not m.others & n.others:
        return False
    few = m.kind == "count" and min(m.quantity.value, n.quantity.value) < _FEW
    if few and not mine & other and not _shared(m, n):
        return False
    if ("badly" in narrowed) != ("badly" in narrowing):
        return False  # of all who were hurt, some
    if m.kind == "lasting" or m.kind == "toll":
        return m.kind == "lasting" or _times(m, n) <= _CLOSER or narrowed == narrowing
    close = _times(m, n) <= _CLOSER
    if narrowed != narrowing and not close and not m.others & n.others:
        return False
    return close or m.thing == "job" or not mine or not other or bool(mine & other)


def _one_part(m: Measure, n: Measure) -> bool:
    """Whether the clauses do not tell of two things: `left the tracks`, `left the ferry`."""
    a, b = m.claim, n.claim
    if a is None or b is None:
        return True
    if "include" in {a.lemma, b.lemma} and (a.lemma == "include") == (m.quantity.value < n.quantity.value):
        return False  # a part, which is smaller than the whole
    if (a.lemma in _NEEDING) != (b.lemma in _NEEDING):
        return False  # what is needed, and what there was
    if "sentence" in (m.thing, n.thing) and not of_one_stage(m, n):
        return False
    if m.kind == "percent" and {a.lemma, b.lemma} & words("measures", "opining"):
        return False
    if {m.thing, n.thing} <= words("measures", "imposed"):
        p, q = (c.subject if c.lemma == "pay" else c.object or c.subject for c in (a, b))
        whoever = p is None or q is None or p.pronoun or q.pronoun or _may_be_its(p, q)
        shared = content(a) & content(b) - {m.thing, n.thing}
        return whoever or bool(shared)  # “fined the firm”, “it must pay”
    if m.kind == "ago" or (m.kind.startswith("money") and {m.thing, n.thing} <= words("measures", "prices")):
        return True  # “sold it to the bank for”, “the bank is to pay for it”
    if _is_raise(m, n) and (a.modality == "wanted") != (b.modality == "wanted"):
        return False  # what is asked for, and what is offered
    if _is_raise(m, n):
        return not acts_with(m) or not acts_with(n) or bool(acts_with(m) & acts_with(n))
    if m.kind.startswith("money") and m.places & n.places:
        return True
    if m.others & n.others or (m.kind in {"count", "toll"} and not a.classes & b.classes):
        return True
    return all(
        p is None or q is None or _may_be_its(p, q) or p.pronoun or q.pronoun or _is_it(p, m) or _is_it(q, n)
        or same_thing(p, q) > 0 or bool(p.parties & q.parties)
        for p, q in ((a.subject, b.subject), (a.object, b.object))
    )  # fmt: skip


def _is_raise(m: Measure, n: Measure) -> bool:
    """Whether both are of what is paid: a raise, and a rise that is named as such."""
    things = {m.thing, n.thing}
    return things == {"raise"} or (things == _RAISES and all(x.noun for x in (m, n) if x.thing == "rise"))


def _may_be_its(p: Phrase, q: Phrase) -> bool:
    """A name, and a noun that may stand for it: `Tarn Air`, `the airline`."""
    nouns = [x for x in (p, q) if not x.parties]
    return len(nouns) == 1 and not (nouns[0].indefinite or nouns[0].plural or nouns[0].number)


def _is_it(p: Phrase, m: Measure) -> bool:
    """Whether the phrase has the number in it, or names what is measured: `turnout was 61 percent`."""
    paid = m.thing == "raise" and p.noun in words("measures", "pay")
    return paid or holds(p, m) or (m.noun is not None and p.start <= m.noun[0] < p.end)


__all__ = ["Near"]
