"""A parsed sentence as the rules of attribution read it: edges of phrases, subjects, negation, context."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from briefgen.analysis.attribution.noun_phrases import is_thing
from briefgen.analysis.attribution.records import Span
from briefgen.language.lexicon import words
from briefgen.model import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_INHERITS = frozenset({"xcomp", "conj", "advcl", "pcomp"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CONTRAST = frozenset({"while", "whereas"})
_NO = frozenset({"no", "little", "neither"})
_THINGS = frozenset({"it", "there", "this", "that"})
_DEPTH = 6
# Tokens before a verb among which the conjunction that joins it stands.
_JOIN = 3
_MODALS = frozenset({"would", "could", "may", "might", "should", "can", "must", "will", "shall"})
_EDGE = frozenset(
    {",", ".", ";", ":", "-", "--", "—", "–", '"', "“", "”", "''", "``", "'", "?", "!", "(", ")"}
)


class Reading:
    """One sentence by its tokens and their heads."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.children = sentence.children
        self.low = [t.text.lower() for t in self.tokens]

    @cached_property
    def edges(self) -> tuple[list[int], list[int]]:
        """For each token, the first and last index of what it governs."""
        n = len(self.tokens)
        left, right = list(range(n)), list(range(n))
        for root in (i for i in range(n) if self.tokens[i].head == i):
            order, todo = [], [root]
            while todo:
                i = todo.pop()
                order.append(i)
                todo.extend(self.children[i])
            for i in reversed(order):
                for c in self.children[i]:
                    left[i], right[i] = min(left[i], left[c]), max(right[i], right[c])
        return left, right

    def left(self, i: int) -> int:
        """Index of the first token that this one governs."""
        return self.edges[0][i]

    def right(self, i: int) -> int:
        """Index of the last token that this one governs."""
        return self.edges[1][i]

    def child(self, i: int, rels: Iterable[str]) -> int | None:
        """The first child in one of these relations."""
        return next((c for c in self.children[i] if self.tokens[c].rel in rels), None)

    def span(self, i: int, j: int) -> Span | None:
        """The tokens i to before j in code points, without marks at the ends; None where nothing is left."""
        while i < j and self.tokens[i].text in _EDGE:
            i += 1
        while j > i and self.tokens[j - 1].text in _EDGE:
            j -= 1
        return (self.tokens[i].start, self.tokens[j - 1].end) if i < j else None

    def text(self, span: Span) -> str:
        """The words of a span of the sentence."""
        return self.sentence.text[span[0] - self.sentence.start : span[1] - self.sentence.start]

    def cut_before(self, i: int, marks: str = ";—–") -> bool:
        """Whether one of these marks, at which the parser's units are cut, stands before the token."""
        if i == 0:
            return False
        base = self.sentence.start
        between = self.sentence.text[self.tokens[i - 1].end - base : self.tokens[i].start - base]
        return any(m in between for m in marks)

    def is_passive(self, i: int, depth: int = 0) -> bool:
        """Whether the verb is in the passive, auxiliary and all: `was seen`, `was seen and reported`."""
        below = {self.tokens[c].rel for c in self.children[i]}
        if below & {"auxpass", "nsubjpass"}:
            return True
        token = self.tokens[i]
        if token.rel != "conj" or depth > _DEPTH or below & {"aux", "nsubj", "agent"}:
            return False
        modal = any(self.tokens[c].tag == "MD" for c in self.children[token.head])
        formed = token.tag == "VBN" or (token.tag == "VBD" and modal)  # “cannot be sold or given away”
        return formed and self.is_passive(token.head, depth + 1)

    def is_negated(self, i: int) -> bool:
        """`did not say`, `never said`, `no longer believes`, `has no plans`, `would not express support`."""
        own = any(
            self.tokens[c].rel == "neg"
            or self.low[c] in {"never", "neither", "nor"}
            or (self.low[c] == "longer" and self.low[c - 1] == "no")
            for c in self.children[i]
        )
        if own or self.tokens[i].pos != "NOUN":
            return own
        if any(self.low[c] in _NO and self.tokens[c].rel in {"det", "amod"} for c in self.children[i]):
            return True
        head = self.tokens[i].head
        return self.tokens[i].rel == "dobj" and head != i and self.is_negated(head)

    def is_pluperfect(self, i: int) -> bool:
        """`had vowed`, `had been planning`."""
        return self.tokens[i].tag in {"VBN", "VBG"} and any(
            self.low[c] in {"had", "'d", "’d"} and self.tokens[c].rel == "aux" for c in self.children[i]
        )

    def has_to(self, i: int) -> bool:
        """Whether the verb is an infinitive with `to`."""
        return any(self.tokens[c].tag == "TO" and self.tokens[c].rel == "aux" for c in self.children[i])

    def is_finite(self, i: int) -> bool:
        """Whether the verb has a tense or a modal."""
        tags = {self.tokens[c].tag for c in self.children[i] if self.tokens[c].rel in {"aux", "auxpass"}}
        if "TO" in tags:
            return False
        return self.tokens[i].tag in {"VBD", "VBZ", "VBP"} or bool(tags & {"VBD", "VBZ", "VBP", "MD"})

    def subject(self, i: int, depth: int = 0) -> int | None:
        """Index of the noun that does what the verb says, where the sentence names it."""
        agent = self.child(i, {"agent"})
        if agent is not None or self.is_passive(i):
            return self.child(agent, {"pobj"}) if agent is not None else None
        return self.grammatical_subject(i, depth)

    def grammatical_subject(self, i: int, depth: int = 0) -> int | None:
        """Index of the verb's subject, its own or that of the verb that governs it."""
        own = self.child(i, SUBJECTS)
        if own is not None:
            return own
        token = self.tokens[i]
        if depth > _DEPTH or token.head == i:
            return None
        if token.rel in {"acl", "relcl"}:
            return token.head if token.tag in {"VBG", "VB"} else None
        if token.rel == "pcomp":
            return self.grammatical_subject(self._verb_above(i), depth + 1)
        again = self.says_again(i)
        if again is not None:
            return self.grammatical_subject(again, depth + 1)
        if token.rel == "prep" or token.rel in _INHERITS:
            if token.rel == "xcomp":
                controlled = self.child(token.head, {"dobj"})
                if controlled is not None and self.has_to(i) and controlled < i:
                    return controlled  # “told him to say”
            return self.grammatical_subject(token.head, depth + 1)
        return None

    def says_again(self, i: int) -> int | None:
        """The cue whose speaker says again: `said that the road was shut and warned drivers of delays`.

        A verb of saying without a subject of its own, in the tense of the cue, is no part of what was said.
        """
        token = self.tokens[i]
        if self.child(i, SUBJECTS) is not None:
            return None
        if token.rel == "ccomp" and self.low[i - 1] == "and" and token.head < i:
            again = token.lemma in words("quotations", "saying") and token.tag == self.tokens[token.head].tag
            return token.head if again else None  # “said it was unsafe and warned that …”
        if token.rel != "conj":
            return None
        first = token.head
        while self.tokens[first].rel == "conj":
            first = self.tokens[first].head
        clause = self.tokens[first]
        if clause.rel != "ccomp" or clause.head >= first or token.tag != self.tokens[clause.head].tag:
            return None
        joined = any(self.tokens[k].rel == "cc" for k in range(max(first, i - _JOIN), i))
        says = joined and token.lemma in words("quotations", "saying")
        again = says or self._cannot_share(first, i)
        return clause.head if again else None

    def _cannot_share(self, first: int, i: int) -> bool:
        """Whether a verb cannot go on with the first one's subject: `the dike was unsafe and called for …`.

        A thing calls for nothing, and a finite verb does not go on behind `would visit`.
        """
        if self.tokens[i].tag not in _FINITE:
            return False
        aux = {self.tokens[c].lemma: self.tokens[c].tag for c in self.children[first]}
        if "MD" in aux.values() or ("have" in aux and not self.low[i].endswith("ed")):
            return True
        subject = self.child(first, SUBJECTS | {"expl"})
        thing = subject is not None and (self.low[subject] in _THINGS or is_thing(self.tokens[subject]))
        return thing and self.tokens[i].lemma in words("holding", "human")

    def _verb_above(self, i: int) -> int:
        head = self.tokens[i].head
        for _ in range(_DEPTH):
            if self.tokens[head].pos in {"VERB", "AUX"} or self.tokens[head].head == head:
                return head
            head = self.tokens[head].head
        return head

    def phrase(self, i: int) -> Span | None:
        """A noun with what belongs to it, without the clauses that hang on it."""
        stop = self.right(i)
        for c in self.children[i]:
            if c > i and self.tokens[c].rel in {"relcl", "acl", "advcl", "parataxis"}:
                stop = min(stop, self.left(c) - 1)
        return self.span(self.left(i), max(stop, i) + 1)

    def bare_end(self, i: int) -> int:
        """Index behind a noun phrase without what a comma sets off (`, which …`, `, including …`)."""
        stop = self.right(i) + 1
        for c in self.children[i]:
            loose = self.tokens[c].rel in {"relcl", "acl", "prep", "advcl", "appos"}
            if c > i and loose and self.low[self.left(c) - 1] == ",":
                stop = min(stop, self.left(c) - 1)
        return max(stop, i + 1)

    def predicate_end(self, i: int) -> int:
        """Index behind the verb with what belongs to it, without clauses that are joined to it."""
        stop = self.right(i) + 1
        for c in self.children[i]:
            if c > i and self.tokens[c].rel in {"conj", "cc", "parataxis", "relcl"}:
                stop = min(stop, self.left(c))
            elif c > i and self.tokens[c].rel == "advcl" and self.low[self.left(c)] in _CONTRAST:
                subject = self.child(c, SUBJECTS)  # “backed Roe, while the senate ruled against her”
                if subject is not None and self.tokens[subject].pos != "PRON":
                    stop = min(stop, self.left(c))
        return max(stop, i + 1)

    def context(self, i: int, depth: int = 0) -> str:
        """What the verb is under, where that takes its force: `if`, `infinitive`, `modal`; else empty."""
        token = self.tokens[i]
        marks = {self.low[c] for c in self.children[i] if self.tokens[c].rel in {"mark", "advmod"}}
        if marks & {"if", "whether", "unless"}:
            return "if"
        if any(self.low[c] in _MODALS and self.tokens[c].rel == "aux" for c in self.children[i]):
            return "modal"
        if self.has_to(i):
            return "infinitive"
        if token.rel == "conj" and depth < _DEPTH and not self.is_finite(i):
            return self.context(token.head, depth + 1)
        return ""


def reading_of(sentence: Sentence) -> Reading:
    """The sentence's reading: made once, and kept with the sentence as its cached properties are."""
    kept: dict[str, Reading] = vars(sentence)
    if _KEPT not in kept:
        kept[_KEPT] = Reading(sentence)
    return kept[_KEPT]


_KEPT = "_reading"
