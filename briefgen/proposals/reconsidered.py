"""What is kept and not decided, passed through the gate again before it is decided.

Articles, findings and edits may be others than when it was proposed: what the gate refuses now is not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefgen.analysis import analyse
from briefgen.errors import UserError
from briefgen.model import Briefing
from briefgen.proposals.gate import Gate
from briefgen.proposals.record import PREFIX, Kept, Passed, Refused, What, is_id

_ORDER: tuple[What, ...] = ("disagreement", "open_issue", "position", "role")
"""What rules miss most, and what tells a reader most, first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A proposal that wants a decision."""

    kept: Kept
    passed: Passed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconsidered:
    """What is left of the proposals that nobody has decided."""

    open: tuple[Open, ...] = ()
    """What passes, the likeliest to be of use first."""
    refused: tuple[tuple[str, str], ...] = ()
    """Of what no longer passes its id, and why."""


def reconsider(briefing: Briefing, kept: Sequence[Kept]) -> Reconsidered:
    """The open ones of what is kept, as the gate takes them now. Without any nothing is analysed."""
    undecided = [k for k in kept if k.state == "open"]
    if not undecided:
        return Reconsidered()
    gate = Gate(briefing, analyse(briefing.articles))
    found = {f.id for f in briefing.unedited.get("leaders", ())}
    passing: list[Open] = []
    refused: list[tuple[str, str]] = []
    for k in undecided:
        try:
            passed = gate.let(k.proposal)
        except Refused as error:
            refused.append((k.id, str(error)))
            continue
        if unknown := [w for w, _ in passed.entries if w.startswith("/") and w[1:] not in found]:
            refused.append((k.id, f"{unknown[0][1:]} is an addition of the analyst's: its role stands there"))
        else:
            passing.append(Open(kept=k, passed=passed))
    passing.sort(key=lambda one: _ORDER.index(one.passed.proposal.what))
    return Reconsidered(open=tuple(passing), refused=tuple(refused))


def parted(ids: Sequence[str], found: Collection[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Names of findings, and ids of proposals: what is named `proposals/ID`, or as an id of a proposal looks
    and as no finding is called. `found`: kind and id of each finding.
    """
    known = {id_ for _, id_ in found}
    mine = {
        name: name.removeprefix(PREFIX)
        for name in ids
        if name.startswith(PREFIX) or (is_id(name) and name not in known)
    }
    return [name for name in ids if name not in mine], [*dict.fromkeys(mine.values())]


def named(briefing: Briefing, kept: Sequence[Kept], ids: Sequence[str]) -> tuple[Open, ...]:
    """These proposals, as the gate lets them through now.

    Raises UserError where one is not there, is decided, or does not pass.
    """
    by_id = {k.id: k for k in kept}
    for id_ in ids:
        if id_ not in by_id:
            raise UserError(f"{id_}: there is no such finding or proposal; nothing was written")
        if (state := by_id[id_].state) != "open":
            raise UserError(f"{PREFIX}{id_}: is {state} already; nothing was written")
    done = reconsider(briefing, [by_id[id_] for id_ in ids])
    for id_, why in done.refused:
        raise UserError(f"{PREFIX}{id_}: {why}; nothing was written")
    return done.open
