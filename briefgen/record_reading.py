"""Text of a briefing.json into its record, checked against the records' own types.

The types say what must be there; a library for that would be one more package in every installation. All is
checked at once, so that a record never breaks where it is used; a key of a later version is passed over.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from briefgen.errors import RecordError
from briefgen.record import SCHEMA, Briefing, Disagreement, OpenIssue, Position

_NAMES: Mapping[type, str] = {str: "a text", int: "a whole number", bool: "true or false", date: "a date"}


class _Wrong(Exception):
    """What is wrong, and where in the file."""


def read(text: str, called: str) -> Briefing:
    """The record that a text holds. `called`: the file's name, for messages.

    Raises RecordError where it is no briefing.json of this version, or breaks its promises.
    """
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or "schema" not in data:
            raise _Wrong("it has no “schema”")
        if data["schema"] != SCHEMA:
            raise _Wrong(f"its schema is {_short(data['schema'])}, and this version reads {SCHEMA!r}")
        briefing: Briefing = _made(Briefing, data, "")
        for problem in _dangling(briefing):
            raise _Wrong(problem)
    except json.JSONDecodeError as error:
        raise RecordError(f"{called} is no JSON: {error.msg} in line {error.lineno}") from None
    except (RecursionError, ValueError):
        raise RecordError(f"{called} is no JSON that can be read") from None
    except _Wrong as wrong:
        raise RecordError(f"{called} is no briefing.json: {wrong}") from None
    return briefing


@cache
def _wanted(record: type) -> tuple[tuple[str, Any, bool], ...]:
    """Name and type of each field, and whether it must be there."""
    hints = get_type_hints(record)
    return tuple((f.name, hints[f.name], f.default is MISSING) for f in fields(record))


def _made(record: Any, value: Any, at: str) -> Any:
    """A record from an object; keys that it has no field for are passed over."""
    if not isinstance(value, dict):
        raise _Wrong(f"{at or 'the whole'} must be an object, not {_short(value)}")
    given = {}
    for name, kind, needed in _wanted(record):
        if name in value:
            given[name] = _value(kind, value[name], f"{at}.{name}" if at else name)
        elif needed:
            raise _Wrong(f"{at + '.' if at else ''}{name} is missing")
    return record(**given)


def _value(kind: Any, value: Any, at: str) -> Any:
    """A value as its field has it."""
    outer, inner = get_origin(kind), get_args(kind)
    if outer is UnionType:
        return None if value is None else _value(next(k for k in inner if k is not NoneType), value, at)
    if outer is tuple:
        if not isinstance(value, list):
            raise _Wrong(f"{at} must be a list, not {_short(value)}")
        return tuple(_value(inner[0], item, f"{at}[{n}]") for n, item in enumerate(value))
    if outer is Literal:
        if value not in inner:
            raise _Wrong(f"{at} must be one of {', '.join(inner)}, not {_short(value)}")
        return value
    if is_dataclass(kind):
        return _made(kind, value, at)
    return _plain(kind, value, at)


def _plain(kind: type, value: Any, at: str) -> Any:
    """A text, a number, a truth or a day."""
    try:
        right = date.fromisoformat(value) if kind is date else value
    except (TypeError, ValueError):
        right = None
    if type(right) is not kind:
        raise _Wrong(f"{at} must be {_NAMES[kind]}, not {_short(value)}")
    return right


def _dangling(briefing: Briefing) -> Iterator[str]:
    """Each id that is there twice, or that names nothing."""
    for called, listed in _lists(briefing):
        yield from _twice(called, [x.id for x in listed])
    sources = {s.id for s in briefing.sources}
    for s in briefing.sources:
        if s.origin not in sources:
            yield f"{s.id} names its origin {s.origin}, which is not there"
    sentences = {(s.id, x.id): x for s in briefing.sources for x in s.sentences}
    for c in briefing.citations():
        sentence = sentences.get((c.source, c.sentence))
        if sentence is None:
            yield f"a citation names sentence {c.sentence} of {c.source}, which is not there"
        elif not sentence.start <= c.start < c.end <= sentence.end or len(c.quote) != c.end - c.start:
            yield f"a citation of {c.source} does not lie in its sentence {c.sentence}"
    leaders, topics = {x.id for x in briefing.leaders}, {t.id for t in briefing.topics}
    for p in briefing.positions:
        named = (*p.holders, *p.reported_by)
        yield from (f"{p.id} names {h}, who is no leader" for h in named if h not in leaders)
    about: tuple[Position | OpenIssue | Disagreement, ...]
    about = (*briefing.positions, *briefing.open_issues, *briefing.disagreements)
    for f in about:
        yield from (f"{f.id} names the topic {t}, which is not there" for t in f.topics if t not in topics)


def _lists(briefing: Briefing) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """What each list of things with ids holds, by what it is called."""
    for name in (
        "sources", "leaders", "positions", "open_issues", "disagreements", "agreements", "timeline", "topics",
    ):  # fmt: skip
        called = "moments" if name == "timeline" else name.replace("_", " ")
        yield called, getattr(briefing, name)


def _twice(called: str, ids: Sequence[str]) -> Iterator[str]:
    yield from (f"{n} {called} have the id {i}" for i, n in Counter(ids).items() if n > 1)


def _short(value: object) -> str:
    """A value for a message of one line."""
    shown = json.dumps(value, ensure_ascii=True)
    return shown if len(shown) < 60 else shown[:59] + "…"
