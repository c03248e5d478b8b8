"""A quotation set off as a text of its own, with a dash and the speaker's name behind or below it."""

from __future__ import annotations

import re

from briefgen.analysis.attribution.pieces import Piece, Pieces
from briefgen.analysis.attribution.speakers import Speaker

# The name ends at a comma, a bracket or the line's end; a dash behind it would make it a crosshead.
_SIGNED = re.compile(
    r"\s*([―—–-]{1,2})\s*([^\s,(:;?!―—–][^\n,(:;?!―—–]{1,59}?)\s*(?:[,(][^\n―—–]{0,80}\s*)?(?:\.\s*)?"
)
# Words: the longest names with an office before them (“Deputy Chief Constable Sir Mara Quill”).
_LONGEST = 8


def signature(pieces: Pieces, piece: Piece) -> Speaker | None:
    """The name that signs a quotation which fills its paragraph, or None."""
    if pieces.lead(piece.quoted, pieces.sentences[piece.first]):
        return None
    own = pieces.sentences[piece.last]
    found = _signed(pieces, piece.end, own.end)
    if (
        found is None
        and not pieces.article.text[piece.end : own.end].strip(" .")
        and _ends_paragraph(pieces, piece)
    ):
        below = pieces.sentences[piece.last + 1 : piece.last + 2]
        found = _signed(pieces, below[0].start, below[0].end) if below else None
    return found


def _ends_paragraph(pieces: Pieces, piece: Piece) -> bool:
    both = pieces.sentences[piece.last : piece.last + 2]
    return len(both) == 2 and both[0].paragraph != both[1].paragraph


def _signed(pieces: Pieces, start: int, end: int) -> Speaker | None:
    """The signature that a stretch of the text is, and nothing else."""
    text = pieces.article.text
    m = _SIGNED.fullmatch(text, start, end)
    if m is None or not _is_name(m.group(2)):
        return None
    return Speaker(
        holder=m.span(2), cue=m.span(1), verb=None, start=m.start(1), rule="signature", lemma="say"
    )


def _is_name(words: str) -> bool:
    """Whether every word but small ones begins with a capital."""
    own = words.split()
    return len(own) <= _LONGEST and own[0][0].isupper() and all(w[0].isupper() or len(w) <= 3 for w in own)
