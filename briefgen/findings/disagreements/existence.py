"""Polarity: one report says that there is none of a thing, another tells of one.

`No arrests have been made` against `two men were arrested`, `no evidence of fraud` against `widespread
fraud`, `without warning` against `warned the man`. What narrows the denial (`no deaths outside the delta`)
must be told too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.analysis.claims import Claim, Phrase, classes_of, content, same_thing, times_clash
from briefgen.analysis.claims.phrases import Reader, kin_of, words_of
from briefgen.analysis.claims.sameness import narrowing
from briefgen.analysis.leads import Leads
from briefgen.findings.disagreements.likeness import REPORTING, elsewhere, two_voices
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table, words
from briefgen.model import Sentence

_EARLIER = re.compile(
    r"\b(?:last|previous|earlier|years?(?!-old)|decades?|months?|ago|since|history|past|first time|until)\b",
    re.I,
)
_WHEN = frozenset({"on", "since", "during", "before", "after", "without", "until", "by", "as", "at"})
_POINTING = frozenset({"there", "here", "elsewhere"})
_MODES = frozenset({"actual", "planned"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Absence:
    """What a passage says that there is none of."""

    claim: Claim
    thing: Phrase
    narrow: frozenset[str]
    """What is told of it: words that the other passage must have as well."""
    parties: frozenset[str]
    """Who has none, where the clause names somebody: `took no prisoners`."""
    end: int


@dataclass(frozen=True, kw_only=True)
class _Told:
    """The clauses that tell something, by class and by the head of what they speak of."""

    by_class: dict[str, list[Claim]]
    by_head: dict[str, list[Claim]]


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """What is denied altogether against what is told, one item for each thing."""
    claims, told = so_far.analysis.claims, _told(so_far)
    around: dict[tuple[str, str], frozenset[str]] = {}
    for c in claims:
        key = c.source, c.sentence
        around[key] = around.get(key, frozenset()) | c.topic | {c.lemma}
    groups: dict[str, tuple[list[_Absence], dict[int, Claim]]] = {}
    for c in claims:
        for absence in _absences(so_far, c):
            against = [
                b for b in _likely(absence, told) if _against(absence, b, around, so_far.analysis.leads)
            ]
            if against:
                denied, some = groups.setdefault(absence.thing.head, ([], {}))
                denied.append(absence)
                some.update({id(b): b for b in against})
    found = (_item(so_far, denied, list(some.values())) for denied, some in groups.values())
    return tuple(d for d in found if d)


def _told(so_far: SoFar) -> _Told:
    told = _Told(by_class={}, by_head={})
    for c in so_far.analysis.claims:
        none = any(p is not None and p.share == "no" for p in (c.subject, c.object))
        if c.negated or none or c.denied_by is not None or c.modality not in _MODES:
            continue
        if _EARLIER.search(so_far.article(c.source).text[c.start : c.end]):
            continue  # of another time
        for k in c.classes:
            told.by_class.setdefault(k, []).append(c)
        for p in (c.subject, c.object):
            if p is not None and not p.pronoun:
                told.by_head.setdefault(p.head, []).append(c)
    return told


def _likely(absence: _Absence, told: _Told) -> list[Claim]:
    found = {id(b): b for k in sorted(_acts(absence.thing.head)) for b in told.by_class.get(k, ())}
    found |= {id(b): b for head in sorted(kin_of(absence.thing.head)) for b in told.by_head.get(head, ())}
    return list(found.values())


@cache
def _acts(noun: str) -> frozenset[str]:
    """Classes of verbs that tell of it: casualties are killed or hurt, an arrest is made."""
    named = frozenset(table("absence")["counts"].get(noun, ())) | (classes_of(noun) - {noun})
    return named - REPORTING  # a state is no statement


def _absences(so_far: SoFar, c: Claim) -> Iterator[_Absence]:
    """What the clause says that there is none of."""
    if c.modality not in _MODES or c.denied_by is not None:
        return
    sentence = so_far.article(c.source).by_sentence[c.sentence]
    for p in (c.subject, c.object):
        if p is None or p.pronoun or not c.start <= p.start < c.end:
            continue  # “no messages that she sent”: some other clause says what of them
        if p.share == "no" or (p.share == "any" and c.negated):
            yield from _absence(so_far, sentence, c, p)
    for preposition, p in c.arguments:
        act = p.head in table("absence")["counts"] or bool(_acts(p.head))
        if preposition == "without" and act and not c.negated and _is_bare(sentence, p):
            yield from _absence(so_far, sentence, c, p)


def _is_bare(sentence: Sentence, p: Phrase) -> bool:
    """`without warning`, not `without the warning`."""
    before = (sentence.tokens[k] for k in sentence.children[p.index])
    return not any(t.rel in {"det", "poss", "nummod"} and t.text.lower() != "any" for t in before)


def _absence(so_far: SoFar, sentence: Sentence, c: Claim, p: Phrase) -> Iterator[_Absence]:
    """The thing itself; of `no evidence of fraud`, the fraud."""
    thing = _shown(so_far, sentence, p) if p.head in words("absence", "evidence") else p
    if any(
        t.text.lower() in _POINTING and t.pos == "ADV" for t in sentence.tokens if c.start <= t.start < c.end
    ):
        return  # “no casualties have been reported there”: where, another sentence says
    if thing is None or thing.head.startswith("@") or p.modifiers & words("absence", "partial"):
        return
    if thing.head in words("absence", "idle") | words_of("generic") | words_of("light"):
        return
    tells = c.lemma in words("absence", "telling") or c.subject is None or c.subject is p
    parties = frozenset[str]() if tells or c.subject is None else c.subject.parties
    if not parties and not tells and c.subject is not None and c.subject.pronoun and c.said_by is not None:
        parties = c.said_by.parties  # “the firm said it had no knowledge of a leak”
    unknown = c.subject is not None and c.subject.pronoun and not parties
    if not tells and unknown and thing.head not in table("absence")["counts"]:
        return  # “they did not win any states”: nobody else is denied any
    who = frozenset[str]() if not tells or c.subject is None else c.subject.words | c.subject.parties
    told = (c.narrow | thing.modifiers) - {thing.head, p.head} - who - words_of("generic")
    narrow = frozenset(told - words("absence", "broad"))
    yield _Absence(claim=c, thing=thing, narrow=narrow, parties=parties, end=max(c.end, p.end))


def _shown(so_far: SoFar, sentence: Sentence, p: Phrase) -> Phrase | None:
    reader = Reader(sentence, so_far.analysis.cast)
    of = (k for k in sentence.children[p.index] if sentence.tokens[k].lemma in {"of", "for"})
    return next(
        (reader.phrase(j) for k in of for j in sentence.children[k] if sentence.tokens[j].rel == "pobj"), None
    )


def _against(
    absence: _Absence, b: Claim, around: dict[tuple[str, str], frozenset[str]], leads: Leads
) -> bool:
    """Whether the passage tells of what the other says there is none of."""
    a, thing = absence.claim, absence.thing
    told = around[b.source, b.sentence] | content(b)
    if absence.parties and b.subject is not None and not absence.parties & b.subject.parties:
        return False  # others have some
    if not b.finite or not two_voices(a, b) or times_clash(a, b) or not absence.narrow <= told:
        return False
    beside = around[a.source, a.sentence] & around[b.source, b.sentence]
    alone = thing.head in table("absence")["counts"] and not beside - {thing.head, a.lemma}
    if alone and not _of_one_event(leads, a, b):
        return False  # nothing else in common: perhaps the dead of another event
    if "know" in b.classes and not absence.narrow:
        return False  # of what
    if b.classes & _acts(thing.head):
        return b.object is not None or b.nominal or bool(b.classes & {"die", "know"})
    p = next((p for p in (b.subject, b.object) if same_thing(p, thing) or _like(p, thing)), None)
    if p is None or b.nominal or elsewhere(a, b):
        return False
    existing = words("absence", "existing") | words("absence", "telling")
    return bool(a.classes & b.classes - words_of("light")) or (a.lemma in existing and b.lemma in existing)


def _like(p: Phrase | None, thing: Phrase) -> bool:
    """Whether two words for like things are narrowed alike: `a distress call`, `a distress signal`."""
    alike = p is not None and p.head != thing.head and p.head in kin_of(thing.head)
    return alike and p is not None and bool(narrowing(p) & narrowing(thing))


def _of_one_event(leads: Leads, a: Claim, b: Claim) -> bool:
    """Whether both articles tell one event, and the denying one knows every name of the other clause."""
    if b.nominal or not leads.apart(a.source, b.source):
        return False
    return leads.knows(a.source, (w for w in b.topic if w.startswith("@")))


def _item(so_far: SoFar, denied: Sequence[_Absence], told: Sequence[Claim]) -> Disagreement | None:
    passages = [_passage(c, c.end, "some", (c.start, c.end)) for c in told]
    passages += [_passage(x.claim, x.end, "none", (x.thing.start, x.thing.end)) for x in denied]
    voiced = all(c.said_by is not None for c in (*told, *(x.claim for x in denied)))
    thing = denied[0].thing
    text = " ".join(so_far.article(denied[0].claim.source).text[thing.start : thing.end].split())
    name = re.sub(r"^(?:no|any|neither|an?|the)\s+", "", text, flags=re.IGNORECASE)
    return disagreement(
        so_far, passages, kind="contested" if voiced else "polarity", rule="polarity/none", within=voiced,
        title=f"Whether there {'were' if thing.plural else 'was'} any {name}",
    )  # fmt: skip


def _passage(c: Claim, end: int, value: str, label: tuple[int, int]) -> Passage:
    return Passage(source=c.source, start=c.start, end=end, value=value, label=label)
