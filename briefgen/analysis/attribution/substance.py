"""Whether words in quotation marks say anything by themselves: “Yes”, “You bet!”, “if it comes to that” do not.

Measured by what carries content: nouns, names, numbers, adjectives and verbs that are not among the few that go
with anything (*be*, *get*, *thing*).
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
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What opens a clause that hangs on another, and with which words it may also open one of its own.
_HANGS = frozenset({"if", "unless", "while", "because", "although", "though", "whether", "who", "which", "whose"})
_SUBORDINATE = frozenset({"advcl", "relcl", "acl"})
_OWN = frozenset({"ROOT", "ccomp", "conj"})
_END = "”\"'’» "


def says_little(article: Article, span: Span) -> bool:
    """Whether the words of one sentence are too few or too general to tell what is said, or half a clause."""
    tokens = tokens_of(article, span)
    number = carrying(tokens)
    if number < _LEAST:
        return True
    if number < _FEW and any(_points(t) for t in tokens) and not any(t.pos == "PROPN" for t in tokens):
        return True
    asks_or_cheers = article.text[span[0] : span[1]].rstrip(_END)[-1:] in {"?", "!"}
    return number < _FEW and asks_or_cheers and not any(t.pos == "PROPN" for t in tokens)


def is_half(article: Article, span: Span) -> bool:
    """Whether the words are a clause that hangs on another, which is not there: `if they leave`, `who decide`."""
    tokens = [t for t in tokens_of(article, span) if any(c.isalnum() for c in t.text)]
    sentence = article.sentence_at(span[0])
    if not tokens or sentence is None or tokens[0].text.lower() not in _HANGS:
        return False
    if article.text[span[0] : span[1]].rstrip(_END)[-1:] == "?":
        return False
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


def carrying(tokens: Sequence[Token]) -> int:
    """How many of the words carry content."""
    empty = words("quotations", "empty")
    return sum(t.pos in _CARRY and t.lemma.lower() not in empty for t in tokens)


def tokens_of(article: Article, span: Span) -> list[Token]:
    """The words of a span that lies in one sentence."""
    sentence = article.sentence_at(span[0])
    return [t for t in sentence.tokens if span[0] <= t.start < span[1]] if sentence else []


def _points(t: Token) -> bool:
    return t.tag in _POINTING and t.pos == "PRON" and t.text.lower() in _POINTS
