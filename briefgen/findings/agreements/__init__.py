"""What two or more independent origins tell alike; what is disputed is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.findings.agreements import claims, figures
from briefgen.findings.agreements.record import Agreement
from briefgen.findings.disagreements import Disagreement
from briefgen.findings.kind import SoFar
from briefgen.model import Citation

NAME = "agreements"
TITLE = "Agreements"

__all__ = ["NAME", "TITLE", "Agreement", "find"]


def find(so_far: SoFar) -> tuple[Agreement, ...]:
    """The agreements: those that most origins give first, then in order of the text."""
    disputes = [d for d in so_far.found.get("disagreements", ()) if isinstance(d, Disagreement)]
    found = [*claims.agreed(so_far, disputes), *figures.agreed(so_far, disputes)]
    return tuple(sorted(_once(found), key=lambda x: -x.origins))


def _once(found: Sequence[Agreement]) -> Iterator[Agreement]:
    """Of agreements on the same passages, the one with the most origins, then the longest."""
    shown: list[Agreement] = []
    for x in sorted(found, key=lambda x: (-x.origins, -len(x.title))):
        if not any(_overlap(a, b) for y in shown for a in x.citations for b in y.citations):
            shown.append(x)
    order = {x.id: i for i, x in enumerate(found)}
    yield from sorted(shown, key=lambda x: order[x.id])


def _overlap(a: Citation, b: Citation) -> bool:
    return a.source == b.source and a.start < b.end and b.start < a.end
