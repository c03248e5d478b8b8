"""What several kinds of finding need to know about the texts. Pure: no files, no clock, no randomness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefgen.analysis import free_indirect
from briefgen.analysis.actors import Cast, find_actors
from briefgen.analysis.attribution import Attribution, find_attributions
from briefgen.analysis.claims import Claim, find_claims
from briefgen.analysis.copies import find_origins, find_versions
from briefgen.analysis.holders import Held, hold
from briefgen.analysis.measures import Measure, find_measures
from briefgen.analysis.reprints import Place, count_origins, find_reprints
from briefgen.analysis.undecided import Undecided, find_undecided
from briefgen.model import Article


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """The texts, read."""

    articles: tuple[Article, ...]
    origins: Mapping[str, str]
    """Source id → id of the source whose text it shares; its own where it is independent."""
    reprints: tuple[frozenset[Place], ...] = ()
    """For each two independent sources that share an agency's sentences, these sentences."""
    cast: Cast
    held: tuple[Held, ...]
    """Every attribution, with the actors that hold and report it."""
    claims: tuple[Claim, ...] = ()
    """What every clause says of whom, in order of the text."""
    undecided: tuple[Undecided, ...] = ()
    """What is left open, by source and in order of the text."""
    measures: tuple[Measure, ...] = ()
    """What the numbers of the texts measure, in order of the text."""

    @cached_property
    def article(self) -> Mapping[str, Article]:
        """The articles by id."""
        return {a.id: a for a in self.articles}

    def independent(self, places: Iterable[Place]) -> int:
        """How many independent origins these sentences have."""
        return count_origins(places, self.origins, self.reprints)

    @cached_property
    def replaced(self) -> Mapping[str, str]:
        """Source id → id of the latest version of the same article, where there is a later one."""
        return find_versions(self.articles, self.origins)[0]

    @cached_property
    def held_in(self) -> Mapping[str, tuple[Held, ...]]:
        """By source, its attributions in order; a source without any is not there."""
        found: dict[str, list[Held]] = {}
        for h in self.held:
            found.setdefault(h.attribution.source, []).append(h)
        return {source: tuple(held) for source, held in found.items()}

    @cached_property
    def measures_in(self) -> Mapping[tuple[str, str], tuple[Measure, ...]]:
        """By source and sentence, what its numbers measure; a sentence without any is not there."""
        found: dict[tuple[str, str], list[Measure]] = {}
        for m in self.measures:
            found.setdefault((m.source, m.sentence), []).append(m)
        return {place: tuple(ms) for place, ms in found.items()}

    @cached_property
    def claims_in(self) -> Mapping[tuple[str, str], tuple[Claim, ...]]:
        """By source and sentence, its claims in order; a sentence without any is not there."""
        found: dict[tuple[str, str], list[Claim]] = {}
        for c in self.claims:
            found.setdefault((c.source, c.sentence), []).append(c)
        return {place: tuple(claims) for place, claims in found.items()}


def _in_title(sources: Mapping[str, Article], held: Held) -> bool:
    """Whether a title says it: what it leaves without a name is its writer's, or is told again below."""
    sentence = sources[held.attribution.source].sentence_at(held.attribution.content[0][0])
    return sentence is not None and sentence.heading


def analyse(articles: tuple[Article, ...]) -> Analysis:
    """Read the prose of parsed articles: actors, attributions, copies."""
    articles = tuple(a.prose for a in articles)
    origins = find_origins(articles)
    attributions: tuple[Attribution, ...] = tuple(x for a in articles for x in find_attributions(a))
    cast, held = hold(find_actors(articles), attributions, articles)
    sources = {a.id: a for a in articles}
    held = tuple(h for h in held if h.holders or not _in_title(sources, h))
    held = free_indirect.folded(held, sources, cast)
    claims = find_claims(articles, cast)
    return Analysis(
        articles=articles,
        origins=origins,
        reprints=find_reprints(articles, origins),
        cast=cast,
        held=held,
        undecided=tuple(x for a in sorted(articles, key=lambda a: a.id) for x in find_undecided(a, cast)),
        claims=claims,
        measures=find_measures(articles, cast, claims),
    )
