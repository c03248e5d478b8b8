"""Who is involved, in which role."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from briefgen.analysis.actors import Actor, ActorKind, Role
from briefgen.analysis.actors.callings import Level, is_former, level
from briefgen.findings.kind import SoFar
from briefgen.findings.weight import Weights
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
    """As each source words them: offices before descriptions, those held before former ones."""
    home: tuple[str, Citation] | None = None
    """The state that a source's words say it is from, and those words."""
    anonymous: bool = False
    aside: bool = False
    """Whether it is there only as a source: without a name, an outlet, a reporter."""

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {
            "id": self.id, "name": self.name, "kind": self.kind,
            "aliases": list(self.aliases), "side": self.side,
            "roles": [{"text": text, "citation": c.as_json()} for text, c in self.roles],
            "citations": [c.as_json() for c in self.citations],
        }  # fmt: skip


def find(so_far: SoFar) -> tuple[Leader, ...]:
    """The leaders: who holds or reports a position, whose move something is, and every named person who acts.

    The weightiest first; who is there only as a source (without a name, an outlet, a reporter) last.
    """
    analysis, weights = so_far.analysis, Weights(so_far.analysis)
    awaited = {m for x in analysis.undecided for m in x.movers}
    told = {a for x in analysis.held for a in (*x.holders, *x.reported_by)} | awaited
    shown = [(a, weights.is_aside(a)) for a in analysis.cast.actors if a.id in told or a.acts or a.outlet]
    kept = [(a, aside) for a, aside in shown if a.id in told or not aside]
    kept.sort(key=lambda x: (x[1], x[0].anonymous, -weights.weight(x[0]), x[0].name))
    names = {word for a in analysis.cast.actors if a.kind == "person" for word in a.name.split()}
    return tuple(_leader(so_far, a, aside, names) for a, aside in kept)


def _leader(so_far: SoFar, actor: Actor, aside: bool, names: set[str]) -> Leader:
    return Leader(
        id=actor.id,
        title=actor.name,
        name=actor.name,
        kind=actor.kind,
        aliases=actor.aliases,
        side=actor.side,
        home=_home(so_far, actor, names),
        roles=tuple((r.text, so_far.cite(r.source, r.start, r.end)) for r in _in_order(actor.roles)),
        citations=tuple(so_far.cite(m.source, m.start, m.end) for m in actor.mentions),
        rule=f"leaders/{actor.kind}",
        anonymous=actor.anonymous,
        aside=aside,
    )


def _home(so_far: SoFar, actor: Actor, names: set[str]) -> tuple[str, Citation] | None:
    """The state that the sources' words give it; none where they give two, or where it is a person's name."""
    homes = [h for h in actor.homes if h.state not in names]
    states = {h.state for h in homes}
    if len(states) != 1:
        return None
    first = homes[0]
    return first.state, so_far.cite(first.source, first.start, first.end)


def _in_order(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """One of each wording and source: offices before descriptions, held before former, full before short."""
    seen: dict[tuple[str, str], Role] = {}
    for r in roles:
        seen.setdefault((r.source, r.text.lower()), r)
    often = Counter(text for _, text in seen)
    past = [text for text in often if is_former(text)]

    def rank(r: Role) -> tuple[int, bool, bool, int]:
        text = r.text.lower()
        lapsed = level(r.text) < Level.FORMER and any(_is_part(text, t) for t in past)
        kind = Level.FORMER if lapsed else level(r.text)
        return kind, any(_is_part(text, t) for t in often), " " not in text, -often[text]

    return tuple(sorted(seen.values(), key=rank))


def _is_part(role: str, other: str) -> bool:
    """Whether a role is some of the words of another ("president", "president of the union")."""
    return role != other and f" {role} " in f" {other} "
