"""Nouns that report, with whose they are: `his promise to…`, `the claim that…`, `their opposition to…`."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.attribution.candidates import Candidate, candidate
from briefgen.analysis.attribution.noun_phrases import is_somebody
from briefgen.analysis.attribution.reading import Reading
from briefgen.language.lexicon import words
from briefgen.model import Token

_OWNERS = frozenset({"of", "by", "from"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def noun_candidates(r: Reading) -> Iterator[Candidate]:
    """Every noun with a clause, an infinitive or a prepositional phrase behind it."""
    for i, token in enumerate(r.tokens):
        if token.pos == "NOUN":
            yield from (c for c in _of_noun(r, i) if c)


def _of_noun(r: Reading, i: int) -> Iterator[Candidate | None]:
    other = giver(r, i)
    if other is not None and r.tokens[r.tokens[i].head].lemma not in words("cues", "having"):
        return  # “lost the support of the union”, “needs the approval of the council”
    if other is not None:
        yield _given(r, i, other)
        return
    owner, place = _owner(r, i)
    for c in (c for c in r.children[i] if c > i and c != place):
        rel = r.tokens[c].rel
        frame, start, stop, last = "", r.left(c), r.right(c) + 1, i
        if rel in {"acl", "relcl", "ccomp"} and r.has_to(c):
            frame = "noun_to"
        elif rel in {"acl", "ccomp"} and r.low[r.left(c)] == "that":
            frame, start = "noun_clause", r.left(c) + 1
        elif rel == "prep":
            inner = r.child(c, {"pobj", "pcomp"})
            if inner is not None:
                name = "toward" if r.low[c] == "to" else r.low[c]  # `to` is the infinitive's frame
                frame, start, last = f"noun_{name}", c + 1, c
                stop = r.bare_end(inner) if r.tokens[inner].rel == "pobj" else stop
        if frame:
            clause = r.span(i, stop) if rel == "prep" else None
            content = (r.span(start, stop),)
            yield candidate(r, i, frame, c, content, subject=owner, cue=(i, last), clause=clause)


def giver(r: Reading, i: int) -> int | None:
    """Whose support somebody has: `has the support of the union`, `won praise from the mayor`."""
    lemma = r.tokens[i].lemma.lower()
    verb = r.tokens[r.tokens[i].head]
    if lemma not in words("cues", "given") or r.tokens[i].rel != "dobj":
        return None
    if verb.lemma not in words("cues", "getting"):
        return None
    for c in r.children[i]:
        if c > i and r.low[c] in _OWNERS:
            inner = r.child(c, {"pobj"})
            if inner is not None and _is_party(r.tokens[inner]):
                return inner
    return None


def _is_party(t: Token) -> bool:
    """Whether the word means somebody who can be for or against: a person, a name, a body."""
    return is_somebody(t) or t.pos == "PROPN" or t.lemma.lower() in words("groups", "bodies")


def _given(r: Reading, i: int, other: int) -> Candidate | None:
    """Who has it is what it is about: the union supports the mayor, who proposes nothing."""
    verb = r.tokens[i].head
    subject = r.grammatical_subject(verb)
    if subject is None:
        return None
    clause = r.span(min(r.left(subject), verb), r.right(i) + 1)
    return candidate(
        r, i, "noun_of", subject, (r.phrase(subject),), subject=other, cue=(verb, i), clause=clause
    )


def _owner(r: Reading, i: int) -> tuple[int | None, int | None]:
    """Whose it is, and the phrase that says so.

    The possessor; a name behind `of`, `by` or `from`; or who makes, repeats, withdraws it.
    """
    poss = r.child(i, {"poss"})
    if poss is not None:
        return poss, None
    for c in r.children[i]:
        if c > i and r.tokens[c].rel == "prep" and r.low[c] in _OWNERS:
            inner = r.child(c, {"pobj"})
            if inner is not None and r.tokens[inner].entity in _NAMES:
                return inner, c
    head = r.tokens[i].head
    if r.tokens[i].rel == "dobj" and r.tokens[head].lemma in words("cues", "own"):
        return r.subject(head), None
    return None, None
