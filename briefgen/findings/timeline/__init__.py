"""What happened when: as written, and a date only where the text and the source's own date give it.

A row is a clause that its date dates (`hang`), in the words of the source (`shown`); clauses that tell one
event of one day are one row (`join`). What lies well before the days that the sources report on is
background, what was still to come is kept apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from briefgen.analysis.dates import find_dates
from briefgen.analysis.leaning import matters
from briefgen.findings.kind import SoFar, finding_id
from briefgen.findings.timeline.dated import Dated, find_dated
from briefgen.findings.timeline.join import joined
from briefgen.findings.timeline.record import Moment, Part
from briefgen.model import Article

__all__ = ["NAME", "TITLE", "Moment", "find"]

NAME = "timeline"
TITLE = "Timeline"

_HEAD = 6
_WELL_BEFORE = timedelta(days=30)
_NOON = 12 * 60


def find(so_far: SoFar) -> tuple[Moment, ...]:
    """The moments in order of time; those without a date behind them, by what their weekdays tell."""
    articles = so_far.analysis.articles
    known = matters(articles)
    found = joined(so_far, (d for a in articles for d in find_dated(so_far, a, known)))
    groups = [g for g in found if not all(d.leans for d in g)]
    own = {a.id: _weekday(a) for a in articles}
    told = Counter(d for d in own.values() if d is not None)
    common = min(told, key=lambda d: (-told[d], d), default=None)
    first = _first_day(so_far, groups)
    zones = _zones(groups)
    order = {id(g): _order(g, own, common, zones[_best(g).when.iso]) for g in groups}
    return tuple(_moment(so_far, g, _part(g, first)) for g in sorted(groups, key=lambda g: order[id(g)]))


def _first_day(so_far: SoFar, groups: Sequence[Sequence[Dated]]) -> date | None:
    """The day that most origins report of: that of each source's first dated clause, or its own date."""
    origins = so_far.analysis.origins
    days: dict[str, date] = {}
    heads: dict[str, Dated] = {}
    for d in (d for g in groups for d in g if _is_head(d)):
        first = heads.setdefault(d.article.id, d)
        if d.start < first.start:
            heads[d.article.id] = d
    for a in so_far.analysis.articles:
        head = heads.get(a.id)
        day = head.day if head is not None else a.published
        if day is not None:
            days.setdefault(origins.get(a.id, a.id), day)
    told = Counter(days.values())
    return min(told, key=lambda d: (-told[d], d), default=None) or _last_day(groups)


def _last_day(groups: Sequence[Sequence[Dated]]) -> date | None:
    """The last day that is dated in full, where nothing else is known."""
    days = [d.day for g in groups for d in g if d.day and len(d.when.iso or "") > 7 and not d.planned]
    return max(days, default=None)


def _is_head(d: Dated) -> bool:
    return d.article.place[d.sentence.id] < _HEAD and not d.planned and len(d.when.iso or "") > 7


def _part(group: Sequence[Dated], first: date | None) -> Part:
    best = _best(group)
    if best.planned:
        return "planned"
    iso = best.when.iso or ""
    if len(iso) == 4:
        return "background"  # who names a year alone seldom tells of the days that are reported on
    last = best.day + (timedelta(days=30) if len(iso) == 7 else timedelta()) if best.day else None
    return "background" if first and last and last < first - _WELL_BEFORE else "event"


def _best(group: Sequence[Dated]) -> Dated:
    """The clause that stands for the event: dated most exactly, by itself, short."""
    return min(
        group,
        key=lambda d: (
            d.leans,
            -len(d.when.iso or ""),
            not d.whole,
            d.end - d.start,
            d.article.id,
            d.claim.start,
        ),
    )


def _zones(groups: Sequence[Sequence[Dated]]) -> Mapping[str | None, int]:
    """For each day, in how many zones its clock times are written."""
    found: dict[str | None, set[str]] = {}
    for d in (d for g in groups for d in g):
        found.setdefault(d.when.iso, set()).update([d.hour.zone] if d.hour.zone else [])
    return {day: len(zones) for day, zones in found.items()}


def _order(
    group: Sequence[Dated], own: dict[str, int | None], common: int | None, zones: int
) -> tuple[Any, ...]:
    best = _best(group)
    minutes = best.hour.minutes if zones < 2 or not best.hour.zone else None
    return (
        best.day is None,
        best.day or date.min,
        -len(best.when.iso or ""),
        _NOON if minutes is None else minutes,
        _offset(best, own[best.article.id], common),
        best.article.id,
        best.claim.start,
    )


def _weekday(article: Article) -> int | None:
    """The weekday that the head of the article tells of."""
    for s in article.sentences[:_HEAD]:
        for w in find_dates(s.text):
            if w.weekday is not None:
                return w.weekday
    return None


_LONG_AGO = 1000
"""Days: a month without a year lies before every weekday, or behind those to come."""


def _offset(d: Dated, own: int | None, common: int | None) -> int:
    """Days from the day that the reports are about, as far as weekdays tell. `own` is the weekday that its
    source reports of, `common` the one that most do.
    """
    w, shift = d.when, (own - common + 3) % 7 - 3 if own is not None and common is not None else 0
    if w.relative is not None:
        return w.relative + shift
    if w.month is not None and w.weekday is None:
        return (w.month * 31 + (w.day or 0) - _LONG_AGO) * (-1 if d.planned else 1)
    if w.weekday is None or own is None:
        return shift
    return ((w.weekday - own) % 7 if d.planned else -((own - w.weekday) % 7)) + shift


def _moment(so_far: SoFar, group: Sequence[Dated], part: Part) -> Moment:
    replaced = so_far.analysis.replaced
    best = _best([d for d in group if d.article.id not in replaced] or group)
    told = sorted(group, key=lambda d: (d is not best, d.article.id in replaced, d.article.id, d.claim.start))
    citations = tuple(dict.fromkeys(so_far.cite(d.article.id, d.start, d.end) for d in told))
    title = " ".join(citations[0].quote.split())
    counted = best.when.iso is None and best.when.relative is not None and best.article.published
    return Moment(
        id=finding_id(title, *citations),
        title=title[:1].upper() + title[1:],
        when=best.when.iso,
        as_written=best.written,
        citations=citations,
        rule="timeline/clause",
        part=part,
        told_on=best.article.published.isoformat() if counted and best.article.published else None,
    )
