"""What the text reports of somebody without quotation marks: cue verbs and nouns with the frames that they license."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.analysis.attribution.conditions import condition_of
from briefgen.analysis.attribution.frames import Candidate, verb_candidates
from briefgen.analysis.attribution.nominal import noun_candidates
from briefgen.analysis.attribution.postposed import according_candidates, postposed_candidates
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.records import Attribution
from briefgen.analysis.attribution.stance import stance_of
from briefgen.language.lexicon import table
from briefgen.model import Article, Confidence, Sentence

_LEAST = 0.66


def in_clauses(article: Article) -> tuple[Attribution, ...]:
    """The attributions whose content is reported indirectly."""
    found: list[Attribution] = []
    for sentence in article.sentences:
        if sentence.tokens:
            reading = Reading(sentence)
            kept = _chosen((c, likelihood(c)) for c in _candidates(reading))
            found.extend(_attribution(article, reading, c, p) for c, p in kept)
    return tuple(found)


def candidates(sentence: Sentence) -> Iterator[Candidate]:
    """Everything in a sentence that would be an attribution if its cue reports in its frame."""
    return _candidates(Reading(sentence))


def _candidates(reading: Reading) -> Iterator[Candidate]:
    yield from verb_candidates(reading)
    yield from noun_candidates(reading)
    yield from postposed_candidates(reading)
    yield from according_candidates(reading)


def likelihood(c: Candidate) -> float:
    """How often the cue reports in this frame."""
    return float(table("cue_frames").get(c.frame, {}).get(c.lemma, 0.0))


def _chosen(weighed: Iterable[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Those likely enough; of two with much the same content the likelier."""
    kept: list[tuple[Candidate, float]] = []
    for c, p in sorted(weighed, key=lambda x: (-x[1], x[0].content, x[0].cue)):
        if p >= _LEAST and not any(_same(c, k) for k, _ in kept):
            kept.append((c, p))
    return kept


def _same(a: Candidate, b: Candidate) -> bool:
    (i, j), (k, m) = a.content[0], b.content[0]
    shared = min(j, m) - max(i, k)
    return shared > 0 and shared >= 0.7 * (max(j, m) - min(i, k))


def _attribution(article: Article, reading: Reading, c: Candidate, p: float) -> Attribution:
    return Attribution(
        source=article.id, content=c.content, holder=c.holder, cue=c.cue, stance=stance_of(c, reading),
        negated=c.negated, condition=condition_of(reading, c.content, c.verb),
        rule=f"clauses/{c.frame.replace('_', '-')}", confidence=_confidence(p),
    )  # fmt: skip


def _confidence(p: float) -> Confidence:
    return "high" if p >= 0.85 else "medium" if p >= 0.75 else "low"
