"""What an event has only one of.

`The fire` of one report is `the blaze` of the other where each speaks of one fire only. A noun that
any source uses for two things (the north dock and the south dock, a second fire) is not unique.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.claims.records import Claim, Phrase
from briefgen.analysis.claims.sameness import narrowing


def with_themes(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, their phrases marked."""
    unique = _unique(claims)
    out = []
    for c in claims:
        subject, patient = _marked(c.subject, unique), _marked(c.object, unique)
        arguments = tuple((k, _marked(p, unique) or p) for k, p in c.arguments)
        same = subject is c.subject and patient is c.object and arguments == c.arguments
        out.append(c if same else replace(c, subject=subject, object=patient, arguments=arguments))
    return tuple(out)


def _phrases(c: Claim) -> Iterator[Phrase]:
    yield from (p for p in (c.subject, c.object, *(p for _, p in c.arguments)) if p is not None)


def _marked(p: Phrase | None, unique: frozenset[str]) -> Phrase | None:
    if p is None or p.pronoun:
        return p
    return replace(p, unique=True) if p.head in unique else p


def _unique(claims: Sequence[Claim]) -> frozenset[str]:
    """Heads that two sources or more use for one thing each."""
    used: dict[str, dict[str, list[Phrase]]] = {}
    for c in claims:
        for p in _phrases(c):
            if not p.pronoun and not p.head.startswith("@") and p.head not in words_of("generic"):
                used.setdefault(p.head, {}).setdefault(c.source, []).append(p)
    return frozenset(
        head for head, by in used.items() if len(by) > 1 and all(_is_one(phrases) for phrases in by.values())
    )


def _is_one(phrases: Sequence[Phrase]) -> bool:
    """Whether a source's phrases with one head can all mean one thing."""
    if any(p.other for p in phrases) or len({p.plural for p in phrases}) > 1:
        return False
    if all(p.indefinite for p in phrases) and len(phrases) > 1:
        return False
    narrow = {narrowing(p) for p in phrases if narrowing(p)}
    return all(a & b for a in narrow for b in narrow)
