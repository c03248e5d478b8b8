"""What each source alone reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefgen.findings.kind import SoFar
from briefgen.model import Finding

NAME = "coverage"
TITLE = "Only one source reports"


@dataclass(frozen=True, kw_only=True)
class SoleReport(Finding):
    """What each source alone reports."""

    source: str
    """Id of the source that alone reports it."""

    def as_json(self) -> dict[str, Any]:
        """Its record; not part of the contract."""
        return {"id": self.id, "source": self.source, "citations": [c.as_json() for c in self.citations]}


def find(so_far: SoFar) -> tuple[SoleReport, ...]:
    """The only one source reports, in the order in which pages show them."""
    return ()
