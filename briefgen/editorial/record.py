"""The records of what an analyst says in `editorial.yml`: of findings, of what he adds, of the front page.

They hold what was written, with the line where it stands; whether it fits the briefing is asked where it is
applied. A quote names its source as the analyst does: by its key (`A`), its id, or its file's name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from briefgen.model import Finding

FILE = "editorial.yml"
REVIEWED = ("agreements", "disagreements", "open_issues", "positions", "leaders", "timeline")
"""The kinds whose findings are statements that somebody checks."""
RESERVED = ("add", "lead", "sections")
"""Names in the file that are no finding's; one that is called so is written with its kind, `leaders/add`."""
AddedKind = Literal["leader", "position", "open_issue", "disagreement", "fact", "date"]
SEAL = 8
"""Hexadecimal digits of a seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a source, as an analyst gives them."""

    source: str
    words: str
    line: int = 0
    """Of editorial.yml, from 1; 0 where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of those that a finding is split into: what of it stands in the sentences of these passages."""

    name: str
    """Name of an actor; title of an open issue or a disagreement."""
    passages: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What the analyst does to one finding. None and empty: nothing is said of it."""

    line: int = 0
    """Of editorial.yml, from 1; 0 where it is not known."""
    hide: bool = False
    reason: str | None = None
    """Why it is hidden (`hide: not his words`)."""
    title: str | None = None
    """Shown in place of the one that was made."""
    note: str | None = None
    """A comment, shown as the analyst's."""
    pin: bool = False
    """Shown first among its kind."""
    reviewed: str | None = None
    """Who has checked it against its sources; `yes` where no name is given (`reviewed: true`)."""
    proposed: str | None = None
    """Of a leader: what proposed the role, where the analyst accepted a proposal: model, day, prompt."""
    seen: str | None = None
    """Its `seal` when it was checked: where it is another now, the finding wants to be checked again."""
    holder: tuple[str, ...] | None = None
    """Of a position: ids or names of leaders. Empty: nobody who is named."""
    stance: str | None = None
    negated: bool | None = None
    kind: str | None = None
    """Of a leader, an open issue or a disagreement: one of those that its record has."""
    topic: tuple[str, ...] | None = None
    """Ids or labels of topics; a label that is no topic yet makes one."""
    name: str | None = None
    """Of a leader: what he is called, on every page."""
    role: str | None = None
    """Of a leader: words of a sentence that names him; the first of his roles."""
    side: str | None = None
    """Of a leader: his affiliation (`affiliation` in the file)."""
    whose_move: tuple[str, ...] | None = None
    """Of an open issue: ids or names of leaders."""
    merge: tuple[str, ...] = ()
    """Ids of findings of the same kind that are one with it: it takes what they have."""
    split: tuple[Part, ...] = ()
    answered: Quote | None = None
    """Of an open issue: the passage that answers it, words of one sentence."""
    overtaken: Quote | bool = False
    """Of an open issue: that it is open no more because of something else; the passage that tells, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A finding of the analyst's own, which rests on quotes as every other does."""

    what: AddedKind
    line: int = 0
    id: str | None = None
    """None: made as that of a finding that was found."""
    title: str | None = None
    note: str | None = None
    pin: bool = False
    reviewed: str | None = None
    proposed: str | None = None
    """What proposed it, where the analyst accepted a proposal: model, day, prompt."""
    quotes: tuple[Quote, ...] = ()
    sides: tuple[tuple[str | None, tuple[Quote, ...]], ...] = ()
    """Of a disagreement: label (None: the first quote) and passages of each side."""
    holder: tuple[str, ...] = ()
    stance: str | None = None
    negated: bool = False
    kind: str | None = None
    topic: tuple[str, ...] = ()
    name: str | None = None
    role: str | None = None
    side: str | None = None
    whose_move: tuple[str, ...] = ()
    when: str | None = None
    """Of a date: ISO 8601 day, month or year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """All that the file says."""

    findings: Mapping[str, Edit] = field(default_factory=lambda: MappingProxyType({}))
    """By the id, or kind and id (`leaders/mara-quill`), as it is written, in order of the file."""
    added: tuple[Added, ...] = ()
    lead: tuple[str, ...] = ()
    """Paragraphs that open the front page in the place of what was found, with citations in them."""
    lead_lines: tuple[int, ...] = ()
    """The line of the file where each of them begins."""
    sections: tuple[str, ...] = ()
    """Order of the front page's sections; those that are not named follow."""


def seal(finding: Finding) -> str:
    """What a reader of the finding sees, as a few digits: another seal, another finding to check.

    It is asked of a finding as it was found, before any edit, and does not know where in its source a passage
    stands. Of who is involved the names and roles count, and not each place that names him.
    """
    record = finding.as_json()
    for name in ("id", "confidence", "rule", "topics", "attribution"):
        record.pop(name, None)
    if "aliases" in record:
        record = {k: v for k, v in record.items() if k not in ("citations", "aliases")}
        record["roles"] = sorted({role["text"].lower() for role in record["roles"]})
    said = json.dumps(_placeless(record), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:SEAL]


def _placeless(value: Any) -> Any:
    """Without the places of citations; passages in an order of their own."""
    if isinstance(value, dict):
        if "quote" in value:
            return [value["source"], " ".join(value["quote"].split())]
        return {k: _placeless(v) for k, v in value.items()}
    if isinstance(value, list):
        return sorted((_placeless(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    return value
