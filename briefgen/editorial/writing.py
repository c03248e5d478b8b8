"""`editorial.yml` written: one writer at a time, a change as a whole or not at all, and nothing else but it.

What is to be written is read back before it takes the file's place: what it says must be what was meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from briefgen.editorial.form import ENTRY
from briefgen.editorial.layout import Entry, laid_out
from briefgen.editorial.nodes import flag_of, plain
from briefgen.editorial.phrasing import block
from briefgen.editorial.reading import decoded, parse, read_file
from briefgen.editorial.record import FILE, RESERVED
from briefgen.errors import ConfigError, Fault, SeedsError
from briefgen.locks import PATIENCE, Busy, locked
from briefgen.write import replace_file
from briefgen.yaml_text import compose_mapping

_ABOUT = (
    "# What the analyst says of the findings, by their ids. Kept by every build; comments and order stay.\n\n"
)
_BOM = b"\xef\xbb\xbf"
_FLAGS = frozenset(said.name for said in ENTRY if "flag" in said.sort)


class Document:
    """The file while it is being edited. Names of fields are those of the file."""

    def __init__(self, text: str) -> None:
        """Raises ConfigError where the text is damaged, or written so that it can't be changed."""
        self._end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
        self._begun = text if not text or text.endswith(("\n", "\r")) else text + self._end
        self._layout = laid_out(self._begun)
        self._wanted = _said(self._begun)

    @property
    def text(self) -> str:
        """What is to be written."""
        return self._layout.text

    @property
    def changed(self) -> bool:
        """Whether it is another than the one that was read."""
        return self.text != self._begun

    def names(self) -> tuple[str, ...]:
        """The ids of which anything is said, as they are written, in order."""
        return tuple(e.name for e in self._layout.entries if e.name not in RESERVED)

    def entry(self, name: str) -> dict[str, Any] | None:
        """What is said of a finding, as plain data; None where nothing is."""
        found = self._wanted.get(name)
        return dict(found) if isinstance(found, dict) else None

    def added(self) -> tuple[tuple[str, dict[str, Any]], ...]:
        """What is added: what each is, and what is said of it, as plain data."""
        items = self._wanted.get("add")
        return tuple(
            (what, dict(said))
            for item in (items if isinstance(items, list) else ())
            for what, said in (item.items() if isinstance(item, dict) else ())
            if isinstance(said, dict)
        )

    def put(self, name: str, entry: Mapping[str, Any] | None) -> None:
        """Say this of a finding and nothing else; None or empty takes away all that is said of it."""
        if not entry:
            self._remove(name)
            return
        now = self.entry(name) or {}
        self.set(name, **{key: value for key, value in entry.items() if key not in now or now[key] != value})
        self.unset(name, *(key for key in now if key not in entry))

    def set(self, name: str, /, **fields: Any) -> None:
        """Say this of a finding too; a field that is None is taken away.

        Raises ConfigError where what is said of it now is not written so that it can be changed, and where a
        value is no text.
        """
        for key, value in fields.items():
            if value is None:
                self.unset(name, key)
            elif (old := self._find(name)) is None:
                self._append(name, block({name: {key: value}}, end=self._end))
                self._wanted[name] = {key: _plain(value)}
            else:
                self._replace(old, old.with_field(key, value, self._end))
                self._wanted[name] = {**(self._wanted[name] or {}), key: _plain(value)}

    def unset(self, name: str, *fields: str) -> None:
        """Say this no more of a finding; where nothing else is said of it, it goes."""
        for key in fields:
            said = self.entry(name)
            old = self._find(name)
            if old is None or said is None or key not in said:
                continue
            if len(said) == 1:
                self._remove(name)
                return
            self._replace(old, old.without_field(key))
            self._wanted[name] = {k: v for k, v in said.items() if k != key}

    def add(self, what: str, entry: Mapping[str, Any]) -> None:
        """Add a finding of one's own, below those that are there.

        Raises ConfigError as `set` does.
        """
        item = {what: dict(entry)}
        old = self._find("add", reserved=True)
        if old is None:
            self._append("add", block({"add": [item]}, end=self._end))
        else:
            self._replace(old, old.with_item(item, self._end))
        self._wanted["add"] = [*(self._wanted.get("add") or []), _plain(item)]

    def rename(self, old: str, new: str) -> None:
        """Say of one finding what is said of another.

        Raises ConfigError where something is said of the new one already.
        """
        entry = self._find(old)
        if entry is None:
            raise ConfigError(f"{FILE}: nothing is said of {old}")
        if self._find(new) is not None:
            raise ConfigError(
                f"{FILE}: something is said of {new} already: put both entries into one by hand"
            )
        self._replace(entry, entry.renamed(new))
        self._wanted = {new if name == old else name: said for name, said in self._wanted.items()}

    def check(self, before: str) -> None:
        """Raise Fault where what is to be written is not what is meant, ConfigError where that is wrong.

        `before`: the text that was there.
        """
        said = _said(self.text)
        if said != self._wanted or list(said) != list(self._wanted):
            raise Fault(f"{FILE}: what was to be written would be read as something else; it stays as it was")
        new = _mistakes(self.text) - _mistakes(before)
        for what in new:
            raise ConfigError(f"{FILE}: {what}; nothing was written")

    def _find(self, name: str, *, reserved: bool = False) -> Entry | None:
        """Raises ConfigError where it stands twice, or is no finding's name."""
        if name in RESERVED and not reserved:
            raise ConfigError(f"{FILE}: {name} is no finding's name here: write its kind, as leaders/{name}")
        found = [e for e in self._layout.entries if e.name == name]
        if len(found) > 1:
            raise ConfigError(
                f"{FILE}:{found[1].line}: {name} stands twice, first in line {found[0].line}: make one of "
                "them"
            )
        return found[0] if found else None

    def _replace(self, old: Entry, new: Entry) -> None:
        entries = tuple(new if e is old else e for e in self._layout.entries)
        self._layout = replace(self._layout, entries=entries)

    def _append(self, name: str, text: str) -> None:
        """A new entry at the end, apart from a comment that stands there."""
        layout, new = self._layout, Entry(name=name, text=text)
        *others, last = layout.entries or (None,)
        if last is not None and last.gap.strip() and not last.gap.endswith(self._end * 2):
            layout = replace(layout, entries=(*others, replace(last, gap=last.gap + self._end)))
        self._layout = replace(layout, entries=(*layout.entries, new))

    def _remove(self, name: str) -> None:
        """Take an entry out; what stands below it stays."""
        old = self._find(name)
        if old is None:
            return
        entries = list(self._layout.entries)
        at = entries.index(old)
        del entries[at]
        if at:
            entries[at - 1] = replace(entries[at - 1], gap=entries[at - 1].gap + old.gap)
        head = self._layout.head + ("" if at else old.gap)
        self._layout = replace(self._layout, head=head, entries=tuple(entries))
        del self._wanted[name]


