"""Who is involved, in which role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefgen.analysis.actors import ActorKind
from briefgen.findings.kind import SoFar
from briefgen.model import Citation, Finding

NAME = "leaders"
TITLE = "Leaders"


@dataclass(frozen=True, kw_only=True)
class Leader(Finding):
    """Who is involved, in which role."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    side: str | None = None
    roles: tuple[tuple[str, Citation], ...] = ()
    anonymous: bool = False

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {
            "id": self.id, "name": self.name, "kind": self.kind, "aliases": list(self.aliases), "side": self.side,
            "roles": [{"text": text, "citation": c.as_json()} for text, c in self.roles],
            "citations": [c.as_json() for c in self.citations],
        }  # fmt: skip


def find(so_far: SoFar) -> tuple[Leader, ...]:
    """The leaders, in the order in which pages show them."""
    return ()
