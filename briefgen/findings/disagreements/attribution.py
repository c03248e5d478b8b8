"""Attribution: who did it, who said it, and of what it was said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from briefgen.analysis.actors.words import is_office
from briefgen.analysis.claims import Claim, Phrase, places_apart, same_thing, shared_topic, times_clash
from briefgen.analysis.claims.phrases import words_of
from briefgen.findings.disagreements.likeness import others_act
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement, inside
from briefgen.findings.disagreements.wording import Quote, quotes
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words

_LEAST = 5


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """The same quotation of two things, the same act by two actors."""
    return (*_targets(so_far), *_hands(so_far), *_appointed(so_far), *_actors(so_far))


def _targets(so_far: SoFar) -> Iterator[Disagreement]:
    """`called the vote “a dark day”` against `called the budget “a dark day”`."""
    said = [
        (q, t) for a in so_far.analysis.articles for q in quotes(a, least=_LEAST) if (t := _target(so_far, q))
    ]
    for (p, (c, what)), (q, (d, other)) in combinations(said, 2):
        if p.source == q.source or not _one_quote(p, q) or _may_be_one(what, other):
            continue
        item = disagreement(
            so_far,
            (_of(c, what, p), _of(d, other, q)),
            kind="attribution",
            title=f"What was called {so_far.article(p.source).text[p.start : p.end].rstrip(' ,')}",
            rule="attribution/target",
        )
        if item:
            yield item


def _of(c: Claim, what: Phrase, q: Quote) -> Passage:
    """From what is called so to the end of the quotation."""
    return Passage(
        source=q.source,
        start=min(what.start, q.start),
        end=q.end,
        value=q.source,
        label=(what.start, what.end),
    )


def _one_quote(p: Quote, q: Quote) -> bool:
    """Whether one's words are the beginning of the other's."""
    n = min(len(p.words), len(q.words))
    return p.words[:n] == q.words[:n]


def _may_be_one(p: Phrase, q: Phrase) -> bool:
    if p.pronoun or q.pronoun or p.head == q.head or same_thing(p, q):
        return True
    return p.head in q.words or q.head in p.words


def _target(so_far: SoFar, q: Quote) -> tuple[Claim, Phrase] | None:
    """What the quotation is said of: the subject of `was “…”`, the object of `called … “…”`."""
    for c in so_far.analysis.claims:
        if c.source != q.source or not c.start <= q.start < c.end or c.nominal or c.negated:
            continue
        if (
            c.lemma == "be"
            and c.subject
            and c.object
            and q.start <= c.object.start < q.end
            and c.subject.end < q.start
        ):
            return c, c.subject
        if c.lemma in words("causes", "calling") and c.object and 0 <= q.start - c.object.end < 6:
            return c, c.object
    return None


def _hands(so_far: SoFar) -> Iterator[Disagreement]:
    """`the gunman shot himself` against `officers shot the gunman`."""
    real = [c for c in so_far.analysis.claims if c.modality == "actual" and not c.negated and not c.nominal]
    own = [c for c in real if _by_own_hand(so_far, c)]
    others = [
        c for c in real if c.lemma in words("causes", "deadly") and c.subject and c.object and c not in own
    ]
    for a in own:
        for b in others:
            if (
                a.source == b.source
                or not same_thing(a.subject, b.object)
                or same_thing(a.subject, b.subject)
            ):
                continue
            item = disagreement(
                so_far,
                (_passage(a), _passage(b)),
                kind="attribution",
                title=f"By whose hand {_text(so_far, a)} died",
                rule="attribution/hand",
            )
            if item:
                yield item


def _by_own_hand(so_far: SoFar, c: Claim) -> bool:
    if c.subject is None or c.subject.pronoun:
        return False
    text = so_far.article(c.source).text[c.start : c.end].lower()
    reflexive = c.object is not None and c.object.head in {"himself", "herself", "themselves"}
    told = c.lemma in {"take", "commit", "die"} and any(w in text for w in words("causes", "own_hand"))
    return told or (reflexive and c.lemma in words("causes", "deadly"))


def _text(so_far: SoFar, c: Claim) -> str:
    return inside(so_far, c.source, c.subject.start, c.subject.end) if c.subject else "somebody"


def _actors(so_far: SoFar) -> Iterator[Disagreement]:
    """`Ann Hale proposed the truce` against `Bo Lund proposed the truce`."""
    acts = [c for c in so_far.analysis.claims if _is_own_act(c)]
    for a, b in combinations(acts, 2):
        if a.source == b.source or not a.classes & b.classes or times_clash(a, b) or not _same_object(a, b):
            continue
        if not _strangers(so_far, a, b) or _also_told(acts, a, b) or _counted_apart(so_far, a, b):
            continue
        item = disagreement(
            so_far,
            (_passage(a), _passage(b)),
            kind="attribution",
            title=_title(so_far, a),
            rule="attribution/actor",
        )
        if item:
            yield item


def _appointed(so_far: SoFar) -> Iterator[Disagreement]:
    """`appointed Ann Hale as minister` against `named Bo Lund minister`."""
    leads = so_far.analysis.leads
    named = [
        c
        for c in so_far.analysis.claims
        if "name" in c.classes and not c.negated and not c.nominal and c.denied_by is None
        and c.object is not None and c.object.parties and _is_person(so_far, c.object)
    ]  # fmt: skip
    for a, b in combinations(named, 2):
        if not leads.apart(a.source, b.source) or times_clash(a, b) or others_act(a.subject, b.subject):
            continue
        if a.object is None or b.object is None or a.object.parties & b.object.parties:
            continue
        office = _offices(so_far, a) & _offices(so_far, b)
        known = leads.knows(a.source, b.object.parties) or leads.knows(b.source, a.object.parties)
        if not office or known:
            continue
        item = disagreement(
            so_far,
            tuple(
                Passage(
                    source=c.source, start=c.start, end=c.end, value=c.object.head if c.object else "",
                    label=(c.object.start, c.object.end) if c.object else (c.start, c.end),
                )
                for c in (a, b)
            ),
            kind="attribution",
            title=f"Who was named {min(office, key=lambda o: (-len(o), o))}",
            rule="attribution/appointed",
        )  # fmt: skip
        if item:
            yield item


def _is_person(so_far: SoFar, p: Phrase) -> bool:
    cast = so_far.analysis.cast.by_id
    return all(w[1:] in cast and cast[w[1:]].kind == "person" for w in p.parties)


def _offices(so_far: SoFar, c: Claim) -> frozenset[str]:
    """The offices that the clause names behind the person."""
    at = c.object.start if c.object else c.start
    text = so_far.article(c.source).text[at : c.end].lower()
    return frozenset(w for w in re.findall(r"[a-z]+", text) if is_office(w))


def _is_own_act(c: Claim) -> bool:
    if c.lemma not in words("causes", "exclusive") or c.nominal or c.negated or c.denied_by is not None:
        return False
    return c.modality == "actual" and c.subject is not None and c.object is not None and not c.object.pronoun


def _same_object(a: Claim, b: Claim) -> bool:
    if any(p and p.other for p in (a.object, b.object)):
        return False  # “another primary”
    if places_apart(a, b) or any(p and p.plural and p.indefinite for p in (a.object, b.object)):
        return False  # “won more states”: some of them each
    near = same_thing(a.object, b.object)
    return near > 1 or (
        near == 1 and bool(shared_topic(a, b) - (a.object.words if a.object else frozenset()))
    )


def _counted_apart(so_far: SoFar, a: Claim, b: Claim) -> bool:
    """Whether the objects have different figures: 42 seats and 57 seats are won by two."""
    own, other = (
        re.findall(r"\d+", so_far.article(c.source).text[c.object.start : c.object.end]) if c.object else []
        for c in (a, b)
    )
    return bool(own and other) and own != other


def _strangers(so_far: SoFar, a: Claim, b: Claim) -> bool:
    """Whether both name who did it, and the two are neither one nor of one side."""
    p, q = a.subject, b.subject
    if p is None or q is None or not p.parties or not q.parties or p.parties & q.parties:
        return False
    if {p.head, q.head} & words_of("generic"):
        return False
    cast = so_far.analysis.cast.by_id
    kinds = [{cast[w[1:]].kind for w in x.parties if w[1:] in cast} for x in (p, q)]
    if kinds[0] != kinds[1]:
        return False  # an officer and the police are one hand
    sides = [{cast[w[1:]].side or w for w in x.parties if w[1:] in cast} | x.parties for x in (p, q)]
    return not sides[0] & sides[1] and not p.words & q.words


def _also_told(acts: Sequence[Claim], a: Claim, b: Claim) -> bool:
    """Whether one source names both: two hands in one act."""
    return any(
        o.source in {a.source, b.source} and o is not a and o is not b and o.subject is not None
        and o.classes & a.classes and same_thing(o.object, a.object)
        and ((o.source == a.source and b.subject is not None and o.subject.parties & b.subject.parties)
             or (o.source == b.source and a.subject is not None and o.subject.parties & a.subject.parties))
        for o in acts
    )  # fmt: skip


def _passage(c: Claim) -> Passage:
    label = (c.subject.start, c.subject.end) if c.subject else (c.start, c.end)
    return Passage(
        source=c.source, start=c.start, end=c.end, value=c.subject.head if c.subject else "", label=label
    )


def _title(so_far: SoFar, c: Claim) -> str:
    text = so_far.article(c.source).text
    return f"Who is behind {text[c.object.start : c.object.end]}" if c.object else "Who did it"
