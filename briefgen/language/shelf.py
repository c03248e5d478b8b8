"""Parsed articles of which only so many are unpacked at a time: ten thousand would take gigabytes.

A sentence of the shelf is like any other, but its tokens are read from their packed form when they are asked
for, and those of the article that was unpacked longest ago are given up for them.
"""

from __future__ import annotations

import zlib
from collections import deque
from dataclasses import fields
from typing import Any

from briefgen.language.packed import unpack
from briefgen.model import Article, Sentence

ROOM = 700_000
"""Tokens that are unpacked at a time, those of a thousand articles: with all that is worked out from them
about a kilobyte each.
"""


_STAYS = frozenset(f.name for f in fields(Sentence) if f.name != "tokens") | {"lying"}
"""What a sentence has without its tokens."""


class Shelf:
    """Where the packed articles lie."""

    def __init__(self, room: int = ROOM) -> None:
        """`room`: tokens that may be unpacked at a time; those of one article always are."""
        self._room = room
        self._taken = 0
        self._out: deque[_Packed] = deque()

    def put(self, article: Article, packed: bytes) -> tuple[Sentence, ...]:
        """The sentences of an article. Raises ValueError where they are not those of such a text."""
        lying = _Packed(self, article, packed)
        return lying.sentences

    def took(self, lying: _Packed) -> None:
        """An article is unpacked: others are given up where there is no room for it."""
        self._out.append(lying)
        self._taken += lying.size
        while self._taken > self._room and len(self._out) > 1:
            old = self._out.popleft()
            self._taken -= old.size
            old.give_up()


class _Packed:
    """An article on the shelf."""

    def __init__(self, shelf: Shelf, article: Article, packed: bytes) -> None:
        self._shelf = shelf
        self._article = article
        made = unpack(article, packed)
        self._packed = zlib.compress(packed, 1)
        self.size = sum(len(s.tokens) for s in made)
        self.sentences = tuple(self._without_tokens(s) for s in made)

    def unpack(self) -> None:
        """Every sentence of it has its tokens."""
        for own, made in zip(
            self.sentences, unpack(self._article, zlib.decompress(self._packed)), strict=True
        ):
            own.__dict__["tokens"] = made.tokens
        self._shelf.took(self)

    def give_up(self) -> None:
        """No sentence of it has."""
        for own in self.sentences:
            # Whatever has been worked out from its tokens goes with them.
            for name in own.__dict__.keys() - _STAYS:
                del own.__dict__[name]

    def _without_tokens(self, made: Sentence) -> Sentence:
        own = object.__new__(_Shelved)
        own.__dict__.update({k: v for k, v in made.__dict__.items() if k != "tokens"}, lying=self)
        return own


class _Tokens:
    """Found where a sentence has none of its own: those of its article are unpacked."""

    def __get__(self, sentence: Any, kind: type | None = None) -> Any:
        if sentence is None:
            return ()
        sentence.__dict__["lying"].unpack()
        return sentence.__dict__["tokens"]


class _Shelved(Sentence):
    """A sentence whose tokens lie on a shelf."""

    tokens: Any = _Tokens()
