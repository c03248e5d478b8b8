"""The files below the seeds folder, taken with care: regular ones, inside it, of a sane size.

Where the user allows links that lead out of it, those are followed, but nothing is read twice, and devices,
pipes and loops stay refused.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.errors import SeedsError
from briefgen.readers.formats.extracted import MOST_BYTES

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_NOT_FOLLOWED = "not followed (follow_links in mkdocs.yml allows it)"


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


def walk(folder: Path, follow: bool = False) -> Iterator[Path]:
    """Every file below the folder that is not hidden, in order of path.

    What a browser puts beside a page that it saves (`NAME_files/` beside `NAME.html`) is a part of that page.
    A link to a folder stands for itself, unless `follow` is set and it leads to files that are not read yet.

    Raises SeedsError where there is no such folder, or where it can't be listed.
    """
    if not folder.is_dir():
        raise SeedsError(f"no folder {folder}: put the source articles there, or name another with --seeds")
    found = []
    entered = {folder.resolve()}

    def refuse(error: OSError) -> None:
        raise SeedsError(f"{error.filename}: can't be listed: {error.strerror}") from None

    for parent, folders, files in os.walk(folder, onerror=refuse, followlinks=follow):
        saved = _beside_pages(files)
        shown = sorted(name for name in folders if not name.startswith(".") and name not in saved)
        folders[:] = [name for name in shown if _is_entered(Path(parent, name), folder, entered, follow)]
        links = [name for name in shown if name not in folders and Path(parent, name).is_symlink()]
        found += [Path(parent, name) for name in files + links if not name.startswith(".")]
    yield from sorted(found, key=lambda p: p.relative_to(folder).as_posix())


def _beside_pages(files: list[str]) -> set[str]:
    """The folders into which browsers put the pictures and scripts of pages that are among these files."""
    pages = (path for path in map(Path, files) if path.suffix.lower() in _PAGES)
    return {f"{page.stem}_files" for page in pages}


def _is_entered(place: Path, folder: Path, entered: set[Path], follow: bool) -> bool:
    """Whether a folder's files are to be listed. `entered`, the folders that are, grows by it."""
    if not follow:
        return not place.is_symlink()
    real = place.resolve()
    if real in entered or (place.is_symlink() and real.is_relative_to(folder.resolve())):
        return False
    entered.add(real)
    return True


def take(folder: Path, path: Path, follow: bool = False, most_bytes: int = MOST_BYTES) -> File:
    """The file with its bytes, or with the reason why it was not read.

    `follow`: links may lead out of the folder; `most_bytes`: a larger file is not read.
    """
    name = path.relative_to(folder).as_posix()
    try:
        real = path.resolve(strict=True)
        if not follow and not real.is_relative_to(folder.resolve()):
            return File(path=name, problem=f"is a link that leads out of the seeds folder: {_NOT_FOLLOWED}")
        if real.is_dir():
            return File(path=name, problem="is a link to a folder: not followed")
        return _read(name, real, most_bytes)
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        return File(
            path=name, problem=f"can't be read: {getattr(error, 'strerror', None) or 'a loop of links'}"
        )


def _read(name: str, real: Path, most_bytes: int) -> File:
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
        raw = file.read(most_bytes + 1)
    if len(raw) > most_bytes:
        return File(path=name, problem=f"is larger than {most_bytes // 1_000_000} MB: not read")
    return File(path=name, raw=raw, sha256=hashlib.sha256(raw).hexdigest())
