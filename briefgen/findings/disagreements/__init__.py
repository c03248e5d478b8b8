"""Where sources cannot both be exactly right: typed, both sides quoted. briefgen never says who is right.

Two passages that the matcher takes to answer one question are given to the comparers, each of which knows one
kind of value. Figures that clash are published where the matcher is sure of the question and the
reader, the values masked, of the slot; whatever else may clash is folded, as something to check, in the order
of how likely it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, permutations, product

from rapidfuzz.fuzz import ratio

from briefgen.analysis.copies import order
from briefgen.findings.disagreements import (
    degree,
    denied,
    name,
    quantity,
    questions,
    revised,
    when,
    who,
    wordings,
)
from briefgen.findings.disagreements.clash import Clash, Comparer
from briefgen.findings.disagreements.given_up import in_dispute
from briefgen.findings.disagreements.record import Disagreement, DisagreementKind, Side
from briefgen.findings.disagreements.sides import Value, disagreement
from briefgen.findings.disagreements.titles import reasons, title_of
from briefgen.findings.kind import SoFar
from briefgen.findings.topics import about, places
from briefgen.matching import Match, Passage
from briefgen.matching.match import likelihood, weighing
from briefgen.model import Citation

NAME = "disagreements"
TITLE = "Disagreements"
COMPARERS: tuple[Comparer, ...] = (quantity, when, denied, degree, who)
_FOLDED = 0.02
"""Likelihood from which a pair is worth a look."""
_PUBLISHED: Mapping[str, tuple[float, float]] = {
    "quantity: one thing": (0.3, 0.2),
    "quantity: one unit": (0.7, 0.0),
}
"""Clashes that are published: from which likelihood of one question, and from which half log-odds that both
values fill one slot. Set on 135 invented pairs of reports, where all 9 that they publish are right; on 141
real events they publish 2, of which readers called one right. All others are folded: of 239 folded pairs of
real events that were read 18 were disagreements, of 12 pairs of days none.
"""
_VALUES = frozenset({"quantity", "update", "date"})
"""Kinds whose values can be masked, so that the reader says whether both fill one slot."""
_OF_VALUES = ("bias", "likeness", "reader: same", "equal figure", "both at the head", "a heading")
"""What of two passages bears on whether their values clash."""
_ASKED = 0.1
"""Likelihood of one question below which no value is compared."""
_COPIED = 92
"""Likeness (0 to 100) from which two sentences are one."""
_WEEK = 7
"""Days."""
_RETOLD = 0.7
"""Shared telling words from which a passage without any clash only repeats the other."""
_NO_SIDES = frozenset({"degree: tied in one", "degree: only in one", "why: both give a reason"})
"""Clashes that weigh, and name no two sides."""
_TO_CHECK = 8
"""So many are folded at most: what somebody looks through."""
_COMPARED = 200
"""So many of the likeliest pairs that are only to be checked are looked through for those of one question; of
the published all are, however many events there are.
"""
_SHARPEST: tuple[DisagreementKind, ...] = (
    "contested", "polarity", "quantity", "date", "attribution", "place", "cause", "condition", "scope",
    "update", "wording", "name",
)  # fmt: skip
"""What happened before how it is told: the order of kinds that as many sources tell as near to the heads."""
_HOW_TOLD = frozenset({"wording", "name"})

__all__ = ["NAME", "TITLE", "Disagreement", "Side", "find"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two passages that may not both be right."""

    match: Match
    clash: Clash | None
    """The plainest clash of their values; None where the reader alone sees one."""
    observed: Mapping[str, float]
    question: str
    """The weights that judge it: `value` of figures and dates, else `dispute`."""


def find(so_far: SoFar) -> tuple[Disagreement, ...]:
    """The disagreements, in the order in which pages show them: the published, then what is to be checked."""
    replacing = revised.revisions(so_far)
    positions, replaced = so_far.found.get("positions", ()), so_far.analysis.replaced
    told = [*revised.compare(so_far, replacing), *wordings.compare(so_far), *name.compare(so_far)]
    kept: list[Disagreement] = []
    for d in in_dispute(told, positions, replaced):
        if not any(_shows(e, d) for e in kept):
            kept.append(d)
    kept += in_dispute(_read(so_far, kept, replacing), positions, replaced)
    named = places(so_far.found.get("topics", ()))
    found = [replace(d, topics=about(named, d.citations)) for d in kept]
    published = sorted((d for d in found if d.confidence != "low"), key=_sharpness)
    folded = [d for d in found if d.confidence == "low"]
    names = [d for d in folded if d.kind in _HOW_TOLD]
    return (*published, *(d for d in folded if d not in names), *names[:_TO_CHECK])


