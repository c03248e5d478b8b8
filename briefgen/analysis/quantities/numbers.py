"""Numbers in digits and words: value, and the place of the last digit that tells something."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.language.lexicon import per_language, table

_DIGITS_OF = (
    r"(?:\d{1,3}(?:,\d{3})+"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # “5,00,000”
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)"  # “1'500”
    r"|(?<![\d.,])\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)"
    r"|\d+)(?:\.\d+)?"
)
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 0.3333, "⅔": 0.6667}
_DIGITS = re.compile(_DIGITS_OF)
_WORD = re.compile(rf"{_DIGITS_OF}|[A-Za-z]\.(?:[A-Za-z]\.?)+|[{''.join(_HALVES)}]|[^\W\d_½¼¾⅓⅔]+|[^\s]")
_MARKS = re.compile(r"[,'’\s]")
"""What sets thousands apart."""


class Word(NamedTuple):
    """A word, number or mark of a sentence, with offsets into it."""

    text: str
    start: int
    end: int
    low: str
    """In lower case."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from words i to before `end`."""

    value: float
    place: float
    """What its last telling digit counts: 100 of 1,900, 0.1 of 2.5."""
    end: int
    low: float | None = None
    """Of a vague number (`dozens`), the least and the most."""
    high: float | None = None
    digits: bool = False
    share: bool = False
    """A fraction: `two-thirds`."""
    scale: float = 1.0
    """What the last word of it multiplies by: a million in `2.5 million`."""


def split(text: str) -> tuple[Word, ...]:
    """The words and marks of a sentence."""
    return tuple(Word(m.group(), m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text))


def read(words: Sequence[Word], i: int) -> Number | None:
    """The number that begins at word i, if one does."""
    low = words[i].low
    if _DIGITS.fullmatch(low):
        return _digits(words, i)
    if low in _HALVES:
        return _sign(words, i)
    if low in _plurals() or (low in {"tens", "hundreds"} and _is(words, i + 1, "of")):
        return _vague(words, i)
    fraction = _fraction(words, i)
    return fraction or _worded(words, i)


def _digits(words: Sequence[Word], i: int) -> Number:
    text, j = _grouped(words, i)
    value, place = float(text), _place(text)
    if _is(words, j, "1") and _is(words, j + 1, "/") and _is(words, j + 2, "2"):
        value, place, j = value + 0.5, 0.5, j + 3
    elif j < len(words) and words[j].text in _HALVES and words[j].start - words[j - 1].end <= 1:
        value, place, j = value + _HALVES[words[j].text], 0.25, j + 1
    scale, j = _scale(words, j)
    return Number(value * scale, place * scale, j, digits=True, scale=scale)


def _sign(words: Sequence[Word], i: int) -> Number:
    """`½ million`, `¾ of the houses`."""
    half = _HALVES[words[i].text]
    scale, j = _scale(words, i + 1)
    if scale > 1 or (j < len(words) and words[j].low.removesuffix("s") in _measuring()):
        return Number(half * scale, 0.25 * scale, j, digits=True, scale=scale)
    return Number(100 * half, 5.0, j, share=True)


def _grouped(words: Sequence[Word], i: int) -> tuple[str, int]:
    """The digits that begin at word i, also where spaces set thousands apart, and the word behind them."""
    text, j = _MARKS.sub("", words[i].text), i + 1
    if not re.fullmatch(r"[1-9]\d?\d?", text) or not _may_go_on(words, i):
        return text, j
    groups = [text]
    while j < len(words) and re.fullmatch(r"\d{3}", words[j].text) and words[j].start - words[j - 1].end == 1:
        groups.append(words[j].text)
        j += 1
    ends = j == len(words) or (words[j].start > words[j - 1].end and not words[j].text[0].isdigit())
    ends = ends or words[j].text in {".", ",", ")", ";", ":", "”", '"', "’"}
    ends = ends and not (len(groups) == 2 and groups[1] in table("quantities")["aircraft"])
    return ("".join(groups), j) if len(groups) > 1 and ends else (text, i + 1)


def _may_go_on(words: Sequence[Word], i: int) -> bool:
    """Whether `1 500` at word i can be one number: not `Boeing 737 189 people`, `on May 12 300 people`."""
    if i == 0:
        return True
    before, low = words[i - 1].text, words[i - 1].low
    money = table("quantities")["currency"]
    if before in money["signs"] or before in money["codes"]:
        return True
    if low in _bounding():
        return True
    if not before[0].isalpha() or before[0].isupper():
        return False
    return not any(low in table("quantities")[k] for k in ("not_labels", "not_months", "not_groups"))


def _place(digits: str) -> float:
    if "." in digits:
        return float(10 ** -len(digits.split(".")[1]))
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if digits.strip("0") else 1.0


def _scale(words: Sequence[Word], j: int) -> tuple[float, int]:
    """The factor of the words at j (`million`, `lakh crore`, a `k` without a space), and the word behind."""
    scales = _numbers("scales")
    if j < len(words) and words[j].low in scales:
        scale = scales[words[j].low]
        more = scales.get(words[j + 1].low, 0.0) if j + 1 < len(words) else 0.0
        return (scale * more, j + 2) if more >= 1000 else (scale, j + 1)
    if j >= len(words) or words[j].start != words[j - 1].end:
        return 1.0, j
    if words[j].low == "m" and not _is_million(words, j):
        return 1.0, j
    glued = {"m": 1e6, "b": 1e9, "k": 1e3}.get(words[j].low)
    return (glued, j + 1) if glued else (1.0, j)


