"""Whom a description can stand for: "the governor", "the Norwegian president", "the company", "the union"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from briefgen.analysis.actors import Actor, Cast, world
from briefgen.analysis.actors.words import folded, is_office
from briefgen.language.lexicon import table
from briefgen.language.lexicon import words as lexicon

_SHARED = 2
"""“The bank” is nobody's while another bank was named at most so many sentences before."""
FAR = 40
"""A description may take up somebody named this many sentences before."""


def person_called(words: list[str], names: bool, cast: Cast, back: Mapping[str, int]) -> str | None:
    """The one person with such a role.

    words: the description without its article, its noun last. names: whether all before the noun are names.
    back: who was named how many sentences before.
    """
    noun = words[-1].lower().rstrip(".")
    if not is_office(noun):
        return None
    heads = set(table("references")["roles"].get(noun, ())) | {noun}
    modifiers = words[:-1]
    known = {a: cast.by_id[a] for a, n in back.items() if n <= FAR}
    known = {a: actor for a, actor in known.items() if not _is_of_other_party(actor, modifiers)}
    fitting = [a for a, actor in known.items() if _has_role(actor, heads, modifiers)]
    if not fitting and names:  # "the Norland senator", of whom no text said where from
        loose = [a for a, actor in known.items() if _has_role(actor, heads, [])]
        fitting = [a for a in loose if not _elsewhere(known[a], modifiers)]
        fitting = fitting if len(fitting) == 1 else []
    if not fitting and noun in lexicon("references", "biographic") and len(known) == 1:
        (only,) = known  # nobody else was named
        charged = noun in lexicon("references", "charged")
        return (
            only
            if not charged or not any(is_office(h) for r in known[only].roles for h in role_heads(r.text))
            else None
        )
    if len(fitting) > 1 and not _telling(modifiers):
        bare = [a for a in fitting if _bears_bare(known[a], noun)]
        fitting = bare if len(bare) == 1 else fitting
    return _one(fitting, back)


def body_called(words: list[str], cast: Cast, back: Mapping[str, int]) -> str | None:
    """The one body that can be called so; as `person_called`."""
    noun = words[-1].lower()
    if len(words) > 3:
        return None
    fitting = [a for a in back if _may_be(cast.by_id[a], noun)]
    for modifier in _telling(words[:-1]):
        fitting = [a for a in fitting if _modified(cast.by_id[a], modifier, noun)]
    others = sorted(back[a] for a in fitting)[1:]
    shared = noun not in table("references")["companies"]["nouns"] and others and others[0] <= _SHARED
    return None if shared else _one(fitting, back)


def may_call_body(noun: str) -> bool:
    """Whether any body can be called so."""
    references = table("references")
    companies = references["companies"]["nouns"]
    return noun in companies or noun == "administration" or noun in references["bodies"]


def _telling(modifiers: list[str]) -> list[str]:
    return [x for x in modifiers if x.lower() not in lexicon("references", "generic")]


def _one(fitting: list[str], back: Mapping[str, int]) -> str | None:
    """The only one, or the only one who was named just now."""
    if len(fitting) == 1:
        return fitting[0]
    near = [a for a in fitting if back[a] <= 1]
    return near[0] if len(near) == 1 else None


def _may_be(actor: Actor, noun: str) -> bool:
    references = table("references")
    if noun in references["companies"]["nouns"] and _is_private(actor):
        return True
    if noun == "administration":
        return actor.name == "White House" or actor.name.endswith("administration")
    if noun == "union" and actor.kind == "government":  # a union of states is "the bloc"
        return False
    return noun in references["bodies"] and _named_with(actor, references["bodies"][noun])


def _has_role(actor: Actor, heads: set[str], modifiers: list[str]) -> bool:
    """Whether one of the actor's roles turns on one of these nouns, and no modifier contradicts it."""
    if not heads & {h for r in actor.roles for h in role_heads(r.text)}:
        return False
    words = _role_words(actor)
    modifiers = _telling(modifiers)
    plain = {x.rstrip(".") for x in words} | {x.removesuffix("s") for x in words}
    for modifier in modifiers:
        if (state := _state(modifier)) and actor.side == state:
            continue
        if folded(modifier) not in plain:
            return False
    return True


def _role_words(actor: Actor) -> list[str]:
    return [folded(x) for r in actor.roles for x in r.text.replace("’", "'").split()]


def _is_of_other_party(actor: Actor, modifiers: list[str]) -> bool:
    """Whether its roles name another party ("the Democratic candidate" is no Republican)."""
    parties = table("references")["parties"]
    own = [p for p in parties if any(m.lower() in p for m in modifiers)]
    named = [p for p in parties if any(w in p for w in _role_words(actor))] if own else []
    return bool(named) and not any(p in named for p in own)


def _state(modifier: str) -> str | None:
    """The state that a modifier names by itself; an agency is in the role, or it is another's."""
    entry = world.sense(modifier)
    return world.state_of_people(modifier) or (entry.name if entry and entry.kind == "government" else None)


def _elsewhere(actor: Actor, modifiers: list[str]) -> bool:
    """Whether a modifier names another state than the actor's, or its roles name other places."""
    if any(m.isupper() and not _state(m) or _is_institution(m) for m in modifiers):
        return True  # "the FBI director", of somebody whose role names another body, or none
    states = [_state(m) for m in modifiers]
    other = any(s and s != actor.side for s in states)
    return other or any(
        re.search(r"\b(?:of|from|in)\s[A-Z]|[A-Z]\w+ (?:Sen|Gov|Rep)\b", r.text) for r in actor.roles
    )


def _is_institution(name: str) -> bool:
    entry = world.sense(name)
    return entry is not None and entry.use == "institution"


@lru_cache(maxsize=65536)
def role_heads(role: str) -> frozenset[str]:
    """The nouns that a role turns on: `governor` and `commander` in "former governor and army commander"."""
    plain = re.split(r"\s(?:of|for|to|at|in|from|with|under|on)\s", role.replace("’", "'"))[0]
    plain = re.split(r"'s?\s", plain)[-1]
    ends = (part.split()[-1] for part in re.split(r"\sand\s|,\s", plain) if part.split())
    return frozenset(end.lower().rstrip(".") for end in ends)


def _bears_bare(actor: Actor, noun: str) -> bool:
    """Whether a text calls it just "President Roe": the president of the outlet's own country."""
    return any(r.text.lower() == noun for r in actor.roles)


def _modified(actor: Actor, modifier: str, noun: str) -> bool:
    """Whether "the Norwegian …", "the budget …", "the car …" can be said of it."""
    state = world.state_of_people(modifier)
    if state:
        return actor.side == state
    if noun == "network" and modifier.lower() in lexicon("references", "of_networks"):
        return True
    return _named_with(actor, [folded(modifier)]) or noun in table("references")["companies"]["nouns"]


def _named_with(actor: Actor, keys: list[str]) -> bool:
    words = {x for name in (actor.name, *actor.aliases) for x in folded(name).split()}
    return any(k in words for k in keys)


def _is_private(actor: Actor) -> bool:
    if actor.kind != "organization" or _named_with(actor, sorted(lexicon("references", "public"))):
        return False
    entry = world.sense(actor.name)
    return entry is None or entry.name in lexicon("institutions", "platforms")
