"""What positions and open issues are about: the noun phrases that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefgen.findings.kind import SoFar
from briefgen.model import Finding

NAME = "topics"
TITLE = "Topics"


@dataclass(frozen=True, kw_only=True)
class Topic(Finding):
    """What positions and open issues are about: the noun phrases that they share."""

    label: str

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {"id": self.id, "label": self.label}


def find(so_far: SoFar) -> tuple[Topic, ...]:
    """The topics, in the order in which pages show them."""
    return ()
