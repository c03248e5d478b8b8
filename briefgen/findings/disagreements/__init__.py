"""Where sources cannot both be exactly right: typed, both sides quoted. briefgen never says who is right.

A rule is a module of this package with `compare(so_far)`; RULES lists them, the sharpest kinds first.
Where two rules
show the same passages against each other, the first one's disagreement stays.
"""

from __future__ import annotations

from collections.abc import Callable

from briefgen.findings.disagreements import condition, contested, polarity, scale, scope
from briefgen.findings.disagreements.record import Disagreement, Side
from briefgen.findings.kind import SoFar

NAME = "disagreements"
TITLE = "Disagreements"
RULES: tuple[Callable[[SoFar], tuple[Disagreement, ...]], ...] = (
    contested.compare,
    polarity.compare,
    condition.compare,
    scope.compare,
    scale.compare,
)

__all__ = ["Disagreement", "Side", "find"]


def find(so_far: SoFar) -> tuple[Disagreement, ...]:
    """The disagreements, in the order in which pages show them."""
    return tuple(d for compare in RULES for d in compare(so_far))
