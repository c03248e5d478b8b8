"""The record of an attribution: holder, cue and content as spans.

The terms are those of the attribution literature (Pareti 2012; Wiebe, Wilson and Cardie 2005): a *holder*
is the words that name whose statement it is, a *cue* the words that report, the *content* what is reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.model import Confidence

Stance = Literal[
    "agrees", "rejects", "demands", "proposes", "commits", "plans", "warns", "criticises", "praises",
    "doubts", "claims", "denies", "confirms", "states",
]  # fmt: skip
Manner = Literal["direct", "indirect", "mixed"]
Span = tuple[int, int]
"""Code points into the article's text, half-open, inside one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One statement that the text attributes to someone. Spans, not yet actors."""

    source: str
    content: tuple[Span, ...]
    """What is reported, one span per sentence or interrupted part; the part in the holder's clause first."""
    holder: Span | None
    """The words that name the holder, a pronoun included; None where the text names none."""
    cue: Span | None
    clause: Span | None = None
    """The content with its verb, where the content alone says little: `backed the idea`."""
    stance: Stance
    negated: bool = False
    manner: Manner = "indirect"
    condition: Span | None = None
    """`provided Kyiv reciprocates`."""
    reporter: Span | None = None
    """Who says that the holder holds it, where that is someone else."""
    rule: str
    confidence: Confidence = "high"
