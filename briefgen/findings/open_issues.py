"""What is undecided, and whose move it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from briefgen.findings.kind import SoFar
from briefgen.model import Finding

NAME = "open_issues"
TITLE = "Open issues"
IssueKind = Literal["question", "condition", "decision", "negotiation", "unknown", "dispute", "outlook"]


@dataclass(frozen=True, kw_only=True)
class OpenIssue(Finding):
    """What is undecided, and whose move it is."""

    kind: IssueKind
    whose_move: tuple[str, ...] = ()
    """Leader ids of those who decide it, where the texts say."""
    topics: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {
            "id": self.id, "title": self.title, "kind": self.kind, "topics": list(self.topics),
            "citations": [c.as_json() for c in self.citations],
            "rule": self.rule, "confidence": self.confidence,
        }  # fmt: skip


def find(so_far: SoFar) -> tuple[OpenIssue, ...]:
    """The open issues, in the order in which pages show them."""
    return ()
