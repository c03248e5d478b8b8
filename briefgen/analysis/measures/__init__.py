"""What the numbers of the texts measure: people killed, votes, how long a call was, how strong a quake."""

from __future__ import annotations

from briefgen.analysis.measures.context import MONTHS, PERIODS
from briefgen.analysis.measures.find import find_measures
from briefgen.analysis.measures.records import Measure
from briefgen.analysis.measures.words import canonical

__all__ = ["MONTHS", "PERIODS", "Measure", "canonical", "find_measures"]
