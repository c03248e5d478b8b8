"""What the texts leave open: cue words, the clause round them, and whose move it is."""

from __future__ import annotations

from briefgen.analysis.undecided.find import find_undecided
from briefgen.analysis.undecided.records import IssueKind, Undecided

__all__ = ["IssueKind", "Undecided", "find_undecided"]
