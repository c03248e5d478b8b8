"""Quotations that no cue introduces: whose they are by what stands round them.

Tried last, on what no other rule took: a reporting clause that the parser misread; the subject of whatever
clause introduces the quotation (`Roe shook her head: “…”`); who spoke just before in the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.analysis.attribution.covered import Covered
from briefgen.analysis.attribution.extents import extent_of
from briefgen.analysis.attribution.noun_phrases import is_somebody
from briefgen.analysis.attribution.pieces import Piece, Pieces, is_title
from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.analysis.attribution.said import attribution
from briefgen.analysis.attribution.speakers import Speaker, Speakers
from briefgen.language.lexicon import words
from briefgen.model import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Words of a quotation; fewer are a name, a title or a word that the writer keeps at a distance.
_FEW = 3
# Tokens behind a quotation among which the verb of a misread reporting clause stands.
_NEAR = 14
_DEPTH = 12


def unclaimed_statements(pieces: Pieces, known: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions of statements that lie in nobody's content."""
    taken = Covered(span for a in known for span in a.content)
    for piece in pieces.statements:
        if not pieces.sentences[piece.first].heading and not taken.touches((piece.start, piece.end)):
            made = _of_statement(pieces, piece)
            if made is not None:
                yield made


def unclaimed_parts(pieces: Pieces, known: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions of words in marks that lie in nobody's content."""
    found = list(known)
    taken = Covered(span for a in found for span in a.content)
    speaks = {pieces.number_of(a.content[0][0]): a for a in found if a.holder}
    for piece in pieces.all:
        loose = not (piece.quoted.single or pieces.sentences[piece.first].heading)
        if loose and not taken.touches((piece.start, piece.end)):
            made = _alone(pieces, piece) if piece.statement else _of_part(pieces, piece, speaks)
            if made is not None:
                yield made


def _of_statement(pieces: Pieces, piece: Piece) -> Attribution | None:
    if _words(pieces, piece) < _FEW:
        return None
    first, final = (Speakers(pieces.sentences[n], pieces.outside(n)) for n in (piece.first, piece.last))
    lead = [i for i in pieces.before(piece) if not first.phrases.is_mark(i)]
    tail = [i for i in pieces.after(piece) if not final.phrases.is_mark(i)]
    speaker = None
    if tail and not lead and pieces.inner(piece.quoted)[-1:] in ",?!":
        speaker = _misread(final, tail)
    elif any(first.tokens[i].tag in _FINITE for i in lead):
        speaker = _ahead(first, lead)
    if speaker is None:
        return None
    return attribution(pieces.article, speaker, pieces.spans(piece), "direct", speaker.rule, "low")


def _alone(pieces: Pieces, piece: Piece) -> Attribution | None:
    outside = (*pieces.before(piece), *pieces.after(piece))
    tokens = pieces.sentences[piece.first].tokens
    if piece.first == piece.last and any(c.isalnum() for i in outside for c in tokens[i].text):
        return None
    speaker = _subject_before(pieces, piece)
    spans = pieces.spans(piece)
    return attribution(pieces.article, speaker, spans, "direct", speaker.rule, "low") if speaker else None


def _words(pieces: Pieces, piece: Piece) -> int:
    return len(pieces.inner(piece.quoted).split())


def _misread(s: Speakers, tail: list[int]) -> Speaker | None:
    """`“…,” the ad states`: a form of a verb of saying, whatever the parser took it for, behind a noun."""
    for n, i in enumerate(tail[1:_NEAR], 1):
        if _says(s.tokens[i]):
            holder = s.phrases.trimmed(tail[:n]) or tail[:n]
            return s.speaker(i, holder, tail[0], "misread")
    return None


def _says(t: Token) -> bool:
    low = t.text.lower()
    forms = {t.lemma.lower(), low, low.removesuffix("s"), low.removesuffix("ed"), low.removesuffix("d")}
    return not t.text[0].isupper() and any(f in words("quotations", "saying") for f in forms)


def _ahead(s: Speakers, lead: list[int]) -> Speaker | None:
    """The subject of the verb nearest before the quotation."""
    for i in reversed(lead):
        if s.tokens[i].pos != "VERB":
            continue
        head = s.phrases.subject(i)
        holder = s.phrases.of_head(head, i) if head is not None and head in s.outside else []
        if holder:
            return s.speaker(i, holder, lead[0], "ahead")
    return None


def _subject_before(pieces: Pieces, piece: Piece) -> Speaker | None:
    """Whom the sentence before in the paragraph has for its subject: `Roe agreed. “…”`."""
    number = piece.first - 1
    if number < 0 or pieces.sentences[number].paragraph != pieces.sentences[piece.first].paragraph:
        return None
    s = Speakers(pieces.sentences[number], pieces.outside(number))
    for i in sorted(s.outside):
        head = s.phrases.subject(i) if s.tokens[i].rel == "ROOT" else None
        holder = s.phrases.of_head(head, i) if head is not None and is_somebody(s.tokens[head]) else []
        if holder:
            return _speaker(s.phrases.span(holder), piece, "subject before")
    return None


def _speaker(holder: Span | None, piece: Piece, rule: str) -> Speaker:
    return Speaker(holder=holder, cue=None, verb=None, start=piece.start, rule=rule, lemma="say")


def _of_part(pieces: Pieces, piece: Piece, speaks: Mapping[int, Attribution]) -> Attribution | None:
    """`Roe met them with “a mess of a plan”`: words of a clause's subject, or of who spoke before."""
    words_in = pieces.inner(piece.quoted)
    s = Speakers(pieces.sentences[piece.first], pieces.outside(piece.first))
    inside = [
        i for i, t in enumerate(s.tokens) if piece.start <= t.start < piece.end and not s.phrases.is_mark(i)
    ]
    if is_title(words_in) or not inside:
        return None
    top = next((i for i in inside if s.tokens[i].head not in inside or s.tokens[i].head == i), inside[0])
    verb = _verb_above(s, top)
    if verb is None or verb > inside[0] or s.tokens[verb].rel == "pcomp":
        return None  # “by pointing at “a mess””: how it is done, and seldom who says it
    head = s.phrases.subject(verb)
    if head is None or head not in s.outside:
        return None
    many = _words(pieces, piece) >= _FEW
    if s.tokens[verb].lemma == "be" or not is_somebody(s.tokens[head]):
        return _goes_on(pieces, piece, s, verb, speaks) if many else None
    holder = s.phrases.of_head(head, verb)
    if not holder or not (many or _is_named(s, inside[0])):
        return None
    span, (a, b) = extent_of(s.s, verb, piece), s.phrases.span(holder)
    if span[0] < b and a < span[1]:
        return None
    speaker = s.speaker(verb, holder, min(holder[0], verb), "clause")
    return attribution(pieces.article, speaker, [span], "mixed", speaker.rule, "low")


def _is_named(s: Speakers, first: int) -> bool:
    """Whether the words are what somebody calls something: `as a “mess”`, `the phrase “clean slate”`."""
    before = [i for i in range(max(0, first - 4), first) if not s.phrases.is_mark(i)]
    if before and s.tokens[before[-1]].tag == "DT":
        before.pop()
        return bool(before) and s.tokens[before[-1]].text.lower() == "as"
    low = s.tokens[before[-1]].lemma.lower() if before else ""
    return low == "as" or low in words("quotations", "naming")


def _goes_on(
    pieces: Pieces, piece: Piece, s: Speakers, verb: int, speaks: Mapping[int, Attribution]
) -> Attribution | None:
    """`Roe said no. It was “a mess of a plan”`: who spoke in the sentence before, and nobody in this."""
    before = speaks.get(piece.first - 1)
    same = (
        piece.first > 0
        and pieces.sentences[piece.first - 1].paragraph == pieces.sentences[piece.first].paragraph
    )
    if before is None or not same or piece.first in speaks:
        return None
    tree = [s.tokens[i] for i in s.s.subtree(verb)]
    span = (min(piece.start, tree[0].start), max(piece.end, tree[-1].end))
    return attribution(
        pieces.article, _speaker(before.holder, piece, "goes on"), [span], "mixed", "goes on", "low"
    )


def _verb_above(s: Speakers, i: int) -> int | None:
    for _ in range(_DEPTH):
        if s.tokens[i].head == i:
            return None
        i = s.tokens[i].head
        if s.tokens[i].pos in {"VERB", "AUX"} and i in s.outside:
            return i
    return None
