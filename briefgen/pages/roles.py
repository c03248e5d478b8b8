"""A leader's roles as pages print them: each wording once, with the marks of all who use it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.analysis.actors.callings import Level, level
from briefgen.model import Citation, Finding

_OF_SEVERAL = frozenset({"sens.", "reps.", "govs.", "gens.", "profs.", "drs.", "messrs."})
"""Titles of several people, before the first of their names."""
_MOST = 0.5
"""More of a role's words than this share are most of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What sources call somebody, in their words."""

    words: str
    citations: Sequence[Citation]
    former: bool
    """Whether the words say that the office is no longer held, in another way than with this very word."""


def roles(leader: Finding, most: int | None = None) -> list[Role]:
    """The first roles; where only some are wanted, none that tells little more than one before it."""
    given: dict[str, list[tuple[str, Citation]]] = {}
    for words, c in getattr(leader, "roles", ()):
        given.setdefault(words.lower(), []).append((words, c))
    found = [
        Role(
            words=same[0][0],
            citations=[c for _, c in same],
            former=level(words) == Level.FORMER and "former" not in words,
        )
        for words, same in given.items()
        if words not in _OF_SEVERAL
    ]
    if most is None:
        return found
    said = [frozenset(r.words.lower().split()) for r in found]
    office = [level(r.words) < Level.DESCRIPTION for r in found]
    telling = (
        r for i, r in enumerate(found) if not i or (office[i] >= office[0] and _tells_more(said[i], said[:i]))
    )
    return list(telling)[:most]


def _tells_more(words: frozenset[str], before: Sequence[frozenset[str]]) -> bool:
    """Whether a further role is more than a word, and most of its words stand in none before it."""
    return len(words) > 1 and all(len(words & other) <= _MOST * len(words) for other in before)
