"""Which words of the source a page prints for an attribution: the holder's own clause, from its verb on.

A verb of ours before the words would have to say what the clause does; every wrong one turns a line round.
The clause's own verb, with its auxiliaries, adverbs and negation, cannot: `did not rule out a strike`,
`reportedly wants the road closed`, `said it would close but later backtracked`. Words of a direct quotation,
and what stands before a speaker (`…, officials said`), are printed without a verb.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.analysis.attribution.beside import lead_subject, main_verb, question
from briefgen.analysis.attribution.reading import SUBJECTS, Reading, reading_of
from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.analysis.attribution.trimmed import own_reserve, without_frame, without_marks
from briefgen.language.lexicon import words
from briefgen.model import Article, Sentence

_GROUP = frozenset({"aux", "auxpass", "neg", "advmod", "npadvmod"})
"""What stands before a verb and belongs to it."""
_ADDED = frozenset({"also", "then", "too", "however", "meanwhile", "therefore", "still", "further", "later"})
"""Adverbs that join the clause to the one before: no loss where they begin the line."""
_CLIMBS = frozenset({"xcomp", "acomp", "attr", "oprd"})
# `quoted as saying`, `refrained from saying`; “before saying” and “by saying” open an aside.
_GOVERNING = frozenset({"as", "of", "from", "for", "against", "to", "without", "on"})
_TURNS = frozenset({"but", "yet", "though", "although"})
_CONDITIONAL = frozenset({"if", "unless", "provided", "until"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LIMITS = ("only ", "just ", "merely ", "simply ")
_FIRST_PERSON = frozenset({"i", "we"})
_DEPTH = 6
_GAP = 40
"""Code points between two parts of a statement that the clause may run over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The printed words."""

    parts: tuple[Span, ...]
    """The main part first; all in one sentence."""
    predicate: bool = False
    """Whether they go on from the holder's name (`**Roe** “wants …”`); others follow a colon."""

    @property
    def has(self) -> Span:
        """From the first part's start to the last one's end."""
        return min(self.parts)[0], max(self.parts, key=lambda p: p[1])[1]


def shown(own: Attribution, article: Article) -> Shown:
    """The words to print: a predicate of the holder's where the text has one, else what is reported."""
    found = _shown(own, article)
    return replace(found, parts=tuple(_tidied(own, p, article) for p in found.parts))


def _tidied(own: Attribution, span: Span, article: Article) -> Span:
    """The span without what is not the speaker's at its edges."""
    sentence = article.sentence_at(span[0])
    if sentence is None or not sentence.tokens or span[1] > sentence.end:
        return span
    tidy = without_marks(sentence.text, span, sentence.start)
    if own.manner != "direct" and not own.rule.startswith("clauses/headline"):
        tidy = without_frame(reading_of(sentence), tidy)
    while tidy[1] > tidy[0] + 1 and article.text[tidy[1] - 1] in ",;:—–- \t\n":
        tidy = tidy[0], tidy[1] - 1
    return tidy if any(c.isalnum() for c in article.text[tidy[0] : tidy[1]]) else span


def _shown(own: Attribution, article: Article) -> Shown:
    sentence = article.sentence_at(own.content[0][0])
    if sentence is None or not sentence.tokens:
        return Shown(parts=own.content[:1])
    inside = [s for s in own.content if sentence.start <= s[0] and s[1] <= sentence.end]
    r = reading_of(sentence)
    if own.manner != "direct" or own.negated:
        found = _clause(own, r, inside)
        if found is not None and not _runs_over(found.parts[0], sentence):
            return replace(found, parts=(_balanced(r, found.parts[0]), *found.parts[1:]))
    main, *others = inside
    if own.manner != "direct":
        main = (_behind_that(r, main[0]), main[1])
    if len(inside) == 1:
        others = lead_subject(own, r, main)
    own_words = tuple(_balanced(r, s) for s in (main, *(o for o in others if _near(main, o, r))))
    return Shown(parts=own_words)


def _runs_over(part: Span, sentence: Sentence) -> bool:
    """Whether something stands in it that is none of the sentence's words: a link, a kicker."""
    return any(part[0] < b and a < part[1] for a, b in sentence.skipped)


def _near(main: Span, other: Span, r: Reading) -> bool:
    """Whether only a speaker stands between two parts (`The bridge, Roe said, was never safe`)."""
    between = (min(main[1], other[1]), max(main[0], other[0]))
    return between[1] - between[0] <= 3 * _GAP and not any(
        c in ".!?"
        for c in r.sentence.text[between[0] - r.sentence.start : between[1] - r.sentence.start][:-1]
    )


