"""What a holder has given up, or a later version has replaced, stands against nobody any more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefgen.findings.disagreements.record import Disagreement, Side
from briefgen.findings.positions import Position
from briefgen.model import Citation, Finding

_KEPT = frozenset({"update", "name", "wording"})
"""Kinds that tell how something was said or what replaced it, not whether it is so."""


def in_dispute(
    found: Iterable[Disagreement], positions: Iterable[Finding], replaced: Mapping[str, str]
) -> Iterator[Disagreement]:
    """The disagreements but those of which a side is only what its holder, or its article, no longer says.

    `replaced`: source id → id of the latest version of the same article.
    """
    gone: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for p in positions:
        if isinstance(p, Position) and p.later is not None and p.shown is not None:
            gone[p.shown.source, p.shown.sentence] += [p.shown, *p.citations]
    for d in (now for d in found if (now := _current(d, replaced))):
        if d.kind in _KEPT or not any(_is_gone(side, gone) for side in d.sides):
            yield d


def _current(d: Disagreement, replaced: Mapping[str, str]) -> Disagreement | None:
    """The disagreement without what only replaced versions say; None where no other side is left."""
    if d.kind == "update" or not any(c.source in replaced for c in d.citations):
        return d
    cited = [tuple(c for c in side.citations if c.source not in replaced) for side in d.sides]
    sides = tuple(replace(s, citations=cs) for s, cs in zip(d.sides, cited, strict=True) if cs)
    if len(sides) < 2:
        return None
    return replace(d, sides=sides, citations=tuple(c for s in sides for c in s.citations))


def _is_gone(side: Side, gone: Mapping[tuple[str, str], list[Citation]]) -> bool:
    """Whether the words that differ stand in such statements alone."""
    saying = [c for c in side.citations if _has(c.quote, side.label)] or side.citations[:1]
    return all(_holds(side.label, gone.get((c.source, c.sentence), ())) for c in saying)


def _holds(label: str, said: Iterable[Citation]) -> bool:
    """Whether the words, or all of a sentence but the speaker's name, are in one of these statements."""
    return any(_has(c.quote, label) or 2 * len(c.quote) > len(label) and c.quote in label for c in said)


def _has(quote: str, label: str) -> bool:
    """Whether the words stand there, not only within others: 3 is not in 30."""
    return re.search(rf"(?<!\w){re.escape(label)}(?!\w)", quote) is not None
