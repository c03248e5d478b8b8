"""Where things stand in the site: page and anchor of each finding and sentence, and links to them."""

from __future__ import annotations

import posixpath

from briefgen.model import Article, Citation, Finding

LEADERS = "leaders"
COVERAGE = "coverage"
LEAD = "lead"
SOURCES = "sources/index.md"
_OPENING = "index.md#happened"
DISPUTES = "disagreements"
WORDING = "names_and_wording"
"""The disagreements that are only of names and of quoted words: a list of their own, on a page of its own."""
_OF_WORDING = frozenset({"name", "wording"})


def listed_as(kind: str, finding: Finding) -> str:
    """The list on which a finding stands: its kind's, but for disagreements of names and wording."""
    of_wording = kind == DISPUTES and getattr(finding, "kind", "") in _OF_WORDING
    return WORDING if of_wording else kind


def page_of(kind: str) -> str:
    """The page of a kind of finding, relative to the docs folder."""
    return {LEADERS: "leaders/index.md", COVERAGE: SOURCES, LEAD: "index.md"}.get(
        kind, kind.replace("_", "-") + ".md"
    )


def part_of(kind: str, number: int) -> str:
    """One of several pages of a kind; the first is the kind's own."""
    page = page_of(kind)
    return page if number == 1 else f"{page.removesuffix('.md')}/{number}.md"


def place_of(kind: str, finding: Finding) -> str:
    """Page and anchor of a finding whose kind has one page. The anchor is permanent, because the id is."""
    if kind == LEADERS:
        return f"leaders/{finding.id}.md"
    if kind == LEAD:
        return _OPENING
    if kind == COVERAGE:
        return f"sources/{getattr(finding, 'source', '')}.md#{finding.id}"
    return f"{page_of(listed_as(kind, finding))}#{finding.id}"


def source_page(article: Article) -> str:
    """The page of a source."""
    return f"sources/{article.id}.md"


def sentence_place(citation: Citation) -> str:
    """Page and anchor of the sentence that a citation stands in."""
    return f"sources/{citation.source}.md#{citation.sentence}"


def link(from_page: str, place: str) -> str:
    """The place as a link's target on a page, relative, as MkDocs checks and rewrites it."""
    path, _, anchor = place.partition("#")
    if path == from_page and anchor:
        return f"#{anchor}"
    target = posixpath.relpath(path, posixpath.dirname(from_page) or ".")
    return f"{target}#{anchor}" if anchor else target
