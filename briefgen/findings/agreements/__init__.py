"""What two or more independent origins tell alike; what is disputed is left out."""

from __future__ import annotations

from dataclasses import replace

from briefgen.findings.agreements.elsewhere import unmatched
from briefgen.findings.agreements.facts import agreed
from briefgen.findings.agreements.record import Agreement
from briefgen.findings.kind import SoFar
from briefgen.findings.matter import Matter

NAME = "agreements"
TITLE = "Agreements"

__all__ = ["NAME", "TITLE", "Agreement", "find"]


def find(so_far: SoFar) -> tuple[Agreement, ...]:
    """The agreements: those that most origins give first, then those nearest to the head of an article."""
    published = [d for d in so_far.found.get("disagreements", ()) if d.confidence != "low"]
    matter = Matter(so_far.matches.reports)
    facts = (replace(f, unmatched=unmatched(so_far, f, matter)) for f in agreed(so_far, published))

    def early(f: Agreement) -> int:
        return min(so_far.article(c.source).place[c.sentence] for c in f.citations)

    return tuple(sorted(facts, key=lambda f: (-f.origins, early(f))))
