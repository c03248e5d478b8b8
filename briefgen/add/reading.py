"""From a document to its text: its format's reader is told what a server or a container says."""

from __future__ import annotations

from dataclasses import replace

from briefgen.add.record import Document
from briefgen.readers.formats import READERS, html, markdown, subtitles, text
from briefgen.readers.formats.charset import characters
from briefgen.readers.formats.extracted import Extracted

_TEXTS = (*text.SUFFIXES, *markdown.SUFFIXES, *subtitles.SUFFIXES)


def read(document: Document) -> Extracted:
    """Its text, and what it says of itself.

    Raises UnreadableError where it has none.
    """
    reader = READERS[document.suffix]
    charset = document.visit.charset if document.visit else document.charset
    if document.suffix in html.SUFFIXES:
        url = document.visit.url if document.visit else document.metadata.get("url")
        page = (charset, url if isinstance(url, str) else None)
        return html.read_page(document.raw, *page) if any(page) else html.read(document.raw)
    if charset is None or document.suffix not in _TEXTS:
        return reader.read(document.raw)
    source, problems = characters(document.raw, charset, declares=False)
    found = reader.read(source.encode("utf-8-sig"))
    return replace(found, problems=(*problems, *found.problems))
