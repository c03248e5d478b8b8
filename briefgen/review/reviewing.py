"""`briefgen review`: one build, then the queue, as a list or asked item by item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.build import brief
from briefgen.edited import edited
from briefgen.editorial.reading import read_edits
from briefgen.editorial.record import FILE
from briefgen.editorial.schema import seen_from
from briefgen.language.models import DEFAULT_MODEL
from briefgen.model import Briefing
from briefgen.proposals.kept import read_kept
from briefgen.proposals.reconsidered import reconsider
from briefgen.proposals.record import FILE as PROPOSALS
from briefgen.review.ledger import Ledger
from briefgen.review.queue import queue
from briefgen.review.record import Item
from briefgen.review.terminal_text import one_line
from briefgen.staging import settle
from briefgen.statements import review as how_far
from briefgen.write import read_manifest

if TYPE_CHECKING:
    from briefgen.review.session import Session


@dataclass(frozen=True, kw_only=True)
class Review:
    """What wants a decision, and how far it is."""

    briefing: Briefing
    seeds: Path
    docs: Path
    items: tuple[Item, ...]
    checked: int
    """How many of the statements that pages count are checked."""
    of: int
    """How many they count."""
    stale: int = 0
    """How many proposals are left that the gate no longer lets through; they are not asked."""

    @property
    def file(self) -> Path:
        """Where the decisions go."""
        return self.seeds / FILE

    @property
    def begun(self) -> str:
        """Which file is written, and how far the review is."""
        return f"{self.file}: {self.checked} of {self.of} statements checked, {len(self.items)} to decide"

    @property
    def passed_over(self) -> str:
        """How many proposals are not asked; empty where all are."""
        if not self.stale:
            return ""
        what = "1 proposal" if self.stale == 1 else f"{self.stale} proposals"
        return f"{PROPOSALS}: {what} passed over, which the briefing as it is now no longer lets in"

    @property
    def lines(self) -> Iterator[str]:
        """The queue for another program: id, kind, state and statement, with a tab between them."""
        for item in self.items:
            yield "\t".join(one_line(x) for x in (item.name, item.kind or "-", item.state, item.statement))

    def as_json(self) -> dict[str, Any]:
        """The queue for another program, with all that somebody needs to decide."""
        return {
            "file": self.file.as_posix(), "checked": self.checked, "of": self.of, "passed_over": self.stale,
            "items": [item.as_json() for item in self.items],
        }  # fmt: skip


def prepare(
    seeds: Path, docs: Path, model: str = DEFAULT_MODEL, *, again: bool = False, **words: Any
) -> Review:
    """Read the seeds once. `again`: what is checked is asked too. The words are those of `brief`.

    Raises what `brief` does.
    """
    settle(seeds)
    kept = read_kept(seeds)
    briefing = brief(seeds, model, last=read_manifest(docs), **words)
    edits, _ = read_edits(seeds, follow_links=bool(words.get("follow_links")))
    proposals = reconsider(briefing, kept)
    every = queue(briefing, edits, again=True, proposals=proposals.open)
    done = how_far(briefing)
    items = tuple(item for item in every if again or item.state != "checked")
    return Review(
        briefing=briefing, seeds=seeds, docs=docs, items=items, checked=done.checked, of=done.every,
        stale=len(proposals.refused),
    )  # fmt: skip


def ask(review: Review, by: str | None = None) -> tuple[int, tuple[str, ...]]:
    """Ask at the terminal; the exit status, and what to say at the end. `by`: who reviews; where that is not
    known, whoever is asked says.
    """
    # They load prompt_toolkit and rich, which no other command should wait for.
    from briefgen.review.session import Session
    from briefgen.review.terminal import Ended, Terminal

    terminal = Terminal()
    try:
        name = by or terminal.ask("Your name, for what you have reviewed") or ""
    except Ended as end:
        return end.status, ()
    ledger = Ledger(review.seeds, seen_from(review.seeds, review.docs))
    session = Session(review.briefing, review.items, ledger, name, terminal)
    status = session.run()
    return status, tuple(_told(review, session))


def _told(review: Review, session: Session) -> Iterator[str]:
    briefing, (edits, _) = review.briefing, read_edits(review.seeds)
    made = edited(briefing.unedited, edits, briefing.articles, briefing.origins)
    done = how_far(replace(briefing, findings=made.findings))
    yield f"{done.checked} of {done.every} statements checked, {session.left} left to decide"
    if session.steps:
        yield "Next: briefgen build"
