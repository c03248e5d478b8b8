"""What a cue says of its holder: agrees, demands, denies …; and whether saying it is a demand or a plan."""

from __future__ import annotations

from typing import cast

from briefgen.analysis.attribution.candidates import Candidate
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.records import Span, Stance
from briefgen.language.lexicon import per_language, table, words

_OBLIGES = frozenset({"must", "should", "ought"})
_SAYING = frozenset({"states", "claims"})
# What was vowed or planned before something else may be dropped or done by now: “had planned to”.
_OVERTAKEN = frozenset({"commits", "plans"})


@per_language
def _stances(section: str) -> dict[str, Stance]:
    return {w: cast(Stance, stance) for stance, ws in table("cues")[section].items() for w in ws}


@per_language
def _meanings(section: str) -> dict[str, Stance]:
    own = table("cues")["meaning"][section].items()
    return {w: cast(Stance, stance) for stance, ws in own for w in ws}


def _meaning(section: str, lemma: str, otherwise: Stance = "states") -> Stance:
    return _meanings(section).get(lemma) or _stances(section).get(lemma, otherwise)


def section_of(frame: str) -> str:
    """The section of the lexicon that a frame's cues stand in."""
    return "nouns" if frame.startswith("noun_") else "adjectives" if frame.startswith("adj_") else "stances"


def class_of(c: Candidate) -> str:
    """The stance by which the lexicon lists the cue, or `unlisted`."""
    return _stances(section_of(c.frame)).get(c.lemma, "unlisted")


def stance_of(c: Candidate, r: Reading) -> Stance:
    """The stance of a cue; `said that … must` demands."""
    by_frame = table("cues")["by_frame"]
    # “told her to go”, but “told the story to reporters”.
    frame = "object" if c.frame == "object_to" and not r.has_to(c.head) else c.frame
    found = by_frame.get(f"{c.lemma} {frame}") or _meaning(section_of(c.frame), c.lemma)
    if c.lemma in table("cues")["light"] and c.frame.startswith("object"):
        noun = r.tokens[c.head].lemma.lower()
        if noun != "call" or "for" in (r.low[k] for k in r.children[c.head]):  # not a call by telephone
            found = _meaning("nouns", noun, found)  # “expressed doubt”
    if c.frame == "noun_of" and found == "proposes" and is_given(c, r):
        return "agrees"
    if found in _OVERTAKEN and r.is_pluperfect(c.verb):
        return "states"
    if found == "claims" and c.subject is not None and _judges(r, c.subject):
        return "states"  # a court that holds something rules
    if found in _SAYING and c.frame in {"clause", "post"} and _demands(c, r):
        return "demands"
    return cast(Stance, found)


def is_given(c: Candidate, r: Reading) -> bool:
    """Whether its noun tells what the holder gives somebody, who stands before it and has it."""
    return c.content[0][0] < c.cue[0] and r.tokens[r.tokens[c.verb].head].lemma in words("cues", "having")


def _demands(c: Candidate, r: Reading) -> bool:
    """Whether the holder demands what must be: no court, which rules; nothing that should have been."""
    if c.subject is not None and _judges(r, c.subject):
        return False
    if c.lemma in words("holding", "ruling") or r.is_pluperfect(c.verb):
        return False
    main = c.head if c.frame == "clause" else None
    return _obliges_in(r, c.content[0], main)


def _judges(r: Reading, i: int) -> bool:
    titled = [i, *(k for k in r.children[i] if r.tokens[k].rel in {"compound", "appos"})]
    justice = r.tokens[i].entity == "PERSON" and any(r.low[k] == "justice" for k in titled)
    return justice or any(r.low[k] in words("holding", "judging") for k in titled)


def stance_of_verb(lemma: str) -> Stance:
    """The stance by which the lexicon lists a verb."""
    return _meaning("stances", lemma)


def _obliges_in(r: Reading, content: Span, main: int | None = None) -> bool:
    """Whether the content's own verb is under must or should, and not `should have called`."""
    start, end = content
    for k, token in enumerate(r.tokens):
        if start <= token.start < end and r.low[k] in _OBLIGES:
            head = r.tokens[token.head]
            own = token.head == main if main is not None else head.rel in {"ccomp", "ROOT", "parataxis"}
            perfect = any(r.low[j] == "have" and r.tokens[j].rel == "aux" for j in r.children[token.head])
            return own and not perfect
    return False
