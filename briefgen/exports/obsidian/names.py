"""Names of notes: what a text is called, as a file may be called on every system and a link can say it."""

from __future__ import annotations

import re
import unicodedata

from briefgen.pages.escape import carried

_MOST = 100
"""Bytes: a file system that encrypts its names has room for 143."""
_SIGNS = frozenset("-–—,.'’“”()!")
"""All that is kept besides letters, digits and spaces."""
_EDGE = " .-–—,'"
"""What a name neither begins nor ends with."""
_OF_A_SYSTEM = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\..*)?", re.IGNORECASE)
"""What Windows takes for a device."""


class Names:
    """Gives each note a name that no other has, whatever their case."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, words: str, otherwise: str, most: int = _MOST) -> str:
        """A name of these words, cut to so many bytes; `otherwise` stands where nothing of them is left."""
        name = _safe(words, most) or otherwise
        number = 1
        while self._folded(_numbered(name, number)) in self._given:
            number += 1
        self._given.add(self._folded(_numbered(name, number)))
        return _numbered(name, number)

    @staticmethod
    def _folded(name: str) -> str:
        return unicodedata.normalize("NFKD", name).casefold()


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name} ({number})"


def _safe(words: str, most: int) -> str:
    """The words without what a file's name or a link between notes can't have."""
    plain = unicodedata.normalize("NFC", carried(words))
    kept = "".join(c if c in _SIGNS or unicodedata.category(c)[0] in "LNM" else " " for c in plain)
    name = _cut(" ".join(kept.split()).strip(_EDGE), most)
    return f"{name} -" if _OF_A_SYSTEM.fullmatch(name) else name


def _cut(name: str, most: int) -> str:
    """As many whole words as there is room for."""
    if len(name.encode()) <= most:
        return name
    begun = name.encode()[:most].decode("utf-8", "ignore")
    return (begun.rpartition(" ")[0] or begun).rstrip(_EDGE)
