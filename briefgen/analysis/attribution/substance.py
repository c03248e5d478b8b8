"""Whether words in quotation marks say anything by themselves: “Yes”, “You bet!”, “if it must be” do not.

Measured by what carries content: nouns, names, numbers, adjectives and verbs that are not among the few
that go with anything (*be*, *get*, *thing*).
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.analysis.attribution.records import Span
from briefgen.language.lexicon import words
from briefgen.model import Article, Token

_CARRY = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
# Words with content below which nothing is said, and below which a word that points elsewhere hides it.
_LEAST = 2
_FEW = 3
_POINTING = frozenset({"PRP", "DT"})
_POINTS = frozenset({"it", "this", "that", "these", "those", "they", "them", "him", "her", "he", "she"})
_PEOPLE = frozenset({"he", "she", "they", "her"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What opens a clause that hangs on another, and with which words it may also open one of its own.
_HANGS = frozenset(
    {"if", "unless", "while", "because", "although", "though", "whether", "who", "which", "whose"}
)
_CONDITIONS = frozenset({"if", "unless"})
_SUBORDINATE = frozenset({"advcl", "relcl", "acl"})
_OWN = frozenset({"ROOT", "ccomp", "conj"})
# Tokens of a condition that has no room for what follows from it.
_SHORT = 8
# Tokens at its beginning by which a courtesy is known.
_OPENING = 9
_SPEAKER = frozenset({"i", "we", "my", "our"})
_NOT = frozenset({"not", "n't", "n’t", "no", "never", "cannot"})
_WILL = frozenset({"will", "wo", "won’t", "shall", "’ll", "'ll"})
# Tokens behind the speaker among which the verb stands.
_VERB = 6
_ADDRESSED = frozenset({"you", "your", "yourself"})
_END = "”\"'’» "


def says_little(article: Article, span: Span, told: bool = False) -> bool:
    """Whether the words of one sentence are too few or too general to tell what is said.

    In words that are told, and not all in marks, `she` is most often the speaker.
    """
    tokens = tokens_of(article, span)
    number = carrying(tokens)
    if number < _LEAST:
        return True
    if (
        number < _FEW
        and any(_points(t) and not (told and t.text.lower() in _PEOPLE) for t in tokens)
        and not any(t.pos == "PROPN" for t in tokens)
    ):
        return True
    asks_or_cheers = article.text[span[0] : span[1]].rstrip(_END)[-1:] in {"?", "!"}
    return number < _FEW and asks_or_cheers and not any(t.pos == "PROPN" for t in tokens)


def is_half(article: Article, span: Span) -> bool:
    """Whether the words hang on a clause that is not there: `if they leave`, `who decide`."""
    tokens = [t for t in tokens_of(article, span) if any(c.isalnum() for c in t.text)]
    sentence = article.sentence_at(span[0])
    if not tokens or sentence is None or tokens[0].text.lower() not in _HANGS:
        return False
    words_in = article.text[span[0] : span[1]].rstrip(_END)
    if words_in[-1:] == "?":
        return False
    if tokens[0].text.lower() in _CONDITIONS and "," not in words_in.rstrip(", ") and len(tokens) < _SHORT:
        return not any(t.tag == "VB" and t.rel == "ROOT" for t in tokens)
    return not any(_is_main(t) and _governs(sentence.tokens, t, span) for t in tokens)


def _is_main(t: Token) -> bool:
    return t.tag in _FINITE or (t.tag == "VB" and t.rel in _OWN)  # “If it is mad, call me mad”


def _governs(tokens: Sequence[Token], t: Token, span: Span) -> bool:
    """Whether the verb, or the one that it helps, belongs to no subordinate clause within the span."""
    top = tokens[t.head] if t.rel in {"aux", "auxpass"} else t
    for _ in range(len(tokens)):
        if top.rel in _SUBORDINATE:
            return False
        above = tokens[top.head]
        if above is top or not span[0] <= above.start < span[1]:
            return True
        top = above
    return True


def begins_condition(article: Article, span: Span) -> bool:
    """Whether the words begin with `if` and have no comma behind which something could follow from it."""
    tokens = [t for t in tokens_of(article, span) if any(c.isalnum() for c in t.text)]
    inner = article.text[span[0] : span[1]].rstrip(_END + ",")
    return bool(tokens) and tokens[0].text.lower() in _CONDITIONS and "," not in inner


def is_verbless(article: Article, span: Span) -> bool:
    """Whether no verb stands among the words."""
    return not any(t.tag in _FINITE or t.tag == "VB" for t in tokens_of(article, span))


def is_courtesy(article: Article, span: Span) -> bool:
    """Whether the speaker gives thanks, condolences or no comment: of the matter he says nothing."""
    tokens = tokens_of(article, span)[:_OPENING]
    low = [t.text.lower() for t in tokens]
    own = any(w in _SPEAKER for w in low) or "thank" in low[:2] or "thanks" in low[:2]
    polite = any(t.lemma.lower() in words("quotations", "courtesy") for t in tokens)
    silent = any(t.lemma.lower() in words("quotations", "declined") and t.pos == "VERB" for t in tokens)
    negated = any(w in _NOT for w in low)
    greets = any(w == "dear" for w in low[:2])
    reasons = any(
        t.tag == "VBG" and t.rel == "pcomp" for t in tokens_of(article, span)
    )  # “thank him for selling”
    return greets or (own and polite and not reasons) or (own and silent and negated)


def is_question_to(article: Article, span: Span) -> bool:
    """Whether the words ask somebody something: `Do you feel …?`"""
    asks = article.text[span[0] : span[1]].rstrip(_END)[-1:] == "?"
    return asks and any(t.text.lower() in _ADDRESSED for t in tokens_of(article, span))


def carrying(tokens: Sequence[Token]) -> int:
    """How many of the words carry content."""
    empty = words("quotations", "empty")
    number = sum(t.pos in _CARRY and t.lemma.lower() not in empty for t in tokens)
    return number + _commits(tokens)


def _commits(tokens: Sequence[Token]) -> bool:
    """Whether the speaker says what he will do: “We will not pay.”"""
    low = [t.text.lower() for t in tokens]
    for n, word in enumerate(low):
        if word in {"i", "we"} and n + 1 < len(low) and low[n + 1] in _WILL:
            verb = next((t for t in tokens[n + 2 : n + _VERB] if t.pos == "VERB"), None)
            return verb is not None and verb.lemma.lower() not in words("quotations", "empty")
    return False


def tokens_of(article: Article, span: Span) -> list[Token]:
    """The words of a span that lies in one sentence."""
    sentence = article.sentence_at(span[0])
    return [t for t in sentence.tokens if span[0] <= t.start < span[1]] if sentence else []


def _points(t: Token) -> bool:
    return t.tag in _POINTING and t.pos == "PRON" and t.text.lower() in _POINTS
