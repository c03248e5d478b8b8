"""How far the work is: a listener that is told of stages, and one that adds up where the time went."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol


class Stage(Protocol):
    """A part of the work that is going on."""

    def advance(self, number: int = 1) -> None:
        """So many more of it are done."""
        ...


class Progress(Protocol):
    """Whoever wants to know."""

    def stage(self, what: str, total: int | None = None) -> AbstractContextManager[Stage]:
        """A part of the work begins, of so many pieces where that is known, and ends with the context."""
        ...


class _Quiet:
    def advance(self, number: int = 1) -> None:
        """Nobody hears it."""


class _Silent:
    @contextmanager
    def stage(self, what: str, total: int | None = None) -> Iterator[Stage]:
        """Nobody hears it."""
        yield _Quiet()


SILENT: Progress = _Silent()


@dataclass(slots=True)
class Spent:
    """What a stage took, without the stages inside it."""

    what: str
    seconds: float = 0.0
    """Of the clock."""
    cpu: float = 0.0
    """Seconds of processors, those of helping processes that have ended included."""
    number: int = 0
    """Pieces."""


class Timings:
    """Adds up what the stages take, and hands on to another listener."""

    def __init__(self, listener: Progress = SILENT) -> None:
        self._listener = listener
        self._spent: dict[str, Spent] = {}
        self._open: list[Spent] = []
        self._at = (0.0, 0.0)

    @contextmanager
    def stage(self, what: str, total: int | None = None) -> Iterator[Stage]:
        """A stage; what goes on inside another is counted there and not here."""
        self._lap()
        own = self._spent.setdefault(what, Spent(what))
        own.number += total or 0
        self._open.append(own)
        try:
            with self._listener.stage(what, total) as inner:
                yield inner
        finally:
            self._lap()
            self._open.pop()

    @property
    def spent(self) -> tuple[Spent, ...]:
        """The stages, in the order in which they began."""
        return tuple(self._spent.values())

    def _lap(self) -> None:
        spent = os.times()
        now = (time.perf_counter(), spent.user + spent.system + spent.children_user + spent.children_system)
        if self._open:
            self._open[-1].seconds += now[0] - self._at[0]
            self._open[-1].cpu += now[1] - self._at[1]
        self._at = now
