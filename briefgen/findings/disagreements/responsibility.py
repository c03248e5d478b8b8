"""Attribution: one report blames an act on somebody, another tells that somebody else says to have done it.

`Norva blamed Ostmar for the attack` against `the Tarn Front claimed responsibility for the attack`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.analysis.claims import Claim, times_clash
from briefgen.findings.disagreements.acts import events
from briefgen.findings.disagreements.likeness import is_told
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table, words

_DOING = frozenset({"carry_out", "stage", "launch", "conduct", "commit", "perpetrate", "plant", "set_off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hand:
    """Who is said to be behind an act."""

    claim: Claim
    parties: frozenset[str]
    event: str
    """The noun for the act."""
    own: bool
    """Whether they say so themselves."""


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Acts that one is blamed for and another claims, or that two claim."""
    hands = [h for c in so_far.analysis.claims if is_told(c) for h in _hands(so_far, c)]
    claimed = [h for h in hands if h.own]
    blamed = [h for h in hands if not h.own]
    groups: dict[str, list[_Hand]] = {}
    for n, a in enumerate(claimed):
        rivals = [b for b in claimed[n + 1 :] if b.claim.source != a.claim.source]
        against = [b for b in (*blamed, *rivals) if _one_act(so_far, a, b)]
        if against:
            groups.setdefault(a.event, []).extend([a, *against])
    return tuple(d for name, group in groups.items() if (d := _item(so_far, name, group)))


def _hands(so_far: SoFar, c: Claim) -> Iterator[_Hand]:
    behind = dict(reversed(c.arguments))
    doer, event, own = c.subject, None, False
    if c.lemma in words("contest", "accusing") and c.object is not None:
        doer, event = c.object, behind.get("for") or behind.get("over") or behind.get("of")
    elif c.lemma in {"claim", "take"} and c.object is not None and c.object.noun == "responsibility":
        event, own = behind.get("for"), True
    elif c.lemma == "claim" and c.object is not None and c.object.noun in events():
        event, own = c.object, True
    elif c.lemma == "be" and "behind" in behind:
        event, own = behind["behind"], c.subject is not None and c.subject.pronoun
    elif c.lemma in _DOING:
        event, own = c.object, c.subject is not None and (c.subject.pronoun or _is_theirs(so_far, c))
    if own and doer is not None and (doer.pronoun or not doer.parties):
        doer = c.said_by  # “the Front said it was behind the attack”
    noun = event.noun if event is not None else _act_in(so_far, c) if own else ""
    if doer is None or not doer.parties or noun not in events():
        return
    named = frozenset(p for p in doer.parties if own or _is_named(so_far, p))
    if named:
        yield _Hand(claim=c, parties=named, event=noun, own=own)


def _is_theirs(so_far: SoFar, c: Claim) -> bool:
    """`one of its members`, `its fighters`: of who says it."""
    text = so_far.article(c.source).text[c.start : c.end].lower()
    return re.match(r"(?:one of |some of |two of )?(?:its|their|our) ", text) is not None


def _act_in(so_far: SoFar, c: Claim) -> str:
    """The act that a noun in the clause tells: `responsibility for the drone attack`."""
    inside = so_far.analysis.claims_in[c.source, c.sentence]
    return next((o.lemma for o in inside if o.nominal and c.verb < o.start < c.end), "")


def _is_named(so_far: SoFar, party: str) -> bool:
    """Whether it is somebody by name, not `the rebels`, who may be those who claim it."""
    actor = so_far.analysis.cast.by_id.get(party.removeprefix("@"))
    return actor is not None and actor.name[:1].isupper() and actor.kind != "group"


def _one_act(so_far: SoFar, a: _Hand, b: _Hand) -> bool:
    if times_clash(a.claim, b.claim) or _of_one_side(so_far, a, b):
        return False
    if not all(_is_named(so_far, p) for p in a.parties) and not _are_governments(so_far, b):
        return False  # “militants claimed it”: those who are blamed may be militants
    if a.claim.source != b.claim.source and not so_far.analysis.leads.linked(a.claim.source, b.claim.source):
        return False
    heads = so_far.analysis.leads.words
    same = a.event == b.event or any({a.event, b.event} <= set(g) for g in table("events")["happenings"])
    return same and a.event in heads[a.claim.source] and b.event in heads[b.claim.source]


def _are_governments(so_far: SoFar, h: _Hand) -> bool:
    cast = so_far.analysis.cast.by_id
    return all(p[1:] in cast and cast[p[1:]].kind == "government" for p in h.parties)


def _of_one_side(so_far: SoFar, a: _Hand, b: _Hand) -> bool:
    """Whether one is the other, a part of it, or of its side."""
    cast = so_far.analysis.cast.by_id
    sides = [{cast[p[1:]].side or p for p in h.parties if p[1:] in cast} | h.parties for h in (a, b)]
    words_of_names = [{w for p in h.parties for w in p.strip("@").split("-")} for h in (a, b)]
    return bool(sides[0] & sides[1]) or bool(words_of_names[0] & words_of_names[1])


def _item(so_far: SoFar, name: str, group: list[_Hand]) -> Disagreement | None:
    return disagreement(
        so_far,
        (
            Passage(
                source=h.claim.source, start=h.claim.start, end=h.claim.end,
                value=" ".join(sorted(h.parties)), label=(h.claim.start, h.claim.end),
            )
            for h in group
        ),
        kind="attribution",
        title=f"Who was behind the {name}",
        rule="attribution/claimed",
        within=True,
    )  # fmt: skip
