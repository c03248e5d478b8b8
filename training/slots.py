"""Pairs of sentences with a figure or a date of each masked: do the two answer one question?

From labelled pairs, by what their label implies. Where two passages tell the same, equal values fill one slot
and others don't; where they clash in a figure or a date, the two that differ fill one slot if each passage
has one such value left. And, without labels, from articles of one day: those that print one unusual number
speak, nearly always, of one thing.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MASK = "[MASK]"
_WORDS = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety",
]  # fmt: skip
_VALUES = dict(zip(_WORDS, [*range(2, 21), *range(30, 100, 10)], strict=True))
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?P<money>[$€£])?(?P<digits>\d[\d,]*(?:\.\d+)?)(?:[ -](?P<scale>hundred|thousand|million|"
    r"billion|trillion))?(?P<share>\s?%|\spercent|\sper cent)?(?![\w:/]|,\d|\.\d)"
    r"|\b(?P<word>" + "|".join(_WORDS) + r")\b(?:[ -](?P<scale2>hundred|thousand|million|billion|trillion))?",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = r"Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\."
_DATE = re.compile(
    rf"\b(?:(?:{_MONTHS}|{_SHORT}) \d{{1,2}}(?!\d)|\d{{1,2}} (?:{_MONTHS})\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:19|20)\d\d\b)"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A figure or a date of a sentence."""

    kind: str
    value: str
    start: int
    end: int


def values(text: str) -> list[Value]:
    """The figures and dates of a sentence, in order."""
    found = [
        Value(_grain(m.group()), m.group().lower().replace(".", ""), m.start(), m.end())
        for m in _DATE.finditer(text)
    ]
    for m in _NUMBER.finditer(text):
        if any(m.start() < v.end and v.start < m.end() for v in found):
            continue
        if m["word"]:
            number, scale = float(_VALUES[m["word"].lower()]), m["scale2"]
        else:
            number, scale = float(m["digits"].replace(",", "")), m["scale"]
        number *= _SCALES[scale.lower()] if scale else 1
        kind = "money" if m["money"] else "share" if m["share"] else "number"
        found.append(Value(kind, f"{number:g}", m.start(), m.end()))
    return sorted(found, key=lambda v: v.start)


def _grain(written: str) -> str:
    return "weekday" if written.endswith("day") else "year" if written.isdigit() else "date"


def masked(text: str, v: Value) -> str:
    """The sentence without the value."""
    return text[: v.start] + MASK + text[v.end :]


def slots(a: str, b: str, label: str, kind: str | None) -> Iterator[tuple[str, str, float]]:
    """Masked pairs of a labelled pair, with whether both answer one question."""
    mine, other = values(a), values(b)
    equal = {(v.kind, v.value) for v in mine} & {(v.kind, v.value) for v in other}
    for v in mine:
        for w in other:
            if v.kind != w.kind:
                continue
            if v.value == w.value:
                if label != "different":
                    yield masked(a, v), masked(b, w), 1.0
            elif (v.kind, v.value) in equal or (w.kind, w.value) in equal or label != "conflict":
                yield masked(a, v), masked(b, w), 0.0
            elif kind in ("quantity", "date", "update"):
                left = [
                    [x for x in xs if x.kind == v.kind and (x.kind, x.value) not in equal]
                    for xs in (mine, other)
                ]
                if len(left[0]) == len(left[1]) == 1:
                    yield masked(a, v), masked(b, w), 1.0


def balanced(
    found: Iterable[tuple[str, str, float]], rng: random.Random, against: float
) -> list[tuple[str, str, float]]:
    """All that answer one question, and so many times as many that don't."""
    right, wrong = [], []
    for row in found:
        (right if row[2] else wrong).append(row)
    rng.shuffle(wrong)
    return right + wrong[: int(against * len(right))]


_WORD = re.compile(r"[A-Za-z]{4,}")
_BREAK = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[A-Z“\"])")
_UNUSUAL = 12
"""A smaller number is told of many things."""
_SHARED = 2
"""So many words of few articles both sentences must share."""
_RARE = 400
"""In so many articles at most."""
_EACH = 4
"""Pairs of sentences of one pair of articles."""


def of_one_day(
    texts: dict[int, str], pairs: Iterable[tuple[int, int]], rng: random.Random
) -> Iterator[tuple[str, str, float]]:
    """Masked pairs from pairs of articles of one day: sentences that have one unusual number."""
    sentences = {
        n: [s for s in _BREAK.split(t.replace("\n", " ")) if 6 <= len(s.split()) <= 50]
        for n, t in texts.items()
    }
    spread = Counter(
        w for ss in sentences.values() for w in {w.lower() for s in ss for w in _WORD.findall(s)}
    )
    for one, other in pairs:
        found = []
        for a in sentences[one]:
            for b in sentences[other]:
                words = {w.lower() for w in _WORD.findall(a)} & {w.lower() for w in _WORD.findall(b)}
                if a == b or sum(spread[w] <= _RARE for w in words) < _SHARED:
                    continue
                for v in values(a):
                    for w in values(b):
                        plain = (v.kind, v.value) == (w.kind, w.value) and v.kind in {
                            "number",
                            "money",
                            "share",
                        }
                        if plain and float(v.value) >= _UNUSUAL:
                            found.append((masked(a, v), masked(b, w), 1.0))
        rng.shuffle(found)
        yield from found[:_EACH]
