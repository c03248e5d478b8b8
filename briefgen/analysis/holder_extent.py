"""How far the words reach that tell a group from others: from behind its article to before a clause."""

from __future__ import annotations

from briefgen.analysis.actors.words import Word
from briefgen.analysis.holder_phrases import ARTICLES, NUMBERS, PREPOSITIONS, Phrase

_STOPS = (
    ",",
    "who",
    "which",
    "that",
    "whose",
    "and",
    "(",
    "said",
    "says",
    "say",
    "told",
    "after",
    "when",
    "i",
    "we",
    "whom",
    '"',
)
_LONGEST = 9
_QUOTES = ('"', "“", "”")


def after_article(phrase: Phrase) -> int:
    """Index behind the articles that begin the phrase."""
    i = phrase.i
    while i < phrase.j - 1 and phrase.w.low(i) in ARTICLES and phrase.w.low(i + 1) != "than":
        i += 1
    return i


def after_number(phrase: Phrase) -> int:
    """Index behind the articles and numbers that begin the phrase."""
    i = after_article(phrase)
    while i < phrase.j - 1 and (
        phrase.w.low(i) in NUMBERS or phrase.w[i].pos == "NUM" or phrase.w.low(i) in ARTICLES
    ):
        i += 1
    return i


def _is_finite(word: Word) -> bool:
    """Whether a clause's verb stands here ("two people briefed on the matter | have said")."""
    return word.head.tag in ("VBP", "VBZ", "MD") or (word.head.tag == "VBD" and word.pos == "AUX")


def _whole(phrase: Phrase, most: int) -> int:
    """Where the words are cut for length, and not inside a name or before what somebody has."""
    w = phrase.w
    while 0 < most < phrase.j and (
        w[most].capital and w[most - 1].capital or {w.low(most), w.low(most - 1)} & {"'s", "'"}
    ):
        most += 1
    return most


def stop(phrase: Phrase, k: int, clause: bool = False) -> int:
    """Where the words end that tell the group from others: before a clause, a list, a time; not too far."""
    w = phrase.w
    most = _whole(phrase, min(phrase.j, phrase.i + _LONGEST))
    if w.low(k) == '"' or w.low(k) in _QUOTES:  # critics of “the wall”: the words in marks belong to them
        k = next((n + 1 for n in range(k + 1, min(len(w), k + 7)) if w.low(n) in _QUOTES), k)
    while k < most and w.low(k) not in _STOPS and w[k].entity not in ("DATE", "TIME"):
        if _is_finite(w[k]) and not clause:
            break
        k += 1
    while w.low(k - 1) in PREPOSITIONS or w.low(k - 1) in ARTICLES:
        k -= 1
    return k
