"""What is undecided, and whose move it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.analysis.undecided import IssueKind, Undecided
from briefgen.findings.kind import SoFar, finding_id
from briefgen.findings.open_issues.decided import Decided
from briefgen.findings.open_issues.join import joined
from briefgen.findings.open_issues.reading import Reading, Readings
from briefgen.findings.open_issues.record import OpenIssue
from briefgen.findings.positions import shortened
from briefgen.findings.topics import Places, about, places
from briefgen.model import Citation, Confidence

NAME = "open_issues"
TITLE = "Open issues"
_ORDER: tuple[Confidence, ...] = ("high", "medium", "low")
_TITLE = 240
"""Characters of a title: most passages and questions are shorter, and half of one tells little."""
_CENTRAL = 2
"""Nouns of the event in a passage beyond which it is no more central."""

__all__ = ["NAME", "TITLE", "IssueKind", "OpenIssue", "find"]


def find(so_far: SoFar) -> tuple[OpenIssue, ...]:
    """The open issues: those that most origins tell of first, then the surest, those that are up to somebody
    named, the most central, and in order of the text.
    """
    return _Maker(so_far).issues()


@dataclass(frozen=True, slots=True)
class _Read:
    """A passage, and how it reads."""

    passage: Undecided
    reading: Reading
    decided: bool
    """Whether it has been decided, as far as the sources tell."""

    @property
    def confidence(self) -> Confidence:
        """How sure the passage is: not where a reader can't understand it, or knows better, nor where it is a
        title, which says in short what its text says.
        """
        told = self.reading.tells and not self.decided and not self.passage.heading
        return self.passage.confidence if told else "low"


class _Maker:
    """Makes the issues of one briefing."""

    def __init__(self, so_far: SoFar) -> None:
        self._so_far = so_far
        self._readings = Readings(so_far)
        self._decided = Decided(so_far.analysis)
        self._leaders = {f.id for f in so_far.found.get("leaders", ())}
        self._places: Places = places(so_far.found.get("topics", ()))

    def issues(self) -> tuple[OpenIssue, ...]:
        analysis = self._so_far.analysis
        groups = joined(analysis, analysis.undecided, self._so_far.matches)
        return tuple(sorted((self._issue([*map(self._read, group)]) for group in groups), key=self._weight))

    def _read(self, p: Undecided) -> _Read:
        return _Read(p, self._readings.read(p), self._decided.has(p))

    def _issue(self, told: Sequence[_Read]) -> OpenIssue:
        best = min(told, key=self._unfit)
        own, reading = best.passage, best.reading
        read = [best, *sorted((r for r in told if r is not best), key=self._is_replaced)]
        citations = tuple(self._so_far.cite(r.passage.source, r.reading.start, r.passage.end) for r in read)
        # From the first passage alone: an issue stays the same when a further source tells of it.
        first = told[0].passage
        label = self._so_far.cite(first.source, first.start, first.end)
        return OpenIssue(
            id=finding_id(label.quote, label), title=_title(citations[0], reading), kind=own.kind,
            whose_move=tuple(dict.fromkeys(m for r in read for m in r.passage.movers if m in self._leaders)),
            topics=about(self._places, citations), citations=citations, rule=f"open-issues/{own.rule}",
            confidence=best.confidence, asked=reading.asked, context=reading.context,
        )  # fmt: skip

    def _is_replaced(self, r: _Read) -> bool:
        return r.passage.source in self._so_far.analysis.replaced

    def _unfit(self, r: _Read) -> tuple[bool, int, bool, bool, bool, int, str, int]:
        """Which of several passages leads: one that no later version replaces, the surest, no
        heading, one that needs no other, the shortest.
        """
        p = r.passage
        order = _ORDER.index(r.confidence)
        alone = bool(r.reading.context or r.reading.names)
        gone, asked = self._is_replaced(r), r.reading.asked is None
        return gone, order, alone, asked, p.heading, p.end - p.start, p.source, p.start

    def _weight(self, issue: OpenIssue) -> tuple[int, int, bool, int, Citation]:
        origins = self._so_far.analysis.origins
        told = {origins.get(c.source, c.source) for c in issue.citations}
        central = min(_CENTRAL, max(map(self._central, issue.citations)))
        return -len(told), _ORDER.index(issue.confidence), not issue.whose_move, -central, issue.citations[0]

    def _central(self, c: Citation) -> int:
        """How many nouns of the whole event a passage has."""
        tokens = self._so_far.article(c.source).by_sentence[c.sentence].tokens
        inside = {t.lemma.lower() for t in tokens if c.start <= t.start < c.end}
        return len(inside & self._readings.known)


def _title(first: Citation, reading: Reading) -> str:
    """The question on one line, or the passage, with the names of those for whom its pronouns stand."""
    if reading.asked:
        said = " ".join(reading.asked.quote.split())
        return shortened("whether" + said[2:] if said[:3].lower() == "if " else said, _TITLE)
    said, at = "", first.start
    for pronoun, name in reading.names:
        said += f"{first.quote[at - first.start : pronoun.end - first.start]} [{name}]"
        at = pronoun.end
    return shortened(said + first.quote[at - first.start :], _TITLE)
