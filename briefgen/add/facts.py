"""What is known of an article that came in: from itself, from its list, from where it was fetched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from briefgen.add.record import Document, Visit
from briefgen.readers import metadata
from briefgen.readers.formats.extracted import Extracted
from briefgen.readers.hosts import host_of

_OURS = ("key", "original")
"""What no article may say of itself."""
_MOST_AUTHORS = 30


def facts_of(found: Extracted, document: Document) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The values for the front matter, in the order in which they are written, and what was not believed."""
    own, wrong = metadata.check(_theirs(found.metadata), "what it says of itself", strangers=False)
    listed, also = metadata.check(_theirs(document.metadata), "what its list says", strangers=False)
    if "published" in own:
        listed.pop("moment", None)
    known = metadata.Known(**{**listed, **own})
    url, doubt = _address(known.get("url"), document.visit)
    day, moment = known.get("published"), known.get("moment")
    authors = known.get("authors", ())
    retrieved = document.visit.retrieved if document.visit else known.get("retrieved")
    said = {
        "title": known.get("title"),
        "publisher": known.get("publisher"),
        "authors": list(authors[:_MOST_AUTHORS]),
        "published": moment.isoformat() if moment else day,
        "url": url,
        "language": known.get("language"),
        "retrieved": metadata.written(retrieved) if retrieved else None,
    }
    more = (f"{len(authors) - _MOST_AUTHORS} more authors, left out",) if len(authors) > _MOST_AUTHORS else ()
    return {name: value for name, value in said.items() if value}, (*wrong, *also, *doubt, *more)


def _theirs(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in _OURS}


def _address(own: str | None, visit: Visit | None) -> tuple[str | None, tuple[str, ...]]:
    """The address that an article gives of itself, where it can be that of what was fetched; else the latter.

    Some pages give their site's front page, or another site's, as their own address.
    """
    if visit is None:
        return own, ()
    if own is None:
        fetched, wrong = metadata.check({"url": visit.url}, "where it was fetched", strangers=False)
        return fetched.get("url"), wrong
    there, here = urlsplit(own), urlsplit(visit.url)
    if host_of(own) != host_of(visit.url):
        url, wrong = _address(None, visit)
        return url, (f"says that its address is on {there.hostname}: not believed", *wrong)
    if there.path in ("", "/") and here.path not in ("", "/"):
        return _address(None, visit)
    return own, ()
