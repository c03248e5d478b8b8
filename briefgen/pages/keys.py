"""What a page is made of, as a hash: a page whose hash was seen before need not be made again.

Made for the pages that a briefing has most of: of sources, of leaders, and the further pages of positions.
A hash stands for more than a page shows, never for less: each finding with all its fields, each cited source
with its whole text and all that is known of it, each name that a finding refers to, and the program itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache, cached_property
from typing import Protocol

from briefgen import places
from briefgen.headline import is_named
from briefgen.model import Article, Citation, Finding, Handle
from briefgen.pages.book import Book
from briefgen.pages.parts import Part
from briefgen.pages.searching import Searched
from briefgen.statements import fields_of
from briefgen.work.code import digest, version_of

_FIRST_FACTS, _FIRST_SHARED, _FIRST_OTHERS = 6, 3, 8
"""So many are shown of what is told elsewhere, of a position held with somebody, of others on a topic."""
_UNSHOWN = frozenset({"sentences", "blocks"})
"""Fields of a source that are looked at one by one, or not at all."""


class Kept(Protocol):
    """Pages that were made before, each by its hash; kept by somebody from build to build, or not at all."""

    def get(self, key: str) -> str | None:
        """The page's text; None where it is not kept."""
        ...

    def put(self, key: str, text: str) -> None:
        """Keep it."""
        ...


