"""What is printed with the holder's words, because they say too little without it.

The subject that stands before the speaker, the question that is answered, the verb of a participle.
"""

from __future__ import annotations

from briefgen.analysis.attribution.reading import SUBJECTS, Reading
from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.language.lexicon import words

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MAIN = frozenset({"ROOT", "conj", "advcl"})
_TITLED = 8
"""Words between the question and the name: `the mayor's spokesman`."""
_LEAD = 150
"""Code points from the holder's verb to a participle that it is printed with."""


def lead_subject(own: Attribution, r: Reading, main: Span) -> list[Span]:
    """`The crew, Roe said, “must be paid”`: the subject that stands before the speaker."""
    first = next((k for k, t in enumerate(r.tokens) if t.start >= main[0] and t.text[0].isalpha()), None)
    if first is None or r.tokens[first].tag not in _FINITE or own.cue is None or own.cue[0] > main[0]:
        return []
    commas = [k for k, t in enumerate(r.tokens) if t.text == "," and t.start < own.cue[0]]
    if len(commas) != 1 or r.text((r.tokens[commas[0]].end, main[0])).count(" ") > _TITLED:
        return []
    span = r.span(0, commas[0])
    nominal = any(t.pos in {"NOUN", "PROPN", "PRON"} for t in r.tokens[: commas[0]])
    return [span] if span and nominal and r.tokens[0].pos not in {"ADP", "SCONJ", "ADV", "CCONJ"} else []


def main_verb(r: Reading, verb: int, holder: Span | None) -> int | None:
    """The holder's verb that a participle hangs on: `hit back by proposing`, `sent a letter accepting`."""
    t = r.tokens[verb]
    if t.tag != "VBG" or holder is None or r.is_finite(verb):
        return None
    main = t.head
    if t.rel == "pcomp" or (t.rel == "acl" and r.tokens[main].rel == "dobj"):
        main = r.tokens[main].head
    elif t.rel != "advcl":
        return None
    if r.tokens[main].rel not in _MAIN or r.is_passive(main):
        return None  # “the claim that she abused her power by asking …” is another's
    subject = r.child(main, SUBJECTS)
    own = subject is not None and holder[0] <= r.tokens[subject].start < holder[1] < r.tokens[main].start
    between = r.text((r.tokens[main].end, t.start)).strip(" ,") if main < verb else ""
    plain = between and len(between) <= _LEAD and not set(between) & set("”;:") and '," ' not in between
    if r.tokens[main].lemma.lower() in words("quotations", "saying") and not any(
        r.tokens[k].tag in _FINITE for k in range(main + 1, verb)
    ):
        return None  # what he said stands in marks before it
    return main if own and plain and r.is_finite(main) else None


def question(r: Reading, holder: Span) -> Span | None:
    """`Asked whether the dike was safe, Roe said …`: the answer says little without what was asked."""
    first = 1 if r.low[:1] in (["when"], ["if"]) else 0
    if len(r.tokens) < first + 2 or r.tokens[first].lemma.lower() not in words("holding", "asking"):
        return None
    if r.tokens[first].tag not in {"VBN", "VBD"}:
        return None
    commas = [k for k, t in enumerate(r.tokens) if t.text == "," and t.start < holder[0]]
    if not commas or r.text((r.tokens[commas[-1]].end, holder[0])).count(" ") > _TITLED:
        return None
    span = r.span(first, commas[-1])
    return span
