"""Whether two numbers measure the same thing, and what that thing is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from briefgen.analysis.claims import Phrase, same_thing
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.measures import MONTHS, PERIODS, Measure, canonical
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table, words

_FACING = frozenset({"face", "carry", "risk"})
_ASKING = frozenset({"ask", "seek", "demand", "request", "recommend", "want", "propose"})
_STEM = 5
_SEVERAL = 3
"""So many numbers a source may give of one thing: stages, a headline, what two sides say."""
_FAR = 10.0
"""Two values of which one is so many times the other count different things."""


class Sameness:
    """The numbers of a briefing, by what they measure."""

    def __init__(self, so_far: SoFar) -> None:
        self.so_far = so_far
        self.measures = so_far.analysis.measures
        self.leads = so_far.analysis.leads

    def groups(self) -> Iterator[list[Measure]]:
        """Measures of the same thing, in order of the text."""
        index: dict[tuple[str, str, str, str], list[Measure]] = {}
        for m in self.measures:
            if not m.part:
                index.setdefault((m.kind, m.thing, m.of, m.quantity.dimension), []).append(m)
        for members in index.values():
            if members[0].kind != "toll" and _is_common(members):
                continue
            yield from self._joined(members)

    def _joined(self, members: Sequence[Measure]) -> Iterator[list[Measure]]:
        left = list(members)
        while left:
            group, todo = [], [left.pop(0)]
            while todo:
                m = todo.pop()
                group.append(m)
                near = [n for n in left if self.same(m, n)]
                left = [n for n in left if n not in near]
                todo.extend(near)
            if len(group) > 1:
                yield sorted(self._chief(group), key=lambda m: (m.source, m.start))

    def same(self, m: Measure, n: Measure) -> bool:
        """Whether both measure one thing of one event."""
        if m.background or n.background or m.elsewhere or n.elsewhere:
            if not (m.background and n.background and m.times & n.times and m.places & n.places):
                return False
        elif times_apart(m, n):
            return False
        if m.source == n.source and m.sentence == n.sentence:
            return False  # a list, or stages
        if max(m.quantity.low, n.quantity.low) > _FAR * min(m.quantity.high, n.quantity.high):
            return False
        if m.places and n.places and not m.places & n.places and not self._of_one_place(m, n):
            return False
        if m.rate != n.rate or (m.kind == "toll" and m.hours and n.hours and not m.hours & n.hours):
            return False
        named = m.kind == "lasting" and (m.quantity.hyphen or n.quantity.hyphen)  # “a five-day truce”
        if (m.planned != n.planned and not named) or (
            m.kind != "age" and m.others and n.others and not m.others & n.others
        ):
            return False
        return _KINDS.get(m.kind, Sameness._amount)(self, m, n)

    def _of_one_place(self, m: Measure, n: Measure) -> bool:
        """Whether both articles begin with it, and one knows each place that the other names with it."""
        fits = [
            x.places <= self.leads.known(y.source) or x.at <= self.leads.starts[x.source]
            for x, y in ((m, n), (n, m))
        ]
        either = m.places <= self.leads.known(n.source) or n.places <= self.leads.known(m.source)
        return all(fits) and either and self._both_lead(m, n)

    def clearly(self, m: Measure, n: Measure) -> bool:
        """Whether two passages of one source give the same thing without a doubt."""
        if m.source != n.source:
            return False
        return m.heading != n.heading or m.kind in {"lasting", "magnitude"}

    def _toll(self, m: Measure, n: Measure) -> bool:
        if telling(m) != telling(n):
            return False
        if self._both_lead(m, n) or self._same_beside(m, n):
            return True
        return len(self._shared(m, n)) > 1 and self._named(m, n) and self._named(n, m)

    def _count(self, m: Measure, n: Measure) -> bool:
        if not (one_owner(m, n) and one_owner(n, m)):
            return False
        if m.thing in words("measures", "nouns_people") and not acts_with(m) & acts_with(n):
            return False
        if not (self._told(m, n) and self._told(n, m)):
            return False
        if self.linked(m, n) and _one_act(m, n) and self._covers(m, n) and self._covers(n, m):
            return True
        if not _found(telling(m), n) or not _found(telling(n), m):
            return False
        mine, other = acts_with(m), acts_with(n)
        if (mine or other) and not self._near(m, n):
            return False
        if (
            mine & other
            or (m.heading and not mine and other & m.around)
            or (n.heading and not other and mine & n.around)
        ):
            return True
        if mine or other:
            return False
        if not (self.knows_places(m, n) and self.knows_places(n, m)):
            return False
        if telling(m) != telling(n):
            return True  # “striking workers”, “a strike by workers”
        return (
            _is_there(m)
            and _is_there(n)
            and self.linked(m, n)
            and self.knows_places(m, n)
            and self.knows_places(n, m)
        )

    def _told(self, m: Measure, n: Measure) -> bool:
        """Whether the other sentence, or its article's head, has the names that narrow the thing."""
        return all(
            w.removeprefix("@") in n.where | n.around | self.leads.words[n.source] or w in n.around
            for w in m.names - n.names
        )

    def _covers(self, m: Measure, n: Measure) -> bool:
        """Whether the other sentence has each word that narrows the thing, or both articles begin with it."""
        both = self.leads.words[m.source] & self.leads.words[n.source]
        return _found(telling(m) - both, n)

    def knows_places(self, m: Measure, n: Measure) -> bool:
        """Whether the other article's head names every place of the sentence."""
        return m.where - n.where <= self.leads.words[n.source]

    def _named(self, m: Measure, n: Measure) -> bool:
        """Whether the other article names every place of the sentence."""
        return m.where <= self.leads.names[n.source]

    def _lasting(self, m: Measure, n: Measure) -> bool:
        sitting = m.thing in words("measures", "sittings") and not (m.parties and n.parties)
        if sitting and m.source != n.source and self._both_lead(m, n):
            return True  # the talks that both reports begin with
        if not _found(telling(m), n) or not _found(telling(n), m):
            return False
        if m.parties and n.parties:
            return m.parties <= n.parties or n.parties <= m.parties
        if "sentence" in (m.thing, m.of) and not of_one_stage(m, n):
            return False
        if "sentence" in (m.thing, m.of) and not self._both_lead(m, n):
            return any(w.startswith("@") for w in m.around & n.around)  # whose sentence it is
        return m.source == n.source or self.linked(m, n)

    def _vote(self, m: Measure, n: Measure) -> bool:
        """Votes on the same: the leads of both, or clauses with the same object."""
        if m.claim is None or n.claim is None:
            return False
        same = (
            same_thing(m.claim.object, n.claim.object) > 0 or same_thing(m.claim.subject, n.claim.subject) > 1
        )
        return m.source != n.source and self.linked(m, n) and (same or self._both_lead(m, n))

    def _population(self, m: Measure, n: Measure) -> bool:
        if m.names and n.names:
            return bool(m.names & n.names)
        known = (m.names or n.names) <= self.leads.words[n.source] & self.leads.words[m.source]
        return bool(m.narrowing & n.narrowing) and known and self.linked(m, n)

    def _magnitude(self, m: Measure, n: Measure) -> bool:
        return self.linked(m, n)

    def _amount(self, m: Measure, n: Measure) -> bool:
        """Money, shares, lengths: the same noun or verb, the same who, and the same event."""
        if not _found(telling(m), n) or not _found(telling(n), m) or not self._near(m, n):
            return False
        if m.source == n.source or not self._told(m, n) or not self._told(n, m):
            return False
        if m.kind == "percent" and (m.around | n.around) & words("measures", "surveys"):
            return False
        return bool(m.others & n.others) or len(self._shared(m, n)) > 2 or _one_act(m, n)

    def _near(self, m: Measure, n: Measure) -> bool:
        """Whether the articles, or at least the sentences, speak of one thing."""
        return self.linked(m, n) or len(self._shared(m, n)) > 1

    def _age(self, m: Measure, n: Measure) -> bool:
        if m.thing == "person":
            return False  # “the 27-year-old”: who that is, the sentence does not say
        return m.thing.startswith("@") or (m.source != n.source and self._both_lead(m, n))

    def _same_beside(self, m: Measure, n: Measure) -> bool:
        """Whether another toll of the same sentence is the same in both: one event."""
        mine, other = self._beside(m), self._beside(n)
        return bool(mine & other)

    def _beside(self, m: Measure) -> set[tuple[str, float]]:
        return {
            (o.thing, o.quantity.value)
            for o in self._tolls.get((m.source, m.sentence), ())
            if o is not m and o.thing != m.thing
        }

    @cached_property
    def _tolls(self) -> Mapping[tuple[str, str], list[Measure]]:
        out: dict[tuple[str, str], list[Measure]] = {}
        for m in self.measures:
            if m.kind == "toll":
                out.setdefault((m.source, m.sentence), []).append(m)
        return out

    def _shared(self, m: Measure, n: Measure) -> frozenset[str]:
        own = {m.thing, m.of, *table("measures")["tolls"].get(m.thing, {}).get("verbs", ())}
        return m.around & n.around - own - words_of("generic")

    def _both_lead(self, m: Measure, n: Measure) -> bool:
        """Whether both stand where their articles tell the event, and the articles tell one event."""
        return self._leads_with(m) and self._leads_with(n) and self.linked(m, n)

    def _leads_with(self, m: Measure) -> bool:
        """Whether it stands at the head of its article, or is called the toll."""
        return m.at < self.leads.ends[m.source] or "toll" in m.around

    def _chief(self, group: Sequence[Measure]) -> list[Measure]:
        """Without what stands further down where an article tells its toll at its head: parts and stages."""
        if group[0].kind != "toll":
            return list(group)
        chief = [m for m in group if self._leads_with(m)]
        heads = {m.source for m in chief}
        return [m for m in group if m.source not in heads or m in chief]

    def linked(self, m: Measure, n: Measure) -> bool:
        """Whether both articles tell one event."""
        return self.leads.linked(m.source, n.source)


