"""What happened when: as written, and a date only where the text and the source's own date give it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefgen.findings.kind import SoFar
from briefgen.model import Finding

NAME = "timeline"
TITLE = "Timeline"


@dataclass(frozen=True, kw_only=True)
class Moment(Finding):
    """What happened when: as written, and a date only where the text and the source's own date give it."""

    when: str | None
    """ISO 8601 date, month or year; None where it can't be known."""
    as_written: str

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {
            "id": self.id, "when": self.when, "as_written": self.as_written,
            "citations": [c.as_json() for c in self.citations],
        }  # fmt: skip


def find(so_far: SoFar) -> tuple[Moment, ...]:
    """The timeline, in the order in which pages show them."""
    return ()
