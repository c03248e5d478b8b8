"""Reports that say nothing of the matter: journeys, sources, silence, announcements of what is not named."""

from __future__ import annotations

from briefgen.analysis.attribution.candidates import Candidate
from briefgen.analysis.attribution.reading import Reading
from briefgen.language.lexicon import table, words

_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
_NAMING = frozenset({"prep", "acl", "relcl", "appos", "poss"})
_SPOKEN = frozenset({"clause", "post", "to", "noun_to", "according"})
_SHORT = 9
"""Words of a report that an office looks into something."""


def is_formality(r: Reading, c: Candidate) -> bool:
    """Whether the candidate tells that somebody spoke, travels or looks into it, and nothing more."""
    return (
        _names_sources(r, c)
        or _announces_unnamed(r, c)
        or _travels(r, c)
        or _looks_into(r, c)
        or _confirms_nothing(r, c)
    )


def _names_sources(r: Reading, c: Candidate) -> bool:
    """`cited people familiar with the matter`."""
    if c.lemma not in {"cite", "quote"} or not c.frame.startswith("object"):
        return False
    head = r.tokens[c.head].lemma.lower()
    return head in words("groups", "single") or r.low[c.head] in words("groups", "people")


def _announces_unnamed(r: Reading, c: Candidate) -> bool:
    """`announced the policy shift`, `repeated the comments`: a noun for what is told elsewhere."""
    if not c.frame.startswith("object") or c.lemma not in words("holding", "telling"):
        return False
    nouns = [k for k in r.children[c.verb] if r.tokens[k].rel == "dobj" and k > c.verb]
    if not nouns or r.tokens[nouns[0]].lemma.lower() not in words("holding", "summing"):
        return False
    below = r.children[nouns[0]]
    pointed = any(r.low[k] in _POINTING and r.tokens[k].rel in {"det", "poss"} for k in below)
    whose = any(r.tokens[k].rel == "poss" and r.tokens[k].pos == "PROPN" for k in below)
    return pointed and not whose and not any(r.tokens[k].rel in _NAMING and k > nouns[0] for k in below)


def _travels(r: Reading, c: Candidate) -> bool:
    """`would fly to the capital on Monday`, `plans to make a visit`; not `will not travel`."""
    if c.frame not in _SPOKEN or r.is_negated(c.head):
        return False
    to = c.frame in {"to", "noun_to"}
    if not to and not any(r.tokens[k].tag == "MD" for k in r.children[c.head]):
        return False
    lemma = r.tokens[c.head].lemma.lower()
    if lemma in words("holding", "travelling"):
        return True
    noun = r.child(c.head, {"dobj"})
    makes = lemma in table("cues")["light"] or lemma in {"pay", "hit", "hold", "attend", "take"}
    return makes and noun is not None and r.tokens[noun].lemma.lower() in words("holding", "journeys")


def _looks_into(r: Reading, c: Candidate) -> bool:
    """`said the ruling is being studied`, `said it was reviewing the letter`."""
    if c.frame not in {"clause", "post"} or r.tokens[c.head].lemma.lower() not in words(
        "holding", "studying"
    ):
        return False
    start, end = c.content[0]
    said = sum(start <= t.start < end for t in r.tokens)
    going_on = r.tokens[c.head].tag == "VBG" or any(r.low[k] == "being" for k in r.children[c.head])
    return going_on and said <= _SHORT


def _confirms_nothing(r: Reading, c: Candidate) -> bool:
    """`said he could neither confirm nor deny it`."""
    start, end = c.content[0]
    inside = {r.low[k] for k, t in enumerate(r.tokens) if start <= t.start < end}
    return {"confirm", "deny"} <= inside and bool(inside & {"neither", "not", "n't", "n’t", "cannot"})
