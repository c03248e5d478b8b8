"""Passages on one open issue: joined where the same actor must decide, the same is done to the same thing, or
the matcher takes their sentences to answer one question.

Joining by how alike the words are joins what does not belong together, so only near copies are joined by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from briefgen.analysis import Analysis
from briefgen.analysis.claims import Claim, Phrase, same_thing, shared_topic
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.undecided import Undecided
from briefgen.matching import Matches
from briefgen.model import Article

_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
_COPY = 0.7
"""Shared telling words over all telling words: above it two passages are one, reworded a little."""
_SHARED = 3
_SHORTER = 0.6
"""So many telling words, and so much of the shorter passage, two that ask alike must share."""
_LEAST = 4
"""Telling words that a passage must have to be called another's copy."""
_MATCHED = 0.5
"""How likely the matcher must take two sentences to answer one question: of 15 such pairs that one rule found
and nothing else joins, read on 60 real events, one was about two questions."""
_COMMON = 30
"""A word in more passages than this tells nothing of which are alike, and would make too many pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A passage with what it can be joined on."""

    passage: Undecided
    written: str
    words: frozenset[str]
    """Its telling words."""
    acts: Sequence[Claim]
    """What it says is done to what."""
    asks: str
    """The word with which its question begins; empty where it has none."""


def joined(analysis: Analysis, passages: Sequence[Undecided], matches: Matches) -> list[list[Undecided]]:
    """The passages by issue, in order of the text."""
    articles = {a.id: a for a in analysis.articles}
    acts = acts_of(articles, analysis.claims, passages)
    read = [
        _Read(
            passage=p,
            written=" ".join(articles[p.source].text[p.start : p.end].lower().split()),
            words=frozenset(_words(articles[p.source], p)),
            acts=done,
            asks=_question_word(articles[p.source], p),
        )
        for p, done in zip(passages, acts, strict=True)
    ]
    parent = list(range(len(read)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    alike = (pair for pair in _candidates(read) if _are_one(*(read[k] for k in pair)))
    for i, j in sorted({*alike, *_matched(articles, passages, matches)}):
        if root(i) != root(j):
            parent[max(root(i), root(j))] = min(root(i), root(j))
    groups: dict[int, list[Undecided]] = {}
    for i, p in enumerate(passages):
        groups.setdefault(root(i), []).append(p)
    return list(groups.values())


def _matched(
    articles: Mapping[str, Article], passages: Sequence[Undecided], matches: Matches
) -> Iterator[tuple[int, int]]:
    """Pairs whose sentences the matcher takes to answer one question, and which leave the same open."""
    by_sentence: dict[tuple[str, str], list[int]] = {}
    for i, p in enumerate(passages):
        by_sentence.setdefault((p.source, p.sentence), []).append(i)
    for m in matches.all if len(by_sentence) > 1 else ():
        if m.same < _MATCHED:
            return
        ours, theirs = (by_sentence.get((x.sentence.source, x.sentence.id), ()) for x in (m.a, m.b))
        for i, j in product(ours, theirs):
            if _ask_alike(articles, passages[i], passages[j]):
                yield min(i, j), max(i, j)


def _ask_alike(articles: Mapping[str, Article], a: Undecided, b: Undecided) -> bool:
    """Whether one rule found both, and not `when` beside `what`."""
    words = {_question_word(articles[p.source], p) for p in (a, b)} - {""}
    return a.rule == b.rule and len(words) <= 1


def _question_word(article: Article, p: Undecided) -> str:
    if p.question is None:
        return ""
    word = article.text[slice(*p.question)].split()[0].lower()
    return "whether" if word == "if" else word


def _candidates(read: Sequence[_Read]) -> set[tuple[int, int]]:
    """Pairs that share something to be joined on."""
    buckets: dict[tuple[str, str], list[int]] = {}
    for i, r in enumerate(read):
        for key in set(_keys(r)):
            buckets.setdefault(key, []).append(i)
    found: set[tuple[int, int]] = set()
    for (what, _), members in buckets.items():
        if len(members) <= _COMMON and what in {"word", "act"}:
            found.update(combinations(members, 2))
        elif what != "word":
            found.update(pairwise(members))
    return found


def _keys(r: _Read) -> Iterator[tuple[str, str]]:
    yield "written", r.written
    yield from (("word", w) for w in r.words)
    if r.passage.assents:
        yield "movers", " ".join(sorted(r.passage.movers))
    for c in r.acts:
        thing = thing_of(c)
        if thing:
            yield from (("act", f"{name} {thing.head}") for name in c.classes)


def _are_one(a: _Read, b: _Read) -> bool:
    return (
        a.written == b.written
        or _asks_the_same(a, b)
        or _is_copy(a.words, b.words)
        or _same_decider(a.passage, b.passage)
        or _same_act(a.acts, b.acts)
    )


def _words(article: Article, p: Undecided) -> Iterator[str]:
    start, end = p.question or (p.start, p.end)
    for t in article.by_sentence[p.sentence].tokens:
        if start <= t.start < end and t.pos in _TELLING:
            yield t.lemma.lower()


def acts_of(
    articles: Mapping[str, Article], claims: Iterable[Claim], passages: Sequence[Undecided]
) -> list[list[Claim]]:
    """For each passage, what is done to what in it."""
    by_sentence: dict[tuple[str, str], list[Claim]] = {}
    for c in claims:
        thing = thing_of(c)
        if thing is None or thing.pronoun or c.lemma in words_of("light"):
            continue
        noun = articles[c.source].by_sentence[c.sentence].tokens[thing.index]
        if noun.pos in _NOUNS:  # no “shut” of “stay shut”
            by_sentence.setdefault((c.source, c.sentence), []).append(c)
    return [
        [c for c in by_sentence.get((p.source, p.sentence), ()) if start <= c.verb and c.verb_end <= end]
        for p in passages
        for start, end in (p.question or (p.start, p.end),)
    ]


def _is_copy(a: frozenset[str], b: frozenset[str]) -> bool:
    return min(len(a), len(b)) >= _LEAST and len(a & b) >= _COPY * len(a | b)


def _asks_the_same(a: _Read, b: _Read) -> bool:
    """Whether one rule found both and they share most of what the shorter says: a headline and its text, two
    questions with one word (`what terms Ostmar offered the union`).
    """
    p, q = a.passage, b.passage
    if p.rule != q.rule or a.asks != b.asks or not (a.asks or p.heading or q.heading):
        return False
    shared = a.words & b.words
    return len(shared) >= _SHARED and len(shared) >= _SHORTER * min(len(a.words), len(b.words))


def _same_decider(a: Undecided, b: Undecided) -> bool:
    """Both wait for the assent of one actor."""
    return a.assents and b.assents and set(a.movers) == set(b.movers)


def _same_act(a: Sequence[Claim], b: Sequence[Claim]) -> bool:
    """Both say that the same is done to the same thing; on which day may be what they disagree on."""
    return any(x.classes & y.classes and same_object(x, y) for x in a for y in b)


def same_object(x: Claim, y: Claim) -> bool:
    """Whether both are done to the same thing."""
    one, other = thing_of(x), thing_of(y)
    near = same_thing(one, other)
    if near != 1 or one is None or other is None:
        return near > 1
    return bool(shared_topic(x, y) - {one.head}) or not (one.indefinite or other.indefinite)


def thing_of(c: Claim) -> Phrase | None:
    """What it is done to; what is voted or decided on."""
    return c.object or next((p for preposition, p in c.arguments if preposition in {"on", "over"}), None)
