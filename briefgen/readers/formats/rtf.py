"""RTF: its text, its headings and the rows of its tables.

Words that are hidden, or deleted and not yet accepted as such, are no text; nor are notes, comments, heads
and feet. Title and author are believed where somebody meant them.
"""

from __future__ import annotations

import re
from typing import Any

from briefgen.readers.formats import rtf_groups
from briefgen.readers.formats.extracted import (
    MOST_BYTES,
    MOST_BYTES_SAVED,
    Extracted,
    UnreadableError,
    extra,
)
from briefgen.readers.formats.paragraphs import Paragraphs, left_out
from briefgen.readers.formats.properties import plausible
from briefgen.readers.formats.signature import instead

ABOUT = "rich text (RTF)"
SUFFIXES: tuple[str, ...] = (".rtf",)
NEEDS: str | None = "documents"
LIMIT = MOST_BYTES_SAVED
_KINDS = {
    rtf_groups.PARAGRAPH: "paragraph", rtf_groups.HEADING: "heading", rtf_groups.TITLE: "heading",
    rtf_groups.ITEM: "item", rtf_groups.QUOTE: "quote",
}  # fmt: skip
_MARKS = re.compile("([\ue010-\ue018])")


def read(raw: bytes) -> Extracted:
    """The text of the document."""
    start = raw[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start.startswith(b"{\\rtf"):
        raise UnreadableError(instead(raw, "RTF"))
    with extra("documents"):
        from striprtf import striprtf
    found = rtf_groups.groups(raw[raw.index(b"{\\rtf") :].decode("latin-1"))
    if len(found.text) > MOST_BYTES:
        raise UnreadableError("has more text than any article")

    def plain(written: str) -> str:
        try:
            said = str(striprtf.rtf_to_text(written, errors="replace"))  # type: ignore[no-untyped-call]
        except (ValueError, LookupError, OverflowError) as error:
            raise UnreadableError(f"is damaged ({type(error).__name__})") from None
        return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    text = plain(found.text)
    told, contents = _laid_out(text)
    metadata: dict[str, Any] = dict(plausible(plain(found.title), plain(found.author), told.text))
    if told.title:
        metadata["title"] = told.title
    problems = ("has tracked changes: read as if all were accepted",) if found.changed else ()
    lost = ("has letters that can't be read: they show as �",) if "\ufffd" in told.text else ()
    out = left_out({**found.counts, "table of contents": int(contents)})
    return Extracted(text=told.text, blocks=told.blocks, metadata=metadata, problems=(*problems, *out, *lost))


def _laid_out(text: str) -> tuple[Paragraphs, bool]:
    """The text at its marks; and whether a table of contents was left out."""
    told, row, cell, contents = Paragraphs(), [], "", False
    parts = _MARKS.split(text)
    for words, mark in zip(parts[::2], [*parts[1::2], rtf_groups.PARAGRAPH], strict=True):
        if mark == rtf_groups.INSIDE:
            cell += f"{words} "
        elif mark == rtf_groups.CELL:
            row.append(cell + words)
            cell = ""
        elif mark == rtf_groups.ROW:
            told.row([*row, cell + words])
            row, cell = [], ""
        elif mark == rtf_groups.CONTENTS:
            contents = contents or bool(words.strip())
        else:
            if row or cell:
                told.row([*row, cell])
                row, cell = [], ""
            told.add(_KINDS[mark], words)
    return told, contents
