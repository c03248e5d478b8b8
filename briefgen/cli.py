"""The command line. Exit status: 0 done, 1 the user must act, 3 a fault of ours, 130 interrupted."""

from __future__ import annotations

import sys
import traceback
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from briefgen import __version__
from briefgen.build import build as run_build
from briefgen.check import check as run_check
from briefgen.config import Options, read_options
from briefgen.errors import UserError
from briefgen.model import Problem
from briefgen.new import start
from briefgen.paper import PAPERS, PARTS
from briefgen.pdf import pdf as run_pdf


class Commands(click.Group):
    """A group whose errors are one line, and whose exit status is the contract's."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run, and exit."""
        try:
            status = super().main(*args, **{**extra, "standalone_mode": False})
        except (click.Abort, KeyboardInterrupt):
            click.echo("interrupted", err=True)
            status = 130
        except (UserError, click.ClickException) as error:
            said = error.format_message() if isinstance(error, click.ClickException) else str(error)
            click.echo(f"briefgen: {_printable(said)}", err=True)
            status = 1
        except Exception as error:  # the last resort: say what to send
            traceback.print_exc()
            click.echo(
                f"briefgen: a fault of briefgen's own: {_printable(str(error))}\n"
                f"Please report it with the lines above; briefgen {__version__}.",
                err=True,
            )
            status = 3
        sys.exit(status or 0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False,
             invoke_without_command=True)  # fmt: skip
@click.version_option(__version__, prog_name="briefgen")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn source articles about an event into a cited, searchable briefing."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


_reader = click.option("--reader", type=click.Choice(["on", "off"]),
                       help="Whether the small learned reader compares sentences (default: on).")  # fmt: skip


def _folders(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that build and check share."""
    command = _reader(command)
    folder = click.Path(path_type=Path)
    command = click.option("--strict", is_flag=True, help="Exit with status 1 where anything was reported.")(
        command
    )
    command = click.option("--docs", type=folder, metavar="DIR", help="Where the pages are (default: docs).")(
        command
    )
    return click.option(
        "--seeds", type=folder, metavar="DIR", help="Where the articles are (default: seeds)."
    )(command)


@main.command()
@_folders
def build(seeds: Path | None, docs: Path | None, strict: bool, reader: str | None) -> int:
    """Read every article below the seeds folder and write the pages."""
    options = _options(seeds, docs, strict, reader)
    report = run_build(
        options.seeds, options.docs, options.language_model, news=options.news, **_words(options)
    )
    for line in report.done.lines:
        click.echo(_printable(line))
    if not report.done.lines:
        click.echo("nothing changed")
    return _tell(report.problems, options.strict)


@main.command()
@_folders
def check(seeds: Path | None, docs: Path | None, strict: bool, reader: str | None) -> int:
    """Write nothing; fail where the pages are not what the articles give."""
    options = _options(seeds, docs, strict, reader)
    verdict = run_check(
        options.seeds, options.docs, options.language_model, news=options.news, **_words(options)
    )
    for line in verdict.wrong:
        click.echo(_printable(line))
    status = _tell(verdict.problems, options.strict)
    if verdict.wrong:
        number = len(verdict.wrong)
        click.echo(
            f"briefgen: {number} thing{'s' * (number > 1)} to mend: see above, then run briefgen build",
            err=True,
        )
        return 1
    click.echo("the pages are what the articles give")
    return status


@main.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("brief.pdf"),
              metavar="FILE", help="Where to write it (default: brief.pdf).")  # fmt: skip
@click.option("--summary", is_flag=True, help="Only the summary: one page that stands alone.")
@click.option(
    "--full", is_flag=True, help="Everything that was found, in all parts, with a note for every mark."
)
@click.option("--section", "sections", type=click.Choice(list(PARTS)), multiple=True,
              help="This part in full, with its notes; may be given several times.")  # fmt: skip
@click.option("--paper", type=click.Choice(list(PAPERS)), default="a4", help="The sheet (default: a4).")
@click.option("--excerpts", is_flag=True, help="Quote the cited sentences alone, without those around them.")
@click.option("--seeds", type=click.Path(path_type=Path), metavar="DIR",
              help="Where the articles are (default: seeds).")  # fmt: skip
@click.option("--docs", type=click.Path(path_type=Path), metavar="DIR",
              help="Where the pages are, whose marks it has (default: docs).")  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with status 1 where anything was reported.")
@_reader
def pdf(
    output: Path, summary: bool, full: bool, sections: tuple[str, ...], paper: str, excerpts: bool,
    seeds: Path | None, docs: Path | None, strict: bool, reader: str | None,
) -> int:  # fmt: skip
    """Set the brief as a PDF document, no longer than its sources; needs briefgen[pdf]."""
    if summary + full + bool(sections) > 1:
        raise click.UsageError("--summary, --full and --section exclude each other")
    parts = ("summary",) if summary else tuple(PARTS) if full else sections
    options = _options(seeds, docs, strict, reader)
    problems = run_pdf(
        options.seeds, output, options.language_model, parts=parts, paper=paper, excerpts=excerpts,
        status=options.status, docs=options.docs, **_words(options),
    )  # fmt: skip
    click.echo(_printable(f"written  {output}"))
    return _tell(problems, options.strict)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def new(folder: Path) -> None:
    """Start a briefing of your own in DIR, which must be empty or not there yet."""
    for path in start(folder):
        click.echo(f"new      {path}")
    click.echo(f"Next: cd {folder}, briefgen build, mkdocs serve")


def _options(seeds: Path | None, docs: Path | None, strict: bool, reader: str | None) -> Options:
    """What mkdocs.yml of the current folder says, and above that what the command line says."""
    read = read_options(Path())
    return replace(
        read, seeds=seeds or read.seeds, docs=docs or read.docs, strict=strict or read.strict,
        reader=reader == "on" if reader else read.reader,
    )  # fmt: skip


def _words(options: Options) -> dict[str, Any]:
    return {
        "title": options.title, "event": options.event, "sources": options.sources,
        "follow_links": options.follow_links, "datelines": options.datelines, "reader": options.reader,
        "pdf": options.pdf, "project": options.project,
    }  # fmt: skip


def _tell(problems: tuple[Problem, ...], strict: bool) -> int:
    """Print the problems, worst last; the exit status that they call for."""
    for problem in problems:
        where = f"{problem.source}: " if problem.source else ""
        click.echo(_printable(f"{_SEVERITY[problem.severity]}: {where}{problem.what}"), err=True)
    return int(any(p.severity > 1 or strict for p in problems))


_SEVERITY = {0: "remark", 1: "problem", 2: "problem to solve"}


def _printable(text: str) -> str:
    """One line without what could steer a terminal."""
    return "".join(
        " " if c in "\n\t" else "�" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text
    )
