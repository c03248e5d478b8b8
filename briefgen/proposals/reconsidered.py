"""What is kept and not decided, passed through the gate again before it is decided.

Articles, findings and edits may be others than when it was proposed: what the gate refuses now is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.analysis import analyse
from briefgen.model import Briefing
from briefgen.proposals.gate import Gate
from briefgen.proposals.record import Kept, Passed, Refused, What

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
