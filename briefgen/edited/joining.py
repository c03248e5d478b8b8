"""Findings that the analyst says are one: the one that stays takes what the others have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefgen.edited.desk import Desk
from briefgen.edited.naming import plain
from briefgen.edited.renaming import follow
from briefgen.editorial.applying import CALLED, Meant, given, hits, in_file, missed
from briefgen.editorial.references import Findings
from briefgen.editorial.references import Place as Known
from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position
from briefgen.model import Citation, Finding

_OF_ITSELF = frozenset({"merge", "reviewed", "seen"})
"""What may be said of a finding that is part of another one."""


def join(desk: Desk, meant: Sequence[Meant]) -> tuple[Meant, ...]:
    """Join what is one; the edits of the findings that are left.

    A merges B and B merges C: all are A. A circle, and a finding that two others take, stay as they are.
    """
    into = _into(desk, meant)
    last = {taken: _root(taken, into) for taken in into}
    takes: dict[Known, list[Known]] = {}
    for taken, by in into.items():
        takes.setdefault(by, []).append(taken)
    for keeper in meant:
        whole = [taken for taken in _taken(_place(keeper), takes) if last[taken] == _place(keeper)]
        if whole and _place(keeper) not in into:
            _join(desk, keeper, [id_ for _, id_ in whole])
    left = []
    for m in meant:
        if _place(m) not in into:
            left.append(m)
            continue
        said = [in_file(n) for n in given(m.edit) if n not in _OF_ITSELF]
        if said:
            keeper_id = last[_place(m)][1]
            desk.wrong(m, f"is one with {keeper_id} now: {', '.join(said)} must be said of that one")
    return tuple(left)


def _place(m: Meant) -> Known:
    return m.kind, m.id


def _into(desk: Desk, meant: Sequence[Meant]) -> dict[Known, Known]:
    """Each finding that is taken → the one that takes it."""
    found = desk.findings()
    hidden = {_place(m) for m in meant if m.edit.hide}
    takers: dict[Known, list[Meant]] = {}
    for m in meant:
        if m.edit.merge and m.edit.hide:
            desk.wrong(m, "is hidden, and can't take another one: hide both, or hide none")
            continue
        for name in dict.fromkeys(m.edit.merge):
            taken = _named(desk, found, m, name)
            if taken in hidden:
                desk.wrong(m, f"merge: {name} is hidden; take away its hide, or this")
            elif taken is not None:
                takers.setdefault(taken, []).append(m)
    into = {}
    for taken, by in takers.items():
        if len(by) > 1:
            for m in by:
                others = " and ".join(o.id for o in by if o is not m)
                desk.wrong(m, f"merge: {taken[1]} is taken by {others} too; it can be one with one of them")
        else:
            into[taken] = _place(by[0])
    return _without_circles(desk, meant, into)


def _named(desk: Desk, found: Findings, m: Meant, name: str) -> Known | None:
    """The finding of the same kind that is to be taken; a problem where there is none."""
    named = hits(found, name)
    own = [x for x in named if x[0] == m.kind]
    if not named:
        desk.wrong(m, f"merge: {missed({m.kind: found[m.kind]}, name, named)}")
    elif not own:
        called = CALLED.get(named[0][0], named[0][0])
        desk.wrong(m, f"merge: {name} is one of the {called}, and this is one of the {CALLED[m.kind]}")
    elif own[0] == _place(m):
        desk.wrong(m, "merge: names itself")
    else:
        return own[0]
    return None


def _without_circles(desk: Desk, meant: Sequence[Meant], into: Mapping[Known, Known]) -> dict[Known, Known]:
    by_place = {_place(m): m for m in meant}
    circles = {taken for taken in into if taken in _way(taken, into)}
    for taken in circles:
        desk.wrong(by_place[taken], f"merge: {_circle(taken, into)} take each other; one has to stay")
    return {taken: by for taken, by in into.items() if taken not in circles}


def _circle(taken: Known, into: Mapping[Known, Known]) -> str:
    return ", ".join(sorted({id_ for _, id_ in (taken, *_way(taken, into))}))


def _way(taken: Known, into: Mapping[Known, Known]) -> Iterator[Known]:
    """Those that take it, and take that one, and so on; in a circle each once."""
    seen: set[Known] = set()
    at = taken
    while at in into and into[at] not in seen:
        at = into[at]
        seen.add(at)
        yield at


def _root(taken: Known, into: Mapping[Known, Known]) -> Known:
    return [*_way(taken, into)][-1]


def _taken(keeper: Known, takes: Mapping[Known, Sequence[Known]]) -> list[Known]:
    """All that is taken by this one or by what it takes, its own first."""
    every: list[Known] = []
    left = [keeper]
    while left:
        own = takes.get(left.pop(), ())
        every += own
        left += reversed(own)
    return every


def _join(desk: Desk, keeper: Meant, ids: Sequence[str]) -> None:
    kind = keeper.kind
    kept, others = desk.get(kind, keeper.id), [desk.get(kind, i) for i in ids]
    first = min(n for n, f in enumerate(desk.all(kind)) if f.id in (kept.id, *ids))
    whole = _one(desk, kept, others)
    for other in others if isinstance(kept, Leader) else ():
        follow(desk, other, kept.name, same=kept.id)
    desk.found[kind] = [f for f in desk.all(kind) if f.id not in (kept.id, *ids)]
    desk.add(kind, replace(whole, edited=(*kept.edited, "merge")), first)
    desk.joined.setdefault(kind, {}).update(dict.fromkeys(ids, kept.id))
    if isinstance(kept, Leader):
        desk.point("leaders", dict.fromkeys(ids, (kept.id,)))


def _one(desk: Desk, kept: Finding, others: Sequence[Finding]) -> Finding:
    """The finding with what the others have besides. Who joins them has read them: it is folded no more."""
    both = (kept, *others)
    if isinstance(kept, Leader):
        return _one_leader(desk, kept, [f for f in others if isinstance(f, Leader)])
    topics = tuple(dict.fromkeys(t for f in both for t in getattr(f, "topics", ())))
    citations = tuple(dict.fromkeys(c for f in both for c in f.citations))
    if isinstance(kept, OpenIssue):
        movers = tuple(dict.fromkeys(m for f in both for m in getattr(f, "whose_move", ())))
        return replace(kept, citations=citations, topics=topics, whose_move=movers, confidence="high")
    if isinstance(kept, Disagreement):
        sides = _sides([side for f in both for side in getattr(f, "sides", ())])
        return replace(kept, citations=citations, sides=sides, topics=topics, confidence="high")
    assert isinstance(kept, Position)
    return replace(kept, citations=citations, topics=topics, confidence="high")


def _one_leader(desk: Desk, kept: Leader, others: Sequence[Leader]) -> Leader:
    both = (kept, *others)
    names = dict.fromkeys(name for f in both for name in (f.name, *f.aliases))
    roles: dict[tuple[str, Citation], tuple[str, Citation]] = {}
    for f in both:
        for words, c in f.roles:
            roles.setdefault((words.lower(), c), (words, c))
    return replace(
        kept,
        aliases=tuple(name for name in names if name != kept.name),
        side=next((f.side for f in both if f.side), None),
        roles=tuple(roles.values()),
        home=next((f.home for f in both if f.home), None),
        citations=desk.in_order([c for f in both for c in f.citations]),
        anonymous=all(f.anonymous for f in both),
        aside=all(f.aside for f in both),
    )


def _sides(sides: Sequence[Side]) -> tuple[Side, ...]:
    """The sides, those of one label as one."""
    by_label: dict[str, list[Side]] = {}
    for side in sides:
        by_label.setdefault(plain(side.label), []).append(side)
    return tuple(
        replace(
            same[0],
            citations=tuple(dict.fromkeys(c for side in same for c in side.citations)),
            marks=tuple(dict.fromkeys(m for side in same for m in side.marks)),
        )
        for same in by_label.values()
    )
