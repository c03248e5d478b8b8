"""Dates as written, and the day, month or year that they mean where text and the source's own date say so.

Never a guess, never today: without a year in the text a day is known only from the date of the source, and
a weekday is the one that the tense of its clause and that date leave.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
_SHORT = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if n} | {"sept": 9}
WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
"""Lower case → 0 Monday … 6 Sunday."""
_MONTH = "|".join(
    [*(m.capitalize() for m in _MONTHS), *(rf"{m.capitalize()}\." for m in _SHORT if m != "may")]
)
_DAY = "|".join(d.capitalize() for d in WEEKDAYS)
_COUNTS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip
_NUMBER = r"\d{1,2}|" + "|".join(_COUNTS)

_FULL = re.compile(
    rf"\b(?:(?P<weekday>{_DAY}),? (?:the )?)?"
    rf"(?:(?P<month>{_MONTH}) (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[,.]\d{{3}}\b)"
    rf"(?:,? (?P<year>(?:1[5-9]|20)\d\d)\b)?"
    rf"|(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? (?P<month2>{_MONTH})(?!\w)"
    rf"(?:,? (?P<year2>(?:1[5-9]|20)\d\d)\b)?)"
)
_ISO = re.compile(r"\b(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b")
_OF_YEAR = re.compile(rf"\b(?P<month>{_MONTH}),? (?:of )?(?P<year>(?:1[5-9]|20)\d\d)\b")
_IN_MONTH = re.compile(
    r"\b(?:(?:[Ii]n|[Ff]rom|[Ss]ince|[Ll]ast|[Ee]arly|[Ll]ate|[Tt]his|[Nn]ext|[Bb]y) |[Mm]id[- ])"
    rf"(?P<month>{_MONTH})(?!\w)"
)
_IN_YEAR = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Dd]uring|[Ff]rom|[Ee]arly|[Ll]ate) (?:early |late )?"
    r"(?P<year>(?:1[5-9]|20)\d\d)\b(?!-| \w+ people)"
)
_WEEKDAY = re.compile(rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?(?P<weekday>{_DAY})\b")
_NEAR = re.compile(
    r"\b(?:[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow"
    r"|(?P<which>[Ll]ast|[Nn]ext|[Tt]his) (?P<unit>week|weekend|month|year|night))\b"
)
_AGO = re.compile(
    rf"\b(?P<count>{_NUMBER}) (?P<unit>day|week|month|year)s? (?P<way>ago|later|earlier|before|after)\b", re.I
)

_WAYS = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date in a sentence."""

    start: int
    """Offsets into the text searched."""
    end: int
    iso: str | None
    """ISO 8601 day, month or year; None where it can't be known."""
    weekday: int | None = None
    """0 Monday … 6 Sunday, where the text names it."""
    month: int | None = None
    day: int | None = None
    year: int | None = None
    relative: int | None = None
    """Days from the source's own date, where the text counts from it (`yesterday` is -1)."""
    mismatch: bool = False
    """Whether weekday and date exclude each other."""


def find_dates(text: str, published: date | None = None, *, future: bool = False) -> tuple[When, ...]:
    """The dates of a text, in its order. `future`: whether it tells what is to come."""
    found: list[When] = []
    for w in _all(text, published, future):
        if not any(w.start < o.end and o.start < w.end for o in found):
            found.append(w)
    return tuple(sorted(found, key=lambda w: w.start))


def _all(text: str, published: date | None, future: bool) -> Iterator[When]:
    """Every reading, the fullest first."""
    for m in _ISO.finditer(text):
        yield _day(m, int(m["year"]), int(m["month"]), int(m["day"]), None, published)
    for m in _FULL.finditer(text):
        month, day = m["month"] or m["month2"], m["day"] or m["day2"]
        year = m["year"] or m["year2"]
        yield _day(
            m, int(year) if year else None, _number(month), int(day), _weekday(m["weekday"]), published
        )
    for m in _OF_YEAR.finditer(text):
        month = _number(m["month"])
        yield _when(m, f"{m['year']}-{month:02}", month=month, year=int(m["year"]))
    for m in _IN_MONTH.finditer(text):
        yield _month(m, published)
    for m in _IN_YEAR.finditer(text):
        yield _when(m, m["year"], year=int(m["year"]), at="year")
    for m in _AGO.finditer(text):
        yield _ago(m, published)
    for m in _NEAR.finditer(text):
        yield _near(m, published)
    for m in _WEEKDAY.finditer(text):
        yield _named_day(m, published, future)


