"""Posts that a page embeds: the text above, or before, “— Name (@handle) Date” is that person's."""

from __future__ import annotations

import re

from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.analysis.attribution.said import attribution
from briefgen.analysis.attribution.speakers import Speaker
from briefgen.model import Article, Sentence

# The dash, the name, the handle, and mostly a date; nothing behind them.
_FRAME = re.compile(r"(?:^|(?<=\s))([—–]|--?) ?([^\W\d_][^—–\n()]{1,60}?) \((@\w{1,20})\)(?: [\w ,.:·]{4,40})?$")
_LEAST = 4
"""Words of a post that says something."""


def in_posts(article: Article) -> tuple[Attribution, ...]:
    """One attribution for each embedded post whose text and frame stand together."""
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
    speaker = Speaker(holder=name, cue=(start, start + len(frame.group(1))), verb=None, start=start, rule="post", lemma="say")
    return attribution(article, speaker, content, "direct", "post", "medium")


def _body(article: Article, number: int, end: int) -> list[Span]:
    """The sentences of the post: those before its frame in the paragraph, else those of the one above."""
    own = article.sentences[number]
    paragraph = own.paragraph
    body = [(s.start, s.end) for s in article.sentences[max(0, number - 30) : number] if s.paragraph == paragraph]
    if end > own.start:
        body.append((own.start, end))
    if body or number == 0:
        return body
    above = article.sentences[number - 1]
    if above.paragraph != paragraph - 1 or above.text[-1] == ":" or _frame(above):
        return []
    told = article.sentences[max(0, number - 30) : number]
    return [(s.start, s.end) for s in told if s.paragraph == above.paragraph]
