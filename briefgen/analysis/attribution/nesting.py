"""Statements within statements: who reports them, and which are not asserted at all.

`The ministry said that both sides agreed to talk` holds two: the ministry's, and the sides', which the
ministry reports. `Roe denied that Lee had agreed`, `asked whether Lee agreed`, `wants Lee to accept` assert
nothing of Lee (veridicality: Karttunen 1971; Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.analysis.attribution.candidates import Candidate
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.records import Span
from briefgen.analysis.attribution.stance import stance_of

_UNASSERTED = frozenset({"denies", "doubts"})
_WISHES = frozenset({"to", "object_to", "for_to", "passive_to", "adj_to", "noun_to"})
Weighed = tuple[Candidate, float]


def asserted(r: Reading, kept: Sequence[Weighed]) -> Iterator[tuple[Candidate, float, Span | None]]:
    """Those that are asserted, each with who reports it where that is not its holder."""
    for c, p in kept:
        outer = _outer(c, kept)
        if outer is None:
            yield c, p, None
        elif not _takes_back(r, outer, c):
            reporter = outer.holder if outer.holder != c.holder else None
            yield c, p, reporter


def _outer(c: Candidate, kept: Sequence[Weighed]) -> Candidate | None:
    """The smallest statement that holds the cue."""
    round_it = [
        o for o, _ in kept if o is not c and any(a <= c.cue[0] and c.cue[1] <= b for a, b in o.content)
    ]
    return min(round_it, key=lambda o: o.content[0][1] - o.content[0][0], default=None)


def _takes_back(r: Reading, outer: Candidate, c: Candidate) -> bool:
    """Whether the statement round it does not say that it is so."""
    doubted = stance_of(outer, r) in _UNASSERTED and not r.is_negated(outer.verb)
    if doubted or outer.frame.endswith("question"):
        return True
    if outer.frame not in _WISHES:
        return False
    verb = c.verb
    while r.tokens[verb].rel == "conj" and verb != outer.head:
        verb = r.tokens[verb].head
    return verb == outer.head
