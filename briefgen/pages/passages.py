"""Words of a source in quotation marks: whole, cut to a line, or with the disputed value in bold.

Double marks “ ” around a source's words are ours, and only ours: those that the source has inside are shown
as single ones (`nested`), as typographers do, so that a reader sees where its words begin and end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any
from urllib.parse import quote as percent

from markupsafe import Markup

from briefgen.model import Article, Citation, Finding, Sentence
from briefgen.pages.escape import address, text
from briefgen.pages.wording import begin, cut

_LEAST_BOLD = 2
FACT = 200
"""Characters of a sentence that serves as a heading: most are shorter."""
_CLAUSE = re.compile(r"[,;:]\s|[—–]|\s(?=(?:that|who|which|where|when|because|while|after|before|but)\s)")
"""Where a clause begins."""
_LEAST_CLAUSE = 3
"""What is left of a clause before the value has at least this part of the room."""
_ROOM = 12
"""A passage that is longer than the value by so much says enough around it."""


_SINGLE = str.maketrans("“”„‟〝〞", "‘’‚‛‘’")
"""Double marks with the single one that stands for each inside ours. Guillemets and corner brackets stay:
they can't be taken for ours.
"""
_STRAIGHT = re.compile('["＂]')
_OPENS = re.compile(r"[\s(\[{<—–\-/…“„‘‚«‹「『]")
"""Behind these a straight mark opens a quotation."""
_DOUBLE = frozenset('“”„‟"＂〝〞')
_PAIRS: Mapping[str, str] = MappingProxyType(
    {
        "“": "”",
        '"': '"',
        "„": "“”",
        "«": "»",
        "»": "«",
        "‹": "›",
        "›": "‹",
        "「": "」",
        "『": "』",
        "＂": "＂",
    }
)
"""A mark that opens a quotation → those that close it."""
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")


def nested(said: str) -> str:
    """Words as they stand inside our quotation marks: their own double marks are single, and nothing else."""
    if _DOUBLE.isdisjoint(said):
        return said
    return "".join(_single(said)).translate(_SINGLE)


def _single(said: str) -> Iterator[str]:
    """The words in pieces, straight marks as curly single ones; the sign of an inch stays."""
    opened, at = False, 0
    for found in _STRAIGHT.finditer(said):
        begins = _begins(said, found.start())
        inch = not begins and not opened and said[max(0, found.start() - 1) : found.start()].isdigit()
        yield said[at : found.start()] + (found[0] if inch else "‘" if begins else "’")
        opened, at = begins or (opened and inch), found.end()
    yield said[at:]


def _begins(said: str, at: int) -> bool:
    """Whether a straight mark there opens a quotation."""
    before, after = said[max(0, at - 1) : at], said[at + 1 : at + 2]
    return bool(after.strip()) and (not before or bool(_OPENS.match(before)))


def words(citation: Citation, most: int = 10_000, skip: int = 0) -> str:
    """A citation's words for inside our quotation marks (`nested`): at most so many characters, without those
    skipped at the start, and without quotation marks around the whole.
    """
    said = _bare(" ".join(citation.quote[skip:].split()))
    return cut(nested(said.rstrip(" ,;:—–")), most)


def _bare(said: str) -> str:
    """The words without one pair of quotation marks around all of them."""
    inside = said[1:-1]
    if not inside.strip():
        return said
    first, last = said[0], said[-1]
    if last in _PAIRS.get(first, ""):
        own = _DOUBLE if first in _DOUBLE else {first, last}
        return inside if own.isdisjoint(inside) else said
    # An apostrophe looks like the mark that closes.
    single = (first, last) == ("‘", "’") and not {"‘", "’"} & set(_APOSTROPHE.sub("", inside))
    return inside if single else said


def quoted(citation: Citation, most: int = 10_000, skip: int = 0) -> Markup:
    """The same in our quotation marks, for a page."""
    return Markup(f"“{text(words(citation, most, skip))}”")


def differing(citation: Citation, side: Any) -> tuple[int, int] | None:
    """Code points of the words of a citation that differ from those of the other sides; None where none do.

    They begin and end with a word. A side that does not say where they stand is searched for its label.
    """
    for source, start, end in side.marks:
        if source == citation.source and citation.start <= start and end <= citation.end:
            return start, end
    if side.marks or len(side.label) < _LEAST_BOLD:
        return None
    found = re.search(rf"(?<!\w){re.escape(side.label)}(?!\w)", citation.quote)
    return (citation.start + found.start(), citation.start + found.end()) if found else None


def around(
    article: Article, citation: Citation, value: tuple[int, int] | None, most: int = 10_000
) -> tuple[str, str, str]:
    """The passage before a value, the value, and the passage after it; at most so much on either side.

    Where the value is all of the passage, or none is given, the first holds all and the others are empty.
    """
    if value is None:
        return words(citation, 2 * most), "", ""
    at, end = value
    sentence = article.by_sentence[citation.sentence]
    alone = citation.end - citation.start <= end - at + _ROOM
    first, last = (sentence.start, sentence.end) if alone else (citation.start, citation.end)
    while first < at and _in_word(article.text, at):
        at -= 1
    while end < last and _in_word(article.text, end):
        end += 1
    bare = _bare(article.text[first:last])
    first, last = (first + 1, last - 1) if len(bare) < last - first else (first, last)
    shown = nested(bare)
    if article.text[at:end].strip(" .") == article.text[first:last].strip(" ."):
        return shown, "", ""
    return (
        _before(shown[: at - first], most),
        shown[at - first : end - first],
        cut(shown[end - first :], most),
    )


def _in_word(said: str, at: int) -> bool:
    """Whether a word goes on across this place."""
    return said[at - 1].isalnum() and said[at].isalnum()


def in_bold(
    article: Article, citation: Citation, value: tuple[int, int] | None, most: int = 10_000
) -> Markup:
    """The passage in quotation marks with the value in bold where it stands inside it."""
    before, bold, after = around(article, citation, value, most)
    if not bold:
        return Markup(f"“{text(before)}”")
    strong = _strong(before, bold, after)
    return Markup(f"“{text(before)}{strong}{text(after, inside=True)}”")


def _strong(before: str, bold: str, after: str) -> str:
    """Words in bold between others.

    Stars that touch a letter on one side and a space or a sign on the other are no marks of emphasis: there,
    the element is written out.
    """
    said = text(bold, inside=True)
    begins = bold[0].isalnum() or _is_edge(before[-1:])
    ends = bold[-1].isalnum() or _is_edge(after[:1])
    if begins and ends and bold == bold.strip():
        return f"**{said}**"
    return f"<strong>{said}</strong>"


def _is_edge(beside: str) -> bool:
    """Whether this is nothing, a space or a mark of punctuation."""
    return not beside.strip() or unicodedata.category(beside)[0] == "P"


def _before(words: str, most: int) -> str:
    """The end of the text, whole where little more than fits; else from the beginning of a clause on, or of a
    word where no clause begins near, after an ellipsis.
    """
    room = most + most // 2
    if len(words) <= room:
        return words
    end = words[-room:]
    begun = [m.end() for m in _CLAUSE.finditer(end) if m.end() < room - most // _LEAST_CLAUSE]
    told = end[begun[0] :] if begun else words[len(words) - most :].split(" ", 1)[-1]
    return "… " + told.lstrip(" ,;:—–-)”’")


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


def is_quoted(agreement: Finding) -> bool:
    """Whether an established fact is called what its first passage says, and not as the analyst says."""
    return agreement.title.split() == agreement.citations[0].quote.split() if agreement.citations else False


def fact(agreement: Finding, most: int = FACT) -> str:
    """An established fact as its heading says it: the source's words in quotation marks, at most so many
    characters; where the analyst named it, the name.
    """
    return f"“{words(agreement.citations[0], most)}”" if is_quoted(agreement) else begin(agreement.title)


def fact_and_others(agreement: Finding) -> tuple[list[Citation], list[Citation]]:
    """The passage whose words such a heading has in full, if any, and the others."""
    first, *others = agreement.citations
    whole = is_quoted(agreement) and words(first, FACT) == words(first)
    return ([first], others) if whole else ([], [first, *others])


def _plain(words: str) -> str:
    return " ".join(nested(words).split()).strip(" .‘’‚").lower()
