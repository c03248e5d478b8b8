"""A hand-written page as the site shows it: marks where its writer cites, and the list of them at the end.

The words around the marks are the writer's, and stay as they are to the last byte. A citation that does not
hold is shown as such, and reported; it is never dropped.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from briefgen.editorial.citing import Mark, citations
from briefgen.editorial.quoting import QuoteError
from briefgen.handwritten.reading import read
from briefgen.model import Article, Briefing, Citation, Problem
from briefgen.pages.book import Book
from briefgen.pages.escape import attribute, text
from briefgen.pages.marks import Marks

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
"""What MkDocs takes for pages."""
_LABEL = re.compile(r"\[([A-Z]{1,4}[0-9]{1,7})\](:?)", re.IGNORECASE)
_OWN = "is a name that citation marks have: the page’s own reference keeps it, the mark leads to its sentence"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A page for the site."""

    text: str
    problems: tuple[Problem, ...] = ()
    """Each with file and line."""


def shown(book: Book, page: str, path: str, name: str, *, above: int | None = None) -> Shown:
    """The page with its marks. `path`: where it lies below the docs folder. `name`: what messages call it.
    `above`: how many lines of its file were taken off, with its settings; None: the text is the whole file.

    Raises nothing: what does not hold is among the problems.
    """
    standing = read(page, front_matter=above is None).marks
    above = above or 0
    if not standing:
        return Shown(text=page)
    own = {found[1].upper(): found for found in _LABEL.finditer(page)}
    marks = Marks(book, path, whole=own)
    out, at = "", 0
    problems: list[Problem] = []
    keys: set[str] = set()
    for one in standing:
        cites, why = held(book.briefing, one.mark)
        keys.update(map(book.key, cites))
        if why:
            problems.append(_problem(name, above + one.line, why))
        if not one.kept:
            put = marks.cite(cites) if cites else _unfound(page[one.start : one.end], why)
            out, at = f"{out}{page[at : one.start]}{put}", one.end
    problems += _taken(page, name, above, keys & own.keys())
    return Shown(text=_with(out + page[at:], marks.references()), problems=tuple(problems))


def problems_of(page: str, name: str, articles: Sequence[Article]) -> Iterator[Problem]:
    """What of a page's citations does not hold."""
    for one in read(page).marks:
        try:
            citations(articles, one.mark)
        except QuoteError as error:
            yield _problem(name, one.line, str(error))


def problems_in(docs: Path, generated: Container[str], articles: Sequence[Article]) -> tuple[Problem, ...]:
    """The same of every page below the docs folder that was not generated."""
    found: list[Problem] = []
    for path in _written(docs, generated):
        try:
            page = (docs / path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue  # not to be read as a page by MkDocs either, which says so
        found += problems_of(page, f"{docs.name}/{path}", articles)
    return tuple(found)


def _written(docs: Path, generated: Container[str]) -> Iterator[str]:
    """The pages below a folder that were not generated; what is hidden is no page to MkDocs."""
    for folder, inner, files in os.walk(docs):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder, name)
            path = file.relative_to(docs).as_posix()
            is_page = file.suffix.lower() in SUFFIXES and not name.startswith(".")
            if is_page and path not in generated and file.is_file():  # a pipe would be waited for
                yield path


def held(briefing: Briefing, one: Mark) -> tuple[tuple[Citation, ...], str]:
    """What a mark cites, or why it does not hold."""
    try:
        cites = citations(briefing.articles, one)
    except QuoteError as error:
        return (), str(error)
    if hidden := [c for c in cites if (c.source, c.sentence) in briefing.withheld]:
        return (), f"sentence {hidden[0].sentence[1:]} of {hidden[0].source} is not printed in this briefing"
    return cites, ""


def _unfound(written: str, why: str) -> Markup:
    """What stands in the place of a citation that does not hold: its own words, marked, and the reason."""
    return Markup(
        f'<mark class="unfound" title="{attribute(why)}">not found: {text(written, inside=True)}</mark>'
    )


def _taken(page: str, name: str, above: int, keys: Container[str]) -> Iterator[Problem]:
    """A remark for each reference of the page's own that is called as one of its marks."""
    for found in _LABEL.finditer(page):
        begins = not page[: found.start()].rpartition("\n")[2].strip()
        if found[2] and begins and found[1].upper() in keys:
            line = above + page.count("\n", 0, found.start()) + 1
            yield Problem(source=None, what=f"{name}:{line}: {found[1]} {_OWN}")


def _problem(name: str, line: int, why: str) -> Problem:
    return Problem(source=None, what=f"{name}:{line}: {why}", severity=1)


def _with(page: str, references: str) -> str:
    if not references:
        return page
    end = "\r\n" if "\r\n" in page else "\n"
    apart = "" if page.endswith(end) else end
    return f"{page}{apart}{references.replace(chr(10), end)}"
