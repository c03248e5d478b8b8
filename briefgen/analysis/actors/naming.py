"""Which sightings name one person: spelling variants, surnames, nicknames; namesakes stay apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from briefgen.analysis.actors import world
from briefgen.analysis.actors.kinds import is_body, never_shortened
from briefgen.analysis.actors.names import is_given_name
from briefgen.analysis.actors.namesakes import (
    are_apart,
    generation,
    has_office,
    nickname,
    parts,
    plain,
    relatives,
    shared,
)
from briefgen.analysis.actors.people import Sighting
from briefgen.analysis.actors.words import folded
from briefgen.language.lexicon import per_language, table
from briefgen.language.lexicon import words as lexicon

# Transliterations of one name differ by a letter or two (-sky/-skyy); other surnames by more.
_SAME_SURNAME = 85
_SAME_FIRST = 80
# A surname further off passes where the whole name is as close.
_NEAR_SURNAME = 75
# Letters that transliterations put one for another at the beginning: Jakov, Yakov; Kristina, Christina.
_ONE_SOUND = ("yijg", "ckh")
_VOWELS = re.compile(r"[aeiouy]")


class _Seen:
    """What the sightings of a name tell, read once."""

    def __init__(self, sightings: Sequence[Sighting]) -> None:
        self.count = len(sightings)
        self.by_source: dict[str, list[Sighting]] = {}
        self.titles: set[str] = set()
        """Words right before a name that is titled."""
        self.genders: set[str] = set()
        self.short_with_suffix: set[str] = set()
        """Sources that call it by surname and suffix."""
        for s in sightings:
            source = s.words.sentence.source
            self.by_source.setdefault(source, []).append(s)
            if s.titled:
                self.titles.add(s.words.low(s.i - 1))
            self.genders |= {g for g in ("male", "female") if _titled_as(s, g)}
            if generation(s.text) and len(plain(s.text)) == 1:
                self.short_with_suffix.add(source)


@dataclass(slots=True, eq=False)
class Person:
    """All sightings of one name."""

    forms: dict[str, int] = field(default_factory=dict)
    """How often each full form was sighted, outside headings."""
    sightings: list[Sighting] = field(default_factory=list)
    _seen: _Seen | None = None

    @property
    def seen(self) -> _Seen:
        """What its sightings tell."""
        if self._seen is None or self._seen.count != len(self.sightings):
            self._seen = _Seen(self.sightings)
        return self._seen

    def seen_in(self, source: str) -> Sequence[Sighting]:
        """Its sightings in one source."""
        return self.seen.by_source.get(source, ())

    @property
    def name(self) -> str:
        """The form that the sources use most; of equals the longest."""
        longest = max(len(plain(f)) > 1 for f in self.forms)
        full = [f for f in self.forms if (len(plain(f)) > 1) == longest]
        return max(full, key=lambda f: (not f.isupper(), self.forms[f], len(f), f))

    @property
    def surnames(self) -> set[str]:
        """What it may be called by alone, folded; without the Arabic article, too."""
        last = {folded(plain(f)[-1]) for f in self.forms}
        return last | {_bare(x) for x in last}

    @property
    def firsts(self) -> set[str]:
        """Its given names, folded; empty for who is only named by surname."""
        full = {folded(plain(f)[0]) for f in self.forms if len(plain(f)) > 1}
        return full | {folded(x) for x in self.nicknames}

    @property
    def nicknames(self) -> set[str]:
        """What stands in marks inside its names."""
        return {x for f in self.forms if (x := nickname(f))}

    @property
    def generations(self) -> set[str]:
        """The suffixes of its names."""
        return {x for f in self.forms if (x := generation(f))}

    def is_short_with_suffix(self, source: str) -> bool:
        """Whether this source calls it by surname and suffix ("Roe Jr."), to tell it from another Roe."""
        return source in self.seen.short_with_suffix

    @property
    def is_told_by_suffix(self) -> bool:
        """Whether any source calls it by surname and suffix."""
        return bool(self.seen.short_with_suffix)

    @property
    def reigns(self) -> bool:
        """Whether a title that goes with a given name stands before one of its forms ("King Karl")."""
        return any(_is_monarch(s) for s in self.sightings)

    @property
    def genders(self) -> set[str]:
        """`male`, `female`, by what stands before the name, or by a frequent given name."""
        return self.seen.genders or {g for g in ("male", "female") if self.firsts & lexicon("genders", g)}


def _titled_as(seen: Sighting, gender: str) -> bool:
    """Whether an honorific, an office or a relation of this gender stands right before the name."""
    before = seen.words.low(seen.i - 1)
    if before == ",":
        before = seen.words.low(seen.i - 2)
    return before in lexicon("titles", gender)


def group(
    sightings: Iterable[Sighting], alone: set[str], signs: Mapping[str, int]
) -> tuple[list[Person], set[str]]:
    """The people that these sightings name, in order of first sighting; the folded names of bodies.

    alone: capitalised words, folded, that stand somewhere with no name before them.
    signs: what speaks for a body, by folded form.
    """
    by_form: dict[str, list[Sighting]] = {}
    for s in sightings:
        by_form.setdefault(folded(s.text), []).append(s)
    bodies = {
        form
        for form, found in by_form.items()
        if is_body(found, signs.get(form, 0)) or never_shortened(found, alone)
    }
    # "Roe Lee" is no body where "Ann Roe Lee" is somebody.
    bodies -= {" ".join(f.split()[1:]) for f in by_form if is_given_name(f.split(" ")[0])}
    named = [found for form, found in by_form.items() if form not in bodies and _is_person(found)]
    surnames = {folded(plain(found[0].text)[-1]) for found in named}
    named = [found for found in named if not _is_family(found, surnames)]
    seen = [s for found in named for s in found]
    register = _Register(shared(seen), relatives(seen))
    for full in (True, False):  # the fullest first: what is shorter may fit two of them
        for found in sorted(named, key=lambda found: _fullness(found[0].text)):
            if (len(plain(found[0].text)) > 1) == full:
                register.add(found, full)
    order = {id(s): n for n, group in enumerate(by_form.values()) for s in group}
    people = (p for p in register.people if p.sightings)
    return sorted(people, key=lambda p: min(order[id(s)] for s in p.sightings)), bodies


def _fullness(name: str) -> tuple[bool, int]:
    return not generation(name), -len(parts(name))


class _Register:
    """People so far, found by the words of their names and by pieces of their surnames.

    shared: surnames that father and son bear with one given name. relatives: pairs of forms of two people.
    """

    def __init__(self, shared: frozenset[str], relatives: frozenset[frozenset[str]]) -> None:
        self.people: list[Person] = []
        self._shared = shared
        self._relatives = relatives
        self._by_key: dict[str, set[int]] = {}
        self._number: dict[int, int] = {}

    def add(self, found: list[Sighting], full: bool) -> None:
        """Give the sightings of one form to the person that they name, or to a new one."""
        name = found[0].text
        same = [p for p in self._candidates(name) if _same(p, name) and not self._are_two(p, name)]
        if not full and generation(name):
            same = self._of_generation(name, same)
        elif not full and not (same and is_given_name(folded(name))):  # "Roe" may be Roe Lin-ho
            same += [p for p in self._candidates(name) if folded(name) in p.firsts and p not in same]
        if not full and any(has_office(s) for s in found):
            same = [p for p in same if not _is_consort(p)]  # "President Roe" is not the first lady
        if not full and any(_is_monarch(s) for s in found):
            same = [p for p in same if p.reigns]
        if not full and not generation(name) and parts(name)[-1] in self._shared:
            same = [p for p in same if not p.generations or not p.is_told_by_suffix]
        if len(same) > 1 and not full:  # a surname that several bear: the mention decides
            return
        if any(are_apart(a, b) for p in same[1:] for a in p.forms for b in same[0].forms):
            return  # "Ann Roe" may be Ann Roe Sr. or Ann Roe Jr.
        person = same[0] if same else Person()
        if not same:
            self._number[id(person)] = len(self.people)
            self.people.append(person)
        number = self._number[id(person)]
        for other in same[1:]:
            if all(_are_one(name, form) for form in other.forms):
                self._unite(number, other)
        for s in found:
            told = not s.words.sentence.heading
            person.forms[s.text] = person.forms.get(s.text, 0) + told
            person.sightings.append(s)
        for key in _keys(name):
            self._by_key.setdefault(key, set()).add(number)

    def _are_two(self, person: Person, name: str) -> bool:
        """Whether the texts say that this name is not this person's."""
        if any(frozenset((folded(name), folded(form))) in self._relatives for form in person.forms):
            return True
        suffixed = parts(name)[-1] in self._shared and len(parts(name)) > 1
        return suffixed and {generation(name)} != (person.generations or {""})

    def _of_generation(self, name: str, same: list[Person]) -> list[Person]:
        """Who is meant by one word and a suffix: who bears the surname, or has the given name ("Roe Jr.")."""
        own, word = generation(name), parts(name)[0]
        fitting = [p for p in same if own in p.generations]
        return fitting or [
            p
            for p in self.people
            if own in p.generations and any(_same_first(word, first) for first in p.firsts)
        ]

    def _unite(self, number: int, other: Person) -> None:
        """Give the sightings of another to this person: a form of the name has shown that they are one."""
        person = self.people[number]
        for form, n in other.forms.items():
            person.forms[form] = person.forms.get(form, 0) + n
            for key in _keys(form):
                self._by_key[key].add(number)
        person.sightings += other.sightings
        other.forms.clear()
        other.sightings.clear()

    def _candidates(self, name: str) -> list[Person]:
        numbers = {n for key in _keys(name) for n in self._by_key.get(key, ())}
        return [self.people[n] for n in sorted(numbers)]


