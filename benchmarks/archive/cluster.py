"""A Dask cluster of two workers on this machine, for as long as it is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_PATIENCE = 60
"""Seconds."""


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[str | None]:
    """Host and port of its scheduler; None where Dask is not installed. `folder`: for what it writes."""
    if find_spec("distributed") is None:
        yield None
        return
    folder.mkdir(parents=True, exist_ok=True)
    told = folder / "scheduler.json"
    told.unlink(missing_ok=True)
    paths = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    given = {**os.environ, "PYTHONPATH": paths, "BRIEFGEN_CACHE_DIR": "off"}
    dask = [sys.executable, "-m", "dask"]
    quiet = ["--scheduler-file", str(told), "--no-dashboard"]
    commands = [[*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *quiet]]
    commands += [[*dask, "worker", "--nthreads", "1", "--nworkers", str(workers), *quiet]]
    begun = []
    try:
        for command in commands:
            begun.append(
                subprocess.Popen(
                    command, cwd=folder, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            )
            _wait(told)
        yield json.loads(told.read_text(encoding="utf-8"))["address"].removeprefix("tcp://")
    finally:
        for process in reversed(begun):
            process.terminate()
        for process in begun:
            process.wait()


def _wait(file: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not file.exists() or not file.read_text(encoding="utf-8").strip():
        if time.monotonic() > end:
            raise RuntimeError("the Dask scheduler did not begin")
        time.sleep(0.1)
