"""Forms that report somebody's words, but so loosely that what they report is folded.

Of each of these, of those that name their holder, less than half are right as they stand on a sample of real
news; the others are right in four of five and more.
"""

from __future__ import annotations

from briefgen.analysis.attribution.candidates import Candidate
from briefgen.analysis.attribution.formalities import is_formality
from briefgen.analysis.attribution.reading import SUBJECTS, Reading
from briefgen.analysis.attribution.stance import class_of, is_given
from briefgen.language.lexicon import table, words

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
_BINDING = frozenset({"agrees", "commits"})
_REAL_ING = frozenset({"denies", "proposes", "rejects"})
# Frames whose content may be no more than what was talked about.
_ABOUT_IT = frozenset({"object", "object_to", "object_on", "object_in", "toward"})
_MAY = frozenset({"may", "might", "could"})
# Prepositions in front of what was not done, or by somebody else.
_APART = frozenset({"without", "instead", "before"})
_WANTING = frozenset({"want", "wish", "need", "seek"})
_CLIMB = 4
_ASKED = 8
_SPOKEN = frozenset({"clause", "post", "question"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FIRST = SUBJECTS | {"nsubjpass", "csubjpass", "expl"}
_FEW = 3


def is_doubtful(r: Reading, c: Candidate) -> bool:
    """Whether the form or the place of the cue tells too little to print it."""
    return (
        c.holder is None
        or _is_asked(r, c.verb)
        or c.frame.startswith("passive_")
        or _is_occasion(r, c)
        or _is_loose(r, c)
        or _is_hypothetical(r, c)
        or _is_alleged(r, c.verb)
        or _is_unfulfilled(r, c.verb)
        or _is_aside(r, c)
        or _is_torn(r, c)
        or _says_nothing(r, c)
        or is_formality(r, c)
        or r.low[-1] == "?"
    )


def _is_occasion(r: Reading, c: Candidate) -> bool:
    """`The call between the two leaders showed that …`: the writer reads it so, they did not say it."""
    return c.subject is not None and r.tokens[c.subject].lemma.lower() in words("holding", "occasions")


def _is_loose(r: Reading, c: Candidate) -> bool:
    """`talked about the budget`; not `warned of floods`, `agreed on a date`, `voiced doubts over it`."""
    if c.frame not in _LOOSE or c.lemma in _TIGHT or r.tokens[c.head].lemma.lower() in _TIGHT:
        return False
    if c.frame == "noun_of" and is_given(c, r):
        return False  # “has the support of the union”
    return not (c.frame in {"about", "of"} and class_of(c) in {"warns", "criticises"})


def _is_hypothetical(r: Reading, c: Candidate) -> bool:
    """`could argue`, `will announce`, `to see whether`."""
    if c.frame.startswith("noun_") or r.is_negated(c.verb):
        return False
    return r.context(c.verb) in {"modal", "infinitive"}


def _is_alleged(r: Reading, i: int) -> bool:
    """Whether its clause is only supposed: `may argue that Lee agreed`, `a tip that Lee agreed`."""
    for _ in range(_CLIMB):
        token = r.tokens[i]
        that = any(r.low[k] == "that" and r.tokens[k].rel == "mark" for k in r.children[i])
        inside = token.rel in {"ccomp", "acl"} or (token.rel == "relcl" and that)
        if token.head == i or not (inside or token.rel in {"conj", "xcomp"}):
            return False
        i = token.head
        above = r.tokens[i]
        if inside and above.pos == "NOUN" and above.lemma.lower() in words("holding", "supposing"):
            return True
        may = any(r.low[k] in _MAY and r.tokens[k].rel == "aux" for k in r.children[i])
        if inside and (may or above.lemma.lower() in words("holding", "alleging")):
            return True
    return False


def _is_asked(r: Reading, i: int) -> bool:
    """Whether it stands in what somebody was asked: `was asked about her decision to close the pier`."""
    for _ in range(_ASKED):
        if r.tokens[i].head == i:
            return False
        i = r.tokens[i].head
        bare = r.tokens[i].rel in {"acl", "advcl"} and r.child(i, SUBJECTS) is None
        asks = r.tokens[i].lemma in words("holding", "asking") and r.tokens[i].tag in {"VBN", "VBD"}
        if asks and (bare or r.is_passive(i)):
            return True
    return False


def _is_unfulfilled(r: Reading, i: int) -> bool:
    """Whether the verb above says that it was not done: `failed to report`, `considers ordering`."""
    token = r.tokens[i]
    if token.rel == "pcomp":  # “stopped short of calling”
        above = r.tokens[r.tokens[token.head].head]
        apart = above.lemma in {"stop", "short", "refrain", "shy"} or r.low[token.head] in _APART
        return apart or above.pos == "NOUN"  # “the rare step of criticising”
    return token.rel == "xcomp" and r.tokens[token.head].lemma.lower() in words("holding", "unfulfilled")


def _is_aside(r: Reading, c: Candidate) -> bool:
    """`groups accusing him`, `owners who refuse`, `repeating his themes, Roe said …`."""
    token = r.tokens[c.verb]
    if c.frame == "adj_to":  # “Roe said he was willing to”; what others see of it is doubtful
        return r.tokens[token.head].rel not in {"ccomp", "conj"}
    if token.tag == "VBG":
        ahead = token.rel == "advcl" and token.head > c.verb and c.frame not in _SPOKEN
        return ahead or token.rel == "acl" or _is_read_in(r, c)
    gap = _has_gap(r, c.verb)
    return token.rel == "relcl" and (token.tag == "VBP" or gap)


def _is_read_in(r: Reading, c: Candidate) -> bool:
    """`voted for it, indicating that he trusts her`: what the reporter reads in an act; or in what may be."""
    token = r.tokens[c.verb]
    if token.rel != "advcl":
        return False
    main = r.tokens[token.head]
    subject = r.child(token.head, SUBJECTS)
    if subject is not None and c.subject is not None and subject != c.subject:
        return True  # “the board said the case had its merits, justifying a delay”
    says = main.lemma.lower() in words("quotations", "saying")
    told = any(r.tokens[k].rel == "ccomp" for k in r.children[token.head])
    may = any(r.low[k] in _MAY for k in r.children[token.head])
    return may or (not (says or told) and c.lemma in words("holding", "showing"))


def _has_gap(r: Reading, i: int) -> bool:
    """Whether the noun before a relative clause belongs to its content: `the sum that he agreed to pay`."""
    own = r.child(i, SUBJECTS)
    if own is None or r.tokens[own].tag in {"WP", "WDT"}:
        return False
    lead = [k for k in range(r.left(i), i) if r.tokens[k].tag in {"WRB", "WP$", "WDT", "WP"}]
    return not any(r.tokens[k].tag in {"WRB", "WP$"} or r.tokens[k - 1].pos == "ADP" for k in lead)


def _is_torn(r: Reading, c: Candidate) -> bool:
    """Whether the parser left out the subject or the rest: `a battle that they predict will be long`."""
    if c.frame in {"ing", "small"}:
        return class_of(c) not in _REAL_ING and not _is_whole(r, c)
    if c.frame == "clause" and (not _is_whole(r, c) or _is_inverted(r, c)):
        return True
    after = next((k for k, t in enumerate(r.tokens) if t.start >= c.content[0][1]), None)
    if after is not None and c.frame.startswith("noun_") and after > 0:
        last = r.tokens[after - 1]  # “men that the board believes” …
        return last.tag in _FINITE and last.lemma.lower() in words("quotations", "saying")
    if after is None or c.frame.startswith(("noun_", "post")) or r.tokens[c.verb].rel == "relcl":
        return False
    return r.tokens[after].tag in _FINITE and not r.cut_before(after)  # “…—provided Lee agrees—…” is whole


def _is_inverted(r: Reading, c: Candidate) -> bool:
    """`had she been warned`: a condition of what stands before."""
    first = next((k for k, t in enumerate(r.tokens) if t.start >= c.content[0][0]), 0)
    return r.low[first] == "had" and r.tokens[first].rel in {"aux", "auxpass"}


def _is_whole(r: Reading, c: Candidate) -> bool:
    """Whether the clause has its subject in it: `a battle that they predict will be long` has not."""
    start = c.content[0][0]
    return any(start <= t.start and t.rel in _FIRST for t in r.tokens[: c.head])


def _says_nothing(r: Reading, c: Candidate) -> bool:
    """`declined to comment`, `agreed to go`, `did not mention the bill`, `discussed the budget`."""
    said = sum(c.content[0][0] <= t.start < c.content[0][1] for t in r.tokens)
    if c.frame == "to":
        head = r.tokens[c.head].lemma.lower()
        refuses = class_of(c) == "rejects"
        silent = c.lemma == "look" or c.lemma == "decline" and head in words("holding", "silent")
        silent = silent or (refuses and head in {"comment", "elaborate"})
        return silent or (said <= _FEW and head in words("holding", "empty")) or (said < _FEW and not refuses)
    if r.is_negated(c.verb) and not c.frame.startswith("noun_"):
        if c.frame == "toward" and class_of(c) in _BINDING:
            return False  # “did not commit to a date”
        if any(r.low[k] == "but" for k in r.children[c.verb]):
            return False  # “did not order an inquiry but asked the board to look into it”
        told = class_of(c) == "demands" or c.frame.startswith(("on", "for"))
        if c.frame in {"object", "toward", "question"} or (told and c.lemma not in _WANTING):
            return True  # “has not named a successor”, “never called for it”
    if c.lemma in table("cues")["light"] and r.tokens[c.head].pos == "NOUN" and r.is_negated(c.head):
        return True  # “showed little enthusiasm”
    if c.frame == "object_to" and c.lemma == "call":
        return True  # by telephone
    if c.frame in _ABOUT_IT and not r.has_to(c.head):
        invited = c.frame == "object_to" and class_of(c) in {
            "demands",
            "proposes",
        }  # “asked them to the fair”
        person = c.lemma == "question" and r.tokens[c.head].entity == "PERSON"
        if invited or person or c.lemma in words("holding", "topical"):
            return True
    return c.frame == "object" and class_of(c) == "states" and r.tokens[c.verb].tag == "VBG"
