"""Where sources cannot both be exactly right: typed, both sides quoted. briefgen never says who is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from briefgen.model import Citation, Finding

DisagreementKind = Literal[
    "quantity", "date", "place", "name", "polarity", "condition", "scope", "attribution", "cause",
    "wording",
    "contested", "update",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One value, and the passages that give it."""

    label: str
    citations: tuple[Citation, ...]
    """That nearest to the words of another side first."""
    marks: tuple[tuple[str, int, int], ...] = ()
    """The words of the citations that differ: source and code points."""


@dataclass(frozen=True, kw_only=True)
class Disagreement(Finding):
    """Where sources cannot both be exactly right: typed, both sides quoted. briefgen never says who is
    right.
    """

    kind: DisagreementKind
    sides: tuple[Side, ...]
    topics: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    """Why both passages are taken to answer one question: clauses that go on from “because”, and one on what
    was counted (`of 100 pairs …`), in words that a reader understands.
    """

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {
            "id": self.id, "title": self.title, "kind": self.kind,
            "sides": [
                {"label": s.label, "citations": [c.as_json() for c in s.citations]} for s in self.sides
            ],
            "topics": list(self.topics), "rule": self.rule, "confidence": self.confidence,
        }  # fmt: skip
