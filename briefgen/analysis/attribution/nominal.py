"""Nouns that report: `his promise to…`, `the claim that…`, `calls for…`, `opposition to…`, with whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.attribution.frames import Candidate
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.records import Span

_OWNERS = frozenset({"of", "by", "from"})


def noun_candidates(r: Reading) -> Iterator[Candidate]:
    """Every noun with a clause, an infinitive or a prepositional phrase behind it."""
    for i, token in enumerate(r.tokens):
        if token.pos == "NOUN":
            yield from _of_noun(r, i)


def _of_noun(r: Reading, i: int) -> Iterator[Candidate]:
    owner, place = _owner(r, i)
    for c in r.children[i]:
        if c < i or c == place:
            continue
        rel = r.tokens[c].rel
        frame, start, extra = "", r.left(c), i
        if rel in {"acl", "relcl", "ccomp"} and r.has_to(c):
            frame = "noun_to"
        elif rel in {"acl", "ccomp"} and r.low[r.left(c)] == "that":
            frame, start = "noun_clause", r.left(c) + 1
        elif rel == "prep" and r.child(c, {"pobj", "pcomp"}) is not None:
            frame, start, extra = f"noun_{r.low[c]}", c + 1, c
        span = r.span(start, r.right(c) + 1) if frame else None
        if span:
            yield Candidate(
                lemma=r.tokens[i].lemma.lower(), frame=frame, verb=i, content=(span,), holder=owner,
                cue=(r.tokens[i].start, r.tokens[extra].end),
            )  # fmt: skip


def _owner(r: Reading, i: int) -> tuple[Span | None, int | None]:
    """Whose it is: the possessor, or who stands behind `of`, `by`, `from` or does what a light verb says of it."""
    poss = r.child(i, {"poss"})
    if poss is not None:
        return _possessor(r, poss), None
    for c in r.children[i]:
        if c > i and r.tokens[c].rel == "prep" and r.low[c] in _OWNERS:
            inner = r.child(c, {"pobj"})
            if inner is not None and r.tokens[inner].entity in {"PERSON", "ORG", "GPE", "NORP"}:
                return r.phrase(inner), c
    head = r.tokens[i].head
    if r.tokens[i].rel == "dobj" and r.tokens[head].pos == "VERB":
        subject = r.subject(head)
        if subject is not None:
            return r.phrase(subject), None
    return None, None


def _possessor(r: Reading, poss: int) -> Span | None:
    stop = r.right(poss)
    if r.low[stop] in {"'s", "’s", "'", "’"}:
        stop -= 1
    return r.span(r.left(poss), stop + 1)
