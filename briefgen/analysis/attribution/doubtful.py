"""Forms that report somebody's words, but so loosely that what they report is folded.

Of each of these, of those that name their holder, less than half are right as they stand on a sample of real
news; the others are right in four of five and more.
"""

from __future__ import annotations

from briefgen.analysis.attribution.candidates import Candidate
from briefgen.analysis.attribution.reading import SUBJECTS, Reading
from briefgen.analysis.attribution.stance import class_of
from briefgen.language.lexicon import words

_LOOSE = frozenset(
    {
        "about", "question", "noun_about", "noun_of", "noun_on", "noun_for", "noun_toward", "noun_including",
        "object_with", "object_at", "object_about", "object_from", "object_over", "as", "of", "in", "at",
        "adj_about", "adj_clause", "adj_for", "participle_by", "with", "on",
    }
)  # fmt: skip
# Cues that report in loose frames too: “agreed on a date”, “expressed doubts about the plan”.
_TIGHT = frozenset(
    {"concern", "doubt", "skepticism", "scepticism", "alarm", "fear", "agree", "disagree", "side", "insist"}
)
_REAL_ING = frozenset({"denies", "proposes", "rejects"})
_FIRST = SUBJECTS | {"nsubjpass", "csubjpass", "expl"}
_FEW = 3


def is_doubtful(r: Reading, c: Candidate) -> bool:
    """Whether the form or the place of the cue tells too little to print it."""
    return (
        c.holder is None
        or c.frame.startswith("passive_")
        or (c.frame in _LOOSE and c.lemma not in _TIGHT)
        or _is_hypothetical(r, c)
        or _is_unfulfilled(r, c.verb)
        or _is_loose_end(r, c)
        or _says_nothing(r, c)
        or r.low[-1] == "?"
    )


def _is_hypothetical(r: Reading, c: Candidate) -> bool:
    """`could argue`, `will announce`, `to see whether`."""
    if c.frame.startswith("noun_") or r.is_negated(c.verb):
        return False
    return r.context(c.verb) in {"modal", "infinitive"}


def _is_unfulfilled(r: Reading, i: int) -> bool:
    """Whether the verb above says that it was not done: `failed to report`, `considers ordering`."""
    token = r.tokens[i]
    if token.rel == "pcomp":  # “stopped short of calling”
        above = r.tokens[r.tokens[token.head].head].lemma
        return above in {"stop", "short", "refrain", "shy"} or r.low[token.head] in {"without", "instead"}
    return token.rel == "xcomp" and r.tokens[token.head].lemma.lower() in words("holding", "unfulfilled")


def _is_loose_end(r: Reading, c: Candidate) -> bool:
    """A participle behind a noun (`groups accusing him`), a clause whose subject stands before the cue."""
    token = r.tokens[c.verb]
    if token.rel == "acl" and token.tag == "VBG":
        return True
    if c.frame == "adj_to":  # “Roe said he was willing to”; what others see of it is doubtful
        return r.tokens[token.head].rel not in {"ccomp", "conj"}
    if c.frame in {"ing", "small"}:
        return class_of(c) not in _REAL_ING and not _is_whole(r, c)
    return c.frame == "clause" and not _is_whole(r, c)


def _is_whole(r: Reading, c: Candidate) -> bool:
    """Whether the clause has its subject in it: `a battle that they predict will be long` has not."""
    start = c.content[0][0]
    return any(start <= t.start and t.rel in _FIRST for t in r.tokens[: c.head])


def _says_nothing(r: Reading, c: Candidate) -> bool:
    """`declined to comment`, `agreed to go`, `did not mention the bill`, `criticised the effort`."""
    said = [k for k, t in enumerate(r.tokens) if c.content[0][0] <= t.start < c.content[0][1]]
    if c.frame == "to":
        head = r.tokens[c.head].lemma.lower()
        silent = c.lemma == "decline" and head in words("holding", "silent")
        refused = class_of(c) == "rejects" and head in {"comment", "elaborate"}
        return silent or refused or (len(said) <= _FEW and head in words("holding", "empty"))
    if c.frame in {"object", "toward", "question"} and r.is_negated(c.verb):
        return True
    return c.frame == "object" and class_of(c) == "states" and r.tokens[c.verb].tag == "VBG"
