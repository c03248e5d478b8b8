"""Words in a printed statement that hang on what stood before it in the text, and whether that tells them.

`called the move disappointing`, `They will appeal`, `declined to do so`: a pronoun, a definite noun that
nothing beside it explains, a word for what is left out. With the sentence before it such a statement can be
read, where that has what the word means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.language.lexicon import per_language, words
from briefgen.model import Article, Sentence, Token

Kind = Literal["person", "thing", "many", "told", "noun"]
Depth = Literal["main", "deep"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "hers"), "person"),
    **dict.fromkeys(("it", "its"), "thing"),
    **dict.fromkeys(("they", "them", "their", "theirs", "these", "those"), "many"),
    **dict.fromkeys(("this", "that"), "told"),
}
_WHOSE = frozenset({"his", "her", "its", "their", "my", "our"})
_POINTING = frozenset({"this", "that", "these", "those"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl", "relcl", "acl"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_TELLING = frozenset({"prep", "relcl", "acl", "compound", "poss", "nummod", "appos", "nmod"})
"""What tells which one is meant."""
_NAMING = frozenset({"compound", "nmod", "appos"})
# Prepositions behind which the matter stands, rather than a place or a time.
_MATTER = frozenset({"about", "over", "with", "against", "for", "to", "of", "from", "by", "on", "into"})
# Behind these a definite noun is a place or a time, or is only passed by.
_SCENIC = frozenset(
    {"at", "near", "across", "along", "around", "outside", "inside", "behind", "beside", "beyond", "past"}
)
_EXPLAINS = frozenset({"of", "into", "for", "to", "about", "over", "against", "between", "on"})
_FAR = frozenset({"the", "that", "those"})
"""What may point at what is said behind the noun; `this` points back."""
_POINTERS = frozenset({"the", "this", "that", "these", "those", "such"})
_HEAD = 3
"""Sentences, titles among them, at the head of an article."""


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
    deep: bool = False
    """Whether the words say something besides: it stands aside, or with a word of its own."""


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
            elif _are_counted(s, i):
                found.append(Lean(i, "many"))
            elif t.pos == "NOUN" and (depth := _depth(s, i, nouns)) is not None:
                found.append(Lean(i, "noun", t.lemma.lower(), _is_known(t, known), depth == "deep"))
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
        self.lemmas: set[str] = set()
        self._kinds: list[tuple[int, frozenset[Kind]]] = []

    def add(self, t: Token) -> None:
        """One more word."""
        if t.pos not in _NOUNS or t.rel in ("npadvmod", "compound", "poss") or t.entity in ("DATE", "TIME"):
            return
        self.lemmas.add(t.lemma.lower())
        person = t.entity == "PERSON" or t.lemma.lower() in people()
        several = t.tag in ("NNS", "NNPS")
        kinds: set[Kind] = {"person"} if person else set() if several else {"thing", "told"}
        if several or t.entity in ("ORG", "NORP", "GPE") or t.rel == "conj":
            kinds.add("many")
        self._kinds.append((t.head if t.rel in _SUBJECTS else -1, frozenset(kinds)))

    def has(self, kind: Kind, beside: int = -2) -> bool:
        """Whether something was named that such a pronoun can mean: not the subject of its own verb."""
        return any(kind in kinds for verb, kinds in self._kinds if verb != beside)


def _pronoun(s: Sentence, i: int, low: str, named: _Named) -> Kind | None:
    """What kind of thing a pronoun stands for that the line does not name."""
    t, kind = s.tokens[i], _KINDS.get(low)
    if kind is None or t.pos not in ("PRON", "DET", "ADJ") or named.has(kind, _verb_above(s, t, kind)):
        return None
    if low in _POINTING and (t.rel in ("det", "mark") or t.tag in ("WDT", "IN")):
        return None
    if low in ("his", "her", "its", "their", "hers", "theirs") and t.rel not in ("poss", *_ARGUMENTS):
        return None
    return None if tells_itself(s, i) else kind


def _verb_above(s: Sentence, t: Token, kind: Kind) -> int:
    """The verb whose subject an object pronoun can't mean: `The act does not apply to them`."""
    if kind == "person":
        return -2  # “told him that he …”: most often he who tells it
    at = s.tokens[t.head].head if t.rel == "pobj" else t.head
    return at if t.rel in ("dobj", "pobj", "dative") else -2


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


def _are_counted(s: Sentence, i: int) -> bool:
    """`the two`, `those three`: a number that stands for people or things."""
    t = s.tokens[i]
    if t.pos != "NUM" or t.rel not in (*_SUBJECTS, "dobj", "pobj") or t.entity not in ("", "CARDINAL"):
        return False
    own = s.children[i]
    return any(s.tokens[c].text.lower() in _POINTERS for c in own if c < i) and not any(c > i for c in own)


