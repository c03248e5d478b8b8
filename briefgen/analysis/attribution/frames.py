"""Verbs and adjectives with what depends on them, read as possible cues: each with the frame that it is in.

A *frame* is the form of the complement that would be the content: `clause` (that or bare), `question`
(whether, how), `to` (an infinitive), `ing`, `object`, `object_to` (urged her to go), `object_as` (described
it as), `object_is` (called it a disgrace), the preposition (`for`, `on`, `about`; `toward` for the
preposition to), `on_to` (called on her to go), `for_to` (called for it to end), `act` (reached a deal),
`passive_to` (is expected to), `passive_by` (was rejected by). Which lemma reports in which frame, and how
often, is the lexicon's to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.attribution.additions import own_end
from briefgen.analysis.attribution.candidates import Candidate, candidate
from briefgen.analysis.attribution.nominal import giver
from briefgen.analysis.attribution.reading import SUBJECTS, Reading
from briefgen.language.lexicon import table

_QUESTION = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})
_AFTER_OBJECT = frozenset({"of", "as", "for", "from", "to", "with", "over", "about", "on", "against", "at"})
# Prepositions that a verb of saying, wanting or deciding governs; others open a circumstance.
_GOVERNED = frozenset(
    {
        "about", "against", "around", "as", "at", "between", "by", "for", "from", "in", "into", "of", "on",
        "over", "to", "toward", "towards", "upon", "with",
    }
)  # fmt: skip
# Relations of a clause in front of the main verb that makes it no question.
_APART = frozenset({"advcl", "csubj", "nsubj", "nsubjpass"})
_COPULAS = frozenset({"be", "remain", "seem", "become", "feel", "stay", "appear", "sound", "look"})
_NO_CUE = frozenset({"amod", "aux", "auxpass", "compound", "det", "case"})


def verb_candidates(r: Reading) -> Iterator[Candidate]:
    """Every verb and predicative adjective with its complements."""
    for i, token in enumerate(r.tokens):
        found: Iterator[Candidate | None] = iter(())
        if token.pos in {"VERB", "AUX"} and token.rel not in _NO_CUE:
            found = _of_verb(r, i)
        elif token.pos in {"ADJ", "VERB"} and token.rel in {"acomp", "attr", "oprd"}:
            found = _of_adjective(r, i)
        yield from (c for c in found if c)


def _of_verb(r: Reading, i: int) -> Iterator[Candidate | None]:
    passive = r.is_passive(i) or _is_bare_participle(r, i)
    objects = [c for c in r.children[i] if r.tokens[c].rel == "dobj" and c > i]
    named = any(r.tokens[c].rel == "oprd" for c in r.children[i])
    clauses = [c for c in r.children[i] if r.tokens[c].rel in {"xcomp", "ccomp"} and c > i]
    for c in r.children[i]:
        rel = r.tokens[c].rel
        if rel in {"nsubjpass", "csubjpass"} and not clauses:
            yield _passive(r, i, c)
        if c <= i:
            continue
        if rel == "ccomp" and r.says_again(c) == i:
            continue
        if rel == "ccomp":
            yield _clause(r, i, c, passive)
        elif rel == "xcomp":
            yield _infinitive(r, i, c, passive, objects)
        elif rel == "advcl" and _for_to(r, c):
            yield _clause(r, i, c, passive)
        elif rel == "dobj" and r.left(c) == i + 2 and r.low[i + 1] == ",":
            continue  # “the bridge fell, police said, the third in a year”: an addition, not what was said
        elif rel == "dobj" and giver(r, c) is not None:
            continue  # “enjoys the endorsement of the governor”: told of her, by the noun
        elif rel == "dobj" and (not (clauses or named) or _is_act(r, i, c)):
            yield _object(r, i, c)
        elif rel == "oprd" and objects and not clauses:
            yield _named(r, i, objects[0], c)
        elif rel == "prep" and not objects and r.low[c] in _GOVERNED:
            yield _prepositional(r, i, c, passive)
    if r.tokens[i].rel == "acl" and r.tokens[i].tag == "VBN" and not clauses:
        yield _participle(r, i)


def _is_bare_participle(r: Reading, i: int) -> bool:
    """`a minister accused of …`, `asked whether …`; not `after the board had warned that …`."""
    below = {r.tokens[c].rel for c in r.children[i]}
    return r.tokens[i].rel in {"acl", "advcl"} and r.tokens[i].tag == "VBN" and not below & {"nsubj", "aux"}


def _cue(r: Reading, i: int, last: int) -> tuple[int, int]:
    """The verb with the auxiliaries and the negation before it, and up to `last`."""
    first = i
    while first - 1 in r.children[i] and r.tokens[first - 1].rel in {"aux", "neg", "auxpass"}:
        first -= 1
    return first, last


def _for_to(r: Reading, c: int) -> bool:
    return r.has_to(c) and r.low[r.left(c)] == "for" and r.child(c, {"nsubj"}) is not None


def _clause(r: Reading, i: int, c: int, passive: bool) -> Candidate | None:
    start = max(r.left(c), i + 1)
    frame = "clause"
    if _for_to(r, c):
        frame, start = "for_to", start + 1
    elif r.has_to(c):
        frame = "object_to"
    elif not r.is_finite(c) and r.tokens[c].tag == "VBG":
        frame = "ing"
    elif not r.is_finite(c):
        frame = "small"
    else:
        if r.child(c, SUBJECTS | {"expl"}) is None and start > i + 1:
            start = i + 1  # the parser gave the clause's subject to another verb
        while start < c and r.low[start] in {"that", ",", ":"}:
            start += 1
        if r.tokens[start].rel == "npadvmod" and r.tokens[start].entity == "DATE" and start + 1 < c:
            start += 1  # “told reporters Tuesday he would go”
        if _asks(r, start, c):
            frame = "question"
    span = r.span(start, _before_next_cue(r, i, c))
    name = f"passive_{frame}" if passive else frame
    return candidate(r, i, name, c, (span,), subject=r.subject(i), cue=_cue(r, i, i))


def _asks(r: Reading, start: int, c: int) -> bool:
    """Whether the clause is a question: `whether the dam holds`; not `if it rains, the dam will burst`."""
    if r.low[start] not in _QUESTION or r.low[start] == "whether":
        return r.low[start] == "whether"
    k = start
    while r.tokens[k].head != c and r.tokens[k].head != k:
        k = r.tokens[k].head
        if r.tokens[k].pos in {"VERB", "AUX"} and r.tokens[k].rel in _APART:
            return False  # a condition, or what the clause is about
    return True


def _before_next_cue(r: Reading, i: int, c: int) -> int:
    """Index behind the clause c that the verb i reports, before a further verb of the same speaker."""
    stop = r.right(c) + 1
    for k in range(c + 1, stop):
        if r.tokens[k].rel == "conj" and r.says_again(k) == i:
            stop = min(stop, next((j for j in range(k - 1, c, -1) if r.tokens[j].rel == "cc"), k))
            break
    while stop - 1 > c and r.tokens[stop - 1].rel == "cc":
        stop -= 1
    return own_end(r, c, stop)


def _infinitive(r: Reading, i: int, c: int, passive: bool, objects: list[int]) -> Candidate | None:
    start = max(r.left(c), i + 1)
    frame = "to" if r.has_to(c) else "ing" if r.tokens[c].tag == "VBG" else "small"
    if objects and objects[0] < c:
        frame, start = "object_to", r.left(objects[0])
    if not passive:
        span = r.span(start, r.right(c) + 1)
        return candidate(r, i, frame, c, (span,), subject=r.subject(i), cue=_cue(r, i, i))
    by = r.child(c, {"agent"})  # `was urged to resign by the union`
    holder = r.subject(i) if by is None else r.child(by, {"pobj"})
    stop = by if by is not None and by > c else r.right(c) + 1
    subject = r.grammatical_subject(i)
    content = (r.span(start, stop), r.phrase(subject) if subject is not None else None)
    return candidate(r, i, f"passive_{frame}", c, content, subject=holder, cue=_cue(r, i, i))


def _is_act(r: Reading, i: int, c: int) -> bool:
    """`reached a deal`, `signed the bill`."""
    return r.tokens[c].lemma.lower() in table("cues")["acts"].get(r.tokens[i].lemma.lower(), ())


def _act(r: Reading, i: int, c: int) -> Candidate | None:
    cue = _cue(r, i, i)
    stop = max(r.right(c) + 1, r.predicate_end(i))
    content = (r.span(max(r.left(c), i + 1), stop),)
    return candidate(r, i, "act", c, content, subject=r.subject(i), cue=cue, clause=r.span(cue[0], stop))


def _object(r: Reading, i: int, c: int) -> Candidate | None:
    if _is_act(r, i, c):
        return _act(r, i, c)
    after = [p for p in r.children[i] if p > c and r.tokens[p].rel == "prep" and r.low[p] in _AFTER_OBJECT]
    start = max(r.left(c), i + 1)
    stop, frame = r.bare_end(c), "object"
    if after:
        stop, frame = r.right(after[0]) + 1, f"object_{r.low[after[0]]}"
    cue = _cue(r, i, i)
    clause = r.span(cue[0], max(stop, r.predicate_end(i)))
    return candidate(r, i, frame, c, (r.span(start, stop),), subject=r.subject(i), cue=cue, clause=clause)


def _prepositional(r: Reading, i: int, c: int, passive: bool) -> Candidate | None:
    inner = r.child(c, {"pobj", "pcomp"})
    if inner is None:
        return None
    stop = r.bare_end(inner) if r.tokens[inner].rel == "pobj" else r.right(c) + 1
    name = "toward" if r.low[c] == "to" else r.low[c]  # `to` is the infinitive's frame
    frame = f"passive_{name}" if passive else name
    asked = _asked(r, i, inner) if r.low[c] in {"on", "upon", "to", "with"} else None
    if asked is not None:
        frame, stop = f"{frame}_to", r.right(asked) + 1
    span = r.span(max(r.left(inner), c + 1), stop)
    cue = _cue(r, i, c)
    clause = r.span(cue[0], max(stop, r.predicate_end(i)))
    return candidate(r, i, frame, inner, (span,), subject=r.subject(i), cue=cue, clause=clause)


def _asked(r: Reading, i: int, noun: int) -> int | None:
    """What is asked of whom the preposition names: `called on Roe to resign`."""
    below = (*r.children[noun], *r.children[i])
    return next(
        (
            k
            for k in below
            if k > noun and r.tokens[k].rel in {"advcl", "xcomp", "acl", "relcl"} and r.has_to(k)
        ),
        None,
    )


def _named(r: Reading, i: int, noun: int, said: int) -> Candidate | None:
    """`called the vote a disgrace`."""
    span = r.span(max(r.left(noun), i + 1), max(r.right(said), r.right(noun)) + 1)
    return candidate(r, i, "object_is", said, (span,), subject=r.subject(i), cue=_cue(r, i, i))


def _passive(r: Reading, i: int, c: int) -> Candidate | None:
    """`The plan was rejected by the council`, `was approved`: the subject is the content."""
    subject = r.subject(i)
    frame = "passive_by" if subject is not None else "passive_object"
    clause = r.span(r.left(c), r.predicate_end(i))
    content = (r.phrase(c),)
    return candidate(r, i, frame, c, content, subject=subject, cue=_cue(r, i, i), clause=clause)


def _participle(r: Reading, i: int) -> Candidate | None:
    """`a call echoed by Norway`."""
    subject = r.subject(i) if r.child(i, {"agent"}) is not None else None
    if subject is None:
        return None
    noun = r.tokens[i].head
    content = (r.span(r.left(noun), i),)
    clause = r.span(r.left(noun), r.predicate_end(i))
    return candidate(r, i, "participle_by", noun, content, subject=subject, clause=clause)


def _of_adjective(r: Reading, i: int) -> Iterator[Candidate | None]:
    verb = r.tokens[i].head
    if r.tokens[verb].lemma not in _COPULAS:
        return
    subject = r.grammatical_subject(verb)
    for c in (c for c in r.children[i] if c > i):
        rel = r.tokens[c].rel
        frame, start, last = "", r.left(c), i
        if rel == "xcomp" and r.has_to(c):
            frame = "adj_to"
        elif rel == "ccomp":
            frame = "adj_clause"
            while start < c and r.low[start] in {"that", ","}:
                start += 1
        elif rel == "prep" and r.child(c, {"pobj", "pcomp"}) is not None:
            name = "toward" if r.low[c] == "to" else r.low[c]
            frame, start, last = f"adj_{name}", c + 1, c
        if frame:
            span = r.span(start, r.right(c) + 1)
            cue = (min(verb, i), last)
            clause = r.span(cue[0], r.right(c) + 1) if rel == "prep" else None
            yield candidate(r, i, frame, c, (span,), subject=subject, cue=cue, clause=clause)
