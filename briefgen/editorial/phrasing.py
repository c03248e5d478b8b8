"""Values as YAML that says the same to every reader of it: whatever version of YAML he goes by."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

_STEP = 2
"""Columns by which what stands below something is indented."""
_NUMBER = re.compile(r"[-+]?(0o[0-7]+|0x[0-9a-fA-F]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)")
"""What YAML 1.2 takes for a number; what 1.1 does is asked of PyYAML."""
_STR = "tag:yaml.org,2002:str"
_OLD = yaml.resolver.Resolver()


class _AsWritten(VersionedResolver):
    """Every word is a text: what is to be quoted has been decided before."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        return super().resolve(kind, value, (False, False) if kind is ScalarNode else implicit)


def block(data: Mapping[str, Any] | list[Any], indent: int = 0, end: str = "\n") -> str:
    """Lines in block style, the last with its end, indented by so many columns."""
    out = io.StringIO()
    writer = _writer()
    writer.indent(mapping=_STEP, sequence=2 * _STEP, offset=_STEP)
    writer.dump(_phrased({"below": data} if isinstance(data, list) else data), out)
    lines = out.getvalue().removesuffix("...\n").removesuffix("\n").split("\n")
    if isinstance(data, list):
        lines = [line[_STEP:] for line in lines[1:]]
    return "".join(f"{' ' * indent}{line}".rstrip(" ") + end for line in lines)


def inline(value: Any) -> str:
    """A value in one line, as it may stand between brackets."""
    out = io.StringIO()
    writer = _writer()
    writer.default_flow_style = True
    writer.dump([_phrased(value, inline=True)], out)
    return out.getvalue().strip()[1:-1]


def _writer() -> YAML:
    writer = YAML()
    writer.Resolver = _AsWritten
    writer.width = 2**31
    writer.allow_unicode = True
    writer.brace_single_entry_mapping_in_flow_sequence = True
    return writer


def _phrased(value: Any, *, inline: bool = False) -> Any:
    if isinstance(value, Mapping):
        return {_text(str(k), inline=True): _phrased(v, inline=inline) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_phrased(v, inline=inline) for v in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(str(value), inline=inline)


def _text(text: str, *, inline: bool) -> str:
    """The text, in the style in which nobody takes it for anything else."""
    lines = text.split("\n")
    simple = all(line.isprintable() and line == line.strip() for line in lines)
    if len(lines) > 1 and simple and lines[0] and lines[-1] and not inline:
        literal: str = LiteralScalarString(text)
        return literal
    known = _OLD.resolve(yaml.ScalarNode, text, (True, False)) == _STR  # type: ignore[no-untyped-call]
    if len(lines) > 1 or not simple or not text or not known or _NUMBER.fullmatch(text):
        quoted: str = DoubleQuotedScalarString(text)
        return quoted
    return text
