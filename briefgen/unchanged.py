"""Whether anything has changed since the last build. Where nothing has, there is nothing to be done, and what
the last build had to tell is known.

All that a build depends on is hashed: what stands in the seeds folder and in the docs folder, the settings,
briefgen's own files, and the versions of what it builds with. It imports nothing that reads articles.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from briefgen.config import Options
from briefgen.language.models import verify_files
from briefgen.model import Problem
from briefgen.work import Work
from briefgen.work.code import digest
from briefgen.work.store import FORGETFUL, key
from briefgen.write import MANIFEST, Manifest, Plan

_NAME = re.compile(r"[\w.-]+")
_KIND = "unchanged"


@dataclass(frozen=True, kw_only=True)
class State:
    """What a build begins with."""

    seeds: Mapping[str, str]
    """Path of each file → hash of its bytes."""
    docs: Mapping[str, str]
    rest: str
    """Settings, code, versions."""

    @property
    def key(self) -> bytes:
        """The same for the same state."""
        said = [sorted(self.seeds.items()), sorted(self.docs.items()), self.rest]
        return key(json.dumps(said))


def state(options: Options) -> State | None:
    """The state of this moment; None as `state_of` says.

    Raises ConfigError as a build would, for a language model.
    """
    models = (options.language_model, *sorted((options.languages or {}).values()))
    return state_of(options.seeds, options.docs, options, models, options.work)


def state_of(seeds: Path, docs: Path, said: object, models: Iterable[str], work: Work) -> State | None:
    """The state of these folders, where `said` is all else that a build is told. None where one holds what
    can't be hashed, as a link or a file that can't be read, and where nothing is kept from build to build.

    Raises ConfigError as a build would, for a language model.
    """
    if work.store is FORGETFUL:
        return None
    hashes = {model: verify_files(model) for model in models}
    rest = repr((said, hashes, digest().hex(), _versions(), sys.version))
    try:
        return State(seeds=dict(_hashes(seeds)), docs=dict(_hashes(docs)), rest=rest)
    except OSError:
        return None


def made_of(seeds: Path, last: Manifest, said: object) -> bytes | None:
    """A key of what a briefing is made of: the seeds folder, the list of the last build, what is said. None
    where the folder holds what can't be hashed. Good within one process, in which code and versions stay.
    """
    try:
        return key(json.dumps(sorted(_hashes(seeds))), repr(last), repr(said))
    except OSError:
        return None


def told(options: Options, now: State) -> tuple[Problem, ...] | None:
    """What a build of this state has to tell, where it has nothing to do; None where that is not known."""
    data = options.work.store.get(_KIND, [now.key]).get(now.key)
    try:
        return tuple(_problem(*row) for row in json.loads(data)) if data is not None else None
    except (ValueError, TypeError):
        return None


def remember(options: Options, before: State, done: Plan, problems: tuple[Problem, ...]) -> None:
    """Keep what the build told, where the folders are now just what it began with and what it did."""
    after = state(options)
    if after is not None and follows(after, before, done):
        said = json.dumps([astuple(p) for p in problems])
        options.work.store.put(_KIND, {after.key: said.encode()})


def follows(after: State, before: State, done: Plan) -> bool:
    """Whether nothing but what a build did lies between two states; its own list aside."""
    if after.seeds != before.seeds or after.rest != before.rest:
        return False
    expected = dict(before.docs)
    expected |= {p.path: hashlib.sha256(p.data).hexdigest() for p in (*done.new, *done.changed)}
    for path in done.orphaned:
        expected.pop(path, None)
    return _pages(after.docs) == _pages(expected)


def _pages(docs: Mapping[str, str]) -> dict[str, str]:
    return {path: found for path, found in docs.items() if path != MANIFEST}


def _hashes(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file below the folder, hidden ones too. Raises OSError for what is neither file nor folder."""
    if not folder.exists():
        return
    for path in _files(folder):
        yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as found:
        for entry in sorted(found, key=lambda e: e.name):
            if entry.is_symlink():
                raise OSError("a link")
            if entry.is_dir():
                yield from _files(Path(entry.path))
            elif entry.is_file():
                yield Path(entry.path)
            else:
                raise OSError("neither file nor folder")


@cache
def _versions() -> list[tuple[str, str]]:
    """What briefgen builds with."""
    names = sorted({m[0] for r in requires("briefgen") or () if "extra == 'dev'" not in r.replace('"', "'")
                    and (m := _NAME.match(r))})  # fmt: skip
    return [(name, _version(name)) for name in names]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _problem(source: str | None, what: str, severity: int, *rest: bool) -> Problem:
    if not isinstance(source, str | None) or not isinstance(what, str) or type(severity) is not int:
        raise TypeError
    return Problem(source=source, what=what, severity=severity)
