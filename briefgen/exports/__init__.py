"""What is made of a briefing besides pages. One module a format; EXPORTS lists them."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.exports import (
    bibtex,
    commonmark,
    csl,
    csv,
    docx,
    editorial_schema,
    feed,
    json,
    jsonld,
    obsidian,
    parquet,
    ris,
    schema,
    web_annotations,
)
from briefgen.exports.export import Export
from briefgen.model import Briefing, Offer, Page

EXPORTS: tuple[Export, ...] = (
    json,
    schema,
    editorial_schema,
    csv,
    parquet,
    csl,
    bibtex,
    ris,
    web_annotations,
    jsonld,
    feed,
    docx,
    commonmark,
    obsidian,
)
"""In the order of the README's table."""


def published(briefing: Briefing) -> tuple[Page, ...]:
    """The files that stand beside the pages."""
    made = (file for export in EXPORTS if export.ON_SITE for file in export.export(briefing))
    return tuple(file for file in made if isinstance(file, Page))


def offers(made: Sequence[Page]) -> tuple[Offer, ...]:
    """What can be taken away, where these files stand beside the pages."""
    paths = [page.path for page in made]
    return tuple(
        Offer(
            name=export.NAME,
            about=export.ABOUT,
            paths=tuple(path for path in paths if path in export.PATHS),
            on_site=export.ON_SITE,
        )
        for export in EXPORTS
    )
