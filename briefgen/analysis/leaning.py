"""Words in a printed statement that hang on what stood before it in the text, and whether that tells them.

`called the move disappointing`, `They will appeal`, `declined to do so`: a pronoun, a definite noun that
nothing beside it explains, a word for what is left out. With the sentence before it such a statement can be
read, where that has what the word means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from briefgen.language.lexicon import table, words
from briefgen.model import Article, Sentence, Token

Kind = Literal["person", "thing", "many", "told", "noun"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "hers"), "person"),
    **dict.fromkeys(("it", "its"), "thing"),
    **dict.fromkeys(("they", "them", "their", "theirs", "these", "those"), "many"),
    **dict.fromkeys(("this", "that"), "told"),
}
_OWNERS = frozenset({"his", "her", "its", "their"})
_POINTING = frozenset({"this", "that", "these", "those"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl", "relcl", "acl"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_TELLING = frozenset({"prep", "relcl", "acl", "compound", "poss", "nummod", "appos", "nmod"})
"""What tells which one is meant."""
# Prepositions behind which the matter stands, rather than a place or a time.
_MATTER = frozenset({"about", "over", "with", "against", "for", "to", "of", "from", "by", "on", "into"})
_POINTERS = frozenset({"the", "this", "that", "these", "those", "such"})
_HEAD = 3
"""Sentences, titles among them, at the head of an article."""
_STEM = 4
"""Letters by which a noun and its verb are known as kin (`decide`, `decision`)."""


@dataclass(frozen=True, slots=True)
class Lean:
    """A word that hangs on what stands before the statement."""

    at: int
    """Index among the sentence's words."""
    kind: Kind
    noun: str = ""
    """The noun, where it is one."""
    known: bool = False
    """Whether the whole event is about it: told better, but not hidden."""


def leaning(s: Sentence, shown: Sequence[int], clear: Collection[int], known: Collection[str]) -> list[Lean]:
    """The words among the printed ones (indices) that lean.

    `clear`: where those begin that the line itself makes clear; `known`: nouns that the whole event is about.
    """
    found, nouns, verbs = [], _Named(), list[int]()
    for i in shown:
        t = s.tokens[i]
        low = t.text.lower()
        if t.start not in clear:
            kind = _pronoun(s, i, low, nouns)
            if kind is not None:
                found.append(Lean(i, kind))
            elif _is_rest(s, i, low) or _does_so(s, i, verbs):
                found.append(Lean(i, "told"))
            elif _is_bare(s, i, nouns):
                found.append(Lean(i, "noun", t.lemma.lower(), _is_known(t, known)))
        nouns.add(t)
        if t.pos == "VERB":
            verbs.append(i)
    return found


def matters(articles: Sequence[Article]) -> frozenset[str]:
    """The nouns that stand at the head of most articles: what all of the event is about."""
    heads = Counter(
        noun
        for a in articles
        for noun in {t.lemma.lower() for s in a.sentences[:_HEAD] for t in s.tokens if t.pos in _NOUNS}
    )
    return frozenset(noun for noun, number in heads.items() if 2 * number > len(articles))


class _Named:
    """What the words so far have named: whom or what a pronoun behind them can mean."""

    def __init__(self) -> None:
        self.person = self.thing = self.many = False
        self.lemmas: set[str] = set()

    def add(self, t: Token) -> None:
        if t.pos not in _NOUNS or t.rel in ("npadvmod", "compound", "poss") or t.entity in ("DATE", "TIME"):
            return
        self.lemmas.add(t.lemma.lower())
        person = t.entity == "PERSON" or t.lemma.lower() in _people()
        self.person |= person
        several = t.tag in ("NNS", "NNPS")
        self.thing |= not (person or several)
        self.many |= several or t.entity in ("ORG", "NORP", "GPE") or t.rel == "conj"

    def has(self, kind: Kind) -> bool:
        """Whether something was named that a pronoun of this kind can mean."""
        return {"person": self.person, "thing": self.thing, "many": self.many, "told": self.thing}.get(
            kind, False
        )


