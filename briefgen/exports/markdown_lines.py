"""What the document on paper says (`briefgen/paper`), as lines of Markdown for programs that are not ours.

The words are the paper's, piece by piece; how words are escaped and where a mark leads is the dialect's.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import digits
from typing import Any

from briefgen.model import Article
from briefgen.pages.book import Book
from briefgen.paper import printable

ANALYST = "The analyst: "
"""Before a comment of his."""
_IN_A_TITLE = str.maketrans({"<": "‹", ">": "›", '"': "”"})


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a bundle writes what is not its own."""

    text: Callable[[str, bool], str]
    """Words that are shown as they are. The second: whether others stand before them on their line."""
    mark: Callable[[str], str]
    """A citation's mark, A3, as a link to its sentence."""

    def line(self, pieces: Iterable[Any]) -> str:
        """Pieces of text (`paper.document`) on one line."""
        out, listed = "", list(pieces)
        for n, piece in enumerate(listed):
            if isinstance(piece, str):
                out += self.text(piece, bool(out))
            elif "b" in piece:
                follows = next((p for p in listed[n + 1 : n + 2] if isinstance(p, str)), "")
                out += self._strong(out, piece["b"], follows)
            elif "q" in piece:
                out += f" ({self.text(piece['q'], True)})"
            else:
                out += "".join(f" {self.mark(key)}" for key in piece["m"])
        return out.strip()

    def _strong(self, before: str, words: str, after: str) -> str:
        """Words in bold; plain ones where stars would be shown, because they touch a letter and a sign."""
        said = self.text(words, bool(before))
        begins = words[:1].isalnum() or _is_edge(before[-1:])
        ends = words[-1:].isalnum() or _is_edge(after[:1])
        return f"**{said}**" if begins and ends and words == words.strip() else said

    def said(self, passage: Mapping[str, Any]) -> str:
        """A passage as a list item, with who printed it."""
        return f"- {self.line([*passage['said'], {'q': passage['from']}])}"

    def position(self, held: Mapping[str, Any]) -> Iterator[str]:
        """A statement as a list item: what stands before it, its words, its facts; a note below it."""
        before = [*held["before"], " — "] if held["before"] else []
        yield f"- {self.line([*before, *held['said'], {'q': '; '.join(held['facts'])}])}"
        if held["note"]:
            yield f"    - {self.line([ANALYST, held['note']])}"

    def facts(self, facts: Sequence[str]) -> str:
        """What is known of a thing, on one line."""
        return self.line([" · ".join(facts)])

    def noted(self, note: str | None) -> Iterator[str]:
        """The analyst's note as a paragraph, where there is one."""
        if note:
            yield self.line([ANALYST, note])


def page(front: Mapping[str, Any], *blocks: str | Iterable[str]) -> str:
    """A file: its front matter, and blocks with an empty line between. Lines in one list stay together."""
    said = [b if isinstance(b, str) else "\n".join(b) for b in blocks]
    head = "".join(f"{name}: {_yaml(value)}\n" for name, value in front.items())
    return "\n\n".join([f"---\n{head}---", *(b for b in said if b)]) + "\n"


def parted(mark: str) -> tuple[str, str]:
    """The source's key in a mark, and the number of the sentence: A3 gives A and 3."""
    key = mark.rstrip(digits)
    return key, mark.removeprefix(key)


def standing(book: Book, source: Article) -> dict[str, Article]:
    """What a source is to other ones: the words before the other's name, and that one."""
    known = {
        "shares its text with": book.shared(source.id),
        "replaced by a later version:": book.later(source.id),
    }
    return {words: other for words, other in known.items() if other}


def title_of(words: str) -> str:
    """Words as a title in front matter, which some programs print as HTML and others as words: without the
    three signs that would be markup to the former.
    """
    return str(printable(words)).translate(_IN_A_TITLE)


def _yaml(value: Any) -> str:
    """A value in YAML, of which JSON is a part; a day as YAML has it."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(printable(value), ensure_ascii=False)


def _is_edge(beside: str) -> bool:
    """Whether this is nothing, a space or a mark of punctuation."""
    return not beside.strip() or unicodedata.category(beside)[0] == "P"
