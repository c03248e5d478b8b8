"""editorial.schema.json: the JSON Schema of editorial.yml, for the editor of text in which it is written."""

from __future__ import annotations

import json

from briefgen.editorial.schema import FILE, schema
from briefgen.model import Briefing, Page

NAME = "editorial-schema"
ABOUT = "the JSON Schema of `editorial.yml`, by which a text editor completes and checks it"
PATHS: tuple[str, ...] = (FILE,)
ON_SITE = True
NEEDS: str | None = None


def export(briefing: Briefing) -> tuple[Page, ...]:
    """The schema that belongs to this version; the same for every briefing."""
    return (Page(path=FILE, text=json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"),)
