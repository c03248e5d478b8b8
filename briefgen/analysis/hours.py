"""What narrows a day down: a clock time with its zone, a part of the day; as written beside the date."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ZONE = (
    r"(?:GMT|UTC|BST|CET|CEST|EET|EEST|MSK|IST|JST|KST|HKT|SGT|AEST|AEDT|[ECMP][SD]?T"
    r"|[Ll]ocal time|[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:[Dd]aylight |[Ss]tandard )?[Tt]ime)"
)
_CLOCK = (
    rf"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?(?:[ap]\.m\.|[ap]m\b)"
    rf"|(?:[01]?\d|2[0-3]):[0-5]\d(?! ?[ap])"
    rf"|(?:[01]\d|2[0-3])[0-5]\d(?= (?:GMT|UTC|hours))|[Nn]oon|[Mm]idnight)"
    rf"(?: {_ZONE}\b)?(?: \([^()]{{4,40}}\))?"
)
_NEARLY = (
    r"(?:(?:at|by|around|about|approximately|nearly|shortly|just|soon|a little|before|after|from|early|late)"
    r"\s)"
)
_BEHIND = re.compile(
    rf"(?:,? {_NEARLY}{{0,3}}(?P<clock>{_CLOCK})"
    r"|,? (?:in the )?(?P<part>morning|midday|afternoon|evening|night|overnight)\b)"
)
_BEFORE = re.compile(
    rf"(?:{_NEARLY}{{0,3}}(?P<clock>{_CLOCK})(?:,| on)? "
    r"|(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|[Mm]idday|[Oo]vernight)(?: on)? "
    r"|(?:[Oo]n )?(?:the )?(?P<half>[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight) of )$"
)
_HOURS = {
    "early": 5, "morning": 9, "midday": 12, "noon": 12, "afternoon": 15, "evening": 19, "late": 21,
    "night": 22,
}  # fmt: skip
_TIME = re.compile(r"(\d{1,2})(?:[:.]?([0-5]\d))?(?: ?([ap])\.?m)?", re.IGNORECASE)
_REACH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """A date with what stands beside it and says when on that day."""

    start: int
    end: int
    minutes: int | None
    """Since the day began, as far as the words tell; to sort by."""
    zone: str
    """As written; empty where none is."""


def with_hour(text: str, start: int, end: int) -> Hour:
    """The date at these offsets, widened by the hour or the part of the day beside it."""
    minutes, zone = None, ""
    for _ in range(2):
        behind = _BEHIND.match(text, end)
        if behind is None:
            break
        end = behind.end()
        minutes, zone = _finer(minutes, zone, behind["clock"], behind["part"])
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    if before is not None:
        start -= len(before.group())
        minutes, zone = _finer(minutes, zone, before["clock"], before["part"] or before["half"])
    return Hour(start=start, end=end, minutes=minutes, zone=zone)


def clocks(text: str) -> frozenset[int]:
    """The clock times of a text, in minutes since the day began; zones aside."""
    told = (_minutes(m[0]) for m in re.finditer(rf"(?<![\w:.]){_CLOCK}", text))
    return frozenset(minutes for minutes in told if minutes is not None)


def _finer(minutes: int | None, zone: str, clock: str | None, part: str | None) -> tuple[int | None, str]:
    """What a clock says, where there is one, else what the part of the day does."""
    if clock:
        found = re.search(_ZONE, clock.partition(" (")[0])
        return _minutes(clock), found.group() if found else ""
    hour = _HOURS.get((part or "").lower())
    return (hour * 60 if hour is not None and minutes is None else minutes), zone


def _minutes(clock: str) -> int | None:
    told = _TIME.match(clock)
    if told is None:  # which midnight of a day is meant is not known
        return _HOURS["noon"] * 60 if clock.lower().startswith("noon") else None
    hour, minute, half = int(told[1]), int(told[2] or 0), (told[3] or "").lower()
    return ((hour % 12 + 12 * (half == "p")) if half else hour) * 60 + minute
