"""What a passage is about: the nouns that its own verb, or the noun it turns on, takes.

Of "the council would raise the harbour tax because the budget is short" these are council and tax; budget
stands in a clause below.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model import Sentence

_OBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "attr", "oprd"})
_GOES_ON = frozenset({"xcomp", "ccomp", "conj"})
"""Verbs that say further what the first one says: `wants to raise`, `warned that`, `raised and kept`."""
_TO = frozenset({"for", "to", "on", "about", "against", "of", "over", "with", "from", "into"})
"""Prepositions behind which a verb has its object: `called for`, `agreed to`."""
_OF = frozenset({"of", "on", "to", "for", "against", "in"})
"""Prepositions behind which a noun has its own: `an end to the strike`."""


def centre(sentence: Sentence, start: int, end: int) -> frozenset[int]:
    """Offsets at which the nouns end that the passage is about."""
    tokens = sentence.tokens
    inside = {i for i, t in enumerate(tokens) if start <= t.start and t.end <= end}
    roots = [i for i in inside if tokens[i].head == i or tokens[i].head not in inside]
    return frozenset(tokens[i].end for i in _taken(sentence, roots, inside) if i in inside)


def _taken(sentence: Sentence, roots: list[int], inside: set[int]) -> Iterator[int]:
    tokens = sentence.tokens
    todo, seen = list(roots), set(roots)
    for i in todo:
        if tokens[i].pos == "NOUN":
            yield from _noun(sentence, i)
        for j in sentence.children[i]:
            rel = tokens[j].rel
            if rel in _GOES_ON and j not in seen and j in inside:
                seen.add(j)
                todo.append(j)
            elif rel in _OBJECTS:
                yield from _noun(sentence, j)
            elif rel == "prep" and tokens[j].text.lower() in _TO and tokens[i].pos in ("VERB", "AUX"):
                yield from (
                    y for x in sentence.children[j] if tokens[x].rel == "pobj" for y in _noun(sentence, x)
                )


def _noun(sentence: Sentence, i: int) -> Iterator[int]:
    """A noun, those joined to it, and what it is a noun of."""
    tokens = sentence.tokens
    yield i
    for j in sentence.children[i]:
        if tokens[j].rel == "conj" and tokens[j].pos == "NOUN":
            yield from _noun(sentence, j)
        elif tokens[j].rel == "prep" and tokens[j].text.lower() in _OF:
            yield from (x for x in sentence.children[j] if tokens[x].rel == "pobj")