def _keys(name: str) -> set[str]:
    """The words of a name, and the groups of three letters in its surname: spellings of one share some."""
    words = [folded(p) for p in plain(name)]
    surname = _bare(words[-1]).replace("-", "")
    return {*words, *(f"~{surname[k : k + 3]}" for k in range(max(1, len(surname) - 2)))}


def _is_monarch(seen: Sighting) -> bool:
    """Whether a title of given names stands before it: "King Karl" is no prince whose surname is Karl."""
    return seen.words.low(seen.i - 1) in lexicon("titles", "monarchs") and seen.titled


def _are_one(name: str, form: str) -> bool:
    """Whether a form is so close to a full name that another close to both is the same person's.

    An initial is not enough: J. Roe may be John or Jane.
    """
    given = [p for p in (*plain(name)[:-1], *plain(form)[:-1]) if len(p.strip(".")) > 1]
    words, others = (re.split(r"[\s-]+", " ".join(plain(x))) for x in (name, form))
    whole = len(given) == len(plain(name)) + len(plain(form)) - 2
    return 1 < len(others) <= len(words) and whole


def _is_consort(person: Person) -> bool:
    """Whether a text introduces it by a marriage: "first lady Ann Roe", "his wife, Ann Roe,"."""
    for s in person.sightings:
        before = s.words.low(s.i - 1) if s.words.low(s.i - 1) != "," else s.words.low(s.i - 2)
        if before in ("lady", "wife", "husband"):
            return True
    return False


