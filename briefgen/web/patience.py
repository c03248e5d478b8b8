"""How long an address may take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from briefgen.web.answers import FetchError


class Patience:
    """The time that is left for one address: `total` seconds in all, `each` for every single read."""

    def __init__(self, *, total: float, each: float, clock: Callable[[], float]) -> None:
        self._total, self._each, self._clock = total, each, clock
        self._until = clock() + total

    def left(self) -> float:
        """Seconds that the next thing may take.

        Raises FetchError where none are left.
        """
        left = self._until - self._clock()
        if left <= 0:
            raise self.spent()
        return min(left, self._each)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What goes on in here takes none of it: a pause that is ours, a file about the address."""
        before = self._clock()
        try:
            yield
        finally:
            self._until += self._clock() - before

    def spent(self) -> FetchError:
        """What to raise where something took longer than it may."""
        if self._clock() >= self._until:
            return FetchError(f"takes longer than {self._total:g} seconds: try again later")
        return FetchError(f"sends nothing for {self._each:g} seconds: try again later")
