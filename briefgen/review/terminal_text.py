"""Text for a terminal: nothing in it can steer the terminal, or turn the line that it stands in."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
"""They shape letters (Persian, emoji) and do no more than that."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def one_line(text: str) -> str:
    """The text on one line; what could steer a terminal is shown as �."""
    spaced = " ".join(text.split())
    return "".join("�" if c not in _JOINERS and unicodedata.category(c) in _UNSEEN else c for c in spaced)


def cut(text: str, most: int) -> str:
    """At most so many characters of a line, marked where it is cut."""
    return text if len(text) <= most else text[: max(0, most - 1)].rstrip() + "…"
