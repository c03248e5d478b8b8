"""Contested: a denial that does not say of what, against the charge that it answers.

`The ministry accused the company of hiding the leak. The company denied the allegation.` The charge is the
nearest one before it in the article that somebody else makes against those who deny; where there is none, the
grave one that a report of the event begins with.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.analysis.claims import Claim, Phrase, same_thing, times_clash
from briefgen.analysis.claims.phrases import words_of
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement, title_of
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words

_BACK = 3
"""So many sentences before the denial the charge may stand."""


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Bare denials with what they answer."""
    answers = _Answers(so_far)
    told: dict[tuple[str, int, int], tuple[Claim, list[Claim]]] = {}
    for denial in so_far.analysis.claims:
        charge = (answers.near(denial) or answers.at_a_head(denial)) if _denies(denial) else None
        if charge is not None:
            told.setdefault((charge.source, charge.start, charge.end), (charge, []))[1].append(denial)
    items = (_item(so_far, charge, denials) for charge, denials in told.values())
    return tuple(item for item in items if item)


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


class _Answers:
    """What the denials of a briefing answer."""

    def __init__(self, so_far: SoFar) -> None:
        self.claims = so_far.analysis.claims
        self.cast = so_far.analysis.cast
        self.leads = so_far.analysis.leads
        self.place = {(a.id, s.id): n for a in so_far.analysis.articles for n, s in enumerate(a.sentences)}
        self.by_sentence: dict[tuple[str, int], list[Claim]] = {}
        for c in self.claims:
            self.by_sentence.setdefault((c.source, self.place[c.source, c.sentence]), []).append(c)

    def near(self, denial: Claim) -> Claim | None:
        """The nearest charge before it."""
        at = self.place[denial.source, denial.sentence]
        for n in range(at, at - _BACK - 1, -1):
            charges = [
                c
                for c in self.by_sentence.get((denial.source, n), ())
                if c is not denial and self._charges(c, denial)
            ]
            if n == at:
                charges = [c for c in charges if c.start < denial.start]
            if charges:
                return min(
                    charges,
                    key=lambda c: (c.lemma not in words("contest", "accusing"), -len(c.topic), c.start),
                )
        return None

    def at_a_head(self, denial: Claim) -> Claim | None:
        """The grave charge against those who deny with which a report of the event begins, its own first."""
        found = [
            c for c in self.claims if self._is_grave(c, denial) and self.leads.linked(c.source, denial.source)
        ]
        return min(
            found,
            key=lambda c: (c.source != denial.source, c.heading, self.place[c.source, c.sentence], c.start),
            default=None,
        )

    def _is_grave(self, c: Claim, denial: Claim) -> bool:
        """Whether it charges those who deny with what nobody does unnoticed: at the head of an article, or
        with whom the denial names as the victim.
        """
        assert denial.subject is not None
        if c.negated or c.denied_by is not None or c.modality != "actual" or c is denial:
            return False
        grave = bool({c.lemma, *c.classes} & words("contest", "grave")) and not times_clash(c, denial)
        if not grave or not (c.finite or c.nominal):
            return False
        at_head = c.object is not None and self.place[c.source, c.sentence] < self.leads.ends[c.source]
        victims = c.topic - self._sides(c.subject) if c.subject is not None else c.topic
        named = any(w.startswith("@") for w in victims & denial.topic)
        return (at_head or named) and self._is_one(c.subject, denial.subject)

    def _charges(self, c: Claim, denial: Claim) -> bool:
        """Whether somebody else says of those who deny that they did it."""
        if c.negated or c.nominal or c.denied_by is not None or c.modality != "actual":
            return False
        if c.lemma in words("contest", "denials"):
            return False
        assert denial.subject is not None
        if c.lemma in words("contest", "accusing"):
            by = c.subject
            return self._is_one(c.object, denial.subject) and not (
                by is not None and self._is_one(by, denial.subject)
            )
        if not c.finite or not (c.object or c.arguments):
            return False
        if c.said_by is None or self._is_one(c.said_by, denial.subject) or c.lemma in words_of("light"):
            return False
        return self._is_one(c.subject, denial.subject)

    def _is_one(self, p: Phrase | None, q: Phrase) -> bool:
        """Whether p is the denier, or those whom the denier speaks for."""
        if p is None or p.pronoun or q.pronoun:
            return False
        return bool(self._sides(p) & self._sides(q)) or same_thing(p, q) > 0

    def _sides(self, p: Phrase) -> frozenset[str]:
        """The actors that the phrase names, and on whose side they are."""
        named = {w for w in p.words | p.parties if w.startswith("@")}
        sides = {self.cast.by_id[w[1:]].side for w in named if w[1:] in self.cast.by_id}
        return frozenset(named | {f"@{s}" for s in sides if s})


def _item(so_far: SoFar, charge: Claim, denials: Sequence[Claim]) -> Disagreement | None:
    passages = [_passage(charge, "charged"), *(_passage(d, "denied") for d in denials)]
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
