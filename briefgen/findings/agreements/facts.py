"""The same fact, told by two or more independent origins.

Passages that the matcher takes to answer one question, and that nobody disputes.

A cluster is a passage with all that match it, so that no chain of likenesses drifts from one fact to another.
The most complete sentence that can stand alone stands for it. Copies of one sentence establish nothing: they
are cited where another wording does. Sentences that two reports share of one agency's count once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from rapidfuzz.fuzz import ratio

from briefgen.analysis.claims import same_thing
from briefgen.analysis.leaning import leaning as find_leans
from briefgen.analysis.leaning import matters
from briefgen.findings.agreements.record import Agreement
from briefgen.findings.disagreements import contradicts
from briefgen.findings.kind import SoFar, finding_id, leaning
from briefgen.language.lexicon import words
from briefgen.matching import Match, Passage
from briefgen.model import Finding

_SURE = 0.55
"""Likelihood from which two passages are taken to tell one fact."""
_JOINED = 0.45
"""The same for a third one that matches both."""
_AS_SURE = 0.7
"""Likelihood from which a second passage of an article is shown as well."""
_MOSTLY = 0.4
"""Share of its telling words that the others must have: what stands for the fact tells little beyond it."""
_COPIED = 92
"""Likeness (0 to 100) from which a sentence is another's copy, and no second word."""
_UNCLEAR = "unclear"
"""The rule of what is left open because nobody knows, rather than because somebody looks into it."""
_MOST_OF = 0.5
"""Share of a sentence."""
_LEAST_WORDS = 7
_MOST_WORDS = 60


def agreed(so_far: SoFar, disputes: Sequence[Finding]) -> Iterator[Agreement]:
    """The facts, those first that match most surely."""
    taken: set[tuple[str, str]] = set()
    known = matters(so_far.analysis.articles)
    opposed = {frozenset(pair) for d in disputes for pair in _opposed(d)}
    asking = _asking(so_far)
    one_fact = {
        _pair(m)
        for m in so_far.matches.all
        if m.same >= _JOINED and _pair(m) not in opposed and not contradicts(m) and not _at_odds(m)
        and (_place(m.a) in asking) == (_place(m.b) in asking)
    }  # fmt: skip
    for chief in _chiefs(so_far):
        if _place(chief) in taken:
            continue
        matches = [
            m
            for m in so_far.matches.of.get(_place(chief), ())
            if _pair(m) in one_fact and _place(m.b) not in taken and not _is_copy(chief, m.b)
        ]
        if not matches or matches[0].same < _SURE:
            continue
        near = [chief, *(m.b for m in matches)]
        ranked = [
            (not _leans(p, known), support(p, near), _completeness(p), p) for p in near if stands_alone(p)
        ]
        if not ranked:
            continue
        *_, best = max(ranked, key=lambda r: r[:3])
        places = {_place(p) for p in near}
        told = _telling(
            best,
            [m for m in so_far.matches.of[_place(best)] if _pair(m) in one_fact and _place(m.b) in places],
        )
        own = so_far.analysis.independent(map(_place, told))
        if own < 2 or support(best, told) < _MOSTLY:
            continue
        told += [p for p in _copies(so_far, told) if _place(p) not in taken]
        # Who copies a sentence is no further origin, and may show that others are one.
        origins = min(own, so_far.analysis.independent(map(_place, told)))
        if origins < 2:
            continue
        taken |= {_place(p) for p in told}
        yield _agreement(so_far, best, told, origins, known)


def _asking(so_far: SoFar) -> frozenset[tuple[str, str]]:
    """The sentences that for the most part say that an answer is unclear (`who will pay`): they give none."""
    return frozenset(
        (x.source, x.sentence)
        for x in so_far.analysis.undecided
        if x.rule == _UNCLEAR
        and x.question is not None
        and x.end - x.start >= _MOST_OF * len(so_far.article(x.source).by_sentence[x.sentence].text)
    )


def _telling(best: Passage, matches: Sequence[Match]) -> list[Passage]:
    """What stands for the fact, and what matches it: of each article the surest passage, and all the sure."""
    kept = [best]
    for m in matches:
        if m.same >= _AS_SURE or all(m.b.article is not p.article for p in kept[1:]):
            kept.append(m.b)
    return kept


def _copies(so_far: SoFar, told: Sequence[Passage]) -> list[Passage]:
    """Sentences of further articles that are copies of those which tell it, and say nothing else."""
    found: dict[str, Passage] = {}
    for p in told:
        for m in so_far.matches.of.get(_place(p), ()):
            if m.b.article.id in so_far.analysis.replaced or contradicts(m):
                continue
            if _is_copy(p, m.b) and all(m.b.article is not q.article for q in told):
                found.setdefault(m.b.article.id, m.b)
    return list(found.values())


def _at_odds(m: Match) -> bool:
    """Whether one act is told of others, of another thing, or is done in one passage and not in the other."""
    for c in m.a.claims:
        for d in m.b.claims:
            if not c.classes & d.classes or c.object is None or d.object is None:
                continue
            one, p, q = same_thing(c.object, d.object), c.object, d.object
            if one and (c.modality in _REAL) != (d.modality in _REAL):
                return True
            if p.head == q.head and p.modifiers and q.modifiers and not p.modifiers & q.modifiers:
                return True
            mine, other = (x.subject.parties if x.subject else frozenset[str]() for x in (c, d))
            if one and mine and other and not mine & other:
                return True
    return False


