"""The same figure from two or more independent origins: how many were killed, how strong the quake was.

Only what nobody disputes, and only where every source that gives a figure of the thing gives one that can be
the others': a count that differs anywhere is a dispute or two things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from briefgen.analysis.measures import Measure
from briefgen.analysis.quantities import can_both_be_right
from briefgen.findings.agreements.record import Agreement
from briefgen.findings.disagreements import Disagreement
from briefgen.findings.disagreements.measured import Sameness
from briefgen.findings.disagreements.titles import title_of
from briefgen.findings.kind import SoFar, finding_id
from briefgen.language.lexicon import table
from briefgen.model import Citation

_ASKED = frozenset({"toll", "magnitude", "vote", "count"})
_FEW = 3
"""A count below it (`two men`) is told of many things."""


def agreed(so_far: SoFar, disputes: Sequence[Disagreement]) -> Iterator[Agreement]:
    """The figures that several origins give alike, in order of the text."""
    same = Sameness(so_far)
    disputed = [c for d in disputes for c in d.citations]
    for group in sorted(same.groups(), key=lambda g: (g[0].source, g[0].start)):
        told = [m for m in group if _is_told(m)]
        if (
            len(told) == len(group)
            and _all_one(told)
            and not _one_voice(told)
            and not any(_within(m, disputed) for m in told)
        ):
            item = _item(so_far, told)
            if item:
                yield item


def _is_told(m: Measure) -> bool:
    small = m.kind == "count" and m.quantity.value < _FEW
    asked = m.kind in _ASKED or (m.kind == "lasting" and m.thing in table("measures")["acts"])
    return asked and not (m.background or m.elsewhere or m.planned or small)


def _all_one(told: Sequence[Measure]) -> bool:
    """Whether all give one figure; a range (`40 to 50`) is none of those in it."""
    return all(
        can_both_be_right(m.quantity, n.quantity)
        and (m.quantity.bound == "range") == (n.quantity.bound == "range")
        for m, n in combinations(told, 2)
    )


def _one_voice(told: Sequence[Measure]) -> bool:
    """Whether all only report what the same person says: he is one origin."""
    speakers = [m.claim.said_by.parties if m.claim and m.claim.said_by else frozenset() for m in told]
    return bool(frozenset.intersection(*speakers))


def _within(m: Measure, disputed: Sequence[Citation]) -> bool:
    return any(c.source == m.source and c.start < m.end and m.start < c.end for c in disputed)


def _item(so_far: SoFar, told: Sequence[Measure]) -> Agreement | None:
    origins = so_far.analysis.origins
    first: dict[str, Measure] = {}
    for m in told:
        first.setdefault(origins.get(m.source, m.source), m)
    if len(first) < 2:
        return None
    citations = tuple(so_far.cite(m.source, m.start, m.end) for m in told)
    plainest = min(
        told, key=lambda m: (m.quantity.bound != "", m.quantity.high - m.quantity.low, m.source, m.start)
    )
    a, b = plainest.label
    value = " ".join(so_far.article(plainest.source).text[a:b].split())
    title = f"{title_of(so_far, told)}: {value}"
    return Agreement(
        id=finding_id(title, *citations),
        title=title,
        origins=len(first),
        citations=citations,
        rule="agreements/figure",
        confidence="high" if len(first) > 2 else "medium",
    )
