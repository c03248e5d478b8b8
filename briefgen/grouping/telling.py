"""A proposal in lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.grouping.moving import Move
from briefgen.grouping.record import Group, Member, Proposal

_TITLE = 70


def lines(proposal: Proposal) -> Iterator[str]:
    """The groups with what binds them, what stays alone and why, and a line that sums up."""
    for group in proposal.groups:
        yield from _group(group)
    if proposal.alone:
        yield f"stay where they are ({len(proposal.alone)}):"
    for one in proposal.alone:
        yield f"    {one.path}  {_short(one.title)}: {one.why}"
    count = sum(len(g.members) for g in proposal.groups)
    new = sum(not g.exists for g in proposal.groups)
    yield f"{_counted(count, 'article')} for {_counted(len(proposal.groups), 'folder')} ({new} new); " + (
        f"{len(proposal.alone)} stay where they are"
    )


def moved(moves: Iterable[Move], seeds: str) -> Iterator[str]:
    """What was moved, a line each: enough to move it back by hand."""
    for move in moves:
        yield f"moved {seeds}/{move.source} → {seeds}/{move.target}"


def _group(group: Group) -> Iterator[str]:
    there = ", which is there" if group.exists else ""
    days = " to ".join(d.isoformat() for d in group.days) or "days not known"
    yield f"{group.folder}/{there}: {_counted(len(group.members), 'article')}, {days}"
    if group.names:
        yield f"    names: {', '.join(group.names)}"
    if group.words:
        yield f"    words: {', '.join(group.words)}"
    for m in group.members:
        yield f"    {_likeness(m, group)}  {m.day or '    –     '}  {m.path}  {_short(m.title)}"


def _likeness(member: Member, group: Group) -> str:
    return f"{member.likeness:.2f}" if len(group.members) > 1 else "    "


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
