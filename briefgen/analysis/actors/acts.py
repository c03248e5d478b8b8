"""Whether an actor does something in a sentence, or is only a place or a thing in it."""

from __future__ import annotations

from briefgen.analysis.actors.words import Words
from briefgen.language.lexicon import words as lexicon


def acts(w: Words, i: int, j: int) -> bool:
    """Whether words i to before j are the subject or the agent of a verb that those with a will do."""
    tokens = w.sentence.tokens
    k = w.head_index(i, j)
    for _ in range(3):
        t = tokens[k]
        if t.rel in ("nsubj", "nsubjpass"):
            return tokens[t.head].lemma.lower() in lexicon("names", "speech")
        if t.rel == "pobj" and tokens[t.head].rel == "agent":
            return True
        if t.rel != "conj":
            return False
        k = t.head
    return False
