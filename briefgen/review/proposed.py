"""What a model proposes, as something to decide: with its passages, like every finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.pages.book import Book
from briefgen.proposals.reconsidered import Open
from briefgen.proposals.record import PREFIX, Passed, What
from briefgen.review import telling
from briefgen.review.record import Item

_KINDS: Mapping[What, str] = {
    "position": "positions", "role": "leaders", "open_issue": "open_issues", "disagreement": "disagreements",
}  # fmt: skip


def proposed(book: Book, one: Open) -> Item:
    """It as an item of the queue."""
    passed = one.passed
    held_by = _holder(book, passed)
    return Item(
        state="proposed", kind=_KINDS[passed.proposal.what], id=one.kept.id, name=f"{PREFIX}{one.kept.id}",
        statement=_statement(passed, held_by), holder=held_by, stance=_stance(passed), value="",
        passages=telling.between(book, _cited(passed)), why=_why(passed), origin=one.kept.origin,
        entries=passed.entries,
    )  # fmt: skip


def _holder(book: Book, passed: Passed) -> str:
    """Whose it is, as pages call him; the words of the source where no rule has found him."""
    for what, fields in passed.entries:
        if what == "position" or what.startswith("/"):
            id_ = str(fields.get("holder", "")) or what[1:]
            return next((leader.title for leader in book.who((id_,))), id_)
        if what == "leader" and passed.proposal.what == "role":
            return str(fields["name"])
    return ""


def _statement(passed: Passed, holder: str) -> str:
    own = passed.entries[-1][1]
    words = [" ".join(c.quote.split()) for c in passed.cites]
    if passed.proposal.what == "position":
        return f"{holder}: “{words[0]}”"
    if passed.proposal.what == "role":
        return f"{holder}: {words[0]}"
    if passed.proposal.what == "disagreement":
        return f"{own['title']}: {' / '.join(side['label'] for side in own['sides'])}"
    return words[0]


def _stance(passed: Passed) -> str:
    own = passed.entries[-1][1]
    if passed.proposal.what == "position":
        return f"{'not: ' if own.get('negated') else ''}{own.get('stance')}"
    return str(own.get("kind", "")) if passed.proposal.what != "role" else ""


def _cited(passed: Passed) -> list[tuple[str, Any]]:
    sides = passed.entries[-1][1].get("sides", ())
    labels = [side["label"] for side in sides] or [""] * len(passed.cites)
    return list(zip(labels, passed.cites, strict=True))


def _why(passed: Passed) -> str:
    """Whom accepting it adds to those who are involved."""
    added = [f"{f['name']} ({f['kind']})" for what, f in passed.entries if what == "leader"]
    return f"To accept it adds {', '.join(added)} to who is involved" if added else ""
