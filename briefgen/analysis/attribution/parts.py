"""Quotation marks round a part of what a clause reports: the content is the whole reported clause."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.attribution.pieces import Piece, Pieces
from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.analysis.attribution.speakers import Speaker, Speakers
from briefgen.model import Sentence

_CONTENT = frozenset({"ccomp", "xcomp", "dobj", "oprd", "attr", "prep", "advcl", "acomp", "dep", "agent", "pobj", "prt"})
_ADDRESSED = frozenset({"tell", "remind", "assure", "inform", "warn", "advise", "ask", "email", "text"})
# Tokens between a cue and a part that no ancestor in the parse connects.
_REACH = 25


def in_parts(pieces: Pieces) -> Iterator[Attribution]:
    """The attributions with a part in marks, outside the statements."""
    end = 0
    for piece in pieces.all:
        if piece.statement or piece.start < end:
            continue
        found = _reported(pieces, piece)
        if found is None:
            continue
        speaker, span = found
        end = max(span[1], piece.end)
        yield Attribution(
            source=pieces.article.id, content=(span,), holder=speaker.holder, cue=speaker.cue, stance="states", manner="mixed",
            rule="quotation/" + speaker.rule, confidence="medium",
        )  # fmt: skip


def _reported(pieces: Pieces, piece: Piece) -> tuple[Speaker, Span] | None:
    sentence = pieces.sentences[piece.first]
    speakers = Speakers(sentence, pieces.outside(piece.first))
    return _before_speaker(pieces, speakers, piece) or _in_clause(speakers, piece)


def _before_speaker(pieces: Pieces, speakers: Speakers, piece: Piece) -> tuple[Speaker, Span] | None:
    """`The vote was “a disgrace,” Roe said`: all before the reporting clause, which ends the sentence."""
    tokens = speakers.tokens
    outside = [i for i in sorted(speakers.outside) if tokens[i].start >= piece.end]
    commas = [i for i in outside if tokens[i].text == ","]
    starts = [i + 1 for i in commas[:6]]
    if outside and "," in pieces.article.text[piece.end - 3 : piece.end]:
        starts.insert(0, outside[0])
    for start in starts:
        rest = [i for i in outside if i >= start]
        after = speakers.after(rest) if rest else None
        if after is not None and speakers.ends_here(after):
            own = [i for i in sorted(speakers.outside) if tokens[i].start < after.start and tokens[i].pos != "PUNCT"]
            while own and tokens[own[0]].pos == "CCONJ":
                own.pop(0)
            return (after, (min(tokens[own[0]].start, piece.start), max(tokens[own[-1]].end, piece.end))) if own else None
    return None


def _in_clause(speakers: Speakers, piece: Piece) -> tuple[Speaker, Span] | None:
    """The clause of a verb above the part."""
    verb = _governor(speakers, piece)
    head = speakers.subject(verb) if verb is not None else None
    if verb is None or head is None or head not in speakers.outside:
        return None
    holder = speakers.phrase(head, verb)
    if not holder:
        return None
    tokens = speakers.tokens
    start, end = _extent(speakers.s, verb, piece)
    a, b = tokens[holder[0]].start, tokens[holder[-1]].end
    if start >= end or a < end and start < b:
        return None
    cue = tokens[verb]
    return Speaker(holder=(a, b), cue=(cue.start, cue.end), verb=verb, start=min(a, cue.start), rule="part"), (start, end)


def _governor(speakers: Speakers, piece: Piece) -> int | None:
    """The nearest verb of saying or judging above the part in the parse; else before it in the text."""
    tokens = speakers.tokens
    inside = [i for i, t in enumerate(tokens) if piece.start <= t.start < piece.end and any(c.isalnum() for c in t.text)]
    if not inside:
        return None
    for i in inside:
        if tokens[i].head in inside and tokens[i].head != i:
            continue
        for _ in range(12):
            above = tokens[i].head
            if above == i:
                break
            i = above
            if i in speakers.outside and i < inside[0] and (speakers.is_cue(i, ("saying", "judging")) or (tokens[i].tag == "VBG" and speakers.is_saying(i))):
                return i
    near = range(max(0, inside[0] - _REACH), inside[0])
    before = [i for i in near if i in speakers.outside and speakers.is_cue(i, ("saying",))]
    return before[-1] if before and tokens[before[-1]].tag != "VBN" else None


def _extent(s: Sentence, verb: int, piece: Piece) -> Span:
    """From the first complement of the verb to the end of the clause, the part included."""
    children = [c for c in s.children[verb] if c > verb and s.tokens[c].rel in _CONTENT]
    clause = [c for c in children if s.tokens[c].rel == "ccomp"]
    if clause:
        children = clause
    elif len(children) > 1 and s.tokens[verb].lemma in _ADDRESSED and s.tokens[children[0]].rel in {"dobj", "dative"}:
        children = children[1:]
    inside = [j for c in children for j in s.subtree(c) if j > verb]
    start, end = (s.tokens[min(inside)].start, s.tokens[max(inside)].end) if inside else (piece.start, piece.end)
    start, end = min(start, piece.start), max(end, piece.end)
    while end > max(piece.end, start) and s.text[end - s.start - 1] in ",.;: ":
        end -= 1
    return start, end