_KINDS = {
    "toll": Sameness._toll,
    "count": Sameness._count,
    "lasting": Sameness._lasting,
    "magnitude": Sameness._magnitude,
    "age": Sameness._age,
    "vote": Sameness._vote,
    "population": Sameness._population,
}


def _is_common(members: Sequence[Measure]) -> bool:
    """Whether one source gives so many numbers of the thing that it can't be one thing."""
    values: dict[str, set[float]] = {}
    for m in members:
        values.setdefault(m.source, set()).add(m.quantity.value)
    return any(len(v) > _SEVERAL for v in values.values())


def of_one_stage(m: Measure, n: Measure) -> bool:
    """Whether both tell what a court may give, or what is asked of it, or what it gave."""
    stages = [
        "" if x.claim is None
        else "may" if x.claim.lemma in _FACING or x.claim.modality in {"possible", "conditional"}
        else "asked" if x.claim.lemma in _ASKING else ""
        for x in (m, n)
    ]  # fmt: skip
    return stages[0] == stages[1]


def times_apart(m: Measure, n: Measure) -> bool:
    """Whether the sentences name times of which none is the same, or another month, year or quarter."""
    if not m.times or not n.times:
        return False
    years = {w for w in m.times | n.times if w.isdigit()}
    for kind in (MONTHS, PERIODS, years):
        if m.times & kind and n.times & kind and not m.times & n.times & kind:
            return True
    days = [x.times - MONTHS - PERIODS - years for x in (m, n)]
    return bool(days[0] and days[1]) and not m.times & n.times


