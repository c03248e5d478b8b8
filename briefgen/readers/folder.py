"""The files below the seeds folder, taken with care: regular ones, inside it, of a sane size."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.errors import SeedsError

MOST_BYTES = 5_000_000
"""Longer than any novel; what is larger is not an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file below the seeds folder."""

    path: str
    """Relative to the seeds folder, with forward slashes."""
    raw: bytes | None = None
    """None where it was not read."""
    sha256: str = ""
    problem: str | None = None
    """Why it was not read."""


def walk(folder: Path) -> Iterator[Path]:
    """Every file below the folder that is not hidden, in order of path; links to folders are not entered.

    Raises SeedsError where there is no such folder, or where it can't be listed.
    """
    if not folder.is_dir():
        raise SeedsError(f"no folder {folder}: put the source articles there, or name another with --seeds")
    found = []

    def refuse(error: OSError) -> None:
        raise SeedsError(f"{error.filename}: can't be listed: {error.strerror}") from None

    for parent, folders, files in os.walk(folder, onerror=refuse):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in links]
        found += [Path(parent, name) for name in files + links if not name.startswith(".")]
    yield from sorted(found, key=lambda p: p.relative_to(folder).as_posix())


def take(folder: Path, path: Path) -> File:
    """The file with its bytes, or with the reason why it was not read."""
    name = path.relative_to(folder).as_posix()
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            return File(path=name, problem="is a link that leads out of the seeds folder: not followed")
        if real.is_dir():
            return File(path=name, problem="is a link to a folder: not followed")
        return _read(name, real)
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        return File(
            path=name, problem=f"can't be read: {getattr(error, 'strerror', None) or 'a loop of links'}"
        )


def _read(name: str, real: Path) -> File:
    if not stat.S_ISREG(real.lstat().st_mode):
        return File(path=name, problem="is not a regular file: not read")
    # The kind is looked at again behind the open file, which a pipe must not block and a late link not
    # divert.
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    with open(os.open(real, flags), "rb") as file:  # noqa: PTH123 - a descriptor
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return File(path=name, problem="is not a regular file: not read")
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        return File(path=name, problem=f"is larger than {MOST_BYTES // 1_000_000} MB: not read")
    return File(path=name, raw=raw, sha256=hashlib.sha256(raw).hexdigest())
