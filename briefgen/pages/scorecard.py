"""How often the findings were right and how much they found, as measured: for the page on how they are made.

The figures are a record (`scorecard.toml`), not made at build time; the file says when and on what.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "scorecard.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was counted of one kind of finding."""

    kind: str
    """In a reader's words: `Disagreements`."""
    right: int
    """Of those reported, how many an annotator had too."""
    reported: int
    found: int
    """Of those that an annotator called essential, how many were reported."""
    wanted: int

    @property
    def precision(self) -> str:
        """Share of the reported ones that are right, in percent."""
        return _percent(self.right, self.reported)

    @property
    def recall(self) -> str:
        """Share of the essential ones that are found, in percent."""
        return _percent(self.found, self.wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measurement: on what, and the counts by kind."""

    on: str
    """What kind of texts, how many, and whether the rules were made while looking at them."""
    day: str
    scores: tuple[Score, ...]


@cache
def scorecard() -> tuple[Measure, ...]:
    """The measurements on record, the strictest first."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["measure"]
    return tuple(
        Measure(on=m["on"], day=m["day"], scores=tuple(Score(**s) for s in m["scores"])) for m in rows
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole} %" if whole else "–"  # cut, not rounded: 100 % is all of them
