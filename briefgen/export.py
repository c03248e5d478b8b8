"""The briefing in formats of other programs, in a folder of its own: the same briefing as `build` makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefgen.build import Report, brief, make, with_news
from briefgen.errors import DocsError, MissingExtra
from briefgen.exports import EXPORTS
from briefgen.exports.export import DATA, Export, File
from briefgen.language.models import DEFAULT_MODEL
from briefgen.model import Briefing, Page, Problem
from briefgen.work import PLAIN
from briefgen.write import Manifest, Plan, read_manifest, write

ALL = "all"
"""Stands for every format that can be made here."""
NAMES = tuple(sorted(export.NAME for export in EXPORTS))
_ABOUT = "Written by `briefgen export`: what it made, so that it knows what somebody has changed since."
_MOVE = "kept as it is; move it away, or name another folder with -o"
_EMPTY = Briefing(title="", articles=(), findings={})


def export(
    names: Sequence[str],
    folder: Path,
    seeds: Path,
    docs: Path,
    model: str = DEFAULT_MODEL,
    *,
    news: bool = True,
    **words: Any,
) -> Report:
    """Write the formats of these names into a folder, and say what was done.

    `docs`: where the pages are, so that both have the same marks and the same news. A file in the folder that
    `export` did not make, or that was changed since, stays as it is. `words` are those of `brief`. Raises
    what it raises, MissingExtra, and DocsError.
    """
    _keep_apart(folder, seeds, docs)
    chosen, missing = _chosen(names)
    last = read_manifest(docs)
    made = brief(seeds, model, last=last, **words)
    briefing, _ = with_news(made, last, news)
    briefing = make(briefing, words.get("work", PLAIN)).briefing
    files = [_placed(file) for export in chosen for file in export.export(briefing)]
    asked = [_path(path) for export in chosen for path in export.PATHS]

    def about(path: str) -> bool:
        return any(path == place or place.endswith("/") and path.startswith(place) for place in asked)

    done = write(folder, files, Manifest(about=_ABOUT), about=about)
    problems = (*briefing.problems, *missing, *_kept(done, folder))
    return Report(done=done, briefing=briefing, problems=tuple(sorted(problems, key=lambda p: p.severity)))


def _chosen(names: Sequence[str]) -> tuple[list[Export], tuple[Problem, ...]]:
    """The formats, each tried on nothing before minutes go into an analysis; of all, those whose packages are
    installed, and a remark for each of the others.
    """
    chosen, missing = [], []
    for one in EXPORTS:
        if one.NAME in names or ALL in names:
            try:
                one.export(_EMPTY)
                chosen.append(one)
            except MissingExtra as error:
                if one.NAME in names:
                    raise
                missing.append(Problem(source=None, what=f"{one.NAME} was left out: {error}"))
    return chosen, tuple(missing)


def _placed(file: Page | File) -> Page | File:
    return replace(file, path=_path(file.path))


def _path(path: str) -> str:
    """Where a file goes: what has a folder of its own on the site needs none here."""
    return path.removeprefix(DATA)


def _keep_apart(folder: Path, seeds: Path, docs: Path) -> None:
    """Raise DocsError where the files would be read as sources, or be taken for pages."""
    where = folder.resolve()
    if where.is_relative_to(seeds.resolve()):
        raise DocsError(f"{folder} lies in the seeds folder {seeds}: name another with -o")
    if where == docs.resolve():
        raise DocsError(f"{folder} holds the pages, which `briefgen build` writes: name another with -o")


def _kept(done: Plan, folder: Path) -> tuple[Problem, ...]:
    """A problem for each file that somebody has written or changed."""
    return tuple(
        Problem(
            source=None,
            what=f"{folder.name}/{path} {why}: {_MOVE}",
            severity=2,
        )
        for path, why in done.kept.items()
    )
