"""What a new file is called: outlet, day and title in plain letters, and never as one that is there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from briefgen.model import Article
from briefgen.readers import ORIGINALS
from briefgen.readers.names import slug

_MOST = 48
"""As long as an id may be: a source's id is then the name of its file."""
_OUTLET = 18
_NUMBER = re.compile(r"-\d{1,4}$")


class Names:
    """The names that are taken in a seeds folder, and free ones."""

    def __init__(self, seeds: Path, taken: Iterable[str] = ()) -> None:
        """`taken`: further names that no new file may have: the ids of its articles."""
        here = [*seeds.glob("*"), *(seeds / ORIGINALS).glob("*")] if seeds.is_dir() else []
        self._taken = {p.name.casefold().partition(".")[0] for p in here} | set(taken)

    def free(self, name: str) -> str:
        """The name, with a number where it is taken; from now on it is."""
        number, found = 1, name
        while found in self._taken:
            number += 1
            tail = f"-{number}"
            found = _cut(name, _MOST - len(tail)) + tail
        self._taken.add(found)
        return found

    def after(self, name: str) -> str:
        """A name for a new version of what is called so."""
        first = _NUMBER.sub("", name)
        return self.free(first if first in self._taken else name)


def name_for(article: Article, stem: str | None) -> str:
    """A name made of what is known of an article: outlet or host, day, title; else its first words.

    `stem`: the name of the user's file, which says more than words where neither outlet nor day is known.
    """
    outlet = article.publisher or _host(article.url or "")
    if stem and not outlet and not article.published:
        return name_of_file(stem)
    day = article.published.isoformat() if article.published else ""
    words = slug(article.title, 200) or _hash_of(article.title)
    begin = "-".join(filter(None, (_cut(slug(outlet.removeprefix("www."), 200), _OUTLET), day)))
    return _cut(f"{begin}-{words}" if begin else words, _MOST)


def _host(url: str) -> str:
    """The name of the site; empty where it has only a number, or none that others know."""
    host = (urlsplit(url).hostname or "") if url else ""
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return "" if host == "localhost" or host.endswith(".localhost") else host
    return ""


def _cut(name: str, most: int) -> str:
    """The name, cut at the end of a word where it is too long."""
    if len(name) <= most:
        return name
    short = name[: most + 1].rpartition("-")[0]
    return short if len(short) > most // 2 else name[:most].rstrip("-")


def name_of_file(stem: str) -> str:
    """The name that a file has, in plain letters."""
    return _cut(slug(stem, 200), _MOST) or f"source-{_hash_of(stem)}"


def _hash_of(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:8]
