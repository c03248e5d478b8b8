"""The same fact from two or more independent origins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefgen.model import Finding


@dataclass(frozen=True, kw_only=True)
class Agreement(Finding):
    """The same fact from two or more independent origins."""

    origins: int
    unmatched: tuple[str, ...] = ()
    """Ids of later sources of other origins in which nothing like it was found: no word on what they tell."""

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {
            "id": self.id, "title": self.title, "origins": self.origins,
            "citations": [c.as_json() for c in self.citations],
        }  # fmt: skip
