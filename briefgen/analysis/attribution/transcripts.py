"""Interviews and debates: what each turn says is its speaker's, and what is asked is nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.analysis.attribution.said import attribution
from briefgen.analysis.attribution.speakers import Speaker
from briefgen.language.sentences import paragraphs
from briefgen.language.turns import Turn, find_turns
from briefgen.model import Article, Sentence

_LEAST = 3
"""Words of a turn that says something: “No.” and “Thank you, Anders.” answer or greet."""


def in_transcripts(article: Article) -> tuple[Attribution, ...]:
    """One attribution per turn, without those that only ask and those whose speaker nothing names."""
    turns = find_turns(article.text, [(a, b) for a, b, _ in paragraphs(article)])
    if not turns:
        return ()
    own = {n: tuple(told) for n, told in groupby(article.sentences, key=lambda s: s.paragraph)}
    asked = _interviewed(article, turns)
    found = (
        _turn(article, t, own[t.paragraph], t.name if t.named else asked)
        for t in turns
        if t.paragraph in own and not t.asks and (t.named or (t.answers and asked))
    )
    return tuple(a for a in found if a is not None)


def _interviewed(article: Article, turns: Sequence[Turn]) -> Span | None:
    """The one person whom the text names before the first question, where it names one."""
    first = turns[0].paragraph
    named: dict[str, Span] = {}
    for s in article.sentences:
        if s.paragraph >= first:
            break
        for start, end in _persons(s):
            named.setdefault(article.text[start:end].split()[-1], (start, end))
    return next(iter(named.values())) if len(named) == 1 else None


def _persons(sentence: Sentence) -> list[Span]:
    """The people who are its subjects, else all whom it names."""
    tokens = sentence.tokens
    subjects = [i for i, t in enumerate(tokens) if t.rel == "nsubj" and t.pos == "PROPN"]
    if subjects:
        parts = [[tokens[k] for k in sentence.subtree(i) if k <= i] for i in subjects]
        return [(own[0].start, own[-1].end) for own in parts]
    found: list[Span] = []
    for t in tokens:
        if t.entity == "PERSON" and not t.entity_start and found:
            found[-1] = (found[-1][0], t.end)
        elif t.entity == "PERSON":
            found.append((t.start, t.end))
    return found


def _turn(article: Article, turn: Turn, own: tuple[Sentence, ...], holder: Span | None) -> Attribution | None:
    told = [s for s in own if s.text[-1] != "?"]
    content = [(max(s.start, turn.start), s.end) for s in told if s.end > turn.start]
    if sum(len(article.text[a:b].split()) for a, b in content) < _LEAST:
        return None
    cue = (turn.start - 2, turn.start - 1)
    if any(span is not None and article.sentence_at(span[0]) is None for span in (cue, holder)):
        return None  # the label stands in a question, which nothing cites
    speaker = Speaker(holder=holder, cue=cue, verb=None, start=own[0].start, rule="transcript", lemma="say")
    return attribution(article, speaker, content, "direct", "transcript", "medium")
