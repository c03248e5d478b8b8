"""The formats that are read, one module each: from bytes to text. FORMATS and CONTAINERS list them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from briefgen.readers.formats import (
    crawled,
    docx,
    feed,
    html,
    json_lines,
    links,
    mail,
    markdown,
    mbox,
    mhtml,
    odt,
    pdf,
    rtf,
    subtitles,
    text,
    wacz,
    warc,
)
from briefgen.readers.formats.extracted import Container, Format

FORMATS: tuple[Format, ...] = (
    text,
    markdown,
    html,
    mhtml,
    pdf,
    docx,
    odt,
    rtf,
    subtitles,
    mail,
    crawled,
)
"""One file, one article; in the order of the README's table."""
CONTAINERS: tuple[Container, ...] = (mbox, crawled, json_lines, feed, links, warc, wacz)
"""One file, many articles."""
READERS: Mapping[str, Format] = MappingProxyType({s: f for f in FORMATS for s in f.SUFFIXES})
"""Suffix → the module that reads it."""
OPENERS: Mapping[str, Container] = MappingProxyType({s: c for c in CONTAINERS for s in c.SUFFIXES})
"""Suffix → the module that takes it apart."""


def suffix_of(name: str) -> str:
    """The suffix of a file's name, in lower case; one in two parts (`.warc.gz`) where it has a module."""
    suffixes = [s.lower() for s in PurePosixPath(name).suffixes]
    double = "".join(suffixes[-2:])
    return double if double in READERS or double in OPENERS else "".join(suffixes[-1:])
