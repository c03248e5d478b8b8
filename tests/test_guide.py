"""The guide's reference is what the code says: written by `make bless`, and checked for drift."""

from __future__ import annotations

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
from briefgen.findings import KINDS
from briefgen.findings.disagreements.record import DisagreementKind
from briefgen.findings.open_issues import IssueKind
from briefgen.pages.wording import _VERBS as VERBS
from briefgen.pages.wording import KINDS as WORDS
from briefgen.readers import READERS
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
    return HEAD + "\n".join([*_commands(), *_settings(), *_files(), *_kinds()]) + "\n"


def _commands():
    yield "## Commands { #commands }\n"
    for name, command in sorted(main.commands.items()):
        usage = " ".join([name, *command.collect_usage_pieces(click.Context(command))])
        yield f"### `briefgen {name}` {{ #{name} }}\n\n{command.help}\n"
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
    yield "### Formats { #formats }\n"
    yield f"A source is a file ending in {', '.join(f'`{s}`' for s in READERS)}.\n"


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
    assert set(shown) <= set(main.commands)
