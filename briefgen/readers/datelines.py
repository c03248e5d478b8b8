"""The day that an article states of itself: in its dateline, or in a line that says when it was published.

    OSTERHAVEN, Norland (VPA) — Jan. 8, 2020 — Two …
    Published 8 January 2020

Only what stands in the first lines, and only a whole date: `Jan 8 (VPA) -` has no year, `08/01/2020` may be
two days, and of two days that differ neither is taken. It is a statement of the source, and marked as such.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
)
_DAY = (
    r"(?:(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,? )?"
    rf"(?:(?P<month>{_MONTH}) (?P<day>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)"
    rf"|(?P<day2>[0-3]?\d)(?:st|nd|rd|th)? (?P<month2>{_MONTH}),? (?P<year2>(?:19|20)\d\d)"
    r"|(?P<year3>(?:19|20)\d\d)-(?P<month3>[01]\d)-(?P<day3>[0-3]\d))(?!\d|-\d)"
)
_HOUR = (
    r"(?:,? (?:at |T)?|T)[0-2]?\d(?:[:.][0-5]\d){0,2}(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:[A-Z]{2,4}|[+-]\d\d:?\d\d|Z))?"
)
_DASH = r"(?:—|–|--|-|:|\|)"
_TOWN = r"[A-Z][A-Z.'’ -]{2,40}"
_REGION = r"(?:, (?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,3})?"
_AGENCY = r"(?: ?\([A-Z][\w.&/ -]{1,30}\))?"
_FORMS = (
    # “Published 8 January 2020”, “First published: Jan. 8, 2020, 10:15 GMT”
    re.compile(
        rf"(?:(?i:(?:first )?(?:published|posted)|date|dated|publication date))(?: ?:)?(?: on)? (?i:{_DAY})"
        rf"(?:{_HOUR})?[.\s]*$"
    ),
    # “OSTERHAVEN, Norland (VPA) — Jan. 8, 2020 —”, “OSTERHAVEN, 8 January 2020 (VPA) –”
    re.compile(rf"{_TOWN}{_REGION}{_AGENCY}(?:,| ?{_DASH})? (?i:{_DAY}){_AGENCY}(?: ?{_DASH}(?= |$)|\s*$)"),
    # The day alone, or behind a by-line.
    re.compile(rf"(?:By [A-Z][\w.'’ -]{{2,60}}(?:,| ?{_DASH}) )?(?i:{_DAY})(?:{_HOUR})?[.\s]*$"),
)
_LINES = 8
_LONGEST = 160


def own_day(text: str) -> date | None:
    """The day that the head of the text states, that of publication before one that is only told; None where
    it states none, or two of one sort.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_LINES]
    for form in _FORMS:
        days = {_date(m) for line in lines if (m := form.match(line[:_LONGEST]))}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _date(m: re.Match[str]) -> date | None:
    """The day, if there is such a one and its weekday is the one named."""
    year = m["year"] or m["year2"] or m["year3"]
    month = m["month"] or m["month2"]
    number = _MONTHS.index(month[:3].lower()) + 1 if month else int(m["month3"])
    try:
        day = date(int(year), number, int(m["day"] or m["day2"] or m["day3"]))
    except ValueError:
        return None
    weekday = m["weekday"]
    return day if not weekday or _WEEKDAYS.index(weekday[:3].lower()) == day.weekday() else None
