"""An archive of the web with a list of its pages, in one ZIP (WACZ): what is listed are the parts."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from briefgen.readers.formats import warc
from briefgen.readers.formats.archive import is_crowded
from briefgen.readers.formats.extracted import MOST_BYTES_SAVED, Part, UnreadableError
from briefgen.readers.formats.json_objects import loaded

ABOUT = "web archive with a list of its pages (WACZ)"
SUFFIXES: tuple[str, ...] = (".wacz",)
NEEDS: str | None = "web"
LIMIT = MOST_BYTES_SAVED
_PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_MOST_OF_LIST = 5_000_000
_MOST_ARCHIVES = 20


def parts(raw: bytes) -> Iterator[Part]:
    """Each listed page that was fetched with success; each page, where none is listed.

    Raises UnreadableError where it is no such file, or has no page.
    """
    if is_crowded(raw):
        raise UnreadableError("has too many members for a web archive")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as opened:
            names = [n for n in opened.namelist() if n.startswith("archive/") and n.endswith(warc.SUFFIXES)]
            if not names:
                raise UnreadableError("has no web archive in it")
            if len(names) > _MOST_ARCHIVES:
                raise UnreadableError(f"has more than {_MOST_ARCHIVES} archives in it")
            listed = {url for name in _PAGES if name in opened.namelist() for url in _listed(opened, name)}
            yield from _each(opened, names, listed)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError):
        raise UnreadableError("is no WACZ file, or is damaged") from None


def _each(opened: zipfile.ZipFile, names: list[str], listed: set[str]) -> Iterator[Part]:
    found = 0
    for name in names:
        for part in warc.parts(_bytes(opened, name, LIMIT)):
            if not listed or part.url in listed or part.url is None:
                found += part.url is not None
                yield part
    if not found:
        raise UnreadableError("has none of the pages that it lists")


def _listed(opened: zipfile.ZipFile, name: str) -> Iterator[str]:
    """The addresses of a list of pages; its first line only says what it is."""
    for line in _bytes(opened, name, _MOST_OF_LIST).decode("utf-8", "replace").split("\n"):
        page = loaded(line) if line.strip() else None
        if isinstance(page, dict) and isinstance(page.get("url"), str):
            yield page["url"]


def _bytes(opened: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A file in the ZIP. What its head says of its size is not believed."""
    with opened.open(name) as file:
        raw = file.read(most + 1)
    if len(raw) > most:
        raise UnreadableError(f"has a file in it that is larger than {most // 1_000_000} MB")
    return raw
