"""The records of what a language model proposes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from briefgen.editorial.quoting import plain
from briefgen.editorial.record import Quote
from briefgen.model import Citation

FILE = "proposals.yml"
"""Its name, beside editorial.yml."""
PREFIX = "proposals/"
"""Begins the name of a proposal, where findings have theirs with their kind."""
What = Literal["position", "role", "open_issue", "disagreement"]
"""What may be proposed."""
WHAT: tuple[What, ...] = get_args(What)
Why = Literal[
    "form", "sentence", "quote", "furniture", "holder", "not_holder", "role", "known", "one_value", "alike",
    "proposed", "rejected",
]  # fmt: skip
"""Why the gate refuses."""
REASONS: Mapping[Why, str] = {
    "form": "is not what was asked for",
    "sentence": "names a sentence that there is not",
    "quote": "quotes words that do not stand in the sentence",
    "furniture": "quotes what is no part of the report",
    "holder": "names a holder whom neither the briefing nor the sentence knows",
    "not_holder": "gives words to somebody whose they are not, as far as the sentence tells",
    "role": "gives a role to somebody whom the sentence does not call so",
    "known": "says what the briefing says",
    "one_value": "sets figures or dates against each other that agree",
    "alike": "sets words against each other that do not differ",
    "proposed": "says what is proposed already",
    "rejected": "says what was rejected before",
}
"""Each, in the words of a list."""
_DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a proposal comes from."""

    model: str
    date: str
    """The day on which it was made, ISO 8601."""
    prompt: str
    """Version of what was asked."""

    @property
    def said(self) -> str:
        """In a line, as editorial.yml and proposals.yml have it."""
        return f"{self.model}, {self.date}, prompt {self.prompt}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something that a model says the sources say."""

    what: What
    quotes: tuple[Quote, ...]
    """The words, each with the sentence in which they are to stand (`A3`); of a disagreement one a side."""
    holder: str | None = None
    """Of a position its holder, of a role who has it: an id, a name, or words of the sentence."""
    stance: str | None = None
    negated: bool = False
    kind: str | None = None
    """Of an open issue or a disagreement."""
    question: str | None = None
    """Of a disagreement: what both sides answer; the reason why they are set against each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A proposal that the gate has let through."""

    proposal: Proposal
    cites: tuple[Citation, ...]
    """Where its words stand, in the order of its quotes."""
    entries: tuple[tuple[str, Mapping[str, Any]], ...]
    """What an analyst who accepts it says in editorial.yml: kinds of findings to be added, and their fields;
    of a role of somebody whom the briefing knows his id, with a slash before it, and the fields of his entry.
    """


class Refused(Exception):
    """A proposal that the gate does not let through. Says why."""

    def __init__(self, why: Why, said: str = "") -> None:
        super().__init__(said or REASONS[why])
        self.why: Why = why


State = Literal["open", "accepted", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A proposal as proposals.yml keeps it."""

    id: str
    proposal: Proposal
    origin: str
    """As `Origin.said`."""
    state: State = "open"
    reason: str | None = None
    """Why it was rejected."""

    def decided(self, state: State, reason: str | None = None) -> Kept:
        """The same after a decision."""
        return replace(self, state=state, reason=reason)


def id_of(proposal: Proposal, cites: tuple[Citation, ...]) -> str:
    """An id of what it says and where: the same whichever words name the source and the sentence."""
    said = [
        proposal.what,
        sorted([c.source, plain(c.quote)] for c in cites),
        (proposal.holder or "").casefold(),
        proposal.kind,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]


def is_id(name: str) -> bool:
    """Whether a word looks like one of these ids."""
    return len(name) == _DIGITS and set(name) <= set("0123456789abcdef")


def same(one: Passed, other: Passed) -> bool:
    """Whether two proposals say the same: of one kind, of one holder, in words that overlap."""
    a, b = one.proposal, other.proposal
    if a.what != b.what or len(one.cites) != len(other.cites):
        return False
    if (a.holder or "").casefold() != (b.holder or "").casefold():
        return False
    return all(any(_overlap(c, d) for d in other.cites) for c in one.cites)


def _overlap(a: Citation, b: Citation) -> bool:
    return a.source == b.source and max(a.start, b.start) < min(a.end, b.end)
