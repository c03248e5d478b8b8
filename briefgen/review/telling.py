"""A finding in plain text: the statement as pages print it, and its passages between their neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefgen.model import Article, Citation, Finding, Sentence
from briefgen.pages import statement as statements
from briefgen.pages import wording
from briefgen.pages.book import Book
from briefgen.review.record import Passage
from briefgen.statements import printed

CALLED = {
    "agreements": "established", "disagreements": "disagreement", "open_issues": "open issue",
    "positions": "statement", "leaders": "leader", "timeline": "date",
}  # fmt: skip
"""Kind → what one of its findings is called."""
_OF_A_LEADER = 2
"""Passages that are shown of a leader: every source names him many times."""


def statement(book: Book, kind: str, finding: Finding) -> str:
    """What the finding says, as pages print it."""
    f: Any = finding
    if kind == "positions":
        joint = "" if getattr(f, "predicate", False) else ":"
        return f"{holder(book, finding)}{joint} “{statements.plain(finding)}”"
    if kind == "leaders":
        roles = "; ".join(dict.fromkeys(text for text, _ in f.roles))
        return f"{f.name}: {roles}" if roles else str(f.name)
    if kind == "disagreements":
        return f"{f.title}: {' / '.join(side.label for side in f.sides)}"
    if kind == "timeline":
        return f"{f.when or f.as_written}: {f.title}"
    return finding.title


def holder(book: Book, finding: Finding) -> str:
    """Whose a statement is, in the source's words where nobody is named; whose move an open issue is."""
    ids = getattr(finding, "holders", getattr(finding, "whose_move", ()))
    if named := ", ".join(leader.title for leader in book.who(ids)):
        return named
    own = book.own_words(finding)
    return own.quote if own is not None else "nobody named" if hasattr(finding, "holders") else ""


def stance(kind: str, finding: Finding) -> str:
    """The stance of a statement, or what sort of finding it is, in a word."""
    if kind == "positions":
        return wording.verb(finding)
    if kind == "leaders":
        side = getattr(finding, "side", None)
        return f"{getattr(finding, 'kind', '')}{f', {side}' if side else ''}"
    return wording.kind_words(kind, finding) if hasattr(finding, "kind") else ""


def why(finding: Finding) -> str:
    """Why it was found: the reasons where it gives some, else the rule; and how sure that is."""
    sure = f"confidence {finding.confidence}"
    return f"{wording.reason(finding) or f'Found by the rule {finding.rule},'} {sure}".strip()


def passages(book: Book, kind: str, finding: Finding) -> tuple[Passage, ...]:
    """What it rests on, one passage for each sentence and side."""
    found = between(book, _cited(kind, finding))
    return found[:_OF_A_LEADER] if kind == "leaders" else found


def between(book: Book, cited: Iterable[tuple[str, Citation]]) -> tuple[Passage, ...]:
    """Passages between their neighbours, one for each sentence and side. `cited`: label of the side (empty:
    none) and words.
    """
    found: dict[tuple[str, str, str], list[Citation]] = {}
    for label, c in cited:
        found.setdefault((label, c.source, c.sentence), []).append(c)
    return tuple(_passage(book, label, cites) for (label, *_), cites in found.items())


def _cited(kind: str, finding: Finding) -> Iterator[tuple[str, Citation]]:
    if kind == "disagreements":
        for side in getattr(finding, "sides", ()):
            yield from ((side.label, c) for c in side.citations)
    elif kind == "positions":
        yield from (("", c) for c in dict.fromkeys((*printed(finding), *finding.citations)))
    else:
        roles: Iterable[tuple[str, Citation]] = getattr(finding, "roles", ())
        yield from (("", c) for _, c in roles)
        yield from (("", c) for c in finding.citations)


def _passage(book: Book, label: str, cites: list[Citation]) -> Passage:
    article = book.article(cites[0])
    sentence = article.by_sentence[cites[0].sentence]
    before, after = _neighbours(article, sentence)
    return Passage(
        mark=book.key(cites[0]), source=article.id, credit=book.credit(cites[0]),
        before=before, sentence=sentence.text, after=after, label=label,
        spans=tuple(sorted({(c.start - sentence.start, c.end - sentence.start) for c in cites})),
    )  # fmt: skip


def _neighbours(article: Article, sentence: Sentence) -> tuple[str, str]:
    """The sentences before and after it, of what is told: no furniture."""
    at = article.place[sentence.id]
    told = [n for n, s in enumerate(article.sentences) if not s.furniture]
    before = max((n for n in told if n < at), default=None)
    after = min((n for n in told if n > at), default=None)
    return tuple("" if n is None else article.sentences[n].text for n in (before, after))  # type: ignore[return-value]
