"""Date: two days for one thing that is to come, however the reports say that it is set for them.

`will hold its election on 17 May` against `the election now scheduled for 24 May`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from briefgen.analysis.claims import Claim
from briefgen.analysis.dates import When, find_dates
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table
from briefgen.model import Article

_SET = re.compile(
    r"\b(?:scheduled|set|slated|due|planned|expected|can|starting|beginning|takes? effect|"
    r"with effect from)\b",
    re.IGNORECASE,
)


_ONCE = re.compile(
    r"\bhad (?:been )?(?:scheduled|set|slated|due|planned|expected)\b|\b(?:was|were) (?:due|to)\b", re.I
)
"""What was to be, and is not."""
_VERB = 12
"""Code points in which a verb with its noun or particle stands: `stop work`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Set:
    """A clause that sets a day for something."""

    claim: Claim
    what: str
    """The first of the words for it."""
    when: When
    start: int
    """Code points of the words for the day."""
    end: int


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Things that two reports of one event set for two days, each of them for one."""
    told = [s for c in so_far.analysis.claims for s in _set(so_far, c)]
    alone = [s for s in told if all(_one_day(s.when, o.when) for o in told if _of_one_source(s, o))]
    found, shown = [], set()
    for a, b in combinations(alone, 2):
        if a.what != b.what or not so_far.analysis.leads.apart(a.claim.source, b.claim.source):
            continue
        if _may_be_one(a.when, b.when) or (a.claim.source, b.claim.source, a.what) in shown:
            continue
        shown.add((a.claim.source, b.claim.source, a.what))
        if item := _item(so_far, a, b):
            found.append(item)
    return tuple(found)


def _set(so_far: SoFar, c: Claim) -> Iterator[_Set]:
    if c.negated or c.nominal or c.heading or c.denied_by is not None:
        return
    if not so_far.analysis.leads.leads_with(c.source, c.start):
        return
    article = so_far.article(c.source)
    text = article.text[c.start : c.end]
    if (c.modality != "planned" and not _SET.search(text)) or _ONCE.search(text):
        return
    own = " ".join((*_nouns(article, c), article.text[c.verb : c.verb + _VERB].lower()))
    phrases = (c.subject, c.object, *(p for k, p in c.arguments if k == "to"))
    heads = {p.noun for p in phrases if p is not None} | {c.lemma}
    named = [g[0] for g in _things() if heads & set(g) or any(_stands(w, own) for w in g if not w.isalpha())]
    if len(named) != 1:
        return
    days = [w for w in find_dates(text, article.published, future=True) if w.month or w.weekday is not None]
    if len(days) == 1:
        w = days[0]
        yield _Set(claim=c, what=named[0], when=w, start=c.start + w.start, end=c.start + w.end)


def _nouns(article: Article, c: Claim) -> Iterator[str]:
    """The words for who or what does it, and to whom."""
    for p in (c.subject, c.object, *(p for k, p in c.arguments if k == "to")):
        if p is not None:
            yield article.text[p.start : p.end].lower()


def _stands(words: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", text) is not None


@cache
def _things() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for group in table("once")["scheduled"])


def _of_one_source(a: _Set, b: _Set) -> bool:
    return a.claim.source == b.claim.source and a.what == b.what


def _one_day(a: When, b: When) -> bool:
    return (a.month, a.day, a.weekday) == (b.month, b.day, b.weekday)


def _may_be_one(a: When, b: When) -> bool:
    """Whether both may be one day: a month and a day of it, a weekday and a date."""
    if a.iso and b.iso and len(a.iso) == len(b.iso):
        return a.iso == b.iso
    if a.month and b.month:
        return a.month == b.month and (a.day == b.day or not a.day or not b.day)
    return a.weekday is None or b.weekday is None or a.weekday == b.weekday


def _item(so_far: SoFar, *told: _Set) -> Disagreement | None:
    return disagreement(
        so_far,
        (
            Passage(
                source=s.claim.source, start=s.claim.start, end=s.claim.end,
                value=f"{s.when.month}-{s.when.day}-{s.when.weekday}", label=(s.start, s.end),
            )
            for s in told
        ),
        kind="date",
        title=f"Day of the {told[0].what}",
        rule="date/scheduled",
    )  # fmt: skip
