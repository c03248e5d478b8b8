"""Verbs, adjectives and nouns with what depends on them, read as possible cues: each with the frame that it stands in.

A *frame* is the form of the complement that would be the content: `clause` (that or bare), `question` (whether, how),
`to`, `ing`, `object`, `object_to` (urged her to go), `object_as` (accused him of, described it as), `for`, `on`, `about` …
(the preposition), `passive_to` (is expected to), `passive_clause`. Which lemma reports in which frame is the lexicon's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.records import Span

_QUESTION = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})
_AS = frozenset({"of", "as", "for", "from", "to", "with", "over"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What would be an attribution if its cue reports in this frame."""

    lemma: str
    frame: str
    verb: int
    """Index of the cue's token."""
    content: tuple[Span, ...]
    holder: Span | None
    cue: Span
    context: str = ""
    negated: bool = False


def verb_candidates(r: Reading) -> Iterator[Candidate]:
    """Every verb and predicative adjective with its complements."""
    for i, token in enumerate(r.tokens):
        if token.pos in {"VERB", "AUX"} and token.rel not in {
            "amod",
            "aux",
            "auxpass",
            "compound",
            "det",
            "case",
        }:
            yield from _of_verb(r, i)
        elif token.pos in {"ADJ", "VERB"} and token.rel in {"acomp", "attr", "oprd"}:
            yield from _of_adjective(r, i)


def _of_verb(r: Reading, i: int) -> Iterator[Candidate]:
    for frame, spans, extra in _complements(r, i):
        yield _candidate(r, i, frame, spans, extra)


def _candidate(r: Reading, i: int, frame: str, spans: tuple[Span, ...], extra: int) -> Candidate:
    subject = r.subject(i)
    particle = r.child(i, {"prt"})
    lemma = r.tokens[i].lemma.lower() + (f"_{r.low[particle]}" if particle is not None else "")
    return Candidate(
        lemma=lemma, frame=frame, verb=i, content=spans,
        holder=r.phrase(subject) if subject is not None else None,
        cue=_cue(r, i, extra), context=r.context(i), negated=r.is_negated(i),
    )  # fmt: skip


def _cue(r: Reading, i: int, extra: int) -> Span:
    first = min(
        [i, *(c for c in r.children[i] if c == i - 1 and r.tokens[c].rel in {"aux", "neg", "auxpass"})]
    )
    last = max(i, extra)
    return r.tokens[first].start, r.tokens[last].end


def _complements(r: Reading, i: int) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    passive = r.is_passive(i) or r.tokens[i].rel == "acl" and r.tokens[i].tag == "VBN"
    objects = [c for c in r.children[i] if r.tokens[c].rel == "dobj" and c > i]
    for c in r.children[i]:
        rel = r.tokens[c].rel
        if rel == "ccomp" and c > i:
            yield from _clause(r, i, c, passive)
        elif rel == "xcomp" and c > i:
            yield from _open(r, i, c, passive, objects)
        elif rel == "dobj" and c > i:
            yield from _object(r, i, c)
        elif rel == "prep" and c > i and not objects:
            yield from _prepositional(r, i, c, passive)


def _clause(r: Reading, i: int, c: int, passive: bool) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    start = max(r.left(c), i + 1)
    frame = "clause"
    if r.has_to(c):
        frame = "object_to"
    elif not r.is_finite(c) and r.tokens[c].tag == "VBG":
        frame = "ing"
    else:
        while start < c and r.low[start] in {"that", ",", ":"}:
            start += 1
        if r.low[start] in _QUESTION:
            frame = "question"
    span = r.span(start, r.right(c) + 1)
    if span:
        yield ("passive_" if passive else "") + frame, (span,), i


def _open(
    r: Reading, i: int, c: int, passive: bool, objects: list[int]
) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    if not r.has_to(c):
        frame = "ing" if r.tokens[c].tag == "VBG" else "small"
        start = r.left(c)
    else:
        frame, start = "to", r.left(c)
    if objects and objects[0] < c:
        frame, start = "object_to", r.left(objects[0])
    span = r.span(max(start, i + 1), r.right(c) + 1)
    if not span:
        return
    if passive:
        subject = r.grammatical_subject(i)
        whole = r.phrase(subject) if subject is not None else None
        yield f"passive_{frame}", (span, *([whole] if whole else [])), i
    else:
        yield frame, (span,), i


def _object(r: Reading, i: int, c: int) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    after = [p for p in r.children[i] if p > c and r.tokens[p].rel == "prep" and r.low[p] in _AS]
    if any(r.tokens[k].rel in {"xcomp", "ccomp"} and k > c for k in r.children[i]):
        return
    if after:
        span = r.span(r.left(c), r.right(after[0]) + 1)
        if span:
            yield f"object_{r.low[after[0]]}", (span,), i
        return
    span = r.span(max(r.left(c), i + 1), r.right(c) + 1)
    if span:
        yield "object", (span,), i


def _prepositional(r: Reading, i: int, c: int, passive: bool) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    inner = r.child(c, {"pobj", "pcomp"})
    if inner is None:
        return
    span = r.span(max(r.left(inner), c + 1), r.right(c) + 1)
    if span:
        yield ("passive_" if passive else "") + r.low[c], (span,), c


def _of_adjective(r: Reading, i: int) -> Iterator[Candidate]:
    verb = r.tokens[i].head
    if r.tokens[verb].lemma not in {
        "be",
        "remain",
        "seem",
        "become",
        "feel",
        "stay",
        "appear",
        "sound",
        "look",
    }:
        return
    for c in r.children[i]:
        rel = r.tokens[c].rel
        if c < i:
            continue
        if rel == "xcomp" and r.has_to(c):
            frame, start, extra = "adj_to", r.left(c), i
        elif rel == "ccomp":
            frame, start, extra = "adj_clause", r.left(c), i
            while start < c and r.low[start] in {"that", ","}:
                start += 1
        elif rel == "prep" and r.child(c, {"pobj", "pcomp"}) is not None:
            frame, start, extra = f"adj_{r.low[c]}", c + 1, c
        else:
            continue
        span = r.span(start, r.right(c) + 1)
        subject = r.grammatical_subject(verb)
        if span:
            yield Candidate(
                lemma=r.tokens[i].lemma.lower(), frame=frame, verb=i, content=(span,),
                holder=r.phrase(subject) if subject is not None else None,
                cue=(r.tokens[verb].start if verb < i else r.tokens[i].start, r.tokens[extra].end),
                context=r.context(verb), negated=r.is_negated(verb),
            )  # fmt: skip
