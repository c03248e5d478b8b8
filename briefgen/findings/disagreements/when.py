"""When: two days, months or years that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.findings.disagreements.clash import Clash
from briefgen.matching.passages import Day, Passage


def clashes(a: Passage, b: Passage) -> Iterator[Clash]:
    """Dates of one grain that differ, where neither passage gives the other's as well."""
    mine = [d for d in a.days if not any(_may_be_one(d, e) for e in b.days)]
    other = [e for e in b.days if not any(_may_be_one(d, e) for d in a.days)]
    for d, e in zip(mine, other, strict=False):
        if grain := _grain(d, e):
            yield Clash(kind="date", seen=f"when: {grain}", a=(d.start, d.end), b=(e.start, e.end))


def _may_be_one(d: Day, e: Day) -> bool:
    x, y = d.when, e.when
    if x.iso and y.iso:
        return x.iso.startswith(y.iso) or y.iso.startswith(x.iso)
    if x.weekday is not None and y.weekday is not None:
        return x.weekday == y.weekday
    return not _grain(d, e)


def _grain(d: Day, e: Day) -> str:
    """In what both are given, where it is the same: `day`, `month`, `year`, `weekday`."""
    x, y = d.when, e.when
    if x.weekday is not None and y.weekday is not None:
        return "weekday"
    if x.iso and y.iso and len(x.iso) == len(y.iso):
        return {10: "day", 7: "month", 4: "year"}.get(len(x.iso), "")
    return ""
