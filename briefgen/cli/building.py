"""The command that writes the pages."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen import unchanged
from briefgen.cli.options import folders, read
from briefgen.cli.telling import printable, tell
from briefgen.config import Options


@click.command()
@folders
def build(seeds: Path | None, docs: Path | None, strict: bool, reader: str | None) -> int:
    """Read every article below the seeds folder and write the pages.

    With portfolio in the settings each folder there is a briefing of its own.
    """
    options = read(seeds, docs, strict, reader)
    before = unchanged.state(options)
    if before and (known := unchanged.told(options, before)) is not None:
        click.echo("nothing changed")
        return tell(known, options.strict)
    # Imported where there is something to do: it takes longer than to see that there is not.
    if options.portfolio:
        from briefgen.cli import many

        return many.build(options, before)
    return _build(options, before)


def _build(options: Options, before: unchanged.State | None) -> int:
    from briefgen.build import build as run_build
    from briefgen.changes.telling import summary as summed_up
    from briefgen.cli import many
    from briefgen.portfolio import build_one

    removed = many.no_longer(options.docs)
    run = build_one if options.among else run_build
    report = run(options.seeds, options.docs, options.language_model, news=options.news, **options.words)
    lines = (*removed, *report.done.lines)
    for line in lines:
        click.echo(printable(line))
    if not lines:
        click.echo("nothing changed")
    elif report.briefing.news and report.briefing.news.changes:
        click.echo(printable(summed_up(report.briefing.news)))
    problems = (*many.remarks(options), *report.problems)
    if before:
        unchanged.remember(options, before, report.done, problems)
    return tell(problems, options.strict)
