"""Clauses with their dates: what happened, or is to come, when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from briefgen.analysis.claims import Claim
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.dates import Tense, When, find_dates
from briefgen.analysis.hours import Hour, with_hour
from briefgen.analysis.leaning import leaning as leans
from briefgen.analysis.quoted import quoted_spans
from briefgen.findings.kind import SoFar, leaning
from briefgen.findings.timeline.hang import AHEAD, dated_claim
from briefgen.findings.timeline.reported import reported, told_by_another
from briefgen.findings.timeline.shown import shown
from briefgen.language.insertions import head
from briefgen.language.lexicon import words
from briefgen.model import Article, Sentence

_BESIDE = ("", "in", "on", "of", "early", "late")
_ACTS = frozenset(
    {"meet", "sign", "resign", "announce", "speak", "talk", "visit", "veto", "agree", "order", "accept"}
)
"""Verbs of the lexicon of speech that tell an event even where nothing is quoted."""
_OTHERS = frozenset(
    {"other", "one", "two", "three", "both", "some", "many", "several", "all", "few", "most", "each", "none"}
)
_OWN = frozenset({"i", "we", "my", "our", "us", "me", "you", "your", "mine", "ours"})
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_NO_EVENTS = frozenset({"end", "knowledge", "damage", "charge"})
_FRAME = 2
"""Sentences round a year that is told for which it may hold as well."""
_BOUNDS = re.compile(
    r"(?:\b(?:as of|since|until|till|by|from|through|before|after|to)|\))\s+"
    r"(?:the\s+)?(?:early\s+|late\s+)?$",
    re.IGNORECASE,
)
"""Before a date: it bounds what is told, or signs it."""


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A clause with its date."""

    article: Article
    sentence: Sentence
    claim: Claim
    when: When
    """With offsets of the article."""
    hour: Hour
    """The same with what narrows the day down."""
    start: int
    """Of the words that a row shows."""
    end: int
    planned: bool
    whole: bool
    """Whether the clause stands by itself: what is shown is not the sentence round it."""
    leans: bool = False
    """Whether its words hang on what stood before them."""

    @cached_property
    def written(self) -> str:
        """The date in the text's words."""
        return " ".join(self.article.text[self.hour.start : self.hour.end].split())

    @cached_property
    def day(self) -> date | None:
        """Where it stands in time as far as that is known, to sort by: of a month or a year the first day."""
        if self.when.iso:
            year, month, day = ([*map(int, self.when.iso.split("-")), 1, 1])[:3]
            return date(year, month, day)
        if self.when.relative is not None and self.article.published:
            return self.article.published + timedelta(days=self.when.relative)
        return None


def find_dated(so_far: SoFar, article: Article, known: frozenset[str]) -> list[Dated]:
    """The dated clauses of an article, in its order. `known`: nouns that the whole event is about."""
    found = list(_in_order(so_far, article, known))
    other = [
        article.place[d.sentence.id]
        for d in found
        if article.published and d.when.year and d.when.year != article.published.year
    ]

    def is_open(d: Dated) -> bool:
        """Whether the year told beside it may be meant, as well as that of the source."""
        place = article.place[d.sentence.id]
        yearless = d.when.month is not None and d.when.year is None
        return yearless and not d.planned and any(abs(place - at) <= _FRAME for at in other)

    return [d for d in found if not is_open(d)]


def _in_order(so_far: SoFar, article: Article, known: frozenset[str]) -> Iterator[Dated]:
    said = reported(so_far, article)
    quoted = quoted_spans(article)
    frame: tuple[int, str] | None = None
    for number, s in enumerate(article.sentences):
        if s.heading or not s.tokens:
            continue
        claims = so_far.analysis.claims_in.get((article.id, s.id), ())
        told: dict[int, list[tuple[Claim, When]]] = {}
        for w in find_dates(s.text, article.published):
            claim = _clause(s, claims, w)
            if claim is not None and (claim.nominal or _can_be_told(article, s, claim)):
                told.setdefault(claim.index, []).append((claim, w))
        rows: list[Dated] = []
        for of_one in told.values():
            year = frame[1] if frame is not None and number - frame[0] <= _FRAME else ""
            found = _row(article, s, of_one, said, quoted, year, alone=len(told) == 1)
            if found is not None:
                rows.append(replace(found, leans=_leans(found, known)))
                if found.when.year and found.when.iso:
                    frame = number, found.when.iso
        yield from _apart(rows)


def _apart(rows: Sequence[Dated]) -> Iterator[Dated]:
    """The rows of a sentence whose words no shorter row shows as well."""
    for d in rows:
        others = (o for o in rows if o is not d and o.start < d.end and d.start < o.end)
        if all((d.end - d.start, d.claim.start) < (o.end - o.start, o.claim.start) for o in others):
            yield d


def _row(
    article: Article,
    s: Sentence,
    of_one: Sequence[tuple[Claim, When]],
    said: Mapping[int, bool],
    quoted: Sequence[tuple[int, int]],
    frame: str,
    *,
    alone: bool,
) -> Dated | None:
    """The row of a clause with one date, or several of which one says most."""
    claim = of_one[0][0]
    tense = "past" if claim.nominal else tense_of(s, claim)
    dates = [d for _, w in of_one if (d := _read(s, w, article, tense, frame)) is not None]
    if len(dates) != len(of_one):
        return None
    when = max(dates, key=lambda w: (len(w.iso or ""), -w.start))
    if any(w.iso and when.iso and not when.iso.startswith(w.iso) for w in dates):
        return None
    begin, end = s.start + when.start, s.start + when.end
    by_speaker = any(a <= begin < b for a, b in quoted)
    if by_speaker and when.year is None:
        return None  # the speaker's `today`, not the source's
    is_reported = said.get(claim.verb, told_by_another(s, claim))
    if is_reported is False or by_speaker and is_reported is None:
        return None
    span = shown(article, s, claim, (begin, end), reported=is_reported is True, alone=alone)
    if span is None or _speaks(s, span, quoted):
        return None
    hour = with_hour(s.text, when.start, when.end)
    return Dated(
        article=article, sentence=s, claim=claim,
        when=replace(when, start=begin, end=end),
        hour=replace(hour, start=s.start + hour.start, end=s.start + hour.end),
        start=span[0], end=span[1], planned=tense == "future" or _is_ahead(claim, when, article),
        whole=span[0] >= claim.start - 1 and not is_reported,
    )  # fmt: skip


