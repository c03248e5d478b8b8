"""What of a model's proposals goes into proposals.yml: what the gate lets through, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.proposals.gate import Gate
from briefgen.proposals.kept import changing
from briefgen.proposals.record import (
    REASONS,
    Kept,
    Origin,
    Passed,
    Proposal,
    Refused,
    Why,
    id_of,
    same,
)


@dataclass(frozen=True, kw_only=True)
class No:
    """A proposal that was refused."""

    proposal: Proposal
    why: Why
    said: str
    """More on it, for whoever wants to know."""

    @property
    def line(self) -> str:
        """For a list of what was refused."""
        quotes = " / ".join(f"{q.source} “{q.words}”" for q in self.proposal.quotes)
        more = f" ({self.said})" if self.said != REASONS[self.why] else ""
        return f"{self.proposal.what}: {quotes}: {REASONS[self.why]}{more}"


@dataclass(kw_only=True)
class Keeping:
    """Puts proposals through the gate and into the file of this folder."""

    gate: Gate
    seeds: Path
    origin: Origin
    new: list[Kept] = field(default_factory=list)
    refused: list[No] = field(default_factory=list)
    malformed: int = 0
    """Entries of answers that were no proposals."""
    _places: dict[str, Passed | None] = field(default_factory=dict)

    def take(self, proposals: Sequence[Proposal]) -> None:
        """Keep those that pass, at once. Raises what `changing` raises."""
        passed = [p for proposal in proposals if (p := self._let(proposal))]
        if not passed:
            return
        with changing(self.seeds) as held:
            for p in passed:
                self._keep(p, held)

    @property
    def reasons(self) -> Mapping[Why, int]:
        """How many were refused, by reason; the most first."""
        counted: Counter[Why] = Counter({"form": self.malformed} if self.malformed else {})
        counted.update(no.why for no in self.refused)
        order = list(REASONS)
        return {why: counted[why] for why in sorted(counted, key=lambda w: (-counted[w], order.index(w)))}

    def _let(self, proposal: Proposal) -> Passed | None:
        try:
            return self.gate.let(proposal)
        except Refused as no:
            self._refuse(proposal, no.why, str(no))
            return None

    def _keep(self, p: Passed, held: dict[str, Kept]) -> None:
        id_ = id_of(p.proposal, p.cites)
        known = held.get(id_) or next((k for k in held.values() if self._is(k, p)), None)
        if known:
            why: Why = "rejected" if known.state == "rejected" else "proposed"
            self._refuse(p.proposal, why, f"{known.id}: {REASONS[why]}")
            return
        held[id_] = Kept(id=id_, proposal=p.proposal, origin=self.origin.said)
        self._places[id_] = p
        self.new.append(held[id_])

    def _is(self, kept: Kept, p: Passed) -> bool:
        if kept.id not in self._places:
            try:
                cites = self.gate.where(kept.proposal)
            except Refused:  # its words are gone from the sources
                self._places[kept.id] = None
            else:
                self._places[kept.id] = Passed(proposal=kept.proposal, cites=cites, entries=())
        there = self._places[kept.id]
        return there is not None and same(there, p)

    def _refuse(self, proposal: Proposal, why: Why, said: str) -> None:
        self.refused.append(No(proposal=proposal, why=why, said=said))
