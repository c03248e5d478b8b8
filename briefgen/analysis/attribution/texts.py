"""Who speaks in a text: whose the letter is that says something, and whom a paper quotes."""

from __future__ import annotations

from briefgen.analysis.attribution.noun_phrases import NounPhrases
from briefgen.language.lexicon import words

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ISSUING = frozenset(
    {
        "issue",
        "release",
        "post",
        "publish",
        "send",
        "write",
        "make",
        "give",
        "tweet",
        "share",
        "deliver",
        "email",
    }
)
_BY_MEANS = frozenset({"with", "in", "via", "through"})
# How far up the parse the verb may stand whose subject sends the text.
_UP = 4


def author_of(phrases: NounPhrases, verb: int) -> int | None:
    """Who says it in a text of his own: Roe in `Roe answered with a letter saying: “…”`."""
    tokens = phrases.tokens
    t = tokens[verb]
    own = next((c for c in phrases.s.children[verb] if tokens[c].rel == "nsubj"), None)
    text = t.head if t.rel == "acl" else own
    named = tokens[text] if text is not None else t
    if t.tag != "VBG" or named.lemma.lower() not in words("quotations", "utterances"):
        return None
    above = t.head if t.rel == "pobj" else named.head
    if tokens[above].text.lower() in _BY_MEANS:
        return _of_sentence(phrases, above)
    issues = named.rel == "dobj" and tokens[above].lemma.lower() in _ISSUING
    return phrases.subject(above) if issues else None


def _of_sentence(phrases: NounPhrases, i: int) -> int | None:
    """The subject of the finite verb above."""
    for _ in range(_UP):
        i = phrases.tokens[i].head
        if phrases.tokens[i].tag in _FINITE:
            return phrases.subject(i)
    return None


def quoted_by(phrases: NounPhrases, verb: int) -> list[int]:
    """`the paper quoted Roe as saying`: Roe."""
    tokens = phrases.tokens
    if tokens[verb].lemma.lower() not in {"quote", "cite"}:
        return []
    behind = [c for c in phrases.s.children[verb] if c > verb]
    head = next((c for c in behind if tokens[c].rel == "dobj"), None)
    says = any(t.lemma in {"say", "tell", "write"} and t.tag == "VBG" for t in tokens[verb + 1 :])
    return phrases.of_head(head, verb) if says and head is not None and head in phrases.outside else []
