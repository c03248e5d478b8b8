"""What every kind of finding is given and gives."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from briefgen.analysis import Analysis
from briefgen.language.insertions import head
from briefgen.language.lexicon import words
from briefgen.matching import Matches
from briefgen.model import Article, Citation, Finding, Sentence


@dataclass(frozen=True, kw_only=True)
class SoFar:
    """The texts as read, and the findings of the kinds above."""

    analysis: Analysis
    found: Mapping[str, tuple[Finding, ...]]
    matches: Matches
    """Which passages answer one question."""

    def article(self, source: str) -> Article:
        """The article with this id."""
        return self.analysis.article[source]

    def cite(self, source: str, start: int, end: int) -> Citation:
        """A citation of these code points of a source."""
        return self.article(source).cite(start, end)

    def whole(self, sentence: Sentence) -> Citation:
        """A citation of a sentence from behind the place and the agency that head it: none of its words."""
        return self.cite(sentence.source, sentence.start + head(sentence.text), sentence.end)


class Kind(Protocol):
    """A module of this package."""

    NAME: str
    """Its key in briefing.json."""
    TITLE: str
    """What its page is called."""

    def find(self, so_far: SoFar) -> tuple[Finding, ...]:
        """The findings of this kind, in the order in which pages show them."""
        ...


def slug(text: str, most: int = 48) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word: safe in a URL."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    out = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        if out and len(out) + len(word) >= most:
            break
        out += ("-" if out else "") + word[:most]
    return out


def finding_id(label: str, *citations: Citation) -> str:
    """An id from what a finding says and where: the label's words and a hash of the quotes.

    It has no counter and no offset, so it survives other sources being added and a paragraph being put
    before it.
    """
    said = "\n".join(sorted(f"{c.source}\t{c.quote}" for c in citations))
    return f"{slug(label) or 'finding'}-{hashlib.sha256(said.encode()).hexdigest()[:6]}"


def leaning() -> frozenset[str]:
    """Words (lower case) at whose head a passage leans on what was said before it, and can't stand alone."""
    return words("references", "leaning")
