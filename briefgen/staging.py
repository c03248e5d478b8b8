"""New files come into the seeds folder together, or not at all.

They are written into a hidden folder first (`.briefgen-adding`), then a plan beside them says which they are:
from that moment on they are to be put in place, by whoever comes next where this process dies. Until then the
seeds folder is as it was. What is there is never written over: a file is linked to its place, which fails
where the place is taken.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from briefgen.errors import SeedsError
from briefgen.locks import PATIENCE, Busy, locked

FOLDER = ".briefgen-adding"
_PLAN = "plan.json"
_NEW = "new"
_MOST_DEEP = 2
"""Parts of a file's place: its name, and the folder of the originals before it."""
_NO_LINKS = frozenset(
    getattr(errno, name, 0) for name in ("EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EXDEV", "EMLINK")
)
"""What a file system says that has no hard links."""


class Staging:
    """Files on their way into a seeds folder."""

    def __init__(self, seeds: Path) -> None:
        self.seeds = seeds
        self._hashes: dict[str, str] = {}
        """Place below the seeds folder → hash."""

    def put(self, path: str, content: bytes) -> None:
        """Take a new file for this place.

        Raises SeedsError where it can't be one, or can't be written.
        """
        if not _may_be(path) or path in self._hashes:
            raise SeedsError(f"{path}: no place for a new file of {self.seeds}")
        staged = self.seeds / FOLDER / _NEW / path
        with refusals_told(self.seeds):
            staged.parent.mkdir(parents=True, exist_ok=True)
            _write(staged, content)
        self._hashes[path] = hashlib.sha256(content).hexdigest()

    def commit(self) -> None:
        """Put all of them in place. From the writing of the plan on, nothing stops it for good.

        Raises SeedsError where the plan can't be written (nothing has come in then), or where a file can't be
        put in place: the next command goes on with it.
        """
        if not self._hashes:
            return
        folder = self.seeds / FOLDER
        with refusals_told(self.seeds):
            for path in self._hashes:
                _refuse_taken(self.seeds, self.seeds / path)
            for place in sorted({(folder / _NEW / path).parent for path in self._hashes}):
                _sync(place)
            deepest = dict(sorted(self._hashes.items(), key=lambda file: -file[0].count("/")))
            _write(folder / f"{_PLAN}.part", json.dumps({"files": deepest}).encode())
            (folder / f"{_PLAN}.part").replace(folder / _PLAN)
            _sync(folder)
        try:
            _roll_forward(self.seeds)
        except KeyboardInterrupt:  # too late to go back
            _roll_forward(self.seeds)


@contextmanager
def staging(seeds: Path, patience: float = PATIENCE) -> Iterator[Staging]:
    """Gather new files for a seeds folder, which is made where there is none. What is not committed is gone
    at the end, however it ends.

    Raises SeedsError where another process is adding, or where the folder can't be written.
    """
    made = not seeds.exists()
    with refusals_told(seeds):
        seeds.mkdir(exist_ok=True)
    try:
        with locked(seeds, patience):
            with refusals_told(seeds):
                _settle(seeds)
                (seeds / FOLDER).mkdir()
            try:
                yield Staging(seeds)
            finally:
                if os.path.lexists(seeds / FOLDER) and not unfinished(seeds):
                    with refusals_told(seeds):
                        put_away(seeds / FOLDER, _PLAN)
    except Busy:
        raise SeedsError(f"another briefgen add is at work in {seeds}: wait until it is done") from None
    finally:
        if made:
            with suppress(OSError):
                seeds.rmdir()  # where nothing came in


def settle(seeds: Path, patience: float = PATIENCE) -> None:
    """Bring to an end what an `add` left that was killed: all of its files, or none.

    Raises SeedsError where it can't be done.
    """
    if not os.path.lexists(seeds / FOLDER):
        return
    try:
        # One that is at work has put nothing in place before its plan is there.
        with locked(seeds, patience if unfinished(seeds) else 0), refusals_told(seeds):
            _settle(seeds)
    except Busy:
        if unfinished(seeds):
            raise SeedsError(f"a briefgen add is at work in {seeds}: wait until it is done") from None


