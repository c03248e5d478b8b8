"""Blocks of a document, gathered one by one, into text with their offsets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from briefgen.readers.formats.mending import Mended, entities

_GAP = "\n\n"
_LONG = 60
"""Words of a cell from which a table is there for the layout."""
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

Blocks = tuple[tuple[int, int, str], ...]


def joined(pieces: Iterable[tuple[str, str]]) -> tuple[str, Blocks]:
    """The text of blocks of which kind and words are given, an empty line between them, and where each is."""
    said, blocks, at = [], [], 0
    for kind, words in pieces:
        said.append(words)
        blocks.append((at, at + len(words), kind))
        at += len(words) + len(_GAP)
    return _GAP.join(said), tuple(blocks)


def mended(
    pieces: Sequence[tuple[str, str]], mend: Callable[[str], Mended] = entities
) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Kind and words of blocks, mended as one text, and what was mended. None of them has an empty line."""
    text, told = mend(_GAP.join(words for _, words in pieces))
    found = zip(pieces, text.split(_GAP), strict=True) if pieces else ()
    return [(kind, words) for (kind, _), words in found if words.strip()], told


@dataclass(kw_only=True)
class Paragraphs:
    """Kind and words of each block, as they come."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, words: str) -> None:
        """Another block, without the characters that nobody sees; nothing where it has no words.

        Two line breaks in a row are the end of a block.
        """
        for part in re.split(r"\n\s*\n", _INVISIBLE.sub("", words)):
            plain = "".join(c if c.isprintable() else " " for c in part)
            if said := " ".join(plain.split()):
                self.found.append((kind, said))

    def row(self, cells: list[str]) -> None:
        """A row of a table."""
        self.add("item", " | ".join(said for cell in cells if (said := " ".join(cell.split()))))

    def table(self, rows: list[list[Paragraphs]]) -> None:
        """Each row as an item; a table that is there for the layout as what stands in its cells."""
        layout = max(map(len, rows), default=0) <= 1 or any(
            len(cell.text.split()) > _LONG for row in rows for cell in row
        )
        for row in rows:
            if layout:
                self.found += [block for cell in row for block in cell.found]
            else:
                self.row([" ".join(words for _, words in cell.found) for cell in row])

    @property
    def text(self) -> str:
        """All of it, an empty line between blocks."""
        return joined(self.found)[0]

    @property
    def blocks(self) -> Blocks:
        """As in `Article.blocks`."""
        return joined(self.found)[1]

    @property
    def title(self) -> str | None:
        """What it begins with, where that is a heading."""
        return self.found[0][1] if self.found and self.found[0][0] == "heading" else None


def left_out(counts: dict[str, int]) -> tuple[str, ...]:
    """The remark on what is no text of the article: `has 2 footnotes, 1 comment: left out`."""
    told = [f"{n} {what}{'s' * (n > 1)}" for what, n in counts.items() if n]
    return (f"has {', '.join(told)}: left out, no text of the article",) if told else ()
