"""What stands in quotation marks: curly, straight, doubled apostrophes, single.

A mark may be missing and an apostrophe may look like a mark: what is left open ends with its paragraph at the
latest, so that no slip of one paragraph reaches the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefgen.model import Article

_DOUBLE = re.compile("[“”„\"«»]|''|``|‘‘|’’")
_OPENING = frozenset({"“", "„", "«", "``", "‘‘"})
_CLOSING = frozenset({"”", "»", "’’"})
# Single marks: one opens where no letter precedes and a word follows, and is no dropped letter ('em, '90s).
_SINGLE = re.compile(
    r"(?<![\w’'‘])[‘'](?=[\w$\[“\"…])(?!\d\ds?\b)(?!(?:em|til|till|tis|twas|cause|n|bout|round|cos)\b)",
    re.IGNORECASE,
)
_SINGLE_END = re.compile(r"(?<=[\w.,!?…%)\]”\"—–-])[’'](?![\w’'])")
_CURLY = frozenset("“”„«»‘’`")
_SURE = '.,!?…”"'
# Pairs of one form in a pair of that form.
_NESTED = 2
_PAUSE = re.compile(r"[.!?…,](?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One stretch in quotation marks, marks included, inside one paragraph."""

    start: int
    end: int
    closed: bool = True
    """Whether its closing mark stands in the paragraph."""
    single: bool = False
    """Whether single marks bound it."""


def quoted_spans(article: Article) -> list[tuple[int, int]]:
    """Offsets of what stands in double quotation marks; a mark left open ends with its paragraph."""
    return [(q.start, q.end) for q in quotations(article) if not q.single]


def quotations(article: Article) -> list[Quoted]:
    """Everything in quotation marks, outermost marks only, in order of the text."""
    ends = {s.paragraph: s.end for s in article.sentences}
    starts = {s.paragraph: s.start for s in reversed(article.sentences)}
    found: list[Quoted] = []
    for number, following in zip(ends, [*list(ends)[1:], None], strict=False):
        start, end = starts[number], ends[number]
        outer = _with_singles_round(article.text, start, end, list(_doubles(article.text, start, end)))
        found.extend(outer)
        next_mark = article.text[starts[following]] if following is not None else ""
        at = start
        for q in [*outer, Quoted(start=end, end=end)]:
            goes_on = next_mark if q.start == end else ""
            found.extend(_singles(article.text, at, q.start, goes_on))
            at = q.end
    return sorted(found, key=lambda q: q.start)


def _with_singles_round(text: str, start: int, end: int, doubles: list[Quoted]) -> list[Quoted]:
    """The paragraph's double marks; those that single marks enclose are part of what these hold.

    ‘The mayor told me, “You will get your dike,” and I believed her,’ Roe said.
    """
    outer: list[Quoted] = []
    inside: set[Quoted] = set()
    begins = [q.start for q in doubles]
    openings = [
        m.start() for m in _SINGLE.finditer(text, start, end) if not _lies_in(m.start(), begins, doubles)
    ]
    for opening, limit in pairwise([*openings, end]):
        k = bisect_right(begins, opening)
        if k == len(doubles) or doubles[k].start >= limit or " " not in text[opening : doubles[k].start]:
            continue
        if any(text[m.start() - 1] in _SURE for m in _SINGLE_END.finditer(text, opening, doubles[k].start)):
            continue
        closings = (
            m for m in _SINGLE_END.finditer(text, doubles[k].end, limit) if text[m.start() - 1] in _SURE
        )
        closing = next((m for m in closings if not _lies_in(m.start(), begins, doubles)), None)
        if closing is not None:
            outer.append(Quoted(start=opening, end=closing.end(), single=True))
            inside.update(q for q in doubles[k:] if q.start < closing.end())
    return sorted([*outer, *(q for q in doubles if q not in inside)], key=lambda q: q.start)