_REAL = frozenset({"actual", "planned"})
"""How the text presents what has happened or is going to."""


def _chiefs(so_far: SoFar) -> list[Passage]:
    """The passages that match, those with the most and surest matches in other origins first."""
    weights: list[tuple[float, str, int, Passage]] = []
    for matches in so_far.matches.of.values():
        best: dict[str, float] = {}
        for m in matches:
            if m.same >= _JOINED:
                best[m.b.article.id] = max(best.get(m.b.article.id, 0.0), m.same)
        if best:
            p = matches[0].a
            weights.append((-sum(best.values()), p.sentence.source, p.sentence.start, p))
    return [p for *_, p in sorted(weights, key=lambda w: w[:3])]


def _agreement(
    so_far: SoFar, best: Passage, told: Sequence[Passage], origins: int, known: frozenset[str]
) -> Agreement:
    ordered = [best, *sorted((p for p in told if p is not best), key=lambda p: (p.sentence.source, p.number))]
    citations = [so_far.whole(p.sentence) for p in ordered]
    title = " ".join(citations[0].quote.split())
    return Agreement(
        id=finding_id(title, *citations),
        title=title,
        origins=origins,
        citations=tuple(citations),
        rule="agreements/match",
        confidence="low" if _leans(best, known) else "high" if origins > 2 else "medium",
    )


def stands_alone(p: Passage) -> bool:
    """Whether the sentence can be understood without those before it."""
    text = p.sentence.text
    written = text.split()
    if not _LEAST_WORDS <= len(written) <= _MOST_WORDS or p.heading:
        return False
    first = written[0].lower().strip("“\"'‘’,")
    if any(t.text.lower() in _POINTING and t.rel in _PLACED for t in p.sentence.tokens):
        return False
    if any(t.text.lower() == "there" and t.rel != "expl" for t in p.sentence.tokens):
        return False  # “ahead there by 12 points”
    if first in leaning() or first in _LEANING or text[0] in "“\"'‘" or text.count('"') % 2:
        return False
    return (
        any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in p.sentence.tokens) and text.rstrip()[-1] in '.!?”"'
    )


_POINTING = frozenset({"that", "this", "these", "those", "i", "we", "my", "our", "you", "your"})
"""Words that point to what was said before, or to who speaks."""
_PLACED = frozenset({"det", "nsubj", "nsubjpass", "poss"})
_LEANING = frozenset({
    "he", "she", "they", "it", "his", "her", "its", "their", "but", "and", "this", "that", "these", "those",
    "we", "i",
})  # fmt: skip


def _leans(p: Passage, known: frozenset[str]) -> bool:
    """Whether it hangs on what stands before it: `the vote gave him five days`, `then, in 2010`."""
    s = p.sentence
    if goes_on(s.text):
        return True
    return any(not x.known and not x.deep for x in find_leans(s, range(len(s.tokens)), (), known))


def goes_on(text: str) -> bool:
    """Whether a sentence goes on from the time or the matter that one before it has told."""
    return text.split()[0].lower().strip(",") in _GOES_ON or _TIME_OF_BEFORE.search(text) is not None


_TIME_OF_BEFORE = re.compile(
    r"^(?:at the same time|at that point|in addition|by then|likewise)\b"
    r"|\b(?:the (?:next|same|following|previous) (?:day|morning|evening|night|week|month|year)"
    r"|(?:days?|hours?|weeks?|months?|years?) (?:later|earlier|afterwards?)|later that|that same"
    r"|that (?:day|morning|evening|night|week))\b",
    re.IGNORECASE,
)
"""Times counted from another one, and words that add to what was said."""
_GOES_ON = frozenset({
    "then", "meanwhile", "instead", "later", "also", "still", "yet", "so", "similarly", "however", "moreover",
    "adding", "additionally", "furthermore", "earlier", "afterward", "afterwards", "nonetheless",
})  # fmt: skip
"""Words with which a text goes on from what it has told."""


def support(p: Passage, told: Sequence[Passage]) -> float:
    """Share of its telling words, verbs of saying aside, that passages of other articles have, in tenths."""
    others = frozenset().union(*(q.words for q in told if q.article is not p.article))
    own = p.words - words("quotations", "saying")
    return round(len(own & others) / max(1, len(own)), 1)


def _completeness(p: Passage) -> tuple[bool, float]:
    """At the head of its article first; then names, days, figures and places."""
    named = len(p.parties) + len(p.places) + len(p.days) + len(p.figures)
    return p.head, min(named, 6) + min(len(p.words), 18) / 6 - (p.number / 100)


def _opposed(d: Finding) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Sentences that a disagreement sets against each other."""
    for one, other in combinations(getattr(d, "sides", ()), 2):
        for c, e in product(one.citations, other.citations):
            yield (c.source, c.sentence), (e.source, e.sentence)


def _pair(m: Match) -> frozenset[tuple[str, str]]:
    return frozenset((_place(m.a), _place(m.b)))


def _is_copy(p: Passage, q: Passage) -> bool:
    """Whether one paper's sentence is another's, but for a word."""
    return p.article is not q.article and ratio(p.sentence.text, q.sentence.text) >= _COPIED


def _place(p: Passage) -> tuple[str, str]:
    return p.sentence.source, p.sentence.id
