"""What lies in a seeds folder: articles beside one another, and folders that somebody has made for some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from briefgen.errors import ConfigError, SeedsError
from briefgen.model import Article, Problem
from briefgen.readers import ORIGINALS, SETTINGS, read_seeds


@dataclass(frozen=True, kw_only=True)
class Pile:
    """The articles, each with its path below the seeds folder as `path`."""

    loose: tuple[Article, ...]
    """Those that lie in no folder, by path."""
    filed: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    """Name of each folder with articles → those below it, by path."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the loose ones and what is said of them."""


def read_pile(seeds: Path, *, follow_links: bool = False) -> Pile:
    """What lies there. Nothing is written.

    Raises SeedsError where there is no folder or no article in it, ConfigError where a list of what is known
    of the sources can't be understood.
    """
    read = read_seeds(seeds, "", follow_links=follow_links)
    articles = [replace(a, path=a.path.removeprefix("/")) for a in read.articles]
    filed: dict[str, list[Article]] = defaultdict(list)
    for a in articles:
        if "/" in a.path:
            filed[PurePosixPath(a.path).parts[0]].append(a)
    for name in sorted(filed):
        if _is_a_briefing(seeds / name):
            filed[name] = list(_of_its_own(seeds, name, follow_links))
    loose = _by_path(a for a in articles if "/" not in a.path)
    return Pile(
        loose=loose,
        filed={name: _by_path(its) for name, its in sorted(filed.items()) if its},
        problems=tuple(_concerning(read.problems, {a.id for a in loose})),
    )


def _is_a_briefing(folder: Path) -> bool:
    """Whether a folder has what else lies in a seeds folder alone."""
    return any((folder / name).exists() for name in (*SETTINGS, ORIGINALS))


def _of_its_own(seeds: Path, name: str, follow_links: bool) -> Iterator[Article]:
    try:
        found = read_seeds(seeds / name, "", follow_links=follow_links).articles
    except SeedsError:  # no article in it
        return
    except ConfigError as error:
        raise ConfigError(f"{name}/{error}") from None
    for a in found:
        yield replace(a, path=f"{name}{a.path}")


def _by_path(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=lambda a: a.path))


def _concerning(problems: Iterable[Problem], ids: set[str]) -> Iterator[Problem]:
    for p in problems:
        here = p.source is None or p.source in ids or p.source.count("/") == 1
        if here and p.severity:
            yield replace(p, source=p.source.removeprefix("/") if p.source else None)
