"""Dates as written, and the day, month or year that they mean where text and the source's own date say so.

Never a guess, never today: without a year in the text a day is known only from the date of the source, and
it is the one that the tense of its clause and that date leave: of two that may be meant none is taken.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Tense = Literal["", "past", "present", "future"]
"""Of the clause that has the date; empty where it is not known."""
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

_YEAR = r"(?:1[5-9]|20)\d\d"
_ALSO = r"(?: and | to | through |[-–])"
_NO_NOUN = r"(?! (?!(?:in|at|on|by|to|for|from|with|and|when|after|before|of|this|last|the)\b)[a-z])"
_DAYS = re.compile(
    rf"\b(?P<month>{_MONTH}) (?P<day>[0-3]?\d){_ALSO}(?:(?P<month2>{_MONTH}) )?(?P<day2>[0-3]?\d)\b{_NO_NOUN}"
    rf"(?:,? (?P<year>{_YEAR})\b)?"
)
_MONTHS_LISTED = re.compile(
    rf"\b(?P<month>{_MONTH}){_ALSO}(?P<month2>{_MONTH})(?:,? (?:of )?(?P<year>{_YEAR})\b)?"
)
_YEARS = re.compile(rf"\b(?P<year>{_YEAR}){_ALSO}(?P<year2>{_YEAR})\b")
_OF_LAST_YEAR = re.compile(rf"\b(?P<month>{_MONTH})(?: (?P<day>[0-3]?\d),?)?(?: of)? last year\b")
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
    r"|(?<![Tt]he )(?P<which>[Ll]ast|[Nn]ext|[Tt]his) (?P<unit>week|weekend|month|year|night))\b"
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


def find_dates(text: str, published: date | None = None, tense: Tense = "") -> tuple[When, ...]:
    """The dates of a text, in its order; several days or months named together are one."""
    found: list[When] = []
    for w in _all(text, published, tense):
        if not any(w.start < o.end and o.start < w.end for o in found):
            found.append(w)
    return tuple(sorted(found, key=lambda w: w.start))


def _all(text: str, published: date | None, tense: Tense) -> Iterator[When]:
    """Every reading, the fullest first."""
    yield from _listed(text, published, tense)
    for m in _ISO.finditer(text):
        yield _day(m, int(m["year"]), int(m["month"]), int(m["day"]), None, published)
    for m in _FULL.finditer(text):
        month, day = m["month"] or m["month2"], m["day"] or m["day2"]
        year = m["year"] or m["year2"]
        yield _day(
            m, int(year) if year else None, _number(month), int(day), _weekday(m["weekday"]), published, tense
        )
    for m in _OF_YEAR.finditer(text):
        month = _number(m["month"])
        yield _when(m, f"{m['year']}-{month:02}", month=month, year=int(m["year"]))
    for m in _IN_MONTH.finditer(text):
        yield _month(m, published, tense)
    for m in _IN_YEAR.finditer(text):
        yield _when(m, m["year"], year=int(m["year"]), at="year")
    for m in _AGO.finditer(text):
        yield _ago(m, published)
    for m in _NEAR.finditer(text):
        yield _near(m, published)
    for m in _WEEKDAY.finditer(text):
        yield _named_day(m, published, tense)


def _when(m: re.Match[str], iso: str | None, *, at: str | int = 0, **fields: int | None) -> When:
    return When(start=m.start(at), end=m.end(at), iso=iso, **fields)  # type: ignore[arg-type]


def _listed(text: str, published: date | None, tense: Tense) -> Iterator[When]:
    """`Dec. 12 and 13`, `April and May of 2012`: dated by what they share."""
    for m in _DAYS.finditer(text):
        same = m["month2"] in (None, m["month"])
        year = m["year"] or _year_of(_number(m["month"]), int(m["day"]), published, tense)
        iso = f"{year}-{_number(m['month']):02}" if year and same else str(year) if m["year"] else None
        yield _when(m, iso, month=_number(m["month"]))
    for m in _MONTHS_LISTED.finditer(text):
        yield _when(m, m["year"], month=_number(m["month"]))
    for m in _YEARS.finditer(text):
        yield _when(m, None, year=int(m["year"]))
    for m in _OF_LAST_YEAR.finditer(text):
        month, day = _number(m["month"]), m["day"]
        known = f"{published.year - 1}-{month:02}" if published else None
        if known and day and published:
            whole = _date(published.year - 1, month, int(day))
            known = whole.isoformat() if whole else None
        yield _when(m, known, month=month, day=int(day) if day else None)


def _year_of(month: int, day: int, published: date | None, tense: Tense) -> int | None:
    known = _fitting(month, day, published, tense)
    return known.year if known else None


def _day(
    m: re.Match[str],
    year: int | None,
    month: int,
    day: int,
    weekday: int | None,
    published: date | None,
    tense: Tense = "",
) -> When:
    known = _date(year, month, day) if year else _fitting(month, day, published, tense)
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


_STAMPED_LATE = timedelta(days=2)
"""A page may bear the day of another zone, or of its first version."""
_HARDLY_YET = timedelta(days=14)
_AT_HAND = timedelta(days=31)


def _fitting(month: int, day: int, published: date | None, tense: Tense) -> date | None:
    """The day of that name which the tense leaves; None where two may be meant."""
    if published is None:
        return None
    days = [d for y in (-1, 0, 1) if (d := _date(published.year + y, month, day))]
    nearest = min(days, key=lambda d: (abs((d - published).days), d), default=None)
    if tense == "past":
        past = max((d for d in days if d <= published), default=None)
        soon = any(published < d <= published + _HARDLY_YET for d in days)
        return None if soon else past
    if tense == "future":
        ahead = min((d for d in days if d >= published), default=None)
        return None if any(published - _STAMPED_LATE <= d < published for d in days) else ahead
    if tense == "present" and nearest is not None and abs(nearest - published) > _AT_HAND:
        return None
    return nearest


_FAR = 6
"""Months: `last March`, said in April, may be this year's or that of the year before."""


