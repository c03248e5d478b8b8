"""Findings that an analyst adds: records like those that were found, made of passages that he quotes.

The passages have been looked up where he says they stand; nothing here is read off a text but the words of a
date. Ids are made as those of found ones, and each goes to the place that its kind's order gives it.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from briefgen.analysis.actors.records import ActorKind
from briefgen.analysis.attribution.records import Manner, Stance
from briefgen.analysis.dates import find_dates
from briefgen.analysis.undecided.records import IssueKind
from briefgen.findings.agreements.record import Agreement
from briefgen.findings.disagreements.record import Disagreement, DisagreementKind, Side
from briefgen.findings.kind import finding_id, slug
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues.record import OpenIssue
from briefgen.findings.positions import Position, shortened
from briefgen.findings.timeline.record import Moment, Part
from briefgen.model import BY_HAND, Article, Citation

_ID, _TITLE = 64, 240
"""Characters of a leader's id, and of a title that is made of a passage."""
_MARKS = frozenset("“”\"„«»‘’'")
_WELL_BEFORE = timedelta(days=30)
_LONGEST_LABEL = 60
_SUREST = ("high", "medium", "low")
Cites = tuple[Citation, ...]


def leader(
    name: str, kind: ActorKind, cites: Cites, *, role: tuple[str, Citation] | None, side: str | None
) -> Leader:
    """A leader whom these passages name. `role`: words of one of their sentences, and where they stand."""
    return Leader(
        id=slug(name, _ID), title=name, name=name, kind=kind, side=side, roles=(role,) if role else (),
        citations=cites, rule=f"{BY_HAND}leader",
    )  # fmt: skip


def position(
    cites: Cites,
    article: Article,
    *,
    holders: tuple[str, ...],
    stance: Stance,
    negated: bool,
    topics: tuple[str, ...],
) -> Position:
    """A position in these words, which follow a colon. `article`: the first one's."""
    first, *others = cites
    further = tuple(c for c in others if c.source == first.source)
    label = shortened(" … ".join(c.quote for c in cites[:2]))
    return Position(
        id=finding_id(" ".join((*holders[:1], label)), *cites),
        title=shortened(" … ".join(c.quote for c in sorted((first, *further)))), citations=cites,
        rule=f"{BY_HAND}position", holders=holders, stance=stance, negated=negated,
        manner=_manner(article, first), topics=topics, shown=first, further=further, content=first,
    )  # fmt: skip


def open_issue(
    cites: Cites, *, title: str | None, kind: IssueKind, whose_move: tuple[str, ...], topics: tuple[str, ...]
) -> OpenIssue:
    """An open issue that these passages tell of."""
    return OpenIssue(
        id=finding_id(cites[0].quote, cites[0]), title=title or shortened(cites[0].quote, _TITLE), kind=kind,
        whose_move=whose_move, topics=topics, citations=cites, rule=f"{BY_HAND}open-issue",
    )  # fmt: skip


def disagreement(
    sides: Sequence[tuple[str | None, Cites]],
    *,
    title: str | None,
    kind: DisagreementKind,
    topics: tuple[str, ...],
) -> Disagreement:
    """A disagreement of these sides: the label of each, and its passages."""
    made = tuple(
        Side(label=label or shortened(cites[0].quote, _LONGEST_LABEL), citations=cites)
        for label, cites in sides
    )
    every = tuple(c for side in made for c in side.citations)
    called = title or shortened(" or ".join(side.label for side in made))
    return Disagreement(
        id=finding_id(called, *every), title=called, kind=kind, sides=made, topics=topics, citations=every,
        rule=f"{BY_HAND}disagreement",
    )  # fmt: skip


def fact(cites: Cites, origins: int, *, title: str | None) -> Agreement:
    """What these passages, of so many independent origins, tell alike."""
    said = " ".join(cites[0].quote.split())
    return Agreement(
        id=finding_id(said, *cites), title=title or said, origins=origins, citations=cites,
        rule=f"{BY_HAND}fact",
    )  # fmt: skip


