"""`editorial.yml`, the analyst's edits, read: what is right counts, each mistake is told with its line."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from briefgen.editorial.form import ADD, ENTRY, LEAD, NEEDED, SECTIONS, Field
from briefgen.editorial.nodes import Told, is_empty, line_of, nearest, pairs, short, value_of
from briefgen.editorial.record import FILE, RESERVED, Added, Edit, Edits
from briefgen.errors import ConfigError
from briefgen.model import Problem
from briefgen.yaml_text import compose_mapping

_UNMERGED = re.compile(r"^(<{7} |={7}\r?$|>{7} |\|{7} )", re.MULTILINE)


def read_edits(folder: Path, *, follow_links: bool = False) -> tuple[Edits, tuple[Problem, ...]]:
    """What the file of this folder says, and what is wrong with it. A wrong field is left out, and so is a
    finding to be added that has one; the others count. `follow_links`: the file may be a link to elsewhere.

    Raises ConfigError where the file as a whole can't be read.
    """
    raw = read_file(folder, follow_links=follow_links)
    return (Edits(), ()) if raw is None else parse(decoded(raw))


def read_file(folder: Path, *, follow_links: bool = False) -> bytes | None:
    """What is in it; None where there is no such file.

    Raises ConfigError where it is no file, leads out of the folder, or can't be read.
    """
    path = folder / FILE
    if path.is_symlink() and not path.exists():
        raise ConfigError(
            f"{FILE}: is a link to a file that is not there: put the file there, or remove the link"
        )
    if not path.exists():
        return None
    if not path.is_file():
        raise ConfigError(f"{FILE}: is not a regular file: move it away")
    if not follow_links and not path.resolve().is_relative_to(folder.resolve()):
        raise ConfigError(f"{FILE}: is a link that leads out of the seeds folder (follow_links allows it)")
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{FILE}: can't be read: {error.strerror or error}") from None


def decoded(raw: bytes) -> str:
    """The text of the file, without the mark of its encoding.

    Raises ConfigError where it is not UTF-8, or a merge in it was not finished.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            f"{FILE}:{line}: is not UTF-8 (byte {raw[error.start]:#04x}): save the file as UTF-8"
        ) from None
    if unmerged := _UNMERGED.search(text):
        line = text.count("\n", 0, unmerged.start()) + 1
        raise ConfigError(
            f"{FILE}:{line}: has the marks of a merge that was not finished ({unmerged[0].strip()}): keep "
            "the lines that hold, take the marks out"
        )
    return text


def parse(text: str) -> tuple[Edits, tuple[Problem, ...]]:
    """As `read_edits`, of the text of a file.

    Raises ConfigError where the text as a whole can't be read.
    """
    root = compose_mapping(text, FILE)
    if root is None:
        return Edits(), ()
    told = Told()
    findings: dict[str, Edit] = {}
    rest: dict[str, yaml.Node] = {}
    for name, key, node in pairs(told, "", _joined(root)):
        if name in RESERVED:
            rest[name] = node
        elif (edit := _edit(told, name, key, node)) is not None:
            findings[name] = edit
    edits = Edits(
        findings=MappingProxyType(findings),
        added=_all_added(told, rest["add"]) if "add" in rest else (),
        lead=_top(told, LEAD, rest) or (),
        lead_lines=_lines(rest.get(LEAD.name)),
        sections=_sections(told, rest),
    )
    return edits, tuple(sorted(told.problems, key=_line))


def _joined(root: yaml.MappingNode) -> yaml.MappingNode:
    """The file with one entry for each finding: what is said of it in two places is one, as the menus of the
    site give it piece by piece. A field that stands in both is told as one that stands twice.
    """
    first: dict[str, yaml.MappingNode] = {}
    kept: list[tuple[yaml.Node, yaml.Node]] = []
    for key, node in root.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else None
        if name in first and isinstance(node, yaml.MappingNode):
            first[name].value = [*first[name].value, *node.value]
            continue
        if isinstance(node, yaml.MappingNode):
            node = _copy(node, node.value)
            if name is not None and name not in RESERVED:
                first.setdefault(name, node)
        kept.append((key, node))
    return _copy(root, kept)


def _copy(node: yaml.MappingNode, value: list[tuple[yaml.Node, yaml.Node]]) -> yaml.MappingNode:
    """Another node of the same place: those of a text that was composed are not to be changed."""
    return yaml.MappingNode(node.tag, value, node.start_mark, node.end_mark, node.flow_style)


def _line(problem: Problem) -> int:
    return int(problem.what.split(":")[1])


def _lines(node: yaml.Node | None) -> tuple[int, ...]:
    """The line of each entry of a list; of what is no list, its own."""
    if isinstance(node, yaml.SequenceNode):
        return tuple(line_of(entry) for entry in node.value)
    return () if node is None else (line_of(node),)


def _sections(told: Told, rest: dict[str, yaml.Node]) -> tuple[str, ...]:
    """The sections that are named, without what is none."""
    named = _top(told, SECTIONS, rest) or ()
    for name in dict.fromkeys(named):
        if name not in SECTIONS.choices:
            what = f"{name!r} is not known; {nearest(name, SECTIONS.choices)}"
            told.wrong(rest[SECTIONS.name], f"{SECTIONS.name}: {what}")
    return tuple(name for name in dict.fromkeys(named) if name in SECTIONS.choices)


