"""The command that writes the pages."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen import unchanged
from briefgen.cli.options import folders, read
from briefgen.cli.telling import printable, tell


@click.command()
@folders
def build(seeds: Path | None, docs: Path | None, strict: bool, reader: str | None) -> int:
    """Read every article below the seeds folder and write the pages."""
    options = read(seeds, docs, strict, reader)
    before = unchanged.state(options)
    if before and (known := unchanged.told(options, before)) is not None:
        click.echo("nothing changed")
        return tell(known, options.strict)
    # Imported where there is something to do: it takes longer than to see that there is not.
    from briefgen.build import build as run_build
    from briefgen.changes.telling import summary as summed_up

    report = run_build(
        options.seeds, options.docs, options.language_model, news=options.news, **options.words
    )
    for line in report.done.lines:
        click.echo(printable(line))
    if not report.done.lines:
        click.echo("nothing changed")
    elif report.briefing.news and report.briefing.news.changes:
        click.echo(printable(summed_up(report.briefing.news)))
    if before:
        unchanged.remember(options, before, report.done, report.problems)
    return tell(report.problems, options.strict)