def _when(m: re.Match[str], iso: str | None, *, at: str | int = 0, **fields: int | None) -> When:
    return When(start=m.start(at), end=m.end(at), iso=iso, **fields)  # type: ignore[arg-type]


def _day(
    m: re.Match[str], year: int | None, month: int, day: int, weekday: int | None, published: date | None
) -> When:
    known = _date(year, month, day) if year else _nearest(month, day, published)
    mismatch = known is not None and weekday is not None and known.weekday() != weekday
    iso = known.isoformat() if known and not mismatch else None
    found = When(start=m.start(), end=m.end(), iso=iso, weekday=weekday, month=month, day=day, year=year)
    return found if not mismatch else When(**{f: getattr(found, f) for f in _FIELDS}, mismatch=True)


_FIELDS = ("start", "end", "iso", "weekday", "month", "day", "year")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, published: date | None) -> date | None:
    """The day of that name that is nearest to the source's date."""
    if published is None:
        return None
    days = [d for y in (-1, 0, 1) if (d := _date(published.year + y, month, day))]
    return min(days, key=lambda d: (abs((d - published).days), d), default=None)


def _month(m: re.Match[str], published: date | None) -> When:
    month = _number(m["month"])
    if published is None:
        return _when(m, None, at="month", month=month)
    which = m.group().split()[0].lower()
    year = published.year
    if which == "last":
        year -= month >= published.month
    elif which == "next":
        year += month <= published.month
    else:
        year = min(
            (year - 1, year, year + 1),
            key=lambda y: (abs((y - published.year) * 12 + month - published.month), y),
        )
    return _when(m, f"{year}-{month:02}", at="month", month=month)


def _ago(m: re.Match[str], published: date | None) -> When:
    if published is None or m["way"].lower() != "ago":
        return _when(m, None)
    count = _COUNTS.get(m["count"].lower()) or int(m["count"])
    if m["unit"].lower() in {"month", "year"}:
        months = count * (12 if m["unit"].lower() == "year" else 1)
        total = published.year * 12 + published.month - 1 - months
        iso = f"{total // 12}" if m["unit"].lower() == "year" else f"{total // 12}-{total % 12 + 1:02}"
        return _when(m, iso)
    days = count * (7 if m["unit"].lower() == "week" else 1)
    if m["unit"].lower() == "week":
        return _when(m, None, relative=-days)
    return _when(m, (published - timedelta(days=days)).isoformat(), relative=-days)


def _near(m: re.Match[str], published: date | None) -> When:
    low = m.group().lower()
    days = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1}.get(low)
    if days is not None:
        return _when(m, (published + timedelta(days=days)).isoformat() if published else None, relative=days)
    way = _WAYS[m["which"].lower()]
    if m["unit"] == "year":
        return _when(m, f"{published.year + way}" if published else None, relative=365 * way)
    if m["unit"] == "month":
        total = published.year * 12 + published.month - 1 + way if published else 0
        return _when(m, f"{total // 12}-{total % 12 + 1:02}" if published else None, relative=30 * way)
    return _when(m, None, relative=7 * way if m["unit"] in {"week", "weekend"} else way)


def _named_day(m: re.Match[str], published: date | None, future: bool) -> When:
    weekday = WEEKDAYS[m["weekday"].lower()]
    if published is None or m["which"]:
        return _when(m, None, weekday=weekday)
    if future:
        ahead = (weekday - published.weekday()) % 7
        return _when(m, (published + timedelta(days=ahead)).isoformat(), weekday=weekday)
    back = (published.weekday() - weekday) % 7
    return _when(m, (published - timedelta(days=back)).isoformat(), weekday=weekday)


def _number(month: str) -> int:
    low = month.lower().rstrip(".")
    return _MONTHS.get(low) or _SHORT[low]


def _weekday(name: str | None) -> int | None:
    return WEEKDAYS[name.lower()] if name else None
