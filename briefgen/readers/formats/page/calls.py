"""What a page asks its readers to do, and how it counts itself: its own lines, and none of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.readers.formats.page.blocks import Block

_ASKS = re.compile(
    r"(?:(?:do|have|are|were|did|would) you\b|if you(?:’|'| )|what do you think|what are your|share your\b"
    r"|tell us\b|let us know\b|get in touch\b|message us\b|(?:e-?mail|contact|write to) us\b"
    r"|send (?:us\b|your\b|a letter)|please include (?:a|your) (?:contact|name|phone|telephone)"
    r"|qu['’]en pensez-vous|avez-vous\b|écrivez-nous|vous avez\b|¿|escr[ií]benos|cuéntanos|envíenos"
    r"|haben sie\b|schreiben sie uns|was denken sie)",
    re.IGNORECASE,
)
"""A call begins so: with the reader."""
_WAY = re.compile(
    r"\S@\S|\bby e-?mail(?:ing)?\b|\be-?mail us\b|\bclick here\b|\bget in touch\b|\bmessage us\b"
    r"|\bcontact (?:us\b|number\b)|\bin the comments\b|\b(?:tell us|let us know)\b"
    r"|\b(?:send|write) (?:to )?us\b"
    r"|\bshare your (?:views?|thoughts|stor(?:y|ies)|experiences?|memories|opinions?)"
    r" (?:with us|by|below|here)\b"
    r"|\bsubmit (?:a|your) (?:letter|response|comment)\b"
    r"|écrivez-nous|par courriel|\bescr[ií]b[ae]n?nos\b|por correo electrónico|schreiben sie uns|per e-mail",
    re.IGNORECASE,
)
"""It says how to answer."""
_QUOTED = re.compile(r"[“”\"«»]")
_COUNTED = re.compile(
    r"Page \d+ of \d+|(?:Like(?: this)?:? )?(?:Like )?Loading\s?(?:…|\.\.\.)|Live reporting", re.IGNORECASE
)
_MOST = 80
"""Words of a call."""
_MOST_ABOVE = 20
"""Words of one above the text: with a longer one, an article may begin."""


def is_of_page(block: Block) -> bool:
    """Whether a line is the page's own, wherever it stands: its number, what a script has yet to load."""
    return _COUNTED.fullmatch(block.text) is not None


def without_calls(kept: Sequence[Block]) -> list[Block]:
    """Blocks without the calls to readers at their head and end, and the headings over those at their end."""
    begin, end = 0, len(kept)
    while end > 1 and (_is_call(kept[end - 1]) or (end < len(kept) and kept[end - 1].kind == "heading")):
        end -= 1
    while begin < end - 1 and kept[begin].words <= _MOST_ABOVE and _is_call(kept[begin]):
        begin += 1
    return list(kept[begin:end])


def _is_call(block: Block) -> bool:
    """Whether it addresses the reader and asks for an answer; what somebody says is none."""
    if block.kind in ("heading", "quote") or block.words > _MOST or _QUOTED.search(block.text):
        return False
    return _ASKS.match(block.text) is not None and _WAY.search(block.text) is not None
