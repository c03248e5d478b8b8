"""What positions and open issues are about: the noun phrases that they share.

Two noun groups are one topic where they have the same head and share a word before it ("Western military
aid", "military aid", "foreign military aid"); the bare noun goes with the only such group, or with all that
are left. A topic needs two holders or two sources. Its label is what the sources write most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

from briefgen.analysis.attribution import Attribution
from briefgen.analysis.centre import centre
from briefgen.analysis.noun_groups import NounGroup, find_noun_groups
from briefgen.findings.kind import SoFar, slug
from briefgen.language.lexicon import words
from briefgen.model import Article, Citation, Finding

NAME = "topics"
TITLE = "Topics"
MOST = 8
"""More columns than this no matrix of holders and topics can show."""
_LEAST = 3
"""Places that must name it: what is named twice was only mentioned."""
_STEM = 4, 7
"""So many letters at their beginning make words akin: all of a shorter one (`memo`, `memorandum`), or so many
of both (`religion`, `religious`)."""
_STRETCH = 512
"""Code points; what is said is looked up by the stretches of text that it covers."""
Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Topic(Finding):
    """What positions and open issues are about: the noun phrases that they share."""

    label: str
    """The citations are every place that names it."""

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""
        return {"id": self.id, "label": self.label}


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement or an open issue: where it stands, and who holds it."""

    span: Span
    holders: tuple[str, ...]
    about: frozenset[int] | None = None
    """Where the nouns end that a statement is about, and does not only name; an open issue is about all."""


def find(so_far: SoFar) -> tuple[Topic, ...]:
    """The topics that most holders speak of, first."""
    said = _statements(so_far)
    groups = [g for a in so_far.analysis.articles for g in find_noun_groups(a, so_far.analysis.cast)]
    spoken = [
        (cluster, _holders(cluster, said), _times(cluster, said)) for cluster in _clusters(groups, said)
    ]
    least = min(2, len(so_far.analysis.articles))
    telling = [
        x
        for x in spoken
        if len(x[0]) >= _LEAST and len({g.source for g in x[0]}) >= least
        and x[2] > 1 and _is_shared(x[0], x[1], said) and not _is_wide(x[0])
    ]  # fmt: skip
    telling.sort(key=lambda x: (-len(x[1]), -x[2], -len({g.source for g in x[0]}), _label(x[0])))
    return tuple(_topic(so_far, cluster) for cluster in islice(_apart([x[0] for x in telling]), MOST))


def _is_wide(cluster: Sequence[NounGroup]) -> bool:
    """Whether its name is a noun that tells what is spoken of only with a word before it."""
    head, label = cluster[0].head, _label(cluster)
    return " " not in label and not {head, label}.isdisjoint(words("topics", "wide"))


def _apart(clusters: Sequence[Sequence[NounGroup]]) -> Iterator[Sequence[NounGroup]]:
    """Those of which none is a word of another; of two that share their words the one that comes first."""
    kept: list[list[str]] = []
    for cluster in clusters:
        own = _named(cluster)
        if not any(_within(own, other) or _within(other, own) for other in kept):
            kept.append(own)
            yield cluster


def _named(cluster: Sequence[NounGroup]) -> list[str]:
    return [w.removesuffix("s") for w in _label(cluster).lower().replace("-", " ").split()]


