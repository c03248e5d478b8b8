"""What is undecided, and whose move it is."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.analysis.undecided import IssueKind, Undecided
from briefgen.findings.kind import SoFar, finding_id
from briefgen.findings.open_issues.join import joined
from briefgen.findings.open_issues.record import OpenIssue
from briefgen.findings.positions import shortened
from briefgen.findings.topics import about
from briefgen.model import Citation, Confidence

NAME = "open_issues"
TITLE = "Open issues"
_ORDER: tuple[Confidence, ...] = ("high", "medium", "low")

__all__ = ["NAME", "TITLE", "IssueKind", "OpenIssue", "find"]


def find(so_far: SoFar) -> tuple[OpenIssue, ...]:
    """The open issues: those that most sources tell of first, then the surest, then in order of the text."""
    analysis = so_far.analysis
    known = {f.id for f in so_far.found.get("leaders", ())}
    issues = [_issue(so_far, group, known) for group in joined(analysis, analysis.undecided)]
    return tuple(sorted(issues, key=_weight))


def _weight(issue: OpenIssue) -> tuple[int, int, Citation]:
    return -len({c.source for c in issue.citations}), _ORDER.index(issue.confidence), issue.citations[0]


def _issue(so_far: SoFar, passages: Sequence[Undecided], known: set[str]) -> OpenIssue:
    best = min(
        passages, key=lambda p: (p.heading, _ORDER.index(p.confidence), p.end - p.start, p.source, p.start)
    )
    citations = tuple(so_far.cite(p.source, p.start, p.end) for p in passages)
    title = shortened(so_far.article(best.source).text[best.start : best.end])
    return OpenIssue(
        id=finding_id(title, *citations),
        title=title,
        kind=best.kind,
        whose_move=tuple(dict.fromkeys(m for p in passages for m in p.movers if m in known)),
        topics=about(so_far.found.get("topics", ()), citations),
        citations=citations,
        rule=f"open-issues/{best.rule}",
        confidence=min((p.confidence for p in passages), key=_ORDER.index),
    )
