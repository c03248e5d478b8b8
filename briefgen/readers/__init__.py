"""From files to articles. One module a format; READERS maps a suffix to its `read`."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from briefgen.errors import SeedsError
from briefgen.model import Article


def read_folder(folder: Path) -> tuple[Article, ...]:
    """Every article below the folder, in order of path."""
    if not folder.is_dir():
        raise SeedsError(f"no folder {folder}: put the source articles there, or name another with --seeds")
    found = []
    for number, path in enumerate(sorted(folder.rglob("*.txt"))):
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        found.append(
            Article(
                id=re.sub(r"[^a-z0-9]+", "-", path.stem.lower()), key=_key(number), path=path.as_posix(),
                sha256=hashlib.sha256(raw).hexdigest(), text=text, title=" ".join(text.split()[:8]),
            )
        )  # fmt: skip
    return tuple(found)


def _key(number: int) -> str:
    out = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        out = chr(65 + digit) + out
    return out
