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
    answered: Citation | None = None
    """The passage that answers it, as the analyst says."""
    overtaken: bool = False
    """Whether the analyst says that something else has overtaken it."""
    overtaken_by: Citation | None = None
    """The passage that tells what, if any."""

    @property
    def settled(self) -> bool:
        """Whether it is open no more."""
        return self.overtaken or self.answered is not None

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
