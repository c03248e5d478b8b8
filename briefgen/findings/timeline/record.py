"""The record of a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from briefgen.model import Finding

Part = Literal["event", "background", "planned"]
"""Of the timeline: what the sources report on, what lies well before it, what was still to come."""


@dataclass(frozen=True, kw_only=True)
class Moment(Finding):
    """What happened when: as written, and a date only where the text and the source's own date give it."""

    when: str | None
    """ISO 8601 date, month or year; None where it can't be known."""
    as_written: str
    part: Part = "event"
    told_on: str | None = None
    """The day from which `last week` counts, where that is all that is known."""

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {
            "id": self.id, "when": self.when, "as_written": self.as_written,
            "citations": [c.as_json() for c in self.citations],
        }  # fmt: skip
