"""When an article was published, as its page says; never when it was changed, nor when something else is.

Statements are believed before what the page shows (`shown_times`). Where it shows several days, none is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from briefgen.readers import metadata
from briefgen.readers.formats.page import json_ld
from briefgen.readers.formats.page.blocks import plain
from briefgen.readers.formats.page.shown_times import shown_times
from briefgen.readers.formats.page.statements import Page, item, string

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date",
    "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.date.issued", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "published", "published_time",
    "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date", "article.published",
    "dc.date", "dcterms.date", "date",
)  # fmt: skip
_CREATED = ("dcterms.created", "dc.date.created")
"""When the document was begun, which is not when it was published; a last resort."""
_MODIFIED = (
    "article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "datemodified",
    "dc.date.modified", "lastmod", "modified",
)  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_EPOCH = ("1970-01-01", "1969-12-31")


def published(page: Page, nodes: Sequence[json_ld.Node]) -> str | None:
    """When it was published: a day, or a moment with its zone, as ISO writes them.

    `nodes`: what is believed of the page's JSON-LD, what fills what nothing else says, and the page's own.
    """
    node, *others = nodes
    for said in (
        string(node, "datePublished"),
        *item(page, "datePublished"),
        *(said for name in _PUBLISHED for said in page.meta.get(name, ())),
    ):
        if said and (moment := _moment(said)):
            return moment
    changed = [m for name in _MODIFIED for x in page.meta.get(name, ()) if (m := _moment(x))]
    if shown := _shown(page.root):
        return None if any(shown[:10] > m[:10] for m in changed) else shown
    given = [string(x, "datePublished") for x in others]
    given += [x for name in _CREATED for x in page.meta.get(name, ())]
    return next((moment for x in given if x and (moment := _moment(x))), None)


def _shown(root: Any) -> str | None:
    """The moment that the page shows with its headline; None where it shows several days."""
    stated = [moment for said in shown_times(root) if (moment := _moment(said))]
    return stated[0] if len({m[:10] for m in stated}) == 1 else None


def _moment(said: str) -> str | None:
    """A date as ISO writes it; None where it is none, or may mean several days."""
    text = re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", plain(said))
    if found := _stated(text):
        zoned = found.tzinfo is not None and not re.fullmatch(r"[\d-]+", text)
        iso = found.isoformat() if zoned else found.date().isoformat()
        return iso if _is_sane(iso) else None
    day = metadata.check({"published": text}, "", strangers=False)[0].get("published")
    return day.isoformat() if day and _is_sane(day.isoformat()) else None


def _stated(text: str) -> datetime | None:
    """The moment, or the beginning of the day, in ISO's writing or in that of mail."""
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    if re.match(r"[A-Z][a-z]{2}, \d", text):
        with suppress(ValueError, IndexError, TypeError):
            return parsedate_to_datetime(text)
    return None


def _is_sane(iso: str) -> bool:
    """Whether it is no placeholder: the year one, or the second at which computers begin to count."""
    return _FIRST_YEAR <= int(iso[:4]) <= _LAST_YEAR and not iso.startswith(_EPOCH)
