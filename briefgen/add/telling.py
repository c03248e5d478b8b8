"""What became of what was given, in one line each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from briefgen.add.record import Outcome
from briefgen.readers.metadata import WANTED
from briefgen.readers.names import slug

_RELATIONS = {"copy": "shares its text with", "version": "a new version of"}


def lines(outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    """What came in, what was there already, what was passed over, in order."""
    for o in outcomes:
        if o.status == "added":
            yield f"new      {o.path}: {'; '.join(_known(o))}{_origin(o)}"
        elif o.status == "there":
            yield f"there    {o.path or o.given}: already there: {o.why} ({o.given})"
        elif o.status == "passed":
            yield f"passed   {o.given}: {o.why}"


def _known(o: Outcome) -> Iterator[str]:
    words = f"{o.words:,} word{'s' * (o.words != 1)}"
    yield f"{words}, “{o.title}”" if o.title else words
    if lacking := _no(o.missing):
        yield lacking
    if o.relation:
        yield f"{_RELATIONS[o.relation]} {o.of}"


def _origin(o: Outcome) -> str:
    """From what it was made, where its own name does not say."""
    same = slug(PurePosixPath(o.given).stem) == PurePosixPath(o.path or "").stem
    return "" if same else f"; from {_place(o)}{o.given}"


def _place(o: Outcome) -> str:
    """The file and the entry of it that an address stood in: `crawl.jsonl, “Ferry”: `."""
    if o.within is None or o.given.startswith(o.within):
        return ""
    return f"{o.within}, “{o.entry}”: " if o.entry else f"{o.within}: "


def _no(missing: tuple[str, ...]) -> str:
    """What is not known: `no date, no author`."""
    return ", ".join(f"no {WANTED[name]}" for name in missing)


def failures(outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    """What did not come in, and why."""
    for o in outcomes:
        if o.status == "failed":
            yield f"{_place(o)}{o.given}: {o.why}"


def remarks(outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    """What the maker of the briefing should know of each source that came in."""
    yield from (f"{o.path}: {what}" for o in outcomes for what in o.remarks)
