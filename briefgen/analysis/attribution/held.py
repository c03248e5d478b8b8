"""Whether anybody holds what a candidate reports, as the grammar of its sentence tells.

A passive without an agent (“is expected to”), an impression (“seemed to agree”), a thing that “threatened
to”, an order to the reader, a label before a colon: all of these read like reports, and nobody says anything.
"""

from __future__ import annotations

from briefgen.analysis.attribution.candidates import Candidate
from briefgen.analysis.attribution.noun_phrases import is_somebody
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.stance import class_of
from briefgen.language.lexicon import words

_NOBODY = frozenset({"nobody", "none", "no-one", "nothing"})
_IMPERSONAL = frozenset({"it", "this", "that", "which", "there", "what", "these", "those", "one", "you"})
_REPORTING = frozenset({"say", "tell", "report", "add", "write", "note", "explain", "announce", "tweet"})
_NO_DECISION = frozenset({"know", "see", "hear", "understand", "find", "expect", "release", "raise", "put"})
_SPOKEN = frozenset({"clause", "post", "question", "according", "object", "headline"})
_CLIMB = 3


def is_nobodys(r: Reading, c: Candidate) -> bool:
    """Whether nobody is said to hold it: `if Roe says`, `nobody believes`, `is expected to`."""
    if c.frame == "headline":
        return not _may_speak(r, c)
    if r.context(c.verb) == "if" or _is_impression(r, c.verb) or _is_reduced_passive(r, c):
        return True
    if c.subject is None:
        return c.frame.startswith(("passive_", "adj_")) or _is_imperative(r, c.verb)
    if r.low[c.subject] in _NOBODY or any(r.low[k] == "no" for k in r.children[c.subject]):
        return True
    loose = c.frame not in _SPOKEN and not c.frame.startswith("noun_")
    return loose and is_lifeless(r, c.subject)


def only_reports(r: Reading, c: Candidate) -> bool:
    """Whether the content is no more than another reporting clause (`he told reporters`), or a mere source.

    The parser takes such a clause for the content of the next; who cites an official has said nothing yet.
    """
    said = [t for t in r.tokens if c.content[0][0] <= t.start < c.content[0][1]]
    head = r.tokens[c.head]
    if c.lemma == "cite" and c.frame == "object":
        return head.entity in {"PERSON", "ORG"} or head.lemma.lower() in words("groups", "single")
    if c.frame == "passive_object" and (c.lemma in _NO_DECISION or class_of(c) == "unlisted"):
        return True  # “the cause is not known” is open, and nobody's statement
    if c.lemma == "accept" and c.frame == "object":
        return head.lemma.lower() not in words("holding", "acceptable")  # gifts, or 72 planes an hour
    if said and said[-1].tag == "VBG" and said[-1].lemma in _REPORTING:
        return True  # “quotes the mayor as saying”
    return len(said) <= 4 and head.pos == "VERB" and head.lemma in _REPORTING and c.frame == "clause"


def is_lifeless(r: Reading, i: int) -> bool:
    """Whether the noun names a thing that wants and plans nothing: `the move threatened to …`."""
    token = r.tokens[i]
    low = token.lemma.lower()
    if token.pos != "NOUN" or is_somebody(token):
        return False
    # “Roe's plan calls for”
    owned = any(r.tokens[k].rel in {"poss", "conj"} or r.low[k] == "of" for k in r.children[i])
    return not owned and low in words("holding", "lifeless")


def _is_impression(r: Reading, i: int) -> bool:
    """Whether it only seems so, or will likely be: `seemed to agree`, `is likely to reject`."""
    lemma = r.tokens[i].lemma.lower()
    if lemma in words("holding", "impression") and r.tokens[i].pos in {"VERB", "AUX"}:
        return lemma != "look" or r.child(i, {"prep", "xcomp"}) is None
    token = r.tokens[i]
    if token.rel not in {"xcomp", "acomp", "oprd", "attr"} or token.head == i:
        return False
    above = token.head
    if r.tokens[above].lemma.lower() in words("holding", "impression"):
        return True
    if token.rel == "xcomp":
        forecast = r.low[above] in words("holding", "forecast")
        return forecast and (r.tokens[above].pos == "ADJ" or r.is_passive(above))
    return r.context(above) == "if" or _is_unclear(r, above)


def _is_reduced_passive(r: Reading, c: Candidate) -> bool:
    """Whether a participle alone stands for a passive: `its ally, believed to be …`."""
    token = r.tokens[c.verb]
    apart = token.rel in {"conj", "ROOT"} or c.frame.startswith(("passive_", "participle_", "noun_"))
    return (
        token.tag == "VBN"
        and not apart
        and not any(r.tokens[k].rel in {"aux", "auxpass", "nsubj"} for k in r.children[c.verb])
    )


def _is_unclear(r: Reading, i: int) -> bool:
    """Whether it is said to be unknown, a few verbs above: `it is unclear if Roe is willing`."""
    for _ in range(_CLIMB):
        if r.tokens[i].head == i:
            return False
        i = r.tokens[i].head
        if r.low[i] in words("holding", "unclear"):
            return True
    return False


def _is_imperative(r: Reading, i: int) -> bool:
    """Whether the reader is told to: `Expect the issue to linger`."""
    first = all(not r.tokens[k].text[:1].isalpha() for k in range(r.left(i), i))
    return r.tokens[i].rel == "ROOT" and r.tokens[i].tag in {"VB", "VBP"} and first


def _may_speak(r: Reading, c: Candidate) -> bool:
    """Whether the words before a headline's colon name who speaks: no label, no topic, no day."""
    lead = r.low[: c.verb]
    if (
        c.subject is None
        or {"to", "on", "for"} & set(lead)
        or any(w.rstrip("m") in words("holding", "labels") for w in lead)
    ):
        return False
    token = r.tokens[c.subject]
    others = any(
        t.tag == "VBZ" and t.lemma.lower() in _REPORTING for t in r.tokens[c.verb + 1 :]
    )  # “Roe: Court says …” is what the court says
    return not others and ((token.pos == "PROPN" and token.entity != "DATE") or is_somebody(token))
