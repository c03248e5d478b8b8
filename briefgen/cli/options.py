"""The options that several commands share, and the settings that hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from briefgen.cli.working import EXECUTOR, TIMINGS, begun
from briefgen.config import Options, read_options

SEEDS = click.option("--seeds", type=click.Path(path_type=Path), metavar="DIR",
                      help="Where the articles are (default: seeds).")  # fmt: skip
"""Of every command that reads or takes in articles."""
_READER = click.option("--reader", type=click.Choice(["on", "off"]),
                       help="Whether the small learned reader compares sentences (default: on).")  # fmt: skip
_EXECUTOR = click.option(
    "--executor", metavar="NAME", expose_value=False,
    callback=lambda context, _, name: context.meta.update({EXECUTOR: name}),
    help="Who does the work: serial, processes, processes:NUMBER or dask://HOST:PORT (default: as many "
    "processes as there are processors, where there is enough to do). The pages are the same.",
)  # fmt: skip
_TIMINGS = click.option(
    "--timings", is_flag=True, expose_value=False,
    callback=lambda context, _, on: context.meta.update({TIMINGS: on}),
    help="Say at the end where the time went.",
)  # fmt: skip


def comparing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that reads and compares sources."""
    return _READER(_EXECUTOR(_TIMINGS(command)))


def folders(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that build and check share."""
    command = comparing(command)
    folder = click.Path(path_type=Path)
    command = click.option("--strict", is_flag=True, help="Exit with status 1 where anything was reported.")(
        command
    )
    command = click.option("--docs", type=folder, metavar="DIR", help="Where the pages are (default: docs).")(
        command
    )
    return SEEDS(command)


def read(seeds: Path | None, docs: Path | None, strict: bool, reader: str | None) -> Options:
    """What mkdocs.yml of the current folder says, and above that what the command line says."""
    given = read_options(Path())
    said = replace(
        given, seeds=seeds or given.seeds, docs=docs or given.docs, strict=strict or given.strict,
        reader=reader == "on" if reader else given.reader, work=begun(),
    )  # fmt: skip
    if not given.portfolio:
        return said
    from briefgen.portfolio import one_of  # it imports all that makes a briefing

    return one_of(said, given, docs)


def read_one(command: str, seeds: Path | None, docs: Path | None, reader: str | None) -> Options:
    """The same for a command that is about one briefing.

    Raises ConfigError where the seeds folder holds several and it is not said which.
    """
    options = read(seeds, docs, False, reader)
    if options.portfolio:
        from briefgen.portfolio import only_one, parts_of

        parts, _ = parts_of(options.seeds, options.docs, options.titles, options.follow_links)
        raise only_one(parts, options.seeds, command)
    return options
