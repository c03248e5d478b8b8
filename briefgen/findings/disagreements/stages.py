"""Polarity: one report has it done, the other has it still to come.

Reports of different hours differ so as well; so the one that has it to come must say when (`next month`), or
that it is not yet done, and it must not be the day on which the other has it done.
"""

from __future__ import annotations

import re

from briefgen.analysis.claims import Claim, may_be_one
from briefgen.analysis.claims.phrases import words_of
from briefgen.findings.disagreements.likeness import REPORTING, elsewhere, others_act
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, alike, by_class, disagreement, title_of
from briefgen.findings.kind import SoFar

_LATER = re.compile(
    r"\b(?:next (?:week|month|year|spring|summer|autumn|fall|winter)|later this (?:week|month|year)|tomorrow"
    r"|in the coming (?:days|weeks|months|year)|within (?:days|weeks|months)"
    r"|by the end of the (?:week|month|year)"
    r"|(?:has|have|had) yet to|not yet)\b",
    re.IGNORECASE,
)


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """`signed the treaty` against `the treaty will be signed next month`."""
    done = [c for c in so_far.analysis.claims if _is_done(so_far, c)]
    index = by_class(done)
    found = []
    for c in so_far.analysis.claims:
        if not _is_to_come(so_far, c):
            continue
        told = [d for d in alike(index, c) if d.source != c.source and _one_act(c, d)]
        own = any(d.source == c.source and _one_act(c, d) for d in alike(index, c))
        passages = [*(_passage(d, "done") for d in told), _passage(c, "to come")] if told and not own else []
        item = disagreement(
            so_far, passages, kind="polarity", title=title_of(so_far, [*told, c]), rule="polarity/stage"
        )
        if item:
            found.append(item)
    return tuple(found)


def _is_done(so_far: SoFar, c: Claim) -> bool:
    """Told as past."""
    if c.modality != "actual" or not c.finite or c.negated or c.nominal or c.heading or c.denied_by:
        return False
    sentence = so_far.article(c.source).by_sentence[c.sentence]
    aux = {sentence.tokens[k].text.lower() for k in sentence.children[c.index]}
    return sentence.tokens[c.index].tag == "VBD" or bool(aux & {"has", "have", "had", "was", "were"})


def _is_to_come(so_far: SoFar, c: Claim) -> bool:
    if c.nominal or c.heading or c.denied_by is not None or c.modality != "planned" or c.negated:
        return False
    sentence = so_far.article(c.source).by_sentence[c.sentence]
    return bool(_LATER.search(sentence.text[c.start - sentence.start : c.end - sentence.start]))


def _one_act(a: Claim, b: Claim) -> bool:
    if a.times & b.times or a.lemma in words_of("light") or a.classes & REPORTING:
        return False
    if a.object is None or b.object is None or elsewhere(a, b) or others_act(a.subject, b.subject):
        return False
    if any(p.number or p.indefinite and p.plural for p in (a.object, b.object)):
        return False  # “cut 3,000 jobs”, “will cut 4,500 jobs”: twice
    near = may_be_one(a.object, b.object)
    pronoun = a.object.pronoun or b.object.pronoun
    return near > 1 or (near == 1 and pronoun)


def _passage(c: Claim, value: str) -> Passage:
    return Passage(source=c.source, start=c.start, end=c.end, value=value, label=(c.start, c.end))
