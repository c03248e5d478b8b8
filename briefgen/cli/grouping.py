"""The command that proposes folders for a pile of articles."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from briefgen.cli.options import SEEDS, read
from briefgen.cli.telling import printable, tell
from briefgen.errors import SeedsError
from briefgen.grouping import Move, Proposal, move, propose_folders, read_pile, settle, unfinished
from briefgen.grouping.telling import lines, moved
from briefgen.staging import settle as settle_adding

_NEXT = "next: set portfolio: true among briefgen's options in mkdocs.yml, then briefgen build"


@click.command()
@SEEDS
@click.option("--apply", "applied", is_flag=True, help="Move the articles into the folders.")
@click.option("--only", "only", multiple=True, metavar="FOLDER",
              help="Only the group for this folder; may be given several times.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print a record in JSON, for another program.")
def group(seeds: Path | None, applied: bool, only: tuple[str, ...], as_json: bool) -> int:
    """Propose a folder for each event that the articles tell of, and say why; move nothing."""
    options = read(seeds, None, False, None)
    ended: tuple[Move, ...] = ()
    if applied:
        settle_adding(options.seeds)
        ended = settle(options.seeds)
    elif unfinished(options.seeds):
        raise SeedsError(f"a move in {options.seeds} was stopped: briefgen group --apply ends it")
    pile = read_pile(options.seeds, follow_links=options.follow_links)
    proposal = _chosen(propose_folders(options.seeds, pile), only)
    done = (*ended, *(move(options.seeds, pile, proposal) if applied else ()))
    if as_json:
        record = {**proposal.as_json(), "moved": [[m.source, m.target] for m in done]}
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        for line in (*lines(proposal), *moved(done, options.seeds.as_posix())):
            click.echo(printable(line))
        if done:
            click.echo(_NEXT)
        elif proposal.groups:
            click.echo("nothing was moved: briefgen group --apply moves them")
    return tell(pile.problems, options.strict)


def _chosen(proposal: Proposal, only: tuple[str, ...]) -> Proposal:
    """The groups for these folders alone; all of them where none is named.

    Raises SeedsError where one is named that is not proposed.
    """
    known = {g.folder for g in proposal.groups}
    if missing := [name for name in only if name not in known]:
        raise SeedsError(f"no group for a folder {missing[0]}: see briefgen group")
    if not only:
        return proposal
    return replace(proposal, groups=tuple(g for g in proposal.groups if g.folder in only))
