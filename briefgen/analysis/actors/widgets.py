"""Names that a page's link widget writes twice and glues to its headlines.

"Governor Ann Lee Ann Mary LeeHarbour opens after storm Dike plan delayed MORE said …": the name is Ann Lee;
what follows up to MORE is a list of links, and no part of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

_GLUED = re.compile(r"\w*[^\W\d_A-Z]{2}[A-Z]")
_PARTICLES = ("Mac", "Mc", "Fitz", "Van", "De", "La", "Le")
# So many words a full name has between its two surnames ("Lee Ann (Annie) Mary LeeHarbour").
_LONGEST = 8
# So many words the headlines of a widget have.
_LIST = 90
_END = "MORE"


class Written(Protocol):
    """A word as the source writes it."""

    @property
    def text(self) -> str:
        """Its letters."""

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""


def link_words(sentence: str, words: Sequence[Written]) -> frozenset[int]:
    """Indexes of the words that belong to such widgets."""
    if not _GLUED.search(sentence):
        return frozenset()
    found: set[int] = set()
    for n, word in enumerate(words):
        begin = _second_name(words, n) if word.capital else None
        if begin is not None and n not in found:
            found.update(range(begin, _list_end(words, n)))
    return frozenset(found)


def _second_name(words: Sequence[Written], n: int) -> int | None:
    """Where a name begins anew that ends with word n, glued to what follows; None where none does."""
    glued = words[n].text
    for k in range(n - 1, max(-1, n - 1 - _LONGEST), -1):
        text = words[k].text
        rest = glued[len(text) :]
        if len(text) > 2 and glued.startswith(text) and rest[:1].isupper() and text not in _PARTICLES:
            return k + 1
        if not words[k].capital and text not in ("(", ")", '"', ","):
            return None
    return None


def _list_end(words: Sequence[Written], n: int) -> int:
    """Index behind the list of links that begins in word n."""
    last = range(n, min(len(words), n + _LIST))
    return next((k + 1 for k in last if words[k].text.endswith(_END)), n + 1)
