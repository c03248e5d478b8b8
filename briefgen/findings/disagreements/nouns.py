"""Things that passages name: a noun with what stands before it, and what follows with a preposition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.findings.kind import leaning
from briefgen.matching import Passage
from briefgen.model import Sentence

_BEFORE = frozenset(
    {"compound", "amod", "nmod", "poss", "nummod", "case", "punct", "quantmod", "advmod", "det"}
)
"""Relations of what stands before a noun and belongs to it."""
_ASTRAY = frozenset({"det", "punct", "advmod", "case"})
_QUALIFY = frozenset({"amod", "nummod", "quantmod"})
_COMPARING = frozenset(
    {"more", "other", "same", "such", "only", "own", "many", "several", "few", "further", "additional"}
)
"""Adjectives that say something only beside what was said before."""
_MOST = 2
"""So many things name what a disagreement is about."""
_LONGEST = 60
_NOUNS = frozenset({"NOUN", "PROPN"})
_ASIDE = re.compile(r"""[“”"‘«»()\[\]]|(?:^|\s)['’]|(?<!s)['’](?:\s|$)""")
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})


def shared_phrases(a: Passage, b: Passage) -> Iterator[str]:
    """What both passages name, as the first writes it: that with the most words that both have, and one more
    where it has a single one.
    """
    shared = a.words & b.words
    found: dict[str, frozenset[str]] = {}
    for p in sorted((a, b), key=lambda p: p.heading):
        for i, t in enumerate(p.sentence.tokens):
            if t.pos in _NOUNS and t.entity not in _TIMES and (low := t.lemma.lower()) in shared:
                said, own = _phrase(p.sentence, i, shared)
                if said and low not in {x.lower() for x in found}:
                    found.setdefault(said, own)
    ranked = sorted(found, key=lambda said: (-len(found[said]), " " not in said, len(said)))
    taken: list[str] = []
    used: frozenset[str] = frozenset()
    for said in ranked:
        if len(taken) < _MOST and not found[said] & used and len(used) < _MOST:
            taken.append(said)
            used |= found[said]
    yield from taken


def longest_phrase(p: Passage) -> str:
    """The thing that a passage names with the most words."""
    nouns = [i for i, t in enumerate(p.sentence.tokens) if t.pos in _NOUNS and t.entity not in _TIMES]
    return max((phrase_at(p, i) for i in nouns), key=len, default="")


def phrase_at(p: Passage, index: int) -> str:
    """The noun at this place with what belongs to it."""
    return _phrase(p.sentence, index, frozenset())[0]


def _phrase(s: Sentence, index: int, shared: frozenset[str]) -> tuple[str, frozenset[str]]:
    """A noun with what stands before it, and with what follows where that is shared; and which shared words
    it has. Empty where it can't stand alone.
    """
    first = _first(s, index, shared)
    last = index
    for i in s.children[index]:
        if s.tokens[i].rel == "prep" and i == last + 1:
            objects = [j for j in s.children[i] if s.tokens[j].rel == "pobj"]
            if objects and s.tokens[objects[0]].lemma.lower() in shared and _begins(s, objects[0]) == i + 1:
                last = objects[0]
    tokens = s.tokens[first : last + 1]
    said = " ".join(s.text[tokens[0].start - s.start : tokens[-1].end - s.start].split())
    alone = (
        len(said) <= _LONGEST
        and not _ASIDE.search(said)
        and s.text[: tokens[0].start - s.start][-1:] not in ("-", "‑")
        and not any(t.tag in {"PRP", "PRP$", "WP$", "WDT"} for t in tokens)
        and tokens[0].text.lower() not in leaning()
    )
    own = frozenset(low for t in tokens if (low := t.lemma.lower()) in shared)
    return (said, own) if alone else ("", own)


def _first(s: Sentence, index: int, shared: frozenset[str]) -> int:
    """The first of the words before a noun that belong to it, its article aside; of the adjectives in front
    those that are shared, where anything is.
    """
    first = _begins(s, index)
    while first < index and (
        s.tokens[first].rel in _ASTRAY
        or s.tokens[first].tag == "PRP$"
        or not s.tokens[first].text[0].isalnum()
        or s.tokens[first].text.lower() in _COMPARING
        or (shared and s.tokens[first].rel in _QUALIFY and s.tokens[first].lemma.lower() not in shared)
    ):
        first += 1
    return first


def _begins(s: Sentence, index: int) -> int:
    """The first of all words before a noun that belong to it."""
    first = index
    while first and s.tokens[first - 1].rel in _BEFORE and _governed(s, first - 1, index):
        first -= 1
    return first


def _governed(s: Sentence, i: int, index: int) -> bool:
    """Whether a token hangs on another, or on what hangs on it."""
    return s.tokens[i].head == index or s.tokens[s.tokens[i].head].head == index
