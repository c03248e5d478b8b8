"""Lines into words again: which hyphen at the end of a line belongs to the word, and which only broke it.

It is dropped before a small letter, but where the word stands elsewhere in the document with its hyphen,
behind a number (`thirty-day`, `19-year-old`), a single letter, `well` and `self`. Before a capital or a digit
it stays. One that PDF calls soft is drawn like any other: it is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_NUMBER = re.compile(
    r"\d+|two|three|four|five|six|seven|eight|nine|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred"
)
_OF_NUMBERS = re.compile(r"(?:teen|ty|een|th|teenth|tieth)\b")
"""What may stand behind such a word without a hyphen."""
_PREFIXES = frozenset({"well", "self"})
_SUSPENDED = frozenset({"and", "or", "to", "nor"})
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LAST = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
_FIRST = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SPACED = re.compile(r"(?<!\S)(?:[A-ZÀ-Þ] ){3,40}[A-ZÀ-Þ](?!\S)")
"""A word in spaced capitals."""
_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
        "\u00a0": " ", "\u2010": "-", "\u00ad": "-",
        "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "•", "\uf076": "•", "\uf02d": "–",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of a document that stand in one line, with their hyphens, in lower case."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[str]) -> Words:
        """All words of these lines but the last of a line, where it is broken."""
        counts: Counter[str] = Counter()
        for line in lines:
            counts.update(m[0].lower() for m in _WORD.finditer(line) if line[m.end() :] != "-")
        return cls(counts=counts)

    def join(self, lines: Sequence[str]) -> str:
        """The lines as one, without the hyphens that only broke a word."""
        text = ""
        for line in lines:
            line = self._with_initial(line)
            text = line if not text else self._two(text.rstrip(), line.lstrip())
        return text

    def _two(self, text: str, line: str) -> str:
        last, first = _LAST.search(text[-80:]), _FIRST.match(line)
        if text[-1:] != "-" or last is None or first is None:
            return f"{text} {line}"
        if first[0].lower() in _SUSPENDED:
            return f"{text} {line}"
        return (text if self._keeps(last[1], first[0]) else text[:-1]) + line

    def _keeps(self, last: str, first: str) -> bool:
        """Whether the hyphen between these two is one of the word's own."""
        if not first[0].islower():
            return True
        plain = f"{last}-{first}".lower()
        if self.counts.get(plain, 0):
            return True
        piece = last.lower().split("-")
        if self.counts.get(plain.replace(f"{piece[-1]}-", piece[-1], 1), 0):
            return False
        numbered = _NUMBER.fullmatch(piece[0]) and not _OF_NUMBERS.match(first)
        return bool(numbered) or piece[-1] in _PREFIXES or len(piece[-1]) == 1

    def _with_initial(self, line: str) -> str:
        """A line with its large first letter; it is a word where the rest is one, and both are not."""
        letter, mark, rest = line.partition("\ue002")
        if not mark:
            return line
        word = _FIRST.match(rest)
        alone = letter.strip("“\"'‘") in ("A", "I") and word is not None
        if word is None or not alone or rest[:1].isspace():
            return letter + rest
        both = self.counts.get((letter + word[0]).strip("“\"'‘").lower(), 0)
        return f"{letter} {rest}" if not both and self.counts.get(word[0].lower(), 0) > 1 else letter + rest


def plain(text: str) -> str:
    """The text without ligatures, and without characters that are only there for typesetters."""
    text = re.sub("[\ue002\ue003\u200b\u2060\ufeff]", "", text.translate(_LIGATURES))
    text = _SPACED.sub(lambda m: m[0].replace(" ", ""), text)
    return "".join(c if c.isprintable() or c in "\ue000\ue001" else " " for c in text)
