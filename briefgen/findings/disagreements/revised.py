"""Update: a later figure replaces an earlier one, and the text says so (`raised the toll to 49, from 36`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.analysis.quantities import Quantity, can_both_be_right, find_quantities
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.sides import Value, disagreement
from briefgen.findings.disagreements.titles import measured
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words
from briefgen.model import Sentence

_TO = re.compile(r"\bto\s+(?:about\s+|nearly\s+|at\s+least\s+|more\s+than\s+)?$", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\bfrom\s+(?:(?:an?|the)\s+)?(?:(?:initial|earlier|previous|original)\s+)?"
    r"|\b(?:earlier|previously|initially|originally)\s+(?:reported|put|given|estimated|announced)\s+(?:as|at)\s+)"
    r"(?:about\s+|nearly\s+|at\s+least\s+|more\s+than\s+)?$",
    re.IGNORECASE,
)


def compare(so_far: SoFar) -> Iterator[Disagreement]:
    """The figures that a sentence says are replaced, each with what it gives elsewhere of the same."""
    for article in so_far.analysis.articles:
        for s in article.sentences:
            lemmas = {t.lemma.lower() for t in s.tokens}
            revised = lemmas & words("measures", "revising") and lemmas & words("measures", "figures")
            pair = _pair(s) if revised else None
            if pair is None or not _of_a_figure(so_far, s, lemmas, pair):
                continue
            values = [
                Value(source=article.id, start=start, end=q.end, value=value, label=(q.start, q.end))
                for q, value, start in zip(pair, ("old", "new"), _starts(s, *pair), strict=True)
            ]
            item = disagreement(
                so_far,
                values,
                kind="update",
                title=_title(so_far, s, pair),
                rule="revised",
                confidence="medium",
                within=True,
            )
            if item:
                yield item


def _title(so_far: SoFar, s: Sentence, pair: tuple[Quantity, Quantity]) -> str:
    """What the figures are of."""
    p = so_far.matches.reports.passage(s)
    old, new = ((q.start, q.end) for q in pair)
    return measured(so_far, p, p, old, new)


def _of_a_figure(so_far: SoFar, s: Sentence, lemmas: set[str], pair: tuple[Quantity, Quantity]) -> bool:
    """Whether the figure was revised, not what it counts: `cut the number of stations from 400 to 60`."""
    if lemmas & (words("measures", "correcting") | words("measures", "figures") - {"number"}):
        return True
    found = (m for m in so_far.analysis.measures if (m.source, m.sentence) == (s.source, s.id))
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
