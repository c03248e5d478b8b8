"""Whether "he" or "she" can stand for a person, where the texts or a frequent given name tell."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.analysis.actors import Actor, Cast
from briefgen.analysis.actors.words import folded
from briefgen.language.lexicon import words as lexicon


def genders(cast: Cast) -> Mapping[str, str]:
    """`male` or `female` by actor id; nothing where it is not known."""
    found = {a.id: _gender(a) for a in cast.actors if a.kind == "person"}
    return {k: v for k, v in found.items() if v}


def _gender(actor: Actor) -> str | None:
    words = {w.rstrip(".") for r in actor.roles for w in r.text.lower().split()}
    for gender in ("male", "female"):
        if words & lexicon("titles", gender):
            return gender
    if actor.honorifics:
        told = {g for h in actor.honorifics for g in ("male", "female") if h in lexicon("titles", g)}
        if len(told) == 1:
            return told.pop()
    first = folded(actor.name.split()[0]) if " " in actor.name else ""
    told = {g for g in ("male", "female") if first in lexicon("genders", g)}
    return told.pop() if len(told) == 1 else None
