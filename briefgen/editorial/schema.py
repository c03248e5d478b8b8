"""The JSON Schema of editorial.yml: editors of text complete and check the file by it while it is written.

It is made from the table by which the file is read (`form.py`). What is asked of a briefing, as whether an id
is one, the build alone can say.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefgen.editorial.form import (
    ADD,
    ADD_ABOUT,
    ENTRY,
    LABEL,
    LEAD,
    NEEDED,
    PART,
    SECTIONS,
    Field,
    Sort,
)
from briefgen.editorial.nodes import TRUTHS

FILE = "editorial.schema.json"

_WORDS = r"\S"
_TEXT = {"type": ["string", "number"], "pattern": _WORDS}
_TRUTHS = "|".join(form for word in TRUTHS for form in (word, word.capitalize(), word.upper()))
_FLAG = {"type": ["boolean", "string"], "pattern": f"^({_TRUTHS})$"}
_QUOTE = {"$ref": "#/$defs/quote"}
_SEVERAL = {"type": "array", "items": _QUOTE, "minItems": 1}
_MONTH, _DAY_OF_MONTH = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_DATE = f"^[0-9]{{4}}(-{_MONTH}(-{_DAY_OF_MONTH})?)?$"
_ONE_OF_BOTH = [{"required": ["quote"]}, {"required": ["quotes"]}]
_SIDE = {
    "type": "object",
    "properties": {LABEL: _TEXT, "quote": _QUOTE, "quotes": {"$ref": "#/$defs/quotes"}},
    "additionalProperties": False,
    "oneOf": _ONE_OF_BOTH,
}
_PART = {
    "type": "object",
    "properties": {**dict.fromkeys(PART, _TEXT), "passages": {"$ref": "#/$defs/quotes"}},
    "additionalProperties": False,
    "required": ["passages"],
    "oneOf": [{"required": [name]} for name in PART],
}
_SORTS: Mapping[Sort, dict[str, Any]] = {
    "flag": _FLAG,
    "text": _TEXT,
    "flag or text": {"type": ["boolean", "string", "number"], "pattern": _WORDS},
    "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    "quote": _QUOTE,
    "quotes": {"$ref": "#/$defs/quotes"},
    "flag or quote": {"anyOf": [_FLAG, _QUOTE]},
    "parts": {"type": "array", "items": _PART, "minItems": 1},
    "sides": {"type": "array", "items": _SIDE, "minItems": 2},
    "day": {"type": ["string", "integer"], "pattern": _DATE, "minimum": 1000, "maximum": 9999},
}


def schema() -> dict[str, Any]:
    """The schema, as data."""
    quote = {
        "description": "One source, by key, id or file, or a mark as A3 for one sentence; and its words.",
        "type": "object",
        "additionalProperties": _TEXT,
        "propertyNames": {"pattern": _WORDS},
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "editorial.yml",
        "description": "What an analyst says of the findings of a briefing, by their ids.",
        "type": ["object", "null"],
        "properties": {
            "add": {"description": ADD_ABOUT, "type": "array", "items": _added()},
            LEAD.name: _field(LEAD),
            SECTIONS.name: _field(SECTIONS),
        },
        "additionalProperties": {"$ref": "#/$defs/entry"},
        "propertyNames": {"pattern": _WORDS},
        "$defs": {
            "entry": {"description": "What is said of a finding.", "minProperties": 1, **_object(ENTRY)},
            "quote": quote,
            "quotes": {"anyOf": [_SEVERAL, _QUOTE]},
        },
    }


def _added() -> dict[str, Any]:
    """A finding to be added: what it is, and what is said of it."""
    kinds = {}
    for what, fields in ADD.items():
        names = [said.name for said in fields]
        kinds[what] = _object(fields) | ({"oneOf": _ONE_OF_BOTH} if "quote" in names else {})
        kinds[what]["required"] = list(NEEDED.get(what, ()))
        kinds[what]["minProperties"] = 1
    return {
        "type": "object", "properties": kinds, "additionalProperties": False, "minProperties": 1,
        "maxProperties": 1,
    }  # fmt: skip


def _object(fields: tuple[Field, ...]) -> dict[str, Any]:
    properties = {said.name: _field(said) for said in fields}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _field(said: Field) -> dict[str, Any]:
    form = _SORTS.get(said.sort, {})
    if said.choices:
        one = {"enum": list(said.choices)}
        form = one if said.sort == "choice" else {"anyOf": [one, {"type": "array", "items": one}]}
    return {"description": f"{said.about} As `{said.line}`.", **form}


def seen_from(seeds: Path, docs: Path) -> str | None:
    """The way from the seeds folder to the schema in the docs folder; None where there is none, as between
    two drives of Windows.
    """
    try:
        return Path(os.path.relpath(docs / FILE, seeds)).as_posix()
    except ValueError:
        return None
