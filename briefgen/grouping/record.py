"""What `briefgen group` proposes: groups of articles, each with what binds it, and what stays alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as it is compared: its words and their day."""

    path: str
    """Below the seeds folder, with forward slashes."""
    title: str
    words: Mapping[str, float]
    """Its telling words, by how much each of them tells; the vector has length one, or none where nothing is
    compared.
    """
    head: tuple[str, ...] = ()
    """The words of its first lines, in their order, as it writes them."""
    names: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Names in it → how often they stand there."""
    day: int | None = None
    """The ordinal of the day of publication, or of the day that it states of itself; None: not known."""
    apart: str | None = None
    """Why it is not compared at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article of a group."""

    path: str
    title: str
    day: date | None
    likeness: float
    """Mean likeness to the others of its group, from 0 to 1."""

    def as_json(self) -> dict[str, Any]:
        """Its record for another program."""
        return {
            "file": self.path, "title": self.title, "published": self.day.isoformat() if self.day else None,
            "likeness": self.likeness,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Articles that tell of one event, and the folder that is proposed for them."""

    folder: str
    exists: bool = False
    """Whether it is there already, with articles that these fit."""
    members: tuple[Member, ...]
    names: tuple[str, ...]
    """Names that they share, the most telling first."""
    words: tuple[str, ...]
    """Rare words that they share, the most telling first."""

    @property
    def days(self) -> tuple[date, ...]:
        """The first and the last day that is known of them; none where none is."""
        days = sorted({m.day for m in self.members if m.day})
        return tuple(dict.fromkeys((days[0], days[-1]))) if days else ()

    def as_json(self) -> dict[str, Any]:
        """Its record for another program."""
        return {
            "folder": self.folder, "exists": self.exists, "names": list(self.names),
            "words": list(self.words), "days": [d.isoformat() for d in self.days],
            "articles": [m.as_json() for m in self.members],
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """An article that stays where it is."""

    path: str
    title: str
    why: str

    def as_json(self) -> dict[str, Any]:
        """Its record for another program."""
        return {"file": self.path, "title": self.title, "why": self.why}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """All of it."""

    groups: tuple[Group, ...] = ()
    """The largest first."""
    alone: tuple[Alone, ...] = ()
    """By path."""

    @property
    def moves(self) -> Mapping[str, str]:
        """Path of each article that is to move → the folder that it moves into."""
        return {m.path: g.folder for g in self.groups for m in g.members}

    def as_json(self) -> dict[str, Any]:
        """The record for another program."""
        return {"groups": _records(self.groups), "alone": _records(self.alone)}


def _records(what: Iterable[Group | Alone]) -> list[dict[str, Any]]:
    return [one.as_json() for one in what]
