"""What stands in quotation marks."""

from __future__ import annotations

import re

from briefgen.model import Article

_QUOTE = re.compile("[“”\"]|''")


def quoted_spans(article: Article) -> list[tuple[int, int]]:
    """Offsets of what stands in double quotation marks; a mark left open ends with its paragraph."""
    ends = {s.paragraph: s.end for s in article.sentences}
    starts = {s.paragraph: s.start for s in reversed(article.sentences)}
    spans: list[tuple[int, int]] = []
    for number, end in ends.items():
        start = starts[number]
        begin: int | None = None
        for mark in _QUOTE.finditer(article.text, start, end):
            if begin is None or mark.group() == "“":
                begin = mark.start() if mark.group() != "”" else None
            else:
                spans.append((begin, mark.end()))
                begin = None
        if begin is not None:
            spans.append((begin, end))
    return spans
