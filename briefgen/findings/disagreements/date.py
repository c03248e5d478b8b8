"""Date: two days for an act that happened once, or a weekday and a date that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from briefgen.analysis.claims import Claim, Phrase, same_thing, shared_topic
from briefgen.analysis.clocks import find_clocks
from briefgen.analysis.dates import When, find_dates
from briefgen.findings.disagreements.acts import Acts, happened_once, on_one_thing
from briefgen.findings.disagreements.midnight import Moment, may_be_one_night
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, by_class, disagreement, title_of
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words
from briefgen.model import Article

_BOUNDS = frozenset({"since", "until", "by", "from", "before", "after", "through", "for", "to"})
"""Words before a day that does not date the act."""
_BESIDE = 24
"""Code points before and behind a day in which a part of it stands: `late on Sunday`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    """A clause with the one day that it names."""

    claim: Claim
    when: When
    """Offsets into the article."""

    @property
    def value(self) -> str:
        """What tells this day from another."""
        w = self.when
        if w.iso:
            return w.iso
        return f"{w.month}-{w.day}" if w.month else f"weekday {w.weekday}"


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Acts with two days."""
    return tuple(_compare(so_far))


def _compare(so_far: SoFar) -> Iterator[Disagreement]:
    articles = {a.id: a for a in so_far.analysis.articles}
    acts = Acts(so_far)
    dated = [
        d
        for c in so_far.analysis.claims
        if (happened_once(c) or _is_of_a_year(c)) and (d := _dated(articles[c.source], c)) is not None
    ]
    by_claim = {id(d.claim): d for d in dated}
    shown: set[frozenset[int]] = set()
    for members in by_class(d.claim for d in dated).values():
        for a, b in combinations((by_claim[id(c)] for c in members), 2):
            pair = frozenset((id(a.claim), id(b.claim)))
            if pair in shown or not _differ(articles, a, b):
                continue
            if may_be_one_night(_moment(articles, a), _moment(articles, b)):
                continue
            if not _one_act(a.claim, b.claim) and not (_is_alone(a, b, dated) and acts.one(a.claim, b.claim)):
                continue
            shown.add(pair)
            if item := _item(so_far, a, b):
                yield item


def _is_of_a_year(c: Claim) -> bool:
    """Whether it tells when a thing was built or somebody born."""
    told = not (c.negated or c.heading or c.nominal) and c.denied_by is None and c.modality == "actual"
    return told and bool({*c.classes, c.lemma} & words("once", "yearly"))


def _dated(article: Article, c: Claim) -> _Dated | None:
    """The clause with its day, where it names one only, beside its verb and not inside what it acts on."""
    text = article.text[c.start : c.end]
    found = find_dates(text, article.published)
    days = [w for w in found if w.weekday is not None or w.day is not None]
    if not days and {*c.classes, c.lemma} & words("once", "yearly"):
        days = [w for w in found if w.year is not None and w.month is None]  # “built in 1967”
    if not days and c.modality == "planned":
        days = [w for w in found if w.month is not None and w.day is None]  # “will travel in November”
    if len(days) != 1 or days[0].mismatch or text[days[0].end : days[0].end + 2] in {"’s", "'s"}:
        return None
    w = days[0]
    start = c.start + w.start
    if any(p is not None and p.start <= start < p.end for p in (c.subject, c.object)):
        return None
    before = article.text[max(0, start - 12) : start].split()[-1:]
    bounds = _BOUNDS - {"from"} if c.modality == "planned" else _BOUNDS
    if before and before[0].lower() in bounds:
        return None
    at = When(
        start=start, end=c.start + w.end, iso=w.iso, weekday=w.weekday, month=w.month, day=w.day, year=w.year
    )
    return _Dated(claim=c, when=at)


def _differ(articles: Mapping[str, Article], a: _Dated, b: _Dated) -> bool:
    """Whether two sources give one act two days that can be told apart."""
    if a.claim.source == b.claim.source or a.value == b.value:
        return False
    v, w = a.when, b.when
    if v.iso and w.iso:
        told = True
    elif v.month and w.month:
        told = (v.month, v.day) != (w.month, w.day)
    else:
        told = v.weekday is not None and w.weekday is not None and v.weekday != w.weekday
        told = told and not (articles[a.claim.source].published or articles[b.claim.source].published)
    ones = all(is_one(p) for c in (a.claim, b.claim) for p in (c.object or c.subject,))
    return told and (ones or on_one_thing(a.claim, b.claim))


def _moment(articles: Mapping[str, Article], d: _Dated) -> Moment:
    """Its day, with the times of its clause and the words beside the day."""
    text, w = articles[d.claim.source].text, d.when
    around = text[max(d.claim.start, w.start - _BESIDE) : min(d.claim.end, w.end + _BESIDE)]
    clocks = tuple(find_clocks(text[d.claim.start : d.claim.end]))
    return Moment(when=w, beside=around, clocks=clocks)


def _is_alone(a: _Dated, b: _Dated, dated: Sequence[_Dated]) -> bool:
    """Whether neither article dates a like act otherwise, or on the other's day."""
    return all(
        o.value == d.value
        for d in (a, b)
        for o in dated
        if o.claim.source == d.claim.source and o.claim.classes & d.claim.classes
    )


