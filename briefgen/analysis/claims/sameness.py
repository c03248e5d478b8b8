"""Whether two passages speak of the same thing: the question before every comparison.

Precision first. Heads must be the same noun (or two nouns that news uses for one thing), what narrows them
must not
pull apart, and neither may name a time that the other excludes.
"""

from __future__ import annotations

from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.claims.records import Claim, Phrase
from briefgen.language.lexicon import words


def same_thing(p: Phrase | None, q: Phrase | None) -> int:
    """0 no or not known; 1 the same noun; 2 and a shared word that narrows it; 3 and two, or two shared
    parties.
    """
    if p is None or q is None or p.pronoun or q.pronoun:
        return 0
    mine, other = aligned(narrowing(p), narrowing(q)), aligned(narrowing(q), narrowing(p))
    shared = mine & other
    parties = {w for w in shared if w.startswith("@")}
    if p.head != q.head:
        parties |= p.parties & q.parties
        if _names_it(p.head, q) or _names_it(q.head, p):
            return 1 + min(len(shared), 2)  # “the City Council”, “the council”
        return 3 if len(parties) > 1 and not p.head.startswith("@") and not q.head.startswith("@") else 0
    if mine and other and not shared:
        return 0
    if any(w.startswith("@") for w in mine - other) and any(w.startswith("@") for w in other - mine):
        return 0
    if aligned(p.names, q.words) - q.words and aligned(q.names, p.words) - p.words:
        return 0  # “the North Tarn primary” is not “the South Tarn primary”
    if p.head in words_of("generic"):
        return min(len(shared), 2)
    if not shared and p.plural != q.plural and not {p.share, q.share} & {"any", "no"}:
        return 0
    counted = 1 if p.number and p.number == q.number else 0
    if p.unique and q.unique:
        return max(2, 1 + min(len(shared) + counted, 2))
    return 1 + min(len(shared) + counted, 2)


def thing_keys(p: Phrase) -> frozenset[str]:
    """What two phrases share of which `same_thing` says that they are one: to look them up by."""
    named = {p.head.split("-")[-1]} if p.head.startswith("@") else set[str]()
    return frozenset({p.head, *named, *p.parties})


def aligned(mine: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """With the names of actors as plain words where the other text has them so: `@kosti`, `kosti`."""
    bare = {w: w[1:] for w in mine if w.startswith("@") and w[1:] in other}
    return frozenset(bare.get(w, w) for w in mine) if bare else mine


def _names_it(actor: str, q: Phrase) -> bool:
    """Whether a common noun with its modifiers is the end of an actor's name: `city council`."""
    words_of_name = actor.removeprefix("@").split("-")
    if not actor.startswith("@") or q.head.startswith("@"):
        return False
    return q.head == words_of_name[-1] and all(
        w in words_of_name for w in q.modifiers if not w.startswith("@")
    )


def narrowing(p: Phrase) -> frozenset[str]:
    """The modifiers that set it apart from another of its kind."""
    return p.modifiers - words("things", "loose") - words_of("generic")


def shared_topic(a: Claim, b: Claim) -> frozenset[str]:
    """Telling words and actors that both clauses have."""
    return a.topic & b.topic
