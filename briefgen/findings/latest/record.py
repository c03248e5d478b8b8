"""The other word of a holder that a statement is to be read with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefgen.model import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What the same holder said later, or before."""

    said: Citation
    day: date | None = None
    """When the source that has it was published; None where one text tells both."""
    taken_back: bool = False
    """Whether the words take back or admit what was said before, rather than tell another thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words before and after a statement that are known to be of one question with it."""

    later: Word | None = None
    earlier: Word | None = None
