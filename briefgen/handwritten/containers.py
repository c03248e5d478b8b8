"""The lines of a page without indentation that only Python-Markdown reads: of admonitions, tabs, footnotes.

Their text is indented by four spaces, which to CommonMark is code. A page is read without these spaces, and
each line remembers how many: what was found in it stands in the page at a known place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NEWLINE = re.compile(r"\r\n?|\n")
_FRONT_MATTER = re.compile(r"-{3}[ \t]*$")
_FRONT_MATTER_END = re.compile(r"(?:-{3}|\.{3})[ \t]*$")
_HEAD = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ ]+\S")
"""Begins an admonition, a folded block, a tab: the title is the line, the text is below it."""
_TERM = re.compile(r"(?::[ ]{1,3}|\[\^[^\[\]\s]+\]:[ ]+)(?=\S)")
"""Begins a definition or a footnote, whose text is on the line."""
_FENCE = re.compile(r"[ ]*(?:(?:[-*+>]|\d+[.)])[ ]+)*(`{3,}|~{3,})(?!.*`)")
_STEP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page, as it is read."""

    text: str
    at: int
    """Where its first character stands in the page; that of a space that was put there, less the spaces."""
    head: bool = False
    """Whether it is the title of an admonition, a folded block or a tab."""
    label: str = ""
    """What stood before the text of a footnote or a definition: `[^1]` or `:`."""


def lines_of(page: str, *, front_matter: bool = True) -> tuple[Line, ...]:
    """The lines of a page as they are read, one for each of its own; those of its front matter are empty."""
    begun = list(_own(page))
    skipped = _front_matter([text for text, _ in begun]) if front_matter else 0
    return (
        *(Line(text="", at=at) for _, at in begun[:skipped]),
        *_dedented(begun[skipped:]),
    )


def _own(page: str) -> Iterator[tuple[str, int]]:
    """Each line of a page without its end, and where it begins; the sign 0 is what parsers make of it."""
    at = 0
    for end in _NEWLINE.finditer(page):
        yield page[at : end.start()].replace("\0", "\ufffd"), at
        at = end.end()
    yield page[at:].replace("\0", "\ufffd"), at


def _front_matter(lines: list[str]) -> int:
    """How many lines the page's settings take."""
    if not _FRONT_MATTER.match(lines[0].removeprefix("\ufeff")):
        return 0
    ends = (n for n, text in enumerate(lines[1:], start=2) if _FRONT_MATTER_END.match(text))
    return next(ends, 0)


def _dedented(lines: list[tuple[str, int]]) -> Iterator[Line]:
    within: list[int] = []  # the indentation of the heads that a line stands below
    fence = ""
    for text, at in lines:
        plain = text.lstrip(" \t")
        indent = len(text[: len(text) - len(plain)].expandtabs(_STEP))
        if plain and not fence:
            while within and indent < within[-1] + _STEP:
                within.pop()
        kept = max(0, indent - _STEP * len(within))
        begins = at + len(text) - len(plain) - kept
        if fence:
            fence = "" if _closes(plain, fence) else fence
        elif found := _FENCE.match(plain):
            fence = found[1]
        elif kept % _STEP == 0 and _HEAD.match(plain):
            within.append(indent)
            yield Line(text=" " * kept + plain, at=begins, head=True)
            continue
        elif kept < _STEP and (term := _TERM.match(plain)):
            within.append(indent)
            behind = at + len(text) - len(plain) + term.end()
            yield Line(text=plain[term.end() :], at=behind, label=term[0].strip().removesuffix(":") or ":")
            continue
        yield Line(text=" " * kept + plain, at=begins)


def _closes(line: str, fence: str) -> bool:
    bare = line.lstrip("> ").rstrip()
    return bare.startswith(fence) and set(bare) == {fence[0]}
