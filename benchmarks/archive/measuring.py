"""CPU time, wall time and memory of other processes, and a description of the machine."""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[2]
_BEAT = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Took:
    """What a command took, and the processes that it began."""

    cpu: float
    """Seconds of all of them, in user and system mode."""
    wall: float
    """Seconds that passed."""
    memory: int
    """Bytes that they had at once, at most; what they share is counted once. 0 where that is not known."""
    told: str
    """What it printed."""

    @property
    def said(self) -> Any:
        """The last line that it printed, as JSON."""
        return json.loads(self.told.splitlines()[-1])


def briefgen(folder: Path, *arguments: str, cache: Path | None, **extra: str) -> Took:
    """A command of briefgen, in a folder. `cache`: the folder of its cache; None for none."""
    return took([sys.executable, "-m", "briefgen", *arguments], folder, cache=cache, **extra)


def child(*arguments: str, cache: Path | None = None) -> Took:
    """One of the jobs of `jobs.py`, in a process of its own, so that none warms up another."""
    return took([sys.executable, str(Path(__file__).with_name("jobs.py")), *arguments], Path(), cache=cache)


def took(command: Sequence[str], folder: Path, *, cache: Path | None, **extra: str) -> Took:
    """What a command took. Raises RuntimeError with what it printed where it failed."""
    paths = os.pathsep.join(
        filter(None, (str(_ROOT), str(_ROOT / "benchmarks"), os.environ.get("PYTHONPATH")))
    )
    given = {**os.environ, "PYTHONPATH": paths, "BRIEFGEN_CACHE_DIR": str(cache or "off"), **extra}
    before, begun = _children(), time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        watch = _Watch(process.pid)
        told = process.communicate()[0]
        wall = time.perf_counter() - begun
        most = watch.stop()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit status {process.returncode}\n{told}")
    return Took(cpu=_children() - before, wall=wall, memory=most, told=told)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Watch:
    """Looks at the memory of a process and of those below it until it is told to stop."""

    def __init__(self, process: int) -> None:
        self._process, self._most, self._over = process, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """The most that there was; 0 where the system does not say."""
        self._over.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._over.wait(_BEAT):
            self._most = max(self._most, sum(map(_memory, _below(self._process))))


def _below(process: int) -> Iterator[int]:
    """A process and all that it began, of Linux."""
    yield process
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for one in (task / "children").read_text().split():
                yield from _below(int(one))
    except OSError:
        return


def _memory(process: int) -> int:
    """Bytes of a process; of what it shares with others, its share."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ProcessLookupError):
        pass
    return 0


def machine() -> Mapping[str, str]:
    """What is measured on: no name of a host or user in it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": f"{_model()}, {cores} cores",
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": f"Python {platform.python_version()}",
    }


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
