"""What is odd about a folder of sources: a file that is no article in English, one article twice, sources of
another event. It is told on the terminal and on the front page.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from briefgen.language.lexicon import words
from briefgen.model import Article, Problem

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAME = re.compile(r"\w+")
"""What two files that are one article have alike: their figures too."""
_TAG = re.compile(
    r"</?(?:html|head|body|div|span|p|br|a|script|style|img|li|ul|table|td|h[1-6]|meta)\b[^<>]*>",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_TAGS = 3
"""So many are markup; one may be what an article is about."""
_ENGLISH = 0.08
"""Least share of the commonest words: of 4,596 articles in English each has 0.14 or more."""
_ENOUGH = 30
"""Words from which on a share of them says something."""
_PROSE = 0.5
"""Share of the words that must be prose, where there are many."""
_SHORT = 120
"""Words: a page that bars the way has no more."""
_NOUNS = 40
"""So many nouns a text must have for what it is about to be compared; a shorter one is in no group."""
_ONE_EVENT = 0.25
"""Bhattacharyya coefficient of two articles' nouns (A. Bhattacharyya, 1943) from which they may tell of one
event. Of 186 pairs of reports of one event the least has 0.33; of 600 pairs of reports of two events 5 in 100
are above. Of 150 piles of two real events each, 134 are told apart, all of them rightly."""


def find_oddities(articles: Sequence[Article], origins: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each source that is odd, and one for sources that seem to tell of several events."""
    strange: set[str] = set()
    for article in articles:
        for what in _alone(article) if _is_read(article) else ():
            strange.add(article.id)
            yield Problem(source=article.id, what=what, severity=1, first=True)
    yield from _twice(articles)
    events = _events([a for a in articles if a.id not in strange], origins)
    if len(events) > 1:
        groups = " · ".join(", ".join(a.key for a in event) for event in events)
        what = f"these seem to be {len(events)} events, each for a briefing of its own: {groups}"
        yield Problem(source=None, what=what, first=True)


def _is_read(article: Article) -> bool:
    """Whether its sentences have words: in a language without a model they have none."""
    prose = [s for s in article.sentences if not s.furniture]
    return any(s.tokens for s in prose) or not prose


def _alone(article: Article) -> Iterator[str]:
    text = article.text
    found = _WORD.findall(text.lower())
    if not article.extracted and len(_TAG.findall(text)) >= _TAGS:
        yield "has the markup of a web page: save the article's text instead"
        return
    addresses = _ADDRESS.findall(text)
    if addresses and len(_WORD.findall(_ADDRESS.sub(" ", text))) < len(addresses) * 4:
        yield "holds addresses, no article: save what they lead to"
        return
    if not reads_like_english(text):
        yield "does not read like English, in which it is read: next to nothing is found in it"
        return
    low = text.lower()
    barred = next((b for b in sorted(words("oddities", "barriers")) if b in low), None)
    if barred and len(found) < _SHORT:
        yield f"may be a page that bars the way to its article (“{barred}”)"
    elif len(found) >= _ENOUGH and (share := _prose(article)) < _PROSE:
        yield f"is mostly no article: of 100 words {round(100 * share)} are prose, the rest menus and notices"


def reads_like_english(text: str) -> bool:
    """Whether enough of its words are the commonest of English; of a few words nothing is said."""
    found = _WORD.findall(text.lower())
    common = sum(w in words("oddities", "commonest") for w in found)
    return len(found) < _ENOUGH or common >= _ENGLISH * len(found)


def _prose(article: Article) -> float:
    """Share of the words in sentences that is prose."""
    told = sum(len(s.text.split()) for s in article.sentences if not s.furniture)
    every = sum(len(s.text.split()) for s in article.sentences)
    return told / every if every else 1.0


def _twice(articles: Sequence[Article]) -> Iterator[Problem]:
    """A problem for each file that is another one once more: the same words, from the same outlet as far as
    is known. Another outlet's copy is a source of its own.
    """
    first: dict[tuple[str, ...], list[Article]] = defaultdict(list)
    for article in articles:
        same = tuple(_SAME.findall(article.text.lower()))
        for other in first[same] if same else ():
            if (article.publisher or "") == (other.publisher or ""):
                what = f"is the same article as {other.path}: one of the two files can go"
                yield Problem(source=article.id, what=what, first=True)
                break
        first[same].append(article)


def _events(articles: Sequence[Article], origins: Mapping[str, str]) -> list[list[Article]]:
    """The articles in groups that have hardly a word in common; the largest first."""
    nouns = {a.id: found for a in articles if (found := _nouns(a)).total() >= _NOUNS}
    articles = [a for a in articles if a.id in nouns]
    group = {a.id: n for n, a in enumerate(articles)}
    for a, b in combinations(articles, 2):
        if group[a.id] != group[b.id] and _may_be_one(a, b, nouns, origins):
            old, new = group[b.id], group[a.id]
            group = {i: new if g == old else g for i, g in group.items()}
    events: dict[int, list[Article]] = defaultdict(list)
    for a in articles:
        events[group[a.id]].append(a)
    return sorted(events.values(), key=lambda event: -len(event))


def _nouns(article: Article) -> Counter[str]:
    return Counter(
        t.lemma.lower()
        for s in article.prose.sentences
        for t in s.tokens
        if t.pos in {"NOUN", "PROPN"} and len(t.text) > 2
    )


def _may_be_one(
    a: Article, b: Article, nouns: Mapping[str, Counter[str]], origins: Mapping[str, str]
) -> bool:
    if origins.get(a.id) == origins.get(b.id):
        return True
    p, q = nouns[a.id], nouns[b.id]
    shared = math.fsum(math.sqrt(p[w] * q[w]) for w in p.keys() & q.keys())
    return shared >= _ONE_EVENT * math.sqrt(p.total() * q.total())
