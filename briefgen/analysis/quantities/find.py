"""The quantities of a sentence. Years, dates, clock times, ordinals and labels (`Flight 12`) are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefgen.analysis.quantities import numbers
from briefgen.analysis.quantities.bounds import interval
from briefgen.analysis.quantities.numbers import Number, Word
from briefgen.analysis.quantities.records import Bound, Quantity
from briefgen.analysis.quantities.units import sign_before, unit_at
from briefgen.language.lexicon import per_language, table, words
from briefgen.model import Sentence

_VOTE = re.compile(
    r"(?:\bvot\w+|\bruling|\bruled|\bdecision|\bpassed|\brejected|\bapproved|\bmargin)\b[^.;]{0,30}?"
    r"\b(\d{1,3})\s?(?:-|–|\sto\s)\s?(\d{1,3})\b"
    r"|\b(\d{1,3})(?:-|–|-to-)(\d{1,3})\b (?:vote|ruling|decision|majority)"
    r"|\b(\d{1,3}) votes? (?:to|against) (\d{1,3})\b"
    r"|\bby (\d{1,3}) to (\d{1,3})\b(?! (?:percent|per cent))"
    r"|\b(\d{1,3}) (?:votes )?in favou?r (?:and|to|with) (\d{1,3}) (?:votes )?against\b"
)
_AND_A_HALF = re.compile(r"\b(an?|one|two|three|four|five|\d+) ([a-z]+) and a half\b", re.IGNORECASE)
_DASHES = frozenset("-–‑—")


def find_quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """Every quantity of the sentence, in order of the text."""
    return tuple(_Scan(sentence).run())


class _Scan:
    """Reads one sentence from left to right."""

    def __init__(self, sentence: Sentence) -> None:
        self.s = sentence
        self.text = sentence.text
        self.w = numbers.split(self.text)

    def run(self) -> Iterator[Quantity]:
        votes = [*self._votes(), *self._halves()]
        yield from votes
        i = 0
        while i < len(self.w):
            number = numbers.read(self.w, i)
            if number is None:
                i += 1
                continue
            q, after = self._quantity(i, number)
            if q is not None and not any(v.start < q.end and q.start < v.end for v in votes):
                yield q
            i = max(after, i + 1)

    def _votes(self) -> Iterator[Quantity]:
        for m in _VOTE.finditer(self.text):
            group = next(g for g in (1, 3, 5, 7, 9) if m.group(g))
            a, b = int(m.group(group)), int(m.group(group + 1))
            start, end = self.s.start + m.start(group), self.s.start + m.end(group + 1)
            value = a * 1000.0 + b
            yield Quantity(
                start=start,
                end=end,
                number=start,
                number_end=end,
                value=value,
                low=value,
                high=value,
                dimension="vote",
            )

    def _halves(self) -> Iterator[Quantity]:
        """`a year and a half`."""
        for m in _AND_A_HALF.finditer(self.text):
            unit = unit_at(numbers.split(m.group(2)), 0, 0)
            if unit is None:
                continue
            number = numbers.read(numbers.split(m.group(1)), 0)
            value = ((number.value if number else 1.0) + 0.5) * unit[1]
            start, end = self.s.start + m.start(), self.s.start + m.end()
            slack = 0.1 * unit[1]
            yield Quantity(
                start=start, end=end, number=start, number_end=start + len(m.group(1)), value=value,
                low=value - slack, high=value + slack, dimension=unit[0],
            )  # fmt: skip

    def _quantity(self, i: int, number: Number) -> tuple[Quantity | None, int]:
        """The quantity whose number begins at word i, and the index of the word behind it."""
        first, last = number, number.end
        sign = sign_before(self.w, i)
        if self._is_label(i, number, sign is not None):
            return None, last
        second = self._range(i, last)
        if second is not None:
            last = second.end
        bound, begin = self._bound_before(sign[1] if sign else self._first_of(i))
        hyphen = last < len(self.w) and self.w[last].text in _DASHES and self._touches(last)
        unit = unit_at(self.w, last + hyphen, last)
        dimension, factor = (sign[0], 1.0) if sign else (unit[0], unit[1]) if unit else ("count", 1.0)
        if unit and sign and not unit[0].startswith("money"):
            unit = None
        stop = unit[2] if unit else last
        hyphen = hyphen and unit is not None
        if not unit and not sign:
            dimension, stop, begin, hyphen = self._named(i, last, begin)
        if first.share and dimension == "count":
            dimension = "percent"
            if not self._is_share(last):
                return None, last
        dimension, stop = self._age(i, dimension, stop)
        if dimension == "age":
            factor = 1.0
        behind, stop = self._bound_behind(stop)
        stop = self._converted(stop, dimension)
        bound = "range" if second else bound or behind or ("vague" if first.low is not None else "")
        low, high = interval(first, second, bound, factor, dimension)
        value = low if second else first.value * factor
        minus, begin, stop = self._minus(i, begin, stop, dimension)
        if minus:
            value, low, high = -value, -high, -low
        base = self.s.start
        return (
            Quantity(
                start=base + self.w[begin].start,
                end=base + self.w[stop - 1].end,
                number=base + self.w[i].start,
                number_end=base + self.w[last - 1].end,
                value=value,
                low=low,
                high=high,
                dimension=dimension,
                bound=bound,
                hyphen=hyphen,
            ),
            stop,
        )

    # -- what a number is not --

    def _is_label(self, i: int, number: Number, money: bool) -> bool:
        """A year, a date, a clock time, an ordinal, a name: no amount."""
        w, end = self.w, number.end
        if money:
            return False
        before = self._before(i)
        after = w[end].low.rstrip(".") if end < len(w) else ""
        glued = end < len(w) and w[end].start == w[end - 1].end
        if w[i].low == "one" and self._is_pronoun(i, end):
            return True
        if w[i].low in {"second", "half"} and not number.share and end == i + 1:
            return True
        if number.digits and (self._is_year(i, end) or self._is_code(i, end)):
            return True
        if (
            number.digits
            and before in words("quantities", "not_months")
            or after in words("quantities", "not_months")
        ):
            return number.value <= 31 and number.digits
        if before in {"#", "/", "@"} or (
            i and w[i - 1].text == "'" and number.digits and w[i - 1].end == w[i].start
        ):
            return True
        if (
            after in words("quantities", "not_zones")
            and (number.value < 2400)
            and not (glued and after == "m")
        ):
            return self._is_clock(end)
        zones = table("quantities")["zones"]
        if number.digits and end < len(w) and w[end].text in zones and number.value < 2400:
            return True  # “1400 IST”
        if i > 1 and w[i - 1].text in {"+", "−", *_DASHES} and w[i - 2].text in {"UTC", "GMT"}:
            return True
        if glued and after in {":", "st", "nd", "rd", "th", "/"}:
            return after != "/" or True
        if i and w[i - 1].text in {":", "."} and w[i - 1].end == w[i].start and number.digits:
            return True
        if before in words("quantities", "not_labels") and number.digits:
            return True
        if number.digits and i and w[i - 1].text.isalpha() and w[i - 1].end == w[i].start:
            return True  # “N95”, “Covid19”
        if (
            i > 1
            and w[i - 1].text in _DASHES
            and w[i - 1].end == w[i].start
            and w[i - 2].end == w[i - 1].start
        ):
            return w[i - 2].text.isalpha() and w[i - 2].low not in {"magnitude", "mid"}
        return False

    def _before(self, i: int) -> str:
        """The word before word i, without the full stop of an abbreviation."""
        k = i - 1
        if k > 0 and self.w[k].text == "." and self.w[k - 1].end == self.w[k].start:
            k -= 1
        return self.w[k].low.rstrip(".") if k >= 0 else ""

    def _is_pronoun(self, i: int, end: int) -> bool:
        """`one` without a noun of its own behind it."""
        nxt = self.w[end].low if end < len(self.w) else ""
        before = self.w[i - 1].low if i else ""
        return nxt in {
            "of",
            "is",
            "was",
            "that",
            "who",
            ",",
            ".",
            "'",
            "’",
            "has",
            "by",
            "such",
            "day",
            "in",
            "to",
            "and",
            "the",
            "",
        } or before in {"no", "the", "this", "that", "every", "any", "each", "which", "another", "-", "some"}

    def _is_year(self, i: int, end: int) -> bool:
        word = self.w[i]
        if not re.fullmatch(r"(?:1[6-9]|20)\d\d", word.text) or end != i + 1:
            return False
        nxt = self.w[end] if end < len(self.w) else None
        if nxt is not None and unit_at(self.w, end, end) is not None:
            return False
        token = self.s.token_at(self.s.start + word.start)
        head = self.s.tokens[token] if token is not None else None
        return (
            head is None
            or head.rel != "nummod"
            or head.entity == "DATE"
            or nxt is None
            or nxt.text in {",", ".", "s", ")"}
        )

    def _is_code(self, i: int, end: int) -> bool:
        """`at 1353`, `a 911 call`: digits that count nothing."""
        text, nxt = self.w[i].text, self.w[end].low if end < len(self.w) else ""
        if text in {"911", "999", "112"} and nxt in {
            "call",
            "calls",
            "caller",
            "operator",
            "dispatcher",
            "dispatch",
        }:
            return True
        return (
            len(text) == 4 and end == i + 1 and (not nxt or not nxt[0].isalpha()) and self._before(i) == "at"
        )

    def _is_clock(self, end: int) -> bool:
        after = self.w[end].low
        if after in {"a", "p"}:
            return (
                end + 2 < len(self.w) and self.w[end + 1].text == "." and self.w[end + 2].low.startswith("m")
            )
        if after in {"am", "pm", "o"}:
            return True
        return after.rstrip(".") not in {"et", "est"} or self.w[end].text.isupper()

    # -- what belongs to it --

    def _touches(self, k: int) -> bool:
        return (
            k + 1 < len(self.w)
            and self.w[k].end == self.w[k + 1].start
            and self.w[k].start == self.w[k - 1].end
        )

    def _range(self, i: int, j: int) -> Number | None:
        """The upper end of `10-12`, `10 to 12`, `between 10 and 12`."""
        if j >= len(self.w) - 1:
            return None
        mark, k = self.w[j].low, j + 1
        unit = unit_at(self.w, j, j)
        if unit and unit[2] < len(self.w) - 1 and self.w[unit[2]].low in {"to", "and", "-", "–"}:
            mark, k = self.w[unit[2]].low, unit[2] + 1
        first = (sign_before(self.w, i) or ("", i))[1]
        if (
            mark == "and"
            and not (first and self.w[first - 1].low == "between")
            or mark not in {"-", "–", "to", "or", "and"}
        ):
            return None
        behind = self._past_sign(k)
        sign = sign_before(self.w, behind) if behind > k else None
        if sign is not None and unit is not None and sign[0] != unit[0]:
            return None  # “up 25% to $1.13 billion”
        k = behind
        other = numbers.read(self.w, k) if k < len(self.w) else None
        low = numbers.read(self.w, i)
        if other is None or low is None or (other.value <= low.value and other.place >= low.place):
            return None
        if mark == "or" and other.value != low.value + 1:
            return None
        return other

    def _past_sign(self, k: int) -> int:
        """Behind the sign of a currency that begins at word k."""
        for step in (1, 2):
            sign = sign_before(self.w, k + step) if k + step < len(self.w) else None
            if sign is not None and sign[1] == k:
                return k + step
        return k

    def _first_of(self, i: int) -> int:
        """Where `magnitude-5.9` begins, or the number itself."""
        return i - 2 if i > 1 and self.w[i - 2].low == "magnitude" and self.w[i - 1].text == "-" else i

    def _bound_before(self, i: int) -> tuple[Bound, int]:
        """How the number at word i is bounded, and the index of the first word that does it."""
        before = [w.low for w in self.w[max(0, i - 5) : i]]
        skip = 0
        if before and before[-1] in {"a", "an", "the"}:
            skip = 1
        for length in (4, 3, 2, 1):
            at = i - skip - length
            if at < 0:
                continue
            phrase = " ".join(w.low for w in self.w[at : i - skip])
            bound = _bounds().get(phrase)
            if bound is not None and not self._is_preposition(at, phrase):
                return "most" if bound == "above" and self._is_negated(at) else bound, at
        if i and self.w[i - 1].low == "between":
            return "", i - 1
        return "", i

    def _is_negated(self, at: int) -> bool:
        """`not go above 12 dollars`."""
        before = [w.low for w in self.w[max(0, at - 3) : at]]
        return bool({"not", "never"} & set(before)) or before[-2:] == ["’", "t"] or before[-2:] == ["'", "t"]

    def _is_preposition(self, at: int, phrase: str) -> bool:
        """`about 20 people` is a bound, `a report about 20 people` is not."""
        if phrase in {"under", "below", "above", "over"}:
            token = self.s.token_at(self.s.start + self.w[at].start)
            head = self.s.tokens[token] if token is not None else None
            return (
                head is not None and head.rel == "prep" and self.s.tokens[head.head].pos in {"NOUN", "PROPN"}
            )
        return False

    def _bound_behind(self, stop: int) -> tuple[Bound, int]:
        two = " ".join(w.low for w in self.w[stop : stop + 2])
        bound: Bound = table("quantities")["bounds"]["behind"].get(two, "")
        if bound:
            return bound, stop + 2
        if stop < len(self.w) and self.w[stop].text == "+":
            return "above", stop + 1
        return "", stop

    def _named(self, i: int, last: int, begin: int) -> tuple[str, int, int, bool]:
        """Magnitudes: `6.1-magnitude`, `magnitude-5.9`, `magnitude of 6.4`, `6.4 on the Richter scale`."""
        w = self.w
        behind = [x.low for x in w[last : last + 5]]
        before = [x.low for x in w[max(0, i - 3) : i]]
        if behind[:2] in (["-", "magnitude"], ["-", "strength"]):
            return "magnitude", last + 2, begin, True
        if "richter" in behind or (behind[:1] == ["magnitude"]):
            return "magnitude", last, begin, False
        if before[-2:] == ["magnitude", "-"]:
            return "magnitude", last, begin, True
        if before[-1:] == ["magnitude"] or "magnitude" in before and before[-1] in {"of", "at", "was", "a"}:
            return "magnitude", last, begin, False
        return "count", last, begin, False

    def _is_share(self, last: int) -> bool:
        return last < len(self.w) and (
            self.w[last].low in {"of", "the", "its", "their", "all", "a"}
            or unit_at(self.w, last, last) is None
        )

    def _age(self, i: int, dimension: str, stop: int) -> tuple[str, int]:
        """`21-year-old`, `21 years old`, `aged 21`, `Jo Roe, 21,`."""
        behind = "".join(w.low for w in self.w[stop : stop + 2])
        if dimension == "duration" and (
            behind == "-old" or behind.startswith("old") or behind.startswith("ofage")
        ):
            return "age", stop + (2 if behind == "-old" else 1)
        if dimension == "count" and i and self.w[i - 1].low in {"aged", "age", "ages"}:
            return "age", stop
        if dimension == "count" and i > 1 and self._is_of(i, stop):
            return "age", stop
        comma = (
            stop + 1 < len(self.w) and self.w[stop].text in {",", "."} and i > 1 and self.w[i - 1].text == ","
        )
        old = dimension == "count" and comma and re.fullmatch(r"\d\d?|1[01]\d", self.w[i].text)
        if old and (self.w[i - 2].text[0].isalpha() or self.w[i - 2].text == "."):
            return "age", stop
        return dimension, stop

    def _is_of(self, i: int, stop: int) -> bool:
        """`a man of 68`, `a boy of four`, with nothing behind it that is counted."""
        worded = self.w[i].low in table("quantities")["numbers"]["ones"]
        told = (worded or re.fullmatch(r"\d\d?|10\d", self.w[i].text)) and self.w[i - 1].low == "of"
        nxt = self.w[stop].low if stop < len(self.w) else "."
        ends = not nxt[0].isalnum() or nxt in {"and", "who", "from", "was", "were", "is", "with"}
        return bool(told) and self.w[i - 2].low in words("quantities", "aged") and ends

    def _minus(self, i: int, begin: int, stop: int, dimension: str) -> tuple[bool, int, int]:
        """Whether it lies below zero (`-12 degrees`, `minus 12`, `12 degrees below zero`), and where."""
        if dimension not in {"temperature", "fahrenheit"}:
            return False, begin, stop
        if [w.low for w in self.w[stop : stop + 2]] == ["below", "zero"]:
            return True, begin, stop + 2
        if not i or self.w[i - 1].low not in {"minus", "−", *_DASHES}:
            return False, begin, stop
        free = i == 1 or self.w[i - 2].end < self.w[i - 1].start
        told = self.w[i - 1].low == "minus" or (free and self.w[i - 1].end == self.w[i].start)
        return told, min(begin, i - 1) if told else begin, stop

    def _converted(self, stop: int, dimension: str) -> int:
        """Behind `(36 miles)` of `58km (36 miles)`: the same value again."""
        if dimension == "count" or stop + 2 >= len(self.w) or self.w[stop].text not in {"(", ","}:
            return stop
        k = self._past_sign(stop + 1)
        other = numbers.read(self.w, k) if k < len(self.w) else None
        if other is None:
            return stop
        end = other.end
        if (ranged := self._range(k, end)) is not None:
            end = ranged.end
        unit = unit_at(self.w, end, end)
        if unit and unit[0] == dimension and unit[2] < len(self.w) and self.w[unit[2]].text == ")":
            return unit[2] + 1
        return stop


@per_language
def _bounds() -> Mapping[str, Bound]:
    out: dict[str, Bound] = {}
    kinds: Sequence[Bound] = ("below", "most", "above", "least", "about")
    for kind in kinds:
        out |= dict.fromkeys(table("quantities")["bounds"][kind], kind)
    return out


__all__ = ["Word", "find_quantities"]
