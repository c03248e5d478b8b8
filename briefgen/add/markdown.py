"""An article as Markdown with front matter that reads back as the very same blocks and words.

A mark that Markdown would take for its own gets a backslash, where it would: each block is read back alone,
then the whole. Where that does not give the same (two blocks that only together mean something), every such
mark gets one; then the kinds of blocks are given up; at last each sign is written as its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

import yaml

from briefgen.readers.formats import READERS
from briefgen.readers.formats.extracted import Extracted, UnreadableError
from briefgen.readers.formats.mending import twice_decoded

Block = tuple[str, str]
"""Kind and words."""
SUFFIX = ".md"
_NOTHING = "---\n---\n\n"
"""Front matter that says nothing."""
_PARAGRAPH = "paragraph"
_BEGINS: Mapping[str, str] = {"heading": "## ", "item": "- ", "quote": "> ", _PARAGRAPH: ""}
_SPACE = re.compile("[\t\n\v\f\r\x1c-\x1f \x85\u2028\u2029]+")
_NOT_TEXT = re.compile("[\0-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_MARKS = re.compile(r"[\\`*_\[\]<>&~|=%!#$^:@]")
"""What Markdown, and what clippers add to it, may take for a mark inside a line."""
_FIRST = re.compile(r"^(?:([-+])|(\d+)([.)]))")
"""The same at its beginning."""

_MANY = 200
"""So many marks in a block are no longer tried without backslashes: reading them may take long."""


def blocks_of(found: Extracted) -> tuple[Block, ...]:
    """Kind and words of the blocks of a text; of one whose format marks none, its lines are paragraphs."""
    lines = re.finditer(r"[^\n]+", found.text)
    spans = found.blocks or tuple((line.start(), line.end(), _PARAGRAPH) for line in lines)
    # What was encoded once too often is mended by whoever reads the file, so it is mended before.
    said = ((kind, twice_decoded(_plain(found.text[start:end]))[0]) for start, end, kind in spans)
    return tuple((kind if kind in _BEGINS else _PARAGRAPH, words) for kind, words in said if words)


def _plain(words: str) -> str:
    return _SPACE.sub(" ", _NOT_TEXT.sub("\ufffd", words)).strip()


def as_markdown(blocks: Sequence[Block]) -> str:
    """Markdown with these blocks.

    Raises UnreadableError where no way of writing it gives the same when it is read.
    """
    flat = tuple((_PARAGRAPH, words) for _, words in blocks)
    for wanted, write in ((blocks, _needed), (blocks, _marked), (flat, _marked), (flat, _numbered)):
        body = _body(wanted, write)
        if _read(f"{_NOTHING}{body}") == tuple(wanted):
            return body
    raise UnreadableError("has a text that can't be written down so that it reads back the same")


def front_matter(metadata: Mapping[str, Any]) -> str:
    """The block at the head of the file."""
    said = yaml.safe_dump(dict(metadata), allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{said if metadata else ''}---\n\n"


def _read(written: str) -> tuple[Block, ...]:
    """The blocks as the reader of Markdown finds them; none where it finds no text."""
    try:
        found = READERS[SUFFIX].read(written.encode())
    except UnreadableError:
        return ()
    return tuple((kind, found.text[start:end]) for start, end, kind in found.blocks)


def _body(blocks: Sequence[Block], write: Callable[[Block], str]) -> str:
    out, before = "", ""
    for kind, words in blocks:
        if out:
            out += "\n" if kind == before == "item" else "\n\n"
        out += _BEGINS[kind] + write((kind, words))
        before = kind
    return out + "\n"


def _needed(block: Block) -> str:
    """The words as they are where they read back so, else with backslashes."""
    kind, words = block
    if not (_MARKS.search(words) or _FIRST.match(words)):
        return words
    if sum(1 for _ in islice(_MARKS.finditer(words), _MANY)) == _MANY:
        return _marked(block)
    return words if _read(f"{_NOTHING}{_BEGINS[kind]}{words}\n") == (block,) else _marked(block)


def _marked(block: Block) -> str:
    """A backslash before everything that could be a mark."""
    words = block[1]
    first = _FIRST.match(words)
    begin = "" if first is None else f"\\{first[1]}" if first[1] else f"{first[2]}\\{first[3]}"
    return begin + _MARKS.sub(r"\\\g<0>", words[first.end() if first else 0 :])


def _numbered(block: Block) -> str:
    """Each sign but letters, digits and spaces as its number."""
    return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in block[1])
