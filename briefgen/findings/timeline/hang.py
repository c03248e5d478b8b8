"""What a date in a sentence dates: the clause whose verb it hangs on, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.claims import Claim
from briefgen.language.lexicon import per_language, table
from briefgen.model import Sentence, Token

_DATING = frozenset({"on", "in", "at", "during", "around", "about", "late", "early", "over", "mid"})
"""Prepositions by which a date hangs on what it dates; behind others it bounds it."""
AHEAD = frozenset({"schedule", "plan", "set", "expect", "slate", "due"})
"""Verbs that tell of what is to come."""
_PHASES = frozenset({"begin", "start", "continue", "stop", "manage", "help", "have"})
_HELD_OPEN = frozenset({"xcomp", "acomp"})
_PARTS = frozenset(
    {"npadvmod", "pobj", "nmod", "compound", "tmod", "dep", "nummod", "advmod", "amod", "poss", "prep",
     "dobj", "appos", "agent"}
)  # fmt: skip
_NAMES = frozenset({"PERSON", "GPE", "LOC", "FAC", "ORG", "NORP"})
_INDEFINITE = frozenset({"a", "an", "another"})


def dated_claim(s: Sentence, claims: tuple[Claim, ...], start: int, end: int) -> Claim | None:
    """The finite clause that the date at these code points dates; None where it dates something else, or
    only bounds it.
    """
    tokens = s.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start < end and t.pos != "PUNCT"]
    tops = [i for i in inside if tokens[i].head not in inside or tokens[i].head == i]
    if not tops or _is_in_a_list(s, inside):
        return None
    verbs = {v for top in tops if (v := _verb(s, top, inside)) is not None}
    if len(verbs) != 1:
        return None
    verb = verbs.pop()
    own = next((c for c in claims if c.index == verb and not c.nominal), None)
    while own is not None and tokens[own.index].rel in _HELD_OPEN:
        # “agreed to meet on Friday”: the day of the meeting; “is set to meet”, “began to leave”: one thing.
        above = next((c for c in claims if c.index == tokens[own.index].head and not c.nominal), None)
        own = above if above is not None and above.lemma in AHEAD | _PHASES else None
    return own if own is not None and own.finite else None


def _is_in_a_list(s: Sentence, inside: list[int]) -> bool:
    """`on Monday and Friday`: two dates of which each is half."""
    return any(
        s.tokens[i].rel == "conj"
        and s.tokens[i].head not in inside
        or any(
            s.tokens[c].rel == "conj" and c not in inside and s.tokens[c].pos != "VERB" for c in s.children[i]
        )
        for i in inside
    )


def _verb(s: Sentence, top: int, inside: list[int]) -> int | None:
    """The verb that the date hangs on, by its prepositions, by a place, or by what the verb brings up."""
    tokens = s.tokens
    at = top
    if any(d.text.lower() in _INDEFINITE for d in _det(s, at)):  # “on a sunny Sunday”
        return None
    for _ in range(8):
        token = tokens[at]
        if token.rel not in _PARTS or token.head == at:
            return None
        head = token.head
        above = tokens[head]
        if above.pos in {"VERB", "AUX"} and token.rel != "amod":
            if token.rel == "dobj" and at in inside:
                return None
            return _main(s, head)
        if above.pos in {"ADP", "SCONJ"} or above.rel == "prep":
            if at in inside and above.text.lower() not in _DATING and not _is_planned_for(s, head):
                return None
        elif above.pos not in {"ADV", "NUM"} and not _lets_through(s, head, at):
            return None
        at = head
    return None


def _main(s: Sentence, verb: int) -> int:
    """The full verb where the date hangs on its helping verb."""
    while s.tokens[verb].rel in {"aux", "auxpass"}:
        verb = s.tokens[verb].head
    return verb


def _is_planned_for(s: Sentence, preposition: int) -> bool:
    """`scheduled for Friday`."""
    token = s.tokens[preposition]
    return token.text.lower() == "for" and s.tokens[token.head].lemma.lower() in AHEAD


def _lets_through(s: Sentence, noun: int, at: int) -> bool:
    """Whether a date on this noun is the verb's as well: a name takes none, nor does a thing; what comes up
    anew (`held a rally on Monday`, `at a Monday night meeting`) came up then.
    """
    token = s.tokens[noun]
    if token.pos not in {"NOUN", "PROPN"}:
        return False
    if token.pos == "PROPN" or token.entity in _NAMES:
        return at > noun  # before it, it is part of the name
    if any(s.tokens[c].text.lower() in _INDEFINITE or s.tokens[c].pos == "NUM" for c in s.children[noun]):
        return True
    return at > noun and token.lemma.lower() not in _acts() and not token.lemma.lower().endswith(_OF_ACTS)


_OF_ACTS = ("tion", "sion", "ment", "ance", "ence", "ing", "al", "ure", "sis")
"""Nouns for acts end so: they have a day of their own."""


@per_language
def _acts() -> frozenset[str]:
    """Nouns for what happens or is said, which has a day of its own."""
    told = {n for nouns in table("cues")["nouns"].values() for n in nouns}
    happens = {n for part in ("meetings", "happenings") for group in table("events")[part] for n in group}
    more = {
        "trip",
        "tour",
        "victory",
        "win",
        "loss",
        "defeat",
        "war",
        "day",
        "week",
        "month",
        "year",
        "term",
        "race",
    }
    return frozenset(told | happens | set(table("predicates")["nominal"]["nouns"]) | more)


def _det(s: Sentence, i: int) -> Iterator[Token]:
    return (s.tokens[c] for c in s.children[i] if s.tokens[c].rel == "det")
