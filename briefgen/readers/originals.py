"""The files that sources were made from, as they came: `originals/` in the seeds folder.

Beside each lies a record in JSON of where and when it came from, by which its address is known again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.model import Article, Problem
from briefgen.readers.folder import take
from briefgen.readers.formats.extracted import MOST_BYTES_SAVED

FOLDER = "originals"
RECORD = ".json"
"""What the name of a record has beyond its file's."""
_MOST_BYTES = 100_000
_ALL = 5
"""So many files that no source names are listed."""


@dataclass(frozen=True, kw_only=True)
class Original:
    """What is recorded of a file that a source was made from."""

    path: str
    """Below the seeds folder."""
    article: str
    """The source that was made from it, the same way."""
    sha256: str
    size: int
    """Its bytes."""
    name: str | None = None
    """What the file was called that the user gave."""
    asked: str | None = None
    """The address that was asked for."""
    url: str | None = None
    """The one that it led to."""
    retrieved: str | None = None
    content_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    remarks: tuple[str, ...] = ()
    """What the reader said when the source was made."""

    def as_json(self) -> bytes:
        """The record's file; what is not known is left out."""
        said = {name: value for name, value in vars(self).items() if value not in (None, ())}
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def recorded(seeds: Path) -> tuple[Original, ...]:
    """Every record below the seeds folder that can be read, by name."""
    folder = seeds / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return ()
    found = (_read(path) for path in sorted(folder.glob(f"*{RECORD}")))
    return tuple(original for original in found if original)


def _read(path: Path) -> Original | None:
    """A record; None where it is none, or is about another file than the one that it lies beside."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return None
        said = json.loads(path.read_bytes())
        if not _is_record(said) or said.get("path") != f"{FOLDER}/{path.name.removesuffix(RECORD)}":
            return None
        return Original(**{**said, "remarks": tuple(said.get("remarks", ()))})
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _is_record(said: Any) -> bool:
    """Whether every value has its type, so that nothing else comes of a file that somebody wrote."""
    if not isinstance(said, Mapping) or not isinstance(said.get("size"), int):
        return False
    texts = (value for name, value in said.items() if name not in ("size", "remarks"))
    remarks = said.get("remarks", [])
    return all(isinstance(x, str) for x in texts) and isinstance(remarks, list)


def look_through(seeds: Path, articles: Iterable[Article]) -> Iterator[Problem]:
    """What is amiss with the originals: one that is missing or has another size, one that nobody names.

    Their hashes are compared by `briefgen sources`; here their sizes are enough, which costs nothing.
    """
    records = {original.path: original for original in recorded(seeds)}
    named = set()
    for article in articles:
        if article.original is not None and article.original.startswith(f"{FOLDER}/"):
            named.add(article.original)
            if what := _amiss(seeds, article.original, records.get(article.original)):
                yield Problem(source=article.id, what=what, severity=1)
    left = [name for name in _files(seeds) if name not in named]
    for name in left[:_ALL]:
        yield Problem(source=None, what=f"{name}: no source names it as its original; remove it, or leave it")
    if len(left) > _ALL:
        yield Problem(source=None, what=f"{FOLDER}: {len(left) - _ALL} more files that no source names")


def _amiss(seeds: Path, path: str, record: Original | None) -> str | None:
    file = seeds / path
    if not file.is_file():
        return f"its original {path} is not there"
    size = file.stat().st_size
    if record is None or size == record.size:
        return None
    return f"its original {path} is not as it came: it has {size:,} bytes, not {record.size:,}"


def is_whole(seeds: Path, original: Original) -> bool:
    """Whether the file is there with the bytes that came."""
    if not 0 <= original.size <= MOST_BYTES_SAVED:
        return False
    file = take(seeds, seeds / original.path, most_bytes=original.size)
    return file.raw is not None and file.sha256 == original.sha256


def _files(seeds: Path) -> list[str]:
    """The originals, without their records."""
    folder = seeds / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return []
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    records = {name for name in names if name.endswith(RECORD) and name.removesuffix(RECORD) in names}
    return [f"{FOLDER}/{name}" for name in names if name not in records]
