"""Date: two times of day for one act."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from briefgen.analysis.claims import Claim, same_thing, times_clash
from briefgen.analysis.clocks import Clock, can_be_compared, find_clocks, minutes_apart
from briefgen.findings.disagreements.acts import Acts, happened_once
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, by_class, disagreement, title_of
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words

Times = tuple[Clock, ...]
"""One moment in one zone or two."""
_APART = 10
"""Minutes: less is what two watches differ by."""


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Acts at two times of day."""
    return tuple(_compare(so_far))


def _compare(so_far: SoFar) -> Iterator[Disagreement]:
    acts = Acts(so_far)
    timed = [(c, at) for c in so_far.analysis.claims if happened_once(c) and (at := _time(so_far, c))]
    at_of = {id(c): at for c, at in timed}
    shown: set[frozenset[int]] = set()
    for members in by_class(c for c, _ in timed).values():
        for a, b in combinations(members, 2):
            pair = frozenset((id(a), id(b)))
            if pair in shown or not _differ(at_of[id(a)], at_of[id(b)]) or not acts.one(a, b):
                continue
            shown.add(pair)
            if (
                times_clash(a, b)
                or _also(so_far, at_of[id(a)], b.source)
                or _also(so_far, at_of[id(b)], a.source)
            ):
                continue
            if item := _item(so_far, (a, at_of[id(a)]), (b, at_of[id(b)])):
                yield item
    for a, b, at, other in _of_things(so_far):
        pair = frozenset((id(a), id(b)))
        if pair in shown or _also(so_far, at, b.source) or _also(so_far, other, a.source):
            continue
        shown.add(pair)
        if item := _item(so_far, (a, at), (b, other)):
            yield item


def _of_things(so_far: SoFar) -> Iterator[tuple[Claim, Claim, Times, Times]]:
    """`a curfew from 8 p.m.` against `a curfew that starts at 10 p.m.`: things that begin at an hour."""
    begun = [
        (c, p, at)
        for c in so_far.analysis.claims
        if not c.negated and not c.nominal and c.denied_by is None and (at := _time(so_far, c)) is not None
        for p in (c.subject, c.object, *(p for _, p in c.arguments))
        if p is not None and p.noun in words("once", "timed") and _is_begin(so_far, c, at)
    ]
    for (a, p, at), (b, q, other) in combinations(begun, 2):
        told_apart = so_far.analysis.leads.apart(a.source, b.source) and _differ(at, other)
        if told_apart and same_thing(p, q) > 0:
            yield a, b, at, other


def _is_begin(so_far: SoFar, c: Claim, at: Times) -> bool:
    """Whether the hour is that from which it holds."""
    before = so_far.article(c.source).text[c.start : c.start + at[0].start].lower().split()[-1:]
    return before in (["from"], ["at"], ["after"])


def _time(so_far: SoFar, c: Claim) -> Times | None:
    """The one time of day that the clause names, twice where it is given in two zones."""
    text = so_far.article(c.source).text
    found = tuple(find_clocks(text[c.start : c.end]))
    if len(found) == 2 and text[c.start + found[0].end :].lstrip(". ").startswith("("):
        return found  # “4 a.m. (0200 GMT)”
    return found if len(found) == 1 else None


def _differ(a: Times, b: Times) -> bool:
    """Whether both give times that can be compared, and none of them is the other's."""
    pairs = [(x, y) for x in a for y in b if can_be_compared(x, y)]
    return bool(pairs) and all(minutes_apart(x, y) >= _APART for x, y in pairs)


def _also(so_far: SoFar, at: Times, source: str) -> bool:
    """Whether the other article has this time too."""
    return any(not _differ(at, (o,)) for s in so_far.article(source).sentences for o in find_clocks(s.text))


def _item(so_far: SoFar, *told: tuple[Claim, Times]) -> Disagreement | None:
    title = title_of(so_far, [c for c, _ in told])
    clause = title.removeprefix("Whether ")
    return disagreement(
        so_far,
        (
            Passage(
                source=c.source, start=c.start, end=c.end, value=f"{at[0].low} {at[0].high} {at[0].offsets}",
                label=(c.start + at[0].start, c.start + at[0].end),
            )
            for c, at in told
        ),
        kind="date",
        title=f"Time of {title}" if clause == title else f"At what time {clause}",
        rule="date/clock",
    )  # fmt: skip
