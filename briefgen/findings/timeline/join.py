"""One event is one row: dated clauses that tell the same of one day."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import timedelta

from briefgen.analysis.claims import same_thing, shared_topic
from briefgen.analysis.claims.phrases import words_of
from briefgen.findings.kind import SoFar
from briefgen.findings.timeline.dated import Dated

_ONE = 0.55
"""Likelihood that two sentences answer one question from which they tell one event of one day."""
_DAY_TOLD = 0.4
"""The same where both write out the day of the month."""
_SURELY = 0.7
"""The same where one of them has only the month, or the week."""
_ABOUT = timedelta(days=7)
_COMMON = 60
"""Groups of one day with one class of act or one word beyond which these tell nothing of which is meant."""


def joined(so_far: SoFar, dated: Iterable[Dated]) -> list[list[Dated]]:
    """The clauses by event; what is first in a group is what was found first.

    A clause is compared with the groups that have what may make it one of theirs: its sentence, one that the
    matcher pairs with it, a class of act or a telling word with its day. What is found in more groups than
    `_COMMON` leads to none.
    """
    groups: list[list[Dated]] = []
    having: dict[Hashable, dict[int, None]] = {}
    for d in dated:
        keys = [having.get(key, {}) for key in _keys(d)]
        near = {n for found in keys if len(found) <= _COMMON for n in found}
        near |= {n for place in _matched(so_far, d) for n in having.get(place, ())}
        at = next((n for n in sorted(near) if _belongs(so_far, d, groups[n])), None)
        if at is None:
            at = len(groups)
            groups.append([])
        groups[at].append(d)
        for key in (_place(d), *_keys(d)):
            having.setdefault(key, {})[at] = None
    return groups


def _place(d: Dated) -> Hashable:
    return d.article.id, d.sentence.id


def _matched(so_far: SoFar, d: Dated) -> Iterator[Hashable]:
    """Its sentence, and those that the matcher pairs with it."""
    yield _place(d)
    yield from (
        (m.b.sentence.source, m.b.sentence.id)
        for m in so_far.matches.of.get((d.article.id, d.sentence.id), ())
    )


def _keys(d: Dated) -> Iterator[Hashable]:
    """Its day with each class of its act, and with each telling word of its clause."""
    day = d.when.iso, None if d.when.iso else d.when.weekday
    yield from (("act", name, *day) for name in d.claim.classes)
    yield from (("word", word, *day) for word in d.claim.topic)


def _belongs(so_far: SoFar, d: Dated, group: Sequence[Dated]) -> bool:
    if any(d.sentence is o.sentence and d.claim is o.claim for o in group):
        return True
    return all(_may_be_one(d, o) for o in group) and any(_is_one(so_far, d, o) for o in group)


def _may_be_one(a: Dated, b: Dated) -> bool:
    """Whether their dates agree, as far as each says."""
    if a.planned != b.planned or _is_elsewhere(a, b):
        return False
    x, y = a.when, b.when
    if x.iso and y.iso:
        return x.iso.startswith(y.iso) or y.iso.startswith(x.iso)
    if x.iso or y.iso:
        if x.weekday is not None and y.weekday is not None:  # one source has no date of its own
            return x.weekday == y.weekday and None in (a.article.published, b.article.published)
        return a.day is not None and b.day is not None and abs(a.day - b.day) <= _ABOUT
    if x.weekday is not None or y.weekday is not None:
        return x.weekday == y.weekday
    return a.written.lower() == b.written.lower()


def _is_elsewhere(a: Dated, b: Dated) -> bool:
    """Whether one source tells them of two places or two hours."""
    if a.article.id != b.article.id:
        return False
    hours = {d.hour.minutes for d in (a, b)} - {None}
    return (
        len(hours) > 1
        or a.sentence is b.sentence
        or bool(_places(a) | _places(b))
        and not _places(a) & _places(b)
    )


def _places(d: Dated) -> frozenset[str]:
    return frozenset(
        t.text.lower() for t in d.sentence.tokens if t.entity in {"GPE", "LOC", "FAC"} and t.pos == "PROPN"
    )


def _is_one(so_far: SoFar, a: Dated, b: Dated) -> bool:
    """Whether two clauses tell one event."""
    if _tell_the_same(a, b):
        return True
    exact = a.when.iso == b.when.iso and a.when.relative is b.when.relative is None
    if not exact and not a.claim.classes & b.claim.classes:
        return False
    least = _SURELY if not exact else _DAY_TOLD if a.when.day and b.when.day else _ONE
    matches = so_far.matches.of.get((a.article.id, a.sentence.id), ())
    return any(m.b.sentence is b.sentence and m.same >= least for m in matches)


def _tell_the_same(x: Dated, y: Dated) -> bool:
    """Whether verbs and actors, as they stand, say so."""
    a, b = x.claim, y.claim
    if x.when.iso != y.when.iso or x.when.weekday != y.when.weekday and not x.when.iso:
        return False
    if not a.classes & b.classes or a.lemma in words_of("light"):
        return same_thing(a.subject, b.subject) > 0 and len(shared_topic(a, b)) > 2
    things = (same_thing(a.subject, b.subject), same_thing(a.object, b.object))
    both = a.object is not None and b.object is not None
    parties = [c.subject.parties if c.subject is not None else frozenset() for c in (a, b)]
    who = things[0] > 0 or len(parties[0] & parties[1]) > 1
    return who and (not both or things[1] > 0) or things[1] > 1
