"""Who is involved, in which role."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from briefgen.analysis.actors import Actor, ActorKind, Role
from briefgen.findings.kind import SoFar
from briefgen.model import Citation, Finding

NAME = "leaders"
TITLE = "Leaders"


@dataclass(frozen=True, kw_only=True)
class Leader(Finding):
    """Who is involved, in which role."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    side: str | None = None
    roles: tuple[tuple[str, Citation], ...] = ()
    anonymous: bool = False

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {
            "id": self.id, "name": self.name, "kind": self.kind,
            "aliases": list(self.aliases), "side": self.side,
            "roles": [{"text": text, "citation": c.as_json()} for text, c in self.roles],
            "citations": [c.as_json() for c in self.citations],
        }  # fmt: skip


def find(so_far: SoFar) -> tuple[Leader, ...]:
    """The leaders: who holds or reports a position, whose move something is, and every named person who acts;
    the weightiest first.
    """
    awaited = {m for x in so_far.analysis.undecided for m in x.movers}
    held = Counter(h for x in so_far.analysis.held for h in x.holders)
    reported = Counter(r for x in so_far.analysis.held for r in x.reported_by)
    told = {*held, *reported, *awaited}
    shown = [a for a in so_far.analysis.cast.actors if a.id in told or _acts(a)]
    shown.sort(key=lambda a: (a.anonymous, -_weight(a, held[a.id]), a.name))
    return tuple(_leader(so_far, a) for a in shown)


def _acts(actor: Actor) -> bool:
    """Whether it is shown even though no position of its own was found."""
    return actor.acts and not actor.anonymous and not actor.outlet


def _weight(actor: Actor, held: int) -> float:
    """Positions count most, then in how many sources it occurs, then how often."""
    return 3 * held + 2 * len({m.source for m in actor.mentions}) + min(len(actor.mentions), 20) / 2


def _leader(so_far: SoFar, actor: Actor) -> Leader:
    return Leader(
        id=actor.id,
        title=actor.name,
        name=actor.name,
        kind=actor.kind,
        aliases=actor.aliases,
        side=actor.side,
        roles=tuple((r.text, so_far.cite(r.source, r.start, r.end)) for r in _distinct(actor.roles)),
        citations=tuple(so_far.cite(m.source, m.start, m.end) for m in actor.mentions),
        rule=f"leaders/{actor.kind}",
        anonymous=actor.anonymous,
    )


def _distinct(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """One of each wording and source; those that another says more fully come last."""
    seen: dict[tuple[str, str], Role] = {}
    for r in roles:
        seen.setdefault((r.source, r.text.lower()), r)
    texts = {text for _, text in seen}
    return tuple(sorted(seen.values(), key=lambda r: any(_is_part(r.text.lower(), t) for t in texts)))


def _is_part(role: str, other: str) -> bool:
    """Whether a role is some of the words of another ("president", "president of the union")."""
    return role != other and f" {role} " in f" {other} "
