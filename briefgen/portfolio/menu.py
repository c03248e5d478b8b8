"""The menu of a site with several briefings: a section for each, of the pages that settings list for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from briefgen.portfolio.parts import PEOPLE

_USUAL: tuple[dict[str, str], ...] = (
    {"Briefing": "index.md"}, {"Established": "agreements.md"}, {"Disputed": "disagreements.md"},
    {"Open": "open-issues.md"}, {"Positions": "positions.md"}, {"Topics": "topics.md"},
    {"Leaders": "leaders/index.md"}, {"Timeline": "timeline.md"}, {"New": "whats-new.md"},
    {"Sources": "sources/index.md"}, {"Method": "method.md"},
)  # fmt: skip
"""Where the settings have no menu."""
_ABROAD = (
    "brief.md", "downloads.md", "names-and-wording.md", "names-and-wording/*", "sources/*", "leaders/*",
    "positions/*", "topics/*", "open-issues/*", "disagreements/*", "agreements/*",
)  # fmt: skip
"""Pages of a briefing that links lead to, and no menu."""
_FRONT, _WHO = "All briefings", "People"
_TOGETHER = "Briefings"
_TABS = 7
"""More briefings than this stand under one tab."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A briefing as the menu has it."""

    folder: str
    label: str
    paths: Set[str]
    """Of its pages, relative to its folder."""


def menu(given: Any, sections: Sequence[Section], people: bool) -> Any:
    """MkDocs' `nav`: what the settings list of a briefing's pages, once for each; pages of one's own behind.

    Where the settings lead to pages of single briefings themselves they are taken as they are.
    """
    entries = given if isinstance(given, list) else list(_USUAL)
    generated = {f"{s.folder}/{path}" for s in sections for path in s.paths}
    if any(path in generated for path in _paths(entries)):
        return given
    of_one = frozenset().union(*(s.paths for s in sections)) | {_path(x) for x in _USUAL}
    template = [x for x in entries if _path(x) in of_one]
    others = [x for x in entries if _path(x) not in of_one]
    made = [{s.label: _section(template or list(_USUAL), s, others)} for s in sections]
    own = [x for x in others if not any(_lies_in(x, s) for s in sections)]
    tabs = made if len(made) <= _TABS else [{_TOGETHER: made}]
    return [{_FRONT: "index.md"}, *tabs, *([{_WHO: f"{PEOPLE}/index.md"}] if people else []), *own]


def is_wide(sections: Sequence[Section]) -> bool:
    """Whether there are so many that a page should carry the menu's nearest part alone."""
    return len(sections) > _TABS


def outside(sections: Sequence[Section]) -> str:
    """The pages that are in no menu, as MkDocs' `not_in_nav` has them."""
    lines = [f"/{s.folder}/{path}" for s in sections for path in _ABROAD]
    return "\n".join([*lines, f"/{PEOPLE}/*"])


def _section(template: Sequence[Any], section: Section, others: Sequence[Any]) -> list[Any]:
    """The pages of one briefing that it has, and those that somebody has written in its folder."""
    there = [x for x in template if _path(x) in section.paths]
    return [_placed(x, section.folder) for x in there] + [x for x in others if _lies_in(x, section)]


def _lies_in(entry: Any, section: Section) -> bool:
    return str(_path(entry) or "").startswith(f"{section.folder}/")


def _placed(entry: Any, folder: str) -> Any:
    if isinstance(entry, dict):
        return {title: f"{folder}/{path}" for title, path in entry.items()}
    return f"{folder}/{entry}"


def _path(entry: Any) -> str | None:
    """The page that an entry leads to; None where it is a section."""
    if isinstance(entry, dict) and len(entry) == 1:
        entry = next(iter(entry.values()))
    return entry if isinstance(entry, str) else None


def _paths(entries: Any) -> Iterator[str]:
    """Every page in a menu."""
    if isinstance(entries, str):
        yield entries
    inner = entries.values() if isinstance(entries, dict) else entries
    for entry in inner if isinstance(entries, dict | list) else ():
        yield from _paths(entry)
