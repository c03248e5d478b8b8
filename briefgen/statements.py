"""The words of a statement: which are printed, which of them another statement has, which of them are past.

What pages, the document and the exports agree on. A statement is a finding of the kind `positions`; whether a
finding stands in replaced versions alone is asked of every kind, and how many are checked of all that claim
something.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from briefgen.model import Briefing, Citation, Finding

CHECKED = ("positions", "open_issues", "disagreements", "agreements")
"""The kinds that are counted as statements where it stands how many are checked: each tells a reader
something that can have been misread. Who is named, and what happened when, are lists of what these tell.
"""
UNNAMED = "yes"
"""Who has checked a finding, where the analyst gives no name (`reviewed: true`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How many of a briefing's statements somebody has checked against their sources, as they are now."""

    checked: int
    every: int
    by: tuple[tuple[str, int], ...]
    """Each name with how many it stands for, who has checked most first; without those of no name."""


def shown(briefing: Briefing) -> tuple[tuple[str, Finding], ...]:
    """Kind and finding of each statement that pages list, less certain ones too: what there is to check. What
    the analyst has added is no work for him.
    """
    inner = within(briefing.findings.get("positions", ()))
    every = ((kind, f) for kind in CHECKED for f in briefing.published.get(kind, ()))
    return tuple(x for x in every if not x[1].by_hand and (x[0] != "positions" or x[1].id not in inner))


def review(briefing: Briefing) -> Review:
    """How far a briefing is checked."""
    every = [f for _, f in shown(briefing)]
    by = Counter(f.reviewed for f in every if f.reviewed)
    named = ((name, n) for name, n in by.items() if name != UNNAMED)
    ordered = sorted(named, key=lambda x: (-x[1], x[0]))
    return Review(checked=by.total(), every=len(every), by=tuple(ordered))


def printed(position: Finding) -> tuple[Citation, ...]:
    """The words that are printed, in order of the text; the first citation where nothing else is said."""
    main = getattr(position, "shown", None)
    if not isinstance(main, Citation):
        return position.citations[:1]
    return tuple(sorted((main, *getattr(position, "further", ()))))


def within(positions: Iterable[Finding]) -> Mapping[str, str]:
    """Id of each statement whose words another one of the same holders has → the outermost such one's id.

    `said he hopes for talks but declined to give a date` tells what the second verb alone would tell again.
    """
    by_place: dict[tuple[object, str, str], list[Finding]] = defaultdict(list)
    for p in positions:
        if p.confidence != "low" and p.citations and getattr(p, "holders", ()):
            first = printed(p)[0]
            by_place[getattr(p, "holders", ()), first.source, first.sentence].append(p)
    found: dict[str, str] = {}
    for same in by_place.values():
        widest = sorted(same, key=lambda p: (_reach(p)[0] - _reach(p)[1], p.id))
        for i, p in enumerate(widest):
            outer = next((o for o in widest[:i] if o.id not in found and _covers(o, p)), None)
            if outer is not None:
                found[p.id] = outer.id
    return found


def _reach(p: Finding) -> tuple[int, int]:
    parts = printed(p)
    return parts[0].start, max(c.end for c in parts)


def _covers(outer: Finding, p: Finding) -> bool:
    """Whether all words and all cited sentences of a statement are those of another in one piece."""
    (a, b), (c, d) = _reach(outer), _reach(p)
    cited = {x.sentence for x in outer.citations}
    return len(printed(outer)) == 1 and a <= c and d <= b and all(x.sentence in cited for x in p.citations)


def told(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that are shown at once: none of low confidence, no statement within another one."""
    listed = tuple(findings)
    hidden = within(listed)
    return tuple(f for f in listed if f.confidence != "low" and f.id not in hidden)


def given_up(position: Finding) -> bool:
    """Whether its holder has given it up since, and its own words don't tell that."""
    later = getattr(position, "later", None)
    return later is not None and not any(has(c, later.said) for c in printed(position))


def only_in(finding: Finding, replaced: Container[str]) -> tuple[Citation, ...]:
    """The passages of a finding where all of them stand in versions that a later one has replaced; else none.

    `replaced`: ids of the sources that are such versions.
    """
    sides = getattr(finding, "sides", ())
    cites = tuple(c for side in sides for c in side.citations) if sides else finding.citations
    return cites if all(c.source in replaced for c in cites) else ()


def past(finding: Finding, replaced: Container[str]) -> bool:
    """Whether its holder has given it up, or a later version has replaced the article that has it."""
    return given_up(finding) or bool(only_in(finding, replaced))


def cited(value: object) -> Iterator[Citation]:
    """Every citation in a finding, wherever its kind keeps it."""
    found: list[Citation] = []
    _cited(value, found)
    return iter(found)


def _cited(value: object, found: list[Citation]) -> None:
    if isinstance(value, Citation):
        found.append(value)
    elif isinstance(value, tuple | list):
        for item in value:
            _cited(item, found)
    elif names := fields_of(type(value)):
        for name in names:
            _cited(getattr(value, name), found)


def fields_of(kind: type) -> tuple[str, ...]:
    """The names of the fields of a record; of anything else, none."""
    known = _FIELDS.get(kind)
    if known is None:
        known = _FIELDS[kind] = tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
    return known


_FIELDS: dict[type, tuple[str, ...]] = {}


def has(outer: Citation, c: Citation) -> bool:
    """Whether the words of a citation are among another's."""
    return outer.source == c.source and outer.start <= c.start and c.end <= outer.end
