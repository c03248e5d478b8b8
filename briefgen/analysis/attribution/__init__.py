"""Who says, wants, plans or denies what: holder, cue and content as spans, whatever the layout."""

from __future__ import annotations

from briefgen.analysis.attribution.find import find_attributions
from briefgen.analysis.attribution.records import Attribution, Manner, Span, Stance

__all__ = ["Attribution", "Manner", "Span", "Stance", "find_attributions"]
