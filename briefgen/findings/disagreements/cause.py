"""Cause: two reports give different reasons for the same event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from briefgen.analysis.claims import Claim, places_apart, same_thing, times_clash
from briefgen.analysis.claims.phrases import Reader, words_of
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table, words
from briefgen.model import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reason:
    """An event with the words that give its cause."""

    claim: Claim
    start: int
    end: int
    matter: frozenset[str]


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Reasons of different sources that share no word."""
    reasons = [r for c in so_far.analysis.claims if _may_have_one(c) for r in _reasons(so_far, c)]
    found = []
    for a, b in combinations(reasons, 2):
        if a.claim.source == b.claim.source or a.matter & b.matter or not _one_event(a.claim, b.claim):
            continue
        item = disagreement(
            so_far,
            (_passage(a), _passage(b)),
            kind="cause",
            title=_title(so_far, a.claim),
            rule="cause",
        )
        if item:
            found.append(item)
    return tuple(found)


def _may_have_one(c: Claim) -> bool:
    return not c.nominal and not c.negated and c.denied_by is None and c.modality in {"actual", "planned"}


def _one_event(a: Claim, b: Claim) -> bool:
    if times_clash(a, b) or places_apart(a, b):
        return False
    if a.lemma in words("causes", "causing") or b.lemma in words("causes", "causing"):
        caused = a.lemma in words("causes", "causing") and b.lemma in words("causes", "causing")
        return caused and same_thing(a.object, b.object) > 0 and not same_thing(a.subject, b.subject)
    if "die" in a.classes & b.classes:
        return same_thing(a.subject, b.subject) > 0
    if not a.classes & b.classes or a.lemma in words_of("light"):
        return False
    things = [
        (p, q) for p, q in ((a.object, b.object), (a.subject, b.subject)) if p is not None and q is not None
    ]
    return bool(things) and all(
        same_thing(p, q) > 0 and not (p.indefinite or q.indefinite) for p, q in things
    )


def _reasons(so_far: SoFar, c: Claim) -> Iterator[_Reason]:
    sentence = so_far.article(c.source).by_sentence[c.sentence]
    if c.lemma in words("causes", "causing") and c.subject and not c.subject.pronoun:
        yield _reason(so_far, sentence, c, c.subject.start, c.subject.end)
        return
    if "die" in c.classes:
        for preposition, phrase in c.arguments:
            if preposition in {"of", "from"}:
                yield _reason(so_far, sentence, c, phrase.start, phrase.end)
    after = sentence.tokens[c.index].end
    for m in _markers().finditer(sentence.text, after - sentence.start):
        start = sentence.start + m.start()
        stop = re.search(r"[,;.:—–”\"]|\s--|\b(?:said|says|according)\b", sentence.text[m.end() :])
        end = sentence.start + (m.end() + stop.start() if stop else len(sentence.text))
        if c.start <= start < c.end and start < end:
            yield _reason(so_far, sentence, c, start, end)
            return


def _reason(so_far: SoFar, sentence: Sentence, c: Claim, start: int, end: int) -> _Reason:
    text = sentence.text[start - sentence.start : end - sentence.start]
    end = start + len(text.rstrip())
    reader = Reader(sentence, so_far.analysis.cast)
    weak = words_of("generic") | words_of("light")
    names = (
        reader.name(i)
        for i, t in enumerate(sentence.tokens)
        if start <= t.start < end and t.pos in {"NOUN", "PROPN", "VERB", "ADJ"}
    )
    return _Reason(claim=c, start=start, end=end, matter=frozenset(names) - weak)


def _passage(r: _Reason) -> Passage:
    start = min(r.claim.start, r.start)
    end = max(r.end, r.claim.verb_end, r.claim.object.end if r.claim.object else 0)
    return Passage(
        source=r.claim.source, start=start, end=end, value=" ".join(sorted(r.matter)), label=(r.start, r.end)
    )


def _title(so_far: SoFar, c: Claim) -> str:
    p = c.object or c.subject
    thing = so_far.article(c.source).text[p.start : p.end] if p else "it"
    return f"Cause of {thing}’s death" if "die" in c.classes else f"Why: {thing}"


@cache
def _markers() -> re.Pattern[str]:
    listed = sorted(table("causes")["markers"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, listed)) + r")\b", re.IGNORECASE)
