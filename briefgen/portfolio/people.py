"""Who of one briefing is somebody of another: one full name, one kind, and nothing that speaks against it.

Precision first. A bare surname is nobody's; where both have roles, these must have something in common; an
institution whose name any town may have is one only where its state is known and the same.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.analysis.actors.callings import Level, level, state
from briefgen.language.lexicon import words as lexicon
from briefgen.model import Finding
from briefgen.readers.names import slug

_KINDS = ("person", "organization", "government")
_LEAST = 2
"""Words of a full name."""
_WORD = re.compile(r"[^\W_][\w.&’'-]*")
_BEHIND = re.compile(r",|\b(?:of|for|at|to|in|with|on|from|under|by|and|who|whose|that)\b")
_OWNER = re.compile(r"['’]s?$")


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a briefing knows of somebody that tells him from others of his name."""

    name: str
    kind: str
    state: str | None
    """The state that he is of; None where none is known, or what is told of it is no state."""
    roles: tuple[str, ...]
    distinct: bool
    """Of an institution: whether a word of its name is nothing but a name."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who stands in several briefings."""

    slug: str
    name: str
    kind: str
    places: tuple[tuple[int, int], ...]
    """Number of each briefing, and of the one in it."""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "alike.toml").read_text(encoding="utf-8"))


def is_full(leader: Finding) -> bool:
    """Whether somebody's name may be looked for in other briefings."""
    if getattr(leader, "anonymous", False) or getattr(leader, "aside", False):
        return False
    words = _WORD.findall(str(getattr(leader, "name", "")))
    named = len(words) >= _LEAST and all(any(c.isalpha() for c in w) for w in words)
    return (
        named
        and words[0].lower() not in _table()["names"]["before"]
        and words[0][:1].isupper() is not words[0][:1].islower()
        and sum(len(w.strip(".")) > 1 for w in words) >= _LEAST
        and getattr(leader, "kind", "") in _KINDS
    )


def known(leader: Finding, common: frozenset[str]) -> Known:
    """What is known of somebody. `common`: the words that the briefing's articles write in small letters."""
    home = getattr(leader, "home", None)
    name = str(getattr(leader, "name", ""))
    words = {w.lower() for w in re.findall(r"[^\W\d_]+", name) if len(w) > 1}
    return Known(
        name=name,
        kind=str(getattr(leader, "kind", "")),
        state=next(
            (s for x in (home and home[0], getattr(leader, "side", None)) if x and (s := state(x))), None
        ),
        roles=tuple(dict.fromkeys(words for words, _ in getattr(leader, "roles", ()))),
        distinct=bool(words - common - set(_table()["names"]["common"])),
    )


def shared(briefings: Sequence[Sequence[Known]]) -> tuple[Person, ...]:
    """Who stands in two or more of the briefings, in order of names."""
    named: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, figures in enumerate(briefings):
        for at, one in enumerate(figures):
            named[one.kind, _key(one.name)].append((number, at))
    found = [
        (kind, group)
        for (kind, _), places in named.items()
        for group in _groups(places, lambda p: briefings[p[0]][p[1]])
    ]
    return _with_slugs([(briefings[g[0][0]][g[0][1]].name, kind, g) for kind, g in found])


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").casefold().split())


_Place = tuple[int, int]


def _groups(places: Sequence[_Place], at: Callable[[_Place], Known]) -> Iterator[tuple[_Place, ...]]:
    """Those of one name that are one. Who has no role joins those that have one where these are all the same,
    or where no others were recognised as one.
    """
    if len({number for number, _ in places}) < len(places):
        return  # a briefing that knows two of the name knows why
    telling = [p for p in places if at(p).kind != "person" or at(p).roles]
    silent = [p for p in places if p not in telling]
    linked = _linked(telling, at)
    several = [group for group in linked if len(group) > 1]
    chief = several[0] if len(several) == 1 else linked[0] if len(linked) == 1 else None
    if chief is None and not telling:
        several = [silent]
    elif chief is not None:
        several = [[*chief, *silent]]
    for group in several:
        if any(_differ(at(a), at(b)) for i, a in enumerate(group) for b in group[:i]):
            continue
        same = _of_one_state(group, at)
        if len(same) > 1:
            yield tuple(sorted(same))


