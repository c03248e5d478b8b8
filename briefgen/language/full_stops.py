"""Full stops that say little by themselves: without a space behind them, or behind an abbreviation."""

from __future__ import annotations

import re

from briefgen.language.lexicon import words

# The word that an end mark stands behind, and the one that follows without a space.
_BEFORE = re.compile(r"\S*$")
_NEXT = re.compile(r"[\w’'-]+")
_ADDRESS = re.compile(r"[/@=\\]|www\.|\.(?:com|org|net|gov|edu)\b", re.IGNORECASE)
_WORD_END = re.compile(r"(?:[a-z]{2}|[a-z]’?s|\d\d|[A-Z]{3}|[%”’\"»)\]])$")
_LOOK = 40
_LEAST_WORDS = 3
"""Words in small letters before an abbreviation from which what ends with it is a sentence."""


def unspaced(text: str, start: int, mark: re.Match[str], end: int) -> int:
    """Where the sentence ends, if one does at an end mark that no space follows; else 0.

    Not in addresses, initials, abbreviations (`U.S.Senate`, `St.Orsel`), names (`will.i.am`, `Node.JS`).
    """
    before = text[max(start, mark.start() - _LOOK) : mark.start()]
    token = _BEFORE.search(before)
    last = token.group() if token else ""
    behind = text[mark.end() : min(end, mark.end() + _LOOK)]
    if not _WORD_END.search(before) or _ADDRESS.search(last + mark.group() + behind.split(maxsplit=1)[0]):
        return 0
    stop = mark.end()
    if mark.group()[-1:] == '"' and text[start:stop].count('"') % 2 == 1:
        stop -= 1  # the straight mark opens what follows
    return stop if _begins_sentence(text[stop:end], last, mark.group()) else 0


def _begins_sentence(behind: str, last: str, mark: str) -> bool:
    if behind[:1] in "“‘„«":
        return behind[1:2].isupper() or behind[1:2].isdigit()
    behind = behind.lstrip('"')
    follow = _NEXT.match(behind)
    if follow is None or not follow.group()[0].isupper():
        return False
    word, low = follow.group(), follow.group().lower()
    short = last.rsplit(".", 1)[-1].lower()
    if mark[0] == "." and any(
        short in words("abbreviations", k) for k in ("never_final", "before_number", "may_be_final")
    ):
        return False
    if "." in last.strip(".") and not last[0].isdigit():  # `a.m.`, `J.R.R.`
        return False
    if mark == "!" and last[:1].isupper():  # a name that is written so
        return low in words("abbreviations", "starters")
    capitals = word.isupper() and len(word) > 1
    if last.isupper() or capitals or last[:1].isupper() and behind[follow.end() : follow.end() + 1] == ".":
        return low in words("abbreviations", "starters")
    return len(word) > 1 or low in words("abbreviations", "starters")


def stops_behind_abbreviation(text: str, start: int, stop: int, ahead: str) -> bool:
    """Whether a sentence ends behind an abbreviation: what follows cannot go on with it.

    A company has no mayor (“from Calder Inc. Mayor Roe said”), and a capital makes no common noun a part of a
    name (“in Orsel, Conn. Drivers”) where the text has the noun in small letters.
    """
    word = re.search(r"[\w.]*$", text[max(start, stop - _LOOK) : stop])
    low = word.group().lower() if word else ""
    company = low in words("abbreviations", "companies")
    if not (company or low in words("abbreviations", "may_be_final")):
        return False
    told = [w for w in text[start:stop].split() if w.isalpha() and w.islower()]
    follow = re.match(r"([A-Z][a-z’'-]+) (\w+)", ahead)
    if len(told) < _LEAST_WORDS or follow is None:
        return False
    first, second = follow.group(1).lower(), follow.group(2)
    if company and first in words("abbreviations", "public_offices"):
        return True
    # “in Washington, D.C. Roe said”, but “the D.C. Circuit said”.
    whole = (
        company
        or low in words("abbreviations", "after_names")
        or text[start:stop].rsplit(None, 1)[0].endswith(",")
    )
    says = (
        whole
        and second in words("abbreviations", "speaking")
        and first not in words("abbreviations", "company_offices")
    )
    plural = first.endswith("s") and second.islower() and first in words("abbreviations", "people")
    return says or (plural and low not in words("abbreviations", "hours"))
