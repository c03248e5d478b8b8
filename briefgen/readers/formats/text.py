"""Plain text: the decoded file is the text, and nothing is changed but what was encoded once too often."""

from __future__ import annotations

from briefgen.readers.formats.encoding import decode
from briefgen.readers.formats.extracted import MOST_BYTES, Extracted
from briefgen.readers.formats.mending import entities, twice_decoded

ABOUT = "plain text"
SUFFIXES: tuple[str, ...] = (".txt",)
NEEDS: str | None = None
LIMIT = MOST_BYTES


def read(raw: bytes) -> Extracted:
    """The decoded file; where something in it was mended, the text is no longer the file's."""
    decoded, problems = decode(raw)
    once, misread = twice_decoded(decoded)
    text, named = entities(once)
    return Extracted(text=text, differs=text != decoded, problems=(*problems, *misread, *named))
