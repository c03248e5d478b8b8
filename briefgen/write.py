"""The generated files on disk: what changed is written, what is orphaned goes, what a person wrote stays.

`.briefgen.json` in the docs folder lists what was generated and from what, by hash. A file whose content is
no longer what that list says was edited by hand, and is neither overwritten nor deleted. Nothing is written
through a link or outside the docs folder, and each file is replaced whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from briefgen.errors import DocsError, Fault
from briefgen.locks import PATIENCE, Busy, locked
from briefgen.model import Keyed

MANIFEST = ".briefgen.json"
_ABOUT = "Written by `briefgen build`: what it generated, and from what. Commit it with the pages."
_BESIDE = ".briefgen-"
"""Begins the name of a file that is to take a page's place."""
_KEY = re.compile("[A-Z]{1,4}")
_ID = re.compile("[a-z0-9-]{1,64}")


class Written(Protocol):
    """A file to write: a page, or a file of bytes."""

    @property
    def path(self) -> str:
        """Relative to the folder, with forward slashes."""
        ...

    @property
    def data(self) -> bytes:
        """What it holds."""
        ...


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the last build wrote."""

    files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Path below docs → hashes that are briefgen's own; two while a build that was interrupted left both."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Path of each source → hash of its bytes."""
    made_with: Mapping[str, str] = field(default_factory=dict)
    """Versions, and the hashes of the language model and of the rules."""
    keys: Mapping[str, Keyed] = field(default_factory=dict)
    """Every key that was ever given to a source → that source, in the order in which they were given."""
    memory: Mapping[str, Any] = field(default_factory=dict)
    """What the build asked to keep for the next one; not looked into here."""
    about: str = _ABOUT
    """What the list says of itself."""
    found: bool = False


NOTHING = Manifest()
"""What there is before a first build."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a build would do to the docs folder."""

    new: tuple[Written, ...] = ()
    changed: tuple[Written, ...] = ()
    orphaned: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    """Path → why it is left as it is although briefgen has another text for it."""

    @property
    def lines(self) -> tuple[str, ...]:
        """One line for each file that changes."""
        done = [(p.path, "new") for p in self.new] + [(p.path, "changed") for p in self.changed]
        done += [(path, "removed") for path in self.orphaned]
        return tuple(f"{what:8} {path}" for path, what in sorted(done))


