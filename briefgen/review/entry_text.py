"""An entry of editorial.yml as a text of its own, for an editor, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
_PROPOSED = """\
# What a model proposed, as it is added to editorial.yml. Remarks are not taken over from here.
"""
Entries = Sequence[tuple[str, Mapping[str, Any]]]
"""As `Passed.entries`."""


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


def proposal_as_text(entries: Entries) -> str:
    """What is added where a proposal is accepted, as editorial.yml has it."""
    said: dict[str, Any] = {}
    for what, fields in entries:
        if what.startswith("/"):
            said[what[1:]] = dict(fields)
        else:
            said.setdefault("add", []).append({what: dict(fields)})
    return _PROPOSED + yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=100)


def proposal_from_text(entries: Entries, text: str) -> Entries:
    """What is to be added now: of what was proposed, as `proposal_as_text` gave it, and of nobody else.

    Raises Mistaken where it is nothing that editorial.yml may have.
    """
    own = {what[1:] for what, _ in entries if what.startswith("/")}
    try:
        found = load_mapping(text, FILE)
        for name in found:
            if name != "add" and name not in own:
                raise Mistaken(f"{FILE}: only what was proposed can be edited here, not {name}")
        edits, problems = parse(text)
        document = Document(text)
        said = [(f"/{name}", document.entry(name) or {}) for name in found if name != "add"]
        said += document.added()
    except ConfigError as error:
        raise Mistaken(str(error)) from None
    if problems:
        raise Mistaken(*(p.what for p in problems))
    if not edits.added and not edits.findings:
        raise Mistaken(f"{FILE}: nothing is left of it: reject it with r")
    return tuple(said)


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