def _within(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each of the words is one of the others, or of one family with it."""
    return all(any(_akin(a, b) for b in others) for a in some)


def _akin(a: str, b: str) -> bool:
    begun = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False))))
    return a == b or begun >= max(_STEM[0], min(len(a), len(b), _STEM[1]))


Places = Mapping[tuple[str, str], tuple[tuple[str, Citation], ...]]
"""By source and sentence, the topics named there: their ids, and the words."""


def places(topics: Iterable[Finding]) -> Places:
    """Where the topics are named."""
    found: dict[tuple[str, str], list[tuple[str, Citation]]] = {}
    for topic in topics:
        for c in topic.citations:
            found.setdefault((c.source, c.sentence), []).append((topic.id, c))
    return {place: tuple(named) for place, named in found.items()}


def about(named: Places, citations: Iterable[Citation]) -> tuple[str, ...]:
    """Ids of the topics that these passages name, in order of the passages."""
    found = (
        topic
        for said in citations
        for topic, c in named.get((said.source, said.sentence), ())
        if c.start < said.end and said.start < c.end
    )
    return tuple(dict.fromkeys(found))


SaidIn = Mapping[tuple[str, int], list[_Said]]
"""By source and number of the stretch, what is held and what is open there."""


def _statements(so_far: SoFar) -> SaidIn:
    found: dict[tuple[str, int], list[_Said]] = {}

    def add(source: str, said: _Said) -> None:
        for stretch in range(said.span[0] // _STRETCH, said.span[1] // _STRETCH + 1):
            found.setdefault((source, stretch), []).append(said)

    for held in so_far.analysis.held:
        own = held.attribution
        for span in own.content:
            add(own.source, _Said(span, held.holders, spoken_of(so_far.analysis.article[own.source], own)))
    for x in so_far.analysis.undecided:
        add(x.source, _Said((x.start, x.end), x.movers))
    return found


def spoken_of(article: Article, own: Attribution) -> frozenset[int]:
    """Where the nouns end that a statement is about."""
    found = frozenset[int]()
    for span in (*own.content, *([own.clause] if own.clause else [])):
        sentence = article.sentence_at(span[0])
        if sentence is not None:
            found |= centre(sentence, *span)
    return found


def _in(group: NounGroup, said: SaidIn) -> Iterator[_Said]:
    near = said.get((group.source, group.start // _STRETCH), ())
    return (
        x
        for x in near
        if x.span[0] <= group.start and group.end <= x.span[1] and (x.about is None or group.end in x.about)
    )


def _holders(cluster: Sequence[NounGroup], said: SaidIn) -> set[str]:
    return {h for g in cluster for x in _in(g, said) for h in x.holders}


def _times(cluster: Sequence[NounGroup], said: SaidIn) -> int:
    """In how many statements and open issues it is named."""
    return len({(g.source, x.span) for g in cluster for x in _in(g, said)})


def _is_shared(cluster: Sequence[NounGroup], holders: set[str], said: SaidIn) -> bool:
    """Whether two holders speak of it, or two sources in what somebody holds or what is open."""
    return len(holders) > 1 or len({g.source for g in cluster if any(_in(g, said))}) > 1


def _clusters(groups: Sequence[NounGroup], said: SaidIn) -> Iterator[list[NounGroup]]:
    """Noun groups of one topic."""
    by_head: dict[str, list[NounGroup]] = {}
    for g in groups:
        by_head.setdefault(g.head, []).append(g)
    for same in by_head.values():
        narrowed = _by_modifiers([g for g in same if g.modifiers])
        bare = [g for g in same if not g.modifiers]
        shared = [c for c in narrowed if _times(c, said) > 1 and _is_shared(c, _holders(c, said), said)]
        rest = bare + [g for c in narrowed if c not in shared for g in c]
        if len(shared) == 1:
            yield shared[0] + rest
        else:
            yield from shared
            if rest:
                yield rest


def _by_modifiers(groups: Sequence[NounGroup]) -> list[list[NounGroup]]:
    """Groups that a common word before the head connects."""
    out: list[tuple[set[str], list[NounGroup]]] = []
    for g in groups:
        joined = [x for x in out if x[0] & g.modifiers]
        out = [x for x in out if x not in joined]
        out.append((set(g.modifiers).union(*(x[0] for x in joined)), [*(y for x in joined for y in x[1]), g]))
    return [sorted(members) for _, members in out]


def _label(cluster: Sequence[NounGroup]) -> str:
    """What is written most; a narrowed form rather than the bare noun where it is common enough."""
    counts = Counter(g.words for g in cluster)
    most = max(counts.values())
    narrowed = {
        w: n for w, n in counts.items() if " " in w and n * 2 >= most and n > 1 and len(w.split()) < 4
    }
    return min(narrowed or counts, key=lambda w: (-counts[w], len(w), w))


def _topic(so_far: SoFar, cluster: Sequence[NounGroup]) -> Topic:
    label = _label(cluster)
    citations = tuple(so_far.cite(g.source, g.start, g.end) for g in sorted(cluster))
    return Topic(id=slug(label), title=label, label=label, citations=citations, rule="topics/noun-group")
