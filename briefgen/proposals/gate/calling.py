"""Whether a sentence calls somebody what a model says that it calls him."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.model import Citation, Sentence
from briefgen.proposals.gate.holding import Span, head

_NAME = r"[A-Z][\w.-]*"
_BETWEEN = re.compile(
    rf"(?:(?:,|\(|--|—|–) ?)?(?:(?:from|of|at|with) )?(?:{_NAME}(?: {_NAME})?['’]s? )?"
    r"(?:(?:the|an?|his|her|their|its) )?"
)
"""What may part a role and a name."""


def called(sentence: Sentence, role: Citation, places: Sequence[Span]) -> bool:
    """Whether these words of the sentence say what somebody is who is named at one of these places."""
    return any(
        _inside(sentence, role, place) or _beside(sentence, role, place) or _is(sentence, role, place)
        for place in places
    )


def _inside(sentence: Sentence, role: Citation, place: Span) -> bool:
    """`President Roe`, where the name is taken with its title; `the harbour master`, who stands for the
    name."""
    if place[0] <= role.start and role.end <= place[1]:
        return True
    return head(sentence, (role.start, role.end)) in range(*_tokens(sentence, place))


def _tokens(sentence: Sentence, span: Span) -> Span:
    """Indices of the words of a span."""
    inside = [i for i, t in enumerate(sentence.tokens) if span[0] <= t.start < span[1]]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _beside(sentence: Sentence, role: Citation, place: Span) -> bool:
    """`harbour master Roe`, `Roe, the harbour master`, `Roe – the town's harbour master`, `Roe of the
    harbour board`: what stands between is a mark, an article, a name in the genitive or a word for where
    somebody is from.
    """
    first, second = sorted([(role.start, role.end), place])
    if second[0] < first[1]:
        return False
    between = sentence.text[first[1] - sentence.start : second[0] - sentence.start].split()
    return _BETWEEN.fullmatch(" ".join([*between, ""])) is not None


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
