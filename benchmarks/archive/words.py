"""The word lists of the invented articles (`words.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def listed(name: str) -> tuple[Any, ...]:
    """A list by its table and key, such as `names.women`: phrases between commas, or what the list has."""
    table, key = name.split(".")
    return split(WORDS[table][key])


def split(value: Any) -> tuple[Any, ...]:
    """The phrases of a text, which stand between commas; of a list its entries."""
    return (
        tuple(x.strip() for x in value.replace("\n", " ").split(","))
        if isinstance(value, str)
        else tuple(value)
    )