class Keys:
    """Hashes for the pages of one briefing."""

    def __init__(self, book: Book, handles: Mapping[tuple[str, str], Handle], searched: Searched) -> None:
        self._book, self._handles, self._searched = book, handles, searched
        self._leaders = {f.id: f for f in book.briefing.findings.get(places.LEADERS, ())}
        self._findings: dict[tuple[str, str], str] = {}
        self._cited: dict[tuple[str, str], frozenset[str]] = {}
        """Kind and id of a finding → its sources."""
        self._faces: dict[str, str] = {}

    def source(self, article: Article) -> str:
        """Of a source's own page."""
        book, quoted = self._book, self._quoted.get(article.id, ())
        shared, later = book.shared(article.id), book.later(article.id)
        beside = [a for a in (shared, later, *book.versions(article.id)) if a is not None]
        uses = [(s.id, book.uses.get((article.id, s.id))) for s in article.sentences]
        told = [
            *(("coverage", f) for f in book.sole(article.id)),
            *(("agreements", f) for f in book.elsewhere(article.id, _FIRST_FACTS)),
        ]
        return self._whole(
            places.source_page(article), told,
            [self.face(a) for a in (article, *beside)], shared and shared.id, later and later.id, quoted,
            book.problems(article.id), uses, self._in_order(a.id for a in (article, *beside)),
        )  # fmt: skip

    def leader(self, leader: Finding, part: Part) -> str:
        """Of one of a leader's own pages."""
        book, i = self._book, leader.id
        pages = len(book.pages_of(leader))
        if part.number > 1:
            told = [(places.LEADERS, leader), *(("positions", p) for p in part.findings)]
            return self._whole(part.path, told, part.number, pages, len(book.held_by(i)))
        held, disputed, jointly = book.held_by(i), book.disputed_with(i), book.held_jointly(i)
        topics = dict.fromkeys(t for p in held for t in getattr(p, "topics", ()))
        others = [(t, o, p) for t in topics for o, p in book.others_on(i, t)[:_FIRST_OTHERS]]
        told = [
            (places.LEADERS, leader),
            *(("positions", p) for p in held),
            *((places.DISPUTES, d) for d, _ in disputed),
            *(("positions", p) for _, ps in jointly for p in ps[:_FIRST_SHARED]),
            *(("positions", p) for _, _, p in others),
            *(("positions", p) for p in book.reported_by(i)),
        ]
        names = [*(x for _, xs in disputed for x in xs), *(o for o, _ in jointly), *(o for _, o, _ in others)]
        return self._whole(
            places.place_of(places.LEADERS, leader), told,
            [self._name(x) for x in names], [len(xs) for _, xs in disputed],
            [len(ps[:_FIRST_SHARED]) for _, ps in jointly], [(t, *self._topic(t)) for t, _, _ in others],
            len(held), len(disputed), len(book.reported_by(i)), len(part.findings), pages,
        )  # fmt: skip

    def part(self, kind: str, part: Part) -> str:
        """Of one of several pages of a kind but the first, which has more than its findings."""
        pages = [(p.path, p.number, p.label) for p in self._book.parts[kind]]
        told = [(kind, f) for f in part.findings]
        return self._whole(part.path, told, pages, len(self._book.found(kind)), part.number)

    def _whole(self, path: str, told: Iterable[tuple[str, Finding]], *further: object) -> str:
        told = list(told)
        findings = [self.finding(kind, f) for kind, f in told]
        sources = frozenset[str]().union(*(self._cited[kind, f.id] for kind, f in told))
        return _hash([self._base, path, findings, self._in_order(sources), further])

    def finding(self, kind: str, finding: Finding) -> str:
        """Stands for a finding, with all that it refers to."""
        place = (kind, finding.id)
        known = self._findings.get(place)
        if known is None:
            known = self._findings[place] = self._finding(kind, finding)
        return known

    def _finding(self, kind: str, finding: Finding) -> str:
        book, words = self._book, list[str]()
        cites: list[Citation] = []
        _walk(finding, words.append, cites.append)
        sources = dict.fromkeys(c.source for c in cites)
        self._cited[kind, finding.id] = frozenset(sources)
        handle = self._handles.get((kind, finding.id))
        named = [self._name(x) for x in words if x in self._leaders]
        topics = [self._topic(x) for x in words if x in self._topics]
        later = book.replaced(finding)
        return _hash(
            [kind, words, named, topics, [self.face(book.briefing.by_source[s]) for s in sources],
             book.place_of(kind, finding), book.fresh(kind, finding), book.past(finding),
             later and self.face(later), later and later.id, handle and (handle.name, handle.seal)]
        )  # fmt: skip

    def face(self, article: Article) -> str:
        """Stands for a source: its text, all that is known of it, and what of it may not be shown."""
        known = self._faces.get(article.id)
        if known is None:
            book, i = self._book, article.id
            names = (name for name in fields_of(Article) if name not in _UNSHOWN)
            about = [(name, str(getattr(article, name))) for name in names]
            said = [
                (s.id, s.start, s.end, s.paragraph, s.heading, s.furniture, s.skipped)
                for s in article.sentences
            ]
            withheld = [s.id for s in article.sentences if (i, s.id) in book.briefing.withheld]
            quoted = self._quoted.get(i, ()) if book.briefing.excerpts else ()
            known = self._faces[i] = _hash(
                [about, said, withheld, quoted, book.origin(i), book.briefing.replaced.get(i)]
            )
        return known

    def _name(self, leader: str) -> str:
        f = self._leaders[leader]
        about = [(x.name, str(getattr(f, x.name))) for x in fields(f) if not _is_long(getattr(f, x.name))]
        return _hash([about, leader in self._book.leaders])

    def _topic(self, topic: str) -> tuple[str, str]:
        return self._book.topic(topic), self._book.topic_place(topic)

    @cached_property
    def _topics(self) -> frozenset[str]:
        return frozenset(f.id for f in self._book.briefing.findings.get("topics", ()))

    @cached_property
    def _quoted(self) -> Mapping[str, list[str]]:
        """Source → its sentences that a page quotes."""
        found: dict[str, list[str]] = {}
        for source, sentence in sorted(self._book.quoted):
            found.setdefault(source, []).append(sentence)
        return found

    def _in_order(self, sources: Iterable[str]) -> list[str]:
        return sorted(sources, key=self._book.order.__getitem__)

    @cached_property
    def _base(self) -> str:
        """What every page may hang on."""
        b, book = self._book.briefing, self._book
        return _hash(
            [_program(), book.title if is_named(b) else "", b.excerpts, b.pdf, b.issues, b.site,
             b.directory_urls, b.among, bool(book.dates), bool(self._handles), self._searched]
        )  # fmt: skip


def _walk(value: object, say: Callable[[str], None], cite: Callable[[Citation], None]) -> None:
    """Say all that a record holds, in order, and give each of its citations."""
    if isinstance(value, str):
        say(value)
    elif isinstance(value, Citation):
        say(f"{value.source} {value.sentence} {value.start} {value.end} {value.quote}")
        cite(value)
    elif isinstance(value, tuple):
        say(f"({len(value)}")
        for item in value:
            _walk(item, say, cite)
    elif names := fields_of(type(value)):
        say(type(value).__name__)
        for name in names:
            _walk(getattr(value, name), say, cite)
    else:
        say(repr(sorted(value) if isinstance(value, frozenset) else value))


def _is_long(value: object) -> bool:
    """Whether it is a list of things that are shown on the leader's own page alone."""
    return isinstance(value, tuple) and bool(value) and not isinstance(value[0], str)


def _hash(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _program() -> str:
    """Stands for what pages are made with: every file of the package, and those that print and name."""
    return _hash([digest().hex(), *map(version_of, ("jinja2", "markupsafe", "babel"))])
