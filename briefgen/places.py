"""Where things stand in the site: page and anchor of each finding and sentence, and links to them."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from briefgen.model import Article, Briefing, Citation, Finding

LEADERS = "leaders"
COVERAGE = "coverage"
LEAD = "lead"
SETTLED = "settled"
"""Open issues that are open no more, as the analyst says; at the end of the page of the open ones."""
SOURCES = "sources/index.md"
OPENING = "index.md#happened"
WHATS_NEW = "whats-new.md"
"""The page of what is new; there is none where nobody asks for news."""
DISPUTES = "disagreements"
WORDING = "names_and_wording"
"""The disagreements that are only of names and of quoted words: a list of their own, on a page of its own."""
SECTIONS = ("happened", "established", "disputed", "open", "who", "timeline", "new", "only")
"""The sections of a front page and of a brief in their usual order; a page prints those that it has."""
_OF_WORDING = frozenset({"name", "wording"})


def listed_as(kind: str, finding: Finding) -> str:
    """The list on which a finding stands: its kind's, but for disagreements of names and wording."""
    of_wording = kind == DISPUTES and getattr(finding, "kind", "") in _OF_WORDING
    return WORDING if of_wording else kind


def page_of(kind: str) -> str:
    """The page of a kind of finding, relative to the docs folder."""
    own = {LEADERS: "leaders/index.md", COVERAGE: SOURCES, LEAD: "index.md", SETTLED: "open-issues.md"}
    return own.get(kind, kind.replace("_", "-") + ".md")


def part_of(kind: str, number: int) -> str:
    """One of several pages of a kind; the first is the kind's own."""
    page = page_of(kind)
    return page if number == 1 else f"{page.removesuffix('.md')}/{number}.md"


def place_of(kind: str, finding: Finding) -> str:
    """Page and anchor of a finding whose kind has one page. The anchor is permanent, because the id is."""
    if kind == LEADERS:
        return f"leaders/{finding.id}.md"
    if kind == LEAD:
        return OPENING
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
    target = _relative(path, from_page.rpartition("/")[0])
    return f"{target}#{anchor}" if anchor else target


@lru_cache(maxsize=1 << 16)  # a page is linked from many of the same folder
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder or ".")


def from_data(briefing: Briefing, place: str) -> str:
    """The place as a link in a file of the site's folder `data/`: absolute where it is known where the site
    is, so that the link holds wherever the file goes.
    """
    return f"{briefing.site or '../'}{address_of(place, briefing.directory_urls)}"


def address_of(place: str, directory_urls: bool = True) -> str:
    """The place as its address below the site's root, as MkDocs makes it of a page: `positions/#id`, or
    `positions.html#id` where pages have no folders of their own.
    """
    path, hash_sign, anchor = place.partition("#")
    name = path.removesuffix(".md")
    folder = "" if name == "index" else name.removesuffix("/index") + "/"
    return f"{folder if directory_urls else f'{name}.html'}{hash_sign}{anchor}"
