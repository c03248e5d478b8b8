"""Clauses that hold a cue and yet leave nothing open: history, boilerplate, rhetoric."""

from __future__ import annotations

import re

from briefgen.analysis.undecided.clauses import is_finite
from briefgen.analysis.undecided.records import Cue
from briefgen.language.lexicon import words
from briefgen.model import Sentence

_YEAR = re.compile(r"(?:18|19|20)\d\d")
_GUESSES = frozenset({"modal", "outlook", "question", "threat", "decision"})
_SAYS_LITTLE = 3
"""Words beside the first of a clause that is too short to be understood: `it could be`."""


def is_settled(sentence: Sentence, cue: Cue, top: int, first: int, last: int) -> bool:
    """Whether the clause tells of something that is over, or of nothing that matters."""
    return (
        _is_history(sentence, cue, top, first, last)
        or _is_aside(sentence, cue, top)
        or _is_talk(sentence, cue, top, first, last)
        or _is_boilerplate(sentence, cue, first, last)
        or _is_comparison(sentence, cue)
        or _is_label(sentence, top, first, last)
    )


def _is_history(sentence: Sentence, cue: Cue, top: int, first: int, last: int) -> bool:
    tokens = sentence.tokens
    helpers = {tokens[c].text.lower() for c in sentence.children[top] if tokens[c].rel in {"aux", "auxpass"}}
    negated = any(tokens[c].rel == "neg" for c in sentence.children[top])
    if "had" in helpers and not negated and cue.rule not in {"threat"}:
        return True  # “had been weighing”
    past = tokens[top].tag == "VBD" or helpers & {"was", "were", "did"}
    if past and any(_YEAR.fullmatch(tokens[i].text) for i in range(first, last + 1)):
        return True
    behind = {tokens[i].lemma for i in range(first, last + 1) if tokens[i].tag in {"VBD", "VBN"}}
    if cue.rule == "decision" and behind & words("undecided_senses", "over"):
        return True
    lemma = tokens[cue.tokens[0]].lemma.lower()
    if negated and (cue.rule == "investigation" and past or lemma in words("undecided_senses", "worries")):
        return True
    if past and (lemma == "deadline" or (negated and cue.rule == "negotiation")):
        return True  # “was not obliged to negotiate”
    if cue.rule == "outlook" and past and tokens[cue.tokens[0]].tag == "VBG":
        return True  # “arrived hoping to”
    if any(tokens[i].tag == "TO" for i in cue.tokens):
        return False  # “named issues to be resolved”
    return bool(past) and cue.rule in {"missing", "dependency", "approval"}


def _is_aside(sentence: Sentence, cue: Cue, top: int) -> bool:
    """A guess in a clause that only narrows a thing or a time that is told of elsewhere."""
    if cue.rule not in _GUESSES:
        return False
    tokens = sentence.tokens
    if tokens[top].rel == "relcl" and not is_set_off(sentence, top):
        return cue.rule in {"modal", "decision", "outlook"}
    marks = {tokens[c].text.lower() for c in sentence.children[top] if tokens[c].rel in {"mark", "advmod"}}
    return tokens[top].rel == "advcl" and bool(marks & words("undecided_senses", "times"))


def is_set_off(sentence: Sentence, top: int) -> bool:
    """Whether a comma stands before a relative clause: it tells something more, and does not only narrow."""
    first = sentence.subtree(top)[0]
    return first > 0 and sentence.tokens[first - 1].text in {",", "—", "–"}


def _is_talk(sentence: Sentence, cue: Cue, top: int, first: int, last: int) -> bool:
    """What somebody says of anybody, or asks without wanting an answer."""
    tokens = sentence.tokens
    subject = next(
        (tokens[c].text.lower() for c in sentence.children[top] if tokens[c].rel in {"nsubj", "nsubjpass"}),
        "",
    )
    if cue.rule in _GUESSES and last - first < _SAYS_LITTLE:
        return True
    if (
        tokens[cue.tokens[0]].lemma == "doubt"
        and cue.tokens[0]
        and tokens[cue.tokens[0] - 1].text.lower() == "no"
    ):
        return True
    if subject in {"i", "you"} and any(tokens[i].lemma == "know" for i in cue.tokens):
        return True
    if subject in words("undecided_senses", "anybody") and cue.rule not in {"unclear", "withheld", "missing"}:
        return True
    return sentence.text.rstrip("”\"' ").endswith("?") and cue.rule in {"modal", "outlook"}


def _is_boilerplate(sentence: Sentence, cue: Cue, first: int, last: int) -> bool:
    inside = {sentence.tokens[i].lemma.lower() for i in range(first, last + 1)}
    named = [
        i for i in range(first, last + 1) if sentence.tokens[i].lemma.lower() in {"identify", "name", "quote"}
    ]
    if cue.rule == "withheld" and any(
        sentence.tokens[c].rel == "auxpass" for i in named for c in sentence.children[i]
    ):
        return True  # “declined to be identified”
    return bool(inside & words("undecided_senses", "boilerplate"))


def _is_label(sentence: Sentence, top: int, first: int, last: int) -> bool:
    """A heading without a verb names a thing and says nothing of it."""
    return sentence.heading and not is_finite(sentence, top) and last - first < 6


def _is_comparison(sentence: Sentence, cue: Cue) -> bool:
    """`more likely than others to vote`: a finding of a poll, not an outlook."""
    tokens = sentence.tokens
    i = next((k for k in cue.tokens if tokens[k].text.lower() == "likely"), 0)
    return i > 0 and tokens[i - 1].text.lower() in {"more", "less", "equally"}
