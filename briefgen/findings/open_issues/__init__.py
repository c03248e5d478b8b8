"""What is undecided, and whose move it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.analysis.undecided import IssueKind, Undecided, find_undecided
from briefgen.findings.kind import SoFar, finding_id
from briefgen.findings.open_issues.join import joined
from briefgen.findings.open_issues.record import OpenIssue
from briefgen.model import Citation, Confidence

NAME = "open_issues"
TITLE = "Open issues"
_ORDER: tuple[Confidence, ...] = ("high", "medium", "low")
_LINE = 110
"""Characters of a title: one line of a list."""

__all__ = ["NAME", "TITLE", "IssueKind", "OpenIssue", "find"]


def find(so_far: SoFar) -> tuple[OpenIssue, ...]:
    """The open issues: those that most sources tell of first, then the surest, then in order of the text."""
    analysis = so_far.analysis
    articles = sorted(analysis.articles, key=lambda a: a.id)
    passages = [x for a in articles for x in find_undecided(a, analysis.cast)]
    known = {f.id for f in so_far.found.get("leaders", ())}
    issues = [_issue(so_far, group, known) for group in joined(analysis, passages)]
    return tuple(sorted(issues, key=_weight))


def _weight(issue: OpenIssue) -> tuple[int, int, Citation]:
    return -len({c.source for c in issue.citations}), _ORDER.index(issue.confidence), issue.citations[0]


def _issue(so_far: SoFar, passages: Sequence[Undecided], known: set[str]) -> OpenIssue:
    best = min(passages, key=lambda p: (p.heading, _ORDER.index(p.confidence), p.end - p.start, p.source, p.start))
    citations = tuple(so_far.cite(p.source, p.start, p.end) for p in passages)
    title = _line(so_far.article(best.source).text[best.start : best.end])
    return OpenIssue(
        id=finding_id(title, *citations),
        title=title,
        kind=best.kind,
        whose_move=tuple(dict.fromkeys(m for p in passages for m in p.movers if m in known)),
        citations=citations,
        rule=f"open-issues/{best.rule}",
        confidence=min((p.confidence for p in passages), key=_ORDER.index),
    )


def _line(quote: str) -> str:
    """The passage in one line, cut where a clause ends."""
    words = " ".join(quote.split())
    if len(words) <= _LINE:
        return words
    ends = [m.start() for m in re.finditer(r"[,;:—–]? (?:that|which|who|whether|but|and|as|after|before|because|while|if|when)\b|[,;:—–]", words)]
    fitting = [e for e in ends if _LINE // 3 < e <= _LINE]
    cut = max(fitting) if fitting else words.rfind(" ", 0, _LINE)
    return words[:cut].rstrip(" ,;:—–") + " …"
