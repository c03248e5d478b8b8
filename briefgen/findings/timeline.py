"""What happened when: as written, and a date only where the text and the source's own date give it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.analysis.claims import Claim, same_thing, shared_topic
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.dates import When, find_dates
from briefgen.findings.kind import SoFar, finding_id, leaning
from briefgen.language.lexicon import words
from briefgen.model import Article, Finding, Sentence

NAME = "timeline"
TITLE = "Timeline"

_LONGEST = 160
"""Code points of a clause that is a title; a longer one is cut at a comma."""
_TOLD = frozenset({"actual", "planned"})
_BOUNDS = re.compile(
    r"\b(?:since|until|till|by|from|through|before|after|to)\s+(?:the\s+)?(?:early\s+|late\s+)?$",
    re.IGNORECASE,
)
"""Before a date: it bounds what is told, and does not date it."""
_LONG_AGO = 1000
"""Days: a month without a year lies before every weekday, or behind those to come."""
_BESIDE = re.compile(r"\s+(?:(?:in|on|of|early|late)\s+)*")
_SINCE = re.compile(r"\b(?:since|until|before|after|from)\b", re.IGNORECASE)
_AHEAD = frozenset({"schedule", "plan", "set", "expect", "slate", "due"})
_ACTS = frozenset(
    {"meet", "sign", "resign", "announce", "speak", "talk", "visit", "veto", "agree", "order", "accept"}
)
"""Verbs of the lexicon of speech that tell an event even where nothing is quoted."""


@dataclass(frozen=True, kw_only=True)
class Moment(Finding):
    """What happened when: as written, and a date only where the text and the source's own date give it."""

    when: str | None
    """ISO 8601 date, month or year; None where it can't be known."""
    as_written: str

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {
            "id": self.id, "when": self.when, "as_written": self.as_written,
            "citations": [c.as_json() for c in self.citations],
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    """A clause with its date."""

    claim: Claim
    when: When
    article: Article
    offset: int
    """Days from the day that the reports are about, as far as weekdays tell."""

    @property
    def written(self) -> str:
        """The date in the text's words."""
        return self.article.text[self.when.start : self.when.end]


def find(so_far: SoFar) -> tuple[Moment, ...]:
    """The moments in order of time; those without a date behind them, by what their weekdays tell."""
    days = {a.id: _news_day(a) for a in so_far.analysis.articles}
    told = Counter(d for d in days.values() if d is not None)
    common = min(told, key=lambda d: (-told[d], d), default=None)
    dated = [d for a in so_far.analysis.articles for d in _in_article(so_far, a, days[a.id], common)]
    groups: list[list[_Dated]] = []
    for d in dated:
        group = next((g for g in groups if any(_one_moment(d, o) for o in g)), None)
        if group is None:
            groups.append([d])
        else:
            group.append(d)
    return tuple(_moment(so_far, g) for g in sorted(groups, key=_order))


def _in_article(so_far: SoFar, article: Article, own: int | None, common: int | None) -> Iterator[_Dated]:
    """Its moments. `own` is the weekday that it reports of, `common` the one that most sources report of."""
    shift = (own - common + 3) % 7 - 3 if own is not None and common is not None else 0
    claims: dict[str, list[Claim]] = {}
    for c in so_far.analysis.claims:
        if c.source == article.id and not c.heading:
            claims.setdefault(c.sentence, []).append(c)
    for s in article.sentences:
        if s.heading:
            continue
        for w in find_dates(s.text):
            claim = _clause(s, claims.get(s.id, []), w)
            if claim is not None and (claim.nominal or _can_be_told(article, claim)):
                future = claim.modality == "planned" or claim.lemma in _AHEAD
                sure = _again(s, w, article, future)
                offset = _offset(sure, own, future) + shift
                yield _Dated(claim=claim, when=sure, article=article, offset=offset)


def _again(s: Sentence, w: When, article: Article, future: bool) -> When:
    """The same date, read with the source's own date and its clause's tense, with offsets of the article."""
    found = find_dates(s.text, article.published, future=future)
    same = next(x for x in found if x.start == w.start)
    return When(
        start=s.start + same.start, end=s.start + same.end, iso=same.iso,
        weekday=same.weekday, month=same.month,
        day=same.day, year=same.year, relative=same.relative, mismatch=same.mismatch,
    )  # fmt: skip


def _clause(s: Sentence, claims: Sequence[Claim], w: When) -> Claim | None:
    """The smallest finite clause round a date, or the noun for an act that has it: `the invasion in 2022`."""
    offset, before = s.start + w.start, s.text[max(0, w.start - 24) : w.start]
    if s.text[w.end : w.end + 2] in {"’s", "'s"} or w.mismatch:
        return None
    acts = [
        c
        for c in claims
        if c.nominal
        and c.object is not None
        and c.subject is not None
        and c.verb_end <= offset
        and (offset < c.end or _BESIDE.fullmatch(s.text, c.end - s.start, w.start))
    ]
    if acts:
        return min(acts, key=lambda c: (c.end - c.start, c.start))
    if _BOUNDS.search(before) or w.iso is None and w.weekday is w.month is w.relative is None:
        return None
    clauses = [c for c in claims if c.finite and not c.nominal and c.start <= offset < c.end]
    clause = min(clauses, key=lambda c: (c.end - c.start, c.start), default=None)
    if clause is not None and _SINCE.search(s.text[clause.verb_end - s.start : w.start]):
        return None
    return clause


def _can_be_told(article: Article, c: Claim) -> bool:
    """Whether the clause tells an event by itself: a subject with a name, a verb that is not only saying."""
    if c.modality not in _TOLD or c.negated or c.denied_by is not None:
        return False
    if c.subject is None and c.object is None:
        return False
    subject = c.object if c.subject is None else c.subject
    first = min((p for p in (c.subject, c.object) if p), key=lambda p: p.start)
    if first.pronoun or subject is None or first.start < c.start or first.start > c.verb:
        return False
    if article.text[first.start : first.end].split()[0].lower() in leaning():
        return False
    return c.lemma in _ACTS or c.lemma not in words("names", "speech") | words_of("light")


def _news_day(article: Article) -> int | None:
    """The weekday that the head of the article tells of."""
    for s in article.sentences[:6]:
        for w in find_dates(s.text):
            if w.weekday is not None:
                return w.weekday
    return None


def _offset(w: When, day: int | None, future: bool) -> int:
    if w.relative is not None:
        return w.relative
    if w.month is not None and w.weekday is None:
        return (w.month * 31 + (w.day or 0) - _LONG_AGO) * (1 if not future else -1)
    if w.weekday is None or day is None:
        return 0
    return (w.weekday - day) % 7 if future else -((day - w.weekday) % 7)


def _one_moment(a: _Dated, b: _Dated) -> bool:
    """Whether two clauses tell one event of one day."""
    if (a.when.iso or a.when.weekday) != (b.when.iso or b.when.weekday):
        return False
    if a.when.iso is None and a.when.weekday is None and a.written.lower() != b.written.lower():
        return False
    if not a.claim.classes & b.claim.classes or a.claim.lemma in words_of("light"):
        return same_thing(a.claim.subject, b.claim.subject) > 0 and len(shared_topic(a.claim, b.claim)) > 2
    things = (same_thing(a.claim.subject, b.claim.subject), same_thing(a.claim.object, b.claim.object))
    both = a.claim.object is not None and b.claim.object is not None
    who = things[0] > 0 or len(_parties(a.claim) & _parties(b.claim)) > 1
    return who and (not both or things[1] > 0) or things[1] > 1


def _parties(c: Claim) -> frozenset[str]:
    return c.subject.parties if c.subject is not None else frozenset()


def _order(group: Sequence[_Dated]) -> tuple[Any, ...]:
    d = group[0]
    iso = next((x.when.iso for x in group if x.when.iso), None)
    return (iso is None, iso or "", d.offset, d.article.id, d.claim.start)


def _moment(so_far: SoFar, group: Sequence[_Dated]) -> Moment:
    best = min(group, key=lambda d: (d.claim.end - d.claim.start, d.article.id, d.claim.start))
    citations = tuple(
        so_far.cite(d.article.id, *_span(d))
        for d in sorted(group, key=lambda d: (d.article.id, d.claim.start))
    )
    title = _title(best)
    written = Counter(" ".join(d.written.split()) for d in group)
    return Moment(
        id=finding_id(title, *citations),
        title=title,
        when=next((d.when.iso for d in group if d.when.iso), None),
        as_written=min(written, key=lambda w: (-written[w], len(w), w)),
        citations=citations,
        rule="timeline/clause",
    )


def _span(d: _Dated) -> tuple[int, int]:
    return min(d.claim.start, d.when.start), max(d.claim.end, d.when.end)


def _title(d: _Dated) -> str:
    """The clause, from its first actor on, without a date at its head."""
    first = (
        d.claim.start
        if d.claim.nominal
        else min(p.start for p in (d.claim.subject, d.claim.object) if p is not None)
    )
    end = d.when.end if d.claim.nominal else d.claim.end
    text = " ".join(d.article.text[first:end].split())
    if len(text) > _LONGEST:
        text = text[: text.find(", ", 40)] if ", " in text[40:] else text
    return text[:1].upper() + text[1:]
