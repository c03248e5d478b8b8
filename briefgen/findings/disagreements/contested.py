"""Contested: one calls untrue what another states.

Three forms: a report that is disputed against those who hold to it (`reports`), an act that is denied against
a passage that tells it, an accusation against the denial of the accused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.analysis.claims import Claim, Phrase, may_be_one, same_thing, times_clash
from briefgen.analysis.claims.phrases import words_of
from briefgen.findings.disagreements.likeness import is_told_whole, same_act
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.reports import is_statement, one_owner, reports
from briefgen.findings.disagreements.weigh import Passage, disagreement, title_of
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words

_REPORTS = frozenset({"say", "claim", "allege", "report", "suggest", "assert"})
_ACCUSE = frozenset({"accuse", "blame"})


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Denials of a report against those who hold to it, and denials of an act against those who tell it."""
    return (*reports(so_far), *_accusations(so_far), *_acts(so_far))


def _acts(so_far: SoFar) -> Iterator[Disagreement]:
    """`denied they carried out the strike` against a passage that tells the strike."""
    claims = so_far.analysis.claims
    for denied in claims:
        denier = _denier(so_far, denied) if denied.denied_by is not None else None
        if denier is None or denied.nominal or denied.lemma in _REPORTS:
            continue
        whose = _with_owner(so_far, denied, denier)
        told = [c for c in claims if _tells(c) and _another(denied, denier, c) and _of_one(whose, c)]
        if not told:
            continue
        item = disagreement(
            so_far,
            [_stretch(denier, denied), *(_plain(c, "held") for c in told)],
            kind="contested",
            title=title_of(so_far, [*told, denied]),
            rule="contested/act",
            within=True,
        )
        if item:
            yield item


def _with_owner(so_far: SoFar, denied: Claim, denier: Claim) -> Claim:
    """`denied that its forces entered the town`: the forces of who denies; `that it did`: the denier."""
    p, owner = denied.subject, denier.subject
    if p is None or owner is None or p.parties or owner.pronoun:
        return denied
    if p.pronoun:
        return replace(denied, subject=owner)  # “denied it had left the town”: itself
    first = so_far.article(denied.source).text[p.start : p.end].split(maxsplit=1)[0].lower()
    if first not in {"its", "their", "his", "her", "our"}:
        return denied
    return replace(denied, subject=replace(p, modifiers=p.modifiers | owner.words | owner.parties))


def _belies(denied: Claim, told: Claim) -> bool:
    """Whether a passage states by the way what is denied: that there was a coup, that the troops took
    part.
    """
    if times_clash(denied, told):
        return False
    event = denied.object
    if event is not None and event.head in words("contest", "events"):
        return any(p is not None and same_thing(event, p) for p in (told.subject, told.object))
    takes_part = denied.lemma in words("contest", "taking_part") | {"take_part", "take_part_in"} or (
        denied.lemma in {"take", "play", "have"} and event is not None and event.head in {"part", "role"}
    )
    into = "enter" in denied.classes and "enter" in told.classes  # a border is crossed, a country entered
    if not (takes_part and told.lemma in words("contest", "forcible")) and not into:
        return False
    who = denied.subject or denied.object
    return who is not None and told.subject is not None and _one_force(who, told.subject)


def _of_one(denied: Claim, told: Claim) -> bool:
    """Whether the passage tells what is denied."""
    if denied.lemma in words("causes", "calling") and denied.verdict != told.verdict:
        return False
    return is_told_whole(denied, told) and (
        same_act(denied, told)
        or _belies(denied, told)
        or _same_state(denied, told)
        or _same_of_it(denied, told)
    )


def _same_of_it(denied: Claim, told: Claim) -> bool:
    """`denied that the ship was overloaded` against `she was overloaded`: of a thing taken up."""
    p, q = denied.object, told.object
    if denied.lemma != told.lemma or p is None or q is None or p.parties or not q.pronoun:
        return False
    plain = denied.lemma in words_of("light") or bool(denied.classes & {"say", "know", "find", "use"})
    return not plain and p.plural == q.plural and not times_clash(denied, told)


