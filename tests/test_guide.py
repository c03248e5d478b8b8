"""The guide's reference is what the code says: written by `make bless`, and checked for drift."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import click
import pytest
import yaml

from briefgen.analysis.attribution import Stance
from briefgen.cli import main
from briefgen.config import ABOUT, DEFAULTS
from briefgen.editorial import Edit
from briefgen.exports import EXPORTS
from briefgen.exports.csv import COLUMNS
from briefgen.findings import KINDS
from briefgen.findings.disagreements.record import DisagreementKind
from briefgen.findings.open_issues import IssueKind
from briefgen.pages.wording import _VERBS as VERBS
from briefgen.pages.wording import KINDS as WORDS
from briefgen.readers.formats import CONTAINERS, FORMATS
from briefgen.readers.formats.crawled import MAPPING
from briefgen.readers.metadata import Metadata

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs/guide"
REFERENCE = GUIDE / "reference.md"
HEAD = """---
title: Reference
description: Commands, settings, files and kinds of finding, as the code has them.
---
<!-- Written by `make bless` from the code: change that, not this file. -->

# Reference

"""


def reference() -> str:
    """The page as the code would have it."""
    return HEAD + "\n".join([*_commands(), *_settings(), *_files(), *_columns(), *_kinds()]) + "\n"


def _each(commands, above=""):
    """Every command with its name, each below the one that it is part of."""
    for name, command in sorted(commands.items()):
        yield f"{above}{name}", command
        if isinstance(command, click.Group):
            yield from _each(command.commands, f"{name} ")


def _commands():
    yield "## Commands { #commands }\n"
    for name, command in _each({name: main.get_command(None, name) for name in main.list_commands(None)}):
        usage = " ".join(
            [name, *command.collect_usage_pieces(click.Context(command, help_option_names=["-h", "--help"]))]
        )
        yield f"### `briefgen {name}` {{ #{name.replace(' ', '-')} }}\n\n{inspect.cleandoc(command.help)}\n"
        yield f"```console\n$ briefgen {usage}\n```\n"
        rows = [f"| `{' '.join(p.opts)}` | {p.help} |" for p in command.params if isinstance(p, click.Option)]
        if rows:
            yield "\n".join(["| Option | Meaning |", "| --- | --- |", *rows]) + "\n"
    yield (
        "Exit status: 0 done; 1 you have to act, and one line says what, where and how; "
        "3 a fault of briefgen's own; 130 interrupted.\n"
    )


def _settings():
    yield "## Settings { #settings }\n"
    yield "Options of the plugin `briefgen` in `mkdocs.yml`; the command line reads them too.\n"
    yield "| Setting | Default | Meaning |\n| --- | --- | --- |"
    for name, default in DEFAULTS.items():
        shown = "none" if default is None else f"`{str(default).lower()}`"
        yield f"| `{name}` | {shown} | {ABOUT[name]} |"
    yield ""


def _files():
    yield "## Files { #files }\n\n### `seeds/sources.yml` { #sources-yml }\n"
    yield f"Of each source: {', '.join(f'`{name}`' for name in Metadata.__annotations__)}.\n"
    yield "### `seeds/editorial.yml` { #editorial-yml }\n"
    yield f"Of each finding: {', '.join(f'`{f.name}`' for f in fields(Edit))}.\n"
    yield "## Formats in { #formats }\n"
    yield from _formats()
    yield from _mapping()
    yield "\n## Formats out { #exports }\n"
    yield from _exports()
    yield ""


def _formats():
    """What comes in: a line for each format, as FORMATS and CONTAINERS have them."""
    yield "| Format | Files | Needs |\n| --- | --- | --- |"
    for f in FORMATS:
        yield f"| {f.ABOUT} | {_listed(f.SUFFIXES)} | {_needs(f.NEEDS)} |"
    for c in (c for c in CONTAINERS if c not in FORMATS):
        yield f"| {c.ABOUT}, by `briefgen add` | {_listed(c.SUFFIXES)} | {_needs(c.NEEDS)} |"


def _mapping():
    """Under which names crawlers have what is known here."""
    yield "\n### Fields of crawlers { #crawlers }\n"
    yield "Of an object in JSON, the first of these that says something counts.\n"
    yield "| Here | There |\n| --- | --- |"
    for name, theirs in MAPPING.items():
        yield f"| `{name}` | {_listed(theirs)} |"


def _exports():
    """What goes out, as EXPORTS has it."""
    yield "| `briefgen export …` | What it is | Files | Beside the pages | Needs |"
    yield "| --- | --- | --- | --- | --- |"
    for e in EXPORTS:
        site = "yes" if e.ON_SITE else "no"
        yield f"| `{e.NAME}` | {e.ABOUT} | {_listed(e.PATHS)} | {site} | {_needs(e.NEEDS)} |"


def _listed(names):
    return ", ".join(f"`{name}`" for name in names)


def _needs(extra):
    return f"`briefgen[{extra}]`" if extra else "nothing more"


def _columns():
    yield "\n### Columns of the tables { #columns }\n\n| Column | Meaning |\n| --- | --- |"
    for name, meaning in COLUMNS.items():
        yield f"| `{name}` | {meaning} |"
    yield ""


def _kinds():
    yield "## Kinds of finding { #kinds }\n"
    yield "In the order in which they are found; each may read those above it.\n"
    yield "| Kind | In `briefing.json` |\n| --- | --- |"
    for kind in KINDS:
        yield f"| {kind.TITLE} | `{kind.NAME}` |"
    yield "\n### Stances { #stances }\n\n| Stance | Shown as | Negated |\n| --- | --- | --- |"
    for stance in get_args(Stance):
        yield f"| `{stance}` | {VERBS[stance][0]} | {VERBS[stance][1]} |"
    yield "\n### Disagreements { #disagreements }\n\n| Kind | Shown as |\n| --- | --- |"
    for kind in get_args(DisagreementKind):
        yield f"| `{kind}` | {WORDS[kind]} |"
    yield "\n### Open issues { #open-issues }\n\n| Kind | Shown as |\n| --- | --- |"
    for kind in get_args(IssueKind):
        yield f"| `{kind}` | {'Depends on a condition' if kind == 'condition' else WORDS[kind]} |"


def test_the_reference_is_what_the_code_says(bless):
    if bless:
        REFERENCE.write_text(reference(), encoding="utf-8")
    assert REFERENCE.read_text(encoding="utf-8") == reference(), "make bless, and read the diff"


README = ROOT / "README.md"
TABLES = {"formats": _formats, "exports": _exports}


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_of_the_readme_are_what_the_registries_say(name, bless):
    begin, end = f"<!-- {name}: made by make bless -->\n", f"<!-- /{name} -->"
    text = README.read_text(encoding="utf-8")
    before, found, rest = text.partition(begin)
    had, closed, after = rest.partition(end)
    assert found and closed, f"the README has no place for the table of {name}"
    wanted = "\n" + "\n".join(TABLES[name]()) + "\n\n"
    if bless:
        README.write_text(before + begin + wanted + end + after, encoding="utf-8")
        return
    assert had == wanted, "make bless, and read the diff"


def test_every_page_of_the_guide_is_in_the_menu():
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    missing = [p.name for p in GUIDE.glob("*.md") if f"guide/{p.name}" not in menu]
    assert missing == []


@pytest.mark.parametrize("path", sorted(GUIDE.glob("*.md")), ids=lambda p: p.name)
def test_the_settings_that_a_page_shows_exist(path):
    for block in re.findall(
        r"^```yaml\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        shown = yaml.safe_load(block)
        for plugin in shown.get("plugins", ()):
            given = plugin["briefgen"] if isinstance(plugin, dict) else {}
            assert set(given) <= set(DEFAULTS), path.name


@pytest.mark.parametrize("path", sorted(GUIDE.glob("*.md")), ids=lambda p: p.name)
def test_the_commands_that_a_page_shows_exist(path):
    shown = re.findall(r"^\$ briefgen (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(shown) <= set(main.list_commands(None))
