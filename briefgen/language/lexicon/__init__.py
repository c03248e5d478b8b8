"""Word lists and tables of public facts, as TOML files beside this module.

Each begins with a comment that says what it is and where it comes from.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The lexicon file of this name, parsed. Read only."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def digest() -> str:
    """SHA-256 of what all lexicon files say: comments, layout and line ends do not count."""
    names = sorted(
        f.name.removesuffix(".toml") for f in files(__package__).iterdir() if f.name.endswith(".toml")
    )
    said = json.dumps({name: table(name) for name in names}, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The words of one list of a lexicon file."""
    return frozenset(table(name)[key])
