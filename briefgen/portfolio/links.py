"""Links from a briefing's leaders to the pages on which they stand with what other briefings say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefgen.model import Page
from briefgen.portfolio.parts import PEOPLE
from briefgen.write import Manifest

KEPT = "shared"
"""Under this the list beside a briefing's pages keeps the links: of a briefing that is built by itself it is
not known who stands in others.
"""
_FACTS = "{ .facts }\n"
"""Ends the first lines of a leader's page. Our own: the braces of an article's words are escaped."""
_SAFE = re.compile("[a-z0-9-]{1,64}")
_LIST = "leaders/index.md"


def linked(pages: Iterable[Page], links: Mapping[str, str]) -> Iterator[Page]:
    """The pages of a briefing with links from those who stand in others. `links`: id of a leader → the name
    of the page above.
    """
    wanted = {f"leaders/{leader}.md": page for leader, page in links.items()}
    for page in pages:
        if page.path in wanted:
            where = f"../../{PEOPLE}/{wanted[page.path]}.md"
            link = f"\n[Also in other briefings]({where}){{ .more }}\n"
            yield replace(page, text=_behind(page.text, _FACTS, link))
        elif page.path == _LIST and links:
            link = f"\n[Who stands in other briefings too](../../{PEOPLE}/index.md){{ .more }}\n"
            yield replace(page, text=_behind_title(page.text, link))
        else:
            yield page


def kept_links(last: Manifest) -> dict[str, str]:
    """The links that the last build of the whole portfolio gave a briefing."""
    found = last.memory.get(KEPT)
    if not isinstance(found, dict):
        return {}
    return {k: v for k, v in found.items() if isinstance(v, str) and _SAFE.fullmatch(v)}


def _behind(page: str, mark: str, added: str) -> str:
    before, found, after = page.partition(mark)
    return f"{before}{found}{added}{after}" if found else page


def _behind_title(page: str, added: str) -> str:
    title = re.search(r"^# .*\n", page, re.MULTILINE)
    return f"{page[: title.end()]}{added}{page[title.end() :]}" if title else page
