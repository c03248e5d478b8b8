"""Articles moved into folders, each of which becomes a briefing of its own, with what belongs to them.

That is the file, what a browser put beside it, what it was made from with its record, and what `sources.yml`
says of it. A plan is written first (`.briefgen-grouping`), then the lists of the new folders, then the files
move one by one, then the list above loses what went. Wherever that stops, each article lies in one place,
whatever was said of it is still said somewhere, and the next `briefgen group` ends it. Nothing that is there
is written over.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from briefgen.editorial import FILE as EDITS
from briefgen.errors import SeedsError
from briefgen.grouping.entries import added, names_in, parted, read_list
from briefgen.locks import PATIENCE, Busy, locked
from briefgen.readers.metadata import FILE
from briefgen.staging import put_away, refusals_told
from briefgen.write import replace_file

FOLDER = ".briefgen-grouping"
_PLAN = "plan.json"
_OF_FINDINGS = (EDITS, "proposals.yml")


@dataclass(frozen=True, kw_only=True)
class Move:
    """Something that is to lie elsewhere, both below the seeds folder."""

    source: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Moving:
    """All that is to be done."""

    files: tuple[Move, ...]
    lists: Mapping[str, bytes | None] = field(default_factory=dict)
    """Place of each list → what it is to be, in the order in which they are written; None: it goes."""
    before: Mapping[str, bytes | None] = field(default_factory=dict)
    """Place of each list → what it is."""


def plan(seeds: Path, into: Mapping[str, Iterable[str]], folder_of: Mapping[str, str]) -> Moving:
    """What is to be done. Nothing is written.

    `into`: path of each article → the files and folders that move with it, itself among them; `folder_of`:
    path of each article → the folder that it moves into.

    Raises SeedsError where a place is taken, ConfigError where a list can't be parted or added to.
    """
    files = tuple(
        Move(source=what, target=f"{folder_of[path]}/{what}")
        for path in sorted(into)
        for what in sorted(into[path])
    )
    for move in files:
        _refuse_taken(seeds, move.target)
    raw = read_list(seeds)
    left, gone = parted(raw, folder_of)
    before: dict[str, bytes | None] = {}
    lists: dict[str, bytes | None] = {}
    for name in sorted(gone):
        place = f"{name}/{FILE}"
        before[place] = read_list(seeds / name)
        if twice := names_in(before[place]) & names_in(gone[name].encode()):
            raise SeedsError(f"{place} says something of {min(twice)} already: take one of both out")
        lists[place] = added(before[place], gone[name])
    if gone:
        before[FILE], lists[FILE] = raw, left
    return Moving(files=files, lists=lists, before=before)


def apply(seeds: Path, moving: Moving, patience: float = PATIENCE) -> None:
    """Do it. From the writing of the plan on, nothing stops it for good.

    Raises SeedsError where another process is at work, an earlier move was not ended, or something can't be
    written; the next `settle` goes on with it.
    """
    with _alone(seeds, patience), refusals_told(seeds):
        if os.path.lexists(seeds / FOLDER):
            raise SeedsError(f"{seeds / FOLDER}: an earlier move is not ended: run briefgen group again")
        for move in moving.files:
            _refuse_taken(seeds, move.target)
        for place, raw in moving.before.items():
            if _bytes_of(seeds / place) != raw:
                raise SeedsError(f"{seeds / place} was changed in the meantime: run this again")
        (seeds / FOLDER).mkdir()
        try:
            _write_plan(seeds, moving)
        except BaseException:
            if not unfinished(seeds):
                shutil.rmtree(seeds / FOLDER)
            raise
        _roll_forward(seeds)


def unfinished(seeds: Path) -> bool:
    """Whether a move was stopped that had begun. Reads only."""
    return (seeds / FOLDER / _PLAN).is_file()


def settle(seeds: Path, patience: float = PATIENCE) -> tuple[Move, ...]:
    """Bring to an end what a move left that was killed, and say what it was: all of its files, or none.

    Raises SeedsError where it can't be done.
    """
    if not os.path.lexists(seeds / FOLDER):
        return ()
    with _alone(seeds, patience), refusals_told(seeds):
        if unfinished(seeds):
            return _roll_forward(seeds)
        put_away(seeds / FOLDER, _PLAN)
    return ()


def edits_in(seeds: Path) -> str | None:
    """The file of this folder that says something of the findings of one briefing, which would be none any
    more: the analyst's, or that of proposals; None where neither does.
    """
    return next((name for name in _OF_FINDINGS if _says_anything(seeds / name)), None)


def _says_anything(path: Path) -> bool:
    lines = (line.strip() for line in (_bytes_of(path) or b"").removeprefix(b"\xef\xbb\xbf").splitlines())
    return any(line and not line.startswith(b"#") for line in lines)


def _write_plan(seeds: Path, moving: Moving) -> None:
    """The new lists, then the plan, which makes them count."""
    folder, lists = seeds / FOLDER, []
    for number, (place, content) in enumerate(moving.lists.items()):
        if content is not None:
            replace_file(folder / str(number), content)
        lists.append({"place": place, "was": _hash(moving.before[place]), "is": _hash(content)})
    data = {"files": [[m.source, m.target] for m in moving.files], "lists": lists}
    replace_file(folder / _PLAN, json.dumps(data).encode())


def _roll_forward(seeds: Path) -> tuple[Move, ...]:
    """Do what the plan says and is not done yet; then the plan goes."""
    files, lists = _planned(seeds)
    # The last of the lists is the one above: what is said of an article is said twice rather than nowhere.
    for number, said in enumerate(lists):
        if said["place"] != FILE:
            _put_list(seeds, number, said)
    for move in files:
        _move(seeds, move)
    for number, said in enumerate(lists):
        if said["place"] == FILE:
            _put_list(seeds, number, said)
    put_away(seeds / FOLDER, _PLAN)
    return files


def _planned(seeds: Path) -> tuple[tuple[Move, ...], list[dict[str, Any]]]:
    try:
        data = json.loads((seeds / FOLDER / _PLAN).read_bytes())
        files = tuple(Move(source=source, target=target) for source, target in data["files"])
        lists = [dict(said) for said in data["lists"]]
        places = [*(m.source for m in files), *(m.target for m in files), *(said["place"] for said in lists)]
        good = all(map(_may_be, places)) and all({"was", "is"} <= said.keys() for said in lists)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        good = False
    if not good:
        raise SeedsError(f"{seeds / FOLDER / _PLAN}: is no plan of briefgen's; remove {seeds / FOLDER}")
    return files, lists


def _may_be(path: object) -> bool:
    """Whether a path leads to a place below the folder, and to no hidden one."""
    if not isinstance(path, str):
        return False
    parts = PurePosixPath(path).parts
    plain = path == "/".join(parts) and not set(path) & set("\\:\0")
    return plain and bool(parts) and not any(part.startswith(".") for part in parts)


def _put_list(seeds: Path, number: int, said: Mapping[str, Any]) -> None:
    place, staged = seeds / said["place"], seeds / FOLDER / str(number)
    now = _hash(_bytes_of(place))
    if now == said["is"]:
        return
    if now != said["was"]:
        raise SeedsError(
            f"{place} was changed in the meantime: put it back as it was, or take in what {staged} has and "
            f"remove {seeds / FOLDER}"
        )
    if said["is"] is None:
        place.unlink()
        return
    content = _bytes_of(staged)
    if content is None or _hash(content) != said["is"]:
        raise SeedsError(f"{staged}: is not what was to be written; remove {seeds / FOLDER}")
    _folder_for(place)
    replace_file(place, content)


def _move(seeds: Path, move: Move) -> None:
    source, target = seeds / move.source, seeds / move.target
    if not os.path.lexists(source):
        if not os.path.lexists(target):
            raise SeedsError(f"{source} is gone: put it back, then run this again")
        return
    if os.path.lexists(target):
        if not source.is_dir() and source.samefile(target):  # linked already, and not yet taken away
            source.unlink()
            return
        raise SeedsError(f"{target} has come in the meantime: move it away, then run this again")
    _folder_for(target)
    if source.is_dir():
        source.rename(target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise SeedsError(f"{target} has come in the meantime: move it away, then run this again") from None
    except OSError:  # a file system that has no hard links
        source.rename(target)
        return
    source.unlink()


def _folder_for(place: Path) -> None:
    if place.parent.is_symlink():
        raise SeedsError(f"{place.parent} is a link: move it away, then run this again")
    place.parent.mkdir(parents=True, exist_ok=True)


def _refuse_taken(seeds: Path, target: str) -> None:
    """Raise SeedsError where something is there, or where the way leads out of the seeds folder."""
    for parent in PurePosixPath(target).parents:
        place = seeds / parent
        if parent.parts and os.path.lexists(place) and (place.is_symlink() or not place.is_dir()):
            raise SeedsError(f"{place} is no folder: move it away, then run this again")
    if os.path.lexists(seeds / target):
        raise SeedsError(f"{seeds / target} is there already: move one of both away, then run this again")


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _hash(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


@contextmanager
def _alone(seeds: Path, patience: float) -> Iterator[None]:
    try:
        with locked(seeds, patience):
            yield
    except Busy:
        raise SeedsError(f"another briefgen is at work in {seeds}: wait until it is done") from None
