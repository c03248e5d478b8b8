"""Where the text of a page ends that marks no end: at the line over its comments, or at a way to print it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from briefgen.readers.formats.page.blocks import Block, is_prose
from briefgen.readers.formats.page.tree import within

_ENOUGH = 40
"""Words of prose that stand before the end."""
_MOST = 12
"""Words of such a line."""
_COMMENTS = re.compile(
    r"(?:reader(?:s|['’]s|s['’])? comments?(?: ?\(\d{1,5}\))?|(?:user )?comments? ?\(\d{1,5}\)"
    r"|\d{1,5} comments?"
    r"|(?:comentarios|commentaires|kommentare?) ?\(\d{1,5}\))\s?:?",
    re.IGNORECASE,
)
_TOOLS = re.compile(
    r"(?:(?:read(?:ers)? )?comments?:?$|print(?:er)?[ -]friendly\b|print this (?:page|article|story)\b"
    r"|e-?mail this (?:page|article|story)\b|send (?:this )?(?:page |article |story )?to a friend\b"
    r"|(?:other|more|related) (?:stories|articles|news) (?:in|from) this section$)",
    re.IGNORECASE,
)


def before_end(found: Sequence[Block], home: Any) -> list[Block]:
    """The blocks before the end of the text in this element."""
    words = 0
    for n, block in enumerate(found):
        if words >= _ENOUGH and _is_end(block):
            return list(found[:n])
        if is_prose(block) and within(block.element, home):
            words += block.words
    return list(found)


def _is_end(block: Block) -> bool:
    """Whether it is such a line.

    Where paragraphs are marked, ways to print a page may stand among them; between line breaks they don't.
    """
    if block.words > _MOST or block.text[-1:] in ".!?…":
        return False
    bare = block.kind == "paragraph" and block.element.tag not in ("p", "pre")
    return _COMMENTS.fullmatch(block.text) is not None or (bare and _TOOLS.match(block.text) is not None)
