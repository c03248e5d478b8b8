"""An archive of the web (WARC): each page that was fetched with success is a part, with its address and time.

Pages are HTML, PDF and plain text; pictures, scripts, requests and notes of the crawler are passed over. What
is compressed is unpacked within bounds: the archive as a whole, and each page. A page that is cut off is not
read: half an article says other things than a whole one.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from briefgen.content_coding import MOST_LAYERS, codings, is_gzip, unpacked
from briefgen.readers.formats.extracted import MOST_BYTES_SAVED, MOST_PARTS, Part, UnreadableError, extra

ABOUT = "web archive (WARC)"
SUFFIXES: tuple[str, ...] = (".warc", ".warc.gz")
NEEDS: str | None = "web"
LIMIT = MOST_BYTES_SAVED
MOST_UNPACKED = 100_000_000
"""Bytes of the archive, unpacked."""
_MOST_LINES = 300_000
_MOST_OF_PAGES = 200_000_000
"""Bytes of all pages, unpacked once more."""
_BLOCK = 4_000_000
"""Bytes that are read at once. In smaller pieces, the library's work on a long line grows with its square."""
_KINDS: Mapping[str, str] = MappingProxyType(
    {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt"}
)
_CUT = "is cut off: the archive has only its beginning"
_CHARSET = re.compile(r""";\s{0,20}charset\s{0,20}=\s{0,20}["']?([\w:.-]{2,40})""", re.IGNORECASE)
_MAGIC = re.compile(rb"WARC/\d\.\d")


class _Unpacked(io.RawIOBase):
    """The bytes of an archive, unpacked; no more than a bound."""

    def __init__(self, raw: bytes) -> None:
        source = io.BytesIO(raw)
        self._source: Any = gzip.GzipFile(fileobj=source) if raw[:2] == b"\x1f\x8b" else source
        self._given = 0
        self.damaged = False
        """Whether it ended where it should not."""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most a block of them; all that there are before something is damaged."""
        pieces, left = [], min(size, _BLOCK) if size >= 0 else _BLOCK
        while left > 0 and not self.damaged:
            try:
                piece = self._source.read1(left)
            except (OSError, EOFError, zlib.error):
                self.damaged = True
                break
            if not piece:
                break
            pieces.append(piece)
            left -= len(piece)
        block = b"".join(pieces)
        self._given += len(block)
        if self._given > MOST_UNPACKED:
            raise UnreadableError(f"is larger than {MOST_UNPACKED // 1_000_000} MB when it is unpacked")
        return block

    def tell(self) -> int:
        """How many bytes were read."""
        return self._given


@dataclass
class _Budget:
    """How many bytes of pages may still be unpacked."""

    left: int = _MOST_OF_PAGES


def parts(raw: bytes) -> Iterator[Part]:
    """Each page, in the archive's order. An archive that ends too early, or is too much, says so at its end.

    Raises UnreadableError where it is none, or has no page.
    """
    stream = _Unpacked(raw)
    if not _MAGIC.match(_Unpacked(raw).read(8)):
        raise UnreadableError("is not a web archive (WARC)")
    found, budget = 0, _Budget()
    try:
        for record in _records(stream):
            page = _page(record, budget)
            found += page is not None
            if page is not None:
                yield page
    except UnreadableError as error:
        if not found:
            raise
        yield Part(name="the rest of the archive", problem=str(error))
        return
    if not found:
        raise UnreadableError("has no page that was fetched with success")


def _records(stream: _Unpacked) -> Iterator[Any]:
    """Each record. What the library prints of them is not shown."""
    with extra("web"):
        from warcio.archiveiterator import WARCIterator
    records = WARCIterator(stream, block_size=_BLOCK)
    records.reader.readline = _counted(records.reader.readline)
    for _ in range(MOST_PARTS):
        with redirect_stderr(io.StringIO()):
            try:
                record = next(records, None)
            except UnreadableError:
                raise
            except Exception:  # whatever a broken record makes the library stumble over
                raise UnreadableError("is cut off, or damaged") from None
        if record is None and (stream.damaged or records.next_line):
            raise UnreadableError("is cut off, or damaged")
        if record is None:
            return
        yield record
        if _is_short(record) or record.rec_headers.get_header("Content-Length") is None:
            raise UnreadableError("is cut off, or damaged")
    raise UnreadableError(f"has more than {MOST_PARTS:,} records")


def _counted(readline: Callable[..., bytes]) -> Callable[..., bytes]:
    """The same, so many times and no more: heads without end would fill the memory."""
    lines = 0

    def counted(length: int | None = None) -> bytes:
        nonlocal lines
        lines += 1
        if lines > _MOST_LINES:
            raise UnreadableError("has more heads of records than an archive can have")
        return readline(length)

    return counted


def _page(record: Any, budget: _Budget) -> Part | None:
    """The page in a record; None where it is none."""
    if budget.left <= 0:
        raise UnreadableError(f"has more than {_MOST_OF_PAGES // 1_000_000} MB of pages")
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    kind = _kind(record)
    suffix = _KINDS.get(kind.partition(";")[0].strip().lower())
    if suffix is None or not re.match(r"https?://[^\s<>\"]{1,4000}$", url, re.IGNORECASE):
        return None
    taken = record.rec_headers.get_header("WARC-Date")
    metadata = {"retrieved": taken} if taken else {}
    try:
        raw = _body(record, budget)
        if _is_short(record) or record.rec_headers.get_header("WARC-Truncated") is not None:
            raise UnreadableError(_CUT)
    except UnreadableError as error:
        return Part(name=url, url=url, metadata=metadata, problem=str(error))
    if not raw:
        return None
    charset = _CHARSET.search(kind)
    return Part(name=url, suffix=suffix, raw=raw, charset=charset and charset[1], url=url, metadata=metadata)


def _kind(record: Any) -> str:
    """What a page's server calls it; empty for what is no page, and for the parts of one."""
    http = record.http_headers
    if record.rec_type == "response" and http is not None and http.get_statuscode() == "200":
        kind = http.get_header("Content-Type")
    elif record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type")
    else:
        return ""
    page = (record.rec_headers.get_header("WARC-Resource-Type") or "document").lower() == "document"
    return (kind or "") if page else ""


def _body(record: Any, budget: _Budget) -> bytes:
    """The page as its server had it, before it was packed for the way."""
    from warcio.bufferedreaders import ChunkedDataReader

    http, stream, most = record.http_headers, record.raw_stream, min(MOST_BYTES_SAVED, budget.left)
    if http is not None and (http.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream)
    with redirect_stderr(io.StringIO()):
        raw: bytes = stream.read(most + 1)
    packed = (http.get_header("Content-Encoding") or "") if http is not None else ""
    ways = codings(packed)
    if len(ways) > MOST_LAYERS:
        raise UnreadableError(f"is packed {len(ways)} times over, as no page is")
    for coding in ways:
        raw = _unpacked(raw, coding, most)
    budget.left -= len(raw)
    if len(raw) > most:
        raise UnreadableError("is larger than a page can be")
    return raw


def _is_short(record: Any) -> bool:
    """Whether the archive has less of it than it says."""
    with redirect_stderr(io.StringIO()):
        while record.raw_stream.read(_BLOCK):
            pass
    return getattr(record.raw_stream, "limit", 0) > 0


def _unpacked(raw: bytes, coding: str, most: int) -> bytes:
    """The same, unpacked; as it is, where a crawler unpacked it and left the page's heads as they were."""
    if coding in ("gzip", "x-gzip") and not is_gzip(raw):
        return raw
    try:
        body, ended = unpacked(raw, "gzip" if coding == "deflate" and is_gzip(raw) else coding, most)
    except LookupError:
        raise UnreadableError(f"is packed in a way that is not read: {coding[:20]!r}") from None
    except ValueError:
        if coding == "deflate":
            return raw
        raise UnreadableError("is damaged: can't be unpacked") from None
    if not ended and len(body) <= most:
        raise UnreadableError(_CUT)
    return body
