"""Which sentences go into which request: by article, and for disagreements by event, actor and figures.

Not every pair of sentences: a request holds as many as fit, and whoever is named in several sources is asked
about once. A sentence that several sources share is sent once. Same briefing, same requests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.analysis import Analysis
from briefgen.findings.leaders import Leader
from briefgen.language.detect import ENGLISH, base
from briefgen.model import Article, Briefing, Sentence
from briefgen.proposals.prompt import OF_ARTICLE, Asked, Line, Part, seen, tokens

CONTEXT = 8_000
"""Tokens of a request and its answer together, where nothing else is said."""
LEAST = 3_000
"""What is asked and a page of text go into no less."""
_NAMES = 60
"""So many names are sent with a request."""
_NAME = 80
"""Characters of one."""
_ACTORS = 40
"""Of so many, the first of the briefing, it is asked whether sources differ on them."""
_TURNS = 3
"""Requests about one of them: what is told last in every source is left out before more are sent."""
_ANSWER = 256
"""Tokens that an answer may have, and"""
_A_LINE = 48
"""for each sentence so many more."""
_SHARE = 4
"""Of the context, one part of so many is for the answer."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A request, and what is said of it to the user."""

    asked: Asked
    about: str
    """A source's path, somebody's name, or other words of ours."""
    most: int
    """Tokens that the answer may have."""
    sources: frozenset[str]
    """Ids of the sources whose sentences are sent."""

    @property
    def tokens(self) -> int:
        """About what it costs: what is sent, and the longest answer."""
        return self.asked.tokens + self.most

    @property
    def halves(self) -> tuple[Batch, ...]:
        """The same in two requests; none where it is one sentence, or two that are to be compared."""
        lines = self.asked.lines
        least = 4 if "disagreements" in self.asked.parts else 2
        if len(lines) < least:
            return ()
        middle = len(lines) // 2
        return tuple(
            replace(self, asked=replace(self.asked, lines=part)) for part in (lines[:middle], lines[middle:])
        )


@dataclass(frozen=True, kw_only=True)
class _Sent:
    """A sentence that may be sent."""

    source: str
    sentence: Sentence
    line: Line


