"""Lines: words on one, and JSON with one for each item of its long list, so that a difference is readable."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any


def compact(value: Any) -> str:
    """A value on one line."""
    return json.dumps(value, ensure_ascii=False)


def listing(record: Mapping[str, Any], key: str, items: Iterable[Any]) -> str:
    """The record, which is not empty, and behind its other keys this one with the list."""
    lines = ",\n".join(map(compact, items))
    return f"{compact(dict(record))[:-1]}, {compact(key)}: [\n{lines}\n]}}"


def line(text: str) -> str:
    """The text on one line, without control characters: nothing in it begins another line of a format."""
    plain = "".join(" " if c.isspace() else c for c in text)
    return " ".join("".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cs")).split())
