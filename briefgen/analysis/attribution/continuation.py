"""Sentences that are all quotation and name no speaker: the last one goes on.

“The pay is too low,” Roe said, or: Roe said that the pay was too low. And then: “Nobody can live on it.”
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefgen.analysis.attribution.covered import Covered
from briefgen.analysis.attribution.pieces import Piece, Pieces
from briefgen.analysis.attribution.records import Attribution, Manner, Span
from briefgen.analysis.attribution.said import weighted


def continued(pieces: Pieces, found: Iterable[Attribution]) -> list[Attribution]:
    """The attributions, those that a quotation without speaker continues with what it says."""
    known = list(found)
    taken = Covered(span for a in known for span in a.content)
    at: dict[int, list[int]] = {}
    """Number of a sentence → which attributions report in it."""
    for n, a in enumerate(known):
        for number in {pieces.number_of(span[0]) for span in (*a.content, *([a.cue] if a.cue else []))}:
            at.setdefault(number, []).append(n)
    for piece in _without_speaker(pieces, taken):
        speaks = at.get(piece.first - 1)
        if not speaks or pieces.sentences[piece.first - 1].heading:
            continue
        n = _main(known, speaks)
        content = weighted([*known[n].content, *pieces.spans(piece)])
        manner: Manner = "direct" if known[n].manner == "direct" else "mixed"
        known[n] = replace(known[n], content=content, manner=manner)
        for number in range(piece.first, piece.last + 1):
            at[number] = [n]
    return known


def _without_speaker(pieces: Pieces, taken: Covered) -> Iterator[Piece]:
    """The statements that begin a sentence and lie in nobody's content."""
    for piece in pieces.statements:
        if not taken.touches((piece.start, piece.end)) and not pieces.lead(
            piece.quoted, pieces.sentences[piece.first]
        ):
            yield piece


def _main(known: list[Attribution], speaks: list[int]) -> int:
    """Of several in a sentence the last that lies in no other's content."""
    outer = [
        n
        for n in speaks
        if not any(m != n and _inside(known[n].content[0], known[m].content[0]) for m in speaks)
    ]
    return max(outer or speaks, key=lambda n: (known[n].cue or known[n].content[0], n))


def _inside(a: Span, b: Span) -> bool:
    return b[0] <= a[0] and a[1] <= b[1] and a != b
