"""Papers that speak for themselves (an indictment, court records), named as the source names them."""

from __future__ import annotations

from briefgen.analysis.attribution import Attribution
from briefgen.analysis.holder_extent import stop
from briefgen.analysis.holder_phrases import Phrase
from briefgen.language.lexicon import words as lexicon
from briefgen.model import Sentence

# Words before the noun that tell no paper from another.
_PLAIN = ("the", "a", "an", "this", "that", "these", "those", "some", "his", "her", "its", "their", "said")
_VAGUE = ("new", "recent", "same", "previous", "earlier", "latest", "written", "other", "another")
# Prepositions whose phrase says which paper it is.
_TELLING = ("in", "by", "from", "on", "against", "about", "into", "of", "with", "to")
_NOT_NAMED = (
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "your",
    "whose",
    "which",
    "no",
    "any",
    "every",
    "each",
)
_NOT_SAYING = ("agrees", "commits", "plans", "praises")


def is_paper(noun: str) -> bool:
    """Whether the noun names what can be read."""
    return noun in lexicon("groups", "papers")


def called(part: Phrase, end: int) -> str:
    """What to call the paper that the phrase describes; empty where the words do not tell which it is.

    end: index behind the phrase's noun.
    """
    w = part.w
    noun = w.low(end - 1)
    if not is_paper(noun):
        return ""
    j = end
    if w.low(end) in _TELLING and end + 1 < part.j:
        j = stop(part, end + 1)
    before = [w.low(k) for k in range(part.i, end - 1)]
    telling = j > end or any(x not in (*_PLAIN, *_VAGUE) for x in before)
    first = w.low(part.i)
    if noun in lexicon("groups", "untold") and not telling:
        return ""
    return w.text(part.i, j) if first not in _NOT_NAMED else ""


def may_say(own: Attribution, sentence: Sentence | None) -> bool:
    """Whether a paper can do what the cue says: it tells; it wants, plans and agrees to nothing."""
    if own.cue is None or sentence is None or own.stance in _NOT_SAYING:
        return False
    words = [t for t in sentence.tokens if own.cue[0] <= t.start < own.cue[1]]
    return any(t.lemma.lower() in lexicon("groups", "paper_says") for t in words)
