"""Long lists on several pages: a kind with many findings gets numbered pages, the first at its own place.

Positions are then ordered by their first holder, as an index of names is, and a page ends with a holder where
it can; the other kinds keep their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefgen import places
from briefgen.model import Article, Finding
from briefgen.pages.wording import begin

MOST = 250
"""Passages on a page. So many positions, with the list of their sentences, are about 300 kB of HTML (60 kB
compressed), which a phone shows at once; ten times as many take it seconds."""
SPLIT = ("positions", "topics", "open_issues", "disagreements", "names_and_wording", "agreements")
"""Kinds whose findings stand one below the other, with their quotations."""
TABLES = ("leaders", "timeline")
"""Kinds that are tables, in which each finding is a line."""
UNNAMED = "holder not known"
_NAMED = 3
"""So many topics in the name of a page."""
_BEHIND_NAMES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the pages of a kind of finding."""

    path: str
    number: int
    """From 1."""
    findings: tuple[Finding, ...]
    label: str
    """Whose positions stand there, from whom to whom; which topics; empty for the other kinds."""


def parts(
    kind: str,
    findings: tuple[Finding, ...],
    leaders: Mapping[str, Finding],
    passages: Callable[[Finding], int],
) -> tuple[Part, ...]:
    """The pages of a kind: one where they fit on it. `passages`: how many a finding shows."""
    if kind in TABLES:
        passages = _line
    if kind not in (*SPLIT, *TABLES) or sum(map(passages, findings)) <= MOST:
        return (Part(path=places.page_of(kind), number=1, findings=findings, label=""),)
    holders = kind == "positions"
    sheets = _sheets(_by_holder(findings, leaders) if holders else [findings], passages)
    return tuple(
        Part(
            path=places.part_of(kind, number),
            number=number,
            findings=tuple(sheet),
            label=_label(sheet, leaders) if holders else _topics(sheet) if kind == "topics" else "",
        )
        for number, sheet in enumerate(sheets, start=1)
    )


def of_leader(
    leader: Finding, held: Sequence[Finding], passages: Callable[[Finding], int]
) -> tuple[Part, ...]:
    """The pages of a leader: one where all that he holds fits on it."""
    path = places.place_of(places.LEADERS, leader)
    sheets = list(_sheets([held], passages)) or [[]]
    return tuple(
        Part(
            path=path if number == 1 else f"{path.removesuffix('.md')}/{number}.md",
            number=number,
            findings=tuple(sheet),
            label="",
        )
        for number, sheet in enumerate(sheets, start=1)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One of the pages of the list of sources."""

    path: str
    number: int
    """From 1."""
    articles: tuple[Article, ...]
    label: str
    """From which key to which."""


def of_sources(articles: Sequence[Article]) -> tuple[Shelf, ...]:
    """The pages of the list of sources: so many lines on each."""
    starts = range(0, len(articles) or 1, MOST)
    return tuple(
        Shelf(
            path=places.part_of(places.COVERAGE, number),
            number=number,
            articles=tuple(articles[at : at + MOST]),
            label=" – ".join(dict.fromkeys((articles[at].key, articles[at : at + MOST][-1].key)))
            if len(starts) > 1
            else "",
        )
        for number, at in enumerate(starts, start=1)
    )


def _line(finding: Finding) -> int:
    return 1


def _by_holder(findings: Sequence[Finding], leaders: Mapping[str, Finding]) -> Iterator[tuple[Finding, ...]]:
    """The findings of each holder, in the order of the names; those of nobody named last."""

    def key(finding: Finding) -> tuple[bool, str, str]:
        holder = _holder(finding, leaders)
        return holder is None, *(_filed(holder) if holder else ("", ""))

    for _, same in groupby(sorted(findings, key=key), key=key):
        yield tuple(same)


def _holder(finding: Finding, leaders: Mapping[str, Finding]) -> Finding | None:
    return next((leaders[i] for i in getattr(finding, "holders", ()) if i in leaders), None)


def _filed(holder: Finding) -> tuple[str, str]:
    """Where a name stands in an index: people by the last part of theirs."""
    words = re.findall(r"\w[\w.’'-]*", holder.title.casefold().removeprefix("the "))
    while getattr(holder, "kind", "") == "person" and len(words) > 2 and words[-1] in _BEHIND_NAMES:
        words.pop()
    if getattr(holder, "kind", "") == "person":
        words = words[-1:] + words[:-1]
    return " ".join(words), holder.id


def _sheets(
    groups: Iterable[Sequence[Finding]], passages: Callable[[Finding], int]
) -> Iterator[list[Finding]]:
    """Pages of at most so many passages, or of one finding that has more.

    A group is divided only where a page would be half empty without it.
    """
    sheet: list[Finding] = []
    full = 0
    for group in groups:
        fits = full + sum(map(passages, group)) <= MOST
        if not fits and sheet and full >= MOST // 2:
            yield sheet
            sheet, full = [], 0
        for finding in group:
            if sheet and full + passages(finding) > MOST:
                yield sheet
                sheet, full = [], 0
            sheet.append(finding)
            full += passages(finding)
    if sheet:
        yield sheet


def _topics(sheet: Sequence[Finding]) -> str:
    """The topics of a page, as far as they fit a line."""
    names = [str(getattr(f, "label", f.title)) for f in sheet]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _label(sheet: Sequence[Finding], leaders: Mapping[str, Finding]) -> str:
    first, last = (_holder(f, leaders) for f in (sheet[0], sheet[-1]))
    names = [holder.title if holder else UNNAMED for holder in (first, last)]
    return begin(" – ".join(dict.fromkeys(names)))
