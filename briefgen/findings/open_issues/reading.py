"""Whether a passage on an open issue can be read away from its text, and with what."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.analysis.explaining import before, explaining
from briefgen.analysis.leaning import is_person, leaning, matters
from briefgen.analysis.referents import Pronouns
from briefgen.analysis.undecided import Undecided
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words
from briefgen.model import Article, Citation, Sentence

_LONGEST = 200
"""Code points of a passage that is led back to where its sentence begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a passage reads."""

    start: int
    """Where it begins: before the clause, where the sentence tells there what its words mean."""
    asked: Citation | None = None
    """The question that it leaves, where that reads on its own."""
    tells: bool = True
    """Whether a reader understands it, with the sentences before it where there are some."""
    context: tuple[Citation, ...] = ()
    """One or two sentences before, in order, where the words lean on them."""
    names: tuple[tuple[Citation, str], ...] = ()
    """Pronouns with who is meant, where that is sure."""


class Readings:
    """Reads the passages of one briefing."""

    def __init__(self, so_far: SoFar) -> None:
        self._articles = so_far.analysis.article
        self._pronouns = Pronouns(so_far.analysis.cast)
        self.known = matters(so_far.analysis.articles)
        """The nouns that the whole event is about."""

    def read(self, p: Undecided) -> Reading:
        """How this passage reads."""
        article = self._articles[p.source]
        sentence = article.by_sentence[p.sentence]
        if p.question and not self._leans(sentence, *p.question):
            return Reading(start=p.start, asked=article.cite(*p.question))
        inside = _inside(sentence, p.start, p.end)
        told = self._pronouns.read(sentence, ((p.start, p.end),), (), None)
        wanted = {sentence.tokens[x.at].start for x in leaning(sentence, inside, (), self.known)}
        below = _named_below(sentence, inside)
        names = tuple((m, name) for m, name in told.named if m.start in wanted - below)
        clear = {m.start for m, _ in names} | below
        leans = leaning(sentence, inside, clear, self.known)
        wanting = any(not x.known for x in leans)
        if (
            wanting
            and p.end - sentence.start <= _LONGEST
            and not self._leans(sentence, sentence.start, p.end)
        ):
            return Reading(start=sentence.start)
        context, missed = explaining(sentence, before(article, sentence), leans, "")
        return Reading(
            start=p.start,
            tells=not missed
            and not _points_back(sentence, inside)
            and not _is_nobody(sentence, inside, clear)
            and all(x.kind == "noun" or x.known or x.deep for x in leans),
            context=_cited(article, context) if wanting else (),
            names=tuple((article.cite(m.start, m.end), name) for m, name in names),
        )

    def _leans(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether the words between turn on one that they do not make clear themselves."""
        inside = _inside(sentence, start, end)
        found = leaning(sentence, inside, (), self.known)
        if _points_back(sentence, inside) or _is_nobody(sentence, inside, set()):
            return True
        return any(not x.known and not x.deep for x in found)


def _named_below(sentence: Sentence, inside: list[int]) -> set[int]:
    """Where a possessive begins whose owner is the subject behind it: `In his letter, Mayor Quill …`."""
    tokens = sentence.tokens
    subject = min((i for i in inside if tokens[i].rel == "nsubj" and tokens[i].entity == "PERSON"), default=0)
    return {
        tokens[i].start
        for i in inside
        if i < subject and tokens[i].rel == "poss" and tokens[i].text.lower() in {"his", "her"}
    }


def _points_back(sentence: Sentence, inside: list[int]) -> bool:
    """Whether it turns on an `it` or `that` for something told before: `it plans to appeal`; not
    `it is unclear`.
    """
    named = False
    for i in inside:
        t = sentence.tokens[i]
        if t.text.lower() == "such" and t.rel in {"amod", "predet", "det"}:
            return True
        if t.rel in {"nsubj", "nsubjpass"} and not named:
            verb = sentence.tokens[t.head].lemma.lower()
            if (
                t.text.lower() == "it"
                and t.rel == "nsubj"
                and verb not in words("undecided_senses", "impersonal")
            ):
                return True
            if t.text.lower() in {"this", "that"} and t.tag == "DT":
                return True
        named = named or t.pos in {"NOUN", "PROPN"}
    return False


def _is_nobody(sentence: Sentence, inside: list[int], clear: set[int]) -> bool:
    """Whether a `he` or `she` stands before any name or word for one person that it could mean."""
    for i in inside:
        t = sentence.tokens[i]
        if t.text.lower() in {"he", "she"} and t.start not in clear:
            return True
        if t.entity == "PERSON" or (t.tag == "NN" and is_person(t)):
            return False
    return False


def _inside(sentence: Sentence, start: int, end: int) -> list[int]:
    return [i for i, t in enumerate(sentence.tokens) if start <= t.start < end]


def _cited(article: Article, told: list[Sentence]) -> tuple[Citation, ...]:
    return tuple(article.cite(s.start, s.end) for s in reversed(told))
