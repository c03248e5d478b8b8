"""By whom, where, why: one act with other people, another place, another reason."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.claims import same_thing
from briefgen.findings.disagreements.clash import Clash, Span
from briefgen.language.lexicon import words
from briefgen.matching.passages import Passage


def clashes(a: Passage, b: Passage) -> Iterator[Clash]:
    """One act that the passages give to different actors, places or reasons."""
    for c in a.claims:
        for d in b.claims:
            if not c.classes & d.classes or c.subject is None or d.subject is None:
                continue
            mine, other = c.subject.parties, d.subject.parties
            if mine and other and not mine & other and same_thing(c.object, d.object):
                yield Clash(
                    kind="attribution", seen="who: other actors",
                    a=(c.subject.start, c.subject.end), b=(d.subject.start, d.subject.end),
                )  # fmt: skip
    if a.places and b.places and not a.places & b.places:
        yield Clash(kind="place", seen="where: other places", a=a.place_names[0], b=b.place_names[0])
    one, two = _reason(a), _reason(b)
    if one and two and _behind(a, one) != _behind(b, two):
        yield Clash(kind="cause", seen="why: both give a reason", a=one, b=two)


def _reason(p: Passage) -> Span | None:
    giving = words("causes", "markers") | {"because", "after", "over", "amid", "reason"}
    return next(
        ((t.start, t.end) for t, pair in zip(p.sentence.tokens, p.sentence.forms, strict=True)
         if giving.intersection(pair)),
        None,
    )  # fmt: skip


def _behind(p: Passage, marker: Span) -> frozenset[str]:
    """The telling words of a reason."""
    return frozenset(
        low for t in p.sentence.tokens if t.start >= marker[1] and (low := t.lemma.lower()) in p.words
    )
