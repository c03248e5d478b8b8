"""Title and author as the properties of a file give them, where somebody meant them.

Programs fill these in by themselves: the first words of a template, the name of the file, whoever is logged
in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FILE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)|powerpoint presentation|untitled|unbenannt|sans titre"
    r"|document ?\d*$|presentation ?\d*$|slide \d+|no title|template|new document|doc ?\d+$)"
    r"|\.(?:docx?|pdf|odt|rtf|indd|qxp|tex|dvi|txt|pages|p65|fm|html?)$|[\\/]|[_{}<>|=]",
    re.IGNORECASE,
)
"""Titles that programs write: of a window, of a file."""
_NOBODY = re.compile(
    r"\b(?:user|admin|administrator|author|unknown|anonymous|owner|default|microsoft|office|windows|python|docx|odfdo"
    r"|libreoffice|openoffice|adobe|acrobat|word|latex|typst|template|scanner|canon|xerox|hewlett|epson|pc|laptop"
    r"|computer)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    {"de", "da", "di", "von", "van", "der", "den", "la", "le", "al", "el", "bin", "of", "the", "and", "for"}
)
_LEAST = 0.6


def plausible(title: str | None, author: str | None, text: str) -> Mapping[str, str]:
    """Of these two what can be believed, under the names of `readers.metadata`."""
    found = {"title": _title(title, text), "authors": _author(author)}
    return {name: value for name, value in found.items() if value}


def _title(title: str | None, text: str) -> str | None:
    """A title of several words, most of which the text has: templates hand their titles on."""
    said = " ".join((title or "").split())
    words = re.findall(r"[^\W\d_]{3,}", said.lower())
    if len(said.split()) < 2 or len(said) > 300 or not words or _FILE.search(said) or not said.isprintable():
        return None
    there = set(re.findall(r"[^\W\d_]{3,}", text.lower()))
    return said if sum(1 for w in words if w in there) >= _LEAST * len(words) else None


def _author(author: str | None) -> str | None:
    """A name of at least two words that begin with capitals."""
    said = " ".join((author or "").split())
    words = said.replace(",", " ").replace(";", " ").split()
    if not 2 <= len(words) <= 12 or _NOBODY.search(said) or re.search(r"[\d@_/\\<>{}]", said):
        return None
    return said if all(w[0].isupper() or w.lower() in _SMALL for w in words) else None