def acts_with(m: Measure) -> frozenset[str]:
    """What is done with what is counted; nothing where it is only said to be there."""
    return frozenset(map(canonical, m.acts - words_of("light") - words("measures", "occurring")))


def _found(telling: frozenset[str], other: Measure) -> bool:
    """Whether the other sentence has each word, or one of its stem."""
    return all(any(w[:_STEM] == o[:_STEM] for o in other.around) for w in telling)


def _one_act(m: Measure, n: Measure) -> bool:
    """Whether both clauses tell the same of one thing: `left the tracks`, `the train was travelling at`."""
    a, b = m.claim, n.claim
    if a is None or b is None or not a.classes & b.classes or a.negated or b.negated:
        return False
    behind = dict(b.arguments)
    roles = [(a.subject, b.subject), (a.object, b.object), *((p, behind.get(k)) for k, p in a.arguments)]
    pairs = [(p, q) for p, q in roles if p and q and not holds(p, m) and not holds(q, n)]
    return bool(pairs) and all(same_thing(p, q) for p, q in pairs)


def holds(p: Phrase, m: Measure) -> bool:
    """Whether the number stands in the phrase."""
    return p.start <= m.label[0] < p.end


def one_owner(m: Measure, n: Measure) -> bool:
    """Whether nobody else has what is counted: a party's seats are not its rival's."""
    c = m.claim
    if c is None or c.lemma not in words("measures", "having") or c.subject is None or c.subject.pronoun:
        return True
    other = n.claim.subject if n.claim is not None else None
    return other is None or other.pronoun or holds(other, n) or same_thing(c.subject, other) > 0


def _is_there(m: Measure) -> bool:
    """Whether the text says of it that it was there, or is a label."""
    return m.heading or m.attached or bool(m.acts & words("measures", "occurring"))


def telling(m: Measure) -> frozenset[str]:
    """Words that set what is measured apart from others of its kind: `registered` voters."""
    return m.narrowing - words("things", "loose") - words_of("generic")


__all__ = ["Sameness", "acts_with", "holds", "of_one_stage", "one_owner", "telling", "times_apart"]
