"""The commands that make something of the articles: pages, documents, exports; and what of it is new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from briefgen.changes.telling import summary as summed_up
from briefgen.check import check as run_check
from briefgen.cli import many
from briefgen.cli.options import SEEDS, comparing, folders, read
from briefgen.cli.telling import printable, tell
from briefgen.export import ALL, NAMES
from briefgen.export import export as run_export
from briefgen.history import as_json as changes_as_json
from briefgen.history import changes as read_changes
from briefgen.new import start
from briefgen.paper import PAPERS, PARTS
from briefgen.pdf import pdf as run_pdf
from briefgen.portfolio import check_one


@click.command()
@click.option("--since", metavar="REV", help="Compare with this revision of git, such as HEAD or v1.")
@click.option("--docs", type=click.Path(path_type=Path), metavar="DIR",
              help="Where the pages are (default: docs).")  # fmt: skip
@click.option("--summary", is_flag=True, help="Only the last line, fit for a commit message.")
@click.option("--all", "every", is_flag=True,
              help="Also what only edits or another version of the rules made.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print a record in JSON, for another program.")
def changes(since: str | None, docs: Path | None, summary: bool, every: bool, as_json: bool) -> None:
    """Say what the last build brought, or what is new since a revision of git. Reads no source.

    Of a portfolio, briefing by briefing; with --docs docs/FOLDER of one.
    """
    if summary and as_json:
        raise click.UsageError("--summary and --json exclude each other")
    options = read(None, docs, False, None)
    if options.portfolio and docs is None:
        return many.changes(options, since, summary=summary, every=every, as_json=as_json)
    news = read_changes(options.docs, since)
    if as_json:
        click.echo(json.dumps(changes_as_json(news, since, every=every), ensure_ascii=False, indent=1))
        return
    for line in () if summary else many.told(news, every):
        click.echo(printable(line))
    click.echo(printable(summed_up(news)))


@click.command()
@folders
def check(seeds: Path | None, docs: Path | None, strict: bool, reader: str | None) -> int:
    """Write nothing; fail where the pages are not what the articles give."""
    options = read(seeds, docs, strict, reader)
    if options.portfolio:
        verdict = many.check(options)
    else:
        run = check_one if options.among else run_check
        verdict = run(options.seeds, options.docs, options.language_model, news=options.news, **options.words)
    for line in verdict.wrong:
        click.echo(printable(line))
    status = tell((*many.remarks(options), *verdict.problems), options.strict)
    if verdict.wrong:
        number = len(verdict.wrong)
        click.echo(
            f"briefgen: {number} thing{'s' * (number > 1)} to mend: see above, then run briefgen build",
            err=True,
        )
        return 1
    click.echo("the pages are what the articles give")
    return status


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("brief.pdf"),
              metavar="FILE", help="Where to write it (default: brief.pdf).")  # fmt: skip
@click.option("--summary", is_flag=True, help="Only the summary: one page that stands alone.")
@click.option(
    "--full", is_flag=True, help="Everything that was found, in all parts, with a note for every mark."
)
@click.option("--section", "sections", type=click.Choice(list(PARTS)), multiple=True,
              help="This part in full, with its notes; may be given several times.")  # fmt: skip
@click.option("--page", "pages", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
              help="This hand-written page as a further section; may be given several times.")  # fmt: skip
@click.option("--paper", type=click.Choice(list(PAPERS)), default="a4", help="The sheet (default: a4).")
@click.option("--excerpts", is_flag=True, help="Quote the cited sentences alone, without those around them.")
@SEEDS
@click.option("--docs", type=click.Path(path_type=Path), metavar="DIR",
              help="Where the pages are, whose marks it has (default: docs).")  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with status 1 where anything was reported.")
@comparing
def pdf(
    output: Path, summary: bool, full: bool, sections: tuple[str, ...], pages: tuple[Path, ...], paper: str,
    excerpts: bool,
    seeds: Path | None, docs: Path | None, strict: bool, reader: str | None,
) -> int:  # fmt: skip
    """Set the brief as a PDF document, no longer than its sources; needs briefgen[pdf].

    Of a portfolio, one for each briefing: site/brief.pdf becomes site/FOLDER/brief.pdf. With --seeds
    seeds/FOLDER that of one.
    """
    if summary + full + bool(sections) > 1:
        raise click.UsageError("--summary, --full and --section exclude each other")
    if summary and pages:
        raise click.UsageError("--summary is one page that stands alone, and has no room for --page")
    parts = ("summary",) if summary else tuple(PARTS) if full else sections
    options = read(seeds, docs, strict, reader)
    how: dict[str, Any] = {
        "parts": parts, "paper": paper, "excerpts": excerpts, "status": options.status, "pages": pages,
    }  # fmt: skip
    if options.portfolio:
        return many.pdf(options, output, how)
    problems = run_pdf(
        options.seeds, output, options.language_model, docs=options.docs, **how, **options.words
    )
    click.echo(printable(f"written  {output}"))
    return tell(problems, options.strict)


@click.command()
@click.argument("names", nargs=-1, required=True, type=click.Choice([*NAMES, ALL]), metavar="NAME…")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("export"),
              metavar="DIR", help="The folder to write into (default: export).")  # fmt: skip
@folders
def export(
    names: tuple[str, ...], output: Path, seeds: Path | None, docs: Path | None, strict: bool,
    reader: str | None,
) -> int:  # fmt: skip
    """Write the briefing in formats of other programs, by their names; `all` is all that can be made.

    What the site has in its folder data/ lies in DIR itself: data/leaders.csv becomes DIR/leaders.csv. Of a
    portfolio each briefing has a folder there.
    """
    options = read(seeds, docs, strict, reader)
    if options.portfolio:
        return many.export(options, names, output)
    report = run_export(
        names, output, options.seeds, options.docs, options.language_model, news=options.news,
        **options.words,
    )  # fmt: skip
    for line in report.done.lines or ("nothing changed",):
        click.echo(printable(line))
    return tell(report.problems, options.strict)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def new(folder: Path) -> None:
    """Start a briefing of your own in DIR, which must be empty or not there yet."""
    for path in start(folder):
        click.echo(f"new      {path}")
    click.echo(f"Next: cd {folder}, briefgen build, mkdocs serve")
