"""An accepted proposal in editorial.yml: what it adds, with what proposed it and who accepted it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefgen.edited.leaving_out import left_out
from briefgen.edited.naming import plain
from briefgen.editorial.record import FILE, RESERVED
from briefgen.editorial.writing import Document
from briefgen.errors import ConfigError
from briefgen.model import REWORKED, Briefing
from briefgen.proposals.kept import changing
from briefgen.proposals.record import FILE as PROPOSALS
from briefgen.proposals.record import State

Entries = Sequence[tuple[str, Mapping[str, Any]]]
"""As `Passed.entries`."""


def origin_of(origin: str, *, edited: bool) -> str:
    """What the file says of where it comes from; `edited`: whoever accepts it has changed it."""
    return origin + REWORKED if edited else origin


def enter(doc: Document, entries: Entries, briefing: Briefing, origin: str, by: str | None) -> None:
    """Say it in the file. `by`: who accepts it.

    Raises ConfigError where the file has another role of the analyst's, where a build would leave out
    something of it, or where the file can't be changed.
    """
    before = left_out(briefing, doc.text)
    _say(doc, entries, briefing, origin, by)
    for what in left_out(briefing, doc.text):
        if what not in before:
            raise ConfigError(f"{FILE}: {what}")


@contextmanager
def deciding(
    seeds: Path, ids: Sequence[str], state: State, reason: str | None = None, *, before: State = "open"
) -> Iterator[None]:
    """What is done within becomes the state of these proposals; where it fails, nothing does.

    Raises ConfigError where one is gone, or somebody else has decided it, and what `changing` does.
    """
    with changing(seeds) as held:
        for id_ in ids:
            if id_ not in held:
                raise ConfigError(f"{PROPOSALS}: {id_} is there no more")
            if (now := held[id_].state) != before:
                raise ConfigError(f"{PROPOSALS}: {id_} is {now} already")
        yield
        for id_ in ids:
            held[id_] = held[id_].decided(state, reason)


def _say(doc: Document, entries: Entries, briefing: Briefing, origin: str, by: str | None) -> None:
    for what, fields in entries:
        if what == "leader" and "role" not in fields and plain(fields["name"]) in _added(doc):
            continue  # with an earlier proposal of the same holder
        if not what.startswith("/"):
            doc.add(what, {**fields, "proposed": origin, "reviewed": by or True})
            continue
        name = _called(doc, briefing, what[1:])
        if role := (doc.entry(name) or {}).get("role"):
            raise ConfigError(f"{FILE}: {name} has a role of yours already, {role}: edit that one")
        doc.set(name, **fields, proposed=origin)


def _added(doc: Document) -> set[str]:
    """What those are called whom the file adds."""
    return {plain(str(fields.get("name", ""))) for what, fields in doc.added() if what == "leader"}


def _called(doc: Document, briefing: Briefing, leader: str) -> str:
    """What the file calls a leader, or is to call him."""
    whole = f"leaders/{leader}"
    if whole in doc.names():
        return whole
    kinds = {
        kind
        for findings in (briefing.unedited, briefing.findings)
        for kind, found in findings.items()
        if any(f.id == leader for f in found)
    }
    return whole if len(kinds) > 1 or leader in RESERVED else leader
