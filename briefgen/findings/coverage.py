"""What each source alone reports: sentences that the matcher finds nowhere else.

A sentence counts where it tells something by itself (named actors, figures, acts), no passage of another
origin may answer a question that it answers, and most of its telling words occur in no sentence of another
origin together. Silence is no disagreement: it is shown here, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.analysis.claims.phrases import Reader, words_of
from briefgen.findings.kind import SoFar, finding_id, leaning
from briefgen.model import Citation, Finding, Sentence

NAME = "coverage"
TITLE = "Only one source reports"
_MOST = 5
"""So many of a source; those that tell most."""
_COVERED = 0.34
"""A sentence that shares more of its telling words with one of another origin tells nothing of its own."""
_NEW = 0.5
"""At least this share of its words, actors apart, occurs nowhere in an article of another origin."""
_LEAST_WORDS = 5
_MATCHED = 0.25
"""Likelihood of answering one question from which another source may tell the same."""
_BACKGROUND = re.compile(
    r"\b(?:1[89]\d\d|20\d\d|(?:years|decades|months) ago|last year|in the past|since the \d0s)\b",
    re.IGNORECASE,
)
"""Years and the like: what was before the event."""
_LEANS = frozenset({"his", "her", "its", "their", "but"})


@dataclass(frozen=True, kw_only=True)
class SoleReport(Finding):
    """What each source alone reports."""

    source: str
    """Id of the source that alone reports it."""

    def as_json(self) -> dict[str, Any]:
        """Its record; not part of the contract."""
        return {"id": self.id, "source": self.source, "citations": [c.as_json() for c in self.citations]}


def find(so_far: SoFar) -> tuple[SoleReport, ...]:
    """The sole reports by source, those first that tell most."""
    origins = so_far.analysis.origins
    told = {a.id: {s.id: _matter(so_far, s) for s in a.sentences} for a in so_far.analysis.articles}
    if len({origins.get(a, a) for a in told}) < 2:
        return ()
    disputed = [c for d in so_far.found.get("disagreements", ()) for c in d.citations]
    found: list[SoleReport] = []
    for article in so_far.analysis.articles:
        if article.id in so_far.analysis.replaced:
            continue  # what a later version of it has left out
        mine = origins.get(article.id, article.id)
        others = [m for a, by in told.items() if origins.get(a, a) != mine for m in by.values()]
        alone = [
            s
            for s in article.sentences
            if _tells(s, told[article.id][s.id])
            and not any(m.same >= _MATCHED for m in so_far.matches.of.get((s.source, s.id), ()))
            and not _is_covered(told[article.id][s.id], others)
            and _is_new(told[article.id][s.id], frozenset[str]().union(*others))
            and not any(c.source == s.source and c.sentence == s.id for c in disputed)
        ]
        best = sorted(alone, key=lambda s: (-_weight(told[article.id][s.id], s), s.start))[:_MOST]
        found.extend(_report(so_far, s) for s in best)
    return tuple(found)


def _matter(so_far: SoFar, sentence: Sentence) -> frozenset[str]:
    """The telling words and actors of a sentence."""
    return frozenset(_telling(so_far, sentence))


def _telling(so_far: SoFar, sentence: Sentence) -> Iterator[str]:
    reader = Reader(sentence, so_far.analysis.cast)
    weak = words_of("generic") | words_of("light")
    for i, token in enumerate(sentence.tokens):
        if token.pos in {"NOUN", "PROPN", "VERB", "ADJ"} or token.tag == "CD":
            name = reader.name(i)
            if name not in weak and len(name) > 1:
                yield name


def _tells(sentence: Sentence, matter: frozenset[str]) -> bool:
    """Whether the sentence can be read alone and says something."""
    words = sentence.text.split()
    if sentence.heading or len(words) < 8 or len(matter) < _LEAST_WORDS:
        return False
    first = words[0].lower().strip("“\"'’,")
    if first in _LEANS or first in leaning() or words[0][0] in "“\"'‘" or sentence.text.count('"') % 2:
        return False
    if _BACKGROUND.search(sentence.text):
        return False
    return (
        any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in sentence.tokens)
        and sentence.text.rstrip()[-1] in '.!”"'
    )


def _is_covered(matter: frozenset[str], others: list[frozenset[str]]) -> bool:
    return any(len(matter & other) > _COVERED * len(matter) for other in others)


def _is_new(matter: frozenset[str], elsewhere: frozenset[str]) -> bool:
    words = [w for w in matter if not w.startswith("@")]
    return sum(w not in elsewhere for w in words) >= _NEW * len(words)


def _weight(matter: frozenset[str], sentence: Sentence) -> float:
    """Actors and figures count double; a long sentence is no better for it."""
    named = sum(1 for w in matter if w.startswith("@"))
    figures = sum(1 for t in sentence.tokens if t.tag == "CD")
    return named * 2 + min(figures, 2) * 2 + min(len(matter), 12) / 4


def _report(so_far: SoFar, sentence: Sentence) -> SoleReport:
    citation = _whole(so_far, sentence)
    return SoleReport(
        id=finding_id(sentence.text, citation),
        title=" ".join(sentence.text.split()),
        source=sentence.source,
        citations=(citation,),
        rule="coverage/sentence",
        confidence="medium",
    )


def _whole(so_far: SoFar, sentence: Sentence) -> Citation:
    return so_far.cite(sentence.source, sentence.start, sentence.end)
