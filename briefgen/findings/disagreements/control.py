"""Contested: one side says that it took a place, another that it still holds it or beat the attack back."""

from __future__ import annotations

from itertools import product

from briefgen.analysis.claims import Claim
from briefgen.findings.disagreements.likeness import is_told, two_voices
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words

_PLACES = frozenset({"GPE", "LOC", "FAC"})


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """`took control of Tarn` against `still held Tarn`, `repelled an attack on Tarn`: one item a place."""
    told = [c for c in so_far.analysis.claims if is_told(c)]
    took = [(c, p) for c in told if _takes(c) and (p := _places(so_far, c))]
    held = [(c, p) for c in told if _keeps(c) and (p := _places(so_far, c))]
    groups: dict[str, list[Claim]] = {}
    for (a, places), (b, others) in product(took, held):
        if places & others and _one_fight(so_far, a, b):
            groups.setdefault(min(places & others), []).extend([a, b])
    keeping = {id(c) for c, _ in held}
    found = (
        disagreement(
            so_far,
            (
                Passage(
                    source=c.source, start=c.start, end=c.end, value="kept" if id(c) in keeping else "taken",
                    label=(c.start, c.end),
                )
                for c in claims
            ),
            kind="contested",
            title=f"Who holds {name}",
            rule="contested/control",
            within=True,
        )
        for name, claims in groups.items()
    )  # fmt: skip
    return tuple(d for d in found if d)


def _takes(c: Claim) -> bool:
    if c.object is not None and c.object.noun == "control":
        return c.lemma in words("contest", "taking_control")
    return c.lemma in words("contest", "capturing")


def _keeps(c: Claim) -> bool:
    against = c.object is not None and c.object.noun in words("contest", "assaults")
    return c.lemma in words("contest", "holding") or (c.lemma in words("contest", "repelling") and against)


def _places(so_far: SoFar, c: Claim) -> frozenset[str]:
    """Names of towns and the like in the clause, behind its verb."""
    sentence = so_far.article(c.source).by_sentence[c.sentence]
    return frozenset(
        t.text
        for t in sentence.tokens
        if c.verb < t.start < c.end
        and t.pos == "PROPN"
        and (t.entity in _PLACES or t.rel in {"dobj", "pobj"})
    )


def _of_forces(so_far: SoFar, c: Claim) -> bool:
    """Whether the sentence tells of those who fight: a state is won in an election too."""
    tokens = so_far.article(c.source).by_sentence[c.sentence].tokens
    return any(t.lemma.lower() in words("contest", "forces") for t in tokens)


def _one_fight(so_far: SoFar, a: Claim, b: Claim) -> bool:
    """Whether two tell it, of one event, and neither is the other."""
    one = (
        a.subject
        and b.subject
        and (a.subject.parties & b.subject.parties or a.subject.head == b.subject.head)
    )
    if one or not two_voices(a, b) or not (_of_forces(so_far, a) and _of_forces(so_far, b)):
        return False
    return a.source == b.source or so_far.analysis.leads.linked(a.source, b.source)
