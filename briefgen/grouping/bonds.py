"""What binds the articles of a group, in words for whoever looks at it, and what its folder is called.

Words are those that at least half of the articles have, and two of them; what tells most of the group comes
first. A folder's name is made of words of the first lines, in plain letters: nothing that an article says is
a path.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefgen.grouping.record import Text
from briefgen.grouping.texts import stem
from briefgen.readers.names import slug

_LONGEST = 40
"""Characters of a folder's name."""
_WORDS = 4
"""Words of it."""
_NAMES_SHOWN, _WORDS_SHOWN = 5, 6
_LEAST_LETTERS = 3


class Bonds:
    """What some texts share."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = texts
        self._least = max(2, -(-len(texts) // 2))
        """So many texts must have what is said to be shared."""
        self._weights: dict[str, float] = defaultdict(float)
        having: Counter[str] = Counter()
        for text in texts:
            having.update(text.words.keys())
            for word, x in text.words.items():
                self._weights[word] += x
        self._shared = {w for w, n in having.items() if n >= self._least}
        self._forms = _forms(texts)
        self.names = tuple(self._names())
        self.words = tuple(self._words(self.names))

    def folder(self, taken: Iterable[str]) -> str:
        """A name for a folder of theirs that is none of those that are taken, in capitals or not."""
        name, used = self._folder(), {t.casefold() for t in taken}
        number, found = 1, name
        while found.casefold() in used:
            number += 1
            found = f"{name[: _LONGEST - len(str(number)) - 1].rstrip('-')}-{number}"
        return found

    def _names(self) -> Iterator[str]:
        """The fullest forms of names that enough of them have."""
        having: Counter[str] = Counter()
        for text in self._texts:
            parts = {part for name in text.names for part in _ends(name)}
            having.update(parts)
        known = [n for n, count in having.items() if count >= self._least and self._tells(n)]
        told: set[str] = set()
        shown = 0
        for name in sorted(known, key=lambda n: (-self._tells(n), -len(n), n)):
            words = {stem(w) for w in name.split()}
            if shown < _NAMES_SHOWN and not words & told:
                shown += 1
                yield name
            told |= words

    def _words(self, names: Iterable[str]) -> Iterator[str]:
        told = {stem(w) for name in names for w in name.split()}
        told |= {stem(w) for t in self._texts for name in t.names for w in name.split()}
        found = (w for w in self._best(self._shared) if w not in told and _is_plain(w))
        for word, _ in zip(found, range(_WORDS_SHOWN), strict=False):
            yield self._forms.get(word, word)

    def _tells(self, name: str) -> float:
        """How much a name tells of the group."""
        words = [stem(w) for w in name.split()]
        return round(sum(self._weights[w] for w in words if w in self._shared) / math.sqrt(len(words)), 9)

    def _best(self, words: Iterable[str]) -> list[str]:
        return sorted(words, key=lambda w: (-round(self._weights[w], 9), w))

    def _folder(self) -> str:
        heads = Counter(w for t in self._texts for w in {stem(w) for w in t.head})
        known = {w for w, n in heads.items() if n >= self._least} & self._shared
        chosen: list[str] = []
        for word in (*self._best(known), *self._best(self._shared - known)):
            plain = slug(self._forms.get(word, word))
            if len(chosen) < _WORDS and _is_plain(word) and plain and plain not in chosen:
                longer = [*chosen, plain]
                chosen = longer if len("-".join(longer)) <= _LONGEST else chosen
        return slug("-".join(chosen), _LONGEST) or "event"


def _ends(name: str) -> Iterator[str]:
    """A name, and what it may be shortened to: its last word."""
    yield name
    if " " in name:
        yield name.rpartition(" ")[2]


def _forms(texts: Iterable[Text]) -> Mapping[str, str]:
    """Word as it is compared → the form that the first lines have most often, in small letters."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in text.head:
            seen[stem(word)][re.sub("['’]s$", "", word.lower())] += 1
    return {s: min(forms, key=lambda f: (-forms[f], f)) for s, forms in seen.items()}


def _is_plain(word: str) -> bool:
    """Whether it is a word, and none of one letter or two, that a person would name a matter by."""
    return len(word) >= _LEAST_LETTERS and not any(c.isdigit() for c in word)
