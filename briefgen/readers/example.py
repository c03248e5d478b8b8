"""The example that `briefgen new` writes: known again where somebody's own sources stand beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

import yaml

from briefgen.model import Article, Problem


def own_words(given: str | None, articles: Sequence[Article]) -> str | None:
    """A title or an event, but not the example's where there are other articles than the example's."""
    return None if given in _words() and any(map(_is_other, articles)) else given


def leftovers(articles: Sequence[Article]) -> Iterator[Problem]:
    """A problem for each article of the example among others: one other may be a first try beside it."""
    if sum(map(_is_other, articles)) > 1:
        for a in (a for a in articles if a.sha256 in _articles().values()):
            what = "is the example that `briefgen new` wrote: remove it"
            yield Problem(source=a.id, what=what, severity=1, first=True)


def _is_other(article: Article) -> bool:
    """Whether it is none of the example's, not even one that somebody has edited."""
    return PurePosixPath(article.path).name not in _articles()


@cache
def _articles() -> Mapping[str, str]:
    """Name of each of its articles → hash of its bytes."""
    seeds = files("briefgen") / "starter" / "seeds"
    found = (f for f in seeds.iterdir() if f.name.endswith(".txt"))
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in found}


@cache
def _words() -> frozenset[str]:
    """Its title and its event."""
    settings = yaml.safe_load((files("briefgen") / "starter" / "mkdocs.yml").read_text(encoding="utf-8"))
    entry = next(p["briefgen"] for p in settings["plugins"] if isinstance(p, dict) and "briefgen" in p)
    return frozenset({entry["title"], entry["event"]})
