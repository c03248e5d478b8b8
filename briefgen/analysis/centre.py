"""What a passage is about: the nouns that its own verb, or the noun it turns on, takes.

Of "the council would raise the harbour tax because the budget is short" these are council and tax; budget
stands in a clause below.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model import Sentence

_OBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "attr", "oprd"})
_GOES_ON = frozenset({"xcomp", "ccomp", "conj", "acomp"})
"""Words that say further what a verb says: `wants to raise`, `is confident that`, `raised and kept`."""
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
    tokens, children = sentence.tokens, sentence.children
    todo, seen = list(roots), set(roots)
    for i in todo:
        if tokens[i].pos == "NOUN":
            yield from _noun(sentence, i)
        further = [j for j in children[i] if tokens[j].rel in _GOES_ON]
        for j in children[i]:
            if tokens[j].rel in _OBJECTS:
                yield from _noun(sentence, j)
            elif _is_governed(sentence, i, j):
                further += [x for x in children[j] if tokens[x].rel == "pcomp"]
                yield from (y for x in children[j] if tokens[x].rel == "pobj" for y in _noun(sentence, x))
        todo += [j for j in further if j not in seen and j in inside]
        seen.update(further)


def _is_governed(sentence: Sentence, verb: int, i: int) -> bool:
    """Whether the word is a preposition behind which the verb, or the adjective, has its object."""
    token, governor = sentence.tokens[i], sentence.tokens[verb]
    return token.rel == "prep" and token.text.lower() in _TO and governor.pos in ("VERB", "AUX", "ADJ")


def _noun(sentence: Sentence, i: int) -> Iterator[int]:
    """A noun, those joined to it, and what it is a noun of."""
    tokens = sentence.tokens
    yield i
    for j in sentence.children[i]:
        if tokens[j].rel == "conj" and tokens[j].pos == "NOUN":
            yield from _noun(sentence, j)
        elif tokens[j].rel == "prep" and tokens[j].text.lower() in _OF:
            yield from (x for x in sentence.children[j] if tokens[x].rel == "pobj")
