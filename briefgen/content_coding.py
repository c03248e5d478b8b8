"""What Content-Encoding says, undone within bounds: a small file can be packed from gigabytes of nothing."""

from __future__ import annotations

import re
import zlib

MOST_LAYERS = 2
"""A document is packed once; twice, where something between its server and its reader packs it again."""
_MOST_MEMBERS = 16
"""Of a gzip file: more than one is rare, and each costs a copy of what follows it."""
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MARK = b"\x1f\x8b"


class NotPackedSoError(ValueError):
    """The bytes are packed otherwise than their coding says."""


class TooManyMembersError(ValueError):
    """A gzip file of more pieces than a document has."""


def codings(header: str) -> list[str]:
    """The codings that a Content-Encoding header names, in the order in which they are undone."""
    return [x for x in reversed(re.split(r"[,\s]+", header.lower())) if x not in ("", "identity")]


def is_gzip(raw: bytes) -> bool:
    """Whether these bytes begin as a gzip file does."""
    return raw.startswith(_GZIP_MARK)


def unpacked(raw: bytes, coding: str, most: int) -> tuple[bytes, bool]:
    """The bytes that were packed, up to one more than `most`, and whether their end was reached.

    Raises LookupError where the coding is not known, NotPackedSoError where the bytes are not in it, and
    TooManyMembersError.
    """
    if coding in ("gzip", "x-gzip"):
        return _gzip(raw, most)
    if coding == "deflate":
        return _deflate(raw, most)
    raise LookupError(coding)


def _gzip(raw: bytes, most: int) -> tuple[bytes, bool]:
    whole = b""
    for _ in range(_MOST_MEMBERS):
        part, raw, ended = _inflate(raw, _GZIP, most - len(whole))
        whole += part
        # What else follows the end, browsers ignore too.
        if len(whole) > most or not ended or not is_gzip(raw):
            return whole, ended
    raise TooManyMembersError


def _deflate(raw: bytes, most: int) -> tuple[bytes, bool]:
    """With the header of zlib, as the standard says, or without, as some servers do."""
    has_header = len(raw) > 1 and raw[0] & 0x0F == 8 and int.from_bytes(raw[:2]) % 31 == 0
    part, _, ended = _inflate(raw, zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS, most)
    return part, ended


def _inflate(raw: bytes, window: int, most: int) -> tuple[bytes, bytes, bool]:
    """What was packed, up to one byte more than `most`; what follows it; whether its end was reached."""
    unpacked = zlib.decompressobj(window)
    try:
        part = unpacked.decompress(raw, most + 1)
    except zlib.error:
        raise NotPackedSoError from None
    return part, unpacked.unused_data, unpacked.eof
