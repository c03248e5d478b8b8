"""The same fact, told by clauses of two or more independent origins.

Two claims agree where actor, act and what it is done to are the same, neither is denied, and no number or
day differs.
The fact is worded by the shortest passage, cut to what every source of it says. What is disputed is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.fuzz import ratio

from briefgen.analysis.claims import Claim, Phrase, same_thing, shared_topic, times_clash
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.dates import WEEKDAYS
from briefgen.analysis.quantities import Quantity, can_both_be_right, find_quantities
from briefgen.findings.agreements.record import Agreement
from briefgen.findings.disagreements import Disagreement
from briefgen.findings.kind import SoFar, finding_id, leaning
from briefgen.model import Sentence

Span = tuple[int, int]
# Disputes about a part of the fact: the rest of it stands.
_DETAILS = frozenset({"quantity", "date", "place", "name", "scope", "condition", "wording"})
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_REPORTING = frozenset({"say", "announce", "confirm", "talk", "report"})


def agreed(so_far: SoFar, disputes: Sequence[Disagreement]) -> list[Agreement]:
    """The facts that clauses of several origins tell, in order of the text."""
    facts = [c for c in so_far.analysis.claims if _is_fact(so_far, c)]
    groups: list[list[Claim]] = []
    for a, b in _pairs(facts):
        if _same_fact(a, b) and _same_sums(so_far, a, b) and _independent(so_far, a, b):
            _join(groups, a, b)
    return [x for g in groups if (x := _agreement(so_far, g, disputes))]


def _pairs(facts: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Claims of like predicates by the same subject, each pair once, in order of the text."""
    buckets: dict[tuple[str, str], list[int]] = {}
    for i, c in enumerate(facts):
        heads = {c.subject.head, *c.subject.parties} if c.subject else set()
        for name in c.classes:
            for head in heads:
                buckets.setdefault((name, head), []).append(i)
    for i, j in sorted({pair for members in buckets.values() for pair in combinations(members, 2)}):
        yield facts[i], facts[j]


def _is_fact(so_far: SoFar, c: Claim) -> bool:
    """A clause that tells what happened, by somebody who can be named."""
    if c.nominal or c.denied_by is not None or c.modality not in {"actual", "planned"} or c.heading:
        return False
    if c.lemma in words_of("light") or c.classes & _REPORTING:
        return False
    return (
        c.subject is not None and not c.subject.pronoun and (c.object is not None or bool(c.subject.parties))
    )


def _independent(so_far: SoFar, a: Claim, b: Claim) -> bool:
    origins = so_far.analysis.origins
    if origins.get(a.source, a.source) == origins.get(b.source, b.source):
        return False
    return (
        ratio(_sentence(so_far, a).text, _sentence(so_far, b).text) < 90
    )  # a copied sentence is no second word


def _origins(so_far: SoFar, group: Sequence[Claim]) -> int:
    """How many independent origins tell it: sources that share the text or copied the sentence are one."""
    kept: list[list[Claim]] = []
    for c in group:
        same = [k for k in kept if not all(_independent(so_far, c, o) for o in k)]
        kept = [k for k in kept if k not in same] + [[c, *(o for k in same for o in k)]]
    return len(kept)


def _same_fact(a: Claim, b: Claim) -> bool:
    if not a.classes & b.classes or a.negated != b.negated or a.modality != b.modality or times_clash(a, b):
        return False
    if not _same_actor(a.subject, b.subject):
        return False
    if a.object is None or b.object is None:
        both = (
            a.subject is not None and b.subject is not None and len(a.subject.parties & b.subject.parties) > 1
        )
        return a.object is None and b.object is None and both
    if a.object.pronoun or b.object.pronoun:
        return False
    near = same_thing(a.object, b.object)
    return near > 1 or (near == 1 and bool(shared_topic(a, b) - {a.object.head}))


def _same_sums(so_far: SoFar, a: Claim, b: Claim) -> bool:
    """Whether the sums of money and the amounts that both are about can be the same; a range is not one of
    its ends.
    """
    return all(
        can_both_be_right(q, r) and (q.bound == "range") == (r.bound == "range")
        for q in _amounts(so_far, a)
        for r in _amounts(so_far, b)
        if q.dimension == r.dimension
    )


def _amounts(so_far: SoFar, c: Claim) -> list[Quantity]:
    """The sums of the clause, and what its object is an amount of."""
    o = c.object
    return [
        q
        for q in find_quantities(_sentence(so_far, c))
        if c.start <= q.start < c.end
        and (q.dimension.startswith("money") or (o is not None and o.start < q.end and q.start < o.end))
    ]


def _same_actor(p: Phrase | None, q: Phrase | None) -> bool:
    if p is None or q is None:
        return False
    if p.parties and q.parties:
        return p.parties <= q.parties or q.parties <= p.parties
    return bool(same_thing(p, q))


def _join(groups: list[list[Claim]], a: Claim, b: Claim) -> None:
    for g in groups:
        if a in g or b in g:
            g.extend(c for c in (a, b) if c not in g)
            return
    groups.append([a, b])


def _agreement(so_far: SoFar, group: Sequence[Claim], disputes: Sequence[Disagreement]) -> Agreement | None:
    """The fact in the words of the passage that says least beyond the others."""
    cut = [(c, _undisputed(so_far, c, _told(so_far, c, group), disputes)) for c in group]
    spans = {id(c): span for c, span in cut if span is not None}
    group = [c for c in group if id(c) in spans]
    titled = [c for c in group if _can_stand_alone(so_far, c, spans[id(c)])]
    origins = _origins(so_far, group)
    if not titled or origins < 2 or len({_numbers(so_far, c, spans[id(c)]) for c in group}) > 1:
        return None
    shared = frozenset.intersection(*(_words(so_far, c, spans[id(c)]) for c in group))
    best = min(titled, key=lambda c: _weight(so_far, c, spans[id(c)], shared))
    citations = tuple(so_far.cite(c.source, *spans[id(c)]) for c in group)
    title = _worded(so_far, best, spans[id(best)], shared) + _day(so_far, group, spans[id(best)], best)
    return Agreement(
        id=finding_id(title, *citations),
        title=title[:1].upper() + title[1:],
        origins=origins,
        citations=citations,
        rule="agreements/claim",
        confidence="high" if origins > 2 else "medium",
    )


