"""Plain text: the decoded file is the text, and nothing else is changed."""

from __future__ import annotations

from briefgen.readers.encoding import decode
from briefgen.readers.extracted import Extracted


def read(raw: bytes) -> Extracted:
    """The decoded file."""
    text, problems = decode(raw)
    return Extracted(text=text, differs=False, problems=problems)
