"""Who and what an invented event has: a town, a company, people with roles, outlets. No name comes twice."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from archive.words import WORDS, listed, split

_PEOPLE = 5
_FIRST = date(2019, 1, 7)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks.

    `before`: the role is a title before the name; else it stands behind, after a comma.
    """

    first: str
    surname: str
    role: str
    before: bool

    @property
    def name(self) -> str:
        """First name and surname."""
        return f"{self.first} {self.surname}"

    def introduced(self, dealt: random.Random) -> tuple[str, str]:
        """The name with the role, as a text has it at the first mention, and the role's words in it."""
        if self.before:
            return f"{self.role} {self.name}", self.role
        article = "" if dealt.random() < 0.2 and " of " in self.role else "the "
        return f"{self.name}, {article}{self.role},", self.role


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, where and when, who speaks, and who tells it."""

    kind: Mapping[str, Any]
    words: Mapping[str, str]
    """Those that fill the slots of its patterns."""
    town: str
    people: tuple[Person, ...]
    outlets: tuple[str, ...]
    agency: str
    date: date
    figures: tuple[int, int]
    """Two of one thing; those of another event are others."""

    def slots(self, dealt: random.Random) -> dict[str, str]:
        """Words for the slots of patterns; what is the event's own is always the same."""
        kind = self.kind
        more = {key: dealt.choice(split(kind[key])) for key in ("proposal", "duty", "claim")}
        return {
            **self.words, **more, "day": f"{self.date:%A}", "event": kind["name"],
            "lead": dealt.choice(kind["short"]),
            "surname": dealt.choice(self.people).surname,
        }  # fmt: skip


@cache
def event_of(number: int, seed: int) -> Event:
    """The event of this number."""
    dealt = random.Random(f"{seed} event {number}")
    kind = WORDS["event"][number % len(WORDS["event"])]
    town = _towns(seed)[number]
    company = f"{_surname(seed, -number - 1)} {dealt.choice(listed('names.companies'))}"
    people = tuple(_person(number, k, seed, town, company, dealt) for k in range(_PEOPLE))
    less = 2 * (97 + number * 577 % 3001)
    papers = dealt.sample(
        [f"{h} {p}" for h in listed("names.paper_heads") for p in listed("names.papers")], 4
    )
    own = {key: dealt.choice(split(kind[key])) for key in ("site", "lost", "verb")}
    words = {
        "town": town,
        "company": company,
        "street": dealt.choice(listed("names.streets")),
        **own,
        "stock": f"{dealt.choice(listed('filler.vessels'))} of {dealt.choice(listed('filler.goods'))}",
    }
    return Event(
        kind, words, town, people, (f"{town} {dealt.choice(listed('names.papers'))}", *papers),
        dealt.choice(listed("names.agencies")), _FIRST + timedelta(days=number * 3 % 2000),
        (less, less * 3 // 2 | 1),
    )  # fmt: skip


def _person(number: int, k: int, seed: int, town: str, company: str, dealt: random.Random) -> Person:
    woman = dealt.random() < 0.5
    first = dealt.choice(listed("names.women" if woman else "names.men"))
    surname = _surname(seed, number * _PEOPLE + k)
    roles = (
        ("Mayor", True),
        (f"chief executive of {company}", False),
        (f"president of the {town} Workers’ Union", False),
        (dealt.choice(("fire chief", "police chief", "harbour master")), False),
        (dealt.choice(("Senator", "Governor", "Judge")), True),
    )  # fmt: skip
    return Person(first, surname, *roles[k])


@cache
def _surnames(seed: int) -> tuple[str, ...]:
    made = {
        f"{head}{tail}" for head in listed("names.surname_heads") for tail in listed("names.surname_tails")
    }
    return tuple(random.Random(f"{seed} surnames").sample(sorted(made), len(made)))


def _surname(seed: int, at: int) -> str:
    """People count from the front, companies from the end; past the last, two are joined."""
    names = _surnames(seed)
    if abs(at) < len(names) * 3 // 4:
        return names[at]
    return f"{names[at % len(names)]}-{names[at * 7 % len(names)]}"


@cache
def _towns(seed: int) -> tuple[str, ...]:
    made = {f"{head}{tail}" for head in listed("names.town_heads") for tail in listed("names.town_tails")}
    return tuple(random.Random(f"{seed} towns").sample(sorted(made), len(made)))