def _same_state(denied: Claim, told: Claim) -> bool:
    """`denied that the ship was overloaded` against `she was overloaded`."""
    if denied.lemma != "be" or told.lemma != "be" or not denied.object or not told.object:
        return False
    like = denied.object.head == told.object.head and denied.object.head not in words_of("generic")
    return like and may_be_one(denied.subject, told.subject) > 0 and not times_clash(denied, told)


def _one_force(p: Phrase, q: Phrase) -> bool:
    if p.parties and q.parties:
        return any(one_owner(x, y) for x in p.parties for y in q.parties)
    return same_thing(p, q) > 1


def _denier(so_far: SoFar, denied: Claim) -> Claim | None:
    """The claim whose verb denies it."""
    for c in so_far.analysis.claims_in[denied.source, denied.sentence]:
        if c.index == denied.denied_by:
            lacking = c.lemma not in words("contest", "denials")  # “seen no evidence that”
            return None if c.negated != lacking or c.modality != "actual" else c
    return None


def _tells(c: Claim) -> bool:
    return c.denied_by is None and not c.negated and not c.heading and c.modality == "actual"


def _another(denied: Claim, denier: Claim, told: Claim) -> bool:
    """Whether somebody else tells it: another source, or another holder."""
    if told.source != denied.source:
        return True
    return (
        told.said_by is not None and denier.subject is not None and told.said_by.head != denier.subject.head
    )


def _accusations(so_far: SoFar) -> Iterator[Disagreement]:
    """`accused the army of shelling the village` against the army's denial."""
    claims = so_far.analysis.claims
    groups: dict[str, list[Passage]] = {}
    titles: dict[str, Claim] = {}
    for accused in claims:
        if (
            accused.lemma not in _ACCUSE
            or not accused.object
            or accused.negated
            or accused.modality != "actual"
        ):
            continue
        denials = [c for c in claims if _is_denial(c) and _is_of(accused.object, c.subject)]
        of_this = [c for c in denials if _same_charge(accused, c)]
        if of_this:
            name = min((w for w in accused.object.words if w.startswith("@")), default=accused.object.head)
            titles.setdefault(name, accused)
            groups.setdefault(name, []).extend(
                [_plain(accused, "held"), *(_plain(c, "denied") for c in of_this)]
            )
    for name, passages in groups.items():
        item = disagreement(
            so_far,
            passages,
            kind="contested",
            title=_accusation_title(so_far, titles[name]),
            rule="contested/accusation",
            within=True,
        )
        if item:
            yield item


def _is_of(accused: Phrase, denier: Phrase | None) -> bool:
    """Whether who denies is the accused, or speaks for them."""
    if denier is None:
        return False
    actors = {w for w in accused.words if w.startswith("@")}
    return bool(actors & denier.words) if actors else same_thing(accused, denier) > 1


def _same_charge(accused: Claim, denial: Claim) -> bool:
    """Whether the denial is of this accusation: a shared word of the act, or `the accusation` in the same
    source.
    """
    if is_statement(denial.object) and denial.source == accused.source:
        return True
    return any(not w.startswith("@") for w in accused.topic & denial.topic)


def _is_denial(c: Claim) -> bool:
    denies = c.lemma == "deny" or (c.lemma in words("contest", "denials") and is_statement(c.object))
    return denies and not c.negated and not c.nominal and c.modality == "actual"


def _accusation_title(so_far: SoFar, c: Claim) -> str:
    text = so_far.article(c.source).text
    if c.object is None or (c.object.pronoun and not c.object.parties):
        return "The accusation"
    named = min((w for w in c.object.parties if c.object.pronoun), default="").removeprefix("@")
    actor = so_far.analysis.cast.by_id.get(named)
    whom = actor.name if actor is not None else text[c.object.start : c.object.end]
    return f"The accusation against {whom}"


def _plain(c: Claim, value: str) -> Passage:
    return Passage(source=c.source, start=c.start, end=c.end, value=value, label=(c.start, c.end))


def _stretch(denier: Claim, denied: Claim) -> Passage:
    """From the denying clause to the end of what it denies."""
    start, end = min(denier.start, denied.start), denied.end
    return Passage(source=denied.source, start=start, end=end, value="denied", label=(start, end))
