"""States and institutions: which words stand for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefgen.analysis.actors.records import ActorKind
from briefgen.analysis.actors.words import Words
from briefgen.language.lexicon import per_language, table

Use = Literal["name", "capital", "seat", "people", "institution", "outlet"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What some words stand for."""

    name: str
    kind: ActorKind
    use: Use
    side: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence names a state or an institution: words i to before j."""

    i: int
    j: int
    entry: Entry


def places(words: Words) -> Iterator[Place]:
    """The states and institutions named in a sentence, longest first, none inside another."""
    i = words.body
    while i < len(words):
        found = _longest(words, i)
        if found:
            yield found
            i = found.j
        else:
            i += 1


def state_of_people(word: str) -> str | None:
    """The state that a demonym belongs to (`Russian`, `Russians` → Russia)."""
    return _people().get(word)


def sense(name: str) -> Entry | None:
    """What a whole name stands for."""
    wanted = _parts(name)
    return next((e for key, e in _index().get(wanted[0], ()) if key == wanted), None) if wanted else None


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name as the index has them, without an article before it."""
    words = name.replace("’", "'").replace("'s ", " 's ").split()
    return tuple(_key(w) for w in (words[1:] if words and words[0].lower() == "the" else words))


def _longest(words: Words, i: int) -> Place | None:
    for key, entry in _index().get(_key(words[i].text), ()):
        j = i + len(key)
        if j <= len(words) and all(
            _key(words[k].text) == part for k, part in zip(range(i, j), key, strict=True)
        ):
            return Place(i, j, entry)
    return None


def _key(word: str) -> str:
    return word.replace("’", "'").replace(".", "") if len(word) > 1 else word


@per_language
def _index() -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}

    def add(name: str, entry: Entry) -> None:
        key = _parts(name)
        slots = found.setdefault(key[0], [])
        if all(k != key for k, _ in slots):
            slots.append((key, entry))

    for x in table("institutions")["institution"]:
        for name in [x["name"], *x.get("variants", [])]:
            add(name, Entry(x["name"], x["kind"], "institution", x.get("side")))
    for x in table("countries")["country"]:
        for use, names in (
            ("name", [x["name"], *x.get("variants", [])]),
            ("capital", x["capital"]),
            ("seat", x.get("seats", [])),
        ):
            for name in names:
                add(name, Entry(x["name"], "government", use, x["name"]))  # type: ignore[arg-type]
    for names in table("institutions")["outlet_names"]:
        for name in names:
            add(name, Entry(names[0], "organization", "outlet", None))
    for name in table("institutions")["outlets"]:
        add(name, Entry(name, "organization", "outlet", None))
    return {first: tuple(sorted(slots, key=lambda s: -len(s[0]))) for first, slots in found.items()}


@per_language
def _people() -> dict[str, str]:
    found: dict[str, str] = {}
    for x in table("countries")["country"]:
        for word in x["people"]:
            found.setdefault(word, x["name"])
            found.setdefault(word[:-3] + "men" if word.endswith("man") else word + "s", x["name"])
    return found