@contextmanager
def editing(folder: Path, *, schema: str | None = None, patience: float = PATIENCE) -> Iterator[Document]:
    """The file of this folder, for a change of it; written at the end, unless an exception ends it or nothing
    was changed. `schema`: where, seen from the folder, its JSON Schema lies; a new file names it.

    Raises ConfigError where the file can't be changed or was changed by another meanwhile, SeedsError where
    it can't be written, Fault where what was to be written is not what was meant; the file is then as it was.
    """
    if not folder.is_dir():
        raise SeedsError(f"{folder}: there is no such folder; name it with --seeds")
    path = folder / FILE
    try:
        with locked(path, patience):
            raw = _read(folder)
            before = decoded(raw or b"")
            document = Document(before if before.strip() else _begun(schema))
            yield document
            if document.changed:
                document.check(before)
                if _read(folder) != raw:
                    raise ConfigError(f"{FILE}: was changed meanwhile by another program: run this again")
                mark = _BOM if (raw or b"").startswith(_BOM) else b""
                replace_file(path.resolve(), mark + document.text.encode())
    except Busy:
        raise ConfigError(
            f"{FILE}: another briefgen is writing it: wait until it is done, then run this again"
        ) from None
    except OSError as error:
        raise SeedsError(f"{FILE}: can't be written: {error.strerror or error}") from None


def _read(folder: Path) -> bytes | None:
    """As `read_file`; a link that leads out of the folder is not written through."""
    path = folder / FILE
    if path.exists() and not path.resolve().is_relative_to(folder.resolve()):
        raise ConfigError(f"{FILE}: is a link that leads out of the seeds folder: edit the file where it is")
    return read_file(folder)


def _begun(schema: str | None) -> str:
    """A new file, in which nothing is said yet."""
    return (f"# yaml-language-server: $schema={schema}\n" if schema else "") + _ABOUT


def _said(text: str) -> dict[str, Any]:
    """All that a text says, as plain data; of what stands twice the first."""
    root = compose_mapping(text, FILE)
    out: dict[str, Any] = {}
    for key, node in root.value if root else ():
        out.setdefault(str(key.value), _entry(node))
    return out


def _entry(node: yaml.Node) -> Any:
    """As `plain`; a field that may be a flag is one however it is written."""
    data = plain(node)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in _FLAGS and (flag := flag_of(value, quoted=False)) is not None:
                data[key.value] = flag
    return data


def _plain(value: Any) -> Any:
    """Plain data, as it is read back."""
    if isinstance(value, Mapping):
        return {_text(str(k)): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value if isinstance(value, bool) else _text(str(value))


def _text(words: str) -> str:
    """Raises ConfigError where it holds half of a character, as what a terminal gives may."""
    try:
        words.encode()
    except UnicodeEncodeError as error:
        raise ConfigError(f"{FILE}: {words!r} is no text: write character {error.start + 1} anew") from None
    return words


def _mistakes(text: str) -> Counter[str]:
    """What is wrong in a text, without the lines."""
    return Counter(p.what.split(": ", 1)[1] for p in parse(text)[1])
