"""What a comparer gives back: two values of one question that cannot both be exactly right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from briefgen.findings.disagreements.record import DisagreementKind
from briefgen.matching.passages import Passage

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two values that differ, and the words that give them."""

    kind: DisagreementKind
    seen: str
    """What is observed, by name: `quantity: one thing`."""
    a: Span
    """Code points of the words of each passage that differ."""
    b: Span
    strength: float = 1.0
    """How plain it is, 0 to 1."""


class Comparer(Protocol):
    """A module of this package that compares values of one kind. It never asks whether both passages answer
    one question: that is the matcher's.
    """

    def clashes(self, a: Passage, b: Passage) -> Iterator[Clash]:
        """Every clash between the values of two passages."""
        ...


def mirrored(clash: Clash) -> Clash:
    """The same clash, seen from the other passage."""
    return Clash(kind=clash.kind, seen=clash.seen, a=clash.b, b=clash.a, strength=clash.strength)