class Batches:
    """The requests of a briefing."""

    def __init__(self, briefing: Briefing, analysis: Analysis, context: int = CONTEXT) -> None:
        """`analysis`: that of its English articles. `context`: tokens of a request and its answer."""
        self._briefing, self._analysis, self._context = briefing, analysis, context
        self._names = _by_actor(briefing, analysis)
        self._sent = {a.id: tuple(_once(a, briefing)) for a in english(briefing)}
        told: set[tuple[str, str]] = set()
        for a in english(briefing):
            own = [s for s in self._sent[a.id] if (briefing.origins.get(a.id, a.id), s.line.text) not in told]
            told |= {(briefing.origins.get(a.id, a.id), s.line.text) for s in own}
            self._sent[a.id] = tuple(own)

    def every(self) -> tuple[Batch, ...]:
        """All, disagreements first: they are what rules miss most."""
        return (*self._disagreements(), *self._articles())

    def _articles(self) -> Iterator[Batch]:
        for a in english(self._briefing):
            for lines in self._chunks(OF_ARTICLE, self._sent[a.id]):
                yield self._batch(OF_ARTICLE, lines, a.path)

    def _disagreements(self) -> Iterator[Batch]:
        parts: tuple[Part, ...] = ("disagreements",)
        every = [s for sent in self._sent.values() for s in sent]
        whole = list(self._chunks(parts, every))
        if len(whole) == 1 and len(every) > 1:
            yield self._batch(parts, every, "all sources")
        if len(whole) <= 1:
            return
        done: set[frozenset[str]] = set()
        for about, some in self._subjects():
            for chunk in list(self._chunks(parts, _in_turns(some)))[:_TURNS]:
                marks = frozenset(s.line.mark for s in chunk)
                if len({s.source for s in chunk}) > 1 and not any(marks <= had for had in done):
                    done.add(marks)
                    yield self._batch(parts, _in_order(chunk), about)

    def _subjects(self) -> Iterator[tuple[str, list[list[_Sent]]]]:
        """Figures, then whoever is named, each with the sentences of every source that have them."""
        measured = self._analysis.measures_in
        yield "figures", [[s for s in sent if (s.source, s.sentence.id) in measured]
                          for sent in self._sent.values()]  # fmt: skip
        for name in list(dict.fromkeys(self._names.values()))[:_ACTORS]:
            yield name, [[s for s in sent if name in self._named(s)] for sent in self._sent.values()]

    def _chunks(self, parts: tuple[Part, ...], some: Sequence[_Sent]) -> Iterator[list[_Sent]]:
        """As many sentences as fit, one after the other."""
        empty = Asked(parts=parts, names=(), lines=()).tokens
        room = self._context - self._context // _SHARE - empty
        chunk: list[_Sent] = []
        used, names = 0, set[str]()
        for s in some:
            new = {n for n in self._named(s) if n not in names}
            cost = tokens(s.line.said + "\n") + sum(tokens(n + "\n") for n in new)
            if cost > room:  # a sentence as long as a page is none
                continue
            if used + cost > room:
                yield chunk
                chunk, used, names = [], 0, set()
                new = set(self._named(s))
                cost = tokens(s.line.said + "\n") + sum(tokens(n + "\n") for n in new)
            chunk.append(s)
            used += cost
            names |= new
        if chunk:
            yield chunk

    def _batch(self, parts: tuple[Part, ...], some: Sequence[_Sent], about: str) -> Batch:
        named = {name for s in some for name in self._named(s)}
        names = [name for name in dict.fromkeys(self._names.values()) if name in named][:_NAMES]
        lines = tuple(s.line for s in some)
        return Batch(
            asked=Asked(parts=parts, names=tuple(names), lines=lines), about=about,
            most=min(self._context // _SHARE, _ANSWER + _A_LINE * len(lines)),
            sources=frozenset(s.source for s in some),
        )  # fmt: skip

    def _named(self, s: _Sent) -> list[str]:
        found = self._analysis.cast.in_sentence(s.source, s.sentence.id)
        return list(dict.fromkeys(self._names[m.actor] for m in found if m.actor in self._names))


def english(briefing: Briefing) -> tuple[Article, ...]:
    """The articles that are read: others have no analysis."""
    return tuple(a for a in briefing.articles if base(a.language or ENGLISH) == ENGLISH)


def _by_actor(briefing: Briefing, analysis: Analysis) -> dict[str, str]:
    """Id of each actor whom the briefing names → his name there, in the briefing's order."""
    leaders = [f for f in briefing.findings.get("leaders", ()) if isinstance(f, Leader)]
    ids: dict[str, list[str]] = {}
    for a in analysis.cast.actors:
        ids.setdefault(a.name.casefold(), []).append(a.id)
    every = {a.id for a in analysis.cast.actors}
    found: dict[str, str] = {}
    for f in leaders:
        name = seen(f.name)
        if f.anonymous or f.aside or not 0 < len(name) <= _NAME:
            continue
        own = [f.id] if f.id in every else []
        for id_ in (*own, *(i for called in (f.name, *f.aliases) for i in ids.get(called.casefold(), ()))):
            found.setdefault(id_, name)
    return found


def _once(article: Article, briefing: Briefing) -> Iterator[_Sent]:
    """The sentences of an article's prose, each text once."""
    had: set[str] = set()
    for s in article.prose.sentences:
        text = seen(s.text)
        if text and text not in had:
            had.add(text)
            yield _Sent(source=article.id, sentence=s, line=Line(mark=f"{article.key}{s.id[1:]}", text=text))


def _in_turns(some: Iterable[Sequence[_Sent]]) -> list[_Sent]:
    """The first of each source, the second of each, and so on: what matters stands first in a report."""
    lists = [list(own) for own in some]
    longest = max(map(len, lists), default=0)
    return [own[n] for n in range(longest) for own in lists if n < len(own)]


def _in_order(some: Iterable[_Sent]) -> list[_Sent]:
    """As a reader would have them: source by source."""
    found: dict[str, list[_Sent]] = {}
    for s in some:
        found.setdefault(s.source, []).append(s)
    return [s for source in sorted(found) for s in sorted(found[source], key=lambda s: s.sentence.start)]
