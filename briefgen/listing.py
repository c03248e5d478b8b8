"""What is known of each source, and what is missing; and `sources.yml`, begun with what is missing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from briefgen.analysis.copies import find_origins, find_versions
from briefgen.by_language import told
from briefgen.errors import ConfigError, SeedsError
from briefgen.language.sentences import split
from briefgen.locks import Busy, locked
from briefgen.model import Article, Keyed, Problem
from briefgen.readers import metadata, read_seeds
from briefgen.readers.originals import is_whole, recorded
from briefgen.staging import settle, staging
from briefgen.write import replace_file

_HEADINGS = ("key", "file", "title", "outlet", "date", "author", "language", "words", "missing", "")
_WIDEST = {"file": 52, "title": 40, "outlet": 20, "author": 24, "": 200}
_HINTS = {"authors": "[Ada Moor, Jon Pell]", "published": "2024-05-08", "url": "https://…"}
_ABOUT = """\
# What is known of the sources, by file. Take away the sign # before a line and write what you know; leave out
# what you don't. What stands here goes before what a file says of itself.
"""


@dataclass(frozen=True, kw_only=True)
class Lacking:
    """What is missing of a source."""

    file: str
    """Its place below the seeds folder, by which sources.yml knows it."""
    missing: tuple[str, ...]
    """Names of sources.yml that are not known."""


@dataclass(frozen=True, kw_only=True)
class Listed(Lacking):
    """One source."""

    article: Article
    shares: str | None = None
    """File of the source whose text it shares."""
    replaced: str | None = None
    """File of the later version of it."""
    changed: bool = False
    """Whether its original is no longer what came in."""

    def as_json(self) -> dict[str, Any]:
        """Its record for another program; None where something is not known."""
        a = self.article
        when = a.moment or a.published
        return {
            "key": a.key, "id": a.id, "path": a.path, "file": self.file,
            "title": a.title if a.title_given else None, "publisher": a.publisher, "authors": list(a.authors),
            "published": when.isoformat() if when else None,
            "url": a.url, "language": a.language,
            "retrieved": a.retrieved.isoformat() if a.retrieved else None, "original": a.original,
            "words": len(a.text.split()), "missing": list(self.missing), "shares_its_text_with": self.shares,
            "replaced_by": self.replaced, "original_changed": self.changed,
        }  # fmt: skip


def list_missing(
    seeds: Path, called: str, *, follow_links: bool = False, keys: Mapping[str, Keyed] | None = None,
    datelines: str = "offer",
) -> tuple[Lacking, ...]:  # fmt: skip
    """As `list_sources`, but only what is missing: comparing sources takes most of its time.

    Raises what `read_seeds` does.
    """
    settle(seeds)
    found = read_seeds(seeds, called, follow_links=follow_links, last=keys, datelines=datelines).articles
    return tuple(Lacking(file=a.path.removeprefix(f"{called}/"), missing=metadata.missing(a)) for a in found)


def list_sources(
    seeds: Path, called: str, *, follow_links: bool = False, keys: Mapping[str, Keyed] | None = None,
    datelines: str = "offer",
) -> tuple[tuple[Listed, ...], tuple[Problem, ...]]:  # fmt: skip
    """Every source, in the order of their keys, and what is wrong with any.

    `called`: the folder's name in their paths; `keys`: those of the last build.

    Raises what `read_seeds` does.
    """
    settle(seeds)
    reading = read_seeds(seeds, called, follow_links=follow_links, last=keys, datelines=datelines)
    articles = tuple(replace(a, sentences=split(a)) for a in told(reading.articles))
    origins = find_origins(tuple(a.prose for a in articles))
    later, _ = find_versions(articles, origins)
    files = {a.id: a.path.removeprefix(f"{called}/") for a in articles}
    broken = {o.path for o in recorded(seeds) if not is_whole(seeds, o)}
    listed = (
        Listed(
            article=a,
            file=files[a.id],
            missing=metadata.missing(a),
            shares=files[origins[a.id]] if origins[a.id] != a.id else None,
            replaced=files[later[a.id]] if a.id in later else None,
            changed=a.original in broken,
        )
        for a in articles
    )
    return tuple(listed), reading.problems


def table(listed: tuple[Listed, ...]) -> Iterator[str]:
    """The sources in columns, a line each."""
    rows = [_HEADINGS, *map(_row, listed)]
    most = [_WIDEST.get(name, 60) for name in _HEADINGS]
    cut = [[_cut(cell, width) for cell, width in zip(row, most, strict=True)] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
    for row in cut:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(listed: Listed) -> tuple[str, ...]:
    a = listed.article
    return (
        a.key, listed.file, a.title if a.title_given else "–", a.publisher or "–",
        a.published.isoformat() if a.published else "–", ", ".join(a.authors) or "–", a.language or "–",
        f"{len(a.text.split()):,}", ", ".join(metadata.WANTED[name] for name in listed.missing) or "nothing",
        "; ".join(_notes(listed)),
    )  # fmt: skip


def _notes(listed: Listed) -> Iterator[str]:
    if listed.replaced:
        yield f"replaced by {listed.replaced}"
    elif listed.shares:
        yield f"shares its text with {listed.shares}"
    if listed.changed:
        yield "its original is not as it came"


def _cut(cell: str, most: int) -> str:
    plain = " ".join(cell.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def begin_file(seeds: Path, listed: Sequence[Lacking]) -> Path:
    """The place of sources.yml. Where there is none it is begun: of each source what is missing, in remarks.
    Where there is one, the same is written below it for sources that came in since.

    Raises SeedsError where it can't be written.
    """
    path = seeds / metadata.FILE
    if os.path.lexists(path):
        _go_on(seeds, path, listed)
        return path
    with staging(seeds) as stage:
        stage.put(metadata.FILE, (_ABOUT + "".join(map(_entry, listed))).encode())
        stage.commit()
    return path


def _go_on(seeds: Path, path: Path, listed: Sequence[Lacking]) -> None:
    """Remarks below what the user wrote, of which no byte changes, and which says the same as before.

    A file that can't be understood, or is a link, is left alone: the user has it before them in a moment.
    """
    if path.is_symlink() or not path.is_file():
        return
    try:
        with locked(seeds):
            raw = path.read_bytes()
            more = _further(raw, listed)
            if more and path.read_bytes() == raw:
                replace_file(path, raw + more)
    except Busy:
        raise SeedsError(f"another briefgen is at work in {seeds}: wait until it is done") from None
    except OSError as error:
        raise SeedsError(f"{path}: can't be written: {error.strerror or error}") from None


def _further(raw: bytes, listed: Sequence[Lacking]) -> bytes:
    """What is to stand below such a file; nothing where that would change what it says."""
    try:
        text = raw.decode("utf-8-sig")
        given = metadata.load_sources(text)
        remarks = "\n".join(line.partition("#")[2] for line in text.splitlines() if "#" in line)
        new = [x for x in listed if x.missing and x.file not in given and not _is_named(x.file, remarks)]
        end = "\r\n" if "\r\n" in text else "\n"
        more = "".join(map(_entry, new)).replace("\n", end)
        more = more if not text or text.endswith("\n") else end + more
        same = metadata.load_sources(text + more) == given
    except (UnicodeDecodeError, ConfigError):
        return b""
    return more.encode() if new and same else b""


def _is_named(file: str, remarks: str) -> bool:
    """Whether a file is named in one of the lines, as a whole and not as the end of another's place."""
    written = (file, _key(file))
    return any(re.search(rf"(?<![\w./-]){re.escape(name)}(?![\w/-])", remarks) for name in written)


def _key(file: str) -> str:
    """A file's name as YAML has it before a colon."""
    return yaml.safe_dump({file: None}, allow_unicode=True, width=1_000_000).removesuffix(": null\n")


def _entry(listed: Lacking) -> str:
    """The lines of a source, each a remark until somebody makes it count."""
    hints = {name: f"  # as {_HINTS[name]}" if name in _HINTS else "" for name in listed.missing}
    lines = [f"#   {name}:{hint}" for name, hint in hints.items()] or ["#   nothing is missing"]
    return "\n".join(["", f"# {_key(listed.file)}:", *lines]) + "\n"
