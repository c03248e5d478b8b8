"""The analyst's edits: `editorial.yml` in the seeds folder, keyed by the id of the finding.

    length-of-the-call-3f9a01:
      title: How long they spoke
      note: The transcript gives no length.
      pin: true
    vladimir-putin-agrees-90aa12:
      hide: true

An id that several kinds of finding share is written `leaders/vladimir-putin`. Edits are data: a generated
page is never edited. The briefing's own title and event are settings and stand in mkdocs.yml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefgen.errors import ConfigError
from briefgen.model import Finding, Problem
from briefgen.yaml_text import load_mapping

FILE = "editorial.yml"
Findings = Mapping[str, tuple[Finding, ...]]

# The fields in which one finding names others: whom and what it is about.
_LEADERS = ("holders", "reported_by", "whose_move")
_TOPICS = ("topics",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What the analyst does to one finding."""

    hide: bool = False
    title: str | None = None
    """Shown in place of the one that was made."""
    note: str | None = None
    pin: bool = False
    """Shown first among its kind."""


def read_edits(folder: Path, *, follow_links: bool = False) -> tuple[Mapping[str, Edit], tuple[Problem, ...]]:
    """The edits by id, and what is wrong with them. `follow_links`: the file may be a link to elsewhere.

    Raises ConfigError where the file can't be read or isn't a mapping.
    """
    path = folder / FILE
    if not path.exists():
        return {}, ()
    if not path.is_file():
        raise ConfigError(f"{FILE}: is not a regular file")
    if not follow_links and not path.resolve().is_relative_to(folder.resolve()):
        raise ConfigError(f"{FILE}: is a link that leads out of the seeds folder (follow_links allows it)")
    try:
        entries = load_mapping(path.read_text(encoding="utf-8-sig"), FILE)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{FILE}: can't be read: {error}") from None
    edits, problems = {}, []
    for name, entry in entries.items():
        edits[name], wrong = _edit(name, entry)
        problems += wrong
    return edits, tuple(problems)


def apply(findings: Findings, edits: Mapping[str, Edit]) -> tuple[Findings, tuple[Problem, ...]]:
    """The findings as edited, and a problem for each edit that no longer finds its finding."""
    wanted: dict[tuple[str, str], Edit] = {}
    problems = []
    for name, edit in edits.items():
        hits = _hits(findings, name)
        if len(hits) == 1:
            wanted[hits[0]] = edit
        else:
            problems.append(_problem(_miss(findings, name, hits)))
    hidden = {place for place, edit in wanted.items() if edit.hide}
    edited = {
        kind: _first(
            wanted, kind, [_said(f, wanted.get((kind, f.id))) for f in found if (kind, f.id) not in hidden]
        )
        for kind, found in findings.items()
    }
    return MappingProxyType(_without(edited, hidden)), tuple(problems)


def without(findings: Findings, hidden: set[tuple[str, str]]) -> Findings:
    """The findings without those of these kinds and ids, and without what refers to them."""
    kept = {kind: tuple(f for f in fs if (kind, f.id) not in hidden) for kind, fs in findings.items()}
    return MappingProxyType(_without(kept, hidden))


def _edit(name: str, entry: object) -> tuple[Edit, list[Problem]]:
    if not isinstance(entry, dict):
        return Edit(), [
            _problem(f"{name}: expected `hide: true`, `title: …`, `note: …` or `pin: true` below it")
        ]
    known = {f.name for f in fields(Edit)}
    good: dict[str, Any] = {}
    problems = []
    for key, value in entry.items():
        if key not in known:
            problems.append(_problem(f"{name}: {key!r} is not known; it may have hide, title, note, pin"))
        elif not isinstance(value, bool if key in ("hide", "pin") else str):
            kind = "true or false" if key in ("hide", "pin") else "a text"
            problems.append(_problem(f"{name}: {key} must be {kind}"))
        else:
            good[key] = value
    return Edit(**good), problems


def _problem(what: str) -> Problem:
    return Problem(source=None, what=f"{FILE}: {what}", severity=1)


def _hits(findings: Findings, name: str) -> list[tuple[str, str]]:
    """Kind and id of each finding that a name in the file may mean."""
    kind, _, rest = name.rpartition("/")
    return [(k, f.id) for k, found in findings.items() for f in found if f.id == rest and kind in ("", k)]


def _miss(findings: Findings, name: str, hits: list[tuple[str, str]]) -> str:
    if hits:
        return f"{name} is several findings; write {' or '.join(f'{k}/{i}' for k, i in hits)}"
    ids = [f.id for found in findings.values() for f in found]
    near = get_close_matches(name.rpartition("/")[2], ids, n=1, cutoff=0.8)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"{name}: there is no such finding (any more){hint}"


def _said(finding: Finding, edit: Edit | None) -> Finding:
    if edit is None:
        return finding
    return replace(finding, title=edit.title or finding.title, note=edit.note or finding.note)


def _first(wanted: Mapping[tuple[str, str], Edit], kind: str, found: list[Finding]) -> tuple[Finding, ...]:
    """The pinned ones first; otherwise the order stays."""
    pinned = {i for (k, i), edit in wanted.items() if k == kind and edit.pin}
    return tuple(sorted(found, key=lambda f: f.id not in pinned))


def _without(findings: Findings, hidden: set[tuple[str, str]]) -> dict[str, tuple[Finding, ...]]:
    """What is left when nothing points at hidden findings; a position goes with the last of its holders."""
    leaders = {i for kind, i in hidden if kind == "leaders"}
    topics = {i for kind, i in hidden if kind == "topics"}
    if not leaders and not topics:
        return dict(findings)
    out = {}
    for kind, found in findings.items():
        kept = (f for f in found if not leaders or not _held_only_by(f, leaders))
        out[kind] = tuple(_unlink(_unlink(f, _LEADERS, leaders), _TOPICS, topics) for f in kept)
    return out


def _held_only_by(finding: Finding, leaders: set[str]) -> bool:
    holders: Iterable[str] = getattr(finding, "holders", ())
    return bool(holders) and leaders.issuperset(holders)


def _unlink(finding: Finding, names: tuple[str, ...], hidden: set[str]) -> Finding:
    changed: dict[str, Any] = {
        name: tuple(i for i in getattr(finding, name) if i not in hidden)
        for name in names
        if hidden.intersection(getattr(finding, name, ()))
    }
    return replace(finding, **changed) if changed else finding
