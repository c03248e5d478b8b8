"""Whether a verb has a speaker for its subject, and whether its clause ends what was begun before it."""

from __future__ import annotations

from briefgen.model import Sentence

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_GLOSSING = frozenset({"mean", "read"})
_DASHES = frozenset({"—", "–", "--", "---"})


def is_passive(s: Sentence, i: int) -> bool:
    """Whether somebody else than its subject says it: `is called`, `when asked`."""
    children = [s.tokens[c] for c in s.children[i]]
    if any(t.rel in {"auxpass", "nsubjpass"} for t in children):
        return True
    perfect = any(t.rel == "aux" and t.lemma.lower() in {"have", "'ve", "’ve"} for t in children)
    asked = s.tokens[i].rel in {"advcl", "acl", "amod"} and not any(t.rel == "nsubj" for t in children)
    return s.tokens[i].tag == "VBN" and not perfect and asked


def is_name_giving(s: Sentence, i: int, start: int) -> bool:
    """Whether it gives a thing its name: `a book titled “…”`, `the page called “…”`."""
    t = s.tokens[i]
    named = t.tag == "VBN" and t.rel == "acl" and is_passive(s, i) and t.head == i - 1
    glossed = t.lemma in _GLOSSING and t.tag in {"VBZ", "VBP"}  # “mill” means “mole”
    return (named or glossed) and start - t.end <= 1


def clause_goes_on(s: Sentence, verb: int) -> bool:
    """Whether what began before the reporting clause ends behind it: `The road, Roe said, is shut`."""
    for n, t in enumerate(s.tokens[verb + 1 :], verb + 1):
        if t.text in _DASHES:
            return any(b.tag in _FINITE for b in s.tokens[n:])
        if t.text == ",":
            return n + 1 < len(s.tokens) and s.tokens[n + 1].tag in _FINITE
    return False
