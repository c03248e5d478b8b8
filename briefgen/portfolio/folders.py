"""Which briefings a seeds folder holds, where each of its folders is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from briefgen.config import Options
from briefgen.errors import SeedsError
from briefgen.model import Problem
from briefgen.portfolio.parts import Part, apart, part
from briefgen.readers import ORIGINALS, SETTINGS
from briefgen.readers.folder import walk
from briefgen.readers.formats import READERS, suffix_of

_LEAST = 2
"""So many folders with articles, and no article beside them, look like several briefings."""
_HINT = (
    "{seeds} holds no article of its own, and {number} folders with articles ({names}): they make one "
    "briefing; portfolio: true in mkdocs.yml makes one of each, portfolio: false says that one is meant"
)
_LOOSE = "lies in no folder of {seeds}, and so in no briefing: move it into one"
_EMPTY = "{seeds}/{name} holds no article: left out"
_LINK = "{seeds}/{name} is a link to a folder: not followed (follow_links in mkdocs.yml allows it)"


def parts_of(
    seeds: Path, docs: Path, titles: Mapping[str, str], follow: bool = False
) -> tuple[tuple[Part, ...], tuple[Problem, ...]]:
    """The briefings, in the order in which the settings name them, then by folder; and what is in none.

    Raises SeedsError where there is no such folder or none with articles in it, ConfigError where two folders
    would have one address.
    """
    names, empty, loose = _sorted_out(walk(seeds, follow), seeds)
    if not names:
        raise SeedsError(
            f"no folder in {seeds} holds an article: each folder there is a briefing (portfolio)"
        )
    said = [
        *_in_none(loose, seeds),
        *(_EMPTY.format(seeds=seeds.name, name=_plain(n)) for n in sorted(empty)),
    ]
    said += [
        f"portfolio in mkdocs.yml: there is no folder {seeds.name}/{n}"
        for n in titles
        if n not in names | empty
    ]
    problems = tuple(Problem(source=None, what=what, severity=1) for what in said)
    order = [n for n in titles if n in names] + [n for n in sorted(names) if n not in titles]
    found = tuple(part(seeds, docs, name, titles) for name in order)
    apart(found, seeds.name)
    return found, problems


def hint(seeds: Path, follow: bool = False) -> tuple[Problem, ...]:
    """A remark where the folder looks like a portfolio."""
    try:
        names, _, loose = _sorted_out(walk(seeds, follow), seeds)
    except SeedsError:
        return ()
    if len(names) < _LEAST or any(_is_article(path) for path in loose):
        return ()
    told = ", ".join(sorted(names)[:3]) + (", …" if len(names) > 3 else "")
    return (Problem(source=None, what=_HINT.format(seeds=seeds.name, number=len(names), names=told)),)


def one_of(options: Options, given: Options, docs: Path | None) -> Options:
    """The options of one briefing of a portfolio, where the seeds folder is one of its folders.

    `given`: what mkdocs.yml says; `docs`: the docs folder that the command line names.
    """
    if not given.portfolio or options.seeds.resolve().parent != given.seeds.resolve():
        return options
    one = part(given.seeds, given.docs, options.seeds.resolve().name, given.titles)
    words = one.words(options.words)
    return replace(
        options, docs=docs or one.docs, title=words["title"], event=words["event"], site=words["site"],
        among=words["among"], portfolio=None,
    )  # fmt: skip


def _sorted_out(paths: Iterable[Path], seeds: Path) -> tuple[set[str], set[str], list[Path]]:
    """The names of the folders with articles, of those without, and the files that lie in no folder."""
    names, seen, loose = set[str](), set[str](), list[Path]()
    for path in paths:
        inside = path.relative_to(seeds).parts
        if len(inside) == 1:
            loose.append(path)
        elif inside[0] != ORIGINALS:
            seen.add(inside[0])
            if inside[1] != ORIGINALS and _is_article(path):
                names.add(inside[0])
    return names, seen - names, loose


def _is_article(path: Path) -> bool:
    return suffix_of(path.name) in READERS and path.name not in SETTINGS


def _in_none(loose: list[Path], seeds: Path) -> Iterable[str]:
    for path in loose:
        name = _plain(path.name)
        if path.is_symlink() and path.is_dir():
            yield _LINK.format(seeds=seeds.name, name=name)
        else:
            yield f"{seeds.name}/{name} {_LOOSE.format(seeds=seeds.name)}"


def _plain(name: str) -> str:
    """A name as text that can be written as UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
