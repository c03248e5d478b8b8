"""The command line."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.build import build as run_build


@click.group()
def main() -> None:
    """Turn source articles into a cited briefing."""


@main.command()
@click.option("--seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("--docs", type=click.Path(path_type=Path), default=Path("docs"))
def build(seeds: Path, docs: Path) -> None:
    """Build the briefing."""
    run_build(seeds, docs)
