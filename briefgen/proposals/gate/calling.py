"""Whether a sentence calls somebody what a model says that it calls him."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Citation, Sentence

_BETWEEN = 3
"""Characters that may part a role and a name: a comma and a space."""
Span = tuple[int, int]


def called(sentence: Sentence, role: Citation, places: Sequence[Span]) -> bool:
    """Whether these words of the sentence say what somebody is who is named at one of these places."""
    return any(
        _inside(role, place) or _beside(sentence, role, place) or _is(sentence, role, place)
        for place in places
    )


def _inside(role: Citation, place: Span) -> bool:
    """`President Roe`, where the name is taken with its title."""
    return place[0] <= role.start and role.end <= place[1]


def _beside(sentence: Sentence, role: Citation, place: Span) -> bool:
    """`harbour master Roe`, `Roe, the harbour master`; no verb, no `to` and no `of` stand between."""
    first, second = sorted([(role.start, role.end), place])
    between = sentence.text[first[1] - sentence.start : second[0] - sentence.start]
    plain = between.strip()
    return second[0] - first[1] >= 0 and (
        (len(between) <= _BETWEEN and plain in ("", ",")) or plain.lower() in (", the", ", a", ", an", "the")
    )


def _is(sentence: Sentence, role: Citation, place: Span) -> bool:
    """`Roe is the harbour master`, and what the parse takes for an apposition."""
    tokens = sentence.tokens
    roles = {i for i, t in enumerate(tokens) if role.start <= t.start < role.end}
    names = {i for i, t in enumerate(tokens) if place[0] <= t.start < place[1]}
    for i in roles:
        t = tokens[i]
        if t.rel == "appos" and t.head in names:
            return True
        if t.rel == "attr" and any(tokens[j].rel == "nsubj" for j in sentence.children[t.head] if j in names):
            return True
    return any(tokens[j].rel == "appos" and tokens[j].head in roles for j in names)
