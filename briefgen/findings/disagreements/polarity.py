"""Polarity: one report says that it happened or was agreed, the other that it did not or was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefgen.analysis.claims import (
    Claim,
    Phrase,
    content,
    may_be_one,
    same_party,
    same_thing,
    shared_topic,
    times_clash,
)
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.claims.sameness import aligned, narrowing
from briefgen.analysis.leads import Leads
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, alike, by_class, disagreement, grouped, title_of
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table, words

# What befalls people, and of which a report may say that it befell nobody.
_BEFALLS = frozenset({"kill", "hurt", "arrest", "charge", "rescue"})
# Whose content is another clause: two of them are alike only where much of the content is.
REPORTING = frozenset({"say", "deny", "order", "announce", "confirm"})
_REACHES = frozenset({"reach", "strike", "sign", "secure", "conclude", "clinch", "agree"})
# Acts that need no object: who stays on does not step down.
_OF_ITSELF = frozenset({"stay", "resign", "flee", "leave", "survive"})
_COPIED = 6
"""A clause of so many words that stands in another is a copy of it."""
# Words behind which stands why, or by what means: a denial is of the act for that reason, by those means.
_NARROWING = frozenset({"over", "for", "because", "via", "through", "using"})
_LEADS = frozenset({"to", "with", "against", "from", "into", "by", "for", "on"})


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """The same act of the same thing, told and denied."""
    real = [c for c in so_far.analysis.claims if _tells(c)]
    found = [*items(so_far, _taken_on(so_far, real), "agreed"), *items(so_far, _opposed(real), "opposed")]
    found.extend(items(so_far, _for_or_against(real), "side"))
    found.extend(items(so_far, _without(real), "without"))
    found.extend(items(so_far, _flat(real, so_far.analysis.leads), ""))
    return tuple(found)


def items(so_far: SoFar, pairs: Iterable[tuple[Claim, Claim]], about: str) -> Iterator[Disagreement]:
    """Each group of claims that the pairs connect, as one item."""
    pairs = [(a, b) for a, b in pairs if not _repeats(so_far, a, b)]
    both = _tell_both(pairs)
    for group in grouped((a, b) for a, b in pairs if not both & {a.source, b.source} or a.source == b.source):
        voiced = all(c.said_by is not None for c in group)
        item = disagreement(
            so_far,
            (_passage(c, about) for c in group),
            kind="contested" if voiced else "polarity",
            title=_agreed_title(so_far, group) if about == "agreed" else title_of(so_far, group),
            rule="contested/denied" if voiced else f"polarity/{about or 'act'}",
            within=voiced,
        )
        if item:
            yield item


def _repeats(so_far: SoFar, a: Claim, b: Claim) -> bool:
    """Whether one clause has all the words of the other in a row: copied, and the negation misread."""
    mine, other = (" ".join(so_far.article(c.source).text[c.start : c.end].lower().split()) for c in (a, b))
    short, long = sorted((mine, other), key=len)
    return len(short.split()) >= _COPIED and short in long


def _tell_both(pairs: Sequence[tuple[Claim, Claim]]) -> set[str]:
    """Sources that stand on both sides: they tell of two stages, or quote both."""
    between = [(a, b) for a, b in pairs if a.source != b.source]
    return {a.source for a, _ in between} & {b.source for _, b in between}


def _agreed_title(so_far: SoFar, group: Sequence[Claim]) -> str:
    """`A broader ceasefire: taken up or not`."""
    refused = next((c for c in group if _refuses(c)), group[0])
    themes = list(_themes(so_far, refused))
    if not themes:
        return title_of(so_far, group)
    text = so_far.article(refused.source).text[themes[0].start : themes[0].end]
    return f"{text[:1].upper()}{text[1:]}: taken up or not"


def _tells(claim: Claim) -> bool:
    return claim.modality in {"actual", "planned"} and claim.denied_by is None


def _passage(claim: Claim, about: str) -> Passage:
    value = "not" if claim.negated else "so"
    if about == "agreed" and _refuses(claim):
        value = "not"
    if about == "without":
        value = "so" if claim.lemma in _REACHES else "not"
    if about == "side":
        value = "against" if any(preposition == "against" for preposition, _ in claim.arguments) else "for"
    if about == "opposed":
        value = next(
            v
            for v in sorted(claim.classes)
            if any(v in pair for pair in table("predicates")["opposed"]["pairs"])
        )
    return Passage(
        source=claim.source, start=claim.start, end=claim.end, value=value, label=(claim.start, claim.end)
    )


def _flat(claims: Sequence[Claim], leads: Leads) -> Iterator[tuple[Claim, Claim]]:
    """The same predicate of the same thing, once with a negation and once without."""
    index = by_class(c for c in claims if not c.negated and asserts(c))
    for a in claims:
        if a.negated and asserts(a):
            for b in alike(index, a):
                if two_voices(a, b) and (_none_of(a, b, leads) or (same_act(a, b) and is_told_whole(a, b))):
                    yield a, b


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


def _opposed(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """`approved the budget` against `rejected the budget`: neither negated."""
    told = [c for c in claims if not c.negated and not c.nominal and c.finite]
    index = by_class(told)
    for first, second in table("predicates")["opposed"]["pairs"]:
        for a in index.get(first, ()):
            for b in index.get(second, ()):
                if a.source == b.source or not _same_case(a, b):
                    continue
                if not _also(index.get(second, ()), a) and not _also(index.get(first, ()), b):
                    yield a, b


def _for_or_against(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
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
        alone = (a.classes | b.classes) & _OF_ITSELF
        return bool(alone) and p is not None and q is not None and bool(p.parties & q.parties)
    if _at_others(a, b):
        return False
    near = same_thing(a.object, b.object)
    plain = a.object is not None and not a.object.parties and (p is None or q is None)
    own = a.object.words if a.object is not None and plain else frozenset[str]()
    return near > 1 or (near == 1 and bool(shared_topic(a, b) - own))


def _self_moving(a: Claim, b: Claim) -> bool:
    """`the strike will end` against `continue their strike`: what does it, and what it is done to."""
    alone, done = (a, b) if a.object is None else (b, a)
    if not alone.classes & words_of("self_moving") or alone.object is not None or done.object is None:
        return False
    shared = (a.topic | content(a)) & (b.topic | content(b)) - done.object.words
    return same_thing(alone.subject, done.object) > 1 or (
        same_thing(alone.subject, done.object) > 0 and bool(shared)
    )


def _at_others(a: Claim, b: Claim) -> bool:
    """Whether both name with whom, and not the same: `hired by the council`, `fired by the mill`."""
    mine, other = (
        {w for _, p in c.arguments for w in p.parties} - (c.object.parties if c.object else frozenset())
        for c in (a, b)
    )
    return bool(mine and other) and not mine & other


def asserts(c: Claim) -> bool:
    """Whether somebody can be held to it: a clause of its own or an act noun, not said to `you`."""
    return (c.finite or c.nominal) and not (c.subject and c.subject.head in {"you", "i", "one"})


def _is_nobody(p: Phrase | None) -> bool:
    """`No one was hurt`."""
    return p is not None and p.share == "no" and p.head in {"one", "people", "nobody", "person", "casualty"}


def _without(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """`the talks ended without a deal` against `reached a deal`."""
    reached = [
        c
        for c in claims
        if c.lemma in _REACHES and c.object is not None and c.modality == "actual" and not c.negated
    ]
    for a in claims:
        lacking = [p for preposition, p in a.arguments if preposition == "without"]
        for b in reached:
            close = a.source != b.source and not times_clash(a, b) and len(shared_topic(a, b)) > 2
            if close and any(same_thing(p, b.object) for p in lacking):
                yield a, b


def two_voices(a: Claim, b: Claim) -> bool:
    """Whether two sources speak, or two holders within one."""
    if a.source != b.source:
        return True
    return a.said_by is not None and b.said_by is not None and a.said_by.head != b.said_by.head


def _none_of(a: Claim, b: Claim, leads: Leads) -> bool:
    """`no arrests have been made` against `a suspect had been arrested`."""
    if (
        _is_nobody(a.object)
        and a.classes & b.classes & _BEFALLS
        and b.object is not None
        and not times_clash(a, b)
    ):
        known = leads.apart(a.source, b.source) and leads.knows(
            a.source, (w for w in b.topic if w.startswith("@"))
        )
        return bool(shared_topic(a, b)) or (known and not b.nominal)
    spots = [[p for preposition, p in c.arguments if preposition == "at"] for c in (a, b)]
    if all(spots) and not any(same_thing(p, q) for p in spots[0] for q in spots[1]):
        return False
    bare = a.nominal and a.object is None and a.subject is None
    whom = b.object is not None and not b.nominal and not b.heading
    told = a.classes & b.classes
    near = bool(told & _BEFALLS) or bool(told - {"know"} and shared_topic(a, b))
    return bare and whom and near and not times_clash(a, b)


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


def _taken_on(so_far: SoFar, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """`did not commit to a broader ceasefire` against `decided to launch talks for a full ceasefire`."""
    refused = [(c, t) for c in claims if _refuses(c) for t in _themes(so_far, c, told=True)]
    taking = [c for c in claims if c.lemma in words_of("taking") and not c.negated]
    taken = [(c, t) for c in taking for t in _themes(so_far, c, told=True)]
    for a, theirs in refused:
        for b, ours in taken:
            narrow = theirs.words - words_of("generic")
            close = len(narrow) > 1 and narrow <= ours.words and not times_clash(a, b)
            if close and a.source != b.source and not others_act(a.subject, b.subject):
                yield a, b


def _refuses(c: Claim) -> bool:
    return c.negated if c.lemma in words_of("taking") else c.lemma in words_of("refusing") and not c.negated


def _themes(so_far: SoFar, c: Claim, *, told: bool = False) -> Iterator[Phrase]:
    """What is taken on or refused; `told`: not what another clause denies."""
    if c.lemma not in words_of("taking") | words_of("refusing"):
        return
    if c.object is not None:
        yield c.object
    for preposition, phrase in c.arguments:
        if preposition in {"to", "on"}:
            yield phrase
    for inner in so_far.analysis.claims_in[c.source, c.sentence]:
        within = c.start < inner.start and inner.end <= c.end and (_tells(inner) or not told)
        if within and inner.modality == "planned" and not inner.nominal and inner.object is not None:
            yield inner.object
