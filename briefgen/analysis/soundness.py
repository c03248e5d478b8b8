"""How likely an editor would sign a printed line, and the confidence that follows from it.

A sum of weights of observations (`line_features`), counted by `benchmarks/line_weights.py` on lines of real
news that editors judged: is it true to its source, and can it stand alone? The rules before it decide what a
statement is; this is the last gate, for what no rule can tell.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from briefgen.language.lexicon import per_language, table
from briefgen.model import Confidence

HIGH = 0.85
MEDIUM = 0.45
"""Likelihoods from which a line is of high and of medium confidence; what is below is folded."""


def soundness(observations: Iterable[str]) -> float:
    """The probability, 0 to 1, that the line would be signed."""
    weights = _weights()
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) for name in observations)))


def confidence(likelihood: float) -> Confidence:
    """The likelihood in three steps."""
    return "high" if likelihood >= HIGH else "medium" if likelihood >= MEDIUM else "low"


@per_language
def _weights() -> dict[str, float]:
    found = table("line_weights").items()
    return {f"{group} {name}".strip(): float(w) for group, ws in found for name, w in ws.items()}
