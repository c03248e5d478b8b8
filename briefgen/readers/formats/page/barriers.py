"""What keeps a page from showing its article: a barrier to those who don't pay, a notice, a script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from briefgen.language.furniture import barrier
from briefgen.readers.formats.page.blocks import Block, text_of
from briefgen.readers.formats.page.furniture import WALL, named, names

_NAMED = named(
    WALL, r"(?:subscribe ?|meter(?:ed)? |premium )wall|premium offer|locked content|content locked"
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|gdpr|accept all|reject all|privacy (?:settings|preferences|choices|policy))\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"\b(?:enable|requires?|needs?|turn on|activate|without) java ?script\b"
    r"|\bjava ?script (?:is |to be |must be |has been )?(?:disabled|required|enabled|not|off)\b",
    re.IGNORECASE,
)
_EMPTY_ROOTS = frozenset(
    {"root", "app", "__next", "__nuxt", "application", "react-root", "app-root", "main-app"}
)
_TEASER = 250
"""Words: what is shown of an article that is for subscribers is shorter."""
_FEW = 25
_BOX = 1_500
"""Characters: a longer element with such a name holds the article."""


def is_barred(root: Any, shown: str, free: bool | None) -> bool:
    """Whether the page shows a barrier. `shown`: all of its text; `free`: what its data says of it."""
    for element in root.iter("div", "section", "aside", "p", "form", "dialog"):
        if any(map(_NAMED.search, names(element))) and 0 < len(text_of(element)) < _BOX:
            return True
    return free is not True and barrier().search(shown) is not None


def is_barrier(text: str) -> bool:
    """Whether a line asks its reader to pay or register, and is no prose."""
    return len(text.split()) < _FEW and barrier().match(text) is not None


def told(kept: Iterable[Block], free: bool | None, barred: bool) -> tuple[str, ...]:
    """What the user should know of a page that shows only a part of its article."""
    words = sum(block.words for block in kept)
    if (free is False and barred) or (words < _TEASER and (free is False or barred)):
        return ("shows only the beginning of its article: the rest is for those who pay or register",)
    return ()


def is_filled_by_script(root: Any) -> bool:
    """Whether the page, as it came, has an empty place for a script to fill, or asks for scripts."""
    silent = " ".join(" ".join(x.itertext()) for x in root.iter("noscript"))
    empty = (x for x in root.iter("div", "main") if x.get("id") in _EMPTY_ROOTS)
    return _SCRIPT.search(silent) is not None or any(not "".join(x.itertext()).strip() for x in empty)


def why_nothing(shown: str, filled: bool) -> str:
    """Why a page has no article. `shown`: all of its text; `filled`: whether a script would show more."""
    if _SCRIPT.search(shown) or (filled and len(shown.split()) < _FEW):
        return "shows its text only where JavaScript runs: open it in a browser and save it from there"
    if _CONSENT.search(shown):
        return "shows a notice about cookies and no article: answer it in a browser, and save the page again"
    if barrier().search(shown):
        return "shows no article: it is for those who pay or register"
    return "has no text of an article"
