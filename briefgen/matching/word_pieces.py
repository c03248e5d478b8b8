"""The reader's alphabet: words cut into the pieces of its vocabulary, the longest first (WordPiece).

After Schuster and Nakajima, "Japanese and Korean voice search" (2012), as used for BERT: text in lower case
without accents, cut at blanks and punctuation; each word then from its front into the longest pieces that the
vocabulary has, those inside a word written with `##`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

UNKNOWN, START, END, MASK = "[UNK]", "[CLS]", "[SEP]", "[MASK]"
"""Pieces that stand for no words: MASK for words that the reader is not to see."""
_LONGEST = 100
"""Letters; a longer word is unknown as a whole."""
_BLANKS = frozenset("\t\n\r")
_PRINTED = ((33, 47), (58, 64), (91, 96), (123, 126))
"""ASCII that is cut off like punctuation, symbols among it."""
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B81F), (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """Cuts text into the pieces of one vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """`vocabulary`: the pieces, each once; the number of a piece is its place."""
        self._number = {piece: i for i, piece in enumerate(vocabulary)}
        self.start, self.end = self._number[START], self._number[END]
        self._unknown, self._mask = self._number[UNKNOWN], self._number[MASK]
        self._known: dict[str, tuple[int, ...]] = {}

    def numbers(self, text: str) -> list[int]:
        """The numbers of the text's pieces, in order; MASK in it is one piece."""
        found: list[int] = []
        for k, part in enumerate(text.split(MASK)):
            if k:
                found.append(self._mask)
            found += [n for word in words(part) for n in self._word(word)]
        return found

    def _word(self, word: str) -> tuple[int, ...]:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = tuple(self._cut(word))
        return known

    def _cut(self, word: str) -> list[int]:
        if len(word) > _LONGEST:
            return [self._unknown]
        found: list[int] = []
        at = 0
        while at < len(word):
            mark = "##" if at else ""
            fits = (
                (end, n)
                for end in range(len(word), at, -1)
                if (n := self._number.get(mark + word[at:end])) is not None
            )
            end, number = next(fits, (0, 0))
            if not end:
                return [self._unknown]
            found.append(number)
            at = end
        return found


def words(text: str) -> Iterator[str]:
    """The words and marks of a text, in lower case and without accents."""
    word: list[str] = []
    for c in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(c)
        blank = c in _BLANKS or category == "Zs"
        if category == "Mn" or (not blank and (c == "\ufffd" or category in {"Cc", "Cf"})):
            continue
        if not blank and not _stands_alone(c, category):
            word.append(c)
            continue
        if word:
            yield "".join(word)
            word = []
        if not blank:
            yield c
    if word:
        yield "".join(word)


def _stands_alone(c: str, category: str) -> bool:
    """Whether it is a word of its own: punctuation, a Chinese character."""
    code = ord(c)
    return (
        category.startswith("P")
        or any(a <= code <= b for a, b in _PRINTED)
        or any(a <= code <= b for a, b in _CJK)
    )
