"""Who holds what, in whose words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefgen.analysis.attribution import Manner, Stance
from briefgen.findings.kind import SoFar
from briefgen.model import Citation, Finding

NAME = "positions"
TITLE = "Positions"


@dataclass(frozen=True, kw_only=True)
class Position(Finding):
    """Who holds what, in whose words."""

    holders: tuple[str, ...] = ()
    """Leader ids; empty where nobody named holds it."""
    reported_by: tuple[str, ...] = ()
    stance: Stance
    negated: bool = False
    manner: Manner = "indirect"
    condition: str | None = None
    topics: tuple[str, ...] = ()
    holder: Citation | None = None
    cue: Citation | None = None

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""

        def words(c: Citation | None) -> dict[str, Any] | None:
            return c.as_json() if c else None

        return {
            "id": self.id, "holders": list(self.holders), "reported_by": list(self.reported_by),
            "stance": self.stance, "negated": self.negated, "manner": self.manner,
            "condition": self.condition, "topics": list(self.topics),
            "attribution": {
                "holder": words(self.holder), "cue": words(self.cue), "content": self.citations[0].as_json(),
            },
            "citations": [c.as_json() for c in self.citations],
            "rule": self.rule, "confidence": self.confidence,
        }  # fmt: skip


def find(so_far: SoFar) -> tuple[Position, ...]:
    """The positions, in the order in which pages show them."""
    return ()
