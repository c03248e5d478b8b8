"""Noun groups of the texts: a head with what stands before it ("energy ceasefire", "foreign aid")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.analysis.actors import Cast
from briefgen.analysis.claims.phrases import thing_names
from briefgen.language.lexicon import words
from briefgen.model import Article, Sentence, Token

_BEFORE = frozenset({"amod", "compound", "nmod"})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class NounGroup:
    """Words of one sentence that name a thing."""

    source: str
    start: int
    end: int
    head: str
    """The head's lemma, or the name of the class of nouns that news uses for one thing."""
    modifiers: frozenset[str]
    """Lemmas of what narrows it; empty for the bare noun."""
    words: str
    """As written, in lower case but for names, without what narrows nothing."""


def find_noun_groups(article: Article, cast: Cast) -> Iterator[NounGroup]:
    """The article's noun groups that can be a topic, in order of the text: no people, no times, no places."""
    for sentence in article.sentences:
        if sentence.tokens:
            named = [
                (m.start, m.end) for m in cast.in_sentence(sentence.source, sentence.id) if m.form == "name"
            ]
            for i in range(len(sentence.tokens)):
                group = _group(sentence, i, named)
                if group is not None:
                    yield group


def _group(sentence: Sentence, i: int, named: list[tuple[int, int]]) -> NounGroup | None:
    tokens = sentence.tokens
    head = tokens[i]
    first = _hyphened(sentence, i)
    lemma = "".join(t.text.lower() for t in tokens[first:i]) + head.lemma.lower()
    if head.pos != "NOUN" or head.entity in {
        "DATE",
        "TIME",
        "PERSON",
        "CARDINAL",
        "MONEY",
        "PERCENT",
        "QUANTITY",
    }:
        return None
    if head.rel in {"compound", "nmod"} or lemma in _stopped() or not lemma.isascii() or len(lemma) < 3:
        return None
    if not lemma.replace("-", "").isalpha() or any(a <= head.start < b for a, b in named):
        return None
    kept: list[int] = []
    for j in range(first - 1, -1, -1):
        token = tokens[j]
        if (
            token.head not in {*range(first, i + 1), *kept}
            or token.rel not in _BEFORE
            or token.end + 1 != tokens[j + 1].start
        ):
            break
        if token.text.lower() in words("topics", "plain") or token.lemma.lower() in words("things", "loose"):
            break
        if any(a <= token.start < b for a, b in named) or not token.text[0].isalpha():
            break
        kept.insert(0, j)
    name = "".join(_written(t) for t in tokens[first : i + 1])
    written = " ".join((*(_written(tokens[j]) for j in kept), name))
    return NounGroup(
        source=sentence.source,
        start=tokens[kept[0]].start if kept else tokens[first].start,
        end=head.end,
        head=thing_names().get(lemma, lemma),
        modifiers=frozenset(tokens[j].lemma.lower() for j in kept),
        words=written,
    )


def _hyphened(sentence: Sentence, i: int) -> int:
    """Index of the word that a hyphenated noun begins with: `cease` of `cease-fire`."""
    tokens = sentence.tokens
    while i > 1 and tokens[i - 1].text == "-" and tokens[i - 2].end == tokens[i - 1].start:
        i -= 2
    return i


def _written(token: Token) -> str:
    named = token.pos == "PROPN" or token.entity in {"NORP", "GPE", "LOC"}
    return token.text if named else token.text.lower()


@cache
def _stopped() -> frozenset[str]:
    return words("topics", "people") | words("topics", "times") | words("topics", "generic")
