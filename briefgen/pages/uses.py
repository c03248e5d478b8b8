"""What cites which sentence: the way back from a source's page to the findings that it carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefgen import places
from briefgen.model import Briefing, Citation, Finding
from briefgen.pages.passages import is_quoted
from briefgen.statements import cited

__all__ = ["WHAT", "Use", "by_what", "cited", "overlap", "uses"]

WHAT = {
    "leaders": "role", "positions": "position", "open_issues": "open", "disagreements": "disputed",
    "agreements": "established", "timeline": "dated", "coverage": "unmatched", "lead": "opening",
    "names_and_wording": "wording", "settled": "settled",
}  # fmt: skip
"""List → the word that marks a sentence which it cites, and the mark's class; else the kind's own name."""
_ORDER = (
    "opening", "established", "disputed", "open", "settled", "position", "wording", "role", "dated",
    "unmatched",
)  # fmt: skip
_OPENING = "What happened"
"""What the analyst's own lead is called, which has no title."""
_UNMARKED = {"topics"}
"""Kinds that mark no sentence: what they cite is cited by what is about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A finding that cites a sentence."""

    what: str
    """opening, established, disputed, open, settled, position, wording, role, dated, unmatched"""
    title: str
    place: str
    quoted: bool
    """Whether the title is words of a source."""


def uses(
    briefing: Briefing, place_of: Callable[[str, Finding], str]
) -> Mapping[tuple[str, str], tuple[Use, ...]]:
    """Source and sentence → the findings that cite it; of a leader, those of the roles."""
    found: dict[tuple[str, str], dict[str, Use]] = defaultdict(dict)
    unmarked = _UNMARKED | ({places.LEAD} if briefing.opening else set())
    opening = Use(what=WHAT[places.LEAD], title=_OPENING, place=places.OPENING, quoted=False)
    for c in cited(tuple(paragraph.parts for paragraph in briefing.opening)):
        found[c.source, c.sentence][opening.place] = opening
    for kind, findings in briefing.published.items():
        for finding in findings if kind not in unmarked else ():
            listed = places.listed_as(kind, finding)
            what = WHAT.get(listed, listed.replace("_", " "))
            use = Use(
                what=what,
                title=finding.title,
                place=place_of(kind, finding),
                quoted=kind == "agreements" and is_quoted(finding),
            )
            for c in cited(getattr(finding, "roles", finding)):
                found[c.source, c.sentence].setdefault(use.place, use)
    return {where: tuple(by.values()) for where, by in found.items()}


def by_what(found: tuple[Use, ...]) -> tuple[tuple[str, tuple[Use, ...]], ...]:
    """The uses of one sentence by kind, what matters most first."""
    order = dict.fromkeys((*_ORDER, *(u.what for u in found)))
    return tuple((w, same) for w in order if (same := tuple(u for u in found if u.what == w)))


def overlap(a: Citation, b: Citation) -> bool:
    """Whether two citations share most of the shorter one's words."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return a.source == b.source and shared * 5 > 3 * min(a.end - a.start, b.end - b.start)
