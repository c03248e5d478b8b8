"""Acronyms that a text explains: "the Lake Union of Fishermen (LUF)", "LUF (the Lake Union of Fishermen)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.analysis.actors.words import Words
from briefgen.language.lexicon import words as lexicon

_ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,8}")
_IN_TEXT = re.compile(r"\([A-Z][A-Z&.]{1,8}[),;]|\b[A-Z][A-Z&.]{1,8} \(|\b(?:acronym|initials|known as)\b")
_LONGEST = 12
# Between the name and its acronym, where they stand in no brackets.
_KNOWN = ("acronym", "initials", "as", "abbreviation")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A body's full name, words i to before j, with the acronym that the sentence gives it."""

    i: int
    j: int
    acronym: str


def spelled_out(words: Words) -> tuple[Spelled, ...]:
    """The acronyms that the sentence explains, in order."""
    if not _IN_TEXT.search(words.sentence.text):
        return ()
    found = []
    for k, word in enumerate(words.words):
        if not _ACRONYM.fullmatch(word.text):
            continue
        letters = word.text.replace(".", "").replace("&", "")
        span = _before(words, k, letters) or _behind(words, k, letters)
        if span:
            found.append(Spelled(*span, word.text))
    return tuple(found)


def _before(words: Words, k: int, letters: str) -> tuple[int, int] | None:
    """`The Lake Union of Fishermen (LUF)`, "…, known by its acronym LUF"."""
    if words.low(k - 1) == "(":
        end = k - 1
    elif words.low(k - 1) in _KNOWN:
        end = next((n for n in range(k - 1, max(0, k - 7), -1) if words[n].text == ","), 0)
        if words.low(end + 1) != "known":
            return None
    else:
        return None
    for i in range(end - 2, max(-1, end - _LONGEST), -1):
        if _fits(words, i, end, letters):
            return i, end
    return None


def _behind(words: Words, k: int, letters: str) -> tuple[int, int] | None:
    """`LUF (the Lake Union of Fishermen)`."""
    if words.low(k + 1) != "(":
        return None
    begin = k + 2 + (words.low(k + 2) in ("the", "a"))
    last = range(begin + 2, min(len(words), begin + _LONGEST))
    end = next((n for n in last if words[n].text in (")", ",", ";")), 0)
    return (begin, end) if end and _fits(words, begin, end, letters) else None


def _fits(words: Words, i: int, j: int, letters: str) -> bool:
    """Whether these letters begin the words, small ones left out or not; one word for each letter."""
    first = words[i]
    if first.low in lexicon("names", "joining") or first.text[:1].upper() != letters[0]:
        return False
    rows = {1}  # how many letters may be used up so far
    for k in range(i + 1, j):
        text = words[k].text
        if not text[0].isalpha() and text not in ("&", "'s", "'", "-"):
            return False
        small = words.low(k) in lexicon("names", "joining") or not text[0].isalpha()
        used = {n + 1 for n in rows if n < len(letters) and text[0].upper() == letters[n]}
        rows = used | (rows if small else set())
    return len(letters) in rows and j - i > 1
