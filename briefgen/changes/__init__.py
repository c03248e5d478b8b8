"""What changed between two builds: found by comparison of what each left in its list, without a clock."""

from __future__ import annotations

from briefgen.changes.comparing import compare
from briefgen.changes.memory import read, remember
from briefgen.changes.record import KINDS, Kept, Memory

__all__ = ["KINDS", "Kept", "Memory", "compare", "read", "remember"]
