"""What two or more independent origins tell alike; what is disputed is left out."""

from __future__ import annotations

from briefgen.findings.agreements.facts import agreed
from briefgen.findings.agreements.record import Agreement
from briefgen.findings.kind import SoFar

NAME = "agreements"
TITLE = "Agreements"

__all__ = ["NAME", "TITLE", "Agreement", "find"]


def find(so_far: SoFar) -> tuple[Agreement, ...]:
    """The agreements: those that most origins give first."""
    published = [d for d in so_far.found.get("disagreements", ()) if d.confidence != "low"]
    return tuple(sorted(agreed(so_far, published), key=lambda x: -x.origins))
