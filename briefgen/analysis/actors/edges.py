"""What stands before or behind a name without being a part of it, though it has a capital there.

A sentence's first word ("Dismissing Roe's claim") and a headline's next one ("Ann Roe Memos") look like
names. They are none where the rest is somebody's name, and the word is a common one elsewhere in the texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.analysis.actors.names import is_given_name
from briefgen.analysis.actors.namesakes import plain
from briefgen.analysis.actors.people import Sighting
from briefgen.analysis.actors.words import Words, folded
from briefgen.language.lexicon import words as lexicon

_MARKS = ('"', "'", "``", ":", ",", "-")


def trimmed(found: Sequence[Sighting], texts: Sequence[Words]) -> list[Sighting]:
    """The sightings, those with a common word at an edge without it."""
    forms = {folded(s.text) for s in found}
    surnames = {folded(plain(s.text)[-1]) for s in found if len(plain(s.text)) > 1}
    common = _written(texts)
    out = []
    for s in found:
        for side in (_first, _last):
            word, rest = side(s)
            known = folded(rest) in forms if " " in rest else folded(rest) in surnames
            if word and known and _is_common(word, common):
                s = replace(s, i=s.i + (side is _first), j=s.j - (side is _last))
        out.append(s)
    return out


def _first(s: Sighting) -> tuple[str, str]:
    """The first word and the rest, where it begins the sentence and is no given name; else empty."""
    w = s.words
    begins = s.i <= w.body or w[s.i - 1].text in _MARKS
    if s.j - s.i < 2 or not begins or s.titled or is_given_name(w.low(s.i)):
        return "", ""
    return w.low(s.i), w.text(s.i + 1, s.j)


def _last(s: Sighting) -> tuple[str, str]:
    """The last word and the rest, where two words or a title stand before it; else empty."""
    if s.j - s.i < 2 + (not s.titled):
        return "", ""
    return s.words.low(s.j - 1), s.words.text(s.i, s.j - 1)


def _is_common(word: str, written: frozenset[str]) -> bool:
    """Whether the texts have the word in small letters."""
    return word in written and word not in lexicon("titles", "particles")


def _written(texts: Sequence[Words]) -> frozenset[str]:
    """What the texts have between two blanks, or behind one at the end of a sentence."""
    return frozenset(part for w in texts for part in w.sentence.text.split(" ")[1:])
