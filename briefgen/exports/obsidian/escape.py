"""Words in a note of Obsidian: never markup, and as they are where they need no mark against it.

A backslash, not an entity: who opens the note to write in it sees the words. Where Obsidian looks for two
signs (`%%`, `==`, `::`) and does not know the backslash, it no longer finds them side by side.
"""

from __future__ import annotations

import re

from briefgen.paper import printable

_SPECIAL = re.compile(
    r"[\\`*_\[\]{}|^<>$]|#(?=\S)|&(?=[#\w])|~(?=~)|(?<=~)~|%(?=%)|(?<=%)%|=(?==)|(?<==)=|:(?=:|//)|(?<=:):"
)
"""Emphasis, code, links, embeds, tags, comments, highlights, mathematics, blocks, HTML, bare addresses and
fields: wherever they stand in a line.
"""
_FIRST = re.compile(r"^ *(?:([#+\-=>:])|(\d+)([.)]))")
"""Headings, lists, rules, quotations: only at the beginning of a line."""
_EDGES = re.compile("^ +| +$")


def text(words: str, inside: bool = False) -> str:
    """The words for a line. `inside`: others stand before them there."""
    line = _EDGES.sub(" ", printable(words))
    begins = None if inside else _FIRST.match(line)
    out = _SPECIAL.sub(lambda found: f"\\{found[0]}", line[begins.end() :] if begins else line)
    if begins is None:
        return out if inside else out.lstrip(" ")
    return (f"\\{begins[1]}" if begins[1] else f"{begins[2]}\\{begins[3]}") + out
