"""Update: a later figure replaces an earlier one, and the text says so (`raised the toll to 49, from 36`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.analysis.measures import Measure
from briefgen.analysis.quantities import Quantity, can_both_be_right, find_quantities
from briefgen.findings.disagreements.measured import Sameness
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.titles import title_of
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words
from briefgen.model import Article, Sentence

_TO = re.compile(r"\bto\s+(?:about\s+|nearly\s+|at\s+least\s+|more\s+than\s+)?$", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\bfrom\s+(?:(?:an?|the)\s+)?(?:(?:initial|earlier|previous|original)\s+)?"
    r"|\b(?:earlier|previously|initially|originally)\s+(?:reported|put|given|estimated|announced)\s+(?:as|at)\s+)"
    r"(?:about\s+|nearly\s+|at\s+least\s+|more\s+than\s+)?$",
    re.IGNORECASE,
)


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """The figures that are said to replace others."""
    same = Sameness(so_far)
    return tuple(
        d for a in so_far.analysis.articles for s in a.sentences if (d := _replaced(so_far, same, a, s))
    )


def _replaced(so_far: SoFar, same: Sameness, article: Article, s: Sentence) -> Disagreement | None:
    lemmas = {t.lemma.lower() for t in s.tokens}
    if not lemmas & words("measures", "revising") or not lemmas & words("measures", "figures"):
        return None
    pair = _pair(s)
    if pair is None:
        return None
    old, new = pair
    passages = [
        Passage(source=article.id, start=start, end=q.end, value=value, label=(q.start, q.end))
        for q, value, start in zip((old, new), ("old", "new"), _starts(s, old, new), strict=True)
    ]
    own = next((m for m in so_far.analysis.measures if m.source == article.id and m.quantity in pair), None)
    of_figure = lemmas & (words("measures", "correcting") | words("measures", "figures") - {"number"})
    if not of_figure and (own is None or own.kind != "toll"):
        return None  # “cut the number of stations from 400 to 60”: the stations, not the figure
    if own is not None:
        passages.extend(_others(same, own, old, new))
    return disagreement(
        so_far,
        passages,
        kind="update",
        title=title_of(so_far, [own]) if own is not None else "A figure that was revised",
        rule="update/from-to",
        within=True,
    )


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


def _others(same: Sameness, own: Measure, old: Quantity, new: Quantity) -> Iterator[Passage]:
    """Passages of other sentences that give one of the two figures."""
    for m in same.measures:
        if (m.source, m.sentence) == (own.source, own.sentence) or (m.kind, m.thing) != (own.kind, own.thing):
            continue
        for q, value in ((old, "old"), (new, "new")):
            dated = own.kind == "toll" and not (m.background or m.elsewhere or m.part) and m.of == own.of
            # The day of a revision is not that of the event.
            if can_both_be_right(m.quantity, q) and (dated or same.same(m, own)):
                yield Passage(source=m.source, start=m.start, end=m.end, value=value, label=m.label)
                break
