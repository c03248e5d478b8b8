"""What a build keeps of itself, so that a later one can be compared with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("agreements", "disagreements", "open_issues", "positions", "leaders")
"""Kinds that are news, in the order of the front page."""
SOURCES = "sources"
"""Stands for a kind where a source is told of."""
FOLDED = "folded"
"""Among what is kept of a finding that no page shows at once: it is kept, and is no news."""

BY_HAND = "by_hand"
"""Among what is kept of a finding that the analyst made: that it is there now is no news of the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a finding."""

    passages: frozenset[str]
    """The sentences that it rests on, each `source:hash`."""
    title: str = ""
    says: tuple[str, ...] = ()
    """What of it can change while its passages stay, each `name: value`: stance, sides, a later word, …"""

    @property
    def sources(self) -> frozenset[str]:
        """Ids of the sources that it rests on."""
        return frozenset(map(source_of, self.passages))

    @property
    def told(self) -> bool:
        """Whether a page shows it at once."""
        return not self.values(FOLDED)

    def values(self, name: str) -> tuple[str, ...]:
        """What it says under a name."""
        begin = f"{name}: "
        return tuple(said.removeprefix(begin) for said in self.says if said.startswith(begin))

    def listed(self, name: str) -> tuple[str, ...]:
        """The same of what is a list of ids or names of fields."""
        return tuple(part for value in self.values(name) for part in value.split(", ") if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a build found, as short as it can be kept."""

    sources: Mapping[str, str]
    """Source id → hash of its bytes."""
    findings: Mapping[str, Mapping[str, Kept]]
    """Kind → id → what is kept of it."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Source id → its title."""
    replaced: Mapping[str, str] = field(default_factory=dict)
    """Source id → id of the later version of the same article, for those that have one."""

    def as_json(self) -> dict[str, Any]:
        """For the list that the build keeps: a line a finding, in an order of its own."""
        found = {
            kind: {
                id_: {"at": " ".join(sorted(kept.passages)), "title": kept.title, "says": list(kept.says)}
                for id_, kept in sorted(found.items())
            }
            for kind, found in self.findings.items()
        }
        return {
            "sources": _sorted(self.sources),
            "titles": _sorted(self.titles),
            **({"replaced": _sorted(self.replaced)} if self.replaced else {}),
            "findings": found,
        }


def source_of(passage: str) -> str:
    """Id of the source that a kept passage stands in."""
    return passage.rpartition(":")[0]


def stands_in(passages: Iterable[str], sources: frozenset[str]) -> bool:
    """Whether one of the passages stands in one of these sources."""
    return any(source_of(p) in sources for p in passages)


def _sorted(record: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(record.items()))
