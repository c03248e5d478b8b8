"""Whose move it is: who must decide, agree, answer or tell."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.analysis.actors import Cast
from briefgen.analysis.undecided.modals import condition
from briefgen.analysis.undecided.records import Cue
from briefgen.language.lexicon import words
from briefgen.model import Sentence

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OWN = frozenset({"decision", "withheld", "threat", "negotiation", "unclear"})
"""Rules whose clause has the mover for its subject."""
_SEEKING = frozenset(
    {"investigate", "probe", "examine", "look", "try", "work", "seek", "determine", "assess"}
)
_LIKELY = frozenset({"likely", "unlikely"})
_BESIDE = frozenset({"poss", "compound", "amod", "nmod"})


def movers_of(
    sentence: Sentence, cast: Cast, cue: Cue, top: int, first: int, last: int
) -> tuple[tuple[str, ...], bool]:
    """Ids of the actors whose move it is, and whether it waits for their assent."""
    finder = _Movers(sentence, cast)
    inside = range(first, last + 1)
    assent = [i for i in inside if sentence.tokens[i].lemma.lower() in words("undecided_senses", "assent")]
    found = finder.assenting(assent) if cue.rule in {"approval", "dependency", "if", "decision"} else ()
    if not found and cue.rule == "if":
        found = finder.subject(condition(sentence, cue)[0])
    if not found and cue.rule in {"dependency", "approval"}:
        found = finder.behind(cue.tokens[-1])
    if not found and _acts_itself(sentence, cue, bool(assent)):
        found = finder.subject(top)
    if cue.rule == "investigation" and any(sentence.tokens[i].lemma in _SEEKING for i in cue.tokens):
        found = finder.subject(top)
    if cue.rule == "negotiation":
        found = tuple(dict.fromkeys((*found, *finder.partners(inside))))
    return found, bool(assent) and bool(found)


def is_act(sentence: Sentence, cast: Cast, cue: Cue, top: int) -> bool:
    """Whether what may come is up to somebody named (`Sweden may close the strait`), or what may have been is
    told of something (`the plane may have been shot down`); all else that may or is likely to be is a hedge.
    """
    tokens = sentence.tokens
    verb = _possible_verb(sentence, cue)
    own = [
        tokens[c] for c in (*sentence.children[verb], *sentence.children[top]) if tokens[c].rel in _SUBJECTS
    ]
    own = [t for t in own if t.pos in {"NOUN", "PROPN"}]
    if not own or tokens[verb].lemma.lower() in words("undecided_senses", "states"):
        return False
    if cue.kind == "unknown" or tokens[verb].tag == "VBD" or _is_past_passive(sentence, verb):
        return True
    return own[0].rel == "nsubj" and bool(_Movers(sentence, cast).subject(top))


def _possible_verb(sentence: Sentence, cue: Cue) -> int:
    """The verb of what may come: behind `may`, or that of `likely to close`, `likely that it was closed`."""
    last = cue.tokens[-1]
    likely = next((i for i in cue.tokens if sentence.tokens[i].text.lower() in _LIKELY), None)
    if likely is None:
        return last
    below = (c for i in (likely, sentence.tokens[likely].head) for c in sentence.children[i] if c > likely)
    return next((c for c in below if sentence.tokens[c].rel in {"xcomp", "ccomp"}), last)


def _is_past_passive(sentence: Sentence, verb: int) -> bool:
    return any(
        sentence.tokens[c].rel == "auxpass" and sentence.tokens[c].tag == "VBD"
        for c in sentence.children[verb]
    )


def _acts_itself(sentence: Sentence, cue: Cue, assent: bool) -> bool:
    """Whether the clause's subject is the mover: not who awaits, nor what comes ahead of talks."""
    if sentence.tokens[cue.tokens[0]].lemma.lower() in {"await", "wait", "ahead", "before"}:
        return False
    return cue.rule in _OWN or (assent and cue.rule in {"modal", "outlook", "approval"})


class _Movers:
    """Finds actors by their place in a sentence."""

    def __init__(self, sentence: Sentence, cast: Cast) -> None:
        self.s = sentence
        self.at: dict[int, list[str]] = {}
        for m in cast.in_sentence(sentence.source, sentence.id):
            for i, token in enumerate(sentence.tokens):
                if m.start <= token.start < m.end:
                    self.at.setdefault(i, []).append(m.actor)

    def named(self, i: int) -> tuple[str, ...]:
        """The actors that a noun phrase with this head stands for, joined ones included."""
        tokens = self.s.tokens
        found = list(self.at.get(i, ()))
        if not found and tokens[i].lemma.lower() in words("undecided_senses", "hands"):
            found = [a for c in self.s.children[i] if tokens[c].rel in _BESIDE for a in self.at.get(c, ())]
        for c in self.s.children[i]:
            if tokens[c].rel == "conj" and tokens[c].pos in {"NOUN", "PROPN", "PRON"}:
                found.extend(self.named(c))
        return tuple(dict.fromkeys(found))

    def subject(self, i: int) -> tuple[str, ...]:
        """Who acts in the clause of this verb."""
        tokens = self.s.tokens
        for _ in range(4):
            own = [c for c in self.s.children[i] if tokens[c].rel in _SUBJECTS]
            if own:
                if tokens[own[0]].text.lower() == "it" and any(
                    tokens[c].rel in {"acomp", "attr"} for c in self.s.children[i]
                ):
                    return ()  # “it is unclear”
                agents = [
                    p for c in self.s.children[i] if tokens[c].rel == "agent" for p in self.s.children[c]
                ]
                if tokens[own[0]].rel == "nsubjpass":
                    return tuple(a for p in agents for a in self.named(p))
                head = tokens[i].head if tokens[own[0]].tag in {"WDT", "WP"} else own[0]
                return self.named(head)
            if tokens[i].head == i or tokens[i].rel not in {"conj", "xcomp", "advcl", "ROOT"}:
                return ()
            i = tokens[i].head
        return ()

    def assenting(self, assent: Iterable[int]) -> tuple[str, ...]:
        """Whose approval, who approves."""
        tokens = self.s.tokens
        found: list[str] = []
        for i in assent:
            if tokens[i].pos == "VERB":
                found.extend(self.subject(i))
                continue
            for c in self.s.children[i]:
                if tokens[c].rel == "poss":
                    found.extend(self.named(c))
                elif tokens[c].text.lower() in {"of", "from", "by"}:
                    found.extend(a for p in self.s.children[c] for a in self.named(p))
        return tuple(dict.fromkeys(found))

    def behind(self, i: int) -> tuple[str, ...]:
        """Who stands behind `depends on`, `approval from`."""
        tokens = self.s.tokens
        below = [i, *self.s.children[i]]
        found = [a for c in below if tokens[c].rel in {"pobj", "nsubj"} for a in self._whole(c)]
        return tuple(dict.fromkeys(found))

    def _whole(self, i: int) -> tuple[str, ...]:
        own = self.named(i)
        if own:
            return own
        return tuple(a for c in self.s.children[i] if self.s.tokens[c].rel == "poss" for a in self.named(c))

    def partners(self, inside: Iterable[int]) -> tuple[str, ...]:
        """Those between or with whom it is negotiated."""
        tokens = self.s.tokens
        between = [
            i for i in inside if tokens[i].text.lower() in {"with", "between"} and tokens[i].rel == "prep"
        ]
        found = [
            a for i in between for p in self.s.children[i] if tokens[p].rel == "pobj" for a in self.named(p)
        ]
        return tuple(dict.fromkeys(found))
