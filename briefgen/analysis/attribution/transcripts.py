"""Interviews and debates set as a transcript: the speaker's name in capitals and a colon before each turn."""

from __future__ import annotations

import re
from itertools import groupby

from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.analysis.attribution.said import attribution
from briefgen.analysis.attribution.speakers import Speaker
from briefgen.model import Article, Sentence

_LABEL = re.compile(r"([A-Z][A-Z.'’ -]{2,40}):\s*(?=\S)")
# A transcript has turns, and more than one who speaks: a single line in capitals is a heading or a dateline.
_TURNS = 3
_SPEAKERS = 2


def in_transcripts(article: Article) -> tuple[Attribution, ...]:
    """One attribution per turn; turns that only ask are left out."""
    turns = [(m, own) for own in _paragraphs(article) if (m := _LABEL.match(own[0].text))]
    if len(turns) < _TURNS or len({m.group(1) for m, _ in turns}) < _SPEAKERS:
        return ()
    found = (_turn(article, m, own) for m, own in turns)
    return tuple(a for a in found if a is not None)


def _paragraphs(article: Article) -> list[tuple[Sentence, ...]]:
    return [tuple(own) for _, own in groupby(article.sentences, key=lambda s: s.paragraph)]


def _turn(article: Article, label: re.Match[str], own: tuple[Sentence, ...]) -> Attribution | None:
    base = own[0].start
    holder = (base + label.start(1), base + label.end(1))
    first: list[Span] = [(base + label.end(), own[0].end)] if label.end() < len(own[0].text) else []
    content = [*first, *((s.start, s.end) for s in own[1:])]
    if not content or all(article.text[b - 1] == "?" for _, b in content):
        return None
    speaker = Speaker(
        holder=holder, cue=(holder[1], holder[1] + 1), verb=None, start=base, rule="transcript", lemma="say"
    )
    return attribution(article, speaker, content, "direct", "transcript", "medium")
