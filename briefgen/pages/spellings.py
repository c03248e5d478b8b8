"""Other spellings under which a reader may search for a name: without accents, in other languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ħ": "h", "ə": "a",
    }
)  # fmt: skip
"""Letters that are no letter with a mark."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_ENDINGS = ("sky", "skyy", "skyi", "skiy", "skii", "ski")
"""One Slavic ending, as it is written in Latin letters."""
_ENDING = re.compile(r"(?<=\w\w)(?:skyy|skyi|skiy|skii|sky|ski)$")
_WORD = re.compile(r"\w+")


def spellings(names: Iterable[str]) -> tuple[str, ...]:
    """Words of the names in other spellings, each once, without those that the names have themselves."""
    words = list(dict.fromkeys(w for name in names for w in _WORD.findall(name) if w[:1].isupper()))
    return tuple(dict.fromkeys(s for w in words for s in _others(w) if s not in words))


def _others(word: str) -> Iterator[str]:
    word = unicodedata.normalize("NFC", word)
    for written in dict.fromkeys((word, _plain(word), _plain(word.translate(_UMLAUTS)))):
        yield written
        if _ENDING.search(written):
            yield from (_ENDING.sub(ending, written) for ending in _ENDINGS)


def _plain(word: str) -> str:
    """Without marks above and below its letters."""
    apart = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))
