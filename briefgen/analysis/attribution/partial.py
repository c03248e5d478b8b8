"""What a clause holds with words in marks that can hardly be read without the clause."""

from __future__ import annotations

from briefgen.analysis.attribution.pieces import Piece
from briefgen.analysis.attribution.records import Span
from briefgen.analysis.attribution.speakers import Speaker, Speakers
from briefgen.analysis.attribution.stance import stance_of_verb
from briefgen.analysis.attribution.substance import carrying
from briefgen.analysis.attribution.voice import clause_goes_on
from briefgen.model import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Prepositions with which a verb of saying tells of what, or to whom, and not what.
_OF_WHAT = frozenset({"about", "on", "to", "with", "by", "at", "in", "over", "regarding", "from"})
_ASKS = frozenset({"ask", "question", "wonder", "inquire"})
_DECIDED = frozenset({"decide", "choose", "opt", "elect", "vote", "try", "attempt"})
_TELLS = frozenset({"say", "tell", "write", "deny", "report", "tweet", "state", "announce"})
_PRONOUNS = frozenset({"him", "her", "it", "them", "this", "that", "these", "those"})
_OPEN = frozenset({"“", '"', "``", "‘", "'", "«", "„"})
# Words with content that a phrase in marks needs where no verb stands in it.
_BARE = 3


def is_loose(speakers: Speakers, speaker: Speaker, piece: Piece, span: Span) -> bool:
    """Whether what stands in the clause can hardly be read without it.

    A name for what another clause tells of (`what Roe called “a mess”`), something told of (`spoke about`),
    a question asked (`asked why`), a predicate without its subject, something called by a pronoun, nobody's
    name for it (`is called “a mess”`), a bare word.
    """
    verb = speaker.verb
    if verb is None:
        return _tells(speakers, span)
    if speaker.rule == "after":
        return clause_goes_on(speakers.s, verb) or _tells(speakers, span)
    tokens, children = speakers.tokens, speakers.s.children[verb]
    own = [t for t in tokens if span[0] <= t.start < span[1] and any(c.isalnum() for c in t.text)]
    free = any(tokens[c].tag in {"WP", "WDT"} and c < verb and tokens[c].rel == "dobj" for c in children)
    asked = any(tokens[c].rel == "dobj" and tokens[c].lemma == "question" for c in children)
    if not own or free or asked or speaker.holder is None or _is_bare(own, (piece.start, piece.end)):
        return True
    first, says = own[0], speakers.is_verb_of_saying(verb)
    marked = tokens[tokens.index(first) - 1].text in _OPEN
    if speaker.lemma in _DECIDED and tokens[verb].tag in {"VBD", "VBN"}:
        return True  # done, and no plan any more
    asks = speaker.lemma in _ASKS and (first.tag in {"WRB", "WP"} or first.text.lower() in {"whether", "if"})
    of_what = first.text.lower() in _OF_WHAT and not (first.tag == "TO" and _is_wish(speaker, tokens, first))
    if not marked and (of_what or asks):
        return True
    if says and first.tag in _FINITE:
        return True
    called = first.start > tokens[verb].start and (not says or first.rel == "dobj")
    return called and first.tag in {"PRP", "DT"} and first.text.lower() in _PRONOUNS


def _is_wish(speaker: Speaker, tokens: tuple[Token, ...], first: Token) -> bool:
    """Whether `to` opens what somebody promises, plans or demands, and nobody is told."""
    following = tokens[tokens.index(first) + 1 :]
    adverbs = ("VB", "RB", "``", "''")
    plain = any(t.tag == "VB" for t in following[:4]) and following[0].tag in adverbs
    return plain and stance_of_verb(speaker.lemma) != "states"


def _tells(speakers: Speakers, span: Span) -> bool:
    """Whether they hold a report: `Roe said the road was “a mess,” according to the paper`."""
    for i, t in enumerate(speakers.tokens):
        if span[0] <= t.start < span[1] and i in speakers.outside and t.tag in _FINITE and t.lemma in _TELLS:
            above = speakers.tokens[t.head]
            top = above is t or not span[0] <= above.start < span[1]
            if top and speakers.phrases.subject(i) is not None:
                return True
    return False


def _is_bare(own: list[Token], marked: Span) -> bool:
    """Whether a word or two in marks are all that is said: `expressed his “deep regret”`."""
    names = any(t.pos == "PROPN" for t in own)
    verbs = any(t.tag in _FINITE or t.tag in {"VB", "VBN"} for t in own)
    outside = (t for t in own if not marked[0] <= t.start < marked[1])
    alone = all(t.tag in {"DT", "PRP$"} for t in outside)
    return alone and not names and not verbs and carrying(own) < _BARE
