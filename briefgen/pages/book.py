"""A briefing as its pages see it: who is called what, where each thing stands, what cites which sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property

from briefgen.model import Article, Briefing, Citation, Finding
from briefgen.pages import places
from briefgen.pages.headline import headline

PUBLISHER_UNKNOWN = "publisher not known"
DATE_UNKNOWN = "date not known"
_WHAT = {
    "leaders": "Role", "positions": "Position", "open_issues": "Open", "disagreements": "Disputed",
    "agreements": "Established", "timeline": "Timeline", "coverage": "Only here",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A finding that cites a sentence."""

    what: str
    title: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Book:
    """The briefing with its lookups."""

    briefing: Briefing

    @cached_property
    def title(self) -> str:
        """What the briefing is called."""
        return headline(self.briefing)

    @cached_property
    def leaders(self) -> Mapping[str, Finding]:
        """The leaders by id."""
        return {f.id: f for f in self.found("leaders")}

    @cached_property
    def origins(self) -> int:
        """How many texts the sources are, copies of one counted once."""
        return len({self.briefing.origins.get(a.id, a.id) for a in self.briefing.articles})

    def found(self, kind: str) -> tuple[Finding, ...]:
        """The findings of a kind; none where it has none."""
        return self.briefing.findings.get(kind, ())

    def sure(self, kind: str) -> tuple[Finding, ...]:
        """Those that are shown at once."""
        return tuple(f for f in self.found(kind) if f.confidence != "low")

    def unsure(self, kind: str) -> tuple[Finding, ...]:
        """Those that are folded away as less certain."""
        return tuple(f for f in self.found(kind) if f.confidence == "low")

    def article(self, citation: Citation) -> Article:
        """The source of a citation."""
        return self.briefing.by_source[citation.source]

    def topic(self, topic: str) -> str:
        """A topic's words."""
        return next((str(getattr(f, "label", f.title)) for f in self.found("topics") if f.id == topic), topic)

    def key(self, citation: Citation) -> str:
        """What the citation's mark says: A3."""
        return self.article(citation).key + citation.sentence.removeprefix("s")

    def held_by(self, leader: str) -> tuple[Finding, ...]:
        """The positions of a leader."""
        return tuple(f for f in self.found("positions") if leader in getattr(f, "holders", ()))

    def reported_by(self, leader: str) -> tuple[Finding, ...]:
        """The positions of others that a leader reports."""
        return tuple(f for f in self.found("positions") if leader in getattr(f, "reported_by", ()))

    def sole(self, source: str) -> tuple[Finding, ...]:
        """What this source alone reports."""
        return tuple(f for f in self.found("coverage") if getattr(f, "source", None) == source)

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Ids of the topics of positions, those that most holders speak of first."""
        holders: dict[str, set[str]] = defaultdict(set)
        for position in self.sure("positions"):
            for topic in getattr(position, "topics", ()):
                holders[topic].update(getattr(position, "holders", ()))
        return tuple(sorted(holders, key=lambda t: (-len(holders[t]), self.topic(t))))

    def cell(self, leader: str, topic: str) -> tuple[Finding, ...]:
        """A holder's positions on a topic."""
        return tuple(p for p in self.sure("positions") if leader in p.holders and topic in p.topics)  # type: ignore[attr-defined]

    @cached_property
    def holders(self) -> tuple[Finding, ...]:
        """The leaders who hold a position on a topic, in the leaders' order."""
        return tuple(f for f in self.found("leaders") if any(self.cell(f.id, t) for t in self.topics))

    @cached_property
    def uses(self) -> Mapping[tuple[str, str], tuple[Use, ...]]:
        """Source and sentence → the findings that cite it; of a leader, those of the roles."""
        found: dict[tuple[str, str], dict[str, Use]] = defaultdict(dict)
        for kind, findings in self.briefing.findings.items():
            for finding in findings if kind in _WHAT else ():
                use = Use(what=_WHAT[kind], title=finding.title, place=places.place_of(kind, finding))
                for c in cited(getattr(finding, "roles", finding)):
                    found[c.source, c.sentence].setdefault(use.place, use)
        return {where: tuple(uses.values()) for where, uses in found.items()}


def cited(value: object) -> Iterator[Citation]:
    """Every citation in a finding, wherever its kind keeps it."""
    if isinstance(value, Citation):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from cited(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from cited(item)


def outlet(article: Article) -> str:
    """Who published it, or its title where that is not known."""
    return article.publisher or f"source {article.key} ({PUBLISHER_UNKNOWN})"


def day(article: Article) -> str:
    """When it was published."""
    return article.published.isoformat() if article.published else DATE_UNKNOWN
