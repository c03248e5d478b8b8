"""One question, one entry: pairs of passages that dispute the same are joined, with all their sides.

An entry is a star, not a chain: each pair that joins has a passage of the pair that leads it, so that no row
of likenesses drifts from one question to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.findings.disagreements.clash import Clash
from briefgen.matching import Match, Passage

_SHARED = 0.5
"""Telling words that both pairs share, over those of the pair that shares fewer."""
_LEAST = 2
"""So many such words at least: one alone is a name that both drop."""
_PAIRS = 4
"""So many make an entry: what somebody compares."""
Key = tuple[str, str]
"""Source and sentence of a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two passages that may not both be right, as an entry takes them."""

    match: Match
    clash: Clash | None
    likelihood: float
    published: bool
    title: str

    @property
    def passages(self) -> tuple[Passage, Passage]:
        """Both."""
        return self.match.a, self.match.b

    @property
    def keys(self) -> tuple[Key, Key]:
        """Where both stand."""
        return key(self.match.a), key(self.match.b)

    def label(self, passage: Passage) -> tuple[int, int]:
        """The words of one of its passages that differ; all of them where no value clashes."""
        if self.clash is None:
            return _whole(passage)
        return self.clash.a if key(passage) == key(self.match.a) else self.clash.b


def key(p: Passage) -> Key:
    """Where a passage stands."""
    return p.sentence.source, p.sentence.id


def _whole(p: Passage) -> tuple[int, int]:
    return p.sentence.start, p.sentence.end


def _sort(pair: Pair) -> str:
    """In what its passages differ, as far as a comparer says."""
    return pair.clash.kind if pair.clash else ""


def entries(pairs: Iterable[Pair], most: int) -> list[list[Pair]]:
    """The pairs by question, each entry led by its first pair; at most so many that are to be checked.

    What is only to be checked is no further side of what is published, and stands nowhere else either.
    """
    found: list[list[Pair]] = []
    folded = 0
    for pair in pairs:
        entry = next((e for e in found if _is_one_question(e[0], pair) or _has(e, pair)), None)
        if entry is not None:
            if pair.published == entry[0].published and len(entry) < _PAIRS and _joins(entry, pair):
                entry.append(pair)
        elif pair.published or folded < most:
            found.append([pair])
            folded += not pair.published
    return _once(found)


def _once(found: Sequence[list[Pair]]) -> list[list[Pair]]:
    """The entries without what an earlier one shows: entries grow, and come to show passages of others."""
    kept: list[list[Pair]] = []
    for entry in found:
        left = [p for p in entry if not any(_has(e, p) for e in kept)]
        if left and left[0] is entry[0]:
            kept.append(left)
    return kept


def _has(entry: Sequence[Pair], pair: Pair) -> bool:
    """Whether an entry shows both passages already."""
    return {*pair.keys} <= {k for p in entry for k in p.keys}


def _joins(entry: Sequence[Pair], pair: Pair) -> bool:
    """Whether its passages can be given a side: one of them leads the entry, and where that is about a value
    both give one.
    """
    chief = entry[0]
    return bool({*chief.keys} & {*pair.keys}) and (_asks_value(pair) or not _asks_value(chief))


def _is_one_question(chief: Pair, other: Pair) -> bool:
    """Whether two pairs dispute the same: by their titles, or by a passage and the words they share."""
    common = {*chief.keys} & {*other.keys}
    titled = _plain(chief.title) == _plain(other.title)
    one, two = (p.match.a.words & p.match.b.words for p in (chief, other))
    alike = len(one & two) >= max(_LEAST, _SHARED * min(len(one), len(two)))
    if not common:
        if _are_named_apart(chief, other):
            return False
        # One title may be of two questions: `Share`, `How many people were killed`.
        sure = chief.published and other.published and _asks_value(other)
        return titled and (alike or not sure or bool(_figures(chief) & _figures(other)))
    if not titled and _asks_value(chief) and _asks_value(other):
        return any(_same_value(chief, other, k) for k in common)
    return titled or alike


def _are_named_apart(one: Pair, other: Pair) -> bool:
    """Whether each pair agrees on names, and on few that the other has: the fires of two towns, of two firms
    that are both called `Partners`.
    """
    first, second = ((a.names | a.places) & (b.names | b.places) for a, b in (one.passages, other.passages))
    return bool(first and second) and 2 * len(first & second) < min(len(first), len(second))


def _figures(pair: Pair) -> set[tuple[str, float]]:
    """The figures that a pair sets against each other."""
    return {f for p in pair.passages if (f := _figure(p, pair.label(p))) is not None}


def _plain(title: str) -> str:
    return title.replace("’", "'").casefold()


def _asks_value(pair: Pair) -> bool:
    return pair.clash is not None and pair.clash.kind in {"quantity", "update", "date"}


def _same_value(chief: Pair, other: Pair, at: Key) -> bool:
    """Whether both dispute the same words of a passage."""
    spans = [p.label(x) for p in (chief, other) for x in p.passages if key(x) == at]
    (a, b), (c, d) = spans[0], spans[-1]
    return a < d and c < b


def sided(entry: Sequence[Pair]) -> Iterator[tuple[Passage, tuple[int, int], int]]:
    """Each passage of an entry with the words that differ (all where they differ in something else than
    those of the pair that leads it) and the number of its side.

    Passages that are set against each other stand on different sides, and so do different figures.
    """
    against: dict[Key, set[Key]] = {}
    given: dict[Key, tuple[Passage, tuple[int, int]]] = {}
    for pair in entry:
        one, two = pair.keys
        against.setdefault(one, set()).add(two)
        against.setdefault(two, set()).add(one)
        for p in pair.passages:
            given.setdefault(key(p), (p, pair.label(p) if _sort(pair) == _sort(entry[0]) else _whole(p)))
    values = {k: _figure(p, span) for k, (p, span) in given.items()}
    sides: dict[Key, int] = {}
    for k, (p, span) in given.items():
        sides[k] = _side(k, sides, against[k], values)
        yield p, span, sides[k]


def _side(
    k: Key, sides: Mapping[Key, int], against: set[Key], values: Mapping[Key, tuple[str, float] | None]
) -> int:
    """The first side on which nothing stands against it, and no other figure."""
    barred = {sides[o] for o in against if o in sides}
    if values[k] is not None:
        barred |= {side for o, side in sides.items() if values[o] not in (None, values[k])}
        same = [side for o, side in sides.items() if values[o] == values[k] and side not in barred]
        if same:
            return same[0]
    return next(n for n in range(len(sides) + 1) if n not in barred)


def _figure(p: Passage, span: tuple[int, int]) -> tuple[str, float] | None:
    """The figure that these words give."""
    found = (f.quantity for f in p.figures if (f.quantity.start, f.quantity.end) == span)
    return next(((q.dimension, q.value) for q in found), None)
