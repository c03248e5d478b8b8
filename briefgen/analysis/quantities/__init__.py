"""Numbers as written, as intervals with a dimension.

A parser of our own: those that exist read `nearly three hours` as three and `10 a.m.` as ten years.
"""

from __future__ import annotations

from briefgen.analysis.quantities.find import find_quantities
from briefgen.analysis.quantities.records import Quantity, can_both_be_right

__all__ = ["Quantity", "can_both_be_right", "find_quantities"]
