"""Who works: this process alone, or any `concurrent.futures.Executor`, on this machine or on others.

What comes out does not depend on who worked: each piece is worked on for itself, and a piece that a crew does
not bring back, because a process was killed or a machine went away, is done here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import suppress
from typing import Any, Protocol

from briefgen.work.code import digest

Task = Callable[[Any], Any]
_AHEAD = 4
"""Pieces for each worker that are handed out and not yet back: more of them take memory."""


class Crew(Protocol):
    """Whoever works on pieces."""

    def each(self, task: Task, given: Sequence[Any], *, least: int, size: int) -> Iterator[tuple[int, Any]]:
        """The place of each piece and what the task makes of it, as they are done."""
        ...

    def close(self) -> None:
        """Nobody works for it any longer."""
        ...


class _Alone:
    """This process."""

    def each(
        self, task: Task, given: Sequence[Any], *, least: int = 1, size: int = 1
    ) -> Iterator[tuple[int, Any]]:
        """One after the other."""
        for place, one in enumerate(given):
            yield place, task(one)

    def close(self) -> None:
        """There is nothing to end."""


ALONE: Crew = _Alone()


class Gang:
    """An executor's workers."""

    def __init__(self, executor: Callable[[], Executor], workers: int, least: int | None = None) -> None:
        """`executor`: makes it, when there is enough to do. `least`: so many pieces are enough, whatever a
        task asks for.
        """
        self._make = executor
        self._workers = workers
        self._least = least
        self._made: Executor | None = None
        self._lost = False

    def each(self, task: Task, given: Sequence[Any], *, least: int, size: int) -> Iterator[tuple[int, Any]]:
        """As they come back; what does not come back is done here."""
        enough = least if self._least is None else self._least
        left = dict(enumerate(given))
        if not self._lost and len(given) >= enough:
            for place, made in self._brought(task, given, size):
                del left[place]
                yield place, made
        for place, one in left.items():
            yield place, task(one)

    def close(self) -> None:
        """End the workers, without waiting for what nobody wants any longer."""
        if self._made is not None:
            with suppress(Exception):
                self._made.shutdown(wait=True, cancel_futures=True)
        self._made = None

    def _brought(self, task: Task, given: Sequence[Any], size: int) -> Iterator[tuple[int, Any]]:
        """What the workers bring back, until they are lost."""
        runs = iter([range(n, min(n + size, len(given))) for n in range(0, len(given), size)])
        out: dict[Future[Any], range] = {}
        try:
            if self._made is None:
                self._made = self._make()
            while True:
                for run in runs:
                    out[self._made.submit(_run, task, [given[n] for n in run], digest())] = run
                    if len(out) >= _AHEAD * self._workers:
                        break
                if not out:
                    return
                for future in wait(out, return_when=FIRST_COMPLETED).done:
                    run = out.pop(future)
                    for place, (fine, made) in zip(run, future.result(), strict=True):
                        if fine:  # what failed there is done here, where its error can be told
                            yield place, made
        except Exception:  # whatever an executor raises when its workers or the way to them are gone
            self._lost = True
        finally:
            for future in out:
                with suppress(Exception):
                    future.cancel()


def _run(task: Task, given: Sequence[Any], code: bytes) -> list[tuple[bool, Any]]:
    """What a worker does: each piece; whether it could be done, and what came of it. `code`: hash of the code
    with which it is to be done; another briefgen's results are not wanted.
    """
    if digest() != code:
        return [(False, None)] * len(given)
    made: list[tuple[bool, Any]] = []
    for one in given:
        try:
            made.append((True, task(one)))
        except Exception:
            made.append((False, None))
    return made