def _depth(s: Sentence, i: int, named: _Named) -> Depth | None:
    """How a definite noun stands that nothing beside it explains; none where it is clear."""
    t = s.tokens[i]
    lemma = t.lemma.lower()
    before = [s.tokens[c] for c in s.children[i] if c < i]
    if not before or t.entity or lemma in named.lemmas or (place := _place(s, i)) is None:
        return None
    if lemma in words("leaning", "roles") and any(x.text.lower() in _WHOSE for x in before):
        return None if any(s.tokens[c].rel in _NAMING for c in s.children[i]) else "deep"
    told = lemma in words("leaning", "told") or lemma in words("leaning", "made")
    owned = told and any(x.rel == "poss" and x.pos in _NOUNS for x in before)
    pointer = next((x.text.lower() for x in before if x.text.lower() in _POINTERS), "the" if owned else "")
    if not pointer or any(_tells(s, c, pointer, owned) for c in s.children[i]):
        return None
    if pointer in _FAR and _is_followed(s, i):
        return None  # “drop the inquiry into a ferry”, wherever the parse hangs it
    if pointer != "the":
        return None if lemma in words("leaning", "here") else _deeper(s, i, "main", pointer)
    if lemma in words("leaning", "public") or t.text.lower() in words("leaning", "public"):
        return None
    # “the problem is that …” tells it
    if t.rel in _SUBJECTS and s.tokens[t.head].lemma == "be":
        return None if any(s.tokens[c].rel in _CLAUSES for c in s.children[t.head]) else place
    return _deeper(s, i, place, pointer)


def _is_followed(s: Sentence, i: int) -> bool:
    """Whether words for its matter stand right behind it."""
    if i + 1 >= len(s.tokens) or s.tokens[i + 1].text.lower() not in _EXPLAINS:
        return False
    return any(s.tokens[c].rel in ("pobj", "pcomp") and s.tokens[c].entity not in ("DATE", "TIME")
               for c in s.children[i + 1])  # fmt: skip


def _deeper(s: Sentence, i: int, place: Depth, pointer: str) -> Depth:
    """A word beside it says something, if not which is meant: `the two boats`, `these tax rules`."""
    told = s.tokens[i].lemma.lower() in words("leaning", "told")
    loose = words("things", "loose")
    for c in s.children[i]:
        t = s.tokens[c]
        if pointer == "such" or t.rel in (*_NAMING, "nummod") or (t.rel == "poss" and not told):
            return "deep"
        if t.rel == "amod" and pointer == "the" and t.text.lower() not in loose:
            return "deep"
    return place


def _place(s: Sentence, i: int) -> Depth | None:
    """Whether the words turn on a noun in this place, or only touch on it."""
    t = s.tokens[i]
    if t.rel in _ARGUMENTS - {"attr"}:
        return "main"
    if t.rel == "conj":
        return None if _place(s, t.head) is None or t.head >= i else "deep"
    above = s.tokens[t.head]
    if t.rel != "pobj" or s.tokens[above.head].text.lower() == "familiar":
        return "deep" if t.rel == "dative" else None  # “people familiar with the matter”
    low = above.text.lower()
    if low in _MATTER:
        return "main"
    return None if t.lemma.lower() in words("leaning", "scenes") or low in _SCENIC else "deep"


def _tells(s: Sentence, c: int, pointer: str, owned: bool) -> bool:
    """Whether a word that belongs to the noun says which is meant; whose it is (`owned`) does not."""
    t = s.tokens[c]
    if t.entity in ("DATE", "TIME") or (owned and t.rel in ("poss", "case", "amod")):
        return False
    if t.rel == "prep":  # “the decision on Monday”, but “the levy of 2019”
        dated = t.text.lower() != "of" and any(s.tokens[k].entity in ("DATE", "TIME") for k in s.children[c])
        return pointer in _FAR and not dated
    if t.rel in ("relcl", "acl") and pointer not in _FAR:
        return False
    if t.rel == "nummod":
        return any(ch.isdigit() for ch in t.text)
    if t.rel in _NAMING:
        return pointer == "the" or t.pos == "PROPN"
    if t.rel in _TELLING or t.rel in _CLAUSES or t.entity not in ("", "CARDINAL"):
        return True
    if t.rel != "amod" or pointer != "the" or s.tokens[t.head].lemma.lower() in words("leaning", "bodies"):
        return False
    low = t.text.lower()
    return low == "same" or not (low in words("things", "loose") or low in words("leaning", "judging"))


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
    if any(s.tokens[c].text.lower() in words("leaning", "impersonal") for c in s.children[verb] if c > verb):
        return True  # “it was ‘highly likely’ there was …”
    if s.tokens[verb].lemma == "take" and any(x.tag == "TO" for x in s.tokens[verb:]):
        return True
    return any(
        s.tokens[c].rel in _CLAUSES or any(s.tokens[k].rel in _CLAUSES for k in s.children[c])
        for c in s.children[verb]
        if c > verb and s.tokens[c].rel in (*_CLAUSES, "attr", "acomp")
    )


def is_person(t: Token) -> bool:
    """Whether it is a noun for one person."""
    return t.lemma.lower() in people()


@per_language
def people() -> frozenset[str]:
    """Nouns for one person."""
    return (words("groups", "single") | words("titles", "public") | words("groups", "attackers")
            | words("titles", "human"))  # fmt: skip
