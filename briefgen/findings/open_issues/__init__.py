"""What is undecided, and whose move it is."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.analysis.undecided import IssueKind, Undecided
from briefgen.findings.kind import SoFar, finding_id
from briefgen.findings.open_issues.join import joined
from briefgen.findings.open_issues.record import OpenIssue
from briefgen.findings.positions import shortened
from briefgen.findings.topics import Places, about, places
from briefgen.model import Citation, Confidence

NAME = "open_issues"
TITLE = "Open issues"
_ORDER: tuple[Confidence, ...] = ("high", "medium", "low")
_FAR = 70
"""Code points before the cue from which a title begins behind a comma: a line has some 110."""
_PRONOUNS = frozenset({"it", "he", "she", "they", "this", "that", "which", "who", "we", "these", "those"})

__all__ = ["NAME", "TITLE", "IssueKind", "OpenIssue", "find"]


def find(so_far: SoFar) -> tuple[OpenIssue, ...]:
    """The open issues: those that most sources tell of first, then the surest, then in order of the text."""
    analysis = so_far.analysis
    known = {f.id for f in so_far.found.get("leaders", ())}
    named = places(so_far.found.get("topics", ()))
    issues = [_issue(so_far, group, known, named) for group in joined(analysis, analysis.undecided)]
    return tuple(sorted(issues, key=_weight))


def _weight(issue: OpenIssue) -> tuple[int, int, Citation]:
    return -len({c.source for c in issue.citations}), _ORDER.index(issue.confidence), issue.citations[0]


def _issue(so_far: SoFar, passages: Sequence[Undecided], known: set[str], named: Places) -> OpenIssue:
    best = min(passages, key=lambda p: _unfit(so_far, p))
    citations = tuple(so_far.cite(p.source, p.start, p.end) for p in passages)
    title = _title(so_far, best)
    return OpenIssue(
        # From the first passage alone: an issue stays the same when a further source tells of it.
        id=finding_id(citations[0].quote, citations[0]),
        title=title,
        kind=best.kind,
        whose_move=tuple(dict.fromkeys(m for p in passages for m in p.movers if m in known)),
        topics=about(named, citations),
        citations=citations,
        rule=f"open-issues/{best.rule}",
        confidence=min((p.confidence for p in passages), key=_ORDER.index),
    )


def _unfit(so_far: SoFar, p: Undecided) -> tuple[bool, int, bool, int, str, int]:
    """Which of several passages gives the title: no heading, the surest, one that needs no other."""
    first = so_far.article(p.source).text[p.start : p.end].split()[0].lower()
    return p.heading, _ORDER.index(p.confidence), first in _PRONOUNS, p.end - p.start, p.source, p.start


def _title(so_far: SoFar, p: Undecided) -> str:
    """The passage on one line, with its subject, and from where the cue is not cut off."""
    text = so_far.article(p.source).text
    start = p.start
    if p.cue - start > _FAR:
        comma = text.rfind(", ", start, p.cue)
        start = comma + 2 if comma >= 0 else start
    lead = "… " if start > p.start else text[slice(*p.subject)] + " … " if p.subject else ""
    return shortened(lead + text[start : p.end])
