"""From what the user has to sources: `briefgen add`.

Everything is read first, and written where nothing sees it (`staging`). Of each document it is asked whether
it is there already, or another version of what is there. At the end all of it comes in at once, or,
interrupted, none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from briefgen.add.fetching import Web
from briefgen.add.inputs import Place, read_inputs
from briefgen.add.known import Shelf
from briefgen.add.making import Desk
from briefgen.add.naming import Names
from briefgen.add.record import Outcome, Progress
from briefgen.staging import staging

__all__ = ["Outcome", "Progress", "add"]


def _this_moment() -> datetime:
    """The time of the clock: the only one that is read by anything that is written."""
    return datetime.now(UTC).replace(microsecond=0)


def add(
    words: tuple[str, ...],
    seeds: Path,
    *,
    stdin: BinaryIO | None = None,
    originals: bool = True,
    allow_private: bool = False,
    follow_links: bool = False,
    progress: Progress = lambda *_: None,
    now: Callable[[], datetime] = _this_moment,
    **fetching: Any,
) -> tuple[Outcome, ...]:
    """Take in what the words stand for, and say what became of each.

    `originals`: whether what came is kept as it was; `allow_private`: whether addresses on this machine and
    in private networks are fetched; `follow_links`: whether sources that are there may lead out of it;
    `fetching`: further settings of `briefgen.web.Fetcher`.

    Raises UserError where nothing can be added at all.
    """
    with staging(seeds) as stage:
        shelf = Shelf(seeds, follow_links=follow_links)
        names = Names(seeds, (a.id for a in shelf.articles))
        web = Web(allow_private=allow_private, progress=progress, now=now, **fetching)
        desk = Desk(stage=stage, shelf=shelf, names=names, originals=originals)
        try:
            place = Place(seeds=seeds, web=web, shelf=shelf, stdin=stdin)
            came = read_inputs(words, place)
            outcomes = [x if isinstance(x, Outcome) else desk.take_in(x) for x in came]
            outcomes += _without_articles(outcomes)
        finally:
            web.close()
        done = _related(outcomes, desk)
        stage.commit()
    return done


def _without_articles(outcomes: list[Outcome]) -> list[Outcome]:
    """A failure for each file of which everything was passed over."""
    held: dict[str, set[str]] = {}
    for outcome in outcomes:
        if outcome.within:
            held.setdefault(outcome.within, set()).add(outcome.status)
    return [
        Outcome(given=name, status="failed", why="holds no article")
        for name, found in held.items()
        if found == {"passed"}
    ]


def _related(outcomes: list[Outcome], desk: Desk) -> tuple[Outcome, ...]:
    """The outcomes, with what each new source is of one that was there or came before it."""
    relations = desk.shelf.relations(desk.made.values())
    done = []
    for outcome in outcomes:
        article = desk.made.get(outcome.path or "") if outcome.status == "added" else None
        found = relations.get(article.id) if article and outcome.relation is None else None
        done.append(replace(outcome, relation=found[0], of=found[1].path) if found else outcome)
    return tuple(done)
