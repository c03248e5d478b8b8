"""Whose verb it is where its clause leaves the subject out: “Roe agreed — and said …”, “Saying …, Roe left”.

Read from the words where the parse has lost the subject; nobody, where two could be meant.
"""

from __future__ import annotations

from briefgen.analysis.actors import Mention
from briefgen.analysis.actors.names import is_title_before
from briefgen.analysis.actors.words import Words
from briefgen.analysis.holder_phrases import Phrase

_FINITE = ("VBD", "VBZ", "VBP")
# What may stand between a clause's beginning and a verb that goes on.
_JOINS = ("and", "but", "then", "later", "also", "while", "—", "–", "-", "--")


def unsaid_subject(w: Words, mentions: dict[int, tuple[int, Mention]], cue: tuple[int, int]) -> Phrase | None:
    """The words that name who does what the cue says, elsewhere in the sentence."""
    verbs = [k for k in range(len(w)) if cue[0] <= w[k].start < cue[1] and w[k].pos in ("VERB", "AUX")]
    if not verbs or _is_inverted(w, verbs[-1]):
        return None
    verb = verbs[-1]
    if w[verb].head.tag not in (*_FINITE, "VBG"):
        return None
    return (
        _right_before(w, mentions, cue) or _set_off(w, mentions, verb) or _of_main_clause(w, mentions, verb)
    )


def _right_before(w: Words, mentions: dict[int, tuple[int, Mention]], cue: tuple[int, int]) -> Phrase | None:
    """`… with the board of the Courier Jo Roe said`: the name that ends where the verb begins."""
    first = next(k for k in range(len(w)) if w[k].start >= cue[0])
    if w[first].head.tag not in (*_FINITE, "MD"):
        return None
    for a, (b, mention) in mentions.items():
        if (
            b == first
            and mention.form == "name"
            and w.low(a - 1) not in ("of", "by", "with", "for", "from", "to")
        ):
            return Phrase(w, a, b, mentions)
    return None


def _is_inverted(w: Words, k: int) -> bool:
    """Whether a name follows: “says Jo Roe”."""
    return k + 1 < len(w) and w[k + 1].capital and w[k + 1].entity in ("PERSON", "ORG")


def _set_off(w: Words, mentions: dict[int, tuple[int, Mention]], verb: int) -> Phrase | None:
    """`Jo Roe, a miner from the north, said`: the name before the commas that the verb follows."""
    if w[verb].head.tag not in _FINITE or w.low(verb - 1) != ",":
        return None
    for a in sorted(mentions, reverse=True):
        b, mention = mentions[a]
        if b < verb - 1 and w.low(b) == "," and mention.form == "name":
            begins = a == w.body or w.low(a - 1) == "," or (is_title_before(w, a) and w.body == 0)
            between = [
                k for k in range(b + 1, verb - 1) if w[k].head.tag in _FINITE and not _is_relative(w, k)
            ]
            return Phrase(w, a, b, mentions) if begins and not between else None
    return None


def _is_relative(w: Words, k: int) -> bool:
    """Whether the verb stands in a relative clause or below one."""
    tokens = w.sentence.tokens
    t = w[k].head
    for _ in range(6):
        if t.rel == "relcl":
            return True
        if tokens[t.head] is t:
            break
        t = tokens[t.head]
    return False


def _of_main_clause(w: Words, mentions: dict[int, tuple[int, Mention]], verb: int) -> Phrase | None:
    """The one subject of the sentence's first main clause, for a verb that goes on or leads up to it."""
    participle = w[verb].head.tag == "VBG"
    before = w.low(verb - 1) if verb else ""
    dashed = (
        verb > 0
        and w.sentence.text[w[verb - 1].end - w.sentence.start : w[verb].start - w.sentence.start].strip()
        != ""
    )
    goes_on = before in _JOINS or dashed or (before == "," and (participle or w.sentence.heading))
    if not goes_on and not (participle and verb == w.body):
        return None
    tokens = w.sentence.tokens
    roots = [k for k, t in enumerate(tokens) if t.rel == "ROOT" and t.tag in (*_FINITE, "VBN", "VB")]
    subjects = [k for k in w.sentence.children[roots[0]] if tokens[k].rel == "nsubj"] if roots else []
    if len(subjects) != 1 or w.of_token[roots[0]] == verb:
        return None
    if not participle and tokens[roots[0]].tag != w[verb].head.tag and not w.sentence.heading:
        return None
    inside = [w.of_token[k] for k in w.sentence.subtree(subjects[0])]
    return Phrase(w, inside[0], inside[-1] + 1, mentions) if verb not in inside else None
