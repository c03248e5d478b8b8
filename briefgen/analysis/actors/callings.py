"""What a role says of somebody: whether it is an office, whether it is still held, of which state it is."""

from __future__ import annotations

import re
from enum import IntEnum

from briefgen.analysis.actors import world
from briefgen.analysis.actors.words import is_office
from briefgen.language.lexicon import words as lexicon

_BEHIND = re.compile(r",|\b(?:of|for|at|to|in|with|on|from|under|by|and|who|whose|that|during|against)\b")
_WORD = re.compile(r"[\w.&’'-]+")
_OWNER = re.compile(r"['’]s?$")
_OF = re.compile(r"\bof (?:the )?([A-Z][\w.]*(?: [A-Z]\w*){0,2})(?:['’]s\b.*)?$")


class Level(IntEnum):
    """How much a role tells of the office: the lowest stands first."""

    OFFICE = 0
    RANK = 1
    FORMER = 2
    TRADE = 3
    DESCRIPTION = 4
    BESIDE = 5
    """Only where somebody is from or belongs to."""


def level(role: str) -> Level:
    """What kind of role it is."""
    head = _head(role)
    if not head:
        return Level.OFFICE if role.lower().startswith("who ") else Level.BESIDE
    noun = head[-1].lower().rstrip(".")
    office = is_office(noun) or noun == "lady"
    alone = len(_WORD.findall(role)) == 1 and noun in lexicon("titles", "bare")
    described = noun in lexicon("titles", "descriptions") or _describes(head[0])
    if not office or alone or described:
        return Level.DESCRIPTION
    if is_former(role):
        return Level.FORMER
    if noun in lexicon("titles", "ranks") and not (len(head) > 1 and is_office(head[-2].lower())):
        return Level.RANK  # an attorney general is none
    return Level.TRADE if noun in lexicon("titles", "trades") else Level.OFFICE


def _describes(first: str) -> bool:
    """Whether a role that begins so is a description ("once a rising star", "effectively the boss")."""
    return first.lower() in lexicon("titles", "describing") or (first.endswith("lly") and first.islower())


def is_former(role: str) -> bool:
    """Whether the words say that the office is no longer held ("former", "ex-", "then-")."""
    return any(
        part.lower() in lexicon("titles", "former") for w in _head(role) for part in (w, w.split("-")[0])
    )


def is_press(role: str) -> bool:
    """Whether it is the role of somebody who makes the news, or of an outlet's own."""
    head = _head(role)
    if is_former(role):
        return False
    if head and head[-1].lower() in lexicon("titles", "press"):
        return True
    return (not head or head[-1].lower() in lexicon("titles", "outlets_own")) and _names_outlet(role)


def _names_outlet(role: str) -> bool:
    plain = [_OWNER.sub("", w) for w in _WORD.findall(role)]
    runs = (" ".join(plain[i : i + n]) for i in range(len(plain)) for n in (3, 2, 1))
    return any((entry := world.sense(run)) is not None and entry.use == "outlet" for run in runs)


def state_in(role: str) -> str | None:
    """The state that the words say somebody is from: of his nationality, or whose office it is.

    `Norwegian foreign minister`, `Norway's envoy`, `president of Norway`; not `French teacher`.
    """
    head = _head(role)
    while head and (head[0].lower() in lexicon("titles", "modifiers") or head[0].lower() in ("a", "the")):
        head = head[1:]
    plain = [_OWNER.sub("", w) for w in head]
    n = next((n for n in (3, 2, 1) if len(head) > n and state(" ".join(plain[:n]))), 0)
    noun = plain[-1].lower().rstrip(".") if plain else ""
    if not n:
        return _state_behind(role, noun)
    if noun in lexicon("titles", "of_subjects") or not (
        is_office(noun) or noun in lexicon("titles", "human")
    ):
        return None
    between, high = plain[n:-1], plain[-1][:1].isupper() or world.state_of_people(" ".join(plain[:n])) is None
    inner = (w.lower() in lexicon("titles", "branches") or (high and w[:1].isupper()) for w in between)
    return state(" ".join(plain[:n])) if all(inner) else None


def state(words: str) -> str | None:
    """The state that a nationality or a state's name stands for; a capital stands for none here."""
    named = world.sense(words)
    owner = named.name if named and named.kind == "government" and named.use == "name" else None
    return world.state_of_people(words) or owner


def _state_behind(role: str, noun: str) -> str | None:
    """Norway in `president of Norway` and `governor of Norway's north`."""
    behind = _OF.search(role)
    known = noun in lexicon("titles", "address") or noun in lexicon("titles", "public")
    if not behind or not known:
        return None
    return None if world.state_of_people(behind[1]) else state(behind[1])


def _head(role: str) -> list[str]:
    """The words up to the noun that the role turns on, before anything with a preposition."""
    return _WORD.findall(_BEHIND.split(role)[0])
