"""What follows or precedes a number and gives its dimension: units, currencies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from briefgen.analysis.quantities.numbers import Word
from briefgen.language.lexicon import table

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
    for k in range(i, min(i + 2, len(words))):
        word = words[k].low
        code = _currencies().get(word) or _currencies().get(word.removesuffix("s"))
        if code:
            return (f"money:{code}", 1.0, k + 1) if k == i or words[i].low in _NATIONS else None
    return None


_NATIONS = frozenset(
    ["us", "u.s.", "american", "canadian", "australian", "hong", "swiss", "russian", "turkish", "israeli"]
)


def sign_before(words: Sequence[Word], i: int) -> tuple[str, int] | None:
    """The currency whose sign stands before word i, and the index of the sign's first word."""
    if i == 0 or words[i - 1].text not in {"$", "€", "£", "¥", "₹"}:
        return None
    sign = words[i - 1].text
    if sign == "$" and i > 1 and words[i - 2].end == words[i - 1].start:
        code = {"us": "USD", "u.s.": "USD", "c": "CAD", "a": "AUD", "ca": "CAD", "hk": "HKD"}.get(
            words[i - 2].low
        )
        if code:
            return f"money:{code}", i - 2
    return f"money:{table('quantities')['currency']['signs'][sign]}", i - 1


def _joined(words: Sequence[Word]) -> str:
    out = words[0].low
    for before, word in zip(words, words[1:], strict=False):
        out += ("" if before.end == word.start else " ") + word.low
    return out


@cache
def _units() -> Mapping[str, tuple[str, float]]:
    out: dict[str, tuple[str, float]] = {}
    for dimension, units in table("quantities")["units"].items():
        for unit, factor in units.items():
            out[unit] = (dimension, float(factor))
            first, *rest = unit.split(" ", 1)
            if rest and "per" in rest[0].split():
                out[f"{first}s {rest[0]}"] = out[unit]
    return out


@cache
def _currencies() -> Mapping[str, str]:
    return dict(table("quantities")["currency"]["words"])
