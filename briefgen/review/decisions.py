"""What a decision makes of an entry of editorial.yml. A correction is a decision: it marks what it corrects
as reviewed, in the same entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Entry = Mapping[str, Any]
"""Plain data, as the file has it."""


def accepted(entry: Entry | None, by: str, seal: str) -> dict[str, Any]:
    """It stands as it is; what was hidden is shown again."""
    kept = {name: value for name, value in (entry or {}).items() if name != "hide"}
    return {**kept, "reviewed": by or True, "seen": seal}


def rejected(entry: Entry | None, by: str, seal: str, reason: str) -> dict[str, Any]:
    """It is hidden, for this reason."""
    kept = {name: value for name, value in (entry or {}).items() if name != "hide"}
    return {"hide": reason or True, **kept, "reviewed": by or True, "seen": seal}


def corrected(entry: Entry | None, by: str, seal: str, **fields: Any) -> dict[str, Any]:
    """It stands with these fields; a field that is None says nothing any more."""
    kept = {**accepted(entry, by, seal), **fields}
    return {name: value for name, value in kept.items() if value is not None}


def edited(entry: Entry, by: str, seal: str) -> dict[str, Any]:
    """The entry as the analyst wrote it himself; it is reviewed by him unless it says by whom."""
    return {**entry, "reviewed": entry.get("reviewed") or by or True, "seen": seal}


def merged(entry: Entry | None, by: str, seal: str, other: str) -> dict[str, Any]:
    """It takes what another one has, besides those that it has taken."""
    before = (entry or {}).get("merge", [])
    taken = [before] if isinstance(before, str) else list(before)
    every = [*dict.fromkeys((*taken, other))]
    return corrected(entry, by, seal, merge=every if len(every) > 1 else every[0])
