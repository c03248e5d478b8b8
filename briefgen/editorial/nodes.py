"""Values out of the nodes of editorial.yml, by what they should be; each that is none is told, with its line.

A value is what was written: `2025-03-18`, `1e234567` and `no` are texts where a text is wanted, whatever
else YAML may take them for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar

import yaml

from briefgen.editorial.form import LABEL, MAY_BE, PART, Field, Sort
from briefgen.editorial.record import FILE, Part, Quote
from briefgen.model import Problem

_T = TypeVar("_T")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
"""What a flag may be written as, in small letters."""
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_EMPTY = "says nothing: take the line out, or write"
_SHOWN = 40
"""Characters of a wrong value in a message."""


@dataclass
class Told:
    """What is wrong, as it is come upon."""

    problems: list[Problem] = field(default_factory=list)

    def wrong(self, node: yaml.Node, what: str) -> None:
        """Note what is wrong at a node, in one line."""
        said = f"{FILE}:{line_of(node)}: {' '.join(what.split())}"
        self.problems.append(Problem(source=None, what=said, severity=1))


def line_of(node: yaml.Node) -> int:
    """The line of the file where it begins, from 1."""
    return int(node.start_mark.line) + 1


def nearest(name: str, known: tuple[str, ...]) -> str:
    """A proposal: the one that is nearest, or all."""
    near = get_close_matches(name, known, n=1) or get_close_matches(name.lower(), known, n=1)
    return f"did you mean {near[0]}?" if near else f"it may be {', '.join(known)}"


def pairs(told: Told, where: str, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Each name with its own node and its value's. Of one that stands twice the first, and the other told."""
    first: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or not key.value.strip():
            told.wrong(key, f"{where}expected a name before the colon; put it in quotation marks")
        elif key.value in first:
            told.wrong(
                key,
                f"{where}{key.value} stands twice, first in line {first[key.value]}, which counts: make one "
                "of them",
            )
        else:
            first[key.value] = line_of(key)
            yield key.value, key, value


def is_empty(node: yaml.Node) -> bool:
    """Whether nothing stands there."""
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in _NOTHING


def text_of(node: yaml.Node) -> str | None:
    """The words, as they were written; None where there are none."""
    if not isinstance(node, yaml.ScalarNode) or is_empty(node) or not node.value.strip():
        return None
    return None if node.style is None and node.value in _BOOLEAN else str(node.value)


def flag_of(node: yaml.Node, *, quoted: bool = True) -> bool | None:
    """Whether it is true or false; None where it is neither. `quoted`: in quotation marks it counts too."""
    if not isinstance(node, yaml.ScalarNode) or (node.style is not None and not quoted):
        return None
    return TRUTHS.get(_folded(node.value))


def _folded(word: str) -> str:
    """In small letters, where it is written as YAML lets these words be written."""
    return word.lower() if word in (word.upper(), word.capitalize()) else word


