"""From passages that take different values to a disagreement: sides by value, and what counts as between
sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.findings.disagreements.record import Disagreement, DisagreementKind, Side
from briefgen.findings.kind import SoFar, finding_id
from briefgen.model import Citation, Confidence

_MOST = 3
"""Citations of one source on one side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Words of a source that give one value of a thing."""

    source: str
    start: int
    end: int
    value: str
    label: tuple[int, int]
    """The words that differ."""


def disagreement(
    so_far: SoFar,
    values: Iterable[Value],
    *,
    kind: DisagreementKind,
    title: str,
    rule: str,
    confidence: Confidence,
    within: bool = False,
    first: str | None = None,
    why: tuple[str, ...] = (),
    chief: tuple[Citation, ...] = (),
) -> Disagreement | None:
    """The disagreement that these passages make, or None where every source gives the same values.

    `within`: whether one source that gives two values is a disagreement too. `first`: the value whose side
    comes first; else the order is that of the sources. `why`: reasons to show. `chief`: the passages that
    make its id, where others may come to it with further sources.
    """
    by_value: dict[str, list[Value]] = {}
    for v in sorted(set(values), key=lambda v: (v.source, v.start, v.end, v.value)):
        by_value.setdefault(v.value, []).append(v)
    given = {value: {v.source for v in vs} for value, vs in by_value.items()}
    if len(by_value) < 2 or not (within or differ(given, so_far.analysis.origins)):
        return None
    ordered = sorted(by_value.values(), key=lambda vs: (vs[0].value != first, vs[0].source, vs[0].start))
    cited = [_cited(so_far, vs) for vs in ordered]
    sides = tuple(
        _side(so_far, vs, own, [c for other in cited if other is not own for c in other])
        for vs, own in zip(ordered, cited, strict=True)
    )
    citations = tuple(c for s in sides for c in s.citations)
    return Disagreement(
        id=finding_id(kind, *(chief or citations)),
        title=title,
        kind=kind,
        sides=sides,
        citations=citations,
        rule=f"disagreements/{rule}",
        confidence=confidence,
        why=why,
    )


def differ(sources_by_value: Mapping[str, set[str]], origins: Mapping[str, str]) -> bool:
    """Whether two sources stand against each other: each gives a value, and only one of the values.

    A source that gives both tells of two stages or two parts of the thing, or quotes both. Copies of one text
    of which each keeps another of its values say no more than the whole text; one that changed a value does.
    """
    given: dict[str, set[str]] = {}
    for value, sources in sources_by_value.items():
        for source in sources:
            given.setdefault(source, set()).add(value)
    whole = {
        source: values.union(
            *(v for s, v in given.items() if v & values and origins.get(s, s) == origins.get(source, source))
        )
        for source, values in given.items()
    }
    return len({next(iter(values)) for values in whole.values() if len(values) == 1}) > 1


def _cited(so_far: SoFar, values: Sequence[Value]) -> list[Citation]:
    cited: list[Citation] = []
    for v in values:
        c = so_far.cite(v.source, v.start, v.end)
        if not any(c.source == o.source and (c.quote == o.quote or _within(c, o)) for o in cited):
            cited = [o for o in cited if not _within(o, c)] + [c]
    return _few(cited)


def _side(
    so_far: SoFar, values: Sequence[Value], cited: Sequence[Citation], others: Sequence[Citation]
) -> Side:
    """A side, led by the passage that is nearest to the words of another one, so that a reader sees at once
    where they part.
    """
    first = max(cited, key=lambda c: max((_likeness(c, o) for o in others), default=0.0))
    led = (first, *(c for c in cited if c is not first))
    marks = tuple((v.source, *v.label) for v in values)
    inside = (v for v in values if v.source == first.source and first.start <= v.label[0] < first.end)
    chief = next(inside, values[0])
    label = so_far.article(chief.source).text[slice(*chief.label)]
    return Side(label=label, citations=led, marks=marks)


def _likeness(a: Citation, b: Citation) -> float:
    """Words that both have, over those of either."""
    mine, other = (frozenset(re.findall(r"\w+", c.quote.lower())) for c in (a, b))
    return len(mine & other) / max(1, len(mine | other))


def _few(cited: Sequence[Citation]) -> list[Citation]:
    """At most the shortest so many of each source: nobody reads twelve passages for one point."""
    kept: list[Citation] = []
    for source in dict.fromkeys(c.source for c in cited):
        own = [c for c in cited if c.source == source]
        kept.extend(
            sorted(sorted(own, key=lambda c: (c.end - c.start, c.start))[:_MOST], key=lambda c: c.start)
        )
    return kept


def _within(a: Citation, b: Citation) -> bool:
    return a.source == b.source and b.start <= a.start and a.end <= b.end