def _top(told: Told, said: Field, rest: dict[str, yaml.Node]) -> tuple[str, ...] | None:
    node = rest.get(said.name)
    return value_of(told, "", said, node) if node is not None else None


def _edit(told: Told, name: str, key: yaml.Node, node: yaml.Node) -> Edit | None:
    """What is said of a finding; None where nothing is."""
    if not isinstance(node, yaml.MappingNode) or not node.value:
        near = nearest(name, RESERVED)
        meant = f"; {near}" if near.startswith("did") and isinstance(node, yaml.SequenceNode) else ""
        told.wrong(
            key,
            f"{name}: expected what is said of it, indented below it, as `hide: true` or `title: …`, found "
            f"{_found(node)}{meant}",
        )
        return None
    return Edit(line=line_of(key), **_for_edit(_fields(told, f"{name}: ", node, ENTRY)))


def _found(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if isinstance(node, yaml.MappingNode) or is_empty(node):
        return "nothing"
    return short(str(node.value))


def _fields(told: Told, where: str, node: yaml.MappingNode, known: tuple[Field, ...]) -> dict[str, Any]:
    """The values of the fields that are right, by their names in the file."""
    by_name = {said.name: said for said in known}
    good = {}
    for name, key, value in pairs(told, where, node):
        if name not in by_name:
            told.wrong(key, f"{where}{short(name)} is not known; {nearest(name, tuple(by_name))}")
        elif (found := value_of(told, where, by_name[name], value)) is not None:
            good[name] = found
    return good


_RENAMED = {
    said.name: said.into for said in (*ENTRY, *(f for known in ADD.values() for f in known)) if said.into
}
"""Names in the file that the records have by another name."""


def _recorded(values: dict[str, Any]) -> dict[str, Any]:
    """By the names of the records; `reviewed` as a name, where it is anything."""
    out = {_RENAMED.get(name, name): value for name, value in values.items()}
    if "reviewed" in out:
        out["reviewed"] = {True: "yes", False: None}.get(out["reviewed"], out["reviewed"])
    return out


def _for_edit(values: dict[str, Any]) -> dict[str, Any]:
    """As `_recorded`; a reason to hide, beside that it is to be hidden."""
    out = _recorded(values)
    if isinstance(out.get("hide"), str):
        out |= {"hide": True, "reason": out["hide"]}
    return out


def _all_added(told: Told, node: yaml.Node) -> tuple[Added, ...]:
    if not isinstance(node, yaml.SequenceNode):
        told.wrong(node, f"add: expected a list, each begun with a dash, as `{_EXAMPLE}`")
        return ()
    return tuple(one for item in node.value if (one := _added(told, item)) is not None)


_EXAMPLE = '- position: {quote: {A: "wants the pier closed"}, holder: Mara Quill, stance: demands}'


def _added(told: Told, item: yaml.Node) -> Added | None:
    """A finding to be added; None where anything of it is wrong."""
    if not isinstance(item, yaml.MappingNode) or not item.value:
        told.wrong(item, f"add: expected {', '.join(ADD)}, and what is said of it, as `{_EXAMPLE}`")
        return None
    before = len(told.problems)
    found = list(pairs(told, "add: ", item))
    if not found:
        return None
    (what, key, node), more = found[0], found[1:]
    if what not in ADD:
        told.wrong(item, f"add: {short(what)} is not known; {nearest(what, tuple(ADD))}")
    elif more:
        told.wrong(
            item,
            f"add: {what}: indent {more[0][0]} and what follows it further, so that it stands below {what}",
        )
    elif not isinstance(node, yaml.MappingNode) or not node.value:
        told.wrong(key, f"add: {what}: expected what is said of it, indented below it, as `{_EXAMPLE}`")
    else:
        values = _fields(told, f"add: {what}: ", node, ADD[what])
        _needs(told, what, key, {name for name, _, _ in pairs(Told(), "", node)})
        if len(told.problems) == before:
            return Added(what=what, line=line_of(key), **_for_added(values))  # type: ignore[arg-type]
    return None


def _needs(told: Told, what: str, node: yaml.Node, names: set[str]) -> None:
    """What of it must be told and is not."""
    by_name = {said.name: said for said in ADD[what]}
    for name in NEEDED.get(what, ()):
        if name not in names:
            told.wrong(node, f"add: {what}: has no {name}; write `{by_name[name].line}`")
    if "quote" in by_name and not names & {"quote", "quotes"}:
        told.wrong(node, f"add: {what}: rests on nothing; quote a source, as `{by_name['quote'].line}`")
    if {"quote", "quotes"} <= names:
        told.wrong(node, f"add: {what}: has both quote and quotes; put all into quotes")


def _for_added(values: dict[str, Any]) -> dict[str, Any]:
    """As `_recorded`; one quote is a list of one."""
    if "quote" in values:
        values = {**values, "quote": (values["quote"],)}
    return _recorded(values)
