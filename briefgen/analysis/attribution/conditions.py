"""Conditions inside or beside what is reported: `provided …`, `if …`, `unless …`, `only after …`."""

from __future__ import annotations

from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.records import Span

_MARKS = frozenset({"if", "unless", "provided", "providing", "assuming"})
_STOPS = frozenset({",", ";", "—", "–", "--", ".", "”", '"'})


def condition_of(r: Reading, content: tuple[Span, ...], verb: int) -> Span | None:
    """The condition in the content, or in what hangs on the cue behind it."""
    for k, low in enumerate(r.low):
        if not _opens(r, k, low):
            continue
        inside = any(a <= r.tokens[k].start < b for a, b in content)
        if inside or _beside(r, k, verb) or _behind_dash(r, k, content):
            return r.span(k, _end(r, k))
    return None


def _opens(r: Reading, k: int, low: str) -> bool:
    if low == "only":
        return k + 1 < len(r.low) and r.low[k + 1] in {"after", "if", "when", "once"}
    if low in {"provided", "providing"}:
        token = r.tokens[k]
        if token.rel == "ROOT" and r.cut_before(k, "—–-") and r.child(k, {"nsubj"}) is None:
            return True  # “—provided the mayor agrees—” is parsed as if somebody provided it
        return (
            not any(r.tokens[c].rel in {"dobj", "auxpass", "aux", "agent"} for c in r.children[k])
            and token.rel != "amod"
        )
    if low == "if":
        head = r.tokens[r.tokens[k].head]
        asks = head.rel == "ccomp" or (k > 0 and r.low[k - 1] == "or")  # “asked if”, “why or if”
        return not asks and (k == 0 or r.low[k - 1] not in {"as", "even", "what"})
    return low in _MARKS


def _beside(r: Reading, k: int, verb: int) -> bool:
    """Whether the clause that it opens hangs on the cue's verb, or on what hangs on it."""
    top = k if r.tokens[k].rel in {"advcl", "prep"} else r.tokens[k].head
    return r.tokens[top].rel in {"advcl", "prep"} and verb in {
        r.tokens[top].head,
        r.tokens[r.tokens[top].head].head,
    }


def _behind_dash(r: Reading, k: int, content: tuple[Span, ...]) -> bool:
    """Whether it opens the dash aside right behind the content, which is parsed as a unit of its own."""
    ends = {b for _, b in content}
    return r.cut_before(k, "—–-") and any(r.tokens[k - 1].end == e or r.tokens[k - 2].end == e for e in ends)


def _end(r: Reading, k: int) -> int:
    mark = k + 1 if r.low[k] == "only" else k
    head = r.tokens[mark].head if r.tokens[mark].rel != "prep" else mark
    if r.low[k] == "only":
        return r.right(head) + 1
    stop = r.right(head) + 1 if head != k and r.left(head) <= k else r.right(k) + 1
    for j in range(k + 1, len(r.tokens)):
        if r.cut_before(j):
            return j
        if j >= stop and r.tokens[j].text in _STOPS:
            return j
        if j > k + 2 and r.tokens[j].text in _STOPS and r.tokens[j].text != "," and j < stop:
            return j
    return len(r.tokens)
