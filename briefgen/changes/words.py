"""Two wordings of one thing compared: how alike they are, in what they differ, whether it is a misprint."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from rapidfuzz.distance import OSA

from briefgen.language.lexicon import per_language, table

_SPAN = 4
"""Words on either side that are told alone where nothing else differs: a figure, a date, a name."""
_LONG = 4
"""Letters of a word from which one letter more or less is a misprint, and no other word."""
_WORD = re.compile(r"\w+(?:[.,:’'-]\w+)*")


def alike(a: str, b: str) -> float:
    """The share of the longer one's words that both have."""
    ours, theirs = _words(a), _words(b)
    return (Counter(ours) & Counter(theirs)).total() / max(len(ours), len(theirs), 1)


def differing(was: str, now: str) -> tuple[str, str]:
    """The words in which two wordings differ: the few in one place, where there is one; else both in full."""
    old, new = was.split(), now.split()
    found = [x for x in SequenceMatcher(None, _bare(old), _bare(new), autojunk=False).get_opcodes()
             if x[0] != "equal"]  # fmt: skip
    if len(found) != 1:
        return was, now
    _, i, j, k, m = found[0]
    if not (0 < j - i <= _SPAN and 0 < m - k <= _SPAN) or len(old) == j - i:
        return was, now
    return " ".join(old[i:j]).strip(" ,;:."), " ".join(new[k:m]).strip(" ,;:.")


def is_same(was: str, now: str) -> bool:
    """Whether they say the same but for case, marks and misprints: one letter of a word, no figure."""
    ours, theirs = _words(was), _words(now)
    return len(ours) == len(theirs) and all(map(_is_one_word, ours, theirs))


def has_figure(words: str) -> bool:
    """Whether there is a number among the words, in digits or spelt."""
    return any(w[0].isdigit() or w in _spelt() for w in _words(words))


def _is_one_word(a: str, b: str) -> bool:
    if a == b:
        return True
    short = min(len(a), len(b)) < _LONG or has_figure(a) or has_figure(b)
    return not short and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) <= 1


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _bare(words: list[str]) -> list[str]:
    """For comparing: without what stands at a word's edges."""
    return [w.lower().strip(" ,;:.!?“”‘’\"'()") for w in words]


@per_language
def _spelt() -> frozenset[str]:
    numbers = table("quantities")["numbers"]
    return frozenset(w for key in ("ones", "tens", "scales") for w in numbers[key])
