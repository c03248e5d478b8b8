"""A statement as it is printed, everywhere alike: whose it is, and then the source's own words.

Where the words are the holder's predicate they go on from the name (**Mara Quill** “wants the pier closed”);
a quotation, and what stands before its speaker, follow a colon (**Mara Quill**: “The pier is unsafe”). No verb
of ours stands between. What we add inside the words, who a pronoun means, stands in square brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from briefgen.model import Citation, Finding
from briefgen.pages.escape import text
from briefgen.pages.passages import quoted, words

_HERE = "\ue000"
"""Stands in the words where a name is to be added; a source that has the character gets no names."""
_OURS = '<span class="ours"> &#91;{}&#93;</span>'
_SHORT = 75
"""Characters of a quotation that serves as a heading."""


def printed(position: Finding) -> tuple[Citation, ...]:
    """The words that are printed, in order of the text; the first citation where nothing else is said."""
    main = getattr(position, "shown", None)
    if not isinstance(main, Citation):
        return position.citations[:1]
    return tuple(sorted((main, *getattr(position, "further", ()))))


def quotation(position: Finding, most: int = 10_000) -> Markup:
    """The words in quotation marks, at most so many characters, for a page."""
    marked, names = _marked(position)
    out = str(quoted(_joined(marked), most))
    for name in names:
        out = out.replace(_HERE, _OURS.format(text(name, inside=True)), 1)
    return Markup(out.replace(_HERE, ""))


def plain(position: Finding, most: int = 10_000) -> str:
    """The same as plain text, without quotation marks around it."""
    marked, names = _marked(position)
    out = words(_joined(marked), most)
    for name in names:
        out = out.replace(_HERE, f" [{name}]", 1)
    return out.replace(_HERE, "")


def heading(position: Finding) -> Markup:
    """A short cut of the words, as the heading of a statement whose holder the page names."""
    return quotation(position, _SHORT)


def is_whole(position: Finding) -> bool:
    """Whether such a heading has all the words."""
    return len(plain(position)) <= _SHORT


def colon(position: Finding) -> Markup:
    """What stands between the name and the words."""
    return Markup("" if getattr(position, "predicate", False) else ":")


def _marked(position: Finding) -> tuple[list[Citation], list[str]]:
    """The printed words with a sign behind each pronoun that gets a name, and the names."""
    parts = printed(position)
    if any(_HERE in c.quote for c in parts):
        return [replace(c, quote=c.quote.replace(_HERE, "")) for c in parts], []
    found: Sequence[tuple[Citation, str]] = sorted(getattr(position, "referents", ()))
    marked, names = [], []
    for c in parts:
        said, at = "", c.start
        for pronoun, name in found:
            if c.start <= pronoun.start and pronoun.end <= c.end:
                said += c.quote[at - c.start : pronoun.end - c.start] + _HERE
                at = pronoun.end
                names.append(name)
        marked.append(replace(c, quote=said + c.quote[at - c.start :]))
    return marked, names


def _joined(parts: Sequence[Citation]) -> Citation:
    """Several parts as one passage, with an ellipsis where the source has its speaker."""
    if len(parts) == 1:
        return parts[0]
    return replace(parts[0], quote=" … ".join(re.sub(r"^\W+(?=\w)", "", words(c)) if i else words(c) for i, c in enumerate(parts)))
