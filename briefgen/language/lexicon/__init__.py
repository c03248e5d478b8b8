"""Word lists and tables of public facts, as TOML files beside this module.

Each begins with a comment that says what it is and where it comes from.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The lexicon file of this name, parsed. Read only."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The words of one list of a lexicon file."""
    return frozenset(table(name)[key])
