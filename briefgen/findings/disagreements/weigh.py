"""From passages that take different values to a disagreement: sides by value, and what counts as between
sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.findings.disagreements.record import Disagreement, DisagreementKind, Side
from briefgen.findings.kind import SoFar, finding_id
from briefgen.model import Citation, Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a source that give one value of a thing."""

    source: str
    start: int
    end: int
    value: str
    label: tuple[int, int]
    """The words that differ."""


def disagreement(
    so_far: SoFar,
    passages: Iterable[Passage],
    *,
    kind: DisagreementKind,
    title: str,
    rule: str,
    confidence: Confidence = "medium",
    within: bool = False,
) -> Disagreement | None:
    """The disagreement that these passages make, or None where every source gives the same values.

    `within`: whether one source that gives two values is a disagreement too.
    """
    by_value: dict[str, list[Passage]] = {}
    for p in sorted(set(passages), key=lambda p: (p.source, p.start, p.end)):
        by_value.setdefault(p.value, []).append(p)
    if len(by_value) < 2 or not (within or differ({v: {p.source for p in ps} for v, ps in by_value.items()})):
        return None
    sides = tuple(
        _side(so_far, ps) for ps in sorted(by_value.values(), key=lambda ps: (ps[0].source, ps[0].start))
    )
    citations = tuple(c for s in sides for c in s.citations)
    return Disagreement(
        id=finding_id(title, *citations),
        title=title,
        kind=kind,
        sides=sides,
        citations=citations,
        rule=f"disagreements/{rule}",
        confidence=confidence,
    )


def differ(sources_by_value: Mapping[str, set[str]]) -> bool:
    """Whether two sources stand against each other: each gives a value, and only one of the values.

    A source that gives both tells of two stages or two parts of the thing, or quotes both.
    """
    given: dict[str, set[str]] = {}
    for value, sources in sources_by_value.items():
        for source in sources:
            given.setdefault(source, set()).add(value)
    return len({next(iter(values)) for values in given.values() if len(values) == 1}) > 1


def _side(so_far: SoFar, passages: Sequence[Passage]) -> Side:
    cited: list[Citation] = []
    for p in passages:
        c = so_far.cite(p.source, p.start, p.end)
        if not any(c.quote == o.quote and c.source == o.source for o in cited):
            cited.append(c)
    a, b = passages[0].label
    return Side(label=so_far.article(passages[0].source).text[a:b], citations=tuple(cited))
