"""briefing.schema.json: the JSON Schema of briefing.json, beside it."""

from __future__ import annotations

from importlib.resources import files

from briefgen.model import Briefing, Page

FILE = "briefing.schema.json"
NAME = "schema"
ABOUT = "the JSON Schema of `briefing.json`, which explains each key"
PATHS: tuple[str, ...] = (FILE,)
ON_SITE = True
NEEDS: str | None = None


def export(briefing: Briefing) -> tuple[Page, ...]:
    """The schema that belongs to this version; the same for every briefing."""
    return (Page(path=FILE, text=(files(__package__) / FILE).read_text(encoding="utf-8")),)
