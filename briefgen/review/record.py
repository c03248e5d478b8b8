"""The records of a review: what is to be decided, with all that somebody needs to decide it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

State = Literal["lost", "conflict", "changed", "proposed", "front", "shown", "folded", "checked"]
"""`lost`: an edit finds its finding no more. `conflict`: an edit does not fit its finding. `changed`: another
than the one that was checked. `proposed`: by a language model, and in no briefing. `front`, `shown` and
`folded`: not checked, and on the front page, elsewhere, or only to be unfolded. `checked`: nothing to decide.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence that a finding rests on, between its neighbours. All texts are the source's."""

    mark: str
    """Its citation mark: A3."""
    source: str
    """Id of the source."""
    credit: str
    """Outlet and date."""
    before: str
    """The sentence before it; empty where it is the first."""
    sentence: str
    after: str
    spans: tuple[tuple[int, int], ...]
    """The cited words: code points of the sentence."""
    label: str = ""
    """Of a disagreement, the side that it is on."""

    def as_json(self) -> dict[str, Any]:
        """Its record for another program."""
        return {
            "mark": self.mark, "source": self.source, "credit": self.credit, "side": self.label,
            "before": self.before, "sentence": self.sentence, "after": self.after,
            "cited": [self.sentence[a:b] for a, b in self.spans],
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A finding that a lost edit may be meant for."""

    kind: str
    id: str
    name: str
    """What editorial.yml calls it."""
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to decide."""

    state: State
    kind: str
    """Empty where an edit is lost."""
    id: str
    name: str
    """What editorial.yml calls it: its id, with its kind where the id alone is not enough."""
    statement: str
    """As it is printed."""
    holder: str = ""
    """Whose it is; whose move it is."""
    stance: str = ""
    """The stance of a statement, the kind of what has one."""
    value: str = ""
    """What a new title begins with: the title or name that there is."""
    passages: tuple[Passage, ...] = ()
    why: str = ""
    """Why it was found."""
    trouble: tuple[str, ...] = ()
    """What is wrong with its entry."""
    seal: str = ""
    """That of the finding as it was found."""
    near: tuple[Near, ...] = ()
    origin: str = ""
    """Of what is proposed: by which model, when, with which prompt."""
    entries: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Of what is proposed: what editorial.yml says where it is accepted, as `Passed.entries`."""
    line: int = 0
    """Where its entry begins in editorial.yml; 0 where it has none."""

    def marked(self, state: State, trouble: tuple[str, ...] = ()) -> Item:
        """The same in another state."""
        return replace(self, state=state, trouble=trouble)

    def as_json(self) -> dict[str, Any]:
        """Its record for another program."""
        return {
            "id": self.id, "name": self.name, "kind": self.kind or None, "state": self.state,
            "statement": self.statement, "holder": self.holder or None, "stance": self.stance or None,
            "passages": [p.as_json() for p in self.passages], "why": self.why or None,
            "trouble": list(self.trouble), "seal": self.seal or None, "line": self.line or None,
            "origin": self.origin or None,
            "near": [{"id": n.id, "name": n.name, "kind": n.kind, "title": n.title} for n in self.near],
        }  # fmt: skip
