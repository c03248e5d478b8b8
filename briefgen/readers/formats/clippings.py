"""What programs that clip articles from the web write: their front matter, and their own marks in Markdown.

Footnotes, comments (`%%…%%`) and embedded files (`![[…]]`) are no text of the article; the marks of a
highlight (`==…==`) and of a link between notes (`[[page|words]]`) are no words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

# -- front matter --------------------------------------------------------------------

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "title": "title", "headline": "title",
        "publisher": "publisher", "site": "publisher", "site_name": "publisher", "publication": "publisher",
        "outlet": "publisher", "newspaper": "publisher",
        "authors": "authors", "author": "authors", "byline": "authors", "creator": "authors",
        "published": "published", "date": "published", "pubdate": "published", "date_published": "published",
        "publication_date": "published", "published_at": "published", "published_time": "published",
        "url": "url", "link": "url", "source": "url", "canonical": "url", "canonical_url": "url",
        "source_url": "url", "original_url": "url", "permalink": "url",
        "key": "key", "language": "language", "lang": "language",
    }
)  # fmt: skip
"""What others call it → what it is called here, in the order in which they are believed."""
_CLIPPED = frozenset({"created", "clipped", "saved", "date_saved", "date_added", "accessed"})
"""When the article was taken, which is not when it was published."""
_LINK = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]|\[([^\[\]]+)\]\([^()\s]*\)")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


def own_names(given: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Front matter under the names that briefgen knows, and what the user should write instead.

    What is called by its own name here is believed before what is called otherwise; the rest stays as it is.
    """
    called = {
        name: re.sub(r"[\s-]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)).lower() for name in given
    }
    order = list(_NAMES)
    found: dict[str, Any] = {}
    wrong: list[str] = []
    for name in sorted(given, key=lambda n: (order.index(called[n]) if called[n] in _NAMES else -1, n)):
        own, value = _NAMES.get(called[name]), given[name]
        if own is None:
            found[name] = value
        elif value not in (None, "", []) and found.get(own) is None:
            if own == "url" and (hint := _no_address(name, value)):
                wrong.append(hint)
            else:
                found[own] = value if own in ("url", "key", "published") else _unlinked(value)
    if found.get("published") is None and (taken := [n for n in given if called[n] in _CLIPPED]):
        wrong.append(
            f"{taken[0]} is when it was taken, not when it was published: add published: 2024-05-03, say"
        )
    return found, tuple(wrong)


def _no_address(name: str, value: object) -> str | None:
    """What to write instead where this is no address; None where it is one, or what only looks like one."""
    said = " ".join(str(value).split())[:80]
    if not isinstance(value, str) or _ADDRESS.match(said):
        return None
    if _HOST.fullmatch(said):
        return f"{name}: {said!r} is no address; write url: https://{said}"
    if name.lower() == "url":
        return None
    return f"{name}: {said!r} is no address; write publisher: {said}, and url: https://… where it is known"


def _unlinked(value: object) -> object:
    """A value without the marks of a link between notes; YAML reads one without quotation marks as lists."""
    if isinstance(value, str):
        return _LINK.sub(lambda found: found[1] or found[2], value)
    if isinstance(value, list):
        while len(value) == 1 and isinstance(value[0], list):
            value = value[0]
        return [_unlinked(x[0] if isinstance(x, list) and len(x) == 1 else x) for x in value]
    return value


# -- marks in the text ---------------------------------------------------------------

_REFERENCE = re.compile(r"\[\^([^\s\[\]^]{1,60})\]")
_DEFINITION = re.compile(r"\[\^([^\s\[\]^]{1,60})\]:")
_EMBED = re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]")
_NOTE = re.compile(r"\[\[([^\[\]\n|#]{0,200})(?:#[^\[\]\n|]{0,200})?(?:\|([^\[\]\n]{1,300}))?\]\](?!\()")
_MOST = 20_000
"""Characters of a comment within a line."""


