"""How fast one host is asked: a pause between two addresses, and as long as it wants where it says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from briefgen.web.answers import FetchError

MOST_DELAY = 30.0
"""Seconds between two addresses of a host, whatever its robots.txt wants."""
MOST_WAITING = 30.0
"""Seconds for one address whose server asks to wait."""
_UNTOLD = 5.0
"""Seconds, where it doesn't say how long."""
_LEAST = 1.0
_MOST_TRIES = 3


class Pace:
    """When each host was last asked."""

    def __init__(self, *, delay: float, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self.delay = delay
        self._clock, self._sleep = clock, sleep
        self._last: dict[str, float] = {}

    def pause(self, host: str, wanted: float) -> None:
        """Wait until the host may be asked for another address; `wanted`: what its robots.txt asks for."""
        if host in self._last:
            delay = max(self.delay, min(wanted, MOST_DELAY))
            self.wait(self._last[host] + delay - self._clock())

    def wait(self, seconds: float) -> None:
        """Wait, where there is something to wait for."""
        if seconds > 0:
            self._sleep(seconds)

    def asked(self, host: str) -> None:
        """The host has just answered, or failed to."""
        self._last[host] = self._clock()


def wait_wanted(status: int, headers: Mapping[str, str], tries: int) -> float | None:
    """The seconds after which to ask again, after so many tries; None where the answer is final.

    Raises FetchError where it wants to be asked again and has been often enough.
    """
    if status in (429, 503):
        told = _retry_after(headers)
        if tries < _MOST_TRIES:
            return _UNTOLD if told is None else max(told, _LEAST)
        if told is not None:
            raise too_long(told)
    return _LEAST if 500 <= status < 600 and tries < 2 else None


def too_long(seconds: float) -> FetchError:
    """What to raise where a server wants to be asked later than this run goes on."""
    long = f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"
    return FetchError(f"its server wants to be left alone for {long}: try again then")


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """What Retry-After says, in seconds; a date there counts from the server's own."""
    given = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,7}", given):
        return float(given)
    with suppress(ValueError, OverflowError):
        until = parsedate_to_datetime(given)
        now = parsedate_to_datetime(headers["Date"]) if "Date" in headers else datetime.now(UTC)
        return max(0.0, (_in_utc(until) - _in_utc(now)).total_seconds())
    return None


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
