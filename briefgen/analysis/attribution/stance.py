"""What a cue says of its holder: agrees, demands, denies …; and whether saying it is a demand or a plan."""

from __future__ import annotations

from functools import cache
from typing import cast

from briefgen.analysis.attribution.candidates import Candidate
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.records import Span, Stance
from briefgen.language.lexicon import table

_OBLIGES = frozenset({"must", "should", "ought"})
_SAYING = frozenset({"states", "claims"})


@cache
def _stances(section: str) -> dict[str, Stance]:
    return {w: cast(Stance, stance) for stance, ws in table("cues")[section].items() for w in ws}


def section_of(frame: str) -> str:
    """The section of the lexicon that a frame's cues stand in."""
    return "nouns" if frame.startswith("noun_") else "adjectives" if frame.startswith("adj_") else "stances"


def class_of(c: Candidate) -> str:
    """The stance by which the lexicon lists the cue, or `unlisted`."""
    return _stances(section_of(c.frame)).get(c.lemma, "unlisted")


def stance_of(c: Candidate, r: Reading) -> Stance:
    """The stance of a cue; `said that … must` demands."""
    by_frame = table("cues")["by_frame"]
    found = by_frame.get(f"{c.lemma} {c.frame}") or _stances(section_of(c.frame)).get(c.lemma, "states")
    if c.lemma in table("cues")["light"] and c.frame.startswith("object"):
        noun = r.tokens[c.head].lemma.lower()
        if noun != "call" or "for" in (r.low[k] for k in r.children[c.head]):  # not a call by telephone
            found = _stances("nouns").get(noun, found)  # “expressed doubt”
    if found in _SAYING and c.frame in {"clause", "post"} and _obliges(c, r):
        return "demands"
    return cast(Stance, found)


def _obliges(c: Candidate, r: Reading) -> bool:
    """Whether the content's own verb is under must or should."""
    return _obliges_in(r, c.content[0])


def stance_of_verb(lemma: str) -> Stance:
    """The stance by which the lexicon lists a verb."""
    return _stances("stances").get(lemma, "states")


def _obliges_in(r: Reading, content: Span) -> bool:
    start, end = content
    for k, token in enumerate(r.tokens):
        if start <= token.start < end and r.low[k] in _OBLIGES:
            head = r.tokens[token.head]
            return head.rel in {"ccomp", "ROOT", "parataxis"}
    return False
