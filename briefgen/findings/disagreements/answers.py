"""Contested: a denial that does not say of what, against the charge that it answers.

`The ministry accused the company of hiding the leak. The company denied the allegation.` The charge is the
nearest one before it in the article that somebody else makes against those who deny.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.analysis.claims import Claim, Phrase, same_thing
from briefgen.analysis.claims.phrases import words_of
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement, title_of
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words

_BACK = 3
"""So many sentences before the denial the charge may stand."""


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Bare denials with what they answer."""
    place = {(a.id, s.id): n for a in so_far.analysis.articles for n, s in enumerate(a.sentences)}
    claims = so_far.analysis.claims
    by_sentence: dict[tuple[str, int], list[Claim]] = {}
    for c in claims:
        by_sentence.setdefault((c.source, place[c.source, c.sentence]), []).append(c)
    found = []
    for c in claims:
        if _denies(c):
            charge = _answered(c, place[c.source, c.sentence], by_sentence)
            item = _item(so_far, c, charge) if charge else None
            if item:
                found.append(item)
    return tuple(found)


def _denies(c: Claim) -> bool:
    """Whether the clause denies without saying what: `denied the claim`, `called the charge baseless`."""
    if c.negated or c.nominal or c.modality != "actual" or c.subject is None or c.heading:
        return False
    what = c.object
    if c.lemma in words("contest", "denials"):
        if what is None or what.modifiers - words("contest", "bare") - words_of("generic"):
            return False
        return what.pronoun or bool(
            {what.head, what.noun} & (words("contest", "statements") | words("contest", "guilt"))
        )
    called = c.lemma in words("causes", "calling") and c.verdict in words("contest", "untrue")
    return called and what is not None and (what.pronoun or what.head in words("contest", "statements"))


def _answered(denial: Claim, at: int, by_sentence: Mapping[tuple[str, int], Sequence[Claim]]) -> Claim | None:
    """The nearest charge before it."""
    for n in range(at, at - _BACK - 1, -1):
        charges = [
            c for c in by_sentence.get((denial.source, n), ()) if c is not denial and _charges(c, denial)
        ]
        if n == at:
            charges = [c for c in charges if c.start < denial.start]
        if charges:
            return min(
                charges, key=lambda c: (c.lemma not in words("contest", "accusing"), -len(c.topic), c.start)
            )
    return None


def _charges(c: Claim, denial: Claim) -> bool:
    """Whether somebody else says of those who deny that they did it."""
    if c.negated or c.nominal or c.denied_by is not None or c.modality != "actual":
        return False
    if c.lemma in words("contest", "denials"):
        return False
    assert denial.subject is not None
    if c.lemma in words("contest", "accusing"):
        by = c.subject
        return _is_one(c.object, denial.subject) and not (by is not None and _is_one(by, denial.subject))
    if not c.finite or not (c.object or c.arguments):
        return False
    if c.said_by is None or _is_one(c.said_by, denial.subject) or c.lemma in words_of("light"):
        return False
    return _is_one(c.subject, denial.subject)


def _is_one(p: Phrase | None, q: Phrase) -> bool:
    """Whether p is the denier, or those whom the denier speaks for."""
    if p is None:
        return False
    if p.pronoun or q.pronoun:
        return False
    names = {w for w in p.words | p.parties if w.startswith("@")} & {
        w for w in q.words | q.parties if w.startswith("@")
    }
    return bool(names) or same_thing(p, q) > 0


def _item(so_far: SoFar, denial: Claim, charge: Claim) -> Disagreement | None:
    passages = [_passage(charge, "charged"), _passage(denial, "denied")]
    return disagreement(
        so_far, passages, kind="contested", title=_title(so_far, charge), rule="contested/answer", within=True
    )


def _title(so_far: SoFar, charge: Claim) -> str:
    if charge.lemma in words("contest", "accusing") and charge.object is not None:
        text = so_far.article(charge.source).text
        return f"The accusation against {' '.join(text[charge.object.start : charge.object.end].split())}"
    return title_of(so_far, [charge])


def _passage(c: Claim, value: str) -> Passage:
    return Passage(source=c.source, start=c.start, end=c.end, value=value, label=(c.start, c.end))
