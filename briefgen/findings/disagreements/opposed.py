"""Polarity: two acts of which one is the other's denial (`approved`, `rejected`), neither of them negated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.analysis.claims import Claim, content, same_party, same_thing, shared_topic, times_clash
from briefgen.analysis.claims.phrases import kin_of, words_of
from briefgen.findings.disagreements.acts import Acts
from briefgen.findings.disagreements.likeness import elsewhere
from briefgen.findings.disagreements.weigh import by_class
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table, words

_OF_ITSELF = frozenset({"stay", "resign", "flee", "leave", "survive"})
"""Acts that need no object: who stays on does not step down."""


def opposed(claims: Sequence[Claim], acts: Acts) -> Iterator[tuple[Claim, Claim]]:
    """`approved the budget` against `rejected the budget`: neither negated."""
    told = [c for c in claims if not c.negated and not c.nominal and c.finite]
    index = by_class(told)
    for first, second in table("predicates")["opposed"]["pairs"]:
        for a in index.get(first, ()):
            for b in index.get(second, ()):
                if a.source == b.source or not (_same_case(a, b) or _by_evidence(acts, a, b)):
                    continue
                if not _also(index.get(second, ()), a) and not _also(index.get(first, ()), b):
                    yield a, b


def pleas(so_far: SoFar, claims: Sequence[Claim], acts: Acts) -> Iterator[tuple[Claim, Claim]]:
    """`pleaded guilty to the murder` against `denied the charge`, at the heads of two reports."""
    pleaded = [c for c in claims if c.lemma == "admit" and _is_plea(so_far, c) and not c.negated]
    denied = [
        c
        for c in claims
        if c.lemma == "deny" and not c.negated and c.object is not None
        and (_is_plea(so_far, c) or c.object.noun in words("contest", "charges"))
    ]  # fmt: skip
    for a in pleaded:
        for b in denied:
            if not times_clash(a, b) and acts.of_one(a, b):
                yield a, b


def _is_plea(so_far: SoFar, c: Claim) -> bool:
    return so_far.article(c.source).text[c.verb : c.verb + 5].lower() == "plead"


def for_or_against(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """`voted for the bill` against `voted against the bill`."""
    votes = [
        c
        for c in claims
        if c.lemma in {"vote", "rule", "testify"} and not c.negated and c.modality == "actual"
    ]
    for a in votes:
        for b in votes:
            if a.source == b.source or times_clash(a, b) or not same_thing(a.subject, b.subject):
                continue
            mine = [p for preposition, p in a.arguments if preposition in {"for", "in"}]
            other = [p for preposition, p in b.arguments if preposition == "against"]
            if any(same_thing(p, q) for p in mine for q in other):
                yield a, b


def _also(opposites: Sequence[Claim], c: Claim) -> bool:
    """Whether the same source tells the opposite of it too: of two stages."""
    return any(
        o.source == c.source
        and (
            same_thing(o.object, c.object)
            or (o.object is c.object is None and same_party(o.subject, c.subject))
        )
        for o in opposites
    )


def _same_case(a: Claim, b: Claim) -> bool:
    """The same thing by the same actor, who is named or the same office."""
    p, q = a.subject, b.subject
    if (a.object is None) != (b.object is None):
        return not times_clash(a, b) and _self_moving(a, b)
    whole = p is None or q is None or "all" in {p.share, q.share} or (p.head == q.head and not p.pronoun)
    if times_clash(a, b) or elsewhere(a, b) or (same_thing(a.subject, b.subject) == 0 and not whole):
        return False
    if a.object is None and b.object is None:
        if "leave" in a.classes | b.classes and not _of_one_place(a, b):
            return False  # “left by a side door”, “stays at liberty”
        alone = (a.classes | b.classes) & _OF_ITSELF
        return bool(alone) and p is not None and q is not None and bool(p.parties & q.parties)
    if _at_others(a, b):
        return False
    near = same_thing(a.object, b.object)
    plain = a.object is not None and not a.object.parties and (p is None or q is None)
    own = a.object.words if a.object is not None and plain else frozenset[str]()
    return near > 1 or (near == 1 and bool(shared_topic(a, b) - own))


def _of_one_place(a: Claim, b: Claim) -> bool:
    """Whether one thing follows both, or who stays `stays on`."""
    if "stay_on" in {a.lemma, b.lemma}:
        return True
    return any(same_thing(p, q) > 0 for _, p in a.arguments for _, q in b.arguments)


def _by_evidence(acts: Acts, a: Claim, b: Claim) -> bool:
    """Whether what else is told makes one case of both; both name on what they act."""
    acted = a.object is not None and b.object is not None and not a.object.pronoun and not b.object.pronoun
    return acted and not times_clash(a, b) and acts.alike(a, b, strict=True)


def _self_moving(a: Claim, b: Claim) -> bool:
    """`the strike will end` against `continue their strike`: what does it, and what it is done to."""
    alone, done = (a, b) if a.object is None else (b, a)
    if not alone.classes & words_of("self_moving") or alone.object is not None or done.object is None:
        return False
    shared = (a.topic | content(a)) & (b.topic | content(b)) - done.object.words
    p, q = alone.subject, done.object
    near = same_thing(p, q) or int(p is not None and p.noun in kin_of(q.noun))
    return near > 1 or (near > 0 and bool(shared))


def _at_others(a: Claim, b: Claim) -> bool:
    """Whether both name with whom, and not the same: `hired by the council`, `fired by the mill`."""
    mine, other = (
        {w for _, p in c.arguments for w in p.parties} - (c.object.parties if c.object else frozenset())
        for c in (a, b)
    )
    return bool(mine and other) and not mine & other
