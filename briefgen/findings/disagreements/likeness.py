"""Whether two clauses speak of one act, and in two voices."""

from __future__ import annotations

from briefgen.analysis.claims import Claim, Phrase, content, may_be_one, same_thing, shared_topic, times_clash
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.claims.sameness import aligned, narrowing
from briefgen.language.lexicon import words

REPORTING = frozenset({"say", "deny", "order", "announce", "confirm"})
"""Classes whose content is another clause: two of them are alike only where much of the content is."""
_NARROWING = frozenset({"over", "for", "because", "via", "through", "using"})
"""Words behind which stands why, or by what means: a denial is of the act for that reason, by those means."""
_LEADS = frozenset({"to", "with", "against", "from", "into", "by", "for", "on"})


def two_voices(a: Claim, b: Claim) -> bool:
    """Whether two sources speak, or two holders within one."""
    if a.source != b.source:
        return True
    return a.said_by is not None and b.said_by is not None and a.said_by.head != b.said_by.head


def is_told(c: Claim, modalities: frozenset[str] = frozenset({"actual"})) -> bool:
    """Whether a clause of the text tells it, undenied, as of one of these modalities."""
    return c.modality in modalities and c.denied_by is None and not (c.negated or c.nominal or c.heading)


def asserts(c: Claim) -> bool:
    """Whether somebody can be held to it: a clause of its own or an act noun, not said to `you`."""
    return (c.finite or c.nominal) and not (c.subject and c.subject.head in {"you", "i", "one"})


def is_told_whole(a: Claim, b: Claim) -> bool:
    """Whether b tells what a's denial is about: not `no other weapons`, not for another reason."""
    told = b.topic | content(b)
    partial = a.object.modifiers & words("absence", "partial") if a.object else frozenset[str]()
    sort = a.object is not None and b.object is not None and a.object.share in {"any", "no"}
    if sort and a.object and b.object and not b.object.pronoun:
        partial |= a.object.modifiers - words("absence", "broad") - words_of("generic")
        told = told - b.topic | b.object.words  # “any secret papers” against “the papers”: of what kind
    reasons = (p for k, p in a.arguments if k in _NARROWING and not p.pronoun)
    return partial <= told and all(p.words & told for p in reasons) and not _told_of_another(a, b)


def _told_of_another(a: Claim, b: Claim) -> bool:
    """Whether what is denied is somebody's, and what is told is narrowed in another way."""
    if a.object is None or b.object is None:
        return False
    mine, other = narrowing(a.object), narrowing(b.object)
    mine, other = aligned(mine, other), aligned(other, mine)
    whose = {w for w in mine - other if w.startswith("@")} | (aligned(a.object.names, other) - other)
    return bool(whose) and bool(other - mine) and not whose & (b.topic | content(b))


def same_act(a: Claim, b: Claim) -> bool:
    """Whether two claims speak of one act: like predicates, the same thing, nobody else, no other time."""
    if not a.classes & b.classes or times_clash(a, b) or a.lemma in words_of("light"):
        return False
    if others_act(a.subject, b.subject) or elsewhere(a, b):
        return False
    if a.subject is not None and a.negated and a.subject.share == "part":
        return False  # “many voters do not vote”: others do
    support = len(shared_topic(a, b))
    if a.object is not None and b.object is not None:
        near = may_be_one(a.object, b.object)
        mass = a.object.head in words("absence", "idle")
        if mass and not narrowing(a.object) & narrowing(b.object):
            near = min(near, 1)  # some money is not the same money
        if near == 1 and (mass or a.object.indefinite or b.object.indefinite):
            more = shared_topic(a, b) - a.object.words - (a.subject.words if a.subject else frozenset())
            return bool(more) or (_one_party(a, b) and a.object.plural and b.object.plural)
        return near > 1 or (near == 1 and (support > 0 or _one_party(a, b)))
    if a.object is None and b.object is None:
        if a.lemma in words_of("wanted") | words_of("planned") | words_of("possible"):
            return False  # what is wanted follows as a clause
        if a.classes & b.classes & REPORTING:
            return same_thing(a.subject, b.subject) > 0 and support > 2
        return same_thing(a.subject, b.subject) > 0 and support > (0 if _one_party(a, b) else 1)
    return same_thing(a.subject, b.subject) > 0 and support > 2


def _one_party(a: Claim, b: Claim) -> bool:
    """Whether both name one who acts."""
    return a.subject is not None and b.subject is not None and bool(a.subject.parties & b.subject.parties)


def elsewhere(a: Claim, b: Claim) -> bool:
    """Whether a preposition leads to different things: `sailed to Korrin`, `did not sail to Velm`."""
    for preposition, p in a.arguments:
        others = [q for other, q in b.arguments if other == preposition and _leads_somewhere(q)]
        if (
            preposition in _LEADS
            and others
            and _leads_somewhere(p)
            and not any(same_thing(p, q) for q in others)
        ):
            return True
    return False


def _leads_somewhere(p: Phrase) -> bool:
    return not p.pronoun and p.head not in words_of("generic")


def others_act(p: Phrase | None, q: Phrase | None) -> bool:
    """Whether both name who acts, and not the same."""
    if p is None or q is None:
        return False
    if (p.parties and q.number and not q.parties) or (q.parties and p.number and not p.parties):
        return True  # a band of rebels, 3,000 people
    if p.pronoun or q.pronoun or {p.head, q.head} & words_of("generic"):
        return False
    if p.parties and q.parties:
        return not p.parties & q.parties
    return not same_thing(p, q)