def _clause(own: Attribution, r: Reading, inside: list[Span]) -> Shown | None:
    """The clause that the cue governs, where what is reported stands in it."""
    if own.cue is None or not (r.sentence.start <= own.cue[0] and own.cue[1] <= r.sentence.end):
        return None
    frame = own.rule.removeprefix("clauses/")
    end = _with_condition(own, r, _end_of(own, inside))
    if own.clause is not None and own.clause[0] <= own.content[0][0] and own.cue[0] > own.content[0][0]:
        return Shown(parts=(own.clause,))  # a passive: “The plan was rejected by the council”
    if own.cue[0] > own.content[0][0] or frame in ("post", "according", "headline", "participle-by"):
        return None
    verb = _main(r, own.cue)
    if verb is None:
        return None
    if r.tokens[verb].pos in ("NOUN", "PROPN") or frame.startswith("noun"):
        return _noun(own, r, verb, end)
    return _verbal(own, r, verb, end)


def _end_of(own: Attribution, inside: list[Span]) -> int:
    """Where the clause's words end: parts that follow each other closely are one."""
    end = max(own.content[0][1], own.clause[1] if own.clause else 0)
    for start, stop in sorted(inside):
        if end <= start <= end + _GAP:
            end = stop
    return end


def _with_condition(own: Attribution, r: Reading, end: int) -> int:
    """The end with the condition, where no more than a dash or a comma stands before it."""
    if own.condition is None or own.condition[1] <= end or own.condition[1] > r.sentence.end:
        return end
    return end if _text(r, (end, own.condition[0])).strip(" ,—–-") else own.condition[1]


def _main(r: Reading, cue: Span) -> int | None:
    """The word of the cue that governs the others."""
    own = [i for i, t in enumerate(r.tokens) if cue[0] <= t.start < cue[1]]
    heads = [i for i in own if r.tokens[i].head == i or r.tokens[i].head not in own]
    verbal = [i for i in heads if r.tokens[i].pos in ("VERB", "AUX", "NOUN", "ADJ")]
    return next(iter(verbal or heads), None)


def _verbal(own: Attribution, r: Reading, verb: int, end: int) -> Shown | None:
    """From the first word of the verb's group on."""
    if own.holder is not None and own.holder[0] >= own.cue[1] if own.cue else True:
        says = r.tokens[verb].lemma.lower() in words("quotations", "saying")
        if r.tokens[verb].tag == "VBG" and own.manner != "direct" and not (says and _states(own, r)):
            return Shown(parts=((r.tokens[verb].start, end),))  # “In decrying “the mess,” Roe …”
        return None  # “said Roe”: the subject behind its verb
    bound = own.holder[1] if own.holder and own.holder[1] <= r.tokens[verb].start else r.sentence.start
    first_person = own.holder is not None and _text(r, own.holder).lower() in _FIRST_PERSON
    top = _climbed(r, verb, bound)
    start = _first(r, top, bound)
    end = _extended(r, (verb, top), end)
    main = main_verb(r, top, own.holder)
    if main is not None:
        begin = r.tokens[_first(r, main, bound)].start
        return Shown(parts=((begin, end),), predicate=True)
    contracted = r.tokens[start].text[0] in "'’" and own.holder is not None and bound == own.holder[1]
    if (first_person or contracted) and own.holder is not None:
        return Shown(parts=((own.holder[0], end),))
    predicate = own.holder is not None and bound > r.sentence.start and _is_finite(r, top)
    if not predicate and own.clause is None and _only_says(r, top, start) and _follows(r, own):
        return Shown(parts=((_behind_that(r, own.content[0][0]), end),))
    said = (r.tokens[start].start, end)
    asked = question(r, own.holder) if predicate and own.holder is not None else None
    return Shown(parts=(said, _balanced(r, asked)) if asked else (said,), predicate=predicate)


def _states(own: Attribution, r: Reading) -> bool:
    """Whether the content is a clause, which tells without its verb what was said."""
    start, end = own.content[0]
    return any(start <= t.start < end and t.tag in _FINITE for t in r.tokens)


def _only_says(r: Reading, verb: int, start: int) -> bool:
    """`…, saying it was late`: the content says it all."""
    t = r.tokens[verb]
    return start == verb and t.tag == "VBG" and t.lemma.lower() in words("quotations", "saying")


def _follows(r: Reading, own: Attribution) -> bool:
    """Whether only a “that” stands between the cue and what is reported (not: `repeating doubts that`)."""
    end = own.cue[1] if own.cue else own.content[0][0]
    if _text(r, own.content[0]).lower().startswith(_LIMITS):
        return False  # `repeating only that …`
    return not set(_text(r, (end, own.content[0][0])).lower().strip(' ,:“"').split()) - {"that"}


def _behind_that(r: Reading, start: int) -> int:
    """Where the clause begins behind its “that”, which no verb stands before."""
    at = r.sentence.token_at(start)
    if at is None or at + 1 >= len(r.tokens) or r.low[at] != "that" or r.tokens[at].rel != "mark":
        return start
    return r.tokens[at + 1].start


