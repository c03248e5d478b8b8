"""Names that look like another: letters of another script among a word's own, characters that can't be seen.

A word is looked at where it mixes Latin letters with those of a script that has look-alikes of them (mixed
scripts, Unicode Technical Standard 39), holds a hidden character between letters, or is written wholly in
look-alikes of a word that the sources have as well, among Latin words. Words of one script, accents, Greek
letters of science and ligatures are nobody's disguise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from briefgen.language.lexicon import per_language, table

_HIDDEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Of no width, or controls of direction. Not the soft hyphen, which texts from the web are full of."""
_WORD = re.compile(rf"[^\W\d_]+(?:[{_HIDDEN}]+[^\W\d_]+)*")
_LEAST = 3
"""Letters: shorter ones are units, formulas and initials."""
_STYLES = ("FULLWIDTH LATIN", "MATHEMATICAL")
_STYLED, _LATIN = "styled", "latin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """A word that is not the one it looks like."""

    word: str
    plain: str
    """The word that it looks like."""
    odd: str
    """Its characters that are not what they look like, each once."""

    def __str__(self) -> str:
        """One line for the user."""
        codes = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '').lower()}".strip() for c in self.odd)
        return f"“{self.word}” only looks like “{self.plain}”: it has {codes}"


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text with the characters hidden in them; a letter with its accents is one character."""
    return tuple(found[0] for found in _WORD.finditer(unicodedata.normalize("NFC", text)))


def lookalikes(words: tuple[str, ...], others: Container[str]) -> Iterator[Lookalike]:
    """Those among the words of a text that look like another. `others`: the words that the sources have."""
    for at, word in enumerate(words):
        if not word.isascii():
            beside = words[max(at - 1, 0) : at] + words[at + 1 : at + 2]
            if found := _looked_at(word, others if all(map(_is_latin, beside)) else ()):
                yield found


def _is_latin(word: str) -> bool:
    return _script(word[0]) == _LATIN


def _looked_at(word: str, others: Container[str]) -> Lookalike | None:
    """`others`: empty where the word stands among words of another script, as one of theirs."""
    letters = [c for c in word if c.isalpha()]
    known = {_script(c) for c in letters} & {_LATIN, _STYLED, *table("lookalikes")}
    if len(letters) < _LEAST or not known:
        return None
    disguised = _disguised(letters, known, others)
    plain = "".join(disguised.get(c, c) for c in letters)
    odd = "".join(dict.fromkeys(c for c in word if c in disguised or not c.isalpha()))
    return Lookalike(word=word, plain=plain, odd=odd) if odd else None


def _disguised(letters: list[str], scripts: set[str], others: Container[str]) -> Mapping[str, str]:
    """The letters that stand there for their looks, each with the one that it looks like."""
    own = {c for c in letters if _script(c) == _LATIN}
    foreign = {c for c in letters if _script(c) in scripts - {_LATIN}}
    latin = {c: _as_latin(c) for c in foreign}
    if own and foreign:
        if all(latin.values()):
            return latin
        few = 2 * sum(c in own for c in letters) < len(letters)
        for script in sorted(scripts - {_LATIN, _STYLED}) if few else ():
            alike = table("lookalikes")[script]
            if own <= alike.keys():
                return {c: alike[c][0] for c in own}
        return {}
    whole = foreign and all(latin.values()) and len(scripts - {_STYLED}) == 1
    return latin if whole and "".join(latin.get(c, c) for c in letters) in others else {}


def _as_latin(character: str) -> str:
    """The Latin letter that it is drawn like; empty where there is none."""
    if _script(character) == _STYLED:
        return unicodedata.normalize("NFKC", character)
    return _latin_letters().get(character, "")


@per_language
def _script(character: str) -> str:
    """The script of a letter, from its name; styled where it is a Latin letter as a character of its own."""
    name = unicodedata.name(character, "")
    return _STYLED if name.startswith(_STYLES) else name.partition(" ")[0].lower()


@per_language
def _latin_letters() -> Mapping[str, str]:
    return {
        like: plain
        for letters in table("lookalikes").values()
        for plain, alike in letters.items()
        for like in alike
    }