def unfinished(seeds: Path) -> bool:
    """Whether files of an `add` that was killed are still to be put in place. Reads only."""
    return (seeds / FOLDER / _PLAN).is_file()


def _settle(seeds: Path) -> None:
    if unfinished(seeds):
        _roll_forward(seeds)
    elif os.path.lexists(seeds / FOLDER):
        put_away(seeds / FOLDER, _PLAN)


def _roll_forward(seeds: Path) -> None:
    """Put in place what the plan names and is not there yet; then the plan goes."""
    with refusals_told(seeds):
        for path, sha256 in _planned(seeds).items():
            staged, place = seeds / FOLDER / _NEW / path, seeds / path
            if os.path.lexists(staged):
                if staged.is_symlink() or _hash_of(staged) != sha256:
                    raise SeedsError(f"{staged}: is not what was to be added; remove {seeds / FOLDER}")
                _put_in_place(seeds, staged, place, sha256)
        for place in sorted({(seeds / path).parent for path in _planned(seeds)}):
            _sync(place)
        put_away(seeds / FOLDER, _PLAN)


def _planned(seeds: Path) -> dict[str, str]:
    """Places and hashes."""
    try:
        files = json.loads((seeds / FOLDER / _PLAN).read_bytes())["files"]
        good = all(_may_be(path) and isinstance(sha256, str) for path, sha256 in files.items())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        good = False
    if not good:
        raise SeedsError(f"{seeds / FOLDER / _PLAN}: is no plan of briefgen's; remove {seeds / FOLDER}")
    return dict(files)


def _may_be(path: str) -> bool:
    parts = PurePosixPath(path).parts
    plain = path == "/".join(parts) and not set(path) & set("\\:\0")
    return plain and 0 < len(parts) <= _MOST_DEEP and not any(p.startswith(".") for p in parts)


def _put_in_place(seeds: Path, staged: Path, place: Path, sha256: str) -> None:
    """Link it there and take it away here; both are done in part where this was interrupted."""
    if not os.path.lexists(place):
        _refuse_taken(seeds, place)
        place.parent.mkdir(exist_ok=True)
    try:
        os.link(staged, place)
    except FileExistsError:
        if place.is_symlink() or not place.is_file() or _hash_of(place) != sha256:
            raise SeedsError(f"{place} has come in the meantime: move it away, then run this again") from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _refuse_taken(seeds, place)
        staged.rename(place)
        return
    staged.unlink()


def _refuse_taken(seeds: Path, place: Path) -> None:
    """Raise SeedsError where something is there, or where the way leads out of the seeds folder."""
    parent = place.parent
    if parent != seeds and os.path.lexists(parent) and (parent.is_symlink() or not parent.is_dir()):
        raise SeedsError(f"{parent} is no folder: move it away, then run this again")
    if os.path.lexists(place):
        raise SeedsError(f"{place} has come in the meantime: move it away, then run this again")


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Let the names in a folder outlive a loss of power, where the system can."""
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def put_away(folder: Path, plan: str) -> None:
    """Remove a folder of ours with all that is in it, its plan first: without one it counts no more.

    Raises SeedsError where it is none of ours.
    """
    if folder.is_symlink() or not folder.is_dir():
        raise SeedsError(f"{folder}: is no folder of briefgen's; remove it")
    (folder / plan).unlink(missing_ok=True)
    shutil.rmtree(folder)


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def refusals_told(seeds: Path) -> Iterator[None]:
    """What the system refuses inside is told in a line. Raises SeedsError."""
    try:
        yield
    except OSError as error:
        raise SeedsError(f"{error.filename or seeds}: can't be written: {error.strerror or error}") from None
