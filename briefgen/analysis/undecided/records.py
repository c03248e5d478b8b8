"""The record: a clause that leaves something open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.model import Confidence

IssueKind = Literal["question", "condition", "decision", "negotiation", "unknown", "dispute", "outlook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words of a sentence that leave something open."""

    tokens: tuple[int, ...]
    """Indices into the sentence, in order."""
    kind: IssueKind
    rule: str
    confidence: Confidence
    rank: int
    """Which of two cues in one clause tells more: the lower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A clause that leaves something open, and who can settle it."""

    source: str
    sentence: str
    start: int
    """Code points of the clause, inside one sentence."""
    end: int
    cue: int
    """Code point at which the words that leave it open begin."""
    kind: IssueKind
    rule: str
    confidence: Confidence
    movers: tuple[str, ...] = ()
    """Ids of the actors whose move it is, in order of the text; empty where the clause names none."""
    assents: bool = False
    """Whether it waits for an approval, a vote, an answer."""
    heading: bool = False
    question: tuple[int, int] | None = None
    """Code points of the question that it leaves, where it has one in words: `whether the pact holds`."""
