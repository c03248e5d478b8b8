"""A briefing of one's own in a fresh folder, from the files in `starter/`."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from briefgen.errors import UserError

_HIDDEN = "dot-"
"""Stands for the full stop that hides a file: git and the wheel would act on a real one."""


def start(folder: Path) -> tuple[str, ...]:
    """Write the starter's files into the folder and say which.

    Raises UserError where the folder holds anything, or can't be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UserError(f"{folder} is {'not empty' if folder.is_dir() else 'a file'}: name a new folder")
        folder.mkdir(parents=True, exist_ok=True)
        written = _copy(files("briefgen") / "starter", folder)
        (folder / "docs").mkdir()
    except OSError as error:
        raise UserError(f"{error.filename or folder}: can't be written: {error.strerror or error}") from None
    return tuple(sorted(path.relative_to(folder).as_posix() for path in written))


def _copy(source: Traversable, target: Path) -> list[Path]:
    written = []
    for item in source.iterdir():
        name = f".{item.name.removeprefix(_HIDDEN)}" if item.name.startswith(_HIDDEN) else item.name
        if item.is_dir():
            (target / name).mkdir()
            written += _copy(item, target / name)
        else:
            (target / name).write_bytes(item.read_bytes())
            written.append(target / name)
    return written
