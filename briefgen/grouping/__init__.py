"""`briefgen group`: folders for a flat pile of articles, by the events that they tell of.

`propose_folders` reads and proposes; `move` does what was proposed. How articles are compared is in `texts`,
`index` and `clusters`.
"""

from __future__ import annotations

from pathlib import Path

from briefgen.editorial import FILE as EDITS
from briefgen.errors import SeedsError
from briefgen.grouping.belongings import belongings, taken, unmovable
from briefgen.grouping.moving import Move, apply, edits_in, plan, settle, unfinished
from briefgen.grouping.proposing import propose
from briefgen.grouping.reading import Pile, read_pile
from briefgen.grouping.record import Proposal

__all__ = ["Move", "Pile", "Proposal", "move", "propose_folders", "read_pile", "settle", "unfinished"]


def propose_folders(seeds: Path, pile: Pile) -> Proposal:
    """Folders for the loose articles of a seeds folder. Nothing is written."""
    return propose(pile, taken=taken(seeds), staying=unmovable(seeds, pile.loose))


def move(seeds: Path, pile: Pile, proposal: Proposal) -> tuple[Move, ...]:
    """Move the articles into the folders that were proposed, and say what was moved.

    Raises SeedsError where the folder holds edits of the analyst's, where a place is taken, or where
    something can't be written; ConfigError where `sources.yml` can't be parted.
    """
    if name := edits_in(seeds):
        what = "edits of" if name == EDITS else "proposals for"
        raise SeedsError(
            f"{seeds / name} has {what} the one briefing that the articles are in now, and they "
            "would find nothing any more: move the file away (each new folder may have one of its own), then "
            "run this again"
        )
    own = belongings(seeds, pile.loose)
    moves = proposal.moves
    moving = plan(seeds, {path: own[path] for path in moves}, moves)
    if moving.files:
        apply(seeds, moving)
    return moving.files
