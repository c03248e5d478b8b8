"""What can be observed of two passages, by name: the evidence on which a match is decided.

Each observation is a number, most between 0 and 1. What the reader says is among them where there is one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from briefgen.matching.passages import Passage
from briefgen.matching.reader import Reading

_MOST = 6.0
"""Log-odds beyond which the reader is no surer."""

Observation = Callable[[Passage, Passage], float]


def observe(a: Passage, b: Passage, likeness: float, reading: Reading | None) -> dict[str, float]:
    """All that is observed of the two, those that are not there left out.

    `likeness`: cosine of their telling words, weighted by rarity.
    """
    found = {"bias": 1.0, "likeness": likeness}
    if reading is not None:
        found |= _read(reading)
    for name, observation in _OBSERVATIONS.items():
        value = observation(a, b)
        if value:
            found[name] = value
    return found


def _read(reading: Reading) -> dict[str, float]:
    same, opposed = clipped(reading.same), clipped(reading.opposed)
    return {
        "reader: same": same / 2,
        "reader: opposed": opposed / 2,
        "reader: same and opposed": 4 * _probable(same) * _probable(opposed),
    }


def clipped(log_odds: float) -> float:
    """Log-odds, no surer than the reader is ever taken to be."""
    return max(-_MOST, min(_MOST, log_odds))


def _probable(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _share(mine: frozenset[str], other: frozenset[str]) -> float:
    """Shared words over those of the shorter."""
    return len(mine & other) / max(1, min(len(mine), len(other)))


def _both(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b)


def _apart(a: frozenset[str], b: frozenset[str]) -> float:
    """Whether both name some and share none."""
    return float(_both(a, b) and not a & b)


def _equal_figure(a: Passage, b: Passage) -> float:
    mine = {(f.quantity.dimension, f.quantity.value) for f in a.figures}
    return float(any((f.quantity.dimension, f.quantity.value) in mine for f in b.figures))


def _equal_day(a: Passage, b: Passage) -> float:
    mine = {(d.when.iso, d.when.weekday) for d in a.days}
    return float(any((d.when.iso, d.when.weekday) in mine for d in b.days))


def _length(p: Passage) -> float:
    return min(1.0, len(p.words) / 12)


_OBSERVATIONS: Mapping[str, Observation] = {
    "both at the head": lambda a, b: float(a.head and b.head),
    "one at the head": lambda a, b: float(a.head != b.head),
    "a heading": lambda a, b: float(a.heading or b.heading),
    "verbs shared": lambda a, b: _share(a.verbs, b.verbs),
    "names shared": lambda a, b: _share(a.names, b.names) if _both(a.names, b.names) else 0.0,
    "other names": lambda a, b: _apart(a.names, b.names),
    "parties shared": lambda a, b: min(3, len(a.parties & b.parties)) / 3,
    "other parties": lambda a, b: _apart(a.parties, b.parties),
    "same speaker": lambda a, b: float(bool(a.speakers & b.speakers)),
    "other speaker": lambda a, b: _apart(a.speakers, b.speakers),
    "one speaks": lambda a, b: float(bool(a.speakers) != bool(b.speakers)),
    "other places": lambda a, b: _apart(a.places, b.places),
    "equal figure": _equal_figure,
    "figures in one": lambda a, b: float(bool(a.figures) != bool(b.figures)),
    "equal day": _equal_day,
    "negation in one": lambda a, b: float(bool(a.negations) != bool(b.negations)),
    "denial in one": lambda a, b: float(bool(a.denials) != bool(b.denials)),
    "denial in both": lambda a, b: float(bool(a.denials) and bool(b.denials)),
    "modal in one": lambda a, b: float(bool(a.modals) != bool(b.modals)),
    "shorter": lambda a, b: min(_length(a), _length(b)),
    "longer": lambda a, b: max(_length(a), _length(b)),
    "unequal length": lambda a, b: abs(_length(a) - _length(b)),
}  # fmt: skip
"""Every observation that needs no reader; the pair's order never matters."""
