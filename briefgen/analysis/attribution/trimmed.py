"""The edges of the words that are printed: what is not the speaker's is taken off, his own reserve is kept.

“We will not pay,” Mayor Roe told the board: a parser may take all of it for one clause. The mark that closes
a quotation, a dateline, `However,` and a reporting clause at the end tell where his words end.
"""

from __future__ import annotations

from briefgen.analysis.attribution.postposed import after_dateline
from briefgen.analysis.attribution.reading import SUBJECTS, Reading
from briefgen.analysis.attribution.records import Span
from briefgen.language.lexicon import words

_JOINING = frozenset({"but", "and", "yet", "however", "meanwhile", "moreover", "nevertheless", "nonetheless"})
_TRAILING = frozenset({"however", "though"})
_TURNS = frozenset({"but", "yet"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRONOUNS = frozenset({"it", "they", "he", "she"})
_DASHES = frozenset({"—", "–", "--", "-"})
_PAUSES = frozenset({",", *_DASHES})
_PAUSED = frozenset(",.?!")
"""Behind these a mark closes what was said; behind another character, a word that is held at a distance."""
_OPENING, _CLOSING = "“", "”"
_LAST = 14
"""Tokens of a reporting clause at the end: `, a spokesman for the ministry told the paper on Sunday`."""


def without_marks(text: str, span: Span, base: int) -> Span:
    """The span without what stands behind a mark that closes a quotation begun before it, and without the
    mark at an edge whose other one is not there."""
    start, end = span
    said = text[start - base : end - base]
    depth = straight = 0
    for at, c in enumerate(said):
        if c == _OPENING or (c == _CLOSING and at == 0):  # some papers open with a closing mark
            depth += 1
        elif c == '"':
            closes = straight % 2 == 0 and at > 1 and said[at - 1] in _PAUSED
            if closes:
                return start, start + at
            straight += 1
        elif c == _CLOSING:
            if depth == 0 and straight % 2 == 0 and said[at - 1] in _PAUSED:
                return start, start + at
            if depth == 0:
                straight += 1  # “begun with a straight mark”
            else:
                depth -= 1
    single = said.count(_OPENING) > said.count(_CLOSING) or said.count('"') == 1
    return (start + 1, end) if single and said[:1] in {_OPENING, '"'} else span


def without_frame(r: Reading, span: Span) -> Span:
    """Words that are told, without what joins them to the sentence before and without who reports them."""
    inside = [k for k, t in enumerate(r.tokens) if span[0] <= t.start < span[1]]
    if not inside:
        return span
    first, last = inside[0], inside[-1] + 1
    if first == 0:
        first = min(after_dateline(r, last), last - 1)
    joined = first
    while joined + 2 < last and (r.low[joined] in _JOINING or (joined > first and r.low[joined] == ",")):
        joined += 1
    last = _before_reporter(r, joined, last)
    while last - 2 > joined and r.low[last - 1] in _TRAILING and r.low[last - 2] == ",":
        last -= 2
    if (joined, last) == (inside[0], inside[-1] + 1):
        return span
    while joined + 1 < last and r.low[joined] in _PAUSES:
        joined += 1
    return r.tokens[joined].start, r.tokens[last - 1].end


def _before_reporter(r: Reading, first: int, last: int) -> int:
    """Index of the comma before a reporting clause that ends the words: `…, the Courier reported`."""
    comma = next((k for k in range(last - 1, max(first, last - _LAST), -1) if r.low[k] in {",", "”", '"'}), 0)
    if comma <= first + 1:
        return last
    if r.low[comma + 1 : comma + 3] == ["according", "to"]:
        return comma
    verb = r.tokens[last - 1]
    named = all(
        t.pos in {"DET", "PROPN", "NOUN", "ADJ", "PART", "ADP", "PRON"}
        for t in r.tokens[comma + 1 : last - 1]
    )
    says = verb.tag in {"VBD", "VBZ"} and verb.lemma.lower() in words("quotations", "saying")
    noun = r.tokens[last - 2].pos in {"PROPN", "NOUN", "PRON"} and last - 2 > comma
    return comma if says and named and noun else last


def own_reserve(r: Reading, end: int) -> int:
    """The end with the speaker's own `but …` or `not …`, which a parser may hang on another verb."""
    k = next((n for n, t in enumerate(r.tokens) if t.start >= end), len(r.tokens))
    while k < len(r.tokens) and r.low[k] in _PAUSES:
        k += 1
    if k + 1 >= len(r.tokens):
        return end
    if r.low[k] == "not" or (r.low[k] in _TURNS and r.low[k + 1] == "not"):
        return _to_pause(r, k, end)
    if r.low[k] not in _TURNS:
        return end
    paused = bool(r.sentence.text[end - r.sentence.start : r.tokens[k].start - r.sentence.start].strip())
    if not paused and r.low[k + 1] in _PRONOUNS and k + 2 < len(r.tokens) and r.tokens[k + 2].tag in _FINITE:
        return _to_pause(r, k, end, told=True)  # “was safe but it had cost too much”
    verb = k + 1
    while verb + 1 < len(r.tokens) and r.tokens[verb].pos == "ADV":
        verb += 1
    adds = r.tokens[verb].tag == "VBG" and r.tokens[verb].lemma.lower() in words("quotations", "saying")
    if r.tokens[verb].tag not in _FINITE and not adds:
        return end
    top = r.tokens[verb].head if r.tokens[verb].rel in {"aux", "auxpass"} else verb
    if r.child(top, SUBJECTS) is not None and r.child(top, SUBJECTS) > k:  # type: ignore[operator]
        return end
    span = r.span(k, r.right(top) + 1) if r.left(top) >= k or r.right(top) > k else None
    return max(end, span[1]) if span else end


def _to_pause(r: Reading, k: int, end: int, told: bool = False) -> int:
    """Behind the few words that `not` opens, up to the next comma or the end."""
    stop = next((n for n in range(k, len(r.tokens)) if r.low[n] in {*_PAUSES, ".", ";", ")"}), len(r.tokens))
    if not told and any(r.tokens[n].tag in _FINITE for n in range(k, stop)):
        return end
    span = r.span(k, stop)
    return span[1] if span else end
