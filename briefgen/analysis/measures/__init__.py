"""What the numbers of the texts measure: people killed, votes, the length of a call, the strength of a quake."""

from __future__ import annotations

from briefgen.analysis.measures.find import find_measures
from briefgen.analysis.measures.records import Measure

__all__ = ["Measure", "find_measures"]
