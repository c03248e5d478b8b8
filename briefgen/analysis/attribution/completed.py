"""A reported clause that the parser ends in the middle of a phrase, or runs into the next clause.

“Refused to put it on the agenda and the majority refused a vote”: the second subject is no part of the first
clause, though the parser hangs it there. “Had called for her to go after the owners' lawyers”: what stands
directly behind the content, without a mark or a conjunction between, belongs to its last phrase.
"""

from __future__ import annotations

from dataclasses import replace

from briefgen.analysis.attribution.candidates import Candidate
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.records import Span

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PHRASE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "PRP$", "CD", "VB", "VBN", "VBG"})
"""What may go on a phrase that has begun."""
_STOPS = frozenset({"PUNCT", "SCONJ", "SYM", "X"})
_TIMES = frozenset({"DATE", "TIME"})
_ELSEWHERE = ("noun_", "post", "passive_", "participle", "headline", "according")
"""Frames whose content is mostly the subject of what follows, or measured by marks."""


def completed(r: Reading, c: Candidate) -> Candidate:
    """The candidate with its content up to the end of its own phrase."""
    if not c.content:
        return c
    (start, end), *others = c.content
    stop = _behind_marks(r, end) if c.frame.startswith(("noun_clause", "noun_to", "clause", "to")) else end
    if stop == end and not c.frame.startswith(_ELSEWHERE):
        stop = _own_stop(r, start, end, c)
    if stop == end:
        return c
    clause: Span | None = c.clause
    if clause is not None:
        clause = clause[0], stop if stop < end else max(clause[1], stop)
    return replace(c, content=((start, stop), *others), clause=clause)


def _own_stop(r: Reading, start: int, end: int, c: Candidate) -> int:
    after = next((k for k, t in enumerate(r.tokens) if t.start >= end), len(r.tokens))
    if after >= len(r.tokens):
        return end
    base = r.sentence.start
    gap = r.sentence.text[end - base : r.tokens[after].start - base].strip()
    if ";" in gap or r.low[after] == ";" or ";" in r.sentence.text[start - base : end - base]:
        return _list_end(r, after, end)
    if gap:
        return end  # a dash, at which the parser's units are cut
    closing = after
    while closing + 1 < len(r.tokens) and r.low[closing] in {")", "]"}:
        closing += 1
    token = r.tokens[closing]
    if token.tag in _FINITE and r.tokens[c.verb].rel != "relcl":
        if token.text.lower() == "had" and r.tokens[closing + 1 : closing + 2]:
            inverted = r.tokens[closing + 1].pos in {"PRON", "PROPN", "DET"}
            return _phrase_end(r, closing, end, inverted=True) if inverted else end
        return _before_joined(r, start, closing, end)
    if token.text == ",":
        return _series_end(r, after, start, end, c)
    if token.pos == "ADV" and r.tokens[after + 1 : after + 2] and r.tokens[after + 1].tag == "VBG":
        return _phrase_end(r, after, end)
    opens = (
        closing == after and token.tag in _PHRASE and token.entity not in _TIMES and token.rel != "npadvmod"
    )
    return _phrase_end(r, after, end) if opens else end


def _behind_marks(r: Reading, end: int) -> int:
    """Behind words in marks with which the clause goes on: `plans to give the yard “a way back”`."""
    base = r.sentence.start
    text = r.sentence.text
    at = end - base
    if text[at : at + 1] != " " or text[at + 1 : at + 2] not in {"“", '"'}:
        return end
    closing = text.find("”" if text[at + 1] == "“" else '"', at + 2)
    return base + closing + 1 if closing > 0 else end


def _series_end(r: Reading, comma: int, start: int, end: int, c: Candidate) -> int:
    """Behind the last of a series: `for raising the toll, for closing the pier, and for selling it`."""
    if comma + 2 >= len(r.tokens) or r.low[comma + 1] not in {"and", "or"} or r.tokens[c.verb].rel == "relcl":
        return end
    last = r.tokens[comma + 2]
    inside = [t for t in r.tokens if start <= t.start < end]
    alike = last.tag == "VBG" and any(t.tag == "VBG" for t in inside)
    alike = alike or (last.pos == "ADP" and any(t.text == last.text and t.rel == "prep" for t in inside))
    series = any(t.text == "," for t in inside)
    span = r.span(comma, r.right(comma + 2) + 1) if alike and series else None
    return span[1] if span else end


def _before_joined(r: Reading, start: int, after: int, end: int) -> int:
    """Before the conjunction that joins the next clause, whose subject stands at the end of the content."""
    for k in range(after - 1, 0, -1):
        token = r.tokens[k]
        if token.start <= start or token.tag in _FINITE or token.pos == "SCONJ" or r.low[k] == ",":
            return end
        if token.pos == "CCONJ":
            return r.tokens[k - 1].end if r.tokens[k - 1].end > start else end
    return end


def _phrase_end(r: Reading, after: int, end: int, inverted: bool = False) -> int:
    """Behind the words that go on the phrase; none where they are the subject of a verb of their own."""
    stop = after
    stops = _STOPS if inverted else _STOPS | {"PRON", "CCONJ"}
    while stop < len(r.tokens) and r.tokens[stop].pos not in stops:
        stop += 1
    rest = range(after, next((k for k in range(stop, len(r.tokens)) if r.tokens[k].pos == "PUNCT"), stop))
    if not inverted and any(r.tokens[k].tag in _FINITE for k in rest):
        return end
    return r.tokens[stop - 1].end if stop > after else end


def _list_end(r: Reading, after: int, end: int) -> int:
    """Behind a list that goes on behind semicolons; none where a clause of its own begins there."""
    if any(t.tag in _FINITE and t.rel not in {"relcl", "acl"} for t in r.tokens[after:]):
        return end
    span = r.span(after, len(r.tokens))
    return span[1] if span else end
