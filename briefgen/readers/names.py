"""Ids: stable, and safe in a URL and as a file name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

_MOST = 48
_HASH = 6
# Windows' device names, and what MkDocs takes for a folder's first page.
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index|readme")


def source_ids(paths: Sequence[str], last: Sequence[str | None] = ()) -> tuple[str, ...]:
    """An id for each path: the one that it had in the last build, where it had one, else a new one.

    It comes from the file's stem. Where several files would share one, each gets a piece of the hash of its
    path, so that none of them ever takes over the id that another had.
    """
    plain = [_slug(path) for path in paths]
    last = last or [None] * len(paths)
    shared = Counter(plain) + Counter(filter(None, last))
    ids = [
        had or (s if shared[s] == 1 else _with_hash(s, p, _HASH))
        for s, p, had in zip(plain, paths, last, strict=True)
    ]
    again = Counter(ids)
    return tuple(
        i if again[i] == 1 else _with_hash(s, p, 16) for i, s, p in zip(ids, plain, paths, strict=True)
    )  # fmt: skip


def _slug(path: str) -> str:
    stem = PurePosixPath(path).stem
    return slug(stem) or _with_hash("source", stem, 8)


def slug(words: str, most: int = _MOST) -> str:
    """The words in small letters of ASCII, joined by hyphens; empty where nothing of them is left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"(?<![0-9a-f])([0-9a-f]{8})[0-9a-f]{4,}(?![0-9a-f])", r"\1", plain)
    joined = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].strip("-")
    return f"source-{joined}" if _RESERVED.fullmatch(joined) else joined


def _with_hash(slug: str, text: str, length: int) -> str:
    tail = hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:length]
    return f"{slug[: _MOST - length - 1].rstrip('-')}-{tail}"
