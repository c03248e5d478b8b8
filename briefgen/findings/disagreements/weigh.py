"""From passages that take different values to a disagreement: sides by value, and what counts as between
sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.analysis.claims import Claim
from briefgen.findings.disagreements.record import Disagreement, DisagreementKind, Side
from briefgen.findings.kind import SoFar, finding_id, leaning
from briefgen.model import Citation, Confidence

_MEASURED: Mapping[str, Confidence] = {
    "contested/act": "high", "contested/denied": "high", "contested/report": "high",
    "contested/accusation": "high", "polarity/act": "high", "condition/tied": "high", "scope/list": "high",
    "scope/part": "high", "attribution/target": "high", "scale/severity": "high", "scale/cessation": "high",
    "polarity/stage": "low", "persons/company": "low", "persons/victims": "low", "attribution/actor": "low",
    "attribution/hand": "low", "condition/given": "low", "scale/openness": "low", "scale/pace": "low",
    "scale/safety": "low", "scale/legality": "low", "scale/holding": "low", "scale/health": "low",
}  # fmt: skip
"""High: right in all that it found in the annotated events, the events with noted differences and the reports
of the cases. Low: met too rarely on real news to be known. The others: medium.
"""
_MOST = 3
"""Citations of one source on one side."""


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
    confidence: Confidence | None = None,
    within: bool = False,
) -> Disagreement | None:
    """The disagreement that these passages make, or None where every source gives the same values.

    `confidence`: as measured for the rule where not given. `within`: whether one source that gives two
    values is a disagreement too.
    """
    by_value: dict[str, list[Passage]] = {}
    for p in sorted(set(passages), key=lambda p: (p.source, p.start, p.end)):
        by_value.setdefault(p.value, []).append(p)
    given = {v: {p.source for p in ps} for v, ps in by_value.items()}
    if len(by_value) < 2 or not (within or differ(given, so_far.analysis.origins)):
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
        confidence=confidence or _measured(rule),
    )


def _measured(rule: str) -> Confidence:
    """How often the rule, or its family, was right where it was measured."""
    return _MEASURED.get(rule, _MEASURED.get(rule.split("/")[0], "medium"))


def by_class(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by the classes of like predicates that they belong to: only within one can two speak of one
    act.
    """
    out: dict[str, list[Claim]] = {}
    for c in claims:
        for name in c.classes:
            out.setdefault(name, []).append(c)
    return out


def alike(index: Mapping[str, Sequence[Claim]], c: Claim) -> list[Claim]:
    """The indexed claims that share a class with this one, each once, in order of the text."""
    found = {id(o): o for name in sorted(c.classes) for o in index.get(name, ())}
    return sorted(found.values(), key=_key)


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


def _side(so_far: SoFar, passages: Sequence[Passage]) -> Side:
    cited: list[Citation] = []
    for p in passages:
        c = so_far.cite(p.source, p.start, p.end)
        if not any(c.source == o.source and (c.quote == o.quote or _within(c, o)) for o in cited):
            cited = [o for o in cited if not _within(o, c)] + [c]
    cited = _few(cited)
    a, b = passages[0].label
    return Side(label=so_far.article(passages[0].source).text[a:b], citations=tuple(cited))


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


def grouped(pairs: Iterable[tuple[Claim, Claim]]) -> list[list[Claim]]:
    """Claims that pairs connect, each group in order of the text."""
    groups: list[set[tuple[str, int, int, int]]] = []
    known: dict[tuple[str, int, int, int], Claim] = {}
    for a, b in pairs:
        keys = {_key(a), _key(b)}
        known |= {_key(a): a, _key(b): b}
        joined = [g for g in groups if any(_nested(x, y) for x in g for y in keys)]
        groups = [g for g in groups if g not in joined]
        groups.append(keys.union(*joined))
    return [[known[k] for k in sorted(g)] for g in sorted(groups, key=min)]


def _nested(x: tuple[str, int, int, int], y: tuple[str, int, int, int]) -> bool:
    """Whether one claim's clause lies within the other's."""
    return x[0] == y[0] and (x[1] <= y[1] and y[3] <= x[3] or y[1] <= x[1] and x[3] <= y[3])


def _key(c: Claim) -> tuple[str, int, int, int]:
    return c.source, c.start, c.index, c.end


def title_of(so_far: SoFar, claims: Sequence[Claim]) -> str:
    """`Whether …` with the plainest clause among them, or what the clauses are about."""
    text = {a.id: a.text for a in so_far.analysis.articles}
    clauses = [_core(so_far, c) for c in claims if not c.nominal and not c.negated]
    for clause in sorted(filter(None, clauses), key=lambda t: (len(t), t)):
        if len(clause) <= 90 and clause.split()[0].lower() not in leaning() and len(clause.split()) > 2:
            return f"Whether {clause.rstrip(' ,;:.–—-')}"
    things = [
        (p, c.source)
        for c in claims
        for p in (c.object, c.subject)
        if p and not p.pronoun and text[c.source][p.start : p.end].lower() not in leaning()
    ]
    if not things:
        return "What happened"
    thing, source = min(things, key=lambda x: (x[0].end - x[0].start, x[1], x[0].start))
    return _capital(" ".join(text[source][thing.start : thing.end].split()))


def inside(so_far: SoFar, source: str, start: int, end: int) -> str:
    """Words as they stand within a sentence: the first in lower case where it is no name."""
    words = " ".join(so_far.article(source).text[start:end].split())
    token = next(
        (t for s in so_far.article(source).sentences if s.start <= start < s.end for t in s.tokens
         if t.start == start),
        None,
    )  # fmt: skip
    named = token is None or token.pos in {"PROPN", "X"} or token.entity or not token.text[1:].islower()
    article = words.split(" ", 1)[0] in {"A", "An", "The"}
    return words if named and not article else words[:1].lower() + words[1:]


def _core(so_far: SoFar, c: Claim) -> str:
    """Subject, verb and object of a clause, as written: without what comes before and behind."""
    before = [p.start for p in (c.subject, c.object) if p and c.start <= p.start < c.verb]
    if not before:
        return ""
    behind = [
        p.end
        for p in (c.object, *(p for _, p in c.arguments[:1]))
        if p and c.verb < p.start and p.end <= c.end
    ]
    end = min(behind, default=min(c.end, c.verb_end))
    words = inside(so_far, c.source, min(before), max(end, c.verb_end))
    return " ".join(re.sub(r"\s*(?:--|—|–).*?(?:--|—|–)\s*", " ", words).split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
