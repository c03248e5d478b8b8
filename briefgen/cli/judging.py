"""The commands by which an analyst says what is right: review asks, edit writes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from briefgen.cli.options import SEEDS, comparing, read_one
from briefgen.cli.telling import printable
from briefgen.editing import Desk, Place, lines_of, of_git
from briefgen.editing import prepare as prepare_desk
from briefgen.editorial.form import ADDED
from briefgen.editorial.record import FILE as EDITS
from briefgen.proposals.record import FILE as PROPOSALS
from briefgen.proposals.record import PREFIX
from briefgen.review.reviewing import ask, prepare


@click.command()
@click.option(
    "--list", "as_list", is_flag=True, help="Print what wants a decision, one line each, and ask nothing."
)
@click.option("--json", "as_json", is_flag=True, help="Print it in JSON, with passages, for another program.")
@click.option("--again", is_flag=True, help="What is checked and unchanged too.")
@click.option("--by", metavar="NAME", help="Who reviews (default: user.name of git).")
@SEEDS
@click.option("--docs", type=click.Path(path_type=Path), metavar="DIR",
              help="Where the pages are, whose keys the sources have (default: docs).")  # fmt: skip
@comparing
def review(
    as_list: bool, as_json: bool, again: bool, by: str | None, seeds: Path | None, docs: Path | None,
    reader: str | None,
) -> int:  # fmt: skip
    """Go through what wants a decision; each goes into editorial.yml at once."""
    if not (as_list or as_json or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise click.UsageError(
            "review asks at a terminal, and this is none: use --list or --json, and briefgen edit to decide"
        )
    options = read_one("review", seeds, docs, reader)
    found = prepare(options.seeds, options.docs, options.language_model, again=again, **options.words)
    for line in filter(None, (found.begun, found.passed_over)):
        click.echo(printable(line), err=True)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        return 0
    for line in found.lines if as_list else ():
        click.echo(line)
    if as_list:
        return 0
    status, said = ask(found, by or of_git(options.seeds))
    with suppress(OSError):  # a terminal that was closed
        for line in said:
            click.echo(printable(line))
    return status


@click.group(no_args_is_help=False, invoke_without_command=True)
@click.pass_context
def edit(context: click.Context) -> None:
    """Write into editorial.yml what you say of findings: accept, reject, set, unset, note, add, relink, show.

    Ids and quotes are checked first; of several ids all are written, or none. - reads ids from the input, a
    line each.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


_json = click.option("--json", "as_json", is_flag=True, help="Print it in JSON, for another program.")
_IDS = click.argument("ids", nargs=-1, required=True, metavar="ID…")
_ID = click.argument("name", metavar="ID")
_VALUES = click.argument("given", nargs=-1, metavar="FIELD=VALUE…")


def _at_desk(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of each command that edits; what it gets for them is a desk."""

    def run(seeds: Path | None, docs: Path | None, reader: str | None, **words: Any) -> Any:
        options = read_one(f"edit {command.__name__.partition('_')[0]}", seeds, docs, reader)
        return command(
            prepare_desk(options.seeds, options.docs, options.language_model, **options.words), **words
        )

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    about = "Where the pages are, whose keys the sources have (default: docs)."
    folder = click.option("--docs", type=click.Path(path_type=Path), metavar="DIR", help=about)
    return SEEDS(folder(comparing(_json(run))))


def _ids(given: tuple[str, ...]) -> list[str]:
    """The ids; for - those of the input."""
    lines = (line.strip() for line in sys.stdin) if "-" in given else iter(())
    ids = [one for name in given for one in (lines if name == "-" else [name]) if one]
    if not ids:
        raise click.UsageError("no ids were given")
    return ids


def _written(desk: Desk, places: tuple[Place, ...], as_json: bool) -> None:
    """What is said now of each of these."""
    doc = desk.document()
    states = desk.states() if any(p.name.startswith(PREFIX) for p in places) else {}
    if as_json:
        said = [
            {"kind": p.kind, "id": p.id, "name": p.name, "entry": doc.entry(p.name)}
            | ({"state": states[p.name]} if p.name in states else {})
            for p in places
        ]
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
    for place in () if as_json else places:
        what = f"{PROPOSALS}: {place.id}: {states[place.name]}" if place.name in states else ""
        click.echo(printable(f"written  {what or f'{EDITS}: {place.name}'}"))


@edit.command()
@_IDS
@click.option("--by", metavar="NAME", help="Who has checked them (default: user.name of git).")
@_at_desk
def accept(desk: Desk, ids: tuple[str, ...], by: str | None, as_json: bool) -> None:
    """These are checked against their sources, and right; what was proposed is added."""
    _written(desk, desk.accept(_ids(ids), by or of_git(desk.seeds)), as_json)


@edit.command()
@_IDS
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@_at_desk
def reject(desk: Desk, ids: tuple[str, ...], reason: str, as_json: bool) -> None:
    """These are not to be shown; what was proposed is not proposed again."""
    _written(desk, desk.reject(_ids(ids), reason), as_json)


@edit.command("set")
@_ID
@_VALUES
@_at_desk
def set_fields(desk: Desk, name: str, given: tuple[str, ...], as_json: bool) -> None:
    """Say this of a finding, as stance=demands; a field that is a list may be given several times."""
    if not given:
        raise click.UsageError("expected FIELD=VALUE, as pin=true")
    _written(desk, desk.set(name, given), as_json)


@edit.command()
@_ID
@click.argument("fields", nargs=-1, required=True, metavar="FIELD…")
@_at_desk
def unset(desk: Desk, name: str, fields: tuple[str, ...], as_json: bool) -> None:
    """Say these no more of a finding."""
    _written(desk, desk.unset(name, fields), as_json)


@edit.command()
@_ID
@click.argument("text", metavar="TEXT")
@_at_desk
def note(desk: Desk, name: str, text: str, as_json: bool) -> None:
    """Put a comment to a finding, shown as yours."""
    _written(desk, desk.set(name, (f"note={text}",)), as_json)


@edit.command("add")
@click.argument("what", type=click.Choice(ADDED), metavar="KIND")
@_VALUES
@click.option("--quote", "quotes", multiple=True, metavar="QUOTE",
              help="A passage that it rests on, as 'A: its words'; may be given several times.")  # fmt: skip
@click.option("--side", "sides", multiple=True, metavar="QUOTE",
              help="One side of a disagreement, as 'A: its words' or 'label = A: its words'.")  # fmt: skip
@_at_desk
def add_own(
    desk: Desk, what: str, given: tuple[str, ...], quotes: tuple[str, ...], sides: tuple[str, ...],
    as_json: bool,
) -> None:  # fmt: skip
    """Add a finding of your own: leader, position, open_issue, disagreement, fact or date."""
    entry = desk.add(what, given, quotes, sides)
    click.echo(json.dumps({what: entry}, ensure_ascii=False, indent=1) if as_json
               else f"written  {EDITS}: {what}")  # fmt: skip


@edit.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_at_desk
def relink(desk: Desk, old: str, new: str, as_json: bool) -> None:
    """Say of finding NEW what the file says of OLD, which is no longer found."""
    _written(desk, desk.relink(old, new), as_json)


@edit.command()
@_ID
@_at_desk
def show(desk: Desk, name: str, as_json: bool) -> None:
    """Show a finding, its passages, and what is said of it."""
    shown = desk.show(name)
    for line in [json.dumps(shown, ensure_ascii=False, indent=1)] if as_json else []:
        click.echo(line)
    for line in () if as_json else lines_of(shown):
        click.echo(printable(line))