def contradicts(match: Match) -> bool:
    """Whether values of two passages clash, or one of them denies what the other tells."""
    told = (c.seen for comparer in (quantity, when, denied) for c in comparer.clashes(match.a, match.b))
    return any(not seen.startswith(("denied: one verb", "denied: called")) for seen in told)


def disputes(so_far: SoFar) -> Iterator[Dispute]:
    """Every pair of passages that may be a disagreement: each clash of two values, each pair as a whole."""
    values: list[tuple[Match, Clash]] = []
    for match in so_far.matches.all:
        if _is_printed_twice(so_far, match):
            continue
        found = [c for comparer in COMPARERS for c in comparer.clashes(match.a, match.b)]
        valued = [c for c in found if c.kind in _VALUES]
        if match.same >= _ASKED:
            values += ((match, c) for c in valued)
        words = {c.seen: c.strength for c in found}
        plainest = next((c for c in found if c.kind not in _VALUES and c.seen not in _NO_SIDES), None)
        if not found and _overlap(match) >= _RETOLD:
            continue
        observed = {**match.observed, **words}
        yield Dispute(match=match, clash=plainest, observed=observed, question="dispute")
    slots = so_far.matches.slots((m.a, c.a, m.b, c.b) for m, c in values)
    for (match, clash), slot in zip(values, slots, strict=True):
        known = {name: match.observed[name] for name in _OF_VALUES if name in match.observed}
        observed = {**known, clash.seen: 1.0, **slot}
        yield Dispute(match=match, clash=clash, observed=observed, question="value")


def _of_another_time(match: Match) -> bool:
    """Whether the reports were published so far apart that they hardly tell one event."""
    a, b = match.a.article.published, match.b.article.published
    return a is not None and b is not None and abs((a - b).days) > _WEEK


def _overlap(match: Match) -> float:
    """Share of the shorter passage's telling words that the other has."""
    a, b = match.a.words, match.b.words
    return len(a & b) / max(1, min(len(a), len(b)))


def _is_printed_twice(so_far: SoFar, match: Match) -> bool:
    """Whether both are one sentence; in a later version of its article that is what may have been changed."""
    a, b = match.a.sentence, match.b.sentence
    if _are_versions(so_far, match):
        return a.text == b.text
    return ratio(a.text, b.text) >= _COPIED


def _are_versions(so_far: SoFar, match: Match) -> bool:
    """Whether one passage stands in a later version of the other's article: no two others share an origin."""
    a, b = (p.article.id for p in (match.a, match.b))
    return so_far.analysis.origins.get(a, a) == so_far.analysis.origins.get(b, b)


def _later(match: Match) -> str:
    """Which of two reports, of which one replaces the other, is the later."""
    return "b" if (order(match.a.article, match.b.article) or 0) < 0 else "a"


def _judged(so_far: SoFar) -> list[tuple[float, Dispute]]:
    """The disputes with how likely each is, the likeliest first."""
    read = so_far.matches.reader is not None
    found = [(likelihood(d.observed, weighing(d.question, read)), d) for d in disputes(so_far)]
    return sorted((x for x in found if x[0] >= _FOLDED), key=lambda x: -x[0])


def _read(
    so_far: SoFar, told: Sequence[Disagreement], replacing: Sequence[revised.Revision]
) -> Iterator[Disagreement]:
    """What the matcher and the comparers find besides what is told already: each question once."""
    for entry in questions.entries(_pairs(so_far, told, replacing), _TO_CHECK):
        yield from islice(filter(None, (_entry(so_far, pairs) for pairs in (entry, entry[:1]))), 1)


