"""JSON from elsewhere: plain data, within bounds, one line of a message where it is none."""

from __future__ import annotations

import json
import re
from typing import Any

from briefgen.readers.formats.extracted import UnreadableError

_MOST_OBJECTS, _MOST_VALUES = 300_000, 3_000_000
_SURROGATES = re.compile("[\ud800-\udfff]")


def loaded(text: str) -> Any:
    """What the JSON says; what JSON knows no number for is None.

    Raises UnreadableError where it is none, where one object says two things under one name, or where it is
    too much.
    """
    if text.count("{") + text.count("[") > _MOST_OBJECTS or text.count(",") > _MOST_VALUES:
        raise UnreadableError("holds more objects than articles can have")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=lambda _: None)
    except RecursionError:
        raise UnreadableError("nests objects too deeply") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, character {error.colno}"
        raise UnreadableError(f"is not valid JSON: {error.msg} ({where})") from None
    except ValueError as error:  # a number of thousands of digits
        raise UnreadableError(f"is not valid JSON: {' '.join(str(error).split())[:100]}") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found and found[name] != value:
            raise UnreadableError(f"says two things under the name {name[:40]!r}")
        found[name] = _sound(value)
    return found


def _sound(value: Any) -> Any:
    """A text without halves of characters, which no file can hold."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    return [_sound(x) for x in value] if isinstance(value, list) else value
