"""What one source leaves to be decided and the same or another one tells as done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from briefgen.analysis import Analysis
from briefgen.analysis.claims import Claim
from briefgen.analysis.claims.sameness import thing_keys
from briefgen.analysis.copies import order
from briefgen.analysis.undecided import Undecided
from briefgen.findings.open_issues.join import acts_of, same_object, thing_of

_RULES = frozenset({"decision", "approval"})
_DONE = frozenset({"VBD", "VBN"})


class Decided:
    """Looks up whether what a passage leaves to be decided has been done."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._acts = acts_of(analysis.article, analysis.claims, analysis.undecided)

    @cached_property
    def _of(self) -> dict[tuple[str, int], Sequence[Claim]]:
        return {(p.source, p.start): a for p, a in zip(self._analysis.undecided, self._acts, strict=True)}

    @cached_property
    def _done(self) -> Mapping[tuple[str, str], Sequence[Claim]]:
        """What clauses tell as done, by each class of the act with each word for what it is done to."""
        found: dict[tuple[str, str], list[Claim]] = {}
        for c in self._all_done():
            for key in _keys(c):
                found.setdefault(key, []).append(c)
        return found

    def _all_done(self) -> Sequence[Claim]:
        """What clauses tell as done: in the past tense, not denied, and no part of what is left open."""
        spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for p in self._analysis.undecided:
            spans.setdefault((p.source, p.sentence), []).append((p.start, p.end))
        return [
            c
            for c in self._analysis.claims
            if self._is_done(c) and not any(a <= c.verb < b for a, b in spans.get((c.source, c.sentence), ()))
        ]

    def _is_done(self, c: Claim) -> bool:
        sentence = self._analysis.article[c.source].by_sentence[c.sentence]
        return (
            c.modality == "actual" and c.finite and not c.negated and c.denied_by is None
            and sentence.tokens[c.index].tag in _DONE
        )  # fmt: skip

    def has(self, p: Undecided) -> bool:
        """Whether a source that is not known to be earlier tells that it was done."""
        if p.rule not in _RULES:
            return False
        pending = [c for c in self._of[p.source, p.start] if c.modality != "actual" or not c.finite]
        return any(
            x.classes & y.classes and same_object(x, y) and not self._is_before(y.source, p.source)
            for x in pending
            for y in self._near(x)
        )

    def _near(self, x: Claim) -> Iterator[Claim]:
        """What is done of which it may be the same."""
        return (y for key in _keys(x) for y in self._done.get(key, ()))

    def _is_before(self, source: str, other: str) -> bool:
        one, two = (self._analysis.article[s] for s in (source, other))
        return (order(one, two) or 0) < 0


def _keys(c: Claim) -> Iterator[tuple[str, str]]:
    thing = thing_of(c)
    keys = sorted(thing_keys(thing)) if thing is not None else ()
    return ((name, key) for name in sorted(c.classes) for key in keys)
