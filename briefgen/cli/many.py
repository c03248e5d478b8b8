"""The commands that make something, where each folder of the seeds folder is a briefing of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from briefgen.changes.telling import lines as change_lines
from briefgen.changes.telling import summary as summed_up
from briefgen.check import Verdict
from briefgen.cli.telling import printable, tell
from briefgen.config import Options
from briefgen.errors import DocsError, UserError
from briefgen.export import export as run_export
from briefgen.history import as_json as changes_as_json
from briefgen.history import changes as read_changes
from briefgen.model import News, Problem
from briefgen.pdf import pdf as run_pdf
from briefgen.portfolio import Part, folders_of, hint, parts_of, problems_of, retire
from briefgen.portfolio import build as run_build
from briefgen.portfolio import check as run_check
from briefgen.unchanged import State, remember
from briefgen.write import Plan, read_manifest


def remarks(options: Options) -> tuple[Problem, ...]:
    """What is to be said of the folder: that it looks like several briefings, where nobody has said."""
    unsaid = options.portfolio is None and options.among is None
    return hint(options.seeds, options.follow_links) if unsaid else ()


def build(options: Options, before: State | None) -> int:
    """Write the pages of every briefing and those above them; the exit status. `before`: what it begins with,
    where that is known.
    """
    done = run_build(
        options.seeds, options.docs, options.language_model, news=options.news, titles=options.titles,
        **options.words,
    )  # fmt: skip
    for line in done.lines or ("nothing changed",):
        click.echo(printable(line))
    for line in done.news if done.lines else ():
        click.echo(printable(line))
    status = tell(done.problems, options.strict)
    if before and not done.lines and not done.fault:
        remember(options, before, Plan(), done.problems)
    if done.fault:
        raise done.fault
    return status


def no_longer(docs: Path) -> tuple[str, ...]:
    """Remove the briefings of a portfolio that is none any more: a line for each file."""
    last = read_manifest(docs)
    return retire(docs, last, ()).lines if folders_of(last) else ()


def check(options: Options) -> Verdict:
    """What of the portfolio is not what the articles give."""
    return run_check(
        options.seeds, options.docs, options.language_model, news=options.news, titles=options.titles,
        **options.words,
    )  # fmt: skip


def changes(options: Options, since: str | None, *, summary: bool, every: bool, as_json: bool) -> None:
    """Print what is new in each briefing."""
    folders = folders_of(read_manifest(options.docs))
    if not folders:
        raise DocsError(f"{options.docs.name} has no pages of a portfolio: run briefgen build first")
    found = {folder: read_changes(options.docs / folder, since) for folder in folders}
    if as_json:
        record = {folder: changes_as_json(news, since, every=every) for folder, news in found.items()}
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
    for folder, news in () if as_json else found.items():
        for line in () if summary else told(news, every):
            click.echo(printable(f"{folder}: {line}"))
        click.echo(printable(f"{folder}: {summed_up(news)}"))


def told(news: News, every: bool) -> Iterator[str]:
    """A line for each change. `every`: also what edits and rules made."""
    yield from change_lines(news.changes)
    if every and news.others:
        yield "through edits or rules:"
        yield from (f"  {line}" for line in change_lines(news.others))


def pdf(options: Options, output: Path, how: Mapping[str, Any]) -> int:
    """A PDF of each briefing, in a folder of its own beside where one would lie; the exit status."""
    if how["pages"]:
        raise click.UsageError("--page is a page of one briefing: say which with --seeds")

    def make(part: Part) -> tuple[Sequence[str], Sequence[Problem]]:
        target = output.parent / part.slug / output.name
        words = part.words(options.words)
        problems = run_pdf(part.seeds, target, options.language_model, docs=part.docs, **how, **words)
        return [f"written  {target}"], problems

    return _each(options, make)


def export(options: Options, names: Sequence[str], output: Path) -> int:
    """The formats of each briefing, in a folder of its own; the exit status."""

    def make(part: Part) -> tuple[Sequence[str], Sequence[Problem]]:
        report = run_export(
            names, output / part.slug, part.seeds, part.docs, options.language_model, news=options.news,
            **part.words(options.words),
        )  # fmt: skip
        lines = (line.split(None, 1) for line in report.done.lines)
        return [f"{what:8} {part.slug}/{path}" for what, path in lines], report.problems

    return _each(options, make)


def _each(options: Options, make: Callable[[Part], tuple[Sequence[str], Sequence[Problem]]]) -> int:
    """Make something of every briefing; one for which it can't be made is reported, and the rest goes on."""
    parts, told = parts_of(options.seeds, options.docs, options.titles, options.follow_links)
    problems, errors, printed = list(told), [], False
    for part in parts:
        try:
            lines, said = make(part)
        except UserError as error:
            errors.append(error)
            problems.append(Problem(source=None, what=f"{part.name}: {error}", severity=2))
            continue
        for line in lines:
            click.echo(printable(line))
        printed = printed or bool(lines)
        problems += problems_of(part, said)
    if len(errors) == len(parts):
        raise errors[0]
    if not printed:
        click.echo("nothing changed")
    return tell(tuple(sorted(problems, key=lambda p: p.severity)), options.strict)
