"""An attribution as the last word is looked for: when it was said, and whether it says or denies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from briefgen.analysis.claims import Claim, same_thing
from briefgen.analysis.claims.records import Phrase
from briefgen.analysis.holders import Held
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words
from briefgen.matching.candidates import TELLING
from briefgen.model import Article, Sentence

_NAMED = frozenset({"person", "organization", "government"})
_SHARED = 0.6
"""Share of the fewer telling words from which two contents are one."""
_LEAST = 3
_BARE = frozenset({"be", "have", "do"})
"""Verbs that tell nothing without what follows."""


class Saying:
    """Somebody's statement, its cue found in the parse."""

    def __init__(self, so_far: SoFar, held: Held, sentence: Sentence, cue: int) -> None:
        """`cue`: the index of the verb or noun that reports, in the sentence."""
        self.so_far = so_far
        self.held = held
        self.sentence = sentence
        self.cue = cue
        self.article: Article = so_far.article(held.attribution.source)
        self.lemma = sentence.tokens[cue].lemma.lower()

    @cached_property
    def adverbs(self) -> frozenset[str]:
        """What says when: `initially`, `at first`, `later`."""
        tokens, found = self.sentence.tokens, set()
        for k in self.sentence.children[self.cue]:
            low = tokens[k].text.lower()
            if tokens[k].rel in {"advmod", "npadvmod"}:
                found.add(low)
            elif low == "at" and any(tokens[j].text.lower() == "first" for j in self.sentence.children[k]):
                found.add("at first")
        return frozenset(found)

    @cached_property
    def was_before(self) -> bool:
        """Whether the text tells it as said before something else."""
        tokens = self.sentence.tokens
        had = any(
            tokens[k].text.lower() in {"had", "having"} and tokens[k].rel == "aux"
            for k in self.sentence.children[self.cue]
        )
        return had or bool(self.adverbs & words("latest", "before"))

    @property
    def is_one(self) -> bool:
        """Whether its holder is the same one in other texts: no `officials`."""
        return self.so_far.analysis.cast.by_id[self.held.holders[0]].kind in _NAMED

    @property
    def is_later(self) -> bool:
        """Whether the text tells it as said after something else."""
        return bool(self.adverbs & words("latest", "after"))

    @property
    def admits(self) -> bool:
        """Whether its holder owns up to it."""
        return self.lemma in words("latest", "admitting") and not self.held.attribution.negated

    @property
    def denies(self) -> bool:
        """Whether its holder calls it untrue."""
        return self.held.attribution.stance == "denies" and not self.held.attribution.negated

    @cached_property
    def main(self) -> tuple[Claim, ...]:
        """What the content itself claims, its subordinate clauses aside."""
        tokens = self.sentence.tokens
        inside = [
            i
            for i, t in enumerate(tokens)
            if i != self.cue and any(a <= t.start < b for a, b in self.held.attribution.content)
        ]
        heads = {i for i in inside if tokens[i].head == i or tokens[i].head not in inside}
        heads |= {i for i in inside if tokens[i].rel == "conj" and tokens[i].head in heads}
        place = (self.sentence.source, self.sentence.id)
        return tuple(c for c in self.so_far.analysis.claims_in.get(place, ()) if c.index in heads)

    @cached_property
    def says_no(self) -> bool:
        """Whether it is a denial, or its content is: `said that he had not met her`."""
        return self.denies != any(c.negated for c in self.main)

    @cached_property
    def is_of_now(self) -> bool:
        """Whether it says what is or was, and not what shall be."""
        return not self.main or any(c.modality == "actual" for c in self.main)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Lemmas of the telling words of its content."""
        return frozenset(
            t.lemma.lower()
            for t in self.sentence.tokens
            if t.pos in TELLING and any(a <= t.start < b for a, b in self.held.attribution.content)
        )

    def says_the_same(self, other: Saying) -> bool:
        """Whether both say, or both deny, one thing."""
        if self.says_no != other.says_no:
            return False
        shared = len(self.telling & other.telling)
        alike = shared >= max(_LEAST, _SHARED * min(len(self.telling), len(other.telling)))
        return alike or any(one_act(c, d) for c in self.main for d in other.main)


def sayings(so_far: SoFar) -> Iterator[Saying]:
    """What somebody who is named says in his own person."""
    cast = so_far.analysis.cast.by_id
    for held in so_far.analysis.held:
        own = held.attribution
        if own.cue is None or held.reported_by or len(held.holders) != 1:
            continue
        sentence = so_far.article(own.source).sentence_at(own.cue[0])
        if cast[held.holders[0]].anonymous or sentence is None:
            continue
        verbs = [
            i
            for i, t in enumerate(sentence.tokens)
            if own.cue[0] <= t.start < own.cue[1] and t.pos in {"VERB", "NOUN"}
        ]
        if verbs:
            yield Saying(so_far, held, sentence, verbs[-1])


def one_act(c: Claim, d: Claim, *, strict: bool = False) -> bool:
    """Whether two clauses tell one act, whichever of them denies it. `strict`: of one who acts as well."""
    if not c.classes & d.classes or {c.modality, d.modality} != {"actual"}:
        return False
    if (c.times and d.times and not c.times & d.times) or _apart(c.object, d.object):
        return False
    if strict and _apart(c.subject, d.subject):
        return False
    near = any(same_thing(p, q) for p in things(c) for q in things(d))
    if c.lemma in _BARE or not near:
        return near and same_thing(c.subject, d.subject) > 0
    return True


def things(c: Claim) -> tuple[Phrase, ...]:
    """To whom or what it is done, and what stands beside."""
    return tuple(p for p in (c.object, *(p for _, p in c.arguments)) if p is not None)


def _apart(p: Phrase | None, q: Phrase | None) -> bool:
    """Whether both are named, and are two: `the plane`, `another plane`."""
    if p is None or q is None or p.pronoun or q.pronoun:
        return False
    return p.other != q.other or not same_thing(p, q)