def _month(m: re.Match[str], published: date | None, tense: Tense) -> When:
    month = _number(m["month"])
    which = m.group().split()[0].lower()
    year = _year_of_month(which, month, published, tense) if published else None
    return _when(m, f"{year}-{month:02}" if year else None, at="month", month=month)


def _year_of_month(which: str, month: int, published: date, tense: Tense) -> int | None:
    behind = published.month - month
    """Months since this year's."""
    if which == "last":
        return published.year - (behind <= 0) if behind <= 0 or behind >= _FAR else None
    if which == "next":
        return published.year + (behind >= 0) if behind >= 0 or -behind >= _FAR else None
    if which == "this" or behind == 0:
        return published.year
    if tense == "past":
        return published.year - (behind < 0)
    if tense == "future":
        return published.year + (behind > 0)
    if tense == "present":
        return published.year if abs(behind) == 1 else None
    return min(
        (published.year - 1, published.year, published.year + 1),
        key=lambda y: (abs((y - published.year) * 12 - behind), y),
    )


def _ago(m: re.Match[str], published: date | None) -> When:
    if published is None or m["way"].lower() != "ago":
        return _when(m, None)
    count = _COUNTS.get(m["count"].lower()) or int(m["count"])
    days = count * _LONG[m["unit"].lower()]
    iso = (published - timedelta(days=days)).isoformat() if m["unit"].lower() == "day" else None
    return _when(m, iso, relative=-days)


_LONG = {"day": 1, "week": 7, "month": 30, "year": 365}


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


_TOO_FAR = 6
"""Days: a weekday so long past is rather that of the next day, in a text that was changed after its date."""


def _named_day(m: re.Match[str], published: date | None, tense: Tense) -> When:
    weekday = WEEKDAYS[m["weekday"].lower()]
    if published is None:
        return _when(m, None, weekday=weekday)
    back, ahead = (published.weekday() - weekday) % 7, (weekday - published.weekday()) % 7
    if m["which"]:
        # The one before today lies in the week before as well, whether weeks begin on Sunday or on Monday.
        begun = max(published.weekday(), published.isoweekday() % 7)
        days = -back if m["which"].lower() == "last" and back > begun else None
    elif tense == "future":
        days = ahead
    elif tense == "present":
        days = 0 if back == 0 else None
    else:
        days = -back if not (tense == "past" and back == _TOO_FAR) else None
    iso = (published + timedelta(days=days)).isoformat() if days is not None else None
    return _when(m, iso, weekday=weekday)


def _number(month: str) -> int:
    low = month.lower().rstrip(".")
    return _MONTHS.get(low) or _SHORT[low]


def _weekday(name: str | None) -> int | None:
    return WEEKDAYS[name.lower()] if name else None
