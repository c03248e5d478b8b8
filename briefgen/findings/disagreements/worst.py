"""Place: which places were worst hit, where two sources name others."""

from __future__ import annotations

import re
from itertools import combinations

from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.model import Article, Sentence

_WORST = re.compile(
    r"\b(?:worst|hardest|most (?:heavily|severely|badly))[- ]?(?:hit|affected|damaged|struck)\b",
    re.IGNORECASE,
)
_BETWEEN = 60
"""Code points between these words and the places at most."""
_SETTLEMENTS = frozenset(
    {"village", "town", "city", "district", "area", "province", "suburb", "county", "island"}
)


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """`the villages of Tarn and Orlo were worst hit` against `the hardest-hit were Velm and Pesk`."""
    told = [(a, s, names) for a in so_far.analysis.articles for s in a.sentences if (names := _worst_hit(s))]
    leads = so_far.analysis.leads
    pairs = [
        (x, y)
        for x, y in combinations(told, 2)
        if leads.apart(x[0].id, y[0].id)
        and not x[2] & leads.names[y[0].id]
        and not y[2] & leads.names[x[0].id]
    ]
    passages = [_passage(*x) for pair in pairs for x in pair]
    item = disagreement(
        so_far, passages, kind="place", title="Which places were worst hit", rule="place/worst"
    )
    return (item,) if item else ()


def _worst_hit(s: Sentence) -> frozenset[str]:
    """Names, in lower case, of the places that it says were worst hit: behind the words or before."""
    m = _WORST.search(s.text)
    if m is None or s.heading:
        return frozenset()
    a, b = s.start + m.start(), s.start + m.end()
    near = [t for t in s.tokens if a - _BETWEEN <= t.start < b + _BETWEEN]
    if not any(t.lemma.lower() in _SETTLEMENTS for t in near):
        return frozenset()
    names = [t for t in near if t.pos == "PROPN" and t.text[:1].isupper()]
    behind = [t for t in names if t.start >= b]
    return frozenset(t.text.lower() for t in behind or names)


def _passage(article: Article, s: Sentence, names: frozenset[str]) -> Passage:
    return Passage(
        source=article.id, start=s.start, end=s.end, value=" ".join(sorted(names)), label=(s.start, s.end)
    )
