"""Two texts whose days are known: a later one has the holder admit what he denied, or deny what he said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from briefgen.analysis.claims import Claim, same_thing
from briefgen.analysis.claims.records import Phrase
from briefgen.analysis.claims.sameness import narrowing
from briefgen.analysis.copies import order
from briefgen.findings.kind import SoFar
from briefgen.findings.latest.saying import Saying, one_act, things
from briefgen.findings.latest.told import Turn
from briefgen.language.lexicon import words
from briefgen.matching import Passage

_ONE_QUESTION = 0.3
"""Likelihood of one question from which a denial and an admission of one act are of one question."""
_LOOSE = frozenset({"ever", "already", "earlier", "before", "also"})
"""Adverbs that narrow nothing."""
_SURELY = 0.5
"""The same where no word says that somebody owns up to it."""


def is_before(x: Saying, y: Saying) -> bool:
    """Whether the text of the first is known to be the earlier one."""
    return x.article.id != y.article.id and (order(x.article, y.article) or 0) < 0


def turned(so_far: SoFar, all_said: Sequence[Saying]) -> Iterator[Turn]:
    """What a holder says in one text and not in a later one."""
    by_holder: dict[str, list[Saying]] = defaultdict(list)
    for x in all_said:
        if x.is_one:
            by_holder[x.held.holders[0]].append(x)
    for own in by_holder.values():
        denials = [x for x in own if x.says_no]
        others = [x for x in own if not x.says_no] if denials else []
        for x, y in chain(_of_one_class(denials, others), _of_one_class(others, denials)):
            if is_before(x, y) and _turns(so_far, x, y) and not _is_held_still(x, y, own):
                yield Turn(earlier=x, later=y, taken_back=y.admits)


def _of_one_class(some: Sequence[Saying], others: Sequence[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Each with those of the others that tell an act of one of its classes, in their order."""
    having: dict[str, list[int]] = defaultdict(list)
    for n, y in enumerate(others):
        for name in {name for c in y.main for name in c.classes}:
            having[name].append(n)
    for x in some:
        near = {n for c in x.main for name in c.classes for n in having.get(name, ())}
        yield from ((x, others[n]) for n in sorted(near))


def _turns(so_far: SoFar, x: Saying, y: Saying) -> bool:
    """Whether y, of the later text, is what the holder of x says now, of the same act."""
    if y.was_before or y.held.attribution.stance not in words("latest", "stances"):
        return False
    owns_up = x.says_no and (y.admits or "now" in y.adverbs)
    if not (owns_up or x.denies or y.denies or "now" in y.adverbs):
        return False
    if not any(
        _is_one_act(c, d, y, owns_up=owns_up) and _is_as_wide(x, c, y, d) for c in x.main for d in y.main
    ):
        return False
    least = _ONE_QUESTION if owns_up else _SURELY
    return _is_news(so_far, x, y) and _likeness(so_far, x, y) >= least


def _is_one_act(c: Claim, d: Claim, y: Saying, *, owns_up: bool) -> bool:
    """Whether both clauses tell one act; who admits it may have done what was denied of another thing."""
    if one_act(c, d, strict=True):
        return True
    itself = d.subject is not None and d.subject.head == f"@{y.held.holders[0]}"
    return (owns_up or itself) and one_act(c, d)


def _is_as_wide(x: Saying, c: Claim, y: Saying, d: Claim) -> bool:
    """Whether what is denied is no narrower than what is said: not `deliberately`, not `all forty`."""
    (no, denied), (yes, told) = ((x, c), (y, d)) if x.says_no else ((y, d), (x, c))
    beside = {no.sentence.tokens[k].rel for k in no.sentence.children[denied.index]}
    if beside & {"advcl", "xcomp"} or _manner(no, denied) - _manner(yes, told) - _LOOSE:
        return False
    return all(_is_told(p, told) for p in things(denied)) and _is_told(
        denied.subject, told, only_its_count=True
    )


def _manner(x: Saying, c: Claim) -> frozenset[str]:
    """What says how or how often: `deliberately`, `twice`."""
    tokens = x.sentence.tokens
    return frozenset(
        tokens[k].text.lower() for k in x.sentence.children[c.index] if tokens[k].rel == "advmod"
    )


def _is_told(p: Phrase | None, told: Claim, *, only_its_count: bool = False) -> bool:
    """Whether a clause has what the phrase names, with its number and all that narrows it but names."""
    if p is None or p.pronoun:
        return True
    same = [q for q in (told.subject, *things(told)) if q is not None and same_thing(p, q)]
    if p.number and not any(q.number == p.number for q in same):
        return False
    if only_its_count:
        return True
    narrow = {w for w in narrowing(p) - p.names if not w.startswith("@")}
    return bool(p.names and not same) or p.head.startswith("@") or any(not narrow - q.words for q in same)


def _is_news(so_far: SoFar, x: Saying, y: Saying) -> bool:
    """Whether y was said after the earlier text was out: the later one gives the day, or opens with it."""
    p: Passage = so_far.matches.reports.passage(y.sentence)
    days = [d.when.iso for d in p.days if d.when.iso and len(d.when.iso) == len("2020-01-11")]
    before = x.article.published
    if days or p.days:
        return bool(days) and before is not None and all(d > before.isoformat() for d in days)
    return p.head or y.is_later


def _likeness(so_far: SoFar, x: Saying, y: Saying) -> float:
    """How likely both answer one question, by the matcher."""
    found = so_far.matches.of.get((x.sentence.source, x.sentence.id), ())
    copies = {(s.source, s.id) for s in so_far.matches.reports.copies(y.sentence)}
    return max((m.same for m in found if (m.b.sentence.source, m.b.sentence.id) in copies), default=0.0)


def _is_held_still(x: Saying, y: Saying, own: Sequence[Saying]) -> bool:
    """Whether a text that is not known to be older than the last word has the first one too."""
    return any(z is not x and not z.was_before and not is_before(z, y) and z.says_the_same(x) for z in own)
