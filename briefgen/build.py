"""The story, from top to bottom: read the seeds, find, write what changed."""

from __future__ import annotations

from pathlib import Path

from briefgen import __version__
from briefgen.analysis import analyse
from briefgen.exports import EXPORTS
from briefgen.findings import find_all
from briefgen.language.parser import DEFAULT_MODEL, model_version, parse
from briefgen.model import Briefing
from briefgen.readers import read_folder


def brief(seeds: Path, model: str = DEFAULT_MODEL) -> Briefing:
    """The briefing that the seeds give."""
    articles = parse(read_folder(seeds), model)
    analysis = analyse(articles)
    return Briefing(
        title="Briefing",
        articles=articles,
        origins=analysis.origins,
        findings=find_all(analysis),
        generator={"name": "briefgen", "version": __version__, "language_model": model_version(model)},
    )


def build(seeds: Path, docs: Path) -> None:
    """Write the briefing's files below docs."""
    briefing = brief(seeds)
    for export in EXPORTS:
        page = export(briefing)
        (docs / page.path).write_text(page.text, encoding="utf-8")
