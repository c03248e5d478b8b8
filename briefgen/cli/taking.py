"""The commands that take articles in, and list them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from briefgen.add import Progress
from briefgen.add import add as run_add
from briefgen.add.telling import failures, lines, remarks
from briefgen.build import called as called_in
from briefgen.cli.options import SEEDS, read_one
from briefgen.cli.telling import printable, tell
from briefgen.errors import ConfigError
from briefgen.listing import begin_file, list_missing, list_sources, table
from briefgen.write import read_manifest


@click.command()
@click.argument("given", nargs=-1, required=True, metavar="INPUT…")
@SEEDS
@click.option("--allow-private", is_flag=True,
              help="Fetch addresses on this machine and in private networks too.")  # fmt: skip
@click.option("--no-originals", is_flag=True, help="Keep the text alone, not what it was made from.")
@click.option("--json", "as_json", is_flag=True, help="Print a list in JSON, for another program.")
def add(
    given: tuple[str, ...], seeds: Path | None, allow_private: bool, no_originals: bool, as_json: bool
) -> int:
    """Take in files, folders, addresses, lists of them, or - for what is pasted."""
    options = read_one("add", seeds, None, None)
    with _bar() as progress:
        done = run_add(
            given, options.seeds, stdin=getattr(sys.stdin, "buffer", None), allow_private=allow_private,
            originals=options.originals and not no_originals, follow_links=options.follow_links,
            progress=progress,
        )  # fmt: skip
    if as_json:
        click.echo(json.dumps([outcome.as_json() for outcome in done], ensure_ascii=False, indent=1))
    for line in () if as_json else lines(done):
        click.echo(printable(line))
    for line in remarks(done):
        click.echo(printable(f"remark: {line}"), err=True)
    failed = list(failures(done))
    for line in failed:
        click.echo(printable(f"briefgen: {line}"), err=True)
    return int(bool(failed))


@contextmanager
def _bar() -> Iterator[Progress]:
    """What is being fetched and how much of it has come, on a terminal; nothing where nobody looks on."""
    looked_on = sys.stderr.isatty()

    def show(what: str, done: int, of: int | None) -> None:
        if not looked_on:
            return
        whole = f" of {of // 1000:,}" if of else ""
        filled = "#" * (20 * min(done, of) // of) if of else ""
        click.echo(f"\r\033[K[{filled:20}] {done // 1000:,}{whole} kB  {printable(what)[:60]}", err=True,
                   nl=False)  # fmt: skip

    try:
        yield show
    finally:
        if looked_on:
            click.echo("\r\033[K", err=True, nl=False)


@click.command()
@SEEDS
@click.option("--docs", type=click.Path(path_type=Path), metavar="DIR",
              help="Where the pages are, whose keys the sources have (default: docs).")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print a list in JSON, for another program.")
@click.option(
    "--edit", is_flag=True, help="Open sources.yml in your editor, with what is missing as remarks."
)
def sources(seeds: Path | None, docs: Path | None, as_json: bool, edit: bool) -> int:
    """List the sources, with what is known of each and what is missing."""
    options = read_one("sources", seeds, docs, None)
    called, keys = called_in(options.seeds, options.project), read_manifest(options.docs).keys
    how: dict[str, Any] = {"follow_links": options.follow_links, "datelines": options.datelines, "keys": keys}
    if edit:
        try:
            known = list_missing(options.seeds, called, **how)
        except ConfigError as error:  # to be mended in the editor that is about to open
            click.echo(printable(f"problem: {error}"), err=True)
            known = ()
        click.edit(filename=str(begin_file(options.seeds, known)))
    listed, problems = list_sources(options.seeds, called, **how)
    if as_json:
        click.echo(json.dumps([one.as_json() for one in listed], ensure_ascii=False, indent=1))
    for line in () if as_json else table(listed):
        click.echo(printable(line))
    return tell(problems, options.strict)
