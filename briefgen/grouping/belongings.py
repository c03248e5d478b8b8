"""What moves with an article, and why one can't be moved."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path, PurePosixPath

from briefgen.model import Article
from briefgen.readers import ORIGINALS
from briefgen.readers.originals import RECORD, recorded

_PAGES = (".html", ".htm", ".xhtml")


def belongings(seeds: Path, articles: Sequence[Article]) -> Mapping[str, frozenset[str]]:
    """Path of each article → the files and folders that are its own, itself among them.

    `articles`: those that lie in no folder, all of them. What two of them share is neither's.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    paths = {a.path for a in articles}
    for a in articles:
        owners[a.path].add(a.path)
        if PurePosixPath(a.path).suffix.lower() in _PAGES:
            owners[f"{PurePosixPath(a.path).stem}_files"].add(a.path)
        if a.original is not None and a.original.startswith(f"{ORIGINALS}/"):
            owners[a.original].add(a.path)
            owners[f"{a.original}{RECORD}"].add(a.path)
    for original in recorded(seeds):
        if original.article in paths:
            owners[original.path].add(original.article)
            owners[f"{original.path}{RECORD}"].add(original.article)
    own: dict[str, set[str]] = defaultdict(set)
    for what, its in owners.items():
        if len(its) == 1 and os.path.lexists(seeds / what):
            own[next(iter(its))].add(what)
    return {path: frozenset(its) for path, its in own.items()}


def unmovable(seeds: Path, articles: Sequence[Article]) -> Mapping[str, str]:
    """Path of each article that can't be moved → why."""
    return {a.path: why for a in articles if (why := _why_not(seeds / a.path))}


def _why_not(path: Path) -> str | None:
    if path.is_symlink():
        return "is a link: put the file itself there"
    return None if path.is_file() else "its name can't be written as text: rename it"


def taken(seeds: Path, further: Collection[str] = ()) -> frozenset[str]:
    """Names that no new folder may have: what is there, what briefgen keeps there, and those given."""
    return frozenset({*(p.name for p in seeds.iterdir()), ORIGINALS, *further})
