"""From lines to blocks in the order in which they are read: what stands on one page of a PDF.

Blocks are lines that stand under one another alone. They are put in order as Breuel has it (“High performance
document layout analysis”, 2003): what stands above in the same column comes first, and what is on the left,
unless something between the two spans both.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.pdf_reading.page_lines import Line

_LEADING = 1.5
"""Heights of letters between two lines of a block, at most."""
_MOST = 400
"""Blocks of a page; one that has more is no page of text, and is read from top to bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines of one size that stand under one another."""

    lines: tuple[Line, ...]
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def size(self) -> float:
        """Of most of its letters."""
        return self.lines[0].size


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The page's blocks, in the order in which they are read."""
    return _in_order([_block(own) for own in _grouped(lines)])


def _grouped(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of which each is the only one directly under the other, and of its size."""
    order = sorted(range(len(lines)), key=lambda n: (-lines[n].y1, lines[n].x0))
    below: dict[int, list[int]] = {n: _under(lines, order, at) for at, n in enumerate(order)}
    above = Counter(m for under in below.values() for m in under)
    found: dict[int, list[int]] = {}
    for n in order:
        own = found.setdefault(n, [n])
        if len(below[n]) == 1 and above[m := below[n][0]] == 1 and _alike(lines[n], lines[m]):
            own.append(m)
            found[m] = own
    return [[lines[n] for n in own] for own in {id(own): own for own in found.values()}.values()]


def _under(lines: Sequence[Line], order: Sequence[int], at: int) -> list[int]:
    """The lines directly under one: in its column, near, and nothing between."""
    one = lines[order[at]]
    found: list[int] = []
    reach = one.y0 - _LEADING * one.size
    for n in order[at + 1 :]:
        other = lines[n]
        if other.y1 < reach:
            break
        middle = (other.y0 + other.y1) / 2
        beneath = middle < one.y0 + 0.2 * one.size and _beside(one, other) > 1
        if beneath and not any(_beside(other, lines[m]) > 1 for m in found):
            found.append(n)
    return found


def _beside(a: Line | Block, b: Line | Block) -> float:
    """By how much two things overlap from left to right."""
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def _alike(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= 0.08 * max(a.size, b.size) and a.bold == b.bold


def _block(lines: Sequence[Line]) -> Block:
    return Block(
        lines=tuple(lines), x0=min(x.x0 for x in lines), y0=min(x.y0 for x in lines),
        x1=max(x.x1 for x in lines), y1=max(x.y1 for x in lines),
    )  # fmt: skip


# -- order ---------------------------------------------------------------------------


def _in_order(blocks: list[Block]) -> tuple[Block, ...]:
    """Topological order; among those that may come next the topmost, so that a circle ends too."""
    if len(blocks) > _MOST:
        return tuple(sorted(blocks, key=lambda b: (-b.y1, b.x0)))
    behind, before = _relations(blocks)
    waiting = [(-b.y1, b.x0, n) for n, b in enumerate(blocks)]
    heapq.heapify(waiting)
    ready = [entry for entry in waiting if before[entry[2]] == 0]
    heapq.heapify(ready)
    out: list[int] = []
    done: set[int] = set()
    while len(out) < len(blocks):
        queue = ready or waiting
        n = heapq.heappop(queue)[2]
        if n in done:
            continue
        done.add(n)
        out.append(n)
        for m in behind[n]:
            before[m] -= 1
            if before[m] == 0 and m not in done:
                heapq.heappush(ready, (-blocks[m].y1, blocks[m].x0, m))
    return tuple(blocks[n] for n in out)


def _relations(blocks: Sequence[Block]) -> tuple[list[list[int]], list[int]]:
    """For each block those that come behind it, and how many come before."""
    behind: list[list[int]] = [[] for _ in blocks]
    before = [0] * len(blocks)
    by_top = sorted(range(len(blocks)), key=lambda n: -blocks[n].y1)
    tops = [-blocks[n].y1 for n in by_top]
    for n, a in enumerate(blocks):
        for m, b in enumerate(blocks):
            if n != m and (_is_above(a, b) or (_is_left(a, b) and not _parted(a, b, blocks, by_top, tops))):
                behind[n].append(m)
                before[m] += 1
    return behind, before


def _is_above(a: Block, b: Block) -> bool:
    return _beside(a, b) > 1 and (a.y0 + a.y1, a.x0) > (b.y0 + b.y1, b.x0)


def _is_left(a: Block, b: Block) -> bool:
    return _beside(a, b) <= 1 and a.x0 < b.x0


def _parted(
    a: Block, b: Block, blocks: Sequence[Block], by_top: Sequence[int], tops: Sequence[float]
) -> bool:
    """Whether something that lies between the two, from top to bottom, spans both."""
    high, low = (a, b) if a.y0 >= b.y1 else (b, a)
    if low.y1 > high.y0:
        return False
    between = by_top[bisect_left(tops, -high.y0 - 1) : bisect_right(tops, -low.y1 + 1)]
    return any(
        _beside(c, a) > 1 and _beside(c, b) > 1 and c.y0 >= low.y1 - 1 for c in (blocks[n] for n in between)
    )
