"""Whether a clause tells, at the time of its report and on its own, that something is open.

`It is unclear who fired` does; `he had come to investigate`, `a firm that is reviewing the rules`, `we may
never know` and `unless it rains` do not: they narrow something else, are over, or name nobody.
"""

from __future__ import annotations

from briefgen.analysis.undecided.records import Cue
from briefgen.language.lexicon import words
from briefgen.model import Sentence

_PRESENT = frozenset({"VBZ", "VBP"})
_PAST_TOO = frozenset({"unclear", "withheld", "question", "threat", "missing"})
"""Rules whose clauses stand in the past tense of a report and still hold."""
_HELPERS = frozenset({"aux", "auxpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_ASIDE = frozenset({"although", "though", "while", "because", "since", "as", "but"})
_HEDGES = frozenset({"would", "could", "might", "should", "may", "can", "ca"})
_ONESELF = frozenset({"i", "we", "you", "my", "our", "your", "me", "us", "one"})
_ARTICLES = frozenset({"a", "an"})


def is_told(sentence: Sentence, cue: Cue, top: int, first: int, last: int) -> bool:
    """Whether the clause, from its first to its last word, may stand in a list of what is open."""
    return (
        _has_subject(sentence, cue, top, first, last)
        and _is_main(sentence, top, first)
        and not _is_background(sentence, first, last)
        and (cue.rule == "if" or (_is_now(sentence, cue, top) and _is_its_verb(sentence, cue)))
    )


def _helpers(sentence: Sentence, verb: int) -> set[str]:
    tokens = sentence.tokens
    return {tokens[c].text.lower() for c in sentence.children[verb] if tokens[c].rel in _HELPERS}


def _has_subject(sentence: Sentence, cue: Cue, top: int, first: int, last: int) -> bool:
    """Whether it says who or what, and that is neither the speaker nor anybody."""
    tokens = sentence.tokens
    who = _subjects(sentence, top)
    if any(tokens[i].text.lower() in _ONESELF for c in who for i in sentence.subtree(c)):
        return False
    nouns = [
        i
        for i in range(first, last + 1)
        if tokens[i].pos in {"NOUN", "PROPN"} and i not in cue.tokens and tokens[i].entity not in {"DATE", "TIME"}
    ]
    if not nouns:
        return False
    return sentence.heading or any(first <= c <= last for c in who)


def _subjects(sentence: Sentence, top: int) -> list[int]:
    """Its subjects, also that which it shares with a clause before."""
    tokens = sentence.tokens
    while True:
        own = [c for c in sentence.children[top] if tokens[c].rel in _SUBJECTS]
        if own or tokens[top].rel not in {"conj", "xcomp"} or tokens[top].head == top:
            return own
        top = tokens[top].head


def _is_main(sentence: Sentence, top: int, first: int) -> bool:
    """Whether it is a clause of its own or what somebody reports, and not what narrows or dates another."""
    tokens = sentence.tokens
    token = tokens[top]
    while token.rel == "conj" and tokens[token.head].pos in {"VERB", "AUX"} and token.head != top:
        top, token = token.head, tokens[token.head]
    if token.rel == "ccomp":
        above = tokens[token.head]
        return above.lemma.lower() not in words("undecided_senses", "disbelief") and not any(
            tokens[c].rel == "neg" for c in sentence.children[token.head]
        )
    if token.rel == "relcl":
        return first < sentence.subtree(top)[0]  # with the noun that it tells more of
    if token.rel == "advcl":
        marks = {tokens[c].text.lower() for c in sentence.children[top] if tokens[c].rel in {"mark", "advmod"}}
        return bool(marks & _ASIDE)
    return token.rel in {"ROOT", "parataxis"}


def _is_background(sentence: Sentence, first: int, last: int) -> bool:
    """`has been reviewing the rules since 2009`, `for decades`, `in the late 1990s`."""
    lows = [t.text.lower() for t in sentence.tokens[first : last + 1]]
    return any(w in words("undecided_senses", "spans") or (w[:4].isdigit() and w[4:] in {"s", "’s", "'s"}) for w in lows) or any(
        a == "since" and b[:4].isdigit() for a, b in zip(lows, lows[1:], strict=False)
    )


def _is_now(sentence: Sentence, cue: Cue, top: int) -> bool:
    """Whether its verb stands in the present, is to come, or tells in the past tense of a report what holds."""
    tokens = sentence.tokens
    helpers = _helpers(sentence, top)
    reported = tokens[top].rel == "ccomp"
    negated = any(tokens[c].rel == "neg" for c in sentence.children[top])
    if negated and cue.rule in {"investigation", "negotiation", "outlook", "threat", "dispute"}:
        return False
    if helpers & _HEDGES and not (reported and "would" in helpers):
        return cue.rule == "unclear" and bool(helpers & {"could", "can"}) and negated
    if "had" in helpers:
        return cue.rule == "unclear" or reported
    finite = tokens[top].tag in _PRESENT or bool(
        helpers & {"is", "are", "am", "has", "have", "will", "must", "'s", "’s", "'re", "’re", "'ll", "’ll", "wo", "do", "does"}
    )
    if finite or sentence.heading:
        return True
    if reported or cue.rule in _PAST_TOO or (cue.rule == "decision" and tokens[top].tag == "VBG"):
        return True  # “was considering whether”
    return _begins(sentence, cue) or tokens[top].lemma.lower() in words("undecided_senses", "pending")


def _begins(sentence: Sentence, cue: Cue) -> bool:
    """`opened an inquiry`: what has begun goes on, where the text does not take it for known."""
    if cue.rule != "investigation":
        return False
    noun = cue.tokens[-1]
    return any(sentence.tokens[c].text.lower() in _ARTICLES for c in sentence.children[noun])


def _is_its_verb(sentence: Sentence, cue: Cue) -> bool:
    """Whether the verb of the cue is the clause's own, or hangs on one that sets it in the future."""
    tokens = sentence.tokens
    verb = next((i for i in cue.tokens if tokens[i].pos == "VERB"), None)
    if verb is None or tokens[verb].tag not in {"VB", "VBG"}:
        return True
    helpers = _helpers(sentence, verb)
    if tokens[verb].tag == "VBG":
        return bool(helpers) or tokens[verb].rel in {"conj", "xcomp"} or sentence.heading
    if helpers - {"to"}:
        return True
    return tokens[tokens[verb].head].lemma.lower() in words("undecided_senses", "ahead")
