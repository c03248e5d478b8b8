"""People called May or Will, whom the parser takes for modal verbs ("May rejected the offer").

No modal stands before a finite verb, so where it seems to, a name does. Only the token's own reading and what
hangs on it are changed.
"""

from __future__ import annotations

from dataclasses import replace

from briefgen.model import Token

_NAMES = frozenset({"May", "Will"})
_FINITE = frozenset({"VBD", "VBZ", "MD"})
_HELPERS = frozenset({"have", "be", "do", "will", "would"})


def with_names(tokens: list[Token]) -> list[Token]:
    """The tokens, with those read as names that can be no modal where they stand."""
    for i, t in enumerate(tokens):
        if t.text in _NAMES and t.pos == "AUX" and _is_name(tokens, i):
            tokens = _renamed(tokens, i)
    return tokens


def _is_name(tokens: list[Token], i: int) -> bool:
    t = tokens[i]
    if t.tag == "NNP" or t.rel in ("nsubj", "nsubjpass"):
        return True
    if t.rel != "aux" or i + 1 == len(tokens):
        return False
    verb = tokens[t.head]
    helped = any(k.head == t.head and k.lemma in _HELPERS for k in tokens[i + 1 : t.head])
    return verb.tag in _FINITE or (verb.tag == "VBN" and not helped)


def _renamed(tokens: list[Token], i: int) -> list[Token]:
    """The token as a name: a part of the name behind it, else the subject, with its title on it."""
    out = [*tokens]
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is not None and behind.pos == "PROPN" and behind.start == tokens[i].end + 1:
        out[i] = replace(tokens[i], pos="PROPN", tag="NNP", rel="compound", head=i + 1)
        return out
    before = tokens[i - 1] if i else None
    out[i] = replace(tokens[i], pos="PROPN", tag="NNP", rel="nsubj")
    if before is not None and before.pos == "PROPN" and before.head == tokens[i].head:
        out[i - 1] = replace(before, rel="compound", head=i)
    return out
