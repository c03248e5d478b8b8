"""Polarity: what one report says did not happen, another says did.

A denial is contradicted by a passage that tells all that the denial narrows: `did not release any results` by
`published first results`, but `did not resign over the tax` not by `resigned over the flood`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.analysis.claims import Claim, content, may_be_one, times_clash
from briefgen.analysis.claims.phrases import words_of
from briefgen.findings.disagreements.likeness import (
    REPORTING,
    asserts,
    elsewhere,
    is_told_whole,
    others_act,
    two_voices,
)
from briefgen.findings.disagreements.polarity import items
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import alike, by_class
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words

_MODES = frozenset({"actual", "planned"})


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Acts and states, told and denied."""
    told = [c for c in so_far.analysis.claims if c.modality in _MODES and c.denied_by is None and asserts(c)]
    return (*items(so_far, _acts(told), "denied"), *items(so_far, _states(told), "state"))


def _acts(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """`refused to concede` against `conceded defeat`."""
    index = by_class(c for c in claims if not c.negated and not c.nominal)
    for a in claims:
        if not a.negated or a.nominal or a.lemma in words_of("light") or a.classes & REPORTING:
            continue
        for b in alike(index, a):
            if two_voices(a, b) and _covers(a, b):
                yield a, b


def _covers(a: Claim, b: Claim) -> bool:
    """Whether the telling clause b has everything that narrows the denial a, and the same actor and thing."""
    if times_clash(a, b) or elsewhere(a, b) or others_act(a.subject, b.subject):
        return False
    subject = may_be_one(a.subject, b.subject)
    party = a.subject is not None and b.subject is not None and bool(a.subject.parties & b.subject.parties)
    if a.subject is not None and b.subject is not None and not subject and not party:
        return False
    if not is_told_whole(a, b):
        return False
    whole = a.topic if not a.narrow else a.narrow
    rest = whole - content_of_subject(a)
    if not rest <= b.topic | content(b):
        return False
    if a.object is None:
        return party and (b.object is None or a.lemma == b.lemma)
    near = may_be_one(a.object, b.object)
    if near == 1 and a.object.head in words("absence", "idle"):
        return False  # money, help, time: some of it is not the same
    return near > 1 or (near == 1 and (party or subject > 1 or len(content(a) & content(b)) > 1))


def content_of_subject(c: Claim) -> frozenset[str]:
    """The words that name who acts."""
    return c.subject.words | c.subject.parties if c.subject else frozenset()


def _states(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """`the water is safe to drink` against `it is not safe to drink`."""
    states = [
        c
        for c in claims
        if c.lemma == "be" and c.object is not None and c.object.head not in words("absence", "passing")
        and c.subject is not None and c.subject.head != "there"
    ]  # fmt: skip
    index: dict[str, list[Claim]] = {}
    for b in states:
        if not b.negated and b.object is not None:
            index.setdefault(b.object.head, []).append(b)
    for a in states:
        if a.negated and a.object is not None:
            for b in index.get(a.object.head, ()):
                if two_voices(a, b) and _same_state(a, b):
                    yield a, b


def _same_state(a: Claim, b: Claim) -> bool:
    if times_clash(a, b) or elsewhere(a, b):
        return False
    near = may_be_one(a.subject, b.subject)
    party = a.subject is not None and b.subject is not None and bool(a.subject.parties & b.subject.parties)
    rest = (a.narrow or a.topic) - content_of_subject(a)
    return (near > 1 or party or (near == 1 and len(rest) > 1)) and rest <= b.topic | content(b)
