"""Quotation marks round a part of what a clause reports: the content is the whole reported clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefgen.analysis.attribution.pieces import Piece, Pieces
from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.analysis.attribution.said import attribution
from briefgen.analysis.attribution.speakers import Speaker, Speakers
from briefgen.language.lexicon import words
from briefgen.model import Sentence

_CONTENT = frozenset(
    ["ccomp", "xcomp", "dobj", "oprd", "attr", "prep", "advcl", "acomp", "dep", "agent", "pobj"]
)
_ADDRESSED = frozenset({"tell", "remind", "assure", "inform", "warn", "advise", "ask", "email", "text"})
# Tokens between a cue and a part that no ancestor in the parse connects; how far up the parse it may stand.
_REACH = 25
_DEPTH = 12
# Commas behind the part at which a reporting clause may begin.
_COMMAS = 6
# Parts in one sentence: more is a list of words, not what a clause reports.
_MANY = 30
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Words behind a comma that begin what the reporter adds.
_ADDS = frozenset(["and", "but", "while", "as", "although", "though", "when", "before", "after", "because"])


def in_parts(pieces: Pieces) -> Iterator[Attribution]:
    """The attributions with a part in marks, outside the statements."""
    end = 0
    many = Counter(piece.first for piece in pieces.all)
    for piece in pieces.all:
        if piece.statement or piece.start < end or many[piece.first] > _MANY:
            continue
        speakers = Speakers(pieces.sentences[piece.first], pieces.outside(piece.first))
        found = _before_speaker(pieces, speakers, piece) or _in_clause(pieces, speakers, piece)
        if found is not None:
            speaker, span = found
            end = max(span[1], piece.end)
            yield attribution(pieces.article, speaker, [span], "mixed", speaker.rule, "medium")


def _before_speaker(pieces: Pieces, speakers: Speakers, piece: Piece) -> tuple[Speaker, Span] | None:
    """`The vote was “a disgrace,” Roe said`: all before the reporting clause, which ends the sentence."""
    tokens = speakers.tokens
    behind = [i for i in sorted(speakers.outside) if tokens[i].start >= piece.end]
    starts = [i + 1 for i in behind if tokens[i].text == ","][:_COMMAS]
    if behind and "," in pieces.article.text[piece.end - 3 : piece.end]:
        starts.insert(0, behind[0])
    for start in starts:
        speaker = speakers.after([i for i in behind if i >= start])
        says = speaker is not None and (speaker.verb is None or speakers.is_saying(speaker.verb))
        if speaker is not None and says and speakers.ends_here(speaker):
            span = _all_before(speakers, speaker)
            return (speaker, (min(span[0], piece.start), max(span[1], piece.end))) if span else None
    return None


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
    head = speakers.phrases.subject(verb) if verb is not None else None
    if verb is None or head is None or head not in speakers.outside:
        return None
    holder = speakers.phrases.of_head(head, verb)
    if not holder:
        return None
    start, end = extent_of(speakers.s, verb, piece)
    end = _before_next(speakers, pieces, piece, end)
    a, b = speakers.phrases.span(holder)
    if start >= end or (a < end and start < b):
        return None
    return speakers.speaker(verb, holder, min(holder[0], verb), "part"), (start, end)


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


def _before_addition(s: Sentence, piece: Piece, end: int) -> int:
    """Where the reporter's addition ends the content: `…, adding`, `…, which`, `… before leaving`."""
    behind = [t for t in s.tokens if piece.end <= t.start < end]
    closed = s.text[piece.end - s.start - 2 : piece.end - s.start - 1] == ","
    for n, t in enumerate(behind):
        low = t.text.lower()
        comma = behind[n - 1].text == "," if n else closed
        if comma and (t.tag in {"VBG", "WDT", "WP"} or low in _ADDS):
            return t.start
        follows = behind[n + 1].tag if n + 1 < len(behind) else ""
        if low in {"before", "after"} and follows == "VBG":
            return t.start
    return end


def extent_of(s: Sentence, verb: int, piece: Piece) -> Span:
    """From the first complement of the verb to the end of the clause, the part included."""
    children = [c for c in s.children[verb] if c > verb and s.tokens[c].rel in _CONTENT]
    clause = [c for c in children if s.tokens[c].rel == "ccomp"]
    addressed = s.tokens[verb].lemma in _ADDRESSED and len(children) > 1
    if clause:
        children = clause
    elif addressed and s.tokens[children[0]].rel in {"dobj", "dative"}:
        children = children[1:]
    inside = [j for c in children for j in s.subtree(c) if j > verb]
    start = min(piece.start, *(s.tokens[j].start for j in inside)) if inside else piece.start
    end = max(piece.end, *(s.tokens[j].end for j in inside)) if inside else piece.end
    end = _before_addition(s, piece, end)
    while end > max(piece.end, start) and s.text[end - s.start - 1] in ",.;: ":
        end -= 1
    return start, end
