"""Quotation marks round a part of what a clause reports: the content is the whole reported clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from briefgen.analysis.attribution.extents import extent_of
from briefgen.analysis.attribution.partial import is_loose
from briefgen.analysis.attribution.pieces import Piece, Pieces, is_title
from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.analysis.attribution.said import attribution
from briefgen.analysis.attribution.speakers import Speaker, Speakers
from briefgen.analysis.attribution.voice import is_name_giving, is_passive
from briefgen.language.lexicon import words
from briefgen.model import Confidence, Sentence

# Tokens between a cue and a part that no ancestor in the parse connects; how far up the parse it may stand.
_REACH = 25
_DEPTH = 12
# Commas behind the part at which a reporting clause may begin.
_COMMAS = 6
# Parts in one sentence: more is a list of words, not what a clause reports.
_MANY = 30
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Verbs whose object in marks may be a work.
_OF_WORKS = frozenset({"tell", "see", "visit", "read", "watch", "attend", "hear", "play", "sing", "write"})
# Words before the name of a paper, a programme or a work in marks.
_BEFORE_NAMES = frozenset({"with", "on", "at", "to", "in", "of", "from", "for", "'s", "’s", "the", "tell"})


def in_parts(pieces: Pieces) -> Iterator[Attribution]:
    """The attributions with a part in marks, outside the statements."""
    end = 0
    many = Counter(piece.first for piece in pieces.all)
    for piece in pieces.all:
        if piece.statement or piece.start < end or many[piece.first] > _MANY:
            continue
        speakers = Speakers(pieces.sentences[piece.first], pieces.outside(piece.first))
        if _is_name(pieces, speakers, piece):
            continue
        found = _before_speaker(pieces, speakers, piece) or _in_clause(pieces, speakers, piece)
        if found is not None:
            speaker, span = found
            span = (span[0], _behind_marks(pieces, span))
            end = max(span[1], piece.end)
            confidence: Confidence = "low" if is_loose(speakers, speaker, piece, span) else "medium"
            yield attribution(pieces.article, speaker, [span], "mixed", speaker.rule, confidence)


def _is_name(pieces: Pieces, speakers: Speakers, piece: Piece) -> bool:
    """Whether the words are a name that stands beside the clause: `told “The Dawn Show” that …`."""
    if not is_title(pieces.inner(piece.quoted)):
        return False
    before = [t for t in speakers.tokens if t.end <= piece.start and any(c.isalnum() for c in t.text)]
    return bool(before) and (before[-1].text.lower() in _BEFORE_NAMES or before[-1].lemma in _OF_WORKS)


def _behind_marks(pieces: Pieces, span: Span) -> int:
    """The end of the span, behind the marks that it would be cut in."""
    for piece in pieces.all:
        if piece.start >= span[1]:
            break
        if piece.start >= span[0] and piece.first == piece.last:
            span = (span[0], max(span[1], piece.end))
    return span[1]


def _before_speaker(pieces: Pieces, speakers: Speakers, piece: Piece) -> tuple[Speaker, Span] | None:
    """`The vote was “a disgrace,” Roe said`: all before the reporting clause, which ends the sentence."""
    tokens = speakers.tokens
    behind = [i for i in sorted(speakers.outside) if tokens[i].start >= piece.end]
    starts = [i + 1 for i in behind if tokens[i].text == ","][:_COMMAS]
    if behind and "," in pieces.article.text[piece.end - 3 : piece.end]:
        starts.insert(0, behind[0])
    for start in starts:
        speaker = speakers.after([i for i in behind if i >= start])
        if speaker is None or _is_apart(speakers, speaker, start):
            continue
        says = speaker.verb is None or speakers.is_saying(speaker.verb)
        if says and speakers.ends_here(speaker):
            span = _all_before(speakers, speaker)
            return (speaker, (min(span[0], piece.start), max(span[1], piece.end))) if span else None
    return None


def _is_apart(speakers: Speakers, speaker: Speaker, start: int) -> bool:
    """Whether the words from there on belong to what is said: `“a mess” of late, sloppy work, Roe said`."""
    head = speakers.phrases.subject(speaker.verb) if speaker.verb is not None else None
    return head is not None and any(speakers.tokens[i].text == "," for i in range(start, head))


def _all_before(speakers: Speakers, speaker: Speaker) -> Span | None:
    """What stands outside statements before the reporting clause, without a conjunction at its head."""
    tokens = speakers.tokens
    own = [
        i for i in sorted(speakers.outside) if tokens[i].start < speaker.start and tokens[i].pos != "PUNCT"
    ]
    while own and tokens[own[0]].pos == "CCONJ":
        own.pop(0)
    states = any(tokens[i].tag in _FINITE for i in own)
    return (tokens[own[0]].start, tokens[own[-1]].end) if states else None


def _in_clause(pieces: Pieces, speakers: Speakers, piece: Piece) -> tuple[Speaker, Span] | None:
    """The clause of a verb above the part."""
    verb = _governor(speakers, piece)
    if verb is None or is_name_giving(speakers.s, verb, piece.start):
        return None
    if speakers.tokens[verb].rel == "amod":
        return None  # “the so-called “mill tax””
    if is_passive(speakers.s, verb):
        return _by_agent(speakers, verb, piece)
    head = speakers.phrases.subject(verb)
    if head is None or head not in speakers.outside:
        return None
    holder = speakers.phrases.of_head(head, verb)
    if not holder:
        return None
    start, end = extent_of(speakers.s, verb, piece)
    start = _whom(speakers.s, verb, start, piece)
    end = _before_next(speakers, pieces, piece, end)
    a, b = speakers.phrases.span(holder)
    if start >= end or (a < end and start < b):
        return None
    return speakers.speaker(verb, holder, min(holder[0], verb), "part"), (start, end)


def _whom(s: Sentence, verb: int, start: int, piece: Piece) -> int:
    """`called on the owners to “sell the wreck”`: behind `on`."""
    first = next((i for i, t in enumerate(s.tokens) if t.start == start), None)
    if first is None or s.tokens[verb].lemma != "call" or s.tokens[first].text.lower() not in {"on", "upon"}:
        return start
    asks = any(t.tag == "TO" for t in s.tokens[first:] if t.start < piece.end)
    return s.tokens[first + 1].start if asks and first + 1 < len(s.tokens) else start


def _by_agent(speakers: Speakers, verb: int, piece: Piece) -> tuple[Speaker, Span]:
    """`was called “a mess” by Roe`: who is named with `by`, else nobody."""
    tokens, children = speakers.tokens, speakers.s.children
    by = next((c for c in children[verb] if tokens[c].rel == "agent" and c in speakers.outside), None)
    head = next((c for c in children[by] if tokens[c].rel == "pobj"), None) if by is not None else None
    holder = speakers.phrases.of_head(head, verb) if head is not None and head in speakers.outside else []
    named = holder and not piece.start <= tokens[holder[0]].start < piece.end
    speaker = speakers.speaker(verb, holder if named else [verb], verb, "part")
    span = (piece.start, piece.end)
    return (speaker if named else replace(speaker, holder=None)), span


def _governor(speakers: Speakers, piece: Piece) -> int | None:
    """The nearest verb of saying or judging above the part in the parse; else before it in the text."""
    tokens = speakers.tokens
    inside = [
        i
        for i, t in enumerate(tokens)
        if piece.start <= t.start < piece.end and not speakers.phrases.is_mark(i)
    ]
    if not inside:
        return None
    before = inside[0] - 1
    while before > 0 and speakers.phrases.is_mark(before):
        before -= 1
    if before in speakers.outside and speakers.introduces(before):
        return before
    for i in (i for i in inside if tokens[i].head not in inside or tokens[i].head == i):
        for above in _above(speakers.s, i):
            if above in speakers.outside and above < inside[0] and speakers.is_reporting(above):
                return _outer(speakers, above)
    near = (i for i in range(inside[0] - 1, max(-1, inside[0] - _REACH - 1), -1) if i in speakers.outside)
    finite = any(t.tag in _FINITE for i, t in enumerate(tokens) if i in speakers.outside)
    kinds = ("saying",) if finite else ("saying", "judging")
    found = next((i for i in near if speakers.is_cue(i, kinds) or speakers.is_beside_comma(i)), None)
    # Where no other verb could be the main one, the parser took a past for a participle.
    return found if found is not None and (tokens[found].tag != "VBN" or not finite) else None


def _outer(speakers: Speakers, verb: int) -> int:
    """`Roe says he feels that …`: the verb of saying above a thought of the speaker's own."""
    subject = speakers.phrases.subject(verb)
    own = subject is not None and speakers.tokens[subject].pos == "PRON"
    if not own or speakers.tokens[verb].lemma.lower() not in words("quotations", "mental"):
        return verb
    over = (i for i in _above(speakers.s, verb) if i in speakers.outside)
    return next((i for i in over if speakers.is_saying(i) or speakers.is_beside_comma(i)), verb)


def _above(s: Sentence, i: int) -> Iterator[int]:
    """The tokens that govern this one, nearest first."""
    for _ in range(_DEPTH):
        if s.tokens[i].head == i:
            return
        i = s.tokens[i].head
        yield i


def _before_next(speakers: Speakers, pieces: Pieces, piece: Piece, end: int) -> int:
    """Where a further verb of saying with words in marks of its own begins: `… and called it “a mess”`."""
    tokens = speakers.tokens
    further = pieces.next_start(piece)
    for i, t in enumerate(tokens):
        if (
            piece.end <= t.start < min(end, further)
            and i in speakers.outside
            and t.tag in _FINITE
            and speakers.is_cue(i)
        ):
            j = i - 1
            while j > 0 and tokens[j].pos in {"ADV", "AUX"}:
                j -= 1
            if tokens[j].pos == "CCONJ" and (further < speakers.s.end or speakers.is_saying(i)):
                return max(piece.end, tokens[j - 1].end)
    return end
