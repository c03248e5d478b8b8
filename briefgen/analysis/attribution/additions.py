"""Where what somebody said ends, and what the writer adds to it begins.

“The board said the ferry would stop, raising fears of …”: the parser takes the addition for a part of the
clause. Of what may be either, too little is printed rather than too much.
"""

from __future__ import annotations

from briefgen.analysis.attribution.reading import Reading
from briefgen.language.lexicon import words

_PAUSES = frozenset({",", "--", "—", "–"})
_HOWEVER = frozenset({"although", "though", "despite", "whereas"})
_ONE = frozenset({"a", "an", "another", "one"})
# Tokens from the comma to the noun that sums up: “, a sharp and sudden reversal”.
_NEAR = 5


def own_end(r: Reading, head: int, stop: int) -> int:
    """Index before `stop` behind which nothing of the clause with this main word is the speaker's."""
    for k in range(head + 1, stop - 1):
        if r.low[k] in _PAUSES and _adds(r, k, stop):
            return k
    return stop


def _adds(r: Reading, k: int, stop: int) -> bool:
    """Whether the writer goes on behind this comma."""
    n = k + 1
    while n + 1 < stop and r.tokens[n].pos == "ADV" and r.low[n] not in _HOWEVER:
        n += 1
    token = r.tokens[n]
    if token.tag == "VBG" and token.rel in {"advcl", "acl"}:
        return token.lemma.lower() in words("holding", "effects")
    if r.low[n] == "but" and n + 2 < stop and r.low[n + 1] in {"that", "this"}:
        return r.tokens[n + 2].pos in {"VERB", "AUX"}  # “…, but that may be too late”
    if r.low[n] in _HOWEVER or r.low[n : n + 2] == ["according", "to"]:
        return True
    return r.low[n] in _ONE and _sums_up(r, n, stop)


def _sums_up(r: Reading, n: int, stop: int) -> bool:
    """Whether a noun for what was said stands there: `, a move that …`, `, a sharp reversal of …`."""
    for k in range(n + 1, min(n + _NEAR, stop)):
        if r.tokens[k].pos == "NOUN" and r.tokens[k].lemma.lower() in words("holding", "summing"):
            loose = r.tokens[k].rel in {"appos", "npadvmod", "dobj", "attr", "dep", "ROOT"}
            return loose and r.left(k) == n
        if r.tokens[k].pos in {"VERB", "AUX", "PROPN"}:
            return False
    return False
