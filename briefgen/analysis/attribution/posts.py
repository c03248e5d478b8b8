"""Posts that a page embeds: the text above, or before, “— Name (@handle) Date” is that person's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.analysis.attribution.covered import Covered
from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.analysis.attribution.said import attribution
from briefgen.analysis.attribution.speakers import Speaker
from briefgen.language.lexicon import words
from briefgen.model import Article, Sentence

# The dash, the name, the handle, and mostly a date; nothing behind them.
_FRAME = re.compile(r"(?<!\S)([—–]|--?) ?([^\W\d_][^—–\n()]{1,60}?) \((@\w{1,20})\)(?: [\w ,.:·]{4,40})?$")
_FIRST = frozenset({"i", "we"})
_SAY = frozenset({"say", "tell", "according"})
_LEAST = 4
"""Words of a post that says something."""


def with_posts(article: Article, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with those of embedded posts.

    A post that reports what somebody said (“…, police say”) stays his report; else what it says of others is
    its author's word, not theirs.
    """
    out = list(found)
    for post in in_posts(article):
        own = Covered(post.content)
        inside = [a for a in out if any(map(own.touches, a.content))]
        if not any(a.holder and _reports(article, a) for a in inside):
            out = [a for a in out if a not in inside]
            out.append(post)
    return out


def _reports(article: Article, a: Attribution) -> bool:
    cue = article.text[slice(*a.cue)].split() if a.cue else []
    holder = article.text[slice(*a.holder)].lower() if a.holder else ""
    return holder not in _FIRST and any(w.lower() in words("abbreviations", "speaking") | _SAY for w in cue)


def in_posts(article: Article) -> tuple[Attribution, ...]:
    """One attribution for each embedded post whose text and frame stand together."""
    if "(@" not in article.text:
        return ()
    found = (_post(article, n, m) for n, s in enumerate(article.sentences) if (m := _frame(s)))
    return tuple(a for a in found if a is not None)


def _frame(sentence: Sentence) -> re.Match[str] | None:
    return _FRAME.search(sentence.text) if "(@" in sentence.text else None


def _post(article: Article, number: int, frame: re.Match[str]) -> Attribution | None:
    sentence = article.sentences[number]
    start = sentence.start + frame.start(1)
    body = _body(article, number, start)
    content = [(a, a + len(article.text[a:b].rstrip())) for a, b in body]
    if not content or sum(len(article.text[a:b].split()) for a, b in content) < _LEAST:
        return None
    if all(article.text[b - 1] == "?" for _, b in content):
        return None
    name = (sentence.start + frame.start(2), sentence.start + frame.end(2))
    speaker = Speaker(
        holder=name,
        cue=(start, start + len(frame.group(1))),
        verb=None,
        start=start,
        rule="post",
        lemma="say",
    )
    return attribution(article, speaker, content, "direct", "post", "medium")


def _body(article: Article, number: int, end: int) -> list[Span]:
    """The sentences of the post: those before its frame in the paragraph, else those of the one above."""
    own = article.sentences[number]
    paragraph = own.paragraph
    body = [
        (s.start, s.end) for s in article.sentences[max(0, number - 30) : number] if s.paragraph == paragraph
    ]
    if end > own.start:
        body.append((own.start, end))
    if body or number == 0:
        return body
    above = article.sentences[number - 1]
    if above.paragraph != paragraph - 1 or above.text[-1] == ":" or _frame(above):
        return []
    told = article.sentences[max(0, number - 30) : number]
    return [(s.start, s.end) for s in told if s.paragraph == above.paragraph]
