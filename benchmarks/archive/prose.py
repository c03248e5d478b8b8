"""Sentences out of patterns: `{word}` is one of the list of that name, `{Word}` the same with a capital."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from archive.words import WORDS, listed

_SLOT = re.compile(r"\{(\w+?)(\d?)\}")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")
_SOME = ("a dozen", "several", "countless", "a handful of", "many", "assorted", "a few", "spare", "various")


def filler(dealt: random.Random) -> str:
    """A sentence of ordinary prose."""
    parts = (dealt.choice(listed(f"filler.{part}")) for part in ("openers", "subjects", "did_what", "tails"))
    opener, subject, did, tail = parts
    told = filled(f"{opener}{subject} {did}{tail}.", {}, dealt)
    return sentence_case(told.replace(",.", "."))


def heading(dealt: random.Random) -> str:
    """A heading within an article."""
    return filled(dealt.choice(listed("filler.headings")), {}, dealt)


def filled(pattern: str, slots: Mapping[str, str], dealt: random.Random) -> str:
    """The pattern with words for its slots: those given, or else of the lists of ordinary prose."""
    while found := _SLOT.search(pattern):
        name = found[1]
        key = name if name in slots else name.lower()
        word = slots[key] if key in slots else _word(key, dealt)
        pattern = (
            pattern[: found.start()] + (sentence_case(word) if name != key else word) + pattern[found.end() :]
        )
    return re.sub(r"\b([Aa]) (?=[aeioAEIO]|[uU](?!n[ai]|s[eu]))", r"\1n ", pattern)


def sentence_case(text: str) -> str:
    """With a capital at its beginning, behind a quotation mark too."""
    at = next((n for n, c in enumerate(text) if c.isalnum()), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def _word(key: str, dealt: random.Random) -> str:
    made = _MADE.get(key)
    if made:
        return made(dealt)
    table = "filler" if key in WORDS["filler"] else "said"
    return str(dealt.choice(listed(f"{table}.{'bodies' if key == 'body' else key}")))


def _bystander(dealt: random.Random) -> str:
    """Somebody who is named and says nothing; a few of them often, most of them hardly ever."""
    first = dealt.choice(listed(f"names.{dealt.choice(('women', 'men'))}"))
    return f"{first} {_rare('surname_heads', 'bystander_tails', dealt)}"


def _rare(heads: str, tails: str, dealt: random.Random) -> str:
    first, last = listed(f"names.{heads}"), listed(f"names.{tails}")
    at = int(len(first) * len(last) * dealt.random() ** 3)
    return f"{first[at % len(first)]}{last[at // len(first)]}"


_MADE: Mapping[str, Callable[[random.Random], str]] = {
    "few": lambda dealt: dealt.choice(_NUMBERS),
    "some": lambda dealt: dealt.choice(_SOME),
    "tens": lambda dealt: str(dealt.randint(11, 96)),
    "hundreds": lambda dealt: f"{dealt.randint(2, 9)},{dealt.randint(0, 9)}00",
    "street": lambda dealt: dealt.choice(listed("names.streets")),
    "day": lambda dealt: dealt.choice(listed("names.days")),
    "month": lambda dealt: dealt.choice(listed("names.months")),
    "bystander": _bystander,
    "village": lambda dealt: _rare("town_heads", "village_tails", dealt),
}
