"""Where a text says which state somebody is from, or whose body it is; that a table knows it says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.actors import callings, world
from briefgen.analysis.actors.noun_phrases import ARTICLES
from briefgen.analysis.actors.records import Home
from briefgen.analysis.actors.words import Words
from briefgen.language.lexicon import words as lexicon

_MOST_NOUNS = 3
"""So many nouns may stand between a nationality and a name ("the Norwegian ferry operator Fjordline")."""
_LONGEST = 3
"""Words of a state's name or of a nationality."""
_Found = tuple[str, int, int] | None
"""A state, and the words that say so."""


def homes_at(words: Words, i: int, j: int, body: bool) -> Iterator[Home]:
    """What the words i to before j, and those beside them, say of where their bearer is from."""
    if words.shouting:
        return
    around = (_before(words, i), _behind(words, j)) if body else ()
    for found in (_owner(words, i, j), *around):
        if found:
            start, end = words.span(found[1], found[2])
            yield Home(state=found[0], source=words.sentence.source, start=start, end=end)


def _owner(words: Words, i: int, j: int) -> _Found:
    """Norway in "Norway's Jo Roe", "Norway's Fjordline"."""
    if words.low(i - 1) not in ("'s", "'", "’s"):
        return None
    for n in range(_LONGEST, 0, -1):
        k = i - 1 - n
        state = callings.state(words.text(k, i - 1)) if k >= 0 else None
        if state and not world.state_of_people(words.text(k, i - 1)):
            return state, k, j
    return None


def _before(words: Words, i: int) -> _Found:
    """Norway in "the Norwegian ferry operator Fjordline"."""
    k = i
    while k > 0 and i - k < _MOST_NOUNS and words[k - 1].pos == "NOUN" and not words[k - 1].capital:
        k -= 1
    if k == i or words.low(i - 1) not in lexicon("groups", "bodies"):
        return None
    state = world.state_of_people(words.text(k - 1, k)) if k > 0 else None
    return (state, k - 1, i) if state else None


def _behind(words: Words, j: int) -> _Found:
    """Norway in "Fjordline, a Norwegian ferry operator"."""
    if words.low(j) != "," or words.low(j + 1) not in ARTICLES or j + 3 >= len(words):
        return None
    state = world.state_of_people(words.text(j + 2, j + 3))
    k = j + 3
    while k < len(words) and words[k].pos == "NOUN" and not words[k].capital:
        k += 1
    known = k > j + 3 and words.low(k - 1) in lexicon("groups", "bodies")
    return (state, j + 2, k) if state and known else None
