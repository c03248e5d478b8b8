"""Times of day as written, as the minutes that they can mean, with their zone's offset where it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from briefgen.language.lexicon import table

_DAY = 24 * 60
_SOON, _AROUND = 30, 15
"""Minutes that `shortly after` and `about` leave."""
_HOURLY, _QUARTERLY, _EXACT = 10, 5, 2
"""Minutes either way by which a full hour, a quarter and any other minute may be rounded."""
_OFFSET = re.compile(r"(?:UTC|GMT)\s?(?P<sign>[+\-−–])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?")
_WEST, _EAST = -12 * 60, 14 * 60
"""Minutes by which the world's zones are behind UTC and ahead of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day."""

    start: int
    """Offsets into the text searched."""
    end: int
    low: int
    """The first and the last minute of the day that it can mean; below 0 or past 1,440 in the days beside."""
    high: int
    zone: str = ""
    """As written; empty where none is, or `local time` is."""
    offsets: tuple[int, ...] = ()
    """Minutes that the zone is ahead of UTC: more than one where its name means several."""


def find_clocks(text: str) -> Iterator[Clock]:
    """The times of day of a text, in its order."""
    for m in _clock().finditer(text):
        hour, minute = _read(m)
        if hour is None:
            continue
        at = hour * 60 + minute
        low, high = _span(at, (m["bound"] or "").lower())
        start = m.start() + len(m.group()) - len(m.group().lstrip())
        zone = " ".join((m["zone"] or "").split())
        zone = "" if zone.lower().startswith("local") else zone
        yield Clock(start=start, end=m.end(), low=low, high=high, zone=zone, offsets=_offsets(zone))


def can_be_compared(a: Clock, b: Clock) -> bool:
    """Whether both are of one zone, or of zones of which it is known how far they are apart."""
    return bool(a.offsets and b.offsets) or (not (a.offsets or b.offsets) and a.zone == b.zone)


def minutes_apart(a: Clock, b: Clock, days: int | None = None) -> int:
    """Minutes that lie at least between two times.

    `days`: how many days b is later; without it, they are of one day or of a day and the night behind it.
    """
    shifts = (-_DAY, 0, _DAY) if days is None else (days * _DAY,)
    zones = [(x, y) for x in a.offsets or (0,) for y in b.offsets or (0,)]
    return min(
        max(0, (a.low - x) - (b.high - y + k), (b.low - y + k) - (a.high - x))
        for x, y in zones
        for k in shifts
    )


def may_be_one(a: Clock, b: Clock, days: int) -> bool:
    """Whether times of which only one has a known zone may be one moment; b's day is `days` later."""
    known, other, later = (a, b, days) if a.offsets else (b, a, -days)
    first, last = later * _DAY + other.low - known.high, later * _DAY + other.high - known.low
    return any(last + x >= _WEST and first + x <= _EAST for x in known.offsets)


def _read(m: re.Match[str]) -> tuple[int | None, int]:
    if m["word"]:
        return (0 if m["word"] == "midnight" else 12), 0
    if m["hour"]:
        hour = int(m["hour"])
        if hour > 12 or hour == 0:
            return None, 0
        return hour % 12 + (12 if m["half"] == "p" else 0), int(m["minute"] or 0)
    if m["hour2"]:
        return (int(m["hour2"]), int(m["minute2"])) if _is_clock(m) else (None, 0)
    return int(m["hour3"]), int(m["minute3"])


def _is_clock(m: re.Match[str]) -> bool:
    """Whether digits with a mark between them are a time, not a score or a sum: `at 15:30`."""
    before = m.string[max(0, m.start("hour2") - 10) : m.start("hour2")].lower().split()
    return bool(m["zone"]) or (
        bool(before) and before[-1] in {"at", "about", "around", "by", "after", "before"}
    )


def _span(at: int, bound: str) -> tuple[int, int]:
    if bound.endswith(("after", "past")):
        return at, at + _SOON
    if bound.endswith("before"):
        return at - _SOON, at
    if bound:
        return at - _AROUND, at + _AROUND
    slack = _HOURLY if at % 60 == 0 else _QUARTERLY if at % 15 == 0 else _EXACT
    return at - slack, at + slack


def _offsets(zone: str) -> tuple[int, ...]:
    if m := _OFFSET.fullmatch(zone):
        minutes = int(m["hours"]) * 60 + int(m["minutes"] or 0)
        return (minutes if m["sign"] == "+" else -minutes,)
    named = zone.removesuffix(" time").removesuffix(" Time")
    return _zones().get(named, ())


@cache
def _zones() -> Mapping[str, tuple[int, ...]]:
    """Names of zones → minutes that they are ahead of UTC."""
    return {
        name: tuple(round(60 * hours) for hours in offsets)
        for name, offsets in table("quantities")["zones"].items()
    }


@cache
def _clock() -> re.Pattern[str]:
    short = "|".join(re.escape(z) for z in sorted(_zones(), key=lambda z: (-len(z), z)) if z.isupper())
    long = "|".join(re.escape(z) for z in sorted(_zones(), key=lambda z: (-len(z), z)) if not z.isupper())
    zone = (
        rf"(?P<zone>(?:UTC|GMT)\s?[+\-−–]\d{{1,2}}(?::?\d\d)?(?!\d)|(?:{short})\b"
        rf"|(?:{long})(?:\s[Tt]ime\b|(?=[,.;)]|$))"
        r"|(?:local|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s[Tt]ime\b)"
    )
    return re.compile(
        r"(?P<bound>\b(?:(?:shortly|just|soon|moments|minutes|a little|well|long) )?(?:before|after|past)"
        r"|\babout|\baround"
        r"|\broughly|\bnearly|\bapproximately|\bat about|\bat around)?\s*"
        r"\b(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?"
        r"|(?P<hour2>[01]?\d|2[0-3])[:.](?P<minute2>[0-5]\d)"
        r"(?!\d|[.,]\d|\s?(?:percent|per cent|%|million|billion))"
        rf"|(?P<hour3>[01]\d|2[0-3])(?P<minute3>[0-5]\d)(?=\s?(?:(?:{short})\b|hours|hrs|local))"
        r"|(?P<word>midnight|noon|midday))"
        rf"(?:,?\s?\(?{zone})?"
    )
