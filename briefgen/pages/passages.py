"""Words of a source in quotation marks: whole, cut to a line, or with the disputed value in bold."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote as percent

from markupsafe import Markup

from briefgen.model import Article, Citation, Finding, Sentence
from briefgen.pages.escape import address, text
from briefgen.pages.wording import cut

_LEAST_BOLD = 2
_ROOM = 12
"""A passage that is longer than the value by so much says enough around it."""


def words(citation: Citation, most: int = 10_000, skip: int = 0) -> str:
    """A citation's words, at most so many characters, without those skipped at the start, and without
    quotation marks around the whole.
    """
    said = " ".join(citation.quote[skip:].split())
    if len(said) > 2 and said[0] in '“"' and said[-1] in '”"' and not set(said[1:-1]) & set('“”"'):
        said = said[1:-1]
    return cut(said.rstrip(" ,;:—–"), most)


def quoted(citation: Citation, most: int = 10_000, skip: int = 0) -> Markup:
    """The same in quotation marks, for a page."""
    return Markup(f"“{text(words(citation, most, skip))}”")


def around(article: Article, citation: Citation, value: str, most: int = 10_000) -> tuple[str, str, str]:
    """The passage before a value, the value, and the passage after it; at most so much on either side.

    Where the value does not stand inside the passage, the first holds all and the others are empty.
    """
    sentence = article.by_sentence[citation.sentence].text
    passage = citation.quote if len(citation.quote) > len(value) + _ROOM else sentence
    at = passage.find(value)
    if at < 0 or len(value) < _LEAST_BOLD:
        return words(citation, 2 * most), "", ""
    if value.strip(" .") == passage.strip(" ."):
        return passage, "", ""
    return _before(passage[:at], most), value, cut(passage[at + len(value) :], most)


def in_bold(article: Article, citation: Citation, value: str, most: int = 10_000) -> Markup:
    """The passage in quotation marks with the value in bold where it stands inside it."""
    before, bold, after = around(article, citation, value, most)
    if not bold:
        return Markup(f"“{text(before)}”")
    return Markup(f"“{text(before)}**{text(bold, inside=True)}**{text(after, inside=True)}”")


def _before(words: str, most: int) -> str:
    """The end of the text: as many whole words as fit, after an ellipsis."""
    if len(words) <= most:
        return words
    return "… " + words[len(words) - most :].split(" ", 1)[-1].lstrip(" ,;:—–-)”’")


def paragraphs(article: Article) -> tuple[tuple[Sentence, ...], ...]:
    """An article's sentences, by paragraph; a heading stands by itself."""
    grouped = groupby(article.sentences, key=lambda s: (s.paragraph, s.id if s.heading else ""))
    return tuple(tuple(sentences) for _, sentences in grouped)


def neighbours(article: Article, sentence: Sentence) -> tuple[str, str]:
    """The sentences before and after it, empty where there is none or a heading stands there."""
    told = article.prose
    at = told.place[sentence.id]
    before = told.sentences[at - 1] if at else None
    after = told.sentences[at + 1] if at + 1 < len(told.sentences) else None
    return (
        "" if before is None or before.heading else before.text,
        "" if after is None or after.heading else after.text,
    )


def original(article: Article, sentence: Sentence | None = None) -> Markup | None:
    """The article's own address, at the sentence where a browser can find it by its words."""
    target = address(article.url.split("#")[0]) if article.url else None
    if target is None or sentence is None:
        return target
    words = sentence.text.split()
    ends = [words] if len(words) < 8 else [words[:4], words[-3:]]
    found = ",".join(percent(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return Markup(f"{target}#:~:text={found}")


def title_and_others(finding: Finding) -> tuple[list[Citation], list[Citation]]:
    """The passages that say no more than the finding's title, and the others."""
    title = _plain(finding.title)
    told = [c for c in finding.citations if _plain(c.quote) == title]
    return told, [c for c in finding.citations if c not in told]


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(' .“”"').lower()