def _worded(so_far: SoFar, c: Claim, span: Span, shared: frozenset[str]) -> str:
    """The passage without adjectives that not every source has: `a final agreement`, `an agreement`."""
    sentence = _sentence(so_far, c)
    text, cut = sentence.text, []
    for i, token in enumerate(sentence.tokens):
        inside = span[0] <= token.start and token.end <= span[1]
        if not inside or token.lemma.lower() in shared or sentence.children[i]:
            continue
        if (token.rel == "amod" and token.pos == "ADJ") or (token.rel == "predet"):
            cut.append((token.start, token.end))
    words, at = [], span[0]
    for a, b in cut:
        words.append(text[at - sentence.start : a - sentence.start])
        at = b
    words.append(text[at - sentence.start : span[1] - sentence.start])
    joined = " ".join("".join(words).split())
    return (
        re.sub(r"\b([Aa])n?(?= [a-z])", lambda m: m.group(1) + _n(joined, m.end()), joined) if cut else joined
    )


def _n(text: str, at: int) -> str:
    """The `n` of an article before a vowel."""
    return "n" if text[at + 1 : at + 2] in "aeio" else ""


def _day(so_far: SoFar, group: Sequence[Claim], span: Span, best: Claim) -> str:
    """` on Tuesday`, where every source names that weekday in its clause and the wording lacks it."""
    days = frozenset.intersection(*(c.times for c in group)) & WEEKDAYS.keys()
    if len(days) != 1:
        return ""
    day = next(iter(days)).capitalize()
    return "" if day in _text(so_far, best, span) else f" on {day}"


def _weight(so_far: SoFar, c: Claim, span: Span, shared: frozenset[str]) -> tuple[int, int, str, int]:
    """Words that the others don't have, then length."""
    return len(_words(so_far, c, span) - shared), span[1] - span[0], c.source, c.start


def _words(so_far: SoFar, c: Claim, span: Span) -> frozenset[str]:
    tokens = _sentence(so_far, c).tokens
    return frozenset(t.lemma.lower() for t in tokens if span[0] <= t.start < span[1] and t.pos in _TELLING)


def _text(so_far: SoFar, c: Claim, span: Span) -> str:
    return so_far.article(c.source).text[span[0] : span[1]]


def _told(so_far: SoFar, c: Claim, group: Sequence[Claim]) -> Span:
    """From the subject to the last word that the others tell as well."""
    tokens = _sentence(so_far, c).tokens
    start, end = _first(so_far, c), max(tokens[c.index].end, c.object.end if c.object else 0)
    shared = frozenset.intersection(*(o.topic for o in group))
    for _, phrase in sorted(c.arguments, key=lambda x: x[1].start):
        if end < phrase.start and phrase.start - end <= 8 and phrase.words & shared and phrase.end <= c.end:
            end = phrase.end
    end = max([end, *(q.end for q in _amounts(so_far, c) if q.start < end)])  # “spend Rs | 1,200 crore”
    return start, min(end, c.end) if start < min(end, c.end) else c.end


def _first(so_far: SoFar, c: Claim) -> int:
    """Where the subject begins, if it stands before the verb with nothing but verbs between."""
    tokens = _sentence(so_far, c).tokens
    if c.subject is None or c.subject.start >= tokens[c.index].start:
        return c.start
    between = [t for t in tokens if c.subject.end <= t.start < tokens[c.index].start]
    plain = all(t.pos in {"VERB", "AUX", "PART", "ADV"} for t in between)
    return c.subject.start if plain or c.start <= c.subject.start else c.start


def _undisputed(so_far: SoFar, c: Claim, span: Span, disputes: Sequence[Disagreement]) -> Span | None:
    """The span, or its part without the words that are disputed; None where the fact itself is."""
    tokens = _sentence(so_far, c).tokens
    for d in disputes:
        for side in d.sides:
            for cited in side.citations:
                if cited.source != c.source or not (cited.start < span[1] and span[0] < cited.end):
                    continue
                if d.kind not in _DETAILS:
                    return None
                bare = tokens[c.object.index].end if c.object else tokens[c.index].end
                span = (span[0], min(span[1], bare))
    return span if span[0] < span[1] else None


def _can_stand_alone(so_far: SoFar, c: Claim, span: Span) -> bool:
    """Whether the words are a clause with a subject that can be understood, and tell something."""
    tokens = _sentence(so_far, c).tokens
    finite = any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in tokens if span[0] <= t.start < span[1])
    if not finite or c.subject is None or not span[0] <= c.subject.start < span[1]:
        return False
    words = _text(so_far, c, span).split()
    return len(words) > 3 and words[0].lower().strip("“\"'") not in leaning() and c.subject.start == span[0]


def _numbers(so_far: SoFar, c: Claim, span: Span) -> frozenset[str]:
    sentence = _sentence(so_far, c)
    return frozenset(
        t.lemma.lower() for t in sentence.tokens if span[0] <= t.start < span[1] and t.tag == "CD"
    )


def _sentence(so_far: SoFar, c: Claim) -> Sentence:
    return so_far.article(c.source).by_sentence[c.sentence]