def moment(when: str, cites: Cites, article: Article, *, title: str | None) -> Moment:
    """Something that happened on this day, in this month or year. `article`: the first passage's."""
    said = " ".join(cites[0].quote.split())
    return Moment(
        id=finding_id(said, *cites), title=title or said[:1].upper() + said[1:], when=when,
        as_written=_written(article, cites[0], when), citations=cites, rule=f"{BY_HAND}date",
        part=_part(when, article),
    )  # fmt: skip


# -- their places ------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Order:
    """Where a finding stands among those of its kind."""

    sources: Mapping[str, int]
    """Id of each source → its place."""
    origins: Mapping[str, str]

    def place(self, found: Sequence[Any], new: Any) -> int:
        """Before which of the findings an added one stands; how many they are, where it is the last."""
        own = self._key(new)
        return next((n for n, f in enumerate(found) if self._key(f) > own), len(found))

    def _key(self, f: Any) -> tuple[Any, ...]:
        if isinstance(f, Position):
            return self._text(f)
        if isinstance(f, OpenIssue | Agreement):
            return self._told(f)
        if isinstance(f, Moment):
            return self._time(f)
        return (getattr(f, "aside", False) or f.confidence == "low",)

    def _text(self, f: Position) -> tuple[Any, ...]:
        c = f.shown or f.citations[0]
        return self.sources.get(c.source, 0), c.start

    def _told(self, f: OpenIssue | Agreement) -> tuple[Any, ...]:
        """Those that most origins tell first; of issues the surest of them, and those that are up to
        somebody.
        """
        if isinstance(f, Agreement):
            return (-f.origins,)
        told = len({self.origins.get(c.source, c.source) for c in f.citations})
        return -told, _SUREST.index(f.confidence), not f.whose_move

    def _time(self, f: Moment) -> tuple[Any, ...]:
        return (f.when is None, *_first_day(f.when), -len(f.when or ""))


def _first_day(when: str | None) -> tuple[int, ...]:
    year, month, day = (*map(int, (when or "0").split("-")), 0, 0)[:3]
    return year, max(month, 1), max(day, 1)


def is_date(when: str) -> bool:
    """Whether it is a day, a month or a year of the calendar, as ISO 8601 writes it."""
    parts = when.split("-")
    if [len(p) for p in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(
        p.isascii() and p.isdigit() for p in parts
    ):
        return False
    year, month, day = (*map(int, parts), 1, 1)[:3]
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _part(when: str, article: Article) -> Part:
    """Well before its source was written is background, after it was still to come; a year alone tells
    seldom of the days that are reported on.
    """
    published = article.published
    if len(when) == len("2025"):
        return "planned" if published and int(when) > published.year else "background"
    first = date(*_first_day(when))
    last = first if len(when) > len("2025-03") else _end_of_month(first)
    if published is None:
        return "event"
    if first > published:
        return "planned"
    return "background" if last < published - _WELL_BEFORE else "event"


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _written(article: Article, c: Citation, when: str) -> str:
    """The time in the source's words: those of the passage, else of its sentence; else the date as given."""
    for said in (c.quote, article.by_sentence[c.sentence].text):
        if found := find_dates(said):
            return " ".join(said[found[0].start : found[0].end].split())
    return when


def _manner(article: Article, c: Citation) -> Manner:
    """Whether the source has the words in quotation marks."""
    around = article.text[max(0, c.start - 1) : c.start], article.text[c.end : c.end + 1]
    quoted = all(x in _MARKS for x in around if x) and all(around)
    own = c.quote[0] in _MARKS and c.quote[-1] in _MARKS and len(c.quote) > 1
    return "direct" if quoted or own else "indirect"


def called(found: Any, given_id: str | None) -> Any:
    """The finding with the id that the analyst gives it, if he does."""
    return replace(found, id=given_id) if given_id else found
