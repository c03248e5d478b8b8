"""What follows or precedes a number and gives its dimension: units, currencies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.analysis.quantities.numbers import Word
from briefgen.language.lexicon import per_language, table

Unit = tuple[str, float, int]
"""Dimension, factor to its base unit, index of the word behind the unit."""


def unit_at(words: Sequence[Word], i: int, end: int) -> Unit | None:
    """The unit that begins at word i; `end` is where the number ends.

    One letter (`8 m`, `10 m`) is a unit only behind digits and never before a full stop of its own.
    """
    for length in (3, 2, 1):
        if i + length > len(words):
            continue
        text = _joined(words[i : i + length])
        found = _units().get(text) or _units().get(text.removesuffix("s"))
        if found is None or (len(text) == 1 and text not in {"%", "m"}):
            continue
        if text in {"m", "second"} and not words[i - 1].text[:1].isdigit():
            continue
        return found[0], found[1], i + length
    return _currency(words, i)


def _currency(words: Sequence[Word], i: int) -> Unit | None:
    """`euros`, `Swiss francs`, `PLN`, `zł`."""
    if i >= len(words):
        return None
    for length in (3, 2):
        of_a_country = " ".join(w.low for w in words[i : i + length])
        code = _named(of_a_country)
        if code is None and length == 2 and words[i].low in table("quantities")["currency"]["nations"]:
            code = _named(words[min(i + 1, len(words) - 1)].low)
        if code and i + length <= len(words):
            return f"money:{code}", 1.0, i + length
    own = _named(words[i].low) or _codes().get(words[i].text) or _behind(words, i)
    return (f"money:{own}", 1.0, i + 1) if own else None


def _named(word: str) -> str | None:
    return _currencies().get(word) or _currencies().get(word.removesuffix("s"))


def _behind(words: Sequence[Word], i: int) -> str | None:
    """The currency of a sign behind the number (`40 €`) that is not the next number's."""
    sign = words[i].text
    if i + 1 < len(words) and words[i + 1].start == words[i].end and words[i + 1].text[0].isdigit():
        return None
    signs: Mapping[str, str] = table("quantities")["currency"]["signs"]
    return signs.get(sign) if sign not in {"$", "£"} else None


def sign_before(words: Sequence[Word], i: int) -> tuple[str, int] | None:
    """The currency whose sign or code stands before word i, and the index of the sign's first word."""
    k = i - 1
    if k > 0 and words[k].text == "." and words[k - 1].end == words[k].start:
        k -= 1  # “Rs. 500”
    if k < 0 or words[i].start - words[i - 1].end > 1:
        return None
    sign, money = words[k].text, table("quantities")["currency"]
    if sign == "$" and k and words[k - 1].end == words[k].start:
        code = money["dollars"].get(words[k - 1].low)
        if code:
            return f"money:{code}", k - 1
    code = money["signs"].get(sign) or _codes().get(sign)
    if code is None and words[i].start == words[k].end and _is_sum(words, i):
        code = money["letters"].get(sign)
    return (f"money:{code}", k) if code and sign not in money["only_behind"] else None


def _is_sum(words: Sequence[Word], i: int) -> bool:
    """Whether a number right behind a letter is a sum: `R500m`, `R1,200`, not `R2`."""
    behind = words[i + 1].low if i + 1 < len(words) else ""
    return "," in words[i].text or behind in {"m", "b", "k", *table("quantities")["numbers"]["scales"]}


def _joined(words: Sequence[Word]) -> str:
    out = words[0].low
    for before, word in zip(words, words[1:], strict=False):
        out += ("" if before.end == word.start else " ") + word.low
    return out


@per_language
def _units() -> Mapping[str, tuple[str, float]]:
    out: dict[str, tuple[str, float]] = {}
    for dimension, units in table("quantities")["units"].items():
        for unit, factor in units.items():
            out[unit] = (dimension, float(factor))
            first, *rest = unit.split(" ", 1)
            if rest and "per" in rest[0].split():
                out[f"{first}s {rest[0]}"] = out[unit]
    return out


@per_language
def _currencies() -> Mapping[str, str]:
    return dict(table("quantities")["currency"]["words"])


@per_language
def _codes() -> Mapping[str, str]:
    return dict(table("quantities")["currency"]["codes"])
