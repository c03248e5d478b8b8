"""How a build works, none of which changes what comes out: what is remembered, who reckons, who is told.

Nothing here knows articles or findings: it carries bytes, calls and counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.work.gang import ALONE, Crew, Task
from briefgen.work.progress import SILENT, Progress
from briefgen.work.store import FORGETFUL, Memory


@dataclass(frozen=True, kw_only=True)
class Work:
    """The store, the crew and the listener of one command."""

    store: Memory = FORGETFUL
    """Results of earlier builds."""
    crew: Crew = ALONE
    """Who works on what can be worked on apart."""
    progress: Progress = SILENT
    """Who is told how far the work is."""

    def close(self) -> None:
        """Nobody works for it any longer, and what is kept is in its file."""
        self.crew.close()
        self.store.close()

    def each(
        self, what: str, task: Task, given: Sequence[Any], *, least: int = 1, size: int = 1
    ) -> Iterator[tuple[int, Any]]:
        """The place of each of those given, and what `task` makes of it; in the order in which it is done.

        `what`: the stage, for whoever listens. `least`: so many are worth a crew. `size`: so many at once.
        A task is a function of a module, and what it takes and gives can be sent to another process.
        """
        with self.progress.stage(what, len(given)) as stage:
            for done in self.crew.each(task, given, least=least, size=size):
                stage.advance()
                yield done


PLAIN = Work()
"""Nothing is remembered, nobody helps and nobody is told."""

__all__ = ["PLAIN", "Crew", "Memory", "Progress", "Work"]
