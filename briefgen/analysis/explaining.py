"""Which sentences before a printed statement tell what its leaning words mean.

Of the few before it, the nearest that has the word with what explains it; one is shown, at most two.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from briefgen.analysis.leaning import Lean, leaning, people
from briefgen.language.lexicon import per_language, table, words
from briefgen.model import Article, Sentence, Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ENDS = frozenset(".!?…:;,")
"""How a sentence ends; a line without is a label that was taken for prose."""
_BACK = 3
"""Sentences before that are searched."""
_NEAR = 2
"""Of these, the ones that a pronoun reaches."""
_MOST = 2
"""Sentences that are shown."""
_STEM = 4
"""Letters by which a noun and its verb are known as kin (`decide`, `decision`)."""


class _Past:
    """A sentence before, with what is known of it; worked out when asked."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence

    @cached_property
    def _leans(self) -> list[Lean]:
        return leaning(self.sentence, range(len(self.sentence.tokens)), (), ())

    @cached_property
    def leans(self) -> bool:
        """Whether it needs the one before it itself."""
        return any(x.kind != "noun" or self.sentence.tokens[x.at].rel in _SUBJECTS
                   for x in self._leans if not x.deep)  # fmt: skip

    @cached_property
    def full(self) -> list[Token]:
        """Its words without the nouns that lean themselves: “The move drew protests” does not tell which."""
        lean = frozenset(x.at for x in self._leans if x.noun)
        return [t for i, t in enumerate(self.sentence.tokens) if i not in lean]


def before(article: Article, own: Sentence) -> list[Sentence]:
    """The sentences of prose before, the nearest first, up to a heading."""
    found: list[Sentence] = []
    at = article.place[own.id] - 1
    while at >= 0 and len(found) < _BACK and not own.heading:
        s = article.sentences[at]
        if s.heading or not s.tokens:
            break
        if s.text.rstrip("\"'”’)]")[-1:] in _ENDS:
            found.append(s)
        at -= 1
    return found


def explaining(
    own: Sentence, told: Sequence[Sentence], leans: Sequence[Lean], holder: str
) -> tuple[list[Sentence], list[Lean]]:
    """The sentences that explain the words that lean, the nearest first, and the main words that none does.

    `own`: where they stand; `told`: those before it, the nearest first; `holder`: the last name of him who
    speaks, whom no word for somebody else means.
    """
    past = [_Past(s) for s in told] if leans else []
    picked: set[int] = set()
    missed = []
    for x in sorted(leans, key=lambda x: (x.known, x.deep)):
        where = _where(x, past, holder)
        if where and len(picked.union(where)) <= _MOST:
            picked.update(where)
        elif not where and not x.known and not x.deep:
            missed.append(x)
    near = bool(told) and told[0].paragraph == own.paragraph and _is_told(told[0].tokens)
    if near and not picked and any(x.kind == "noun" for x in missed):
        picked.add(0)  # half an answer: the paragraph tells what it was about when this was said
    return [told[k] for k in sorted(picked)], missed


def _where(lean: Lean, past: Sequence[_Past], holder: str) -> range | tuple[int, ...]:
    """Which of the sentences before explain a word; none where they don't."""
    if not past:
        return ()
    near = past[: _NEAR if past[0].leans else 1]
    if lean.kind != "noun":
        return next((range(n) for n in _reach(lean, near) if _stands_for(lean, near[:n], holder)), ())
    if lean.noun in words("leaning", "proposals") and _proposes(past[0].sentence.tokens):
        return (0,)  # “Lee proposed a truce. Roe backed the idea”, whatever idea was told of before
    named = next((k for k, p in enumerate(past) if _has_noun(lean.noun, p.full)), None)
    if named is not None:
        return (named,)
    if lean.noun in words("leaning", "told"):
        return (
            range(len(near))
            if not lean.deep and _is_told([t for p in near for t in p.sentence.tokens])
            else ()
        )
    meant = next((k for k, p in enumerate(past) if _names(lean.noun, p.sentence.tokens, holder)), None)
    if meant is not None:
        return (meant,)
    again = (k for k, p in enumerate(near) if not lean.deep and _has_noun(lean.noun, p.sentence.tokens))
    return tuple(again)[:1]


def _proposes(told: Sequence[Token]) -> bool:
    return any(t.pos == "VERB" and t.lemma.lower() in words("leaning", "proposing") for t in told)


def _reach(lean: Lean, near: Sequence[_Past]) -> range:
    """How many sentences a pronoun may take: all that are near, where it means what was told."""
    return range(len(near) if lean.kind == "told" else 1, len(near) + 1)


def _stands_for(lean: Lean, past: Sequence[_Past], holder: str) -> bool:
    """Whether the sentences have what a pronoun means."""
    told = [t for p in past for t in p.sentence.tokens]
    if not any(t.pos in ("VERB", "AUX") for t in told):
        return False
    if lean.kind == "person":
        return len(_persons(told, holder)) == 1
    if lean.kind == "thing":
        return any(t.pos in _NOUNS and t.entity not in ("PERSON", "DATE", "TIME") for t in told)
    if lean.kind == "many":
        return any(t.tag in ("NNS", "NNPS") or t.entity in ("ORG", "NORP") for t in told)
    return _is_told(told)


def _is_told(told: Sequence[Token]) -> bool:
    return any(t.pos in ("VERB", "AUX") for t in told) and sum(t.pos in _NOUNS for t in told) > 1


def _has_noun(noun: str, told: Sequence[Token]) -> bool:
    """Whether the noun, its kin or another word for the same stands there."""
    lemmas = {t.lemma.lower() for t in told if t.pos in _NOUNS}
    if noun in lemmas or lemmas & _like(noun):
        return True
    return any(t.pos == "VERB" and _is_kin(noun, t.lemma.lower()) for t in told)


def _names(noun: str, told: Sequence[Token], holder: str) -> bool:
    """Whether a name stands there that the noun can stand for."""
    if noun in words("leaning", "bodies"):
        return sum(t.entity == "ORG" and t.rel in _SUBJECTS for t in told) == 1
    return noun in people() and noun not in words("leaning", "roles") and len(_persons(told, holder)) == 1


def _persons(told: Sequence[Token], holder: str) -> set[str]:
    """The last names of people, the holder's apart."""
    found = {a.text.lower() for a, b in pairwise((*told, None)) if a is not None and a.entity == "PERSON"
             and a.pos == "PROPN" and not (b is not None and b.entity == "PERSON" and not b.entity_start
                                           and b.pos == "PROPN")}  # fmt: skip
    return found - {holder}


def _is_kin(noun: str, verb: str) -> bool:
    return len(verb) >= _STEM and noun[:_STEM] == verb[:_STEM]


@per_language
def _like(noun: str) -> frozenset[str]:
    """Nouns for the same thing."""
    classes = (c for name in ("same", "kin") for c in table("things")[name] if noun in c)
    return frozenset(x for c in classes for x in c) - {noun}
