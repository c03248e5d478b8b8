"""The records: who is in the texts, and which words stand for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

ActorKind = Literal["person", "organization", "government", "group", "document"]
Form = Literal["name", "title", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mention:
    """Words of one sentence that stand for an actor."""

    source: str
    start: int
    end: int
    sentence: str
    actor: str
    """Id of the actor."""
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a source calls an actor: an office, a function."""

    text: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The state that somebody is from, or whose body it is, and the words that say so."""

    state: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Someone or something that acts, speaks or holds a position."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    """Other names in the texts, metonyms included (Moscow for Russia), in order of first use."""
    side: str | None = None
    """The country or camp that it belongs to, where the texts or public facts give it."""
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
    """By source and offset."""
    anonymous: bool = False
    """A source that the article does not name (two officials, people familiar with the matter)."""
    acts: bool = True
    """Whether it acts or speaks; False for a place that only locates, a byline, an outlet's own reporter."""
    honorifics: tuple[str, ...] = ()
    """What stands before its name in the texts: `mr`, `ms`, … lower case."""
    outlet: bool = False
    """Whether it is a news agency, a paper, a broadcaster or a platform."""
    press: bool = False
    """Whether it makes the news: named as a writer of it, an outlet's own, or called a reporter."""
    homes: tuple[Home, ...] = ()
    """Where a source's words say which state it is from."""


@dataclass(frozen=True, kw_only=True)
class Cast:
    """All actors of the sources."""

    actors: tuple[Actor, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Actor]:
        """The actors by id."""
        return {a.id: a for a in self.actors}

    @cached_property
    def _by_sentence(self) -> Mapping[tuple[str, str], tuple[Mention, ...]]:
        found: dict[tuple[str, str], list[Mention]] = {}
        for actor in self.actors:
            for m in actor.mentions:
                found.setdefault((m.source, m.sentence), []).append(m)
        return {k: tuple(sorted(v)) for k, v in found.items()}

    def in_sentence(self, source: str, sentence: str) -> tuple[Mention, ...]:
        """The mentions in a sentence, in order of the text."""
        return self._by_sentence.get((source, sentence), ())
