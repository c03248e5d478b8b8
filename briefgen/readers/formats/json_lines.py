"""Articles of a crawler, one object of JSON a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO

from briefgen.readers.formats.crawled import part
from briefgen.readers.formats.encoding import decode
from briefgen.readers.formats.extracted import MOST_BYTES_SAVED, MOST_PARTS, Part, UnreadableError
from briefgen.readers.formats.json_objects import loaded

ABOUT = "articles of a crawler, one a line"
SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson")
NEEDS: str | None = None
LIMIT = MOST_BYTES_SAVED
_MOST_WRONG = 100
"""Behind so many lines that are no articles, none is expected."""


def parts(raw: bytes) -> Iterator[Part]:
    """The article of each line, named after its title; a line that is none says why.

    Raises UnreadableError where no line has any.
    """
    text = decode(raw)[0]
    if not re.search(r"^[ \t]*\{", text, re.MULTILINE):
        raise UnreadableError("has no line with an object of JSON")
    lines = wrong = 0
    for number, line in enumerate(StringIO(text), start=1):
        if line.strip():
            found = _part(line, f"line {number}")
            lines, wrong = lines + 1, wrong + (found.problem is not None)
            yield found
        if wrong > _MOST_WRONG or lines >= MOST_PARTS:
            why = f"{wrong} lines before it are no articles" if wrong > _MOST_WRONG else "there are too many"
            yield Part(name="the rest", problem=f"is not read: {why}")
            return


def _part(line: str, called: str) -> Part:
    try:
        one = loaded(line)
    except UnreadableError as error:
        return Part(name=called, problem=str(error))
    return part(one, called) if isinstance(one, dict) else Part(name=called, problem="is no article")
