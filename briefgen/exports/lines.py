"""Lines: words on one, and JSON with one for each item of its long list, so that a difference is readable."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring
from typing import Any

_END = "\n"


def compact(value: Any) -> str:
    """A value on one line."""
    return json.dumps(value, ensure_ascii=False)


def listing(record: Mapping[str, Any], key: str, items: Iterable[Any]) -> str:
    """The record, which is not empty, and behind its other keys this one with the list."""
    lines = ",\n".join(map(compact, items))
    return f"{compact(dict(record))[:-1]}, {compact(key)}: [\n{lines}\n]}}"


def indented(value: Any, indent: str = "") -> str:
    """The same as `json.dumps` with an indent of two gives of dicts, lists, texts and numbers, in a third of
    its time.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    inner = f"{indent}  "
    if isinstance(value, dict) and value:
        told = (f"{encode_basestring(key)}: {indented(item, inner)}" for key, item in value.items())
        return f"{{\n{inner}{f',{_END}{inner}'.join(told)}\n{indent}}}"
    if isinstance(value, list) and value:
        return f"[\n{inner}{f',{_END}{inner}'.join(indented(item, inner) for item in value)}\n{indent}]"
    return json.dumps(value)


def line(text: str) -> str:
    """The text on one line, without control characters: nothing in it begins another line of a format."""
    if text.isprintable():  # then a plain space is the only one in it
        return " ".join(text.split())
    plain = "".join(" " if c.isspace() else c for c in text)
    return " ".join("".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cs")).split())
