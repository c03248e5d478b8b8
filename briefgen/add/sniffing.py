"""Which format something is in: by its own first bytes, then by what a server calls it, then by its name."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

from briefgen.readers.formats import OPENERS, READERS, signature
from briefgen.readers.formats.archive import is_crowded
from briefgen.readers.formats.signature import HEAD, as_text, behind_prologue, is_page, is_text

_MOST_HEADERS = 4096
_PLAIN, _ZIP, _CFB = ".txt", ".zip", ".cfb"
_OF_ZIP = frozenset({".xlsx", ".pptx", ".ods", ".odp", ".epub", ".pages", ".numbers", ".key"})
"""Formats that are archives of that kind, and have no reader."""
_OF_OFFICE = frozenset({".doc", ".xls", ".ppt", ".msg"})
"""The same of the container of old office programs."""
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md",
        "application/pdf": ".pdf", "application/rtf": ".rtf", "text/rtf": ".rtf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
        "application/vnd.oasis.opendocument.text": ".odt", "message/rfc822": ".eml",
        "multipart/related": ".mhtml", "application/mbox": ".mbox", "text/vtt": ".vtt",
        "application/x-subrip": ".srt", "application/rss+xml": ".rss", "application/atom+xml": ".atom",
        "application/json": ".json", "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl",
        "application/warc": ".warc", "application/msword": ".doc", "application/vnd.ms-excel": ".xls",
        "application/vnd.ms-powerpoint": ".ppt", "application/vnd.ms-outlook": ".msg",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
        "application/vnd.oasis.opendocument.spreadsheet": ".ods",
        "application/vnd.oasis.opendocument.presentation": ".odp", "application/epub+zip": ".epub",
        "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
        "image/tiff": ".tif", "image/heic": ".heic", "audio/mpeg": ".mp3", "audio/mp4": ".m4a",
        "audio/wav": ".wav", "audio/x-wav": ".wav", "audio/ogg": ".ogg", "video/mp4": ".mp4",
        "video/quicktime": ".mov", "video/webm": ".webm", "video/x-matroska": ".mkv",
    }
)  # fmt: skip
"""What servers call a format → its suffix. Names that say nothing (`text/plain`) are not among them."""
_ALIKE: Mapping[str, str] = MappingProxyType({
    ".htm": ".html", ".xhtml": ".html", ".mht": ".mhtml", ".markdown": ".md", ".warc.gz": ".warc",
    ".atom": ".rss", ".xml": ".rss", ".ndjson": ".jsonl", ".jpeg": ".jpg", ".tiff": ".tif",
})  # fmt: skip
"""Suffixes of one family: no name lies that has another one of it."""
_FEED = re.compile(r"<(rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}:")
_OF_MESSAGES = frozenset(
    {"from", "to", "date", "subject", "message-id", "mime-version", "received", "snapshot-content-location"}
)
_SENT = frozenset({"to", "received", "delivered-to", "message-id"})
"""What a message has that somebody got, and no page that a browser saved as one."""
_SRT = re.compile(r"\d{1,6}[ \t]*\n\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:\d\d:\d\d")
_OFFICE: Mapping[str, str] = MappingProxyType(
    {"xl/workbook.xml": ".xlsx", "xl/workbook.bin": ".xlsx", "ppt/presentation.xml": ".pptx"}
)
_MIMETYPES: Mapping[bytes, str] = MappingProxyType(
    {
        b"opendocument.text": ".odt", b"opendocument.spreadsheet": ".ods",
        b"opendocument.presentation": ".odp", b"application/epub+zip": ".epub",
    }
)  # fmt: skip
"""What the first member of such an archive says."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """The format of something."""

    suffix: str
    """As in READERS or OPENERS, where there is a reader; else what it would be called."""
    remark: str | None = None
    """What its server or its name says of it that is not so."""


def sniff(raw: bytes, *, content_type: str | None = None, suffix: str = "") -> Kind:
    """The format of these bytes, which a server may call something, and whose name may end with something."""
    called = _TYPES.get((content_type or "").partition(";")[0].strip().lower())
    seen = _by_content(raw)
    # Too broken to show more, or it has others in it: its name says what it would be.
    family = _OF_ZIP if seen == _ZIP else _OF_OFFICE if seen in (_CFB, *_OF_OFFICE) else frozenset()
    seen = next((name for name in (called, suffix) if name in family), seen)
    if seen is None:
        told = suffix if content_type is None or called is None else called
        known = told if _is_known(told) else None
        # What has no reader is believed where it is a file, or no text: servers call many a text so.
        other = told if told and (content_type is None or not is_text(raw)) else _PLAIN
        return Kind(suffix=known or _by_structure(raw) or other)
    if called and not _alike(called, seen):
        return Kind(suffix=_of(seen), remark=f"is {_name(seen)}, though its server calls it {content_type}")
    if content_type is None and _is_known(suffix) and not _alike(suffix, seen):
        return Kind(suffix=_of(seen), remark=f"is {_name(seen)}, though its name ends with {suffix}")
    return Kind(suffix=suffix if _alike(suffix, seen) and _is_known(suffix) else _of(seen))


def _is_known(suffix: str) -> bool:
    return suffix in READERS or suffix in OPENERS


def _alike(a: str, b: str) -> bool:
    def family(suffix: str) -> str:
        first = _ALIKE.get(suffix, suffix)
        return _ALIKE.get(first, first)

    return family(a) == family(b)


def _of(seen: str) -> str:
    """The suffix of this format that has a reader."""
    return next((s for s in (seen, *READERS, *OPENERS) if _is_known(s) and _alike(s, seen)), seen)


def _name(suffix: str) -> str:
    return {".html": "HTML", ".rss": "a feed", ".atom": "a feed", ".eml": "a message"}.get(
        suffix, suffix.removeprefix(".").upper()
    )


def _by_content(raw: bytes) -> str | None:
    """The format that the first bytes show; None where they could be any text."""
    seen = _by_text(as_text(raw[:HEAD])) or signature.suffix(raw)
    if seen == _ZIP:
        return _of_zip(raw)
    if seen == ".gz":
        return ".warc.gz" if _unzipped(raw).startswith(b"WARC/") else seen
    return seen


def _by_text(head: str) -> str | None:
    """The same of a text."""
    first = behind_prologue(head)
    if is_page(first):
        return ".html"
    if feed := _FEED.match(first):
        return ".atom" if feed[1].lower() == "feed" else ".rss"
    if re.match(r"WEBVTT(?:\s|$)", head):
        return ".vtt"
    if _SRT.match(head.lstrip()):
        return ".srt"
    line, _, rest = head.partition("\n")
    if re.match(r"From \S", line) and _HEADER.match(rest):
        return ".mbox"
    return _by_headers(head[:_MOST_HEADERS])


def _by_headers(head: str) -> str | None:
    """A message, or a page saved as one, by the lines before the first empty one."""
    said: dict[str, str] = {}
    name = ""
    for line in head.partition("\n\n")[0].split("\n"):
        if name and line[:1] in (" ", "\t"):
            said[name] += line.lower()
        elif _HEADER.match(line):
            name, _, value = line.lower().partition(":")
            said[name] = value
        else:
            break
    if len(said.keys() & _OF_MESSAGES) < 2:
        return None
    related = "multipart/related" in said.get("content-type", "")
    return ".mhtml" if related and not said.keys() & _SENT else ".eml"


def _of_zip(raw: bytes) -> str:
    if is_crowded(raw):
        return _ZIP
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return _ZIP
    if "word/document.xml" in names:
        return ".docx"
    if other := next((s for member, s in _OFFICE.items() if member in names), None):
        return other
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return ".wacz"
    return next((s for kind, s in _MIMETYPES.items() if "mimetype" in names and kind in raw[:200]), _ZIP)


def _unzipped(raw: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(raw)) as packed:
            return packed.read(16)
    except (OSError, EOFError, zlib.error):
        return b""


def _by_structure(raw: bytes) -> str | None:
    """JSON, where all of it is; looked for only where nothing else says what it is."""
    if raw[:1] not in (b"{", b"[") or len(raw) > 5_000_000:
        return None
    try:
        return ".json" if isinstance(json.loads(raw), dict | list) else None
    except (ValueError, RecursionError):
        pass
    lines = [line for line in raw.splitlines() if line.strip()]
    try:
        return ".jsonl" if all(isinstance(json.loads(line), dict) for line in lines) else None
    except (ValueError, RecursionError):
        return None
