"""A briefing as its pages see it: who is called what, who holds what, where each thing stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby, islice
from typing import Any

from briefgen import places
from briefgen.headline import headline
from briefgen.language.detect import ENGLISH, base
from briefgen.model import Article, Briefing, Citation, Finding, Problem
from briefgen.pages import wording
from briefgen.pages.parts import MOST, Part, Shelf, of_leader, of_sources, parts
from briefgen.pages.statement import leans
from briefgen.pages.uses import Use, cited, overlap, uses
from briefgen.statements import only_in, past, within

_COLUMNS, _ROWS = 8, 40
"""So many topics and holders fit the matrix; the others are in the list."""
_OPEN_EACH, _LEAST_OPEN, _MOST_OPEN = 4, 6, 20
"""Open issues that are listed for each article, and at least and at most: what a reader goes through."""


_KEPT = "_book"


def book_of(briefing: Briefing) -> Book:
    """The briefing's lookups: the same for pages and exports, kept with it."""
    known: dict[str, Any] = vars(briefing)
    if _KEPT not in known:
        known[_KEPT] = Book(briefing=briefing)
    book: Book = known[_KEPT]
    return book


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
        return len({self.origin(a.id) for a in self.briefing.articles})

    def origin(self, source: str) -> str:
        """The source whose text it shares: its own where it is independent."""
        return self.briefing.origins.get(source, source)

    def later(self, source: str) -> Article | None:
        """The latest version of the same article; None where it is that one, or the only one."""
        replaced = self.briefing.replaced
        return self.briefing.by_source[replaced[source]] if source in replaced else None

    def shared(self, source: str) -> Article | None:
        """The source whose text it shares; None where it is independent."""
        origin = self.origin(source)
        return self.briefing.by_source[origin] if origin != source else None

    def replaced(self, finding: Finding) -> Article | None:
        """The version that replaced the one where a finding stands; None where it stands in any that holds
        still.
        """
        return self.later(cites[0].source) if (cites := only_in(finding, self.briefing.replaced)) else None

    def past(self, finding: Finding) -> bool:
        """Whether its holder has given it up, or a later version has replaced the article that has it."""
        return past(finding, self.briefing.replaced)

    def compared(self, source: str) -> bool:
        """Whether it was compared with a source of another origin: each is with those of its language that
        could be read, and a version that was replaced with none.
        """
        own = self._read.get(source)
        return source not in self.briefing.replaced and any(
            language == own and self.origin(other) != self.origin(source)
            for other, language in self._read.items()
            if own is not None
        )

    @cached_property
    def _read(self) -> Mapping[str, str]:
        """Id of each source that was read as more than signs → its language."""
        return {
            a.id: base(a.language or ENGLISH)
            for a in self.briefing.articles
            if any(s.tokens for s in a.sentences)
        }

    @cached_property
    def dates(self) -> list[date]:
        """The dates of publication that are known."""
        return [a.published for a in self.briefing.articles if a.published]

    @cached_property
    def years(self) -> frozenset[str]:
        """The years of these dates."""
        return frozenset(str(day.year) for day in self.dates)

    def found(self, kind: str) -> tuple[Finding, ...]:
        """The published findings of a list; none where it has none. No statement within a printed one."""
        known = self._found.get(kind)
        if known is None:
            known = _listed(kind, self.briefing.published)
            if kind == "positions":
                known = tuple(f for f in known if f.id not in self._within)
            self._found[kind] = known
        return known

    @cached_property
    def _found(self) -> dict[str, tuple[Finding, ...]]:
        return {}

    @cached_property
    def _positions(self) -> Mapping[str, Finding]:
        return {f.id: f for f in self.briefing.findings.get("positions", ())}

    @cached_property
    def _within(self) -> Mapping[str, str]:
        """Id of each statement whose words another of the same holders has → the id of that one."""
        return within(self.briefing.findings.get("positions", ()))

    def sure(self, kind: str) -> tuple[Finding, ...]:
        """Those that are shown at once."""
        known = self._sure.get(kind)
        if known is None:
            known = self._sure[kind] = tuple(f for f in self.found(kind) if f.confidence != "low")
        return known

    @cached_property
    def _sure(self) -> dict[str, tuple[Finding, ...]]:
        return {}

    def unsure(self, kind: str) -> tuple[Finding, ...]:
        """Those that are folded away as less certain."""
        return tuple(f for f in self.found(kind) if f.confidence == "low")

    @cached_property
    def open_now(self) -> tuple[Finding, ...]:
        """The open issues that are listed; the others are folded: four an article, within 6 and 20."""
        most = min(_MOST_OPEN, max(_LEAST_OPEN, _OPEN_EACH * len(self.briefing.articles)))
        return tuple(sorted(self.sure("open_issues"), key=self.past))[:most]

    @property
    def settled(self) -> tuple[Finding, ...]:
        """The open issues that are open no more: the answered, then those that something has overtaken."""
        return tuple(sorted(self.found(places.SETTLED), key=lambda f: bool(getattr(f, "overtaken", False))))

    def article(self, citation: Citation) -> Article:
        """The source of a citation."""
        return self.briefing.by_source[citation.source]

    @cached_property
    def _topics(self) -> Mapping[str, str]:
        return {f.id: str(getattr(f, "label", f.title)) for f in self.found("topics")}

    def topic(self, topic: str) -> str:
        """A topic's words."""
        return self._topics.get(topic, topic)

    def topic_place(self, topic: str) -> str:
        """Page and anchor of a topic."""
        page = self._further.get(("topics", topic), places.page_of("topics"))
        return f"{page}#{topic}"

    def on_topic(self, kind: str, topic: str) -> tuple[Finding, ...]:
        """The findings of a kind that are about a topic; less certain ones where nothing else is."""
        found = self._about[kind].get(topic, ())
        if topic in self._told_topics:
            found = tuple(f for f in found if f.confidence != "low")
        return tuple(sorted(found, key=self.past))

    @cached_property
    def _about(self) -> Mapping[str, Mapping[str, tuple[Finding, ...]]]:
        """Kind → topic → the findings about it."""
        kinds = ("positions", "open_issues", "disagreements")
        return {kind: _by(self.found(kind), lambda f: getattr(f, "topics", ())) for kind in kinds}

    @cached_property
    def _told_topics(self) -> frozenset[str]:
        """The topics that something certain is about."""
        kinds = ("positions", "open_issues", "disagreements")
        return frozenset(t for kind in kinds for f in self.sure(kind) for t in getattr(f, "topics", ()))

    def key(self, citation: Citation) -> str:
        """What the citation's mark says: A3."""
        return self.article(citation).key + citation.sentence.removeprefix("s")

    @property
    def disputes(self) -> tuple[Finding, ...]:
        """The published disagreements, the sharpest first."""
        return self.found("disagreements")

    @property
    def has_wording(self) -> bool:
        """Whether there is a page on names and wording."""
        return bool(self.found(places.WORDING) or self.to_check(places.WORDING))

    def to_check(self, kind: str) -> tuple[Finding, ...]:
        """The disagreements of a list that are to be checked, the likeliest first."""
        return tuple(f for f in self.briefing.to_check if places.listed_as(places.DISPUTES, f) == kind)

    @cached_property
    def _fresh(self) -> Mapping[tuple[str, str], str]:
        """Kind and id of each finding that is new, changed or answered → which of these."""
        changes = self.briefing.news.changes if self.briefing.news else ()
        return {(c.kind, c.id): c.what for c in changes if c.what != "gone"}

    def fresh(self, kind: str, finding: Finding) -> str:
        """Whether a finding is new, changed or answered since the last build: in a word, or empty."""
        return self._fresh.get((kind, finding.id), "")

    @cached_property
    def _mostly_fresh(self) -> bool:
        """Whether more than half of what is shown at once is new or changed: a mark would tell nothing."""
        kinds = ("agreements", "disagreements", "open_issues")
        shown = [bool(self.fresh(kind, f)) for kind in kinds for f in self.sure(kind)]
        return 2 * sum(shown) > len(shown)

    def fresh_in_front(self, kind: str, finding: Finding) -> str:
        """The same for the front page, where it tells one line from another."""
        return "" if self._mostly_fresh else self.fresh(kind, finding)

    @cached_property
    def quoted(self) -> frozenset[tuple[str, str]]:
        """Source and sentence of all that a page cites, what is only to be checked among it."""
        return frozenset(self.uses) | {
            (c.source, c.sentence) for f in self.briefing.to_check for c in cited(f)
        }

    def told_by(self, agreement: Finding) -> str:
        """How many of the independent sources tell it; copies of one text count once. Where further ones
        share an agency's sentences: how many sources, and how many origins these are.
        """
        sources = {c.source for c in agreement.citations}
        told, every = len({self.origin(s) for s in sources}), self.origins
        own = getattr(agreement, "origins", 0) or told
        if own < told:
            return (
                f"{_of(len(sources), len(self.briefing.articles), 'sources')}, {own} origin{'s' * (own != 1)}"
            )
        copies = "independent " if every < len(self.briefing.articles) else ""
        return _of(told, every, f"{copies}sources")

    def between_sources(self, finding: Finding) -> bool:
        """Whether a disagreement is one between independent sources, or versions of one, not inside one."""
        versions = finding.rule.endswith("/version")
        return versions or len({self.origin(c.source) for c in cited(finding)}) > 1

    def beside(self, finding: Finding, *what: str) -> tuple[Use, ...]:
        """Other findings, of these sorts, that cite a sentence which this one cites."""
        sentences = dict.fromkeys((c.source, c.sentence) for c in cited(finding))
        found = {u.place: u for s in sentences for u in self.uses.get(s, ()) if u.what in what}
        return tuple(u for u in found.values() if not u.place.endswith(f"#{finding.id}"))

    @cached_property
    def _held(self) -> Mapping[str, tuple[Finding, ...]]:
        held: dict[str, list[Finding]] = defaultdict(list)
        for f in self.found("positions"):
            for leader in dict.fromkeys(getattr(f, "holders", ())):
                held[leader].append(f)
        return {leader: tuple(found) for leader, found in held.items()}

    def held_by(self, leader: str) -> tuple[Finding, ...]:
        """The positions of a leader in order of dates and texts; what is past last."""
        return tuple(sorted(self._held.get(leader, ()), key=lambda p: (self.past(p), self._when(p))))

    def _when(self, finding: Finding) -> tuple[bool, date, int, int]:
        first = finding.citations[0]
        published = self.article(first).published
        return published is None, published or date.min, self.order[first.source], first.start

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Source id → its place among the sources."""
        return {a.id: n for n, a in enumerate(self.briefing.articles)}

    def reported_by(self, leader: str) -> tuple[Finding, ...]:
        """The positions of others that a leader reports."""
        return self._reported.get(leader, ())

    @cached_property
    def _reported(self) -> Mapping[str, tuple[Finding, ...]]:
        return _by(self.sure("positions"), lambda f: getattr(f, "reported_by", ()))

    def held_jointly(self, leader: str) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        """Who shares positions with a leader, and which; those who share most first."""
        shared: dict[str, list[Finding]] = defaultdict(list)
        for f in self.held_by(leader):
            for other in () if leans(f) else dict.fromkeys(getattr(f, "holders", ())):
                if other != leader and other in self.leaders:
                    shared[other].append(f)
        return tuple((o, tuple(fs)) for o, fs in sorted(shared.items(), key=lambda x: (-len(x[1]), x[0])))

    def disputed_with(self, leader: str) -> tuple[tuple[Finding, tuple[str, ...]], ...]:
        """The disagreements whose sides quote a leader's position, with the holders of the other sides."""
        found = []
        for dispute in self._disputing.get(leader, ()):
            voices = self._voices[dispute.id]
            others = frozenset[str]().union(*(v for v in voices if leader not in v))
            found.append((dispute, tuple(sorted(others & self.leaders.keys()))))
        return tuple(found)

    @cached_property
    def _disputing(self) -> Mapping[str, tuple[Finding, ...]]:
        """Leader → the disagreements whose sides quote a position of his."""
        return _by(self.disputes, lambda d: frozenset[str]().union(*self._voices[d.id]))

    @cached_property
    def _voices(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        """Id of a disagreement → for each side, who holds the positions that its passages quote."""
        held: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for f in self.found("positions"):
            held[f.citations[0].source, f.citations[0].sentence].append(f)

        def voices(side: object) -> frozenset[str]:
            at = ((c, f) for c in cited(side) for f in held.get((c.source, c.sentence), ()))
            quoted = (f for c, f in at if overlap(f.citations[0], c))
            return frozenset(h for f in quoted for h in getattr(f, "holders", ()))

        return {d.id: tuple(map(voices, getattr(d, "sides", ()))) for d in self.found("disagreements")}

    def sole(self, source: str) -> tuple[Finding, ...]:
        """What was matched in this source alone."""
        return self._sole.get(source, ())

    @cached_property
    def _sole(self) -> Mapping[str, tuple[Finding, ...]]:
        return _by(self.found("coverage"), lambda f: (getattr(f, "source", ""),))

    def elsewhere(self, source: str, most: int) -> tuple[Finding, ...]:
        """The first facts that two or more other origins tell, and for which nothing was matched in this
        source; at most so many.
        """
        found = (f for f in self.found("agreements") if source in self._unmatched(f))
        return tuple(islice(found, most))

    def _unmatched(self, agreement: Finding) -> frozenset[str]:
        known = self._without.get(agreement.id)
        if known is None:
            known = self._without[agreement.id] = frozenset(getattr(agreement, "unmatched", ()))
        return known

    @cached_property
    def _without(self) -> dict[str, frozenset[str]]:
        """Id of an established fact → the sources in which nothing was matched with it."""
        return {}

    def problems(self, source: str) -> tuple[Problem, ...]:
        """What is wrong with a source."""
        return self._problems.get(source, ())

    @cached_property
    def _problems(self) -> Mapping[str, tuple[Problem, ...]]:
        found: dict[str, list[Problem]] = defaultdict(list)
        for p in self.briefing.problems:
            if p.source is not None:
                found[p.source].append(p)
        return {source: tuple(ps) for source, ps in found.items()}

    def versions(self, source: str) -> tuple[Article, ...]:
        """The versions of its article that a later one has replaced."""
        latest = self.briefing.replaced.get(source, source)
        return self._versions.get(latest, ())

    @cached_property
    def _versions(self) -> Mapping[str, tuple[Article, ...]]:
        """Id of the latest version → those before it."""
        found: dict[str, list[Article]] = defaultdict(list)
        for source, latest in sorted(self.briefing.replaced.items()):
            found[latest].append(self.briefing.by_source[source])
        return {latest: tuple(articles) for latest, articles in found.items()}

    def others_on(self, leader: str, topic: str) -> tuple[tuple[str, Finding], ...]:
        """Other holders with their first position on a topic."""
        found: dict[str, Finding] = {}
        for p in self._on_topic.get(topic, ()):
            if leader not in getattr(p, "holders", ()) and not leans(p) and not self.past(p):
                for other in getattr(p, "holders", ()):
                    found.setdefault(other, p)
        return tuple((other, p) for other, p in found.items() if other in self.leaders)

    @cached_property
    def _on_topic(self) -> Mapping[str, tuple[Finding, ...]]:
        return _by(self.sure("positions"), lambda p: getattr(p, "topics", ()))

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Ids of the topics of positions, those that most holders speak of first."""
        holders: dict[str, set[str]] = defaultdict(set)
        count: Counter[str] = Counter()
        for position in self.sure("positions"):
            for topic in getattr(position, "topics", ()):
                holders[topic].update(getattr(position, "holders", ()))
                count[topic] += 1
        return tuple(sorted(holders, key=lambda t: (-len(holders[t]), -count[t], self.topic(t))))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The topics of the matrix: those on which two holders can be compared."""
        leaders = self.found("leaders")
        shared = (t for t in self.topics if sum(bool(self.cell(f.id, t)) for f in leaders) > 1)
        return tuple(islice(shared, _COLUMNS))

    def cell(self, leader: str, topic: str) -> tuple[Finding, ...]:
        """A holder's positions on a topic, as far as he holds them still."""
        return tuple(
            p
            for p in self._held.get(leader, ())
            if p.confidence != "low"
            and topic in getattr(p, "topics", ())
            and not leans(p)
            and not self.past(p)
        )

    def quotable(self, leader: str, topic: str) -> tuple[Finding, ...]:
        """A cell's positions, those that commit somebody before what is only said."""
        return tuple(sorted(self.cell(leader, topic), key=lambda p: getattr(p, "stance", "") == "states"))

    @cached_property
    def holders(self) -> tuple[Finding, ...]:
        """The leaders who hold a position on a topic of the matrix, in the leaders' order."""
        return tuple(f for f in self.found("leaders") if any(self.cell(f.id, t) for t in self.columns))

    @cached_property
    def parts(self) -> Mapping[str, tuple[Part, ...]]:
        """Kind → its pages."""
        ordered = {
            kind: (*sorted(self.sure(kind), key=self.past), *self.unsure(kind))
            for kind in (*self.briefing.findings, places.WORDING)
        }
        ordered["timeline"] = self.moments
        ordered[places.LEADERS] = tuple(
            sorted(self.found(places.LEADERS), key=lambda f: bool(getattr(f, "aside", False)))
        )
        return {
            kind: parts(kind, fs, self.leaders, self._lines_on if kind == "topics" else _passages)
            for kind, fs in ordered.items()
        }

    @cached_property
    def shelves(self) -> tuple[Shelf, ...]:
        """The pages of the list of sources."""
        return of_sources(self.briefing.articles)

    def pages_of(self, leader: Finding) -> tuple[Part, ...]:
        """The pages of a leader, with his positions as they stand there: less certain ones last."""
        known = self._pages_of.get(leader.id)
        if known is None:
            held = sorted(self.held_by(leader.id), key=lambda p: p.confidence == "low")
            known = self._pages_of[leader.id] = of_leader(leader, held, _passages)
        return known

    @cached_property
    def _pages_of(self) -> dict[str, tuple[Part, ...]]:
        return {}

    def moments_on(self, part: Part) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        """The moments of a page by part of time (`event`, `planned`, `background`)."""
        grouped = groupby(part.findings, key=lambda f: str(getattr(f, "part", "event")))
        return tuple((name, tuple(found)) for name, found in grouped)

    def _lines_on(self, topic: Finding) -> int:
        """How many lines a topic takes up where the topics are listed."""
        kinds = ("positions", "open_issues")
        return 1 + sum(min(MOST, len(self.on_topic(kind, topic.id))) for kind in kinds)

    @cached_property
    def _further(self) -> Mapping[tuple[str, str], str]:
        """Kind and id of each finding that stands on another than its kind's first page → that page."""
        further = (
            (kind, part)
            for kind, pages in self.parts.items()
            for part in pages[1:]
            if kind != places.LEADERS  # who have pages of their own
        )
        return {(kind, f.id): part.path for kind, part in further for f in part.findings}

    def place_of(self, kind: str, finding: Finding) -> str:
        """Page and anchor of a finding."""
        outer = self._within.get(finding.id) if kind == "positions" else None
        if outer is not None:
            finding = self._positions[outer]
        page = self._further.get((places.listed_as(kind, finding), finding.id))
        return f"{page}#{finding.id}" if page else places.place_of(kind, finding)

    @property
    def rows(self) -> tuple[Finding, ...]:
        """The holders of the matrix."""
        return self.holders[:_ROWS]

    @cached_property
    def uses(self) -> Mapping[tuple[str, str], tuple[Use, ...]]:
        """Source and sentence → the findings that cite it."""
        return uses(self.briefing, self.place_of)

    @cached_property
    def moments(self) -> tuple[Finding, ...]:
        """The timeline in order of time: the event's own days, what was to come, then the background."""
        return tuple(f for _, part in self.moments_by_part for f in part)

    @cached_property
    def moments_by_part(self) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        """The same by part (`event`, `planned`, `background`); parts that have none are left out."""
        by: dict[str, list[Finding]] = {part: [] for part in wording.PARTS_OF_TIME}
        for f in self.found("timeline"):
            by[getattr(f, "part", "event")].append(f)
        return tuple((part, tuple(found)) for part, found in by.items() if found)

    def who(self, ids: tuple[str, ...]) -> tuple[Finding, ...]:
        """The leaders with these ids."""
        return tuple(self.leaders[i] for i in dict.fromkeys(ids) if i in self.leaders)

    def own_words(self, position: Finding) -> Citation | None:
        """What the source calls a holder whom nothing resolves: “he”, “people familiar with the matter”."""
        named = getattr(position, "holder", None)
        return (
            named if isinstance(named, Citation) and not self.who(getattr(position, "holders", ())) else None
        )

    def credit(self, citation: Citation) -> str:
        """Outlet and date; no date where the briefing knows none of any source, which its front page says."""
        article = self.article(citation)
        return (
            f"{wording.outlet(article)} · {wording.day(article)}" if self.dates else wording.outlet(article)
        )


def _of(told: int, every: int, what: str) -> str:
    if told < every:
        return f"{told} of {every} {what}"
    return f"both {what}" if every == 2 else f"all {every} {what}"


def _by(
    findings: Iterable[Finding], names: Callable[[Finding], Iterable[str]]
) -> Mapping[str, tuple[Finding, ...]]:
    """The findings by what each names; in their order, each once."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for f in findings:
        for name in dict.fromkeys(names(f)):
            found[name].append(f)
    return {name: tuple(fs) for name, fs in found.items()}


def _listed(kind: str, published: Mapping[str, tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """The findings of a list, which is a kind or a part of one."""
    whole = places.DISPUTES if kind == places.WORDING else kind
    found = published.get(whole, ())
    return (
        tuple(f for f in found if places.listed_as(whole, f) == kind) if whole == places.DISPUTES else found
    )


def _passages(finding: Finding) -> int:
    """About how many passages a finding takes up where its kind is listed."""
    sides = [c for side in getattr(finding, "sides", ()) for c in side.citations]
    return max(1, len(sides or finding.citations))
