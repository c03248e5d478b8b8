"""The files of a portfolio at this moment, for a site that is built without writing them."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefgen.build import kept_by_hand
from briefgen.model import Page, Problem
from briefgen.pages.book import Book
from briefgen.pages.escape import carried
from briefgen.portfolio.menu import Section
from briefgen.portfolio.parts import PEOPLE
from briefgen.portfolio.removal import left_over
from briefgen.portfolio.whole import Made, problems_of, whole
from briefgen.write import MANIFEST, plan, read_manifest


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a site shows of a portfolio."""

    pages: tuple[Page, ...]
    """In place of those on disk; those that a person has edited are not among them."""
    gone: tuple[str, ...]
    """Files on disk that are no part of the site any more."""
    own: frozenset[str]
    """The pages that are briefgen's."""
    books: Mapping[str, Book]
    """Folder → the briefing, where somebody writes pages of his own."""
    sections: tuple[Section, ...]
    people: bool
    problems: tuple[Problem, ...]
    faults: tuple[Exception, ...]


def shown(
    seeds: Path, docs: Path, model: str, *, news: bool, titles: Mapping[str, str], words: Mapping[str, Any]
) -> Shown:
    """The portfolio as a build would write it. Raises UserError where nothing can be made."""
    found = whole(seeds, docs, model, news=news, titles=titles, books=True, words=words)
    last = read_manifest(docs)
    todo = plan(docs, found.pages, last)
    pages = [p for p in found.pages if p.path not in todo.kept]
    own = set(last.files) | {p.path for p in pages}
    gone = [MANIFEST, *todo.orphaned, *left_over(docs, last, found.slugs)[0]]
    problems = (*found.problems, *kept_by_hand(todo, docs))
    for number, m in enumerate(found.made):
        folder = m.part.slug
        gone.append(f"{folder}/{MANIFEST}")
        own |= {f"{folder}/{path}" for path in m.last.files}
        if m.card is None:
            continue
        files = found.files(number)
        inner = plan(m.part.docs, files, m.last)
        gone += [f"{folder}/{path}" for path in inner.orphaned]
        pages += [replace(p, path=f"{folder}/{p.path}") for p in files if p.path not in inner.kept]
        own |= {f"{folder}/{p.path}" for p in files if p.path not in inner.kept}
        problems += problems_of(m.part, kept_by_hand(inner, m.part.docs))
    return Shown(
        pages=tuple(pages), gone=tuple(gone), own=frozenset(own),
        books={m.part.slug: m.book for m in found.made if m.book is not None},
        sections=tuple(_section(m) for m in found.made),
        people=any(p.path == f"{PEOPLE}/index.md" for p in found.pages),
        problems=tuple(sorted(problems, key=lambda p: p.severity)),
        faults=tuple(m.error for m in found.made if m.error),
    )  # fmt: skip


def _section(made: Made) -> Section:
    """As the menu has it; of one that could not be made the pages that it had."""
    paths = made.pages.paths if made.card else frozenset(read_manifest(made.part.docs).files)
    there = paths if made.card else frozenset(p for p in paths if (made.part.docs / p).is_file())
    # Themes print the titles of a menu as HTML.
    return Section(folder=made.part.slug, label=html.escape(carried(made.part.label)), paths=there)
