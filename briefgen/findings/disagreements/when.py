"""When: two days, months or years that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from briefgen.analysis.dates import When
from briefgen.findings.disagreements.clash import Clash
from briefgen.language.lexicon import words
from briefgen.matching.passages import Day, Passage

_REPORTED = frozenset({"npadvmod", "pobj", "prep", "nmod", "compound", "pcomp", "tmod"})
"""Relations by which a date hangs on its verb."""


def clashes(a: Passage, b: Passage) -> Iterator[Clash]:
    """Dates of one grain that differ, where neither passage gives the other's as well; on which day somebody
    said it is not asked.
    """
    mine = [d for d in _told(a) if not any(may_be_one(d.when, e.when) for e in b.days)]
    other = [e for e in _told(b) if not any(may_be_one(d.when, e.when) for d in a.days)]
    for d, e in product(mine, other):
        if given := grain(d.when, e.when):
            yield Clash(kind="date", seen=f"when: {given}", a=(d.start, d.end), b=(e.start, e.end))


def _told(p: Passage) -> list[Day]:
    """The dates that do not only say when somebody spoke, and that are written out."""
    return [d for d in p.days if d.when.relative is None and not _of_saying(p, d)]


def _of_saying(p: Passage, d: Day) -> bool:
    """Whether it hangs on words for saying: `said on Monday`, `according to a statement on Monday`."""
    tokens = p.sentence.tokens
    at = next((i for i, t in enumerate(tokens) if d.start <= t.start < d.end), None)
    while at is not None and tokens[at].rel in _REPORTED and tokens[at].head != at:
        at = tokens[at].head
        if tokens[at].text.lower() == "according":
            return True
    return at is not None and tokens[at].lemma.lower() in words("quotations", "saying")


def may_be_one(x: When, y: When) -> bool:
    """Whether both can be one day, month or year; so can two that are not given in the same grain."""
    if _by_weekday(x, y):
        return x.weekday == y.weekday
    if x.iso and y.iso:
        return x.iso.startswith(y.iso) or y.iso.startswith(x.iso)
    return not grain(x, y)


def grain(x: When, y: When) -> str:
    """In what both are given, where it is the same: `day`, `month`, `year`, `weekday`."""
    if _by_weekday(x, y):
        return "weekday"
    if x.iso and y.iso and len(x.iso) == len(y.iso):
        return {10: "day", 7: "month", 4: "year"}.get(len(x.iso), "")
    return ""


def _by_weekday(x: When, y: When) -> bool:
    """Whether weekdays are all that can be compared: a day of a month beside each says which week it is."""
    return x.weekday is not None and y.weekday is not None and (x.day is None or y.day is None)
