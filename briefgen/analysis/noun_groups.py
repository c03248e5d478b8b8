"""Noun groups of the texts: a head with what stands before it ("energy ceasefire", "foreign aid")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.analysis.actors import Cast
from briefgen.analysis.actors.words import is_office
from briefgen.analysis.claims.phrases import thing_names
from briefgen.language.lexicon import per_language, words
from briefgen.model import Article, Sentence, Token

_BEFORE = frozenset({"amod", "compound", "nmod"})
_NO_THINGS = frozenset({"DATE", "TIME", "PERSON", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"})
_AGENT = 6
"""Letters of the shortest noun that its ending shows to be one for a person: `lender`, but not `pier`."""


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
    if head.pos != "NOUN" or head.entity in _NO_THINGS or head.rel in {"compound", "nmod"}:
        return None
    if lemma in _stopped() or is_for_people(head, lemma) or not lemma.isascii() or len(lemma) < 3:
        return None
    if not lemma.replace("-", "").isalpha() or any(a <= head.start < b for a, b in named):
        return None
    kept: list[tuple[int, int]] = []
    inside, before = {*range(first, i + 1)}, first
    while before > 0:
        last = before - 1
        begin = _hyphened(sentence, last)
        if not _narrows(sentence, begin, last, inside) or tokens[last].end + 1 != tokens[before].start:
            break
        if any(a <= tokens[begin].start < b for a, b in named):
            break
        kept.insert(0, (begin, last))
        inside |= {*range(begin, last + 1)}
        before = begin
    name = "".join(_written(t) for t in tokens[first : i + 1])
    written = ["".join(_written(t) for t in tokens[a : b + 1]) for a, b in kept]
    return NounGroup(
        source=sentence.source,
        start=tokens[before].start,
        end=head.end,
        head=thing_names().get(lemma, lemma),
        modifiers=frozenset("".join(t.lemma.lower() for t in tokens[a : b + 1]) for a, b in kept),
        words=" ".join((*written, name)),
    )


def _narrows(sentence: Sentence, begin: int, last: int, inside: set[int]) -> bool:
    """Whether a word, or several with hyphens, stands before the noun and narrows it."""
    token, tokens = sentence.tokens[last], sentence.tokens
    if begin == last:
        low = (token.text.lower(), token.lemma.lower())
        if low[0] in words("topics", "plain") or low[1] in words("things", "loose"):
            return False
        return token.head in inside and token.rel in _BEFORE and token.text[0].isalpha()
    whole = {*range(begin, last + 1)}
    heads = {tokens[j].head for j in whole} - whole
    return bool(heads & inside) and all(
        t.text[0].isalpha() or t.text == "-" for t in tokens[begin : last + 1]
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


def is_for_people(head: Token, lemma: str) -> bool:
    """Whether the noun is one for people: an office, an occupation, kin, a group, a body."""
    if is_office(lemma) or lemma in _people() or head.text.lower() in _people():
        return True
    long = len(lemma) >= _AGENT and lemma not in words("titles", "not_human")
    return long and lemma.endswith(("ist", "ian", "eer", "woman", "man", "er", "or", "crat"))


@per_language
def _people() -> frozenset[str]:
    lists = (
        ("groups", "single"),
        ("groups", "bodies"),
        ("groups", "people"),
        ("groups", "attackers"),
        ("titles", "human"),
        ("titles", "kin"),
    )
    return frozenset[str]().union(*(words(*found) for found in lists))


@per_language
def _stopped() -> frozenset[str]:
    return words("topics", "people") | words("topics", "times") | words("topics", "generic")