def _is_person(found: list[Sighting]) -> bool:
    total = sum(s.evidence for s in found)
    name = found[0].text
    if world.sense(name) and not any(s.titled for s in found):
        return False
    if folded(name).replace("-", " ") in lexicon("names", "like_people") or world.state_of_people(name):
        return False
    if len(plain(name)) > 1 or generation(name):
        return total > 0
    return any(s.titled and s.evidence > 0 and not _may_be_body(s) for s in found) or (
        total >= 3 and any(s.evidence >= 2 for s in found)
    )


def _may_be_body(seen: Sighting) -> bool:
    """Whether the noun before the name is said of bodies and places as well ("its rival Roe")."""
    before = seen.words[seen.i - 1]
    return not before.capital and before.low in lexicon("titles", "of_bodies_too")


def _is_family(found: list[Sighting], surnames: set[str]) -> bool:
    """Whether the form is a known surname in the plural: "the Roes"."""
    name = folded(found[0].text)
    plural = " " not in name and name.endswith("s") and name[:-1] in surnames
    return plural and any(s.words.low(s.i - 1) == "the" for s in found)


def _same(person: Person, name: str) -> bool:
    own = parts(name)
    if len(own) == 1:
        return own[0] in person.surnames
    if any(are_apart(name, form) for form in person.forms):
        return False
    return any(
        same_name(list(a), list(b))
        for form in person.forms
        for a in _readings(name)
        for b in _readings(form)
        if len(b) > 1
    )


