"""A reader that remembers what it said of a pair, and lets whoever helps read the new ones.

Where every pair was read before, neither the network nor its runtime is loaded.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping, Sequence

from briefgen.matching.reader import Network, Reading, load
from briefgen.work import Work
from briefgen.work.code import digest, version_of
from briefgen.work.store import key

Pair = tuple[str, str]
_CREW = 600
"""Pairs that are worth a crew: in the two seconds in which a process begins, one reads three hundred."""
_AT_ONCE = 32
"""Pairs in one piece of work. The pieces are the same whoever helps, and so is what is read together."""
_FIGURES = struct.Struct("<3d")
_RULES = ("matching/reader.py", "matching/word_pieces.py")
_MOST = 1e6
"""No answer of a network is larger."""


class Remembering:
    """What the reader that ships with the package says."""

    def __init__(self, reader: Network, work: Work) -> None:
        """`reader`: as `load()` gives it, so that every process has the same."""
        self.version = reader.version
        self._work = work

    def read(self, pairs: Sequence[Pair]) -> list[Reading]:
        """What it says of each pair, in order. Raises ReaderError where the runtime gives up."""
        if not pairs:
            return []
        rules = (self.version, version_of("onnxruntime"), digest(*_RULES))
        keys = [key(*rules, *pair) for pair in pairs]
        known = {k: r for k, data in self._work.store.get("reading", keys).items() if (r := _reading(data))}
        known |= self._made({k: pair for k, pair in zip(keys, pairs, strict=True) if k not in known})
        return [known[k] for k in keys]

    def _made(self, new: Mapping[bytes, Pair]) -> dict[bytes, Reading]:
        """What it says of new pairs, by their keys; alike long ones are read together."""
        order = sorted(new, key=lambda k: (len(new[k][0]) + len(new[k][1]), new[k]))
        pieces = [order[n : n + _AT_ONCE] for n in range(0, len(order), _AT_ONCE)]
        asked = [[new[k] for k in piece] for piece in pieces]
        found: dict[bytes, Reading] = {}
        for place, said in self._work.each("compare", read_some, asked, least=_CREW // _AT_ONCE):
            made = dict(zip(pieces[place], said, strict=True))
            self._work.store.put("reading", {k: _FIGURES.pack(*figures) for k, figures in made.items()})
            found |= {k: Reading(same=a, opposed=b, slot=c) for k, (a, b, c) in made.items()}
        return found


def read_some(pairs: Sequence[Pair]) -> list[tuple[float, float, float]]:
    """What the reader says of these, in plain figures that can be sent."""
    return [(r.same, r.opposed, r.slot) for r in load().read(pairs)]


def _reading(data: bytes) -> Reading | None:
    """What was kept; None where it is no reading."""
    if len(data) != _FIGURES.size:
        return None
    same, opposed, slot = _FIGURES.unpack(data)
    if not all(math.isfinite(x) and abs(x) < _MOST for x in (same, opposed, slot)):
        return None
    return Reading(same=same, opposed=opposed, slot=slot)