def plain(node: yaml.Node) -> Any:
    """The data that it is: texts, true, false, lists, mappings; None where nothing stands there."""
    if isinstance(node, yaml.SequenceNode):
        return [plain(one) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {}
        for key, value in node.value:
            out.setdefault(str(key.value), plain(value))
        return out
    if not isinstance(node, yaml.ScalarNode) or is_empty(node):
        return None
    return TRUTHS[node.value.lower()] if node.style is None and node.value in _BOOLEAN else str(node.value)


def value_of(told: Told, where: str, said: Field, node: yaml.Node) -> Any:
    """The value of a field: bool, text, texts, Quote, quotes, parts or sides. None: wrong, and told so."""
    before = len(told.problems)
    value = _READ[said.sort](told, f"{where}{said.name}", said, node)
    if value is None and len(told.problems) == before:
        must = f"must be {MAY_BE[said.sort]}, as"
        told.wrong(node, f"{where}{said.name} {_EMPTY if is_empty(node) else must} `{said.line}`")
    return value


def _each(
    told: Told, nodes: Sequence[yaml.Node], read: Callable[[yaml.Node], _T | None], must: str
) -> tuple[_T, ...] | None:
    """What each is; None where one is wrong, of which `must` is told where nothing else was."""
    found = []
    for node in nodes:
        before = len(told.problems)
        value = read(node)
        if value is None and len(told.problems) == before:
            told.wrong(node, must)
        found.append(value)
    good = tuple(value for value in found if value is not None)
    return good if len(good) == len(found) else None


def _flag(told: Told, where: str, said: Field, node: yaml.Node) -> bool | None:
    return flag_of(node)


def _text(told: Told, where: str, said: Field, node: yaml.Node) -> str | None:
    return text_of(node)


def _flag_or_text(told: Told, where: str, said: Field, node: yaml.Node) -> bool | str | None:
    flag = flag_of(node, quoted=False)
    return text_of(node) if flag is None else flag


def _texts(told: Told, where: str, said: Field, node: yaml.Node) -> tuple[str, ...] | None:
    if not isinstance(node, yaml.SequenceNode):
        text = text_of(node)
        return None if text is None else (text,)
    return _each(told, node.value, text_of, f"{where}: each of the list must be a text, as `{said.line}`")


def _choice(told: Told, where: str, said: Field, node: yaml.Node) -> str | None:
    text = text_of(node)
    if text is None or text in said.choices:
        return text
    told.wrong(node, f"{where}: {short(text)} is not known; {nearest(text, said.choices)}")
    return None


def _day(told: Told, where: str, said: Field, node: yaml.Node) -> str | None:
    text = text_of(node)
    if text is None:
        return None
    why = "is no day, month or year"
    if _DAY.fullmatch(text):
        try:
            date.fromisoformat(text + "-01" * (2 - text.count("-")))
            return text
        except ValueError:
            why = "is not in the calendar"
    told.wrong(node, f"{where}: {short(text)} {why}; write it as `{said.line}`, `2025-03` or `2025`")
    return None


def _quote(told: Told, where: str, said: Field, node: yaml.Node) -> Quote | None:
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return None
    if len(node.value) > 1:
        told.wrong(node, f"{where}: a quote is of one source; quote each by itself, as {_TWO}")
        return None
    key, words = node.value[0]
    source = key.value.strip() if isinstance(key, yaml.ScalarNode) else ""
    text = text_of(words)
    if source and text is None:
        told.wrong(words, f'{where}: quote the words of {source}, as `{source}: "wants the pier closed"`')
    return Quote(source=source, words=text, line=line_of(key)) if source and text is not None else None


_TWO = '`[{A: "nine were hurt"}, {B: "nine hurt"}]`'


def _quotes(told: Told, where: str, said: Field, node: yaml.Node) -> tuple[Quote, ...] | None:
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not nodes or not isinstance(node, yaml.CollectionNode):
        return None
    must = f"{where}: each quote must be one source and its words, as {_TWO}"
    return _each(told, nodes, lambda one: _quote(told, where, said, one), must)


def _flag_or_quote(told: Told, where: str, said: Field, node: yaml.Node) -> bool | Quote | None:
    return _quote(told, where, said, node) if isinstance(node, yaml.MappingNode) else flag_of(node)


def _parts(told: Told, where: str, said: Field, node: yaml.Node) -> tuple[Part, ...] | None:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return None
    return _each(told, node.value, lambda one: _part(told, where, said, one), f"{where}: each {_PART_MUST}")


_PART_MUST = (
    f"part must have a name or a title, and passages, as `{{name: Tom Quill, passages: {_TWO[1:-1]}}}`"
)


def _part(told: Told, where: str, said: Field, node: yaml.Node) -> Part | None:
    found = _inside(told, where, said, node, (*PART, "passages"))
    names = [text for name in PART if name in found and (text := text_of(found[name])) is not None]
    if len(names) != 1 or "passages" not in found:
        return None
    quotes = _quotes(told, f"{where}, passages", said, found["passages"])
    return Part(name=names[0], passages=quotes) if quotes and len(found.keys() & set(PART)) == 1 else None


Side = tuple[str | None, tuple[Quote, ...]]


def _sides(told: Told, where: str, said: Field, node: yaml.Node) -> tuple[Side, ...] | None:
    if not isinstance(node, yaml.SequenceNode) or len(node.value) < 2:
        return None
    example = f"`{{label: nine, quotes: {_TWO[1:-1]}}}`"
    must = f"{where}: each side must have quotes, and may have a label, as {example}"
    return _each(told, node.value, lambda one: _side(told, where, said, one), must)


def _side(told: Told, where: str, said: Field, node: yaml.Node) -> Side | None:
    found = _inside(told, where, said, node, (LABEL, "quote", "quotes"))
    label = text_of(found[LABEL]) if LABEL in found else None
    if (LABEL in found and label is None) or ("quote" in found) == ("quotes" in found):
        return None
    quotes = quotes_of(told, where, said, found)
    return (label, quotes) if quotes else None


def quotes_of(
    told: Told, where: str, said: Field, found: Mapping[str, yaml.Node]
) -> tuple[Quote, ...] | None:
    """What stands in `quote` or in `quotes`; None where it is wrong, or nothing is told."""
    if "quotes" in found:
        return _quotes(told, f"{where}, quotes", said, found["quotes"])
    quote = _quote(told, f"{where}, quote", said, found["quote"])
    return (quote,) if quote else None


def _inside(
    told: Told, where: str, said: Field, node: yaml.Node, known: tuple[str, ...]
) -> Mapping[str, yaml.Node]:
    """What stands below, by its name; nothing where a name is not known, which is told."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    before = len(told.problems)
    found = {}
    for name, key, value in pairs(told, f"{where}: ", node):
        if name not in known:
            told.wrong(key, f"{where}: {short(name)} is not known; {nearest(name, known)}")
        found[name] = value
    return found if len(told.problems) == before else {}


def short(text: str) -> str:
    """Words of the file in a message, in quotation marks."""
    plain = " ".join(text.split())
    return repr(plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rstrip()}…")


_READ: Mapping[Sort, Callable[[Told, str, Field, yaml.Node], Any]] = {
    "flag": _flag,
    "text": _text,
    "flag or text": _flag_or_text,
    "texts": _texts,
    "choice": _choice,
    "quote": _quote,
    "quotes": _quotes,
    "flag or quote": _flag_or_quote,
    "parts": _parts,
    "sides": _sides,
    "day": _day,
}
