"""Markdown with YAML front matter: headings, paragraphs, list items, quotes as text. No HTML comes through.

A link leaves its text, an image its alternative text, code its content, a table its rows. What stands inside
an HTML block is left out, and the file's page says so.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefgen.errors import ConfigError
from briefgen.readers.formats.clippings import clipper, own_names
from briefgen.readers.formats.encoding import decode
from briefgen.readers.formats.extracted import MOST_BYTES, Extracted, UnreadableError
from briefgen.readers.formats.mending import twice_decoded
from briefgen.yaml_text import load_mapping

ABOUT = "Markdown with front matter, as clippers write it"
SUFFIXES: tuple[str, ...] = (".md", ".markdown")
NEEDS: str | None = None
LIMIT = MOST_BYTES
_FENCE = re.compile(r"---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PLUSES = re.compile(r"\+\+\+[ \t]*\n(.*?)(?:^|\n)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"\w[\w -]{0,60}")
_MARKED = "\"'[]{}|>&*!%@`#"
"""A value that begins with one of these is marked already."""
_MOST_FRONT_MATTER = 64_000
# Elements whose content is no text, should they stand within a line.
_SILENT = re.compile(r"<(/?)(script|style|template|iframe|noscript|svg|math)\b", re.IGNORECASE)
_DEEPEST = 100
_PARSER = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
clipper(_PARSER)


def read(raw: bytes) -> Extracted:
    """The text between the marks of Markdown."""
    decoded, problems = decode(raw)
    source, mended = twice_decoded(decoded)
    metadata, body, wrong = _front_matter(source)
    metadata, also = own_names(metadata)
    wrong += tuple(f"front matter: {x}" for x in also)
    text, blocks, dropped = "", [], 0
    env: dict[str, Any] = {}
    tokens = _PARSER.parse(body, env)
    if any(
        token.level >= _DEEPEST - 1 for token in tokens
    ):  # the parser leaves out what lies deeper, and what follows
        raise UnreadableError("nests lists or quotes too deeply")
    for kind, words in _blocks(tokens):
        if kind == "html":
            dropped += 1
        elif words.strip():
            text += "\n\n" if text else ""
            blocks.append((len(text), len(text) + len(words), kind))
            text += words
    if dropped:
        wrong += (f"has {dropped} HTML block{'s' * (dropped > 1)}, left out with what they contain",)
    if notes := env.get("footnotes", 0):
        wrong += (f"has {notes} footnote{'s' * (notes > 1)}, left out: no text of the article",)
    first = blocks[0] if blocks and _begins_with_title(body) else None
    if first and first[2] == "heading":
        metadata.setdefault("title", text[first[0] : first[1]])
    return Extracted(text=text, blocks=tuple(blocks), metadata=metadata, problems=problems + mended + wrong)


def _front_matter(source: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    """What the block between the first two `---` or `+++` lines says, and the rest."""
    found = _FENCE.match(source) or _PLUSES.match(source)
    if found is None:
        return {}, source, ()
    body = source[found.end() :]
    if len(found[1]) > _MOST_FRONT_MATTER:
        return {}, body, (f"front matter: longer than {_MOST_FRONT_MATTER:,} characters, not read",)
    if source.startswith("+"):
        return _toml(found[1], body)
    try:
        return load_mapping(found[1], "front matter"), body, ()
    except ConfigError as error:
        if mended := _marked(found[1]):
            return *mended[:1], body, mended[1]
        if re.search(r"\S[ \t]*\n[ \t]*\n[ \t]*\S", found[1]):  # paragraphs between two rules
            return {}, source, ()
        return {}, body, (f"{error}; not read",)


def _toml(block: str, body: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    try:
        return tomllib.loads(block), body, ()
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        said = " ".join(str(error).split())
        return {}, body, (f"front matter: not valid TOML: {said[:200]}; not read",)


def _marked(block: str) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """What front matter says with quotation marks around the values that have a colon, and what to write.

    None where that is not what is wrong with it.
    """
    lines = block.split("\n")
    lacking = {n: found for n, line in enumerate(lines) if (found := _with_colon(line))}
    if not lacking:
        return None
    written = {n: f"{name}: {json.dumps(value, ensure_ascii=False)}" for n, (name, value) in lacking.items()}
    marked = "\n".join(written.get(n, line) for n, line in enumerate(lines))
    try:
        given = load_mapping(marked, "front matter")
    except ConfigError:
        return None
    example = next(iter(written.values()))
    what = f"front matter: a value with a colon needs quotation marks; write {example}"
    return given, (what,)


def _with_colon(line: str) -> tuple[str, str] | None:
    """Name and value of a line whose value has a colon, which YAML takes for that of another name."""
    name, _, rest = line.partition(": ")
    value = rest.strip()
    if not value or value[0] in _MARKED or not _NAME.fullmatch(name):
        return None
    return (name, value) if ": " in value or value.endswith(":") else None


def _begins_with_title(body: str) -> bool:
    return bool(re.match(r"\s*(?:# |[^\n]+\n=+[ \t]*(?:\n|\Z))", body))


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Kind and text of each block; kind `html` for what is left out."""
    inside: list[str] = []
    row: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            inside.append(token.type.removesuffix("_open"))
        elif token.nesting == -1:
            inside.pop()
            if token.type == "tr_close":
                yield "item", " | ".join(row)
                row = []
        elif token.type == "inline" and inside[-1:] in (["td"], ["th"]):
            row.append(_inline(token.children or []))
        elif token.type == "inline":
            yield _kind(inside), _inline(token.children or [])
        elif token.type in ("code_block", "fence"):
            yield _kind(inside), " ".join(token.content.split())
        elif token.type == "html_block" and not _is_comment(token.content):
            yield "html", ""


def _kind(inside: list[str]) -> str:
    if "heading" in inside:
        return "heading"
    if "blockquote" in inside:
        return "quote"
    return "item" if "list_item" in inside else "paragraph"


def _is_comment(html: str) -> bool:
    return not re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL).strip()


def _inline(tokens: list[Token]) -> str:
    """The words of a line, without its marks."""
    out, silent = [], 0
    for token in tokens:
        if token.type == "html_inline":
            tag = _SILENT.match(token.content)
            if tag and not token.content.endswith("/>"):
                silent = max(0, silent - 1) if tag[1] else silent + 1
        elif silent:
            continue
        elif token.type in ("softbreak", "hardbreak"):
            out.append(" ")
        elif token.type == "image":
            out.append(_inline(token.children or []))
        elif token.nesting == 0:
            out.append(token.content)
    return "".join(out)
