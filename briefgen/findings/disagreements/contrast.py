"""Contrast: one article sets two holders' figures or accounts of one act against each other.

`The army says that 40 fighters were killed. By contrast, the hospital says that 40 villagers were killed.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.analysis.claims import Claim
from briefgen.analysis.claims.phrases import words_of
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement, title_of
from briefgen.findings.kind import SoFar
from briefgen.model import Article, Sentence

_MARK = re.compile(
    r"^[“\"']?(?:by contrast|in contrast|contradicting|on the contrary)\b|\bcontradicts\b", re.I
)


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Two neighbouring sentences of one article, two holders, one act, and a word that sets them against
    each other.
    """
    return tuple(d for a in so_far.analysis.articles for d in _article(so_far, a))


def _article(so_far: SoFar, article: Article) -> Iterator[Disagreement]:
    for before, after in zip(article.sentences, article.sentences[1:], strict=False):
        if not _MARK.search(after.text):
            continue
        for a in _said(so_far, before):
            for b in _said(so_far, after):
                if _one_act(a, b):
                    item = disagreement(
                        so_far,
                        (_passage(a, "first"), _passage(b, "second")),
                        kind="contested",
                        title=title_of(so_far, [a, b]),
                        rule="contested/contrast",
                        within=True,
                    )
                    if item:
                        yield item


def _said(so_far: SoFar, sentence: Sentence) -> list[Claim]:
    return [
        c
        for c in so_far.analysis.claims
        if c.source == sentence.source
        and c.sentence == sentence.id
        and c.said_by is not None
        and not c.nominal
    ]


def _one_act(a: Claim, b: Claim) -> bool:
    """Like predicates, reported by two."""
    if not a.classes & b.classes or a.lemma in words_of("light"):
        return False
    return a.said_by is not None and b.said_by is not None and a.said_by.head != b.said_by.head


def _passage(c: Claim, value: str) -> Passage:
    return Passage(source=c.source, start=c.start, end=c.end, value=value, label=(c.start, c.end))
