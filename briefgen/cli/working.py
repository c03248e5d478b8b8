"""How a command works: what was kept of earlier builds, who helps, and who is told how far it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from briefgen.work import Work
from briefgen.work.desk import working
from briefgen.work.progress import SILENT, Progress, Spent, Stage, Timings

EXECUTOR = "briefgen.executor"
TIMINGS = "briefgen.timings"
_LONG = 24
"""Pieces from which on a stage is worth a bar."""


def begun() -> Work:
    """What the command that runs now works with; let go of when it ends.

    Raises ConfigError for an executor that there is not.
    """
    context = click.get_current_context()
    bar = _Bar() if _is_watched() else SILENT
    progress: Progress = bar
    if context.meta.get(TIMINGS):
        progress = timings = Timings(bar)
        context.call_on_close(lambda: _tell(timings.spent))
    work = working(context.meta.get(EXECUTOR), progress)
    context.call_on_close(work.close)
    if isinstance(bar, _Bar):
        context.call_on_close(bar.close)
    return work


def _is_watched() -> bool:
    """Whether a person sits at the terminal: nothing moves in a pipe, and nothing in a log."""
    return sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


def _tell(spent: tuple[Spent, ...]) -> None:
    """Where the time went."""
    click.echo(f"{'seconds':>9} {'CPU':>9} {'pieces':>8}  stage", err=True)
    for s in spent:
        click.echo(f"{s.seconds:9.2f} {s.cpu:9.2f} {s.number or '':>8}  {s.what}", err=True)
    click.echo(f"{sum(s.seconds for s in spent):9.2f} {sum(s.cpu for s in spent):9.2f} {'':>8}  together",
               err=True)  # fmt: skip


class _Bar:
    """A line at the terminal, from the first long stage on: how much is done, how fast, how long it takes."""

    def __init__(self) -> None:
        self._shown: Any = None

    @contextmanager
    def stage(self, what: str, total: int | None = None) -> Iterator[Stage]:
        """Shown where it is long, or where another was."""
        if self._shown is None and (total or 0) >= _LONG:
            self._shown = _display()
            self._shown.start()
        if self._shown is None:
            with SILENT.stage(what, total) as stage:
                yield stage
            return
        task = self._shown.add_task(what, total=total)
        try:
            yield _Task(self._shown, task)
        finally:
            self._shown.remove_task(task)

    def close(self) -> None:
        """The line goes."""
        if self._shown is not None:
            self._shown.stop()
            self._shown = None


class _Task:
    def __init__(self, shown: Any, task: Any) -> None:
        self._shown, self._task = shown, task

    def advance(self, number: int = 1) -> None:
        """So many more are done."""
        self._shown.advance(self._task, number)


def _display() -> Any:
    """Imported only here: a short build needs none of it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    class Rate(TextColumn):
        def render(self, task: Any) -> Any:
            speed = task.finished_speed or task.speed
            self.text_format = f"{speed:.1f}/s" if speed else ""
            return super().render(task)

    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(""), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