def read_manifest(docs: Path) -> Manifest:
    """What the last build wrote; empty where there was none, or where its list can't be read.

    Raises DocsError where the list has the marks of a merge that nobody has finished.
    """
    try:
        text = (docs / MANIFEST).read_text(encoding="utf-8")
        _refuse_unmerged(docs, text)
        data = json.loads(text)
        json.dumps(data, ensure_ascii=False).encode()  # or it could not be written again
        hashes = {path: {h} for path, h in data["files"].items()}
        for path, h in data.get("pending", {}).items():
            hashes.setdefault(path, set()).add(h)
        files = {path: frozenset(h) for path, h in hashes.items() if _is_inside(path)}
        memory = data.get("memory", {})
        return Manifest(
            files=files,
            sources=dict(data["sources"]),
            made_with=dict(data.get("made_with", {})),
            keys=_read_keys(data.get("keys")),
            memory=memory if isinstance(memory, dict) else {},
            found=True,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return NOTHING


def _refuse_unmerged(docs: Path, text: str) -> None:
    """Raise DocsError where it has the marks of a merge: taken for no list, every source would lose its
    letter, and every page be taken for somebody's own.
    """
    if any(line.startswith(("<<<<<<< ", ">>>>>>> ")) for line in text.splitlines()):
        raise DocsError(
            f"{docs.name}/{MANIFEST} has the marks of a merge that was not finished: take one side of it "
            "(git checkout --ours or --theirs), then run this again"
        )


def _read_keys(data: object) -> dict[str, Keyed]:
    """The keys that a build left; none where the record was damaged."""
    try:
        found = {
            key: Keyed(id=source["id"], path=source["path"], sha256=source["sha256"])
            for key, source in data.items()  # type: ignore[attr-defined]
        }
    except (AttributeError, KeyError, TypeError):
        return {}
    texts = all(
        isinstance(s.path, str | None) and isinstance(s.sha256, str) and isinstance(s.id, str)
        for s in found.values()
    )
    good = texts and all(_KEY.fullmatch(key) and _ID.fullmatch(s.id) for key, s in found.items())
    return found if good else {}


def _everything(path: str) -> bool:
    return True


def plan(
    docs: Path, pages: Sequence[Written], manifest: Manifest, about: Callable[[str], bool] = _everything
) -> Plan:
    """Compare what should be with what is. Reads only. `about`: which files of the list this is about; the
    others stay as they are.
    """
    _check_paths(pages)
    new: list[Written] = []
    changed: list[Written] = []
    orphaned, kept = [], {}
    for page in pages:
        if reason := _in_the_way(docs, page.path):
            kept[page.path] = reason
        elif not (docs / page.path).exists():
            new.append(page)
        elif (found := _hash_of(docs / page.path)) != _hash(page.data):
            if found in manifest.files.get(page.path, ()):
                changed.append(page)
            elif page.path in manifest.files:
                kept[page.path] = "was edited by hand"
            else:
                kept[page.path] = "is not briefgen's own (.briefgen.json does not list it)"
    for path in sorted(filter(about, set(manifest.files) - {p.path for p in pages})):
        if not _in_the_way(docs, path) and (docs / path).exists():
            if _hash_of(docs / path) in manifest.files[path]:
                orphaned.append(path)
            else:
                kept[path] = "is no longer generated, but was edited by hand"
    return Plan(new=tuple(new), changed=tuple(changed), orphaned=tuple(orphaned), kept=kept)


def write(
    docs: Path,
    pages: Sequence[Written],
    leaving: Manifest = NOTHING,
    patience: float = PATIENCE,
    about: Callable[[str], bool] = _everything,
) -> Plan:
    """Bring the docs folder up to date, and say what was done. `leaving`: the list to leave beside the pages,
    which this function gives its files. `about`: as for `plan`.

    Raises DocsError where it can't be written, or where another build is writing it.
    """
    try:
        docs.mkdir(parents=True, exist_ok=True)
        with _locked(docs, patience):
            before = read_manifest(docs)
            _sweep(docs, {*before.files, *(p.path for p in pages)})
            todo = plan(docs, pages, before, about)
            others = {path: own for path, own in before.files.items() if not about(path)}
            after = replace(leaving, files=others | _listed(pages, todo, before))
            if todo.lines:  # so that a build which is interrupted does not leave pages that look edited
                pending = {p.path: _hash(p.data) for p in todo.new + todo.changed}
                _write_manifest(docs, replace(before, files=_on_disk(docs, before)), pending)
            for page in todo.new + todo.changed:
                replace_file(docs / page.path, page.data)
            for path in todo.orphaned:
                _remove(docs, path)
            _write_manifest(docs, after, {})
            return todo
    except OSError as error:
        raise DocsError(f"{error.filename or docs}: can't be written: {error.strerror or error}") from None


def write_file(path: Path, content: bytes) -> None:
    """One file that the user names, replaced whole.

    Raises DocsError where it can't be written.
    """
    try:
        replace_file(path, content)
    except OSError as error:
        raise DocsError(
            f"{path}: can't be written: {error.strerror or error}; name another with -o"
        ) from None


def hash_text(text: str) -> str:
    """The hash by which a generated text is known again."""
    return _hash(text.encode())


def _hash_of(path: Path) -> str:
    """The same of a file."""
    return _hash(path.read_bytes())


def _hash(data: bytes) -> str:
    """Line ends don't count: git may have made CRLF of them, or LF."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def _check_paths(pages: Sequence[Written]) -> None:
    seen: set[str] = set()
    for page in pages:
        if not _is_inside(page.path) or page.path.casefold() in seen or page.path == MANIFEST:
            raise Fault(f"a page wants the path {page.path!r}, which is not below docs or is taken")
        seen.add(page.path.casefold())


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and not set(path) & set("\\:\0")


def _in_the_way(docs: Path, path: str) -> str | None:
    """What stands on the way to a path: a link, a file for a folder, a folder for a file."""
    place = docs
    parts = PurePosixPath(path).parts
    for number, part in enumerate(parts, start=1):
        place /= part
        if place.is_symlink():
            return f"{place.relative_to(docs).as_posix()} is a link: not written through"
        if place.exists() and place.is_dir() != (number < len(parts)):
            return f"{place.relative_to(docs).as_posix()} is {'a folder' if place.is_dir() else 'a file'}"
    return None


def _listed(pages: Sequence[Written], todo: Plan, before: Manifest) -> dict[str, frozenset[str]]:
    """Hashes for the new list. A kept page stays known by its old one, so that it is reported each time."""
    listed = {p.path: frozenset({_hash(p.data)}) for p in pages if p.path not in todo.kept}
    return listed | {path: before.files[path] for path in todo.kept if path in before.files}


def _on_disk(docs: Path, before: Manifest) -> dict[str, frozenset[str]]:
    """Of the hashes that are briefgen's own, for each page the one that it has now.

    After a build that was interrupted there are two; were the wrong one kept, and the next build interrupted
    too, the page would look edited by hand.
    """
    found = {}
    for path, own in before.files.items():
        now = "" if _in_the_way(docs, path) or not (docs / path).exists() else _hash_of(docs / path)
        found[path] = frozenset({now}) if now in own else own
    return found


def _sweep(docs: Path, paths: set[str]) -> None:
    """Remove what builds that were killed left beside the pages. Only while the lock is held."""
    for folder in sorted({PurePosixPath(path).parent for path in (*paths, MANIFEST)}):
        if folder == PurePosixPath() or _in_the_way(docs, f"{folder}/{MANIFEST}") is None:
            for left in (docs / folder).glob(f"{_BESIDE}*.tmp"):
                left.unlink()


def _write_manifest(docs: Path, manifest: Manifest, pending: dict[str, str]) -> None:
    text = _as_text(manifest, pending)
    path = docs / MANIFEST
    if path.is_symlink():
        raise DocsError(f"{path}: is a link; remove it")
    if not path.exists() or path.read_bytes() != text.encode():
        replace_file(path, text.encode())


def manifest_differs(docs: Path, pages: Sequence[Written], leaving: Manifest) -> bool:
    """Whether the list is not what a build would leave that has nothing else to do. Reads only."""
    files = {p.path: frozenset({_hash(p.data)}) for p in pages}
    text = _as_text(replace(leaving, files=files), {})
    try:
        return (docs / MANIFEST).read_bytes().replace(b"\r\n", b"\n") != text.encode()
    except OSError:
        return True


def _as_text(manifest: Manifest, pending: dict[str, str]) -> str:
    record: dict[str, Any] = {
        "about": manifest.about,
        **({"made_with": dict(manifest.made_with)} if manifest.made_with else {}),
        "sources": dict(sorted(manifest.sources.items())),
        **({"keys": {key: asdict(source) for key, source in manifest.keys.items()}} if manifest.keys else {}),
        "files": {path: min(hashes) for path, hashes in sorted(manifest.files.items())},
        **({"pending": dict(sorted(pending.items()))} if pending else {}),
        **({"memory": manifest.memory} if manifest.memory else {}),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def replace_file(path: Path, content: bytes) -> None:
    """Write beside it, then take its place: a reader sees the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=_BESIDE, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remove(docs: Path, path: str) -> None:
    """The file, and the folders that it leaves empty."""
    (docs / path).unlink()
    for parent in list(PurePosixPath(path).parents)[:-1]:
        with suppress(OSError):
            (docs / parent).rmdir()


@contextmanager
def _locked(docs: Path, patience: float) -> Iterator[None]:
    """One build at a time for a docs folder."""
    try:
        with locked(docs, patience):
            yield
    except Busy:
        raise DocsError(
            f"another build is writing {docs}: wait until it is done, then run this again"
        ) from None
