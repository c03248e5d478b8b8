"""The pages of briefings that are gone: they go as orphaned pages do, and what a person wrote stays."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefgen.model import Problem
from briefgen.write import MANIFEST, Manifest, plan, read_manifest, write

KEPT = "portfolio"
"""Under this the list beside the front page keeps the folders of the briefings."""
_SAFE = re.compile("[a-z0-9-]{1,64}")


def folders_of(last: Manifest) -> tuple[str, ...]:
    """The folders of the briefings that the last build knew."""
    found = last.memory.get(KEPT)
    names = found if isinstance(found, list) else []
    return tuple(n for n in names if isinstance(n, str) and _SAFE.fullmatch(n))


def _gone(docs: Path, last: Manifest, now: Collection[str]) -> Iterator[str]:
    for name in folders_of(last):
        place = docs / name
        if name not in now and not place.is_symlink() and (place / MANIFEST).is_file():
            yield name


@dataclass(frozen=True, kw_only=True)
class Retired:
    """What became of briefings that are gone."""

    lines: tuple[str, ...] = ()
    """One for each file that went."""
    problems: tuple[Problem, ...] = ()
    """One for each file that was edited by hand, and stays."""
    left: tuple[str, ...] = ()
    """The folders of these."""


def retire(docs: Path, last: Manifest, now: Collection[str]) -> Retired:
    """Remove the pages of the briefings that are not among those of now (folders). `last`: the list beside
    the front page.

    Raises DocsError where something can't be removed.
    """
    lines: list[str] = []
    problems: list[Problem] = []
    left: list[str] = []
    for name in _gone(docs, last, now):
        done = write(docs / name, ())
        lines += [below(name, line) for line in done.lines]
        kept = (f"{docs.name}/{name}/{path} {why}" for path, why in done.kept.items())
        problems += [Problem(source=None, what=what, severity=2) for what in kept]
        if done.kept:
            left.append(name)
            continue
        with suppress(OSError):
            (docs / name / MANIFEST).unlink()
            (docs / name).rmdir()
    return Retired(lines=tuple(lines), problems=tuple(problems), left=tuple(left))


def left_over(docs: Path, last: Manifest, now: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files that `retire` would remove, and the folders that it would leave. Reads only."""
    removed: list[str] = []
    left: list[str] = []
    for name in _gone(docs, last, now):
        todo = plan(docs / name, (), read_manifest(docs / name))
        removed += [f"{name}/{path}" for path in todo.orphaned]
        left += [name] if todo.kept else []
    return tuple(removed), tuple(left)


def below(folder: str, line: str) -> str:
    """A line on a file of a briefing, as one of the site's."""
    what, path = line.split(None, 1)
    return f"{what:8} {folder}/{path}"
