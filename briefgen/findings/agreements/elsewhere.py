"""Sources in which nothing like a fact was found that two or more other origins tell.

That says nothing of what they tell: they may have it in words that were not matched. So a source is named
only where the fact is no statement, hangs on a name or a figure that the source does not have, shares hardly
a word with it, and where the source can't have been too early for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.findings.agreements.record import Agreement
from briefgen.findings.kind import SoFar
from briefgen.findings.matter import Matter, telling_figures
from briefgen.matching import Passage
from briefgen.model import Article

_NEAR = 0.1
"""Likelihood of answering one question from which a source may tell the fact."""
_ASKED = 60
"""So many sources are asked for a fact. Of more than that, those which have most sentences that may answer
one question with a sentence of a source that tells it: who reports of something else is silent about nothing.
"""


def unmatched(so_far: SoFar, fact: Agreement, matter: Matter) -> tuple[str, ...]:
    """Ids of the sources of other origins in which nothing like the fact was found."""
    analysis = so_far.analysis
    passages = [
        so_far.matches.reports.passage(so_far.article(c.source).by_sentence[c.sentence])
        for c in fact.citations
    ]
    sentences = [p.sentence for p in passages]
    near = {
        m.b.article.id
        for s in sentences
        for m in so_far.matches.of.get((s.source, s.id), ())
        if m.same >= _NEAR
    }
    told = {analysis.origins.get(s.source, s.source) for s in sentences}
    return tuple(
        a.id
        for a in _asked(so_far, {s.source for s in sentences})
        if analysis.origins.get(a.id, a.id) not in told
        and a.id not in near
        and all(matter.is_apart(s, a.id) for s in sentences)
        and _has_not(so_far, a.id, passages, matter)
        and _is_late_enough(so_far, a, fact)
    )


def _asked(so_far: SoFar, telling: set[str]) -> Sequence[Article]:
    """The articles that may lack what these sources tell, in their order."""
    articles = so_far.analysis.articles
    if len(articles) <= _ASKED:
        return articles
    pairs = sum((Counter(so_far.matches.shared[s]) for s in sorted(telling)), Counter[str]())
    nearest = sorted(pairs, key=lambda s: (-pairs[s], s))[:_ASKED]
    return [so_far.article(s) for s in sorted(nearest, key=lambda s: so_far.matches.reports.places[s])]


def _has_not(so_far: SoFar, source: str, passages: Sequence[Passage], matter: Matter) -> bool:
    """Whether what all these passages name or count is nowhere in the source; not where somebody says it."""
    cast = so_far.analysis.cast
    if any(p.speakers for p in passages):
        return False
    named = frozenset.intersection(*(p.parties for p in passages))
    if any(matter.is_unnamed(cast.by_id[i], source) for i in named):
        return True
    first, *others = passages
    return any(
        matter.is_unheard(first, f, source)
        for f in telling_figures(first)
        if all(any(g.quantity.value == f.quantity.value for g in p.figures) for p in others)
    )


def _is_late_enough(so_far: SoFar, article: Article, fact: Agreement) -> bool:
    """Whether two other origins told the fact before this source was published, as far as dates are known."""
    cited = [(c, so_far.article(c.source)) for c in fact.citations]
    if article.published is None:
        return all(a.published is None for _, a in cited)
    before = [(c.source, c.sentence) for c, a in cited if _is_before(a, article)]
    return so_far.analysis.independent(before) > 1


def _is_before(one: Article, other: Article) -> bool:
    if one.moment and other.moment and (one.moment.tzinfo is None) == (other.moment.tzinfo is None):
        return one.moment <= other.moment
    return bool(one.published and other.published and one.published <= other.published)
