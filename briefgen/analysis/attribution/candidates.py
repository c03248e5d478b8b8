"""The record of a possible attribution: a cue with its frame, before it is decided whether it reports."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.records import Span

# Lemmas that the parser gets wrong ("hopes" is no form of "hop" in the frames of a cue).
_MISREAD = {"hop": "hope"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What would be an attribution if its cue reports in this frame. Indices are tokens of the sentence."""

    lemma: str
    frame: str
    verb: int
    """The cue's main word."""
    head: int
    """The content's main word."""
    subject: int | None
    """The holder's main word."""
    content: tuple[Span, ...]
    holder: Span | None
    cue: Span
    clause: Span | None = None
    """The content with its verb, where the content is a phrase that says little alone."""


def candidate(
    r: Reading,
    verb: int,
    frame: str,
    head: int,
    content: tuple[Span | None, ...],
    *,
    subject: int | None,
    lemma: str = "",
    cue: tuple[int, int] | None = None,
    clause: Span | None = None,
) -> Candidate | None:
    """A candidate, or None where its content has no words. `cue` is its first and last word."""
    spans = tuple(s for s in content if s)
    if not spans:
        return None
    first, last = cue or (verb, verb)
    return Candidate(
        lemma=lemma or lemma_of(r, verb), frame=frame, verb=verb, head=head, subject=subject, content=spans,
        holder=r.phrase(subject) if subject is not None else None,
        cue=(r.tokens[min(first, last)].start, r.tokens[max(first, last)].end), clause=clause,
    )  # fmt: skip


def lemma_of(r: Reading, i: int) -> str:
    """The word's lemma, its particle included: `rule_out`."""
    particle = r.child(i, {"prt"})
    lemma = r.tokens[i].lemma.lower()
    lemma = _MISREAD.get(lemma, lemma)
    return f"{lemma}_{r.low[particle]}" if particle is not None else lemma
