"""The example that `briefgen new` writes: known again where somebody's own sources stand beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import yaml

from briefgen.model import Article, Problem


def own_words(given: str | None, articles: Sequence[Article]) -> str | None:
    """A title or an event, but not the example's where there are other articles than the example's."""
    others = any(a.sha256 not in _articles() for a in articles)
    return None if others and given in _words() else given


def leftovers(articles: Sequence[Article]) -> Iterator[Problem]:
    """A problem for each article of the example among others."""
    theirs = [a for a in articles if a.sha256 in _articles()]
    if len(theirs) < len(articles):
        for a in theirs:
            what = "is the example that `briefgen new` wrote: remove it"
            yield Problem(source=a.id, what=what, severity=1, first=True)


@cache
def _articles() -> frozenset[str]:
    """Hashes of its articles."""
    seeds = files("briefgen") / "starter" / "seeds"
    return frozenset(
        hashlib.sha256(f.read_bytes()).hexdigest() for f in seeds.iterdir() if f.name.endswith(".txt")
    )


@cache
def _words() -> frozenset[str]:
    """Its title and its event."""
    settings = yaml.safe_load((files("briefgen") / "starter" / "mkdocs.yml").read_text(encoding="utf-8"))
    entry = next(p["briefgen"] for p in settings["plugins"] if isinstance(p, dict) and "briefgen" in p)
    return frozenset({entry["title"], entry["event"]})