def _pronoun(s: Sentence, i: int, low: str, named: _Named) -> Kind | None:
    """What kind of thing a pronoun stands for that the line does not name."""
    t, kind = s.tokens[i], _KINDS.get(low)
    if kind is None or t.pos not in ("PRON", "DET", "ADJ") or named.has(kind):
        return None
    if low in _POINTING and (t.rel in ("det", "mark") or t.tag in ("WDT", "IN")):
        return None
    if low in ("his", "her", "its", "their", "hers", "theirs") and t.rel not in ("poss", *_ARGUMENTS):
        return None
    return None if tells_itself(s, i) else kind


def _is_rest(s: Sentence, i: int, low: str) -> bool:
    """`more` or `others`, with nothing behind it that says of what."""
    t = s.tokens[i]
    if low not in words("leaning", "rest") or t.rel not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return False
    return not any(s.tokens[c].rel in (*_TELLING, "amod") or c > i for c in s.children[i])


def _does_so(s: Sentence, i: int, verbs: Sequence[int]) -> bool:
    """`do so`, where none of the verbs before it is what is done."""
    t, do = s.tokens[i], s.tokens[i - 1]
    if t.text.lower() != "so" or i == 0 or do.lemma.lower() != "do" or t.rel not in ("advmod", "dobj"):
        return False
    return not any(v not in (i - 1, do.head) for v in verbs)


def _is_known(t: Token, known: Collection[str]) -> bool:
    lemma = t.lemma.lower()
    return lemma in known and lemma not in words("leaning", "told")


def _is_bare(s: Sentence, i: int, named: _Named) -> bool:
    """Whether it is a definite noun in a main place that nothing beside it explains."""
    t = s.tokens[i]
    lemma = t.lemma.lower()
    if t.pos != "NOUN" or t.entity or lemma in named.lemmas or not _is_argument(s, i):
        return False
    before = [s.tokens[c] for c in s.children[i] if c < i]
    owned = lemma in words("leaning", "told") and any(x.rel == "poss" and x.pos in _NOUNS for x in before)
    pointer = next((x.text.lower() for x in before if x.text.lower() in _POINTERS), "the" if owned else "")
    if not pointer or any(_tells(s, c, pointer, owned) for c in s.children[i]):
        return False
    if pointer == "the":
        if lemma in words("leaning", "public") or t.text.lower() in words("leaning", "public"):
            return False
        # “the problem is that …” tells it
        return not (t.rel in _SUBJECTS and any(s.tokens[c].rel in _CLAUSES for c in s.children[t.head]
                                               if s.tokens[t.head].lemma == "be"))  # fmt: skip
    return lemma not in words("leaning", "here")


def _is_argument(s: Sentence, i: int) -> bool:
    t = s.tokens[i]
    if t.rel in _ARGUMENTS - {"attr"}:
        return True
    above = s.tokens[t.head]
    familiar = s.tokens[above.head].text.lower() == "familiar"  # “people familiar with the matter”
    return t.rel == "pobj" and above.text.lower() in _MATTER and not familiar


def _tells(s: Sentence, c: int, pointer: str, owned: bool) -> bool:
    """Whether a word that belongs to the noun says which is meant; whose it is (`owned`) does not."""
    t = s.tokens[c]
    if owned and t.rel in ("poss", "case"):
        return False
    if t.rel in _TELLING or t.rel in _CLAUSES or t.entity not in ("", "DATE"):
        return True
    return t.rel == "amod" and pointer == "the" and t.text.lower() not in words("things", "loose")


def tells_itself(s: Sentence, at: int) -> bool:
    """`those who stayed`, `this is a lie`, `it is clear that …`: the line says what it stands for."""
    t = s.tokens[at]
    if t.text.lower() not in _POINTING:
        return _is_expletive(s, at)
    if any(c > at and s.tokens[c].rel in (*_CLAUSES, "prep") for c in s.children[at]):
        return True
    is_what = (c for c in s.children[t.head] if s.tokens[c].rel == "attr" and s.tokens[c].pos in _NOUNS)
    return t.rel in _SUBJECTS and any(s.children[c] for c in is_what)