def _is_finite(r: Reading, verb: int) -> bool:
    # A verb that the parser takes for a participle after its subject is a past tense.
    return r.is_finite(verb) or (r.tokens[verb].tag == "VBN" and not r.has_to(verb))


def _climbed(r: Reading, verb: int, bound: int) -> int:
    """The verb of the holder's that the cue hangs on: `has refused to say`, `wants to meet and urge`."""
    for _ in range(_DEPTH):
        t = r.tokens[verb]
        above = t.head
        if t.rel == "pcomp" and r.tokens[above].rel == "prep" and r.low[above] in _GOVERNING:
            above = r.tokens[above].head
        elif not (t.rel in _CLIMBS or (t.rel == "conj" and (t.tag == "VB" or r.has_to(verb)))):
            return verb
        head = r.tokens[above]
        if above >= verb or head.start < bound or head.pos not in ("VERB", "AUX", "ADJ", "ADV", "ADP"):
            return verb
        if r.child(verb, SUBJECTS) is not None:
            return verb
        verb = above
    return verb


def _first(r: Reading, verb: int, bound: int) -> int:
    """The first auxiliary, adverb or negation of the verb that stands behind its subject."""
    subject = r.child(verb, SUBJECTS)
    after = r.right(subject) if subject is not None and r.right(subject) < verb else -1
    own = [
        r.left(c)
        for c in r.children[verb]
        if after < r.left(c) <= c < verb and r.tokens[c].rel in _GROUP and r.tokens[r.left(c)].start >= bound
        and r.tokens[c].tag != "WRB"
    ]  # fmt: skip
    first = min(own, default=verb)
    while first < verb and r.low[first] in _ADDED:
        first += 1
        while first < verb and r.tokens[first].text in ",":
            first += 1
    return first


def _extended(r: Reading, verbs: tuple[int, ...], end: int) -> int:
    """The end with what qualifies the statement behind it: a “but …” of the same subject, a condition.

    The parser joins such a verb to that of the report as often as to the one that reports.
    """
    reports = (c for verb in verbs for c in r.children[verb] if r.tokens[c].rel == "ccomp")
    for verb in dict.fromkeys((*verbs, *reports)):
        for c in r.children[verb]:
            if c <= verb or r.tokens[r.left(c)].start < end - 1:
                continue
            gap = r.tokens[r.left(c)].start - end
            joined = r.tokens[c].rel == "conj" and _turned(r, verb, c)
            conditional = r.tokens[c].rel == "advcl" and r.low[r.left(c)] in _CONDITIONAL
            if gap <= _GAP and (joined or conditional):
                span = r.span(c, r.right(c) + 1)
                end = max(end, span[1] if span else end)
    return own_reserve(r, end)


def _turned(r: Reading, verb: int, c: int) -> bool:
    """Whether a verb without a subject of its own is joined by “but”."""
    marks = [k for k in r.children[verb] if r.tokens[k].rel == "cc" and verb < k < c]
    return r.child(c, SUBJECTS) is None and bool(marks) and r.low[marks[-1]] in _TURNS


def _noun(own: Attribution, r: Reading, noun: int, end: int) -> Shown:
    """A noun that reports: with its verb where the holder is its subject, else from its article on."""
    head = r.tokens[noun].head
    subject = r.child(head, SUBJECTS)
    holder = own.holder
    if (
        holder is not None and r.tokens[noun].rel == "dobj" and head < noun and subject is not None
        and holder[0] <= r.tokens[subject].start < holder[1] and holder[1] <= r.tokens[head].start
    ):  # fmt: skip
        start = _first(r, head, holder[1])
        return Shown(parts=((r.tokens[start].start, end),), predicate=_is_finite(r, head))
    start = r.left(noun)
    while (
        start < noun
        and holder is not None
        and r.tokens[start].start < holder[1]
        and holder[1] <= r.tokens[noun].start
    ):
        start += 1
    while start < noun and (r.low[start] in {"'s", "’s", "'", "’"} or r.tokens[start].pos == "PUNCT"):
        start += 1
    return Shown(parts=((r.tokens[start].start, end),))


def _text(r: Reading, span: Span) -> str:
    return r.sentence.text[span[0] - r.sentence.start : span[1] - r.sentence.start]


def _balanced(r: Reading, span: Span) -> Span:
    """The span with the mark that closes a quotation opened in it, where that stands directly behind."""
    said, base = _text(r, span), r.sentence.start
    behind = r.sentence.text[span[1] - base : span[1] - base + 2]
    straight = said.count('"') % 2 == 1
    for at, c in enumerate(behind):
        if c == "”" and said.count("“") > said.count("”") or (c == '"' and straight):
            return span[0], span[1] + at + 1
        if c not in ",.!?":
            break
    return span
