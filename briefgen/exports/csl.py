"""sources.csl.json: the sources as CSL-JSON, which citation processors and reference managers read."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from briefgen.exports.bibliography import Name, Reference, references
from briefgen.exports.export import DATA
from briefgen.model import Briefing, Page

NAME = "csl"
ABOUT = "the sources as CSL-JSON, for Zotero, pandoc and other citation processors"
PATHS: tuple[str, ...] = (f"{DATA}sources.csl.json",)
ON_SITE = True
NEEDS: str | None = None


def export(briefing: Briefing) -> tuple[Page, ...]:
    """The one file of it."""
    items = [_item(r) for r in references(briefing)]
    return (Page(path=PATHS[0], text=json.dumps(items, ensure_ascii=False, indent=1) + "\n"),)


def _item(r: Reference) -> dict[str, Any]:
    known: dict[str, Any] = {
        "title": r.title,
        "author": [_author(n) for n in r.authors],
        "container-title": r.container,
        "issued": _date(r.issued),
        "URL": r.url,
        "accessed": _date(r.accessed),
        "language": r.language,
    }
    sort = "article-newspaper" if r.is_article else "document"
    return {"id": r.key, "type": sort, **{k: v for k, v in known.items() if v}}


def _author(n: Name) -> dict[str, str]:
    return {"family": n.family, "given": n.given} if n.family and n.given else {"literal": n.whole}


def _date(day: date | None) -> dict[str, Any] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
