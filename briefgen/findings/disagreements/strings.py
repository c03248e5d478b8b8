"""Condition: one report says that there are no strings attached, another names some.

`approved the takeover without conditions` against `may buy the firm provided it sells two plants`.
"""

from __future__ import annotations

import re
from itertools import product

from briefgen.analysis.claims.phrases import words_of
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.model import Article, Sentence

_FREE = re.compile(
    r"\b(?:without (?:any )?(?:pre-?)?conditions?|with no (?:pre-?)?conditions?|no strings attached"
    r"|(?:no|without) strings|(?:set|made|posed|there (?:are|were)) no (?:pre-?)?conditions?"
    r"|unconditional(?:ly)?|as a unilateral|nothing in return)\b",
    re.IGNORECASE,
)
_TIED = re.compile(
    r"\b(?:on (?:the )?condition (?:that|of)|provided (?:that )?(?:it|they|he|she|the|its|their)"
    r"|only (?:if|when|after)|in exchange for|in return for|as long as)\b",
    re.IGNORECASE,
)
_Found = tuple[Article, Sentence, tuple[int, int]]


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Sentences of two reports of one event, of which one ties what the other leaves free."""
    free, tied = ([x for a in so_far.analysis.articles for x in _told(a, p)] for p in (_FREE, _TIED))
    both = {a.id for a, _, _ in free} & {a.id for a, _, _ in tied}
    pairs = [
        (x, y)
        for x, y in product(free, tied)
        if not {x[0].id, y[0].id} & both
        and so_far.analysis.leads.apart(x[0].id, y[0].id)
        and _of_one_thing(so_far, x, y)
    ]
    item = disagreement(
        so_far,
        [p for x, y in pairs for p in (_passage(so_far, *x, "free"), _passage(so_far, *y, "tied"))],
        kind="condition",
        title="With or without conditions",
        rule="condition/strings",
    )
    return (item,) if item else ()


def _told(article: Article, pattern: re.Pattern[str]) -> list[_Found]:
    return [
        (article, s, (s.start + m.start(), s.start + m.end()))
        for s in article.sentences
        if not s.heading and (m := pattern.search(s.text))
    ]


def _of_one_thing(so_far: SoFar, x: _Found, y: _Found) -> bool:
    """Whether both stand where their articles tell the event, or the sentences share telling words."""
    heads = all(so_far.analysis.leads.leads_with(a.id, s.start) for a, s, _ in (x, y))
    mine, other = (
        {t.lemma.lower() for t in s.tokens if t.pos in {"NOUN", "VERB"}}
        - words_of("generic")
        - words_of("light")
        for _, s, _ in (x, y)
    )
    return heads or len(mine & other) > 1


def _passage(so_far: SoFar, article: Article, s: Sentence, at: tuple[int, int], value: str) -> Passage:
    """The widest clause around the words, else the sentence."""
    around = [
        c
        for c in so_far.analysis.claims_in.get((article.id, s.id), ())
        if not c.nominal and c.start <= at[0] and at[1] <= c.end
    ]
    c = max(around, key=lambda c: c.end - c.start, default=None)
    start, end = (c.start, c.end) if c is not None else (s.start, s.end)
    return Passage(source=article.id, start=start, end=end, value=value, label=at)
