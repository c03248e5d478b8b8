"""The question that a clause leaves, in its own words: `whether the pact holds`."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.undecided.clauses import is_finite
from briefgen.analysis.undecided.records import Cue
from briefgen.model import Sentence

_RULES = frozenset({"unclear", "withheld", "investigation", "decision", "question", "dispute"})
_WORDS = frozenset({"whether", "if", "who", "what", "when", "where", "why", "how", "which"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_TURNS = frozenset({"but", "nor", "yet"})
_LEAST = 3
"""Words of a question: `who fired first`."""


def question_in(sentence: Sentence, cue: Cue, top: int, last: int) -> tuple[int, int] | None:
    """Code points of the question behind the cue, where it has a verb with a subject of its own."""
    if cue.rule not in _RULES:
        return None
    tokens = sentence.tokens
    before = next((c for c in sentence.children[top] if tokens[c].rel == "csubj"), None)
    if before is not None and tokens[(own := sentence.subtree(before))[0]].text.lower() in _WORDS:
        return tokens[own[0]].start, tokens[own[-1]].end  # “Whether the pact holds is unclear”
    for i in _words(sentence, cue, last):
        verb = tokens[i].head
        while not is_finite(sentence, verb) and tokens[verb].head != verb and tokens[verb].head >= i:
            verb = tokens[verb].head
        if verb <= i or not is_finite(sentence, verb) or not _has_subject(sentence, verb, i):
            continue
        inside = [k for k in sentence.subtree(verb) if i <= k <= last]
        end = _end(sentence, [k for k in inside if k < _turn(sentence, verb, last)])
        if end - i + 1 >= _LEAST:
            return tokens[i].start, tokens[end].end
    return None


def _words(sentence: Sentence, cue: Cue, last: int) -> Iterator[int]:
    """Question words among those of the cue and behind it, that begin a clause."""
    tokens = sentence.tokens
    for i in range(min(cue.tokens) + 1, last + 1):
        low = tokens[i].text.lower()
        if low not in _WORDS or (low == "if" and tokens[i].rel != "mark"):
            continue
        conditional = low == "if" and tokens[tokens[i].head].rel == "advcl"
        # Right behind “unclear” it is a question, whatever the parser calls it.
        if i - 1 in cue.tokens or not (conditional or _is_elsewhere(sentence, cue, i)):
            yield i


def _is_elsewhere(sentence: Sentence, cue: Cue, i: int) -> bool:
    """Whether it belongs to something beside: `will answer a request that asks how many`, `including how`."""
    tokens = sentence.tokens
    while i not in cue.tokens and tokens[i].head != i:
        if tokens[i].rel in {"relcl", "acl", "advcl"} or tokens[i].text.lower() == "including":
            return True
        i = tokens[i].head
    return False


def _has_subject(sentence: Sentence, verb: int, i: int) -> bool:
    tokens = sentence.tokens
    return any(tokens[c].rel in _SUBJECTS and c >= i for c in sentence.children[verb])


def _turn(sentence: Sentence, verb: int, last: int) -> int:
    """Where another clause is joined to the question: `who fired, but that nobody …`."""
    tokens = sentence.tokens
    return min(
        (c for c in sentence.children[verb] if tokens[c].rel == "cc" and tokens[c].text.lower() in _TURNS),
        default=last + 1,
    )


def _end(sentence: Sentence, inside: list[int]) -> int:
    """The last word, without a second question or an aside behind a comma that hangs on the first."""
    end = inside[-1]
    while (
        end > inside[0]
        and sentence.tokens[end].pos in {"PUNCT", "CCONJ"}
        and sentence.tokens[end].text not in {"%", ")"}
    ):
        end -= 1
    return end
