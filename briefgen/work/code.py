"""What a result depends on besides what it is made of: briefgen's own code and lists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

_HOME = Path(__file__).resolve().parents[1]
_KINDS = frozenset({".py", ".toml", ".jinja", ".js", ".css", ".json", ".txt", ".html", ".onnx"})


@cache
def digest(*parts: str) -> bytes:
    """Hash of the files of these modules and packages, named below briefgen; of all where none is named."""
    found = hashlib.blake2b(digest_size=16)
    for path in _files(parts):
        data = path.read_bytes()
        found.update(f"{path.relative_to(_HOME).as_posix()}\0{len(data)}\0".encode() + data)
    return found.digest()


@cache
def version_of(package: str) -> str:
    """The version of an installed package."""
    return version(package)


def _files(parts: tuple[str, ...]) -> Iterator[Path]:
    for part in parts or (".",):
        where = _HOME / part
        if where.is_file():
            yield where
        else:
            yield from sorted(p for p in where.rglob("*") if p.suffix in _KINDS and p.is_file())
