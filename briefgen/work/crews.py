"""The crew that a user names."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Executor, ProcessPoolExecutor

from briefgen.errors import ConfigError
from briefgen.work.gang import ALONE, Crew, Gang


def processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def crew(named: str | None) -> Crew:
    """The crew that a user names: `serial`, `processes`, `processes:4`, `dask://HOST:PORT`; without a name as
    many processes as there are processors, where there is enough to do.

    Raises ConfigError for another name, and where Dask is not installed.
    """
    kind, _, rest = (named or "processes").partition(":")
    if kind == "serial" and not rest:
        return ALONE
    if kind == "processes" and (not rest or (rest.isdecimal() and 1 <= int(rest) <= 1024)):
        number = int(rest) if rest else processors()
        return Gang(lambda: _processes(number), number, 2 if rest else None) if number > 1 else ALONE
    if kind == "dask" and rest.startswith("//") and len(rest) > 2:
        from briefgen.work.on_dask import connected

        return connected(f"tcp:{rest}")
    raise ConfigError(
        f"executor: {named!r} is none: write serial, processes, processes:NUMBER or dask://HOST:PORT"
    )


def _processes(number: int) -> Executor:
    # Begun anew rather than forked: a fork takes threads' locks along (onnxruntime has threads).
    return ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn"))