def _one_act(a: Claim, b: Claim) -> bool:
    """The same who and the same what, and a word more that both have."""
    if (a.lemma != b.lemma and not a.classes & b.classes) or a.modality != b.modality:
        return False
    who, what = _same(a.subject, b.subject), _same(a.object, b.object)
    if a.object is None and b.object is None:
        shared = len(shared_topic(a, b))
        return (who > 1 and shared > 1) or (who > 0 and shared > 2 and _same_behind(a, b))
    return what > 1 and (who > 0 or a.subject is None or b.subject is None)


def _same_behind(a: Claim, b: Claim) -> bool:
    """Whether one thing follows both with the same preposition: `vote on the crew bill`."""
    return any(same_thing(p, q) for k, p in a.arguments for other, q in b.arguments if k == other)


def is_one(p: Phrase | None) -> bool:
    """Whether the phrase means one known thing: a name, `the strike`; not `14 protesters`, `a bill`."""
    if p is None or p.number or p.indefinite:
        return False
    return p.head.startswith("@") or not p.plural


def _same(p: Phrase | None, q: Phrase | None) -> int:
    """As `same_thing`; two names of one actor are the same thing for sure."""
    if p is not None and q is not None and p.head == q.head and p.head.startswith("@"):
        return 2
    return same_thing(p, q)


def _item(so_far: SoFar, a: _Dated, b: _Dated) -> Disagreement | None:
    claims: Sequence[Claim] = (a.claim, b.claim)
    title = _undated(so_far, title_of(so_far, claims), (a, b))
    return disagreement(
        so_far,
        (
            Passage(
                source=d.claim.source, start=_start(d.claim), end=d.claim.end, value=d.value,
                label=(d.when.start, d.when.end),
            )
            for d in (a, b)
        ),
        kind="date",
        title=f"When {title.removeprefix('Whether ')}" if title.startswith("Whether ") else f"Day of {title}",
        rule="date/once",
    )  # fmt: skip


def _start(c: Claim) -> int:
    """Where the clause begins, with its subject: `the council is` before `to vote`."""
    return min(c.start, c.subject.start) if c.subject is not None else c.start


def _undated(so_far: SoFar, title: str, dated: Sequence[_Dated]) -> str:
    """The title without the day that is in question."""
    for d in dated:
        day = so_far.article(d.claim.source).text[d.when.start : d.when.end]
        title = re.sub(rf"\s*(?:\b(?:on|in|at)\s+)?{re.escape(day)}$", "", title)
    return title


__all__ = ["compare", "is_one"]
