"""Whether a clause tells, at the time of its report and on its own, that something is open.

`It is unclear who fired` does; `he had come to investigate`, `a firm that is reviewing the rules`, `we may
never know` and `unless it rains` do not: they narrow something else, are over, or name nobody.
"""

from __future__ import annotations

from itertools import pairwise

from briefgen.analysis.undecided.records import Cue
from briefgen.analysis.undecided.settled import is_set_off
from briefgen.language.lexicon import words
from briefgen.model import Sentence

_PRESENT = frozenset({"VBZ", "VBP"})
_PAST_TOO = frozenset({"unclear", "withheld", "question", "threat", "missing"})
"""Rules whose clauses stand in the past tense of a report and still hold."""
_HELPERS = frozenset({"aux", "auxpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_ASIDE = frozenset({"although", "though", "while", "but", "as"})
_OTHERWISE = {"appeal": frozenset({"to"}), "weigh": frozenset({"on", "in"})}
"""Verbs with the words beside which they mean another thing: `would appeal to leaders`, `weighing in`."""
_RELATIVE = frozenset({"which", "who", "whom", "whose"})
_BESIDE = frozenset({"investigation", "decision"})
"""Rules whose clauses tell something of their own also where they hang on a noun behind a comma."""
_BRINGING = frozenset({"see", "watch", "hear", "make", "let", "help", "have"})
"""Verbs of which a clause without a mark or an auxiliary says what is seen, or brought about."""
_TIMES = frozenset({"after", "before", "when", "until", "once"})
_HEDGES = frozenset({"would", "could", "might", "should", "may", "can", "ca"})
_MAY = frozenset({"may", "might", "could"})
_ONESELF = frozenset({"i", "we", "you", "my", "our", "your", "me", "us", "one"})
_ARTICLES = frozenset({"a", "an"})
_ASKING = frozenset({"WP", "WDT", "WRB"})
_PREDICATES = frozenset({"acomp", "attr", "oprd", "ROOT", "conj", "ccomp", "xcomp"})
_HEAD = 5
"""Paragraphs at the head of an article: what it tells there is news, and not how it came about."""


def is_told(sentence: Sentence, cue: Cue, top: int, first: int, last: int) -> bool:
    """Whether the clause, from its first to its last word, may stand in a list of what is open."""
    return (
        not sentence.text.rstrip("”\"' ").endswith("?")
        and _has_subject(sentence, cue, top, first, last)
        and _is_main(sentence, cue, top, first)
        and not _is_background(sentence, first, last)
        and not _is_known(sentence, cue, top, last)
        and (
            cue.rule == "if"
            or (
                _is_now(sentence, cue, top)
                and _is_its_verb(sentence, cue)
                and _is_its_own(sentence, cue, top)
            )
        )
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
        if tokens[i].pos in {"NOUN", "PROPN"}
        and i not in cue.tokens
        and tokens[i].entity not in {"DATE", "TIME"}
    ]
    if not nouns or tokens[first].rel in _HELPERS or tokens[first].text.lower() in _RELATIVE:
        return False  # “Will the council agree”, “which is expected to pass”
    if cue.rule == "dependency" and not any(t.pos == "PROPN" for t in tokens[first : last + 1]):
        return False  # “what is useful depends on the context”
    return sentence.heading or any(first <= c <= last for c in who)


def _subjects(sentence: Sentence, top: int) -> list[int]:
    """Its subjects, also that which it shares with a clause before."""
    tokens = sentence.tokens
    while True:
        own = [c for c in sentence.children[top] if tokens[c].rel in _SUBJECTS]
        if own or tokens[top].rel not in {"conj", "xcomp"} or tokens[top].head == top:
            return own
        top = tokens[top].head


def _is_main(sentence: Sentence, cue: Cue, top: int, first: int) -> bool:
    """Whether it is a clause of its own or what somebody reports, and not what narrows or dates another."""
    tokens = sentence.tokens
    token = tokens[top]
    if token.rel not in {"ROOT", "relcl"} and any(
        tokens[c].tag in _ASKING and c < top for c in sentence.children[top]
    ):
        return False  # “what the court must decide”
    while token.rel == "conj" and tokens[token.head].pos in {"VERB", "AUX"} and token.head != top:
        top, token = token.head, tokens[token.head]
    marks = {tokens[c].text.lower() for c in sentence.children[top] if tokens[c].rel in {"mark", "advmod"}}
    if token.rel == "ccomp":
        above = tokens[token.head]
        bare = not _helpers(sentence, top) and not any(
            tokens[c].rel == "mark" for c in sentence.children[top]
        )
        if bare and above.lemma.lower() in _BRINGING:
            return False  # “a week that saw the council open an inquiry”: nobody reports it
        return (
            above.pos in {"VERB", "AUX", "ADJ"}
            and above.lemma.lower() not in words("undecided_senses", "disbelief")
            and not any(tokens[c].rel == "neg" for c in sentence.children[token.head])
        )
    if token.rel == "relcl":
        tells = any(tokens[c].tag in _ASKING and tokens[c].rel in _SUBJECTS for c in sentence.children[top])
        tells = tells and cue.rule in _BESIDE
        return tells and first < sentence.subtree(top)[0] and is_set_off(sentence, top)  # with its noun
    if token.rel == "advcl":
        return bool(marks & _ASIDE)
    return token.rel in {"ROOT", "parataxis"} and not marks & _TIMES


def _is_background(sentence: Sentence, first: int, last: int) -> bool:
    """`has been reviewing the rules since 2009`, `for decades`, `in the late 1990s`."""
    lows = [t.text.lower() for t in sentence.tokens[first : last + 1]]
    return any(
        w in words("undecided_senses", "spans") or (w[:4].isdigit() and w[4:] in {"s", "’s", "'s"})
        for w in lows
    ) or any((a == "since" and b[:4].isdigit()) or (a, b) == ("for", "years") for a, b in pairwise(lows))


def _is_known(sentence: Sentence, cue: Cue, top: int, last: int) -> bool:
    """`was unknown to the board`, `was not clear until Monday`: somebody knows, or all do now."""
    if cue.rule != "unclear":
        return False
    tokens = sentence.tokens
    it = any(tokens[c].text.lower() == "it" and tokens[c].rel in _SUBJECTS for c in sentence.children[top])
    if it and not any(
        tokens[i].tag in _ASKING or tokens[i].rel == "mark" for i in range(cue.tokens[0], last + 1)
    ):
        return True  # “it remains unclear”, and what is told elsewhere
    until = sentence.tokens[top].tag == "VBD" and any(
        tokens[i].text.lower() == "until" for i in range(cue.tokens[-1], last + 1)
    )
    return until or any(
        tokens[c].text.lower() == "to" and tokens[c].rel == "prep"
        for i in cue.tokens
        for c in sentence.children[i]
        if tokens[i].pos == "ADJ"
    )


def _is_now(sentence: Sentence, cue: Cue, top: int) -> bool:
    """Whether its verb is in the present or to come, or tells in the past tense of a report what holds."""
    tokens = sentence.tokens
    helpers = _helpers(sentence, top)
    reported = tokens[top].rel == "ccomp"
    negated = any(tokens[c].rel == "neg" for c in sentence.children[top])
    if negated and cue.rule in {"investigation", "negotiation", "outlook", "threat", "dispute", "question"}:
        return False
    if helpers & _HEDGES and not (reported and "would" in helpers):
        if cue.rule == "decision" and helpers & _MAY:
            return top in cue.tokens and tokens[top].lemma != "face"  # “may appeal the ruling”
        return cue.rule == "unclear" and bool(helpers & {"could", "can"}) and negated
    if tokens[top].tag == "VBN" and tokens[top].lemma == "be" and cue.rule in {"negotiation", "dispute"}:
        return False  # “has been a stumbling block”
    if "had" in helpers:
        return cue.rule == "unclear" or reported
    finite = tokens[top].tag in _PRESENT or bool(
        helpers
        & {
            "is",
            "are",
            "am",
            "has",
            "have",
            "will",
            "must",
            "'s",
            "’s",
            "'re",
            "’re",
            "'ll",
            "’ll",
            "wo",
            "do",
            "does",
        }
    )
    if finite or sentence.heading:
        return True
    if reported or cue.rule in _PAST_TOO or (cue.rule == "decision" and tokens[top].tag == "VBG"):
        return True  # “was considering whether”
    return _begins(sentence, cue) or tokens[top].lemma.lower() in words("undecided_senses", "pending")


def _begins(sentence: Sentence, cue: Cue) -> bool:
    """`opened an inquiry`: what has begun goes on, where the text does not take it for known."""
    if cue.rule != "investigation" or sentence.paragraph >= _HEAD:
        return False
    noun = cue.tokens[-1]
    return any(sentence.tokens[c].text.lower() in _ARTICLES for c in sentence.children[noun])


def _is_its_verb(sentence: Sentence, cue: Cue) -> bool:
    """Whether the verb of the cue is the clause's own, or hangs on one that sets it in the future."""
    tokens = sentence.tokens
    if any(tokens[i].pos == "ADJ" and tokens[i].rel not in _PREDICATES for i in cue.tokens[:1]):
        return sentence.heading
    verb = next((i for i in cue.tokens if tokens[i].pos == "VERB"), None)
    if verb is None or tokens[verb].tag not in {"VB", "VBG"}:
        return True
    helpers = _helpers(sentence, verb)
    if tokens[verb].tag == "VBG":
        above = tokens[tokens[verb].head]
        return (
            bool(helpers)
            or tokens[verb].rel == "conj"
            or sentence.heading
            or (tokens[verb].rel == "xcomp" and above.lemma.lower() in words("undecided_senses", "ahead"))
        )
    if helpers - {"to"}:
        return True
    return tokens[tokens[verb].head].lemma.lower() in words("undecided_senses", "ahead")


def _is_its_own(sentence: Sentence, cue: Cue, top: int) -> bool:
    """Whether no other clause inside has the cue: `allows him to avoid a trial that was expected to last`."""
    tokens = sentence.tokens
    first = tokens[cue.tokens[0]]
    if first.rel == "prep" and tokens[first.head].pos in {"NOUN", "PROPN"}:
        return False  # “the firm under review”
    beside = {tokens[c].text.lower() for i in cue.tokens for c in sentence.children[i]}
    if any(beside & _OTHERWISE.get(tokens[i].lemma.lower(), frozenset()) for i in cue.tokens):
        return False
    for i in cue.tokens:
        at = i
        while at != top and tokens[at].head != at:
            if tokens[at].rel == "relcl" or (tokens[at].rel in {"acl", "advcl"} and tokens[at].tag != "VB"):
                return False
            at = tokens[at].head
    return True
