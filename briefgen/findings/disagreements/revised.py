"""Update: a later figure replaces an earlier one, and the text says so (`raised the toll to 49, from 36`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.analysis.copies import order
from briefgen.analysis.quantities import Quantity, can_both_be_right, find_quantities
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.sides import Value, disagreement
from briefgen.findings.disagreements.titles import measured
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words
from briefgen.matching import Passage
from briefgen.model import Sentence

_TO = re.compile(r"\bto\s+(?:about\s+|nearly\s+|at\s+least\s+|more\s+than\s+)?$", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\bfrom\s+(?:(?:an?|the)\s+)?(?:(?:initial|earlier|previous|original)\s+)?"
    r"|\b(?:earlier|previously|initially|originally)\s+(?:reported|put|given|estimated|announced)\s+(?:as|at)\s+)"
    r"(?:about\s+|nearly\s+|at\s+least\s+|more\s+than\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A figure that a text says has replaced another."""

    sentence: Sentence
    old: Quantity
    new: Quantity


def revisions(so_far: SoFar) -> tuple[Revision, ...]:
    """The figures that sentences say are replaced, in order of the sources."""
    return tuple(r for a in so_far.analysis.articles for s in a.sentences if (r := _revision(so_far, s)))


def compare(so_far: SoFar, found: Iterable[Revision]) -> Iterator[Disagreement]:
    """Each revision as an update: the new figure, and the old one."""
    for r in found:
        values = [
            Value(source=r.sentence.source, start=start, end=q.end, value=value, label=(q.start, q.end))
            for q, value, start in zip(
                (r.old, r.new), ("old", "new"), _starts(r.sentence, r.old, r.new), strict=True
            )
        ]
        item = disagreement(
            so_far,
            values,
            kind="update",
            title=_title(so_far, r.sentence, (r.old, r.new)),
            rule="revised",
            confidence="medium",
            within=True,
            first="new",
        )
        if item:
            yield item


def is_settled(so_far: SoFar, r: Revision, a: Passage, b: Passage) -> bool:
    """Whether one passage has the old figure alone, in a text that is no younger than the revision, and the
    other the new one alone.
    """
    revising = so_far.article(r.sentence.source)
    return any(
        _has(p, r.old) and _has(q, r.new) and not _has(p, r.new) and not _has(q, r.old)
        for p, q in ((a, b), (b, a))
        if p.article.id == revising.id or (order(p.article, revising) or 1) < 0
    )


def _has(p: Passage, q: Quantity) -> bool:
    return any((f.quantity.dimension, f.quantity.value) == (q.dimension, q.value) for f in p.figures)


def _revision(so_far: SoFar, s: Sentence) -> Revision | None:
    lemmas = {t.lemma.lower() for t in s.tokens}
    revised = lemmas & words("measures", "revising") and lemmas & words("measures", "figures")
    pair = _pair(s) if revised else None
    if pair is None or not _of_a_figure(so_far, s, lemmas, pair):
        return None
    return Revision(sentence=s, old=pair[0], new=pair[1])


def _title(so_far: SoFar, s: Sentence, pair: tuple[Quantity, Quantity]) -> str:
    """What the figures are of."""
    p = so_far.matches.reports.passage(s)
    old, new = ((q.start, q.end) for q in pair)
    return measured(so_far, p, p, old, new)


def _of_a_figure(so_far: SoFar, s: Sentence, lemmas: set[str], pair: tuple[Quantity, Quantity]) -> bool:
    """Whether the figure was revised, not what it counts: `cut the number of stations from 400 to 60`."""
    if lemmas & (words("measures", "correcting") | words("measures", "figures") - {"number"}):
        return True
    found = so_far.analysis.measures_in.get((s.source, s.id), ())
    return any(m.kind == "toll" and m.quantity in pair for m in found)


def _starts(s: Sentence, old: Quantity, new: Quantity) -> tuple[int, int]:
    """Where the words for each figure begin: the sentence for the first, its `from` or `to` for the other."""
    first, second = sorted((old, new), key=lambda q: q.start)
    pattern = _FROM if second is old else _TO
    m = pattern.search(s.text[: second.start - s.start])
    starts = {first.start: s.start, second.start: s.start + m.start() if m else second.start}
    return starts[old.start], starts[new.start]


def _pair(s: Sentence) -> tuple[Quantity, Quantity] | None:
    """The figure that is replaced and the one that replaces it."""
    quantities = find_quantities(s)
    old = [q for q in quantities if _FROM.search(s.text[: q.start - s.start])]
    new = [q for q in quantities if _TO.search(s.text[: q.start - s.start])]
    if len(old) != 1 or len(new) != 1 or old[0].dimension != new[0].dimension:
        return None
    return None if can_both_be_right(old[0], new[0]) else (old[0], new[0])