def _readings(name: str) -> list[tuple[str, ...]]:
    """The name, and the one that it is with its nickname for a given name."""
    nick = nickname(name)
    return [parts(name), (*parts(nick), parts(name)[-1])] if nick else [parts(name)]


def same_name(a: list[str], b: list[str]) -> bool:
    """Whether two full names, folded, are spellings of one."""
    one, two = "".join(a).replace("-", ""), "".join(b).replace("-", "")
    if {c for c in one if not c.isascii()} != {c for c in two if not c.isascii()}:
        return False  # letters of another script: a name that at most looks the same
    if one == two or _contains(a, b) or _contains(b, a):
        return True
    parted = [[x for part in name for x in part.split("-")] for name in (a, b)]
    if _contains(*parted) or _contains(*reversed(parted)):  # "Han Seo", where In was lost as a small word
        return True
    surname, given = _bare(a[-1]), any(_same_first(x, y) for x in a[:-1] for y in b[:-1])
    if not given:
        return False
    if surname == _bare(b[-1]):
        return True
    other = _bare(b[-1])
    closeness = ratio(surname, other)
    alike = _VOWELS.sub("", surname) == _VOWELS.sub("", other) and len(surname) == len(other) > 4
    if alike and a[0] == b[0] and len(a[0]) > 2 and surname[0] == other[0]:
        return True  # Hartono, Hartanu: a vowel alone differs
    near = closeness >= _NEAR_SURNAME and min(len(surname), len(other)) > 4 and surname[0] == other[0]
    return closeness >= _SAME_SURNAME or (near and ratio(one, two) >= _SAME_SURNAME)


def _contains(long: list[str], short: list[str]) -> bool:
    """Whether the short name (two words or more) is the beginning or the end of the long one."""
    n = len(short)
    return 1 < n < len(long) and (long[:n] == short or long[-n:] == short)


def _bare(surname: str) -> str:
    """Without the Arabic article, which sources write or leave out."""
    return re.sub(r"^(?:al|el|as|ash|an|ar)[ -]", "", surname)


def _same_first(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
        return True
    if _lines_of(a) & _lines_of(b):
        return True
    if min(len(a), len(b)) < 4 or {_gender(a), _gender(b)} == {"male", "female"}:
        return False
    if a.removesuffix("o").removesuffix("a") == b.removesuffix("o").removesuffix("a"):
        return False  # Mario and Maria, Martin and Martina
    sound = next((x for x in _ONE_SOUND if a[0] in x and b[0] in x), "")
    a, b = a.lstrip(sound) if sound else a, b.lstrip(sound) if sound else b
    return a[:1] == b[:1] and ratio(a, b) >= _SAME_FIRST


def _gender(given: str) -> str:
    return next((g for g in ("male", "female") if given in lexicon("genders", g)), "")


@per_language
def _lines_of(given: str) -> frozenset[int]:
    """Which lines of the table of short forms have this given name."""
    return frozenset(n for n, line in enumerate(table("titles")["nicknames"]) if given in line)