def clipper(parser: MarkdownIt) -> None:
    """Let a parser know these marks."""
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph"]})
    parser.block.ruler.before("footnote", "comment", _comment, {"alt": ["paragraph", "blockquote", "list"]})
    for name, rule in (("embed", _embed), ("note", _note), ("note_reference", _reference)):
        parser.inline.ruler.before("link", name, rule)
    parser.inline.ruler.before("emphasis", "highlight", _highlight)
    parser.inline.ruler.before("emphasis", "remark", _remark)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _footnote(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    """A footnote: its line, those that go on, and indented ones behind an empty one."""
    if state.is_code_block(begin) or not _DEFINITION.match(_line(state, begin)):
        return False
    if silent:
        return True
    at = begin + 1
    while at < end:
        empty = state.isEmpty(at)
        indented = not empty and state.sCount[at] > state.blkIndent
        beyond = at + 1 < end and state.isEmpty(at) and state.sCount[at + 1] > state.blkIndent + 1
        if _DEFINITION.match(_line(state, at)) or (empty and not beyond):
            break
        if not indented and not empty and state.isEmpty(at - 1):
            break
        at += 1
    state.line = at
    state.env["footnotes"] = state.env.get("footnotes", 0) + 1
    return True


def _comment(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    """A comment that takes up lines of its own."""
    first = _line(state, begin)
    if state.is_code_block(begin) or not first.startswith("%%"):
        return False
    at = _comment_end(state, begin, end)
    if at == end or (at == begin and "%%" in first[2:].rstrip()[:-2]):
        return False
    if not silent:
        state.line = at + 1
    return True


def _comment_end(state: StateBlock, begin: int, end: int) -> int:
    """The line with which a comment ends that begins there; `end` where none does."""
    if _line(state, begin)[2:].rstrip().endswith("%%"):
        return begin
    known: dict[int, int] = state.env.setdefault("comments", {})
    at = known.get(end, -1)
    if at <= begin:
        at = begin + 1
        while at < end and not _line(state, at).rstrip().endswith("%%"):
            at += 1
        known[end] = at
    return at


def _embed(state: StateInline, silent: bool) -> bool:
    found = _EMBED.match(state.src, state.pos, state.posMax)
    if found:
        state.pos = found.end()
    return bool(found)


def _note(state: StateInline, silent: bool) -> bool:
    """A link between notes leaves its words; a number in two brackets is none."""
    found = _NOTE.match(state.src, state.pos, state.posMax)
    words = (found[2] or found[1]).strip() if found else ""
    if not found or not words or words.isdigit():
        return False
    if not silent:
        state.pending += words
    state.pos = found.end()
    return True


def _reference(state: StateInline, silent: bool) -> bool:
    """A footnote's mark, where there is such a footnote."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not found or not (found[1].isdigit() or state.env.get("footnotes")):
        return False
    state.pos = found.end()
    return True


def _highlight(state: StateInline, silent: bool) -> bool:
    """The two signs at either end of a highlight; the words between them stay."""
    src, at = state.src, state.pos
    if not src.startswith("==", at) or src[at - 1 : at] == "=" or src[at + 2 : at + 3] == "=":
        return False
    closing = state.env.setdefault("highlights", set())
    if (src, at) in closing:
        state.pos += 2
        return True
    end = src.find("==", at + 2, state.posMax)
    inside = src[at + 2 : end] if end > 0 else ""
    apart = not src[max(0, at - 1) : at].isalnum() and not src[end + 2 : end + 3].isalnum()
    if not inside.strip() or inside != inside.strip() or not apart or src[end + 2 : end + 3] == "=":
        return False
    if not silent:
        closing.add((src, end))
    state.pos += 2
    return True


def _remark(state: StateInline, silent: bool) -> bool:
    """A comment within a line."""
    if not state.src.startswith("%%", state.pos):
        return False
    end = state.src.find("%%", state.pos + 2, min(state.posMax, state.pos + _MOST))
    if end < 0:
        return False
    state.pos = end + 2
    return True
