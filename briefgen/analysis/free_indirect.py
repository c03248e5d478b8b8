"""Sentences that go on with what somebody said before them, without saying so.

`Analysts say Roe's aim is clear. He wants the pier closed.` tells what the analysts think that Roe wants.
Such a line stands neither under Roe's name nor, for no word attributes it, under theirs: it is folded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from briefgen.analysis.actors import Cast
from briefgen.analysis.holders import Held
from briefgen.language.lexicon import words
from briefgen.model import Article, Sentence

_PRESENT = frozenset({"VBZ", "VBP"})


def folded(held: tuple[Held, ...], articles: Mapping[str, Article], cast: Cast) -> tuple[Held, ...]:
    """The attributions; those that another speaker's words before them may hold are of low confidence."""
    said: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for h in held:
        sentence = articles[h.attribution.source].sentence_at(h.attribution.content[0][0])
        if sentence is not None and h.holders:
            said[sentence.source, sentence.id].append(h)

    def told(h: Held) -> bool:
        article = articles[h.attribution.source]
        before = _before(article, h)
        return before is not None and any(
            _speaks_of(other, h, cast) for other in said.get((article.id, before.id), ())
        )

    return tuple(
        replace(h, attribution=replace(h.attribution, confidence="low"))
        if _is_inner(h, articles[h.attribution.source]) and told(h)
        else h
        for h in held
    )


def _is_inner(h: Held, article: Article) -> bool:
    """Whether it tells, in the present and without marks, what somebody wants or thinks."""
    own = h.attribution
    if not h.holders or own.cue is None or own.manner == "direct" or h.reported_by:
        return False
    sentence = article.sentence_at(own.cue[0])
    tokens = sentence.tokens if sentence else ()
    cue = [t for t in tokens if own.cue[0] <= t.start < own.cue[1]]
    return any(t.tag in _PRESENT and t.lemma.lower() in words("holding", "inner") for t in cue)


def _before(article: Article, h: Held) -> Sentence | None:
    """The sentence before it in its paragraph."""
    sentence = article.sentence_at(h.attribution.content[0][0])
    at = article.place[sentence.id] if sentence else 0
    if sentence is None or at == 0:
        return None
    before = article.sentences[at - 1]
    return before if before.paragraph == sentence.paragraph and not before.heading else None


def _speaks_of(other: Held, h: Held, cast: Cast) -> bool:
    """Whether that is somebody else, who speaks of the holder."""
    own = other.attribution
    if not set(other.holders).isdisjoint(h.holders):
        return False
    mentions = (m for holder in h.holders if holder in cast.by_id for m in cast.by_id[holder].mentions)
    return any(
        m.source == own.source and a <= m.start and m.end <= b for m in mentions for a, b in own.content
    )