def _pairs(
    so_far: SoFar, told: Sequence[Disagreement], replacing: Sequence[revised.Revision]
) -> list[questions.Pair]:
    """The pairs, the published before those that are to be checked, no two passages twice."""
    judged = sorted(_judged(so_far), key=lambda x: not _is_published(x[1]))
    seen: list[tuple[Citation, Citation]] = [pair for d in told for pair in _opposed(d)]
    found: list[questions.Pair] = []
    folded = 0
    for p, d in judged:
        a, b = (so_far.cite(x.article.id, x.sentence.start, x.sentence.end) for x in (d.match.a, d.match.b))
        if _are_versions(so_far, d.match) and d.clash is None:
            continue  # nothing that the later one says otherwise
        if any(revised.is_settled(so_far, r, d.match.a, d.match.b) for r in replacing):
            continue  # the text that revised the figure tells both
        if any(_meet(a, x) and _meet(b, y) for x, y in seen):
            continue
        seen += [(a, b), (b, a)]
        title = title_of(so_far, d.match.a, d.match.b, d.clash)
        pair = questions.Pair(
            match=d.match, clash=d.clash, likelihood=p, published=_is_published(d), title=title
        )
        found.append(pair)
        folded += not pair.published
        if folded == _COMPARED:
            break
    return found


def _entry(so_far: SoFar, pairs: Sequence[questions.Pair]) -> Disagreement | None:
    """A question with all its sides; called and reasoned by the pair that leads it."""
    first = pairs[0]
    a, b, clash = first.match.a, first.match.b, first.clash
    kind: DisagreementKind = clash.kind if clash else "contested" if a.speakers != b.speakers else "scope"
    rule = clash.seen.replace(": ", "/").replace(" ", "-") if clash else "reader"
    versions = _are_versions(so_far, first.match)
    return disagreement(
        so_far,
        [v for p, label, side in questions.sided(pairs) for v in _values(so_far, p, str(side), label)],
        kind="update" if versions else kind,
        title=first.title,
        rule=f"{rule}/version" if versions else rule,
        confidence="medium" if first.published else "low",
        why=reasons(so_far, first.match, None if first.published else first.likelihood),
        first=str("ab".index(_later(first.match))) if versions or kind == "update" else None,
        chief=tuple(so_far.cite(p.article.id, p.sentence.start, p.sentence.end) for p in (a, b)),
    )


def _values(so_far: SoFar, p: Passage, side: str, label: tuple[int, int]) -> Iterator[Value]:
    """The passage, and the same words in other articles."""
    start, end = label
    for s in so_far.matches.reports.copies(p.sentence):
        moved = s.start - p.sentence.start
        yield Value(source=s.source, start=s.start, end=s.end, value=side, label=(start + moved, end + moved))


def _is_published(d: Dispute) -> bool:
    """Whether it stands on the pages: two values that clash, in passages that surely answer one question."""
    if d.clash is None or d.clash.seen not in _PUBLISHED:
        return False
    if d.clash.strength < 1 or _of_another_time(d.match):
        return False  # one or two of them are told of many things; a figure of last month is another one
    same, slot = _PUBLISHED[d.clash.seen]
    return d.match.same >= same and d.observed.get("reader: one slot", -1.0) >= slot


def _sharpness(d: Disagreement) -> tuple[bool, bool, int, int, int]:
    """Sorts the sharpest first: what is told before how it is worded and spelt, then those between sources,
    what more sources tell, what stands nearer to the heads of their articles, the kind.
    """
    sources = {c.source for c in d.citations}
    depth = sum(int(side.citations[0].sentence.removeprefix("s")) for side in d.sides)
    return (
        d.kind in _HOW_TOLD, len(sources) == 1, -len(sources), depth // len(d.sides), _SHARPEST.index(d.kind)
    )  # fmt: skip


def _shows(earlier: Disagreement, d: Disagreement) -> bool:
    """Whether an earlier disagreement sets the same passages against each other."""
    if d.kind == "name" and earlier.kind != "name":
        return False  # a name within a passage about something else
    return any(_meet(a, x) and _meet(b, y) for a, b in _opposed(earlier) for x, y in _opposed(d))


def _opposed(d: Disagreement) -> Iterator[tuple[Citation, Citation]]:
    """Pairs of citations of different sides, in both orders."""
    for one, other in permutations(d.sides, 2):
        yield from product(one.citations, other.citations)


def _meet(a: Citation, b: Citation) -> bool:
    """Whether two citations share most of the shorter one's words, or one is the other, copied."""
    if a.source != b.source:
        return ratio(a.quote, b.quote) >= _COPIED
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared * 2 > min(a.end - a.start, b.end - b.start)
