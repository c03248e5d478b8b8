"""The text of editorial.yml as its writer laid it out, and changes of it that leave every other byte alone.

A change replaces the lines of one field, or adds some: comments, order, blank lines and quotation marks of
what it is not about stay, because nothing of that is ever written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from briefgen.editorial.phrasing import block, inline
from briefgen.editorial.record import FILE
from briefgen.errors import ConfigError
from briefgen.yaml_text import compose_mapping

_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A name of the file, and what is said of it."""

    name: str
    text: str
    """Its lines."""
    gap: str = ""
    """What stands between it and the next: blank lines, and comments that begin their line."""
    line: int = 0
    """Where it begins in the file that was read; 0 where it is new."""

    @property
    def node(self) -> yaml.Node:
        """What is said of it."""
        return self._pair[1]

    @property
    def _pair(self) -> tuple[yaml.Node, yaml.Node]:
        root = compose_mapping(self.text, FILE)
        assert root is not None
        return root.value[0]  # type: ignore[no-any-return]

    def renamed(self, name: str) -> Entry:
        """The same, said of another."""
        key, _ = self._pair
        start, end = key.start_mark.index, key.end_mark.index
        return replace(self, name=name, text=f"{self.text[:start]}{inline(name)}{self.text[end:]}")

    def with_field(self, name: str, value: Any, end: str) -> Entry:
        """The same with this field, in the place of the one that it had."""
        node = self.node
        if isinstance(node, yaml.MappingNode) and node.flow_style:
            return replace(self, text=_with_inline(self.text, node, name, value))
        if isinstance(node, yaml.MappingNode):
            return replace(self, text=self._with_block(node, name, value, end))
        if isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None:
            return self._inserted(node.start_mark.index, block({name: value}, 2, end))
        raise self._odd()

    def without_field(self, name: str) -> Entry:
        """The same without this field."""
        node = self.node
        if not isinstance(node, yaml.MappingNode):
            raise self._odd()
        if node.flow_style:
            return replace(self, text=_without_inline(self.text, node, name))
        for key, value in _named(node, name):
            start, stop = self._lines(key, value)
            return replace(self, text=self.text[:start] + self.text[stop:])
        return self

    def with_item(self, item: Any, end: str) -> Entry:
        """The same, which is a list, with one more at its end."""
        node = self.node
        if isinstance(node, yaml.SequenceNode) and node.flow_style:
            at = node.value[-1].end_mark.index if node.value else node.start_mark.index + 1
            comma = ", " if node.value else ""
            return replace(self, text=f"{self.text[:at]}{comma}{inline(item)}{self.text[at:]}")
        if isinstance(node, yaml.SequenceNode):
            return self._inserted(_end(self.text, node), block([item], node.start_mark.column, end))
        if isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None:
            return self._inserted(node.start_mark.index, block([item], 2, end))
        raise self._odd()

    def _with_block(self, node: yaml.MappingNode, name: str, value: Any, end: str) -> str:
        written = block({name: value}, node.start_mark.column, end)
        for key, old in _named(node, name):
            start, stop = self._lines(key, old)
            comment = _beside(self.text, old)
            if comment and written.count(end) == 1:
                written = written.removesuffix(end) + comment + end
            elif comment:
                written = f"{' ' * node.start_mark.column}{comment.strip()}{end}{written}"
            return self.text[:start] + written + self.text[stop:]
        return self._inserted(_end(self.text, node), written).text

    def _inserted(self, at: int, written: str) -> Entry:
        """The same with these lines below the line in which `at` is."""
        at = _line_end(self.text, at)
        return replace(self, text=self.text[:at] + written + self.text[at:])

    def _lines(self, key: yaml.Node, value: yaml.Node) -> tuple[int, int]:
        """Offsets of the lines that a field has for itself."""
        start, stop = (
            _line_start(self.text, key.start_mark.index),
            _line_end(self.text, _end(self.text, value)),
        )
        rest = self.text[_end(self.text, value) : stop]
        if self.text[start : key.start_mark.index].strip() or not re.fullmatch(r"([ \t]+#.*)?\s*", rest):
            raise self._odd()
        return start, stop

    def _odd(self) -> ConfigError:
        where = f"{FILE}:{self.line}" if self.line else FILE
        return ConfigError(
            f"{where}: {self.name} is not written so that it can be changed: write each field on a line of "
            "its own below it, as `pin: true`"
        )


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The whole text, in its parts."""

    head: str
    """Comments and blank lines before the first entry."""
    entries: tuple[Entry, ...]
    tail: str = ""
    """The mark at the end of a document, where there is one, and what follows."""

    @property
    def text(self) -> str:
        """What the file has."""
        return self.head + "".join(e.text + e.gap for e in self.entries) + self.tail


def laid_out(text: str, where: str = FILE) -> Layout:
    """The text in its parts, which are all of it. `where`: what the file is called.

    Raises ConfigError where it is no mapping, or its entries do not stand on lines of their own.
    """
    root = compose_mapping(text, where)
    if root is None:
        return Layout(head=text, entries=())
    starts = [key.start_mark.index for key, _ in root.value]
    for start, (key, _) in zip(starts, root.value, strict=True):
        if root.flow_style or not isinstance(key, yaml.ScalarNode) or _line_start(text, start) != start:
            raise ConfigError(
                f"{where}:{key.start_mark.line + 1}: is not written so that it can be changed: begin each "
                "entry at the beginning of a line, as `name:`"
            )
    entries, tail = [], ""
    for (key, value), start, stop in zip(root.value, starts, [*starts[1:], len(text)], strict=True):
        ends = _own_end(text, _line_end(text, _end(text, value)), stop)
        gap = text[ends:stop]
        if stop == len(text) and (over := re.search(r"^\.\.\.", gap, re.MULTILINE)):
            gap, tail = gap[: over.start()], gap[over.start() :]
        entries.append(Entry(name=key.value, text=text[start:ends], gap=gap, line=key.start_mark.line + 1))
    return Layout(head=text[: starts[0]], entries=tuple(entries), tail=tail)


def _own_end(text: str, start: int, stop: int) -> int:
    """Where an entry ends that has comments below its last field: those that are indented are its own."""
    end = at = start
    for line in re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text[start:stop]):
        at += len(line)
        if _COMMENT.match(line):
            end = at
    return end


def _named(node: yaml.MappingNode, name: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    return ((key, value) for key, value in node.value if key.value == name)


def _end(text: str, node: yaml.Node) -> int:
    """Offset at which its last word ends."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        kept = "+" in text[start : _line_end(text, start)].partition("#")[0]
        return max(start, end - 1) if kept else start + len(text[start:end].rstrip())
    return end


