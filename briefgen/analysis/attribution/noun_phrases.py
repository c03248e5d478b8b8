"""Noun phrases beside a cue: the subject that the parse gives, else the nominal words that stand there."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.analysis.attribution.records import Span
from briefgen.language.lexicon import words
from briefgen.model import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
RELATIVE = frozenset({"who", "which", "whose", "that", "whom", "where"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Relations in which a verb shares the subject of the verb above.
_SHARES = frozenset({"conj", "xcomp", "advcl", "dep", "pcomp", "ccomp", "prep"})
_JOINTS = frozenset({"'s", "’s", "'", "’", "and", "of"})
_PREPOSITIONS = frozenset({"for", "from", "at", "with", "in", "on", "to", "close", "inside", "near"})
_OWN = frozenset({"his", "her", "its", "their"})
_LOOSE_END = frozenset({"ADV", "AUX", "CCONJ", "ADP", "PART", "SCONJ"})
_LOOSE_START = frozenset({"ADV", "CCONJ", "SCONJ", "ADP"})
_DEPTH = 4
_DOERS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ee", "person")
_PEOPLE = frozenset({"he", "she", "they", "i", "we", "who"})
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})


class NounPhrases:
    """The noun phrases of a sentence, as far as its words stand outside statements in quotation marks."""

    def __init__(self, sentence: Sentence, outside: frozenset[int]) -> None:
        self.s = sentence
        self.tokens = sentence.tokens
        self.outside = outside

    def subject(self, verb: int, depth: int = 0) -> int | None:
        """Index of the head of the verb's subject, its own or shared."""
        own = [c for c in self.s.children[verb] if self.tokens[c].rel in _SUBJECTS]
        own = [c for c in own if c in self.outside] or own  # some parses give it one of the quotation's
        t = self.tokens[verb]
        if own:
            relative = self.tokens[own[0]].text.lower() in RELATIVE and t.rel == "relcl"
            return t.head if relative else own[0]
        if t.head == verb or depth > _DEPTH:
            return None
        if t.rel == "acl":
            return t.head
        return self.subject(t.head, depth + 1) if t.rel in _SHARES else None

    def of_head(self, head: int, verb: int) -> list[int]:
        """The unbroken phrase of a head, without relative clauses, on its own side of the verb."""
        clauses = (c for c in self.s.children[head] if self.tokens[c].rel == "relcl")
        cut = {j for c in clauses for j in self.s.subtree(c)}
        have = {
            j
            for j in self.s.subtree(head)
            if j in self.outside and j not in cut and (j < verb) == (head < verb) and j != verb
        }
        i = j = head
        while i - 1 in have:
            i -= 1
        while j + 1 in have:
            j += 1
        return self.trimmed(range(i, j + 1))

    def before(self, verb: int, segment: Sequence[int]) -> list[int]:
        """The nominal words before the verb, where the parse gives no subject."""
        out: list[int] = []
        for i in reversed([i for i in segment if i < verb]):
            t = self.tokens[i]
            if t.pos in NOMINAL or (out and t.text.lower() in {"of", "'s", "’s", "-", "for"}):
                out.insert(0, i)
            elif out or t.pos not in {"ADV", "AUX", "PUNCT", "PART"}:
                break
        return self.trimmed(out)

    def at_start(self, segment: Sequence[int]) -> list[int]:
        """The noun phrase that a segment begins with, and what is set beside it between commas."""
        out: list[int] = []
        for n, i in enumerate(segment):
            if not self._continues(out, i, segment[n + 1] if n + 1 < len(segment) else None):
                break
            out.append(i)
        return self.trimmed(out)

    def _continues(self, out: list[int], i: int, following: int | None) -> bool:
        t = self.tokens[i]
        low = t.text.lower()
        if low == "and":
            return bool(out) and following is not None and self.tokens[following].pos in NOMINAL
        if not out and t.pos == "VERB" and t.rel == "amod":
            return True  # “retired Army officer”
        if t.rel == "compound" and t.text[:1].isupper():
            return True  # “Will Roe” may be read as a verb
        if t.pos in NOMINAL or t.text in {"-", ".", "&", "/"} or low in _JOINTS:
            return True
        if t.text == ",":
            return following is not None and self._is_beside(following)
        # “a spokesman for the port”, but “Roe in a letter”.
        return t.pos == "ADP" and bool(out) and self.tokens[out[-1]].pos == "NOUN" and low in _PREPOSITIONS

    def _is_beside(self, i: int) -> bool:
        t = self.tokens[i]
        return t.pos in {"DET", "NOUN", "PROPN", "NUM"} or t.text.lower() in _OWN

    def trimmed(self, indices: Sequence[int]) -> list[int]:
        """Without commas, adverbs and auxiliaries at the ends; empty where nothing names anybody."""
        out = list(indices)
        while out and (self.is_mark(out[-1]) or self.tokens[out[-1]].pos in _LOOSE_END):
            if self.tokens[out[-1]].text == ")":
                break
            out.pop()
        while out and (self.is_mark(out[0]) or self.tokens[out[0]].pos in _LOOSE_START):
            out.pop(0)
        named = (self.tokens[i].pos in NOMINAL or self.tokens[i].rel in _SUBJECTS for i in out)
        return out if any(named) else []

    def is_mark(self, i: int) -> bool:
        """Whether the token has neither letter nor digit."""
        return not any(c.isalnum() for c in self.tokens[i].text)

    def span(self, indices: Sequence[int]) -> Span:
        """From the first of these tokens to the last, in code points."""
        return self.tokens[indices[0]].start, self.tokens[indices[-1]].end


def is_thing(t: Token) -> bool:
    """Whether a noun names neither a person nor a body: no list knows it, and it is not formed like one."""
    low, lemma = t.text.lower(), t.lemma.lower()
    if t.pos != "NOUN" or t.entity or is_somebody(t):
        return False
    if lemma in words("holding", "lifeless") or lemma in words("holding", "acceptable"):
        return True
    known = low in words("groups", "people") or lemma in words("titles", "offices")
    return not known and lemma not in words("groups", "bodies") and not lemma.endswith(_DOERS)


def is_somebody(t: Token) -> bool:
    """Whether the word names or means a person, a body or people."""
    return t.entity in _NAMES or t.text.lower() in _PEOPLE or t.lemma.lower() in words("groups", "single")
