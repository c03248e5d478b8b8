"""YAML that people write, read so that it can do no harm.

Plain data only; what looks like a day and is none (`2020-13-45`) stays a text. Anchors and aliases are
refused (a few lines of them expand to gigabytes), a key that stands twice is an error rather than a silent
loss, and what the user wrote wrongly comes back as one line.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import yaml

from briefgen.errors import ConfigError

MOST_CHARACTERS = 1_000_000


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


def one_line(error: Exception) -> str:
    """What is wrong and where, without the excerpt."""
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return f"line {mark.line + 1}: {getattr(error, 'problem', None) or 'unexpected text'}"
    return " ".join(str(error).split())


def _kind(data: object) -> str:
    return {list: "list", str: "text", int: "number", float: "number"}.get(type(data), "single value")
