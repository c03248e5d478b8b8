"""How far reaches what a verb reports, where part of it stands in quotation marks: the whole clause."""

from __future__ import annotations

from briefgen.analysis.attribution.pieces import Piece
from briefgen.analysis.attribution.records import Span
from briefgen.analysis.attribution.speakers import is_verb_of_saying
from briefgen.model import Sentence, Token

_CONTENT = frozenset(
    ["ccomp", "xcomp", "dobj", "oprd", "attr", "prep", "advcl", "acomp", "dep", "agent", "pobj"]
)
_ADDRESSED = frozenset({"tell", "remind", "assure", "inform", "warn", "advise", "ask", "email", "text"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Words behind a comma that begin what the reporter adds.
_ADDS = frozenset(["and", "but", "while", "as", "although", "though", "when", "before", "after", "because"])
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def extent_of(s: Sentence, verb: int, piece: Piece) -> Span:
    """From the first complement of the verb to the end of the clause, the part included."""
    start, end = _complements(s, verb, piece)
    that = _that(s, verb, piece)
    if that is not None:
        start = s.tokens[that].start
        end = max(end, *(s.tokens[j].end for j in s.subtree(s.tokens[that].head) if j > that))
    elif start == piece.start:
        start = _infinitive(s, verb, piece)
    else:
        start = _behind_day(s, start, piece)
    end = max(end, _carried_on(s, piece)) if end == piece.end else end
    end = min(_before_addition(s, verb, piece, end), _before_next_clause(s, piece, end))
    while end > max(piece.end, start) and s.text[end - s.start - 1] in ",.;: ":
        end -= 1
    return start, end


def _behind_day(s: Sentence, start: int, piece: Piece) -> int:
    """`said Sunday the verdict was “a mess”`: behind the day on which it was said."""
    for i, t in enumerate(s.tokens[:-1]):
        if t.start == start:
            day = t.entity == "DATE" and t.rel == "npadvmod" and s.tokens[i + 1].entity != "DATE"
            return s.tokens[i + 1].start if day and s.tokens[i + 1].start < piece.start else start
    return start


def begin_of(s: Sentence, verb: int, piece: Piece) -> int:
    """Where the clause begins that a quotation is the end of: `admitted that the crews “broke the lock.”`"""
    that = _that(s, verb, piece)
    if that is not None:
        return s.tokens[that].start
    clauses = [c for c in s.children[verb] if c > verb and s.tokens[c].rel in {"ccomp", "xcomp"}]
    inside = [s.tokens[j].start for c in clauses for j in s.subtree(c) if j > verb]
    begin = min([piece.start, *inside])
    given = [c for c in s.children[verb] if c > verb and s.tokens[c].rel == "dobj"]
    to = given and any(s.tokens[c].rel == "xcomp" and s.tokens[c].start < piece.start for c in clauses)
    return min([begin, *(s.tokens[j].start for j in s.subtree(given[0]))]) if to else begin


def _carried_on(s: Sentence, piece: Piece) -> int:
    """`the “highest tower” yet built in Osterhaven`: the phrase that goes on behind the marks."""
    behind = [t for t in s.tokens if t.start >= piece.end]
    first = behind[0] if behind else None
    starts = first is not None and first.start <= piece.end + 1 and first.entity != "DATE"
    if first is None or not starts:
        return piece.end
    built = any(t.tag == "VBN" for t in behind[:2]) and first.pos in {"ADV", "VERB"}
    paused = s.text[piece.end - s.start - 2 : piece.end - s.start - 1] in {",", ".", "?", "!"}
    phrase = not paused and (first.tag == "VB" or _is_noun_of(s, piece, first))
    if not built and not phrase and not (first.pos == "DET" and _ends_in_verb(s, piece)):
        return piece.end
    end = piece.end
    for t in behind:
        if t.pos in {"PUNCT", "CCONJ", "SCONJ"} or t.tag in _FINITE:
            break
        end = t.end
    return end


def _is_noun_of(s: Sentence, piece: Piece, noun: Token) -> bool:
    """`was no “bona fide” heir`: whether the words in marks belong to the noun behind them."""
    inside = (t for t in s.tokens if piece.start <= t.start < piece.end)
    return noun.tag in {"NN", "NNS"} and any(s.tokens[t.head] is noun for t in inside)


def _ends_in_verb(s: Sentence, piece: Piece) -> bool:
    inside = [t for t in s.tokens if piece.start <= t.start < piece.end and any(c.isalnum() for c in t.text)]
    finite = any(t.tag in _FINITE for t in inside)
    return bool(inside) and (
        inside[-1].tag in {"VB", "VBG"} or finite and inside[-1].pos not in {"NOUN", "ADJ"}
    )


def _infinitive(s: Sentence, verb: int, piece: Piece) -> int:
    """`warned Roe to stop “meddling”`: behind the verb where an infinitive stands before the part."""
    between = [t for i, t in enumerate(s.tokens) if i > verb and t.end <= piece.start]
    plain = all(t.tag not in _FINITE and (t.pos != "PUNCT" or t.end == piece.start) for t in between)
    to = any(t.tag == "TO" for t in between) and between[0].pos not in {"ADP", "ADV"}
    return between[0].start if to and plain else piece.start


def _complements(s: Sentence, verb: int, piece: Piece) -> Span:
    children = [c for c in s.children[verb] if c > verb and s.tokens[c].rel in _CONTENT]
    clause = [c for c in children if s.tokens[c].rel == "ccomp"]
    addressed = s.tokens[verb].lemma in _ADDRESSED and len(children) > 1
    if clause:
        children = clause
    elif (
        addressed and s.tokens[children[0]].rel in {"dobj", "dative"} and s.tokens[children[1]].rel != "xcomp"
    ):
        children = children[1:]
    wish = next((n for n, c in enumerate(children) if s.tokens[c].rel == "xcomp"), 0)
    while wish and _tells_when(s, children[0]):  # “pledged on Sunday to help”
        children, wish = children[1:], wish - 1
    inside = [j for c in children for j in s.subtree(c) if j > verb]
    start = min(piece.start, *(s.tokens[j].start for j in inside)) if inside else piece.start
    end = max(piece.end, *(s.tokens[j].end for j in inside)) if inside else piece.end
    return start, end


def _tells_when(s: Sentence, i: int) -> bool:
    return s.tokens[i].rel == "prep" and any(s.tokens[c].entity in {"DATE", "TIME"} for c in s.children[i])


def _that(s: Sentence, verb: int, piece: Piece) -> int | None:
    """The `that` with which the clause begins: `said in a letter that the plan was “a mess”`."""
    if not is_verb_of_saying(s.tokens[verb].lemma.lower()):
        return None
    for i in range(verb + 1, len(s.tokens)):
        t = s.tokens[i]
        if t.start >= piece.start or t.tag in _FINITE:
            return None
        if t.text.lower() == "that" and t.tag in {"IN", "WDT"} and not _is_relative(s, i, verb):
            return i
    return None


def _is_relative(s: Sentence, i: int, verb: int) -> bool:
    """Whether this `that` belongs to the noun before it, and not to the verb."""
    t, before = s.tokens[i], s.tokens[i - 1]
    clause = t.head if s.tokens[t.head].rel != "xcomp" else s.tokens[t.head].head
    if s.tokens[clause].rel != "relcl":
        return False
    if before.pos == "PROPN" or before.text == ")":
        return False  # no clause limits a name
    noun = s.tokens[s.tokens[clause].head]
    beside = noun.rel == "pobj" and s.tokens[noun.head].head == verb
    own = any(s.tokens[c].rel == "ccomp" for c in s.children[verb])
    return own or not beside or t.rel in _SUBJECTS


def _before_addition(s: Sentence, verb: int, piece: Piece, end: int) -> int:
    """Where the reporter's addition ends the content: `…, adding`, `…, which`, `… before leaving`."""
    behind = [i for i, t in enumerate(s.tokens) if piece.end <= t.start < end]
    closed = s.text[piece.end - s.start - 2 : piece.end - s.start - 1] == ","
    for n, i in enumerate(behind):
        t = s.tokens[i]
        low = t.text.lower()
        comma = s.tokens[behind[n - 1]].text == "," if n else closed
        follows = s.tokens[behind[n + 1]].tag if n + 1 < len(behind) else ""
        goes_on = low == "but" and follows == "MD"  # “…, but would not rule it out” is his own reserve
        if comma and not goes_on and (t.tag in {"VBG", "WDT", "WP"} or low in _ADDS):
            return t.start
        if low in {"before", "after"} and follows == "VBG" and t.head == verb:
            return t.start
    return end


def _before_next_clause(s: Sentence, piece: Piece, end: int) -> int:
    """Where the reporter's next clause begins, with a subject of its own: `… “a mess” and the mayor left`."""
    follows = next((t for t in s.tokens if t.start >= end and any(c.isalnum() for c in t.text)), None)
    verb_next = follows is not None and follows.tag in {"VBD", "VBZ"}
    for i, t in enumerate(s.tokens):
        joins = piece.end <= t.start < end and t.pos == "CCONJ" and t.text.lower() in {"and", "while"}
        if joins and (_has_clause(s, i) or verb_next) and not _marked(s, t.start, end):
            return s.tokens[i - 1].end
    return end


def _has_clause(s: Sentence, i: int) -> bool:
    """Whether a joined finite verb with a subject behind the conjunction, and no `that`, follows."""
    for c in s.children[s.tokens[i].head]:
        if c > i and s.tokens[c].rel == "conj":
            own = s.children[c]
            finite = s.tokens[c].tag in _FINITE or any(s.tokens[k].tag in _FINITE for k in own)
            that = any(s.tokens[k].rel == "mark" for k in own)
            return finite and not that and any(k > i and s.tokens[k].rel in _SUBJECTS for k in own)
    return False


def _marked(s: Sentence, start: int, end: int) -> bool:
    return any(c in '“"«„' for c in s.text[start - s.start : end - s.start])
