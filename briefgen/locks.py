"""One writer at a time for a folder, whichever process it is in."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

PATIENCE = 10.0
"""Seconds that are waited for another writer."""


class Busy(Exception):
    """Another process is at work in the folder."""


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the folder's lock. It lies elsewhere, because `mkdocs serve` watches the folder; a process that
    dies gives it back.

    Raises Busy where another process holds it for longer than `patience` seconds.
    """
    name = hashlib.sha256(
        f"{os.getuid() if hasattr(os, 'getuid') else ''}\0{folder.resolve()}".encode()
    ).hexdigest()[:16]
    lock = FileLock(Path(tempfile.gettempdir(), f"briefgen-{name}.lock"))
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise Busy(str(folder)) from None
    try:
        yield
    finally:
        lock.release()
