"""A quotation set off as a text of its own, with a dash and the speaker's name behind or below it."""

from __future__ import annotations

import re

from briefgen.analysis.attribution.pieces import Piece, Pieces
from briefgen.analysis.attribution.speakers import Speaker
from briefgen.model import Sentence

# The name ends at a comma, a bracket or the line's end; a dash behind it would make it a crosshead.
_SIGNED = re.compile(
    r"\s*([―—–-]{1,2})\s*([^\s,(:;?!―—–][^\n,(:;?!―—–]{1,59}?)\s*(?:[,(][^\n―—–]{0,80}\s*)?(?:\.\s*)?"
)
# A line above a quotation that says from whom it is.
_FROM = re.compile(
    r"(?:And )?((?i:from(?: the desk of)?)) ([^\s,(:;?!][^\n,(:;?!]{1,59}?)(?:,[^\n:;?!“\"]{1,80})?\s*[.:]?"
)
# Words: the longest names with an office before them (“Deputy Chief Constable Sir Mara Quill”).
_LONGEST = 8


def signature(pieces: Pieces, piece: Piece) -> Speaker | None:
    """The name that signs a quotation which fills its paragraph, or that the line above it gives, or None."""
    if pieces.lead(piece.quoted, pieces.sentences[piece.first]):
        return None
    own = pieces.sentences[piece.last]
    found = _signed(pieces, piece.end, own.end)
    if found is None and not pieces.article.text[piece.end : own.end].strip(" ."):
        below = _alone_behind(pieces, piece)
        found = _signed(pieces, below.start, below.end) if below else None
        return found or _announced(pieces, piece)
    return found


def _alone_behind(pieces: Pieces, piece: Piece) -> Sentence | None:
    """The sentence behind the quotation, where it ends its paragraph."""
    rest = pieces.sentences[piece.last + 1 : piece.last + 3]
    if not rest or (len(rest) == 2 and rest[0].paragraph == rest[1].paragraph):
        return None
    return rest[0]


def _announced(pieces: Pieces, piece: Piece) -> Speaker | None:
    """`From the desk of Roe, a judge:` as a line of its own above a quotation that fills its paragraph."""
    if (
        piece.first == 0
        or pieces.sentences[piece.first - 1].paragraph == pieces.sentences[piece.first].paragraph
    ):
        return None
    behind = pieces.sentences[piece.last + 1 : piece.last + 2]
    if behind and behind[0].paragraph == pieces.sentences[piece.last].paragraph:
        return None
    above = pieces.sentences[piece.first - 1]
    m = _FROM.fullmatch(above.text)
    if m is None or not _is_name(m.group(2)):
        return None
    at = above.start
    return Speaker(
        holder=(at + m.start(2), at + m.end(2)), cue=(at + m.start(1), at + m.end(1)), verb=None, start=at,
        rule="signature", lemma="say",
    )  # fmt: skip


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
