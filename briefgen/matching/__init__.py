"""Which passages of two reports answer one question: candidates, what is observed of them, one verdict.

A match says nothing of whether the answers agree: comparers of values do (`findings.disagreements`).
"""

from __future__ import annotations

from briefgen.matching.match import Match, Matches
from briefgen.matching.passages import Passage, Reports

__all__ = ["Match", "Matches", "Passage", "Reports"]
