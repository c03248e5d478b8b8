"""Times of day as written, as the minutes that they can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DAY = 24 * 60
_ZONE = r"(?P<zone>GMT|UTC|[ECMP][SD]?T|BST|CET|CEST|IST|JST|MSK)"
_CLOCK = re.compile(
    r"(?P<bound>\b(?:(?:shortly|just|soon|moments|minutes|a little|well|long) )?(?:before|after|past)"
    r"|\babout|\baround"
    r"|\broughly|\bnearly|\bapproximately|\bat about|\bat around)?\s*"
    r"\b(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<hour2>[01]?\d|2[0-3])[:.](?P<minute2>[0-5]\d)"
    r"(?!\d|[.,]\d|\s?(?:percent|per cent|%|million|billion))"
    r"|(?P<hour3>[01]\d|2[0-3])(?P<minute3>[0-5]\d)(?=\s?(?:GMT|UTC|hours|local))"
    r"|(?P<word>midnight|noon|midday))"
    rf"(?:\s?\(?{_ZONE}\b)?"
)
_SOON, _AROUND = 30, 15
"""Minutes that `shortly after` and `about` leave."""
_HOURLY, _QUARTERLY, _EXACT = 10, 5, 2
"""Minutes either way by which a full hour, a quarter and any other minute may be rounded."""


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


def find_clocks(text: str) -> Iterator[Clock]:
    """The times of day of a text, in its order."""
    for m in _CLOCK.finditer(text):
        hour, minute = _read(m)
        if hour is None:
            continue
        at = hour * 60 + minute
        low, high = _span(at, (m["bound"] or "").lower())
        start = m.start() + len(m.group()) - len(m.group().lstrip())
        yield Clock(start=start, end=m.end(), low=low, high=high, zone=m["zone"] or "")


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


def minutes_apart(a: Clock, b: Clock) -> int:
    """Minutes that lie at least between two times of one day, or of a day and the night behind it."""
    return min(max(0, a.low - b.high + k, b.low - a.high - k) for k in (-_DAY, 0, _DAY))
