"""The kinds of finding, in the order in which they are found: each may read those above it.

A kind is a module with `NAME` (its key in briefing.json and the name of its page), `TITLE`, a record derived
from `Finding`, and `find(so_far)`; its template stands beside it. Adding a kind is one module, its template,
one line here.
"""

from __future__ import annotations

from types import MappingProxyType

from briefgen.analysis import Analysis
from briefgen.findings import (
    agreements,
    coverage,
    disagreements,
    lead,
    leaders,
    open_issues,
    positions,
    timeline,
    topics,
)
from briefgen.findings.kind import Kind, SoFar
from briefgen.matching import Matches
from briefgen.matching.reader import Reader
from briefgen.model import Finding

KINDS: tuple[Kind, ...] = (
    leaders,
    topics,
    positions,
    open_issues,
    disagreements,
    agreements,
    timeline,
    coverage,
    lead,
)


def find_all(analysis: Analysis, reader: Reader | None = None) -> MappingProxyType[str, tuple[Finding, ...]]:
    """Every kind's findings, by the kind's name, in the order of KINDS.

    `reader`: what reads pairs of passages; without one the other observations decide alone.
    """
    found: dict[str, tuple[Finding, ...]] = {}
    matches = Matches(analysis, reader)
    for kind in KINDS:
        so_far = SoFar(analysis=analysis, found=MappingProxyType(dict(found)), matches=matches)
        found[kind.NAME] = kind.find(so_far)
    return MappingProxyType(found)
