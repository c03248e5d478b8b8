"""Which findings name others, and what becomes of them when those go, or are one with another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from briefgen.model import Finding

Findings = Mapping[str, tuple[Finding, ...]]
Place = tuple[str, str]
"""Kind and id of a finding."""
NAMING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"leaders": ("holders", "reported_by", "whose_move"), "topics": ("topics",)}
)
"""Kind → the fields in which findings of any kind name one of it: whom and what they are about."""


def without(findings: Findings, hidden: set[Place]) -> Findings:
    """The findings without those of these kinds and ids, and without what refers to them: a position goes
    with the last of its holders.
    """
    kept = {kind: tuple(f for f in fs if (kind, f.id) not in hidden) for kind, fs in findings.items()}
    leaders = {i for kind, i in hidden if kind == "leaders"}
    topics = {i for kind, i in hidden if kind == "topics"}
    if not leaders and not topics:
        return MappingProxyType(kept)
    return MappingProxyType(
        {
            kind: tuple(
                _unlinked(_unlinked(f, "leaders", leaders), "topics", topics)
                for f in found
                if not _held_only_by(f, leaders)
            )
            for kind, found in kept.items()
        }
    )


def pointing(finding: Finding, kind: str, to: Mapping[str, Iterable[str]]) -> Finding:
    """The finding with other ids in the place of some that it names, each once; who holds a thing does not
    report it as well. `to`: id of a finding of this kind → the ids that stand for it.
    """
    changed: dict[str, Any] = {}
    for name in NAMING[kind]:
        ids: tuple[str, ...] = getattr(finding, name, ())
        if not to.keys().isdisjoint(ids):
            changed[name] = tuple(dict.fromkeys(new for i in ids for new in to.get(i, (i,))))
    if not changed:
        return finding
    holders = changed.get("holders", getattr(finding, "holders", ()))
    if reporters := changed.get("reported_by", getattr(finding, "reported_by", ())):
        changed["reported_by"] = tuple(r for r in reporters if r not in holders)
    return replace(finding, **changed)


def _held_only_by(finding: Finding, leaders: set[str]) -> bool:
    holders: Iterable[str] = getattr(finding, "holders", ())
    return bool(holders) and leaders.issuperset(holders)


def _unlinked(finding: Finding, kind: str, hidden: set[str]) -> Finding:
    return pointing(finding, kind, dict.fromkeys(hidden, ()))
