"""An entry of editorial.yml as a text of its own, for an editor, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from briefgen.editorial.reading import parse
from briefgen.editorial.record import FILE
from briefgen.editorial.writing import Document
from briefgen.errors import ConfigError
from briefgen.yaml_text import load_mapping

_ABOUT = """\
# The entry of one finding in editorial.yml. Remarks are not taken over from here.
# An entry may have hide, title, note, pin, holder, stance, negated, kind, topic, …
"""


class Mistaken(Exception):
    """The text is no entry; says line by line what is wrong."""

    def __init__(self, *wrong: str) -> None:
        super().__init__(*wrong)
        self.wrong = wrong


def as_text(name: str, entry: Mapping[str, Any] | None) -> str:
    """The entry below its name."""
    plain = dict(entry) if entry else None
    if plain is None:
        return f"{_ABOUT}{yaml.safe_dump(name, width=10_000).splitlines()[0]}:\n  \n"
    return _ABOUT + yaml.safe_dump({name: plain}, allow_unicode=True, sort_keys=False, width=100)


def from_text(name: str, text: str) -> dict[str, Any] | None:
    """What the entry says now; None where it is empty.

    Raises Mistaken where it is none that editorial.yml may have.
    """
    try:
        found = load_mapping(text, FILE)
        if set(found) - {name}:
            raise Mistaken(f"{FILE}: only the entry {name} can be edited here")
        if found.get(name) in (None, {}):
            return None
        _, problems = parse(text)
        entry = Document(text).entry(name)
    except ConfigError as error:
        raise Mistaken(str(error)) from None
    if problems:
        raise Mistaken(*(p.what for p in problems))
    return entry