def _lies_in(at: int, begins: list[int], quoted: list[Quoted]) -> bool:
    k = bisect_right(begins, at) - 1
    return k >= 0 and at < quoted[k].end


def _doubles(text: str, start: int, end: int) -> Iterator[Quoted]:
    """The paragraph's double marks, paired."""
    marks = [(m, _side(text, m, start, end)) for m in _DOUBLE.finditer(text, start, end)]
    # As many that open as close: a second opening mark nests. Else the one before it was never closed.
    nests = sum(side == "open" for _, side in marks) == sum(side == "close" for _, side in marks)
    paired = nests and _is_paired([side for _, side in marks])
    opened: list[int] = []
    for k, (m, side) in enumerate(marks):
        if side == "open" or (side == "either" and not opened):
            inside = (
                paired
                or (nests and m.group() in _OPENING)
                or _is_pair(marks, k, text[opened[-1]] if opened else "")
            )
            if opened and not inside:
                yield from _unclosed(text, opened[0], m.start())
                opened.clear()
            opened.append(m.start())
        elif opened:
            begin = opened.pop()
            if not opened:
                yield Quoted(start=begin, end=m.end())
    if opened:
        yield Quoted(start=opened[0], end=end, closed=False)


def _is_paired(sides: list[str]) -> bool:
    """Whether every mark opens or closes for sure, each has its other, and one pair at most holds another."""
    depth = 0
    for side in sides:
        depth += 1 if side == "open" else -1
        if side == "either" or not 0 <= depth <= _NESTED:
            return False
    return depth == 0


def _is_pair(marks: list[tuple[re.Match[str], str]], k: int, outer: str) -> bool:
    """Whether the mark and the next are a pair of another form than the one that is open before them."""
    pair = [m.group() for m, side in marks[k : k + 2] if side != "open" or m is marks[k][0]]
    if len(pair) < 2:
        return False
    curly = [word in _OPENING | _CLOSING for word in pair]
    return curly[0] == curly[1] != (outer in _CURLY)


def _side(text: str, mark: re.Match[str], start: int, end: int) -> str:
    """Whether a mark opens, closes, or may do either, as one does that is typed the wrong way round."""
    word = mark.group()
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    first = mark.start() == start
    opens = first or ((before.isspace() or before in "([—–-/‘'\"”") and not after.isspace())
    closes = not before.isspace() and (after.isspace() or after in ".,;:!?)]—–-/’'…\"“")
    if word in _OPENING:
        return "either" if closes else "open"
    if word in _CLOSING:
        return "either" if opens and not closes else "close"
    if opens == closes:
        return "either"
    return "open" if opens else "close"


def _unclosed(text: str, begin: int, before: int) -> Iterator[Quoted]:
    """What an opening mark without closing mark holds: up to the last pause before the next opening mark."""
    pauses = [m.end() for m in _PAUSE.finditer(text, begin, before)]
    if pauses:
        yield Quoted(start=begin, end=pauses[-1], closed=False)


def _singles(text: str, start: int, end: int, goes_on: str) -> Iterator[Quoted]:
    """Pairs of single marks; one is left open where the next paragraph begins with it again."""
    at = start
    while opening := _SINGLE.search(text, at, end):
        follow = _SINGLE.search(text, opening.end(), end)
        limit = follow.start() if follow else end
        closings = list(_SINGLE_END.finditer(text, opening.end(), limit))
        # An apostrophe may end a word (the workers' pay): a mark behind a pause is surely the closing mark.
        sure = [m for m in closings if text[m.start() - 1] in _SURE]
        if not sure and not follow and goes_on == opening.group():
            yield Quoted(start=opening.start(), end=end, closed=False, single=True)
            return
        if not closings:
            at = opening.end()
            continue
        closing = (sure or [m for m in closings if text[m.start() - 1] != "s"] or closings)[0]
        yield Quoted(start=opening.start(), end=closing.end(), single=True)
        at = closing.end()
