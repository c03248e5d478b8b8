"""What only may happen: modal verbs, and `if` with what follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.undecided.clauses import is_finite
from briefgen.analysis.undecided.records import Cue, IssueKind
from briefgen.language.lexicon import words
from briefgen.model import Sentence

_FOLLOWS = frozenset({"will", "may", "might", "could", "would", "can", "must", "'ll", "’ll", "should"})
_REAL = frozenset({"will", "'ll", "’ll", "must", "may", "could", "can"})
_MODALS = frozenset({"may", "might", "could"})
_CLOSED = frozenset({"n't", "n’t", "not", "never"})


def modal_cues(sentence: Sentence) -> Iterator[Cue]:
    """Conditions that are still open, and events that only may come."""
    for i, token in enumerate(sentence.tokens):
        low = token.text.lower()
        if low == "if" and token.rel == "mark" and (found := _conditional(sentence, i)):
            yield Cue(tokens=found, kind="condition", rule="if", confidence="medium", rank=55)
        elif low in _MODALS and token.rel == "aux" and (found := _possible(sentence, i)):
            kind: IssueKind = "unknown" if _is_past(sentence, token.head) else "outlook"
            yield Cue(tokens=found, kind=kind, rule="modal", confidence="low", rank=200)


def _conditional(sentence: Sentence, i: int) -> tuple[int, ...] | None:
    """`if` and the verbs of both clauses, where the condition can still come true."""
    tokens = sentence.tokens
    verb = tokens[i].head
    if tokens[verb].rel != "advcl":
        return None
    main = tokens[verb].head
    helpers = {tokens[c].text.lower() for c in sentence.children[verb] if tokens[c].rel in {"aux", "auxpass"}}
    if "had" in helpers or i > 0 and tokens[i - 1].text.lower() in {"as", "even", "only", "what"}:
        return None
    if any(
        tokens[c].rel.startswith("nsubj") and tokens[c].text.lower() in {"you", "one", "i", "anyone"}
        for c in sentence.children[verb]
    ):
        return None
    follows = {tokens[c].text.lower() for c in sentence.children[main] if tokens[c].rel == "aux"}
    past = tokens[verb].tag == "VBD" and "would" not in follows
    # “It can kill if it is not treated” holds always; “they can return if the fighting stops” is open.
    always = "can" in follows and any(tokens[c].rel == "neg" for c in sentence.children[verb])
    if past or always or "have" in follows or not follows & _FOLLOWS:
        return None
    return tuple(sorted((i, verb, main)))


def condition(sentence: Sentence, cue: Cue) -> tuple[int, int]:
    """The verb of a condition that begins with `if`, and that of what follows from it."""
    tokens = sentence.tokens
    verb = next(
        tokens[i].head for i in cue.tokens if tokens[i].text.lower() == "if" and tokens[i].rel == "mark"
    )
    return verb, tokens[verb].head


def is_expected(sentence: Sentence, cue: Cue) -> bool:
    """Whether a condition may well come true: `if the board agrees, work will begin`, not `would`."""
    verb, main = condition(sentence, cue)
    tokens = sentence.tokens
    follows = {tokens[c].text.lower() for c in sentence.children[main] if tokens[c].rel == "aux"}
    negated = any(tokens[c].rel == "neg" for c in sentence.children[main])
    says = any(tokens[c].rel in {"nsubj", "nsubjpass"} for c in sentence.children[verb])  # not “if necessary”
    likely = bool(follows & _REAL) and not (negated and "could" in follows) and not _is_state(sentence, main)
    return likely and says and tokens[verb].tag != "VBD"


def _is_state(sentence: Sentence, verb: int) -> bool:
    """`will become a burden`: what somebody foretells."""
    return sentence.tokens[verb].lemma.lower() in words("undecided_senses", "states")


def _possible(sentence: Sentence, i: int) -> tuple[int, ...] | None:
    tokens = sentence.tokens
    verb = tokens[i].head
    around = {tokens[c].text.lower() for c in sentence.children[verb]}
    if around & _CLOSED and tokens[i].text.lower() == "could":
        return None
    if _is_unreal(sentence, verb):
        return None
    subject = next(
        (tokens[c].text.lower() for c in sentence.children[verb] if tokens[c].rel in {"nsubj", "nsubjpass"}),
        "",
    )
    if subject in words("undecided_senses", "no_event") or not is_finite(sentence, verb):
        return None
    if tokens[i].text.lower() == "could" and tokens[verb].lemma in words("undecided_senses", "ability"):
        return None
    if tokens[verb].lemma in words("undecided_senses", "estimates") and _has_amount(sentence, verb):
        return None
    if any(tokens[c].text.lower() in {"whether", "whatever", "whoever"} for c in sentence.subtree(verb)[:2]):
        return None
    return i, verb


def _has_amount(sentence: Sentence, verb: int) -> bool:
    """`could cost $80 million`: an estimate, not an event to come."""
    return any(sentence.tokens[k].entity in {"MONEY", "PERCENT"} for k in sentence.subtree(verb))


def _is_past(sentence: Sentence, verb: int) -> bool:
    """`may have obstructed`: not what comes, but what is not known."""
    return any(
        sentence.tokens[c].text.lower() == "have" and sentence.tokens[c].rel == "aux"
        for c in sentence.children[verb]
    )


def _is_unreal(sentence: Sentence, verb: int) -> bool:
    """`if they had come earlier, it could have been prevented`."""
    tokens = sentence.tokens
    conditions = (c for c in sentence.children[verb] if tokens[c].rel == "advcl")
    return any(
        tokens[k].text.lower() == "had" and tokens[k].rel == "aux"
        for c in conditions
        for k in sentence.children[c]
    )
