"""Words that tell what numbers measure, from the lexicon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.language.lexicon import per_language, table


def is_year(text: str) -> bool:
    """Whether four digits are a year of the last centuries."""
    return text.isdigit() and len(text) == 4 and text[:2] in {"18", "19", "20"}


def is_time(following: Sequence[str]) -> bool:
    """Whether the word is a unit of time."""
    return any(w.removesuffix("s") in table("quantities")["units"]["duration"] for w in following)


def canonical(act: str, *, moves: bool = False) -> str:
    """The first of the verbs that news uses for this one. `moves`: of an amount, which may rise and fall."""
    return _same_acts("same_moves" if moves else "same_acts").get(act, act)


@per_language
def _same_acts(key: str) -> Mapping[str, str]:
    return {w: members[0] for members in table("measures")[key] for w in members}


@per_language
def befallen() -> frozenset[str]:
    """Adjectives for what happened to people: behind a number they end what is counted."""
    return frozenset(w for facts in table("measures")["tolls"].values() for w in facts.get("adjectives", ()))


@per_language
def lasting_acts() -> Mapping[str, str]:
    """Noun or verb → its class of acts that take time."""
    return {w: name for name, members in table("measures")["acts"].items() for w in members}
