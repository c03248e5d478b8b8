"""The record of an open issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefgen.analysis.undecided import IssueKind
from briefgen.model import Citation, Finding


@dataclass(frozen=True, kw_only=True)
class OpenIssue(Finding):
    """What is undecided, and whose move it is."""

    kind: IssueKind
    whose_move: tuple[str, ...] = ()
    """Leader ids of those who decide it, where the texts say."""
    topics: tuple[str, ...] = ()
    asked: Citation | None = None
    """The question that the first passage leaves, where it has one that reads on its own."""
    context: tuple[Citation, ...] = ()
    """The sentence before the first passage, or two, where its words lean on them."""

    @property
    def leans(self) -> bool:
        """Whether it stands only where there is room for these."""
        return bool(self.context)

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {
            "id": self.id, "title": self.title, "kind": self.kind, "topics": list(self.topics),
            "citations": [c.as_json() for c in self.citations],
            "rule": self.rule, "confidence": self.confidence,
        }  # fmt: skip