def _is_ahead(c: Claim, w: When, article: Article) -> bool:
    """Whether the day had not come when the source was published: by its date, or by the verb (`was set to
    arrive this week`) where the date does not say that it had gone by.
    """
    if not w.iso or not article.published:
        return c.lemma in AHEAD
    today = article.published.isoformat()[: len(w.iso)]
    return w.iso > today if len(w.iso) == 10 and c.lemma not in AHEAD else c.lemma in AHEAD and w.iso >= today


def _leans(d: Dated, known: frozenset[str]) -> bool:
    """Whether who or what acts, or is acted on with a pronoun (`reviewed it`), is told before only."""
    tokens, c = d.sentence.tokens, d.claim
    at = [i for i, t in enumerate(tokens) if d.start <= t.start < d.end]
    found = [lean for lean in leans(d.sentence, at, (), known) if not (lean.deep or lean.known)]
    return _points_back(d.sentence, c.index) or any(
        lean.at < c.index or tokens[lean.at].head == c.index and lean.kind != "noun" for lean in found
    )


def _points_back(s: Sentence, verb: int) -> bool:
    """`struck that law down`, `changed that`: with nothing behind it that says which."""
    told = {"relcl", "acl", "prep"}
    return any(
        s.tokens[i].rel == "dobj"
        and any(s.tokens[k].text.lower() in _POINTING for k in (i, *s.children[i]))
        and not any(s.tokens[k].rel in told for k in s.children[i])
        for i in s.children[verb]
    )


def _clause(s: Sentence, claims: tuple[Claim, ...], w: When) -> Claim | None:
    """The clause that a date dates, or the noun for an act that has it: `the invasion in 2022`."""
    offset = s.start + w.start
    if s.text[w.end : w.end + 2] in {"’s", "'s"} or w.mismatch or w.start < head(s.text):
        return None
    if s.text[w.end : w.end + 4] == " of ":  # “in October of his first year”
        return None
    hour = with_hour(s.text, w.start, w.end)
    acts = [
        c
        for c in claims
        if c.nominal
        and c.lemma not in _NO_EVENTS
        and c.object is not None
        and c.subject is not None
        and c.verb_end <= offset
        and (offset < c.end or s.text[c.end - s.start : w.start].strip().lower() in _BESIDE)
    ]
    if acts:
        return min(acts, key=lambda c: (c.end - c.start, c.start))
    if w.iso is None and w.weekday is w.month is w.relative is None:
        return None
    if _BOUNDS.search(s.text[max(0, hour.start - 24) : hour.start]):
        return None
    return dated_claim(s, claims, offset, s.start + hour.end)


def tense_of(s: Sentence, c: Claim) -> Tense:
    """The tense of a clause, for its dates: `present` where it may be what was, is or is to come."""
    own = [k for k in s.children[c.index] if s.tokens[k].rel in {"aux", "auxpass"}]
    helpers = {s.tokens[k].lemma.lower() for k in own}
    tags = {s.tokens[k].tag for k in (c.index, *own)}
    if c.modality == "planned" or helpers & {"will", "'ll", "’ll", "shall"}:
        return "future"
    past = "VBD" in tags or bool(helpers & {"have", "had"})
    if c.lemma in AHEAD:
        return "present" if past else "future"
    return "past" if past else "present"


def _read(s: Sentence, w: When, article: Article, tense: Tense, frame: str) -> When | None:
    """The date, read with the source's own date and its clause's tense; None where both leave it open."""
    found = next(x for x in find_dates(s.text, article.published, tense) if x.start == w.start)
    if article.published is None and found.month and found.day and found.year is None and frame:
        # “On March 18, 2025, … On March 20 …”: told in one go, in order.
        told = f"{frame[:4]}-{found.month:02}-{found.day:02}"
        return replace(found, iso=told) if tense == "past" and frame <= told else None
    if found.iso is None and found.relative is None and found.year is not None:
        return None
    known = article.published is None or found.iso is not None or found.relative is not None
    return found if known else None


def _can_be_told(article: Article, s: Sentence, c: Claim) -> bool:
    """Whether the clause tells an event by itself: a subject with a name, a verb that is not only saying."""
    if c.modality not in {"actual", "planned"} or c.negated or c.denied_by is not None:
        return False
    if c.subject is None and c.object is None:
        return False
    subject = c.object if c.subject is None else c.subject
    first = min((p for p in (c.subject, c.object) if p), key=lambda p: p.start)
    if first.pronoun or subject is None or first.start < c.start or first.start > c.verb:
        return False
    if s.tokens[first.index].lemma.lower() in _OTHERS:
        return False
    if article.text[first.start : first.end].split()[0].lower() in leaning():
        return False
    return c.lemma in _ACTS or c.lemma not in words("names", "speech") | words_of("light")


def _speaks(s: Sentence, span: tuple[int, int], quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether its writer speaks of himself or to the reader."""
    return any(
        t.text.lower() in _OWN
        and t.text != "US"
        and span[0] <= t.start < span[1]
        and not any(a <= t.start < b for a, b in quoted)
        for t in s.tokens
    )