def _is_million(words: Sequence[Word], j: int) -> bool:
    """Whether `m` behind a number is a million: with a currency before or behind it, or what is no length."""
    money = table("quantities")["currency"]
    if j > 1 and any(words[j - 2].text in money[kind] for kind in ("signs", "codes", "letters")):
        return True
    if j + 1 >= len(words):
        return False
    behind = words[j + 1]
    return (
        behind.low.removesuffix("s") in money["words"]
        or behind.text in money["codes"]
        or behind.low in table("quantities")["numbers"]["behind_millions"]
    )


def _vague(words: Sequence[Word], i: int) -> Number | None:
    low = words[i].low
    three = f"{low} of {words[i + 2].low}" if i + 2 < len(words) else ""
    table_ = table("quantities")["vague"]
    if three in table_:
        a, b = table_[three]
        return Number(a, a, i + 3, a, b)
    if low in table_:
        a, b = table_[low]
        return Number(a, a, i + 1, a, b)
    return None


def _fraction(words: Sequence[Word], i: int) -> Number | None:
    """`half`, `a third`, `two-thirds`, `three quarters`, `one in five`; in per cent."""
    fractions = _numbers("fractions")
    low = words[i].low
    if low == "half" and i + 2 < len(words) and words[i + 1].low in {"a", "an"}:
        if words[i + 2].low in _numbers("scales") and words[i + 2].low != "dozen":
            scale = _numbers("scales")[words[i + 2].low]
            return Number(0.5 * scale, 0.1 * scale, i + 3)  # “half a million”
        if any(words[i + 2].low in units for units in table("quantities")["units"].values()):
            return Number(0.5, 0.1, i + 2)  # “half an hour”
    if low == "half" and not (_is(words, i + 1, "a") and _is(words, i + 2, "dozen")):
        return Number(50.0, 10.0, i + 1, share=True)
    j = i + 1 + _is(words, i + 1, "-")
    if j >= len(words) or words[j].low not in fractions or words[j].low == "half":
        return None
    count = 1.0 if low in {"a", "one"} else _numbers("ones").get(low, 0.0)
    if not count or (count > 1) != words[j].low.endswith("s"):
        return None
    if count == 1.0 and j + 1 < len(words) and not _ends_share(words[j + 1]):
        return None  # “a third candidate”, “a third-party candidate”, “a quarter century”
    return Number(100 * count * fractions[words[j].low], 5.0, j + 1, share=True)


def _ends_share(follows: Word) -> bool:
    """Whether a word may follow `a third` that is a share."""
    return follows.low in table("quantities")["numbers"]["behind_share"] or not (
        follows.text == "-" or follows.low[:1].isalpha()
    )


def _worded(words: Sequence[Word], i: int) -> Number | None:
    ones, tens, scales = (_numbers(k) for k in ("ones", "tens", "scales"))
    total, current, place, j, some = 0.0, 0.0, 1.0, i, False
    if words[j].low == "half" and _is(words, j + 1, "a") and _is(words, j + 2, "dozen"):
        return Number(6.0, 1.0, j + 3)
    if words[j].low in {"a", "an"} and j + 1 < len(words) and words[j + 1].low in scales:
        current, some, j = 1.0, True, j + 1
    while j < len(words):
        low = words[j].low
        if low in ones and (not some or place != 1.0 or words[j - 1].text == "-"):
            current, place = current + ones[low], 1.0
        elif low in tens and (not some or place != 1.0):
            current, place = current + tens[low], 10.0
        elif low in scales and some:
            current, place = current * scales[low], scales[low] if low != "dozen" else 1.0
            if scales[low] >= 1000:
                total, current = total + current, 0.0
        elif some and low in {"-", "and"} and _goes_on(words, j):
            j += 1
            continue
        else:
            break
        some, j = True, j + 1
    if not some:
        return None
    if _is(words, j, "and") and _is(words, j + 1, "a") and _is(words, j + 2, "half"):
        return Number(total + current + 0.5, 0.5, j + 3)
    if [w.low for w in words[j : j + 6]] == ["-", "and", "-", "a", "-", "half"]:
        return Number(total + current + 0.5, 0.5, j + 6)
    return Number(total + current, place, j, scale=scales.get(words[j - 1].low, 1.0))


def _goes_on(words: Sequence[Word], j: int) -> bool:
    if j + 1 >= len(words) or words[j - 1].low not in {*_numbers("tens"), *_numbers("scales")}:
        return words[j].low == "-" and j + 1 < len(words) and words[j + 1].low in _numbers("scales")
    after = words[j + 1].low
    if words[j].low == "and":
        return words[j - 1].low in _numbers("scales") and after in {*_numbers("ones"), *_numbers("tens")}
    return after in _numbers("ones") or after in _numbers("scales")


def _is(words: Sequence[Word], i: int, text: str) -> bool:
    return i < len(words) and words[i].low == text


@per_language
def _numbers(key: str) -> Mapping[str, float]:
    return {k: float(v) for k, v in table("quantities")["numbers"][key].items()}


@per_language
def _plurals() -> frozenset[str]:
    return frozenset(k for k in table("quantities")["vague"] if " " not in k)


@per_language
def _measuring() -> frozenset[str]:
    """Units in one word."""
    return frozenset(u for units in table("quantities")["units"].values() for u in units if " " not in u)


@per_language
def _bounding() -> frozenset[str]:
    """The last words of what bounds a number: `about`, `at least`."""
    bounds = table("quantities")["bounds"]
    kinds = ("below", "most", "above", "least", "about")
    return frozenset(phrase.split()[-1] for kind in kinds for phrase in bounds[kind])