def _linked(places: Sequence[_Place], at: Callable[[_Place], Known]) -> list[list[_Place]]:
    """Those that something makes one, also by way of others."""
    left, found = list(places), []
    while left:
        group, waiting = [], [left.pop(0)]
        while waiting:
            one = waiting.pop()
            group.append(one)
            more = [p for p in left if is_same(at(one), at(p))]
            left = [p for p in left if p not in more]
            waiting += more
        found.append(group)
    return found


def _of_one_state(group: list[_Place], at: Callable[[_Place], Known]) -> list[_Place]:
    """Those of the state that most are of, and those whose state is not known; none where two are as many."""
    states = Counter(s for p in group if (s := at(p).state)).most_common(2)
    if len(states) > 1 and states[0][1] == states[1][1]:
        return []
    return [p for p in group if at(p).state in (None, states[0][0])] if states else group


def _with_slugs(found: list[tuple[str, str, tuple[tuple[int, int], ...]]]) -> tuple[Person, ...]:
    taken: set[str] = set()
    made = []
    for name, kind, group in sorted(found, key=lambda x: (_key(x[0]), x[1], x[2])):
        plain = slug(name) or kind
        tries = (plain, f"{plain}-{kind}", *(f"{plain}-{n}" for n in range(2, 1000)))
        safe = next(x for x in tries if x not in taken)
        taken.add(safe)
        made.append(Person(slug=safe, name=name, kind=kind, places=group))
    return tuple(made)


def is_same(a: Known, b: Known) -> bool:
    """Whether something makes two of one name and kind one."""
    if a.state and b.state and a.state != b.state:
        return False
    if a.kind != "person":
        return bool(a.state and b.state) or (a.distinct and b.distinct)
    if any(_agree(r, s) for r in a.roles for s in b.roles):
        return True
    return bool(a.state and b.state) and all(any(map(_is_public, x.roles)) for x in (a, b))


def _is_public(role: str) -> bool:
    """Whether it is an office of a state: few of one state have one name."""
    noun = _taken_apart(role)[0]
    return noun in _table()["roles"]["of_state"] or noun in lexicon("titles", "public")


def _differ(a: Known, b: Known) -> bool:
    """Whether two hold one office in two places, as two people of a name may: mayors of two towns."""
    parts = [(_taken_apart(r), _taken_apart(s)) for r in a.roles for s in b.roles]
    apart = any(x and x == y and r and s and not r & s for (x, r), (y, s) in parts)
    return a.kind == "person" and apart and not is_same(a, b)


def _agree(role: str, other: str) -> bool:
    """Whether two roles may well be one man's: one office, of one body as far as both name one."""
    (noun, rest), (also, others) = _taken_apart(role), _taken_apart(other)
    if noun and noun == also:
        return not rest or not others or bool(rest & others)
    named = {
        w for w in rest & others if w in _capitals(role) and w in _capitals(other) and not state(w.title())
    }
    return len(named) > 1 or bool(named) and all(level(r) < Level.DESCRIPTION for r in (role, other))


def _taken_apart(role: str) -> tuple[str, frozenset[str]]:
    """The noun that the role turns on, and the words besides that tell of which office it is."""
    slight = frozenset(_table()["roles"]["slight"])
    plain = [_OWNER.sub("", w).rstrip(".").lower() for w in _WORD.findall(role)]
    head = [_OWNER.sub("", w).rstrip(".").lower() for w in _WORD.findall(_BEHIND.split(role)[0])]
    noun = head[-1] if head else ""
    return _table()["offices"].get(noun, noun), frozenset(w for w in plain if w != noun and w not in slight)


def _capitals(role: str) -> frozenset[str]:
    return frozenset(_OWNER.sub("", w).rstrip(".").lower() for w in _WORD.findall(role) if w[:1].isupper())
