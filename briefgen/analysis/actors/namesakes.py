"""What keeps people of like names apart: Jr. and Sr., other middle names, a stated kinship; nicknames.

Father and son have one name but for a suffix, which a text often drops. So the name without one is the
bearer's own, unless the texts show that two bear it; then it is the other's, and where both have suffixes,
nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from briefgen.analysis.actors.people import Sighting
from briefgen.analysis.actors.words import folded
from briefgen.language.lexicon import per_language
from briefgen.language.lexicon import words as lexicon

_NICKNAME = re.compile(r"\s+[“\"‘'(]([^“”\"()]{1,30}?)[”\"’')](?=\s)")
_INITIALS = re.compile(r"(?:[A-Z]\.-?){2,}")


@partial(per_language, most=16384)
def plain(name: str) -> tuple[str, ...]:
    """The words of a name without suffix, comma and nickname."""
    parts = [p.strip(",") for p in _NICKNAME.sub(" ", name).split()]
    kept = tuple(p for p in parts if p.lower() not in lexicon("titles", "suffixes"))
    return kept or tuple(parts)


def nickname(name: str) -> str:
    """The nickname that stands in marks inside the name ("Ann “Bo” Roe"); empty where none does."""
    found = _NICKNAME.search(name)
    return found[1] if found else ""


def generation(name: str) -> str:
    """The suffix that tells its bearer from a relative (`jr`, `sr`, `iii`); empty where there is none."""
    last = name.rsplit(None, 1)[-1].lower().strip(".,") if " " in name else ""
    return last if last in lexicon("titles", "younger") or last in lexicon("titles", "elder") else ""


@partial(per_language, most=16384)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name, folded; initials written together are words of their own (`J.R.`)."""
    found: list[str] = []
    for p in plain(name):
        found += [c.lower() for c in p if c.isalpha()] if _INITIALS.fullmatch(p) else [folded(p)]
    return tuple(found)


def are_apart(one: str, other: str) -> bool:
    """Whether suffixes or middle names say that two names are two people's (H.W. and W., Sr. and Jr.)."""
    suffixes = generation(one), generation(other)
    if all(suffixes) and suffixes[0] != suffixes[1]:
        return True
    a, b = parts(one), parts(other)
    alike = len(a) > 2 and len(b) > 2 and a[-1] == b[-1] and a[0][:1] == b[0][:1]
    return alike and _contradict(a[1:-1], b[1:-1])


def _contradict(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two rows of middle names begin with other letters; whole names may be left out."""
    short, long = sorted((a, b), key=len)
    if all(x[0] == y[0] for x, y in zip(short, long, strict=False)):
        return False
    rest = iter(long)
    return any(len(x) == 1 for x in short) or not all(any(x[0] == y[0] for y in rest) for x in short)


def shared(sightings: Iterable[Sighting]) -> frozenset[str]:
    """Surnames, folded, that two people of one given name bear, one with a suffix and one without."""
    by_surname: dict[str, list[Sighting]] = {}
    for s in sightings:
        by_surname.setdefault(parts(s.text)[-1], []).append(s)
    return frozenset(
        surname
        for surname, found in by_surname.items()
        if any(generation(s.text) for s in found) and (_are_two(found) or _is_told_apart(found))
    )


def _is_told_apart(found: list[Sighting]) -> bool:
    """Whether texts say "Roe Jr." for short, and give an office to a Roe without the suffix.

    News leaves the suffix out of the short form unless the other Roe is in the news as well; but a text may
    call one man "Roe" and "Roe Jr.", so the office must be the other's alone.
    """
    suffixed = [s for s in found if generation(s.text)]
    if any(has_office(s) for s in suffixed) or all(len(plain(s.text)) > 1 for s in suffixed):
        return False
    return any(has_office(s) for s in found if not generation(s.text) and not s.words.sentence.heading)


def has_office(seen: Sighting) -> bool:
    """Whether an office stands before the name, not only an honorific."""
    return seen.titled and seen.words.low(seen.i - 1) not in lexicon("titles", "honorifics")


def _are_two(found: list[Sighting]) -> bool:
    """Whether one sentence names both, or a text calls one of them the other's son or father."""
    younger = lexicon("titles", "younger")
    suffixed = {_place(s) for s in found if generation(s.text)}
    for s in found:
        own, kin = generation(s.text), kin_before(s)
        if own in younger and kin in lexicon("titles", "offspring"):
            return True
        if own not in younger and kin in lexicon("titles", "forebears"):
            return True
        place = _place(s)
        if not own and len(parts(s.text)) > 1 and place in suffixed:
            return True
    return False


def _place(seen: Sighting) -> tuple[str, str, str]:
    """The sentence, and the given name."""
    return seen.words.sentence.source, seen.words.sentence.id, parts(seen.text)[0]


def kin_before(seen: Sighting) -> str:
    """The noun for a relative right before the name ("his son, Ann Roe"); empty where none stands there."""
    k = seen.i - 1
    low = seen.words.low(k)
    while low == "," or (low in lexicon("titles", "honorifics") and low not in lexicon("titles", "kin")):
        k -= 1
        low = seen.words.low(k)
    return low if low in lexicon("titles", "kin") else ""


def relatives(sightings: Iterable[Sighting]) -> frozenset[frozenset[str]]:
    """Pairs of folded names that one sentence, or two, give to relatives ("Jan Roe … his brother, Jon")."""
    here: dict[tuple[str, int], list[Sighting]] = {}
    called: list[Sighting] = []
    for s in sightings:
        here.setdefault(_number(s), []).append(s)
        if kin_before(s):
            called.append(s)
    return frozenset(
        frozenset((folded(s.text), folded(other.text)))
        for s in called
        for source, n in [_number(s)]
        for near in (n, n - 1)
        for other in here.get((source, near), ())
        if other is not s and folded(other.text) != folded(s.text) and len(parts(other.text)) > 1
    )


def _number(seen: Sighting) -> tuple[str, int]:
    """The source, and the number of the sentence."""
    return seen.words.sentence.source, int(seen.words.sentence.id[1:])
