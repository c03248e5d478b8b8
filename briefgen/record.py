"""briefing.json as typed records: what `briefgen.load` and `briefgen.build` give.

The fields are the keys of the file, whose schema explains each (`briefing.schema.json`). Ids stay ids:
`Briefing` has a lookup for each sort of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

SCHEMA = "briefgen/1"
"""What the file says that it is."""

Confidence = Literal["high", "medium", "low"]
LeaderKind = Literal["person", "organization", "government", "group", "document"]
Manner = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "agrees", "rejects", "demands", "proposes", "commits", "plans", "warns", "criticises", "praises",
    "doubts", "claims", "denies", "confirms", "states",
]  # fmt: skip
OpenKind = Literal["question", "condition", "decision", "negotiation", "unknown", "dispute", "outlook"]
DisagreementKind = Literal[
    "quantity", "date", "place", "name", "polarity", "condition", "scope", "attribution", "cause", "wording",
    "contested", "update",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence or a heading of a source, as code points into its text."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Source:
    """An article. None: not known; nothing is guessed."""

    id: str
    key: str
    """What its citation marks begin with."""
    path: str
    sha256: str
    title: str
    publisher: str | None
    authors: tuple[str, ...]
    published: date | None
    url: str | None
    origin: str
    """Id of the source whose text it shares; its own where it is independent."""
    text: str | None = None
    """What the reader extracted; None where the file at `path` is the text, or excerpts are published."""
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, kw_only=True, order=True)
class Citation:
    """Verbatim words of one sentence of one source."""

    source: str
    """Id of the source: `briefing.source(citation.source)`."""
    sentence: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, kw_only=True)
class Role:
    """What a source calls a leader, and where."""

    text: str
    citation: Citation


@dataclass(frozen=True, kw_only=True)
class Leader:
    """Who is involved."""

    id: str
    name: str
    kind: LeaderKind
    aliases: tuple[str, ...]
    side: str | None
    roles: tuple[Role, ...]
    citations: tuple[Citation, ...]
    """The sentence of every mention."""


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """The words that name the holder, that report, and what is reported."""

    holder: Citation | None
    cue: Citation | None
    content: Citation


@dataclass(frozen=True, kw_only=True)
class Position:
    """Who holds what, in whose words."""

    id: str
    holders: tuple[str, ...]
    """Ids of leaders; empty where nobody named holds it."""
    reported_by: tuple[str, ...]
    stance: Stance
    negated: bool
    manner: Manner
    condition: str | None
    topics: tuple[str, ...]
    shown: Citation
    """The words that pages print."""
    attribution: Attribution
    citations: tuple[Citation, ...]
    rule: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class OpenIssue:
    """What the sources call undecided."""

    id: str
    title: str
    kind: OpenKind
    topics: tuple[str, ...]
    citations: tuple[Citation, ...]
    rule: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the answers that cannot all be right."""

    label: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """Passages that cannot both be exactly right. Of low confidence: only to be checked."""

    id: str
    title: str
    kind: DisagreementKind
    sides: tuple[Side, ...]
    topics: tuple[str, ...]
    rule: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """A fact that independent origins tell."""

    id: str
    title: str
    origins: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Something with its time."""

    id: str
    when: str | None
    """A day, a month or a year (ISO 8601)."""
    as_written: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What several statements are about."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that the reader of the briefing or its maker should know."""

    source: str | None
    """Id or path of the source; None where it concerns the whole."""
    what: str


@dataclass(frozen=True, kw_only=True)
class Generator:
    """What made the briefing."""

    name: str
    version: str
    language_model: str
    reader: str


@dataclass(frozen=True, kw_only=True)
class Briefing:
    """All that was found."""

    title: str
    generator: Generator
    sources: tuple[Source, ...]
    leaders: tuple[Leader, ...]
    positions: tuple[Position, ...]
    open_issues: tuple[OpenIssue, ...]
    disagreements: tuple[Disagreement, ...]
    agreements: tuple[Agreement, ...]
    timeline: tuple[Moment, ...]
    topics: tuple[Topic, ...]
    problems: tuple[Problem, ...]

    def source(self, id: str) -> Source:
        """The source with this id; KeyError where there is none."""
        return self._sources[id]

    def leader(self, id: str) -> Leader:
        """The leader with this id; KeyError where there is none."""
        return self._leaders[id]

    def topic(self, id: str) -> Topic:
        """The topic with this id; KeyError where there is none."""
        return self._topics[id]

    def mark(self, citation: Citation) -> str:
        """What pages print for a citation: A3 is the third sentence of source A."""
        return self.source(citation.source).key + citation.sentence.removeprefix("s")

    def positions_of(self, leader: Leader | str) -> tuple[Position, ...]:
        """The positions of a leader, given as such or by id, alone or with others."""
        wanted = leader if isinstance(leader, str) else leader.id
        return tuple(p for p in self.positions if wanted in p.holders)

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        return {s.id: s for s in self.sources}

    @cached_property
    def _leaders(self) -> Mapping[str, Leader]:
        return {x.id: x for x in self.leaders}

    @cached_property
    def _topics(self) -> Mapping[str, Topic]:
        return {t.id: t for t in self.topics}

    def citations(self) -> Iterator[Citation]:
        """Every citation of every finding, as often as it is given."""
        for leader in self.leaders:
            yield from (*(r.citation for r in leader.roles), *leader.citations)
        for p in self.positions:
            own = p.attribution
            yield from (c for c in (p.shown, own.holder, own.cue, own.content, *p.citations) if c)
        for d in self.disagreements:
            yield from (c for side in d.sides for c in side.citations)
        others: tuple[OpenIssue | Agreement | Moment, ...]
        others = (*self.open_issues, *self.agreements, *self.timeline)
        for f in others:
            yield from f.citations