def _beside(text: str, node: yaml.Node) -> str:
    """The comment that stands beside a value, with the blanks before it."""
    multi = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    at = node.start_mark.index + 1 if multi else _end(text, node)
    found = _COMMENT.search(text, at, _line_end(text, at))
    return found[0] if found else ""


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    """Where the next line begins."""
    found = re.compile(r"\r\n|\r|\n").search(text, at)
    return found.end() if found else len(text)


def _with_inline(text: str, node: yaml.MappingNode, name: str, value: Any) -> str:
    """With a field among those between the braces."""
    written = f"{inline(name)}: {inline(value)}"
    for key, old in _named(node, name):
        return text[: key.start_mark.index] + written + text[old.end_mark.index :]
    at = node.value[-1][1].end_mark.index if node.value else node.start_mark.index + 1
    return f"{text[:at]}{', ' if node.value else ''}{written}{text[at:]}"


def _without_inline(text: str, node: yaml.MappingNode, name: str) -> str:
    """Without a field among those between the braces; comments there stay."""
    fields: Sequence[tuple[yaml.Node, yaml.Node]] = node.value
    at = next((n for n, (key, _) in enumerate(fields) if key.value == name), None)
    if at is None:
        return text
    start, end = fields[at][0].start_mark.index, fields[at][1].end_mark.index
    if at + 1 < len(fields):
        between = _without_comma(text[end : fields[at + 1][0].start_mark.index])
        return (
            text[:start]
            + (between.lstrip(" ") if "#" not in between else between)
            + text[fields[at + 1][0].start_mark.index :]
        )
    before = fields[at - 1][1].end_mark.index if at else start
    between = _without_comma(text[before:start])
    return text[:before] + (between.rstrip(" ") if "#" not in between else between) + text[end:]


def _without_comma(text: str) -> str:
    """What stands between two fields, without the comma that parts them."""
    comma = re.match(r"(?:[^#,]|(?<=\s)#[^\n\r]*)*?,", text)
    return text[: comma.end() - 1] + text[comma.end() :] if comma else text
