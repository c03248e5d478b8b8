"""The smallest finite clause round some words of a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.model import Sentence

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EDGE = frozenset({"PUNCT", "CCONJ"})
_OPENING = frozenset(
    {"that", "although", "though", "while", "because", "as", "but", "and", "or", "since", "so"}
)
_CONDITIONS = frozenset({"if", "unless", "provided", "providing", "once"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LINKS = frozenset(
    {"however", "meanwhile", "namely", "also", "moreover", "still", "even", "nevertheless", "nonetheless"}
)


def clause_of(sentence: Sentence, words: Iterable[int]) -> tuple[int, int, int]:
    """The clause's verb and its first and last word, as indices into the sentence."""
    cue = sorted(words)
    top = cue[0]
    for i in cue[1:]:
        top = _common(sentence, top, i)
    while not is_finite(sentence, top) and sentence.tokens[top].head != top:
        top = sentence.tokens[top].head
    top = _with_what_follows(sentence, top)
    first, last = _extent(sentence, top, cue)
    token = sentence.tokens[top]
    if (
        token.rel == "relcl"
        and token.head < first
        and sentence.tokens[first].tag in {"WDT", "WP", "WP$", "WRB"}
    ):
        first = min(
            sentence.subtree(token.head)
        )  # “…, which is expected to rise” says nothing without its noun
    return top, first, last


def _with_what_follows(sentence: Sentence, top: int) -> int:
    """The verb of what depends on a condition: `unless they disarm` says nothing without it."""
    tokens = sentence.tokens
    marks = {tokens[c].text.lower() for c in sentence.children[top] if tokens[c].rel in {"mark", "advmod"}}
    if tokens[top].rel != "advcl" or not marks & _CONDITIONS:
        return top
    above = tokens[top].head
    while not is_finite(sentence, above) and tokens[above].head != above:
        above = tokens[above].head
    return above if is_finite(sentence, above) else top


def subject_before(sentence: Sentence, top: int, first: int) -> tuple[int, int] | None:
    """First and last word of the subject that it shares with a clause before: who `… and may sell`."""
    tokens = sentence.tokens
    i = top
    while tokens[i].rel == "conj" and tokens[i].head != i:
        if any(tokens[c].rel in _SUBJECTS for c in sentence.children[i]):
            return None
        i = tokens[i].head
        for c in sentence.children[i]:
            if tokens[c].rel in _SUBJECTS and c < first and tokens[c].tag not in {"WDT", "WP", "IN", "DT"}:
                return min(_bare(sentence, c)), max(_bare(sentence, c))
    return None


def _bare(sentence: Sentence, i: int) -> list[int]:
    """A noun with what narrows it, without the clauses that hang on it."""
    tokens = sentence.tokens
    inside = [i]
    for c in sentence.children[i]:
        if tokens[c].rel not in {"relcl", "acl", "appos", "punct", "parataxis"}:
            inside += _bare(sentence, c)
    return inside


def is_finite(sentence: Sentence, i: int) -> bool:
    """Whether the word is the verb of a clause of its own."""
    tokens = sentence.tokens
    if tokens[i].pos not in {"VERB", "AUX"} or tokens[i].rel in {"aux", "auxpass", "amod", "compound"}:
        return False
    if tokens[i].tag in _FINITE:
        return True
    return any(tokens[c].rel in {"aux", "auxpass"} and tokens[c].tag in _FINITE for c in sentence.children[i])


def _common(sentence: Sentence, i: int, j: int) -> int:
    """The lowest word that governs both."""
    above = _ancestors(sentence, i)
    return next((k for k in _ancestors(sentence, j) if k in above), min(i, j))


def _ancestors(sentence: Sentence, i: int) -> list[int]:
    out = [i]
    while sentence.tokens[out[-1]].head != out[-1] and len(out) < len(sentence.tokens):
        out.append(sentence.tokens[out[-1]].head)
    return out


def _extent(sentence: Sentence, top: int, cue: list[int]) -> tuple[int, int]:
    kept = {top}
    todo = [top]
    while todo:
        i = todo.pop()
        for c in sentence.children[i]:
            inside = set(sentence.subtree(c))
            if inside & set(cue) or not _beside(sentence, top, i, c):
                kept.add(c)
                todo.append(c)
    kept |= set(cue)
    tokens = sentence.tokens
    inside_order = sorted(kept)
    while (
        len(inside_order) > 1
        and inside_order[0] not in cue
        and (
            tokens[inside_order[0]].pos in _EDGE
            or _opens(sentence, inside_order[0], top)
            or tokens[inside_order[0]].text.lower() in _LINKS
        )
    ):
        inside_order.pop(0)
    while (
        len(inside_order) > 1
        and tokens[inside_order[-1]].pos in _EDGE
        and tokens[inside_order[-1]].text not in {"%", ")"}
    ):
        inside_order.pop()
    return inside_order[0], inside_order[-1]


def _opens(sentence: Sentence, i: int, top: int) -> bool:
    """A word that only ties the clause to the one before."""
    token = sentence.tokens[i]
    return token.head == top and token.rel in {"mark", "cc"} and token.text.lower() in _OPENING


def _beside(sentence: Sentence, top: int, i: int, c: int) -> bool:
    """Whether what the word governs is another clause that the cue has no part in."""
    tokens = sentence.tokens
    token = tokens[c]
    if i == top and token.rel == "conj" and token.pos in {"VERB", "AUX"}:
        return True
    if token.rel in {"parataxis"}:
        return True
    if token.rel == "ccomp" and c < i:  # “…,” he said
        return True
    if token.rel in {"relcl", "advcl", "appos", "acl"} and i == top or token.rel == "relcl":
        marks = {tokens[k].text.lower() for k in sentence.children[c] if tokens[k].rel in {"mark", "advmod"}}
        if marks & {"if", "unless", "until", "once", "whether", "before", "after", "when"}:
            return False
        first = sentence.subtree(c)[0]
        return (
            first > 0
            and tokens[first - 1].text in {",", "—", "–", "--"}
            or bool(marks & {"while", "although", "though", "as"})
        )
    return False
