"""Another id for a finding, and for all that names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from briefgen.model import Finding

Findings = Mapping[str, tuple[Finding, ...]]

REFERENCES: Mapping[str, tuple[str, ...]] = {
    "leaders": ("holders", "reported_by", "whose_move"), "topics": ("topics",), "agreements": ("fact",),
}  # fmt: skip
"""Kind → the fields in which other findings name those of it."""


def renamed(findings: Findings, kind: str, ids: Mapping[str, str]) -> Findings:
    """The findings, of which those of a kind with these ids have the ones given for them."""
    if not ids:
        return findings
    fields = REFERENCES.get(kind, ())
    own = {f.id: replace(f, id=ids[f.id]) for f in findings.get(kind, ()) if f.id in ids}
    out = dict(findings)
    out[kind] = tuple(own.get(f.id, f) for f in out.get(kind, ()))
    if fields:
        out = {k: tuple(_naming(f, fields, ids) for f in found) for k, found in out.items()}
    return MappingProxyType(out)


def _naming(finding: Finding, fields: tuple[str, ...], ids: Mapping[str, str]) -> Finding:
    changed: dict[str, Any] = {}
    for name in fields:
        named = getattr(finding, name, None)
        if isinstance(named, str) and named in ids:
            changed[name] = ids[named]
        elif isinstance(named, tuple) and any(i in ids for i in named):
            changed[name] = tuple(ids.get(i, i) for i in named)
    return replace(finding, **changed) if changed else finding