def _is_expletive(s: Sentence, at: int) -> bool:
    """`It is clear that …`, `it was the youth who …`, `it takes two to …`: the pronoun stands for nobody."""
    t = s.tokens[at]
    if t.rel == "expl":
        return True
    if t.text.lower() != "it" or t.rel not in _SUBJECTS:
        return False
    verb = t.head
    return any(
        s.tokens[c].rel in _CLAUSES or any(s.tokens[k].rel in _CLAUSES for k in s.children[c])
        for c in s.children[verb]
        if c > verb and s.tokens[c].rel in (*_CLAUSES, "attr", "acomp")
    )


def explained(lean: Lean, before: Sequence[Sentence], holder: str, *, fully: bool = True) -> bool:
    """Whether the sentences before, the nearest first, have what the word means.

    `holder`: the last name of him who speaks, whom it does not mean. `fully`: a noun that leans there as well
    does not count.
    """
    told = [t for s in before for t in s.tokens]
    if not any(t.pos in ("VERB", "AUX") for t in told):
        return False
    if lean.kind == "person":
        return len(_persons(told, holder)) == 1
    if lean.kind == "thing":
        return any(t.pos in _NOUNS and t.entity not in ("PERSON", "DATE", "TIME") for t in told)
    if lean.kind == "many":
        return any(t.tag in ("NNS", "NNPS") or t.entity in ("ORG", "NORP") for t in told)
    if lean.kind == "told":
        return _is_told(told)
    return _names_noun(lean.noun, _full(before) if fully else told, holder)


def is_loose(lean: Lean, before: Sequence[Sentence]) -> bool:
    """Whether only the whole of what stands before explains the word, not a word in it."""
    return lean.kind == "told" or (lean.kind == "noun" and not _has_noun(lean.noun, _full(before)))


def _full(before: Sequence[Sentence]) -> list[Token]:
    """Their words without the nouns that lean themselves: “The move drew protests” does not tell which."""
    return [
        t
        for s in before
        for lean in (frozenset(x.at for x in leaning(s, range(len(s.tokens)), (), ()) if x.noun),)
        for i, t in enumerate(s.tokens)
        if i not in lean
    ]


def _is_told(told: Sequence[Token]) -> bool:
    return sum(t.pos in _NOUNS for t in told) > 1


def _has_noun(noun: str, told: Sequence[Token]) -> bool:
    """Whether the noun, its kin or another word for the same stands there."""
    lemmas = {t.lemma.lower() for t in told if t.pos in _NOUNS}
    if noun in lemmas or lemmas & _like(noun):
        return True
    return any(t.pos == "VERB" and _is_kin(noun, t.lemma.lower()) for t in told)


def _names_noun(noun: str, told: Sequence[Token], holder: str) -> bool:
    """Whether a noun stands in what is told: itself, its kin, or a name that it can stand for."""
    if _has_noun(noun, told):
        return True
    if noun in words("leaning", "told"):
        return _is_told(told)
    if noun in words("leaning", "bodies"):
        return sum(t.entity == "ORG" and t.rel in _SUBJECTS for t in told) == 1
    return noun in _people() and len(_persons(told, holder)) == 1


def _persons(told: Sequence[Token], holder: str) -> set[str]:
    """The last names of people, the holder's apart."""
    found = {a.text.lower() for a, b in pairwise((*told, None)) if a is not None and a.entity == "PERSON"
             and a.pos == "PROPN" and not (b is not None and b.entity == "PERSON" and not b.entity_start
                                           and b.pos == "PROPN")}  # fmt: skip
    return found - {holder}


def _is_kin(noun: str, verb: str) -> bool:
    return len(verb) >= _STEM and noun[:_STEM] == verb[:_STEM]


def is_person(t: Token) -> bool:
    """Whether it is a noun for one person."""
    return t.lemma.lower() in _people()


@cache
def _people() -> frozenset[str]:
    """Nouns for one person."""
    return (words("groups", "single") | words("titles", "public") | words("persons", "attackers")
            | words("titles", "human"))  # fmt: skip


@cache
def _like(noun: str) -> frozenset[str]:
    """Nouns for the same thing."""
    classes = (c for name in ("same", "kin") for c in table("things")[name] if noun in c)
    return frozenset(x for c in classes for x in c) - {noun}
