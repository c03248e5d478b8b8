"""From a quotation and its speaker to the record: stance, negation, condition, and which part leads."""

from __future__ import annotations

from briefgen.analysis.attribution.conditions import condition_of
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.records import Attribution, Manner, Span
from briefgen.analysis.attribution.speakers import Speaker
from briefgen.analysis.attribution.stance import stance_said
from briefgen.model import Article, Confidence


def attribution(
    article: Article, speaker: Speaker, parts: list[Span], manner: Manner, rule: str, confidence: Confidence
) -> Attribution:
    """The record of what a speaker says in these parts, the part in his own clause first."""
    content = weighted(parts)
    sentence = article.sentence_at(content[0][0])
    reading = Reading(sentence) if sentence and sentence.tokens else None
    own = [s for s in content if sentence and sentence.start <= s[0] < sentence.end]
    return Attribution(
        source=article.id, content=content, holder=speaker.holder, cue=speaker.cue,
        stance=stance_said(speaker.lemma, reading, content[0]) if reading else "states",
        negated=speaker.negated, manner=manner,
        condition=condition_of(reading, tuple(own), -1) if reading else None,
        rule=f"quotation/{rule}", confidence=confidence,
    )  # fmt: skip


def weighted(parts: list[Span]) -> tuple[Span, ...]:
    """The parts in their order, unless the first is less than a third of all: then the longest leads.

    “No,” Roe said. “We will not pay a bill that …”: a reader needs the second part to know what was said.
    """
    total = sum(b - a for a, b in parts)
    if (parts[0][1] - parts[0][0]) * 3 >= total:
        return tuple(parts)
    longest = max(parts, key=lambda p: p[1] - p[0])
    return (longest, *(p for p in parts if p != longest))
