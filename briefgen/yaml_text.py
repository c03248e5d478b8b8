"""YAML that people write, read so that it can do no harm.

Plain data only; what looks like a day and is none (`2020-13-45`) stays a text. Anchors and aliases are
refused (a few lines of them expand to gigabytes), a key that stands twice is an error rather than a silent
loss, and what the user wrote wrongly comes back as one line.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import yaml

from briefgen.errors import ConfigError

MOST_CHARACTERS = 1_000_000
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line to the parser, whose numbers of lines are told."""


class _Loader(yaml.SafeLoader):
    """Plain data, without aliases, without repeated keys."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            line = self.peek_event().start_mark.line + 1  # type: ignore[no-untyped-call]
            raise yaml.YAMLError(f"line {line}: aliases (*name) are not allowed here")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen and isinstance(key, yaml.ScalarNode):
                raise yaml.YAMLError(f"line {key.start_mark.line + 1}: {key.value!r} stands twice")
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else id(key))
        return super().construct_mapping(node, deep)


def _day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    """The day; its words where there is no such day."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return str(node.value)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


def load_mapping(text: str, where: str) -> dict[str, Any]:
    """The mapping that the text says; empty where it says nothing. Keys are made text.

    Raises ConfigError, which begins with `where`, for anything else.
    """
    if len(text) > MOST_CHARACTERS:
        raise ConfigError(f"{where}: too long ({len(text):,} characters; at most {MOST_CHARACTERS:,})")
    try:
        data = yaml.load(text, Loader=_Loader)
    except RecursionError:
        raise ConfigError(f"{where}: nested too deeply") from None
    except (yaml.YAMLError, ValueError, TypeError, AttributeError) as error:
        raise ConfigError(f"{where}: not valid YAML: {one_line(error)}") from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ConfigError(f"{where}: expected `name: value` lines, found a {_kind(data)}")
    return {str(k): v for k, v in data.items()}


class _Composer(_Loader):
    """As `_Loader`, and without anchors and tags: what is taken from its nodes is what was written."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        for sign, name in (("&", getattr(event, "anchor", None)), ("!", getattr(event, "tag", None))):
            if name is not None and not isinstance(event, yaml.AliasEvent):
                name = str(name).removeprefix("tag:yaml.org,2002:").lstrip("!")
                what = f"a word that begins with {sign} ({sign}{name}) is not allowed here"
                raise yaml.MarkedYAMLError(None, None, what, event.start_mark)
        node = super().compose_node(parent, index)
        if isinstance(node, yaml.ScalarNode) and not node.value.isascii():
            node.value = _whole(node.value)
        return node


def _whole(text: str) -> str:
    """With the two halves of a character, which JSON writes as two, as one; half of one can't be printed."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


_MEANT = (
    ("found character '\\t'", "indent with spaces, not with tabs"),
    ("has no colon", "put a colon and a space after its name"),
    ("mapping values are", "put a text that has a colon in quotation marks, or mend the indentation"),
    ("while scanning a quoted scalar", "close the quotation mark that opens here"),
    ("while scanning a simple key", "put a colon and a space after its name, or a text in quotation marks"),
    ("while scanning a block scalar", "let the text begin on the line below | or >, and indent it"),
    ("while parsing a flow", "close the bracket that opens here, with a comma between its parts"),
    ("but found '<scalar>'", "put the whole text in quotation marks, none of which is inside of it"),
    ("while parsing a block", "give the lines that belong together the same indentation"),
    ("aliases (*name)", "put a text that begins with * in quotation marks"),
    ("begins with &", "put the text in quotation marks"),
    ("begins with !", "put the text in quotation marks"),
    ("cannot start any token", "put a text that begins with such a character in quotation marks"),
    ("another document", "take the line --- out"),
    ("special characters are not allowed", "take the character out"),
)
"""What the parser says, and what the writer may have meant; the first that fits."""
_CITING = "write >- in the place of a text that has [@…], and the text on the line below"
_OPENED = ("while scanning a quoted scalar", "while scanning a simple key", "while parsing a flow")
"""Where the parser notices it too late: what is wrong is where that began."""


@lru_cache(maxsize=8)
def compose_mapping(text: str, where: str) -> yaml.MappingNode | None:
    """The mapping that the text says, as nodes, each of which knows its line and its words as they were
    written; None where it says nothing. A key may stand in it twice. A change of a file asks for the same
    few texts again and again, which takes longest of all: their nodes are kept, and must not be changed.

    Raises ConfigError for anything else: `where`, the line, what is wrong and what to do.
    """
    if len(text) > MOST_CHARACTERS:
        raise ConfigError(
            f"{where}: too long ({len(text):,} characters; at most {MOST_CHARACTERS:,}): take out what is no "
            "longer of use"
        )
    try:
        node = yaml.compose(text, Loader=_Composer)
    except RecursionError:
        raise ConfigError(f"{where}: nested too deeply: take brackets out") from None
    except (yaml.YAMLError, ValueError, TypeError, AttributeError) as error:
        raise ConfigError(_misread(error, text, where)) from None
    if node is None or (isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None):
        return None
    if not isinstance(node, yaml.MappingNode):
        kind = "list" if isinstance(node, yaml.SequenceNode) else "text"
        raise ConfigError(
            f"{where}:{node.start_mark.line + 1}: expected `name:` lines, with what is said of each indented "
            f"below it, found a {kind}"
        )
    return node


def _misread(error: Exception, text: str, where: str) -> str:
    """One line: where the text is no YAML, why, and what may have been meant."""
    context = str(getattr(error, "context", None) or "")
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "") or one_line(error)
    mark = getattr(error, "problem_mark", None)
    if context.startswith(_OPENED) and getattr(error, "context_mark", None):
        mark = error.context_mark  # type: ignore[attr-defined]
    if mark is not None:
        line = mark.line + 1
        if said.startswith("mapping values") and (above := _without_colon(text, mark.line, mark.column)):
            line, said = above, "has no colon"
    elif isinstance(error, yaml.reader.ReaderError):
        line = len(_LINE_END.findall(text, 0, error.position)) + 1
    elif stated := re.match(r"line (\d+): ", said):
        line, said = int(stated[1]), said.removeprefix(stated[0])
    else:
        line = 1
    whole = f"{context} {said} {one_line(error)}"
    if "[@" in _LINE_END.split(text)[line - 1]:
        return f"{where}:{line}: not valid YAML: {said}; {_CITING}"
    meant = next((f"; {todo}" for sign, todo in _MEANT if sign in whole), "")
    return f"{where}:{line}: not valid YAML: {said}{meant}"


def _without_colon(text: str, line: int, column: int) -> int | None:
    """The line above one that is right in itself, which the parser took for its beginning."""
    lines = _LINE_END.split(text)
    if not re.fullmatch(r"\s*[\w/-]+", lines[line][:column]):
        return None
    return next((n for n in range(line, 0, -1) if lines[n - 1].strip()), None)


def one_line(error: Exception) -> str:
    """What is wrong and where, without the excerpt."""
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return f"line {mark.line + 1}: {getattr(error, 'problem', None) or 'unexpected text'}"
    return " ".join(str(error).split())


def _kind(data: object) -> str:
    return {list: "list", str: "text", int: "number", float: "number"}.get(type(data), "single value")
