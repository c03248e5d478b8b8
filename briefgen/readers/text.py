"""Plain text: the decoded file is the text, and nothing is changed but what was encoded once too often."""

from __future__ import annotations

from briefgen.readers.encoding import decode
from briefgen.readers.extracted import Extracted
from briefgen.readers.mending import entities, twice_decoded


def read(raw: bytes) -> Extracted:
    """The decoded file; where something in it was mended, the text is no longer the file's."""
    decoded, problems = decode(raw)
    once, misread = twice_decoded(decoded)
    text, named = entities(once)
    return Extracted(text=text, differs=text != decoded, problems=(*problems, *misread, *named))
