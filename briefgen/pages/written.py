"""What an analyst has written himself, as pages and documents print it."""

from __future__ import annotations

from itertools import groupby

from briefgen.model import Citation, Written

BY = "written by the analyst"


def pieces(paragraph: Written) -> tuple[str | tuple[Citation, ...], ...]:
    """His words, and between them the citations that stand beside each other."""
    grouped = groupby(paragraph.parts, key=lambda part: isinstance(part, Citation))
    return tuple(
        tuple(p for p in parts if isinstance(p, Citation))
        if cites
        else "".join(p for p in parts if isinstance(p, str))
        for cites, parts in grouped
    )
