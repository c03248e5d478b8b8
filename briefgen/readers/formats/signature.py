"""What a file's first bytes say that it is, whatever its name says."""

from __future__ import annotations

import re

_WORD = "an old Word document (.doc), or an encrypted one"
_PICTURE, _RECORDING = "a picture", "a recording"
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(mark, re.DOTALL), suffix, name)
    for mark, suffix, name in (
        (rb"PK\x03\x04", ".zip", "a zip archive (DOCX, ODT, EPUB or the like)"),
        (rb"PK\x05\x06", ".zip", "an empty zip archive"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".cfb", _WORD),
        (rb"{\\rtf", ".rtf", "RTF"),
        (rb"\x89PNG\r\n\x1a\n", ".png", _PICTURE),
        (rb"\xff\xd8\xff", ".jpg", _PICTURE),
        (rb"GIF8[79]a", ".gif", _PICTURE),
        (rb"II\*\x00|MM\x00\*", ".tif", _PICTURE),
        (rb"RIFF.{4}WEBP", ".webp", _PICTURE),
        (rb"\x00\x00..ftyp(?:he[iv][cxms]|mif1|msf1)", ".heic", _PICTURE),
        (rb"\x00\x00..ftypM4A", ".m4a", _RECORDING),
        (rb"\x00\x00..ftypqt", ".mov", _RECORDING),
        (rb"\x00\x00..ftyp", ".mp4", _RECORDING),
        (rb"\x1aE\xdf\xa3.{0,60}?webm", ".webm", _RECORDING),
        (rb"\x1aE\xdf\xa3", ".mkv", _RECORDING),
        (rb"ID3[\x02-\x04]\x00", ".mp3", _RECORDING),
        (rb"OggS\x00", ".ogg", _RECORDING),
        (rb"RIFF.{4}WAVE", ".wav", _RECORDING),
        (rb"\x1f\x8b", ".gz", "compressed (gzip)"),
        (rb"7z\xbc\xaf'\x1c", ".7z", "a 7-Zip archive"),
        (rb"Rar!\x1a\x07", ".rar", "a RAR archive"),
        (rb".{257}ustar(?:\x0000|  \x00)", ".tar", "a tar archive"),
        (rb".{60}BOOKMOBI", ".mobi", "an e-book"),
        (rb"WARC/", ".warc", "a web archive (WARC)"),
    )
)
"""How each begins → its suffix, and what it is in words for a message."""
_STREAMS = (
    ("WordDocument", ".doc", _WORD),
    ("Workbook", ".xls", "an old spreadsheet (.xls)"),
    ("Book", ".xls", "an old spreadsheet (.xls)"),
    ("PowerPoint Document", ".ppt", "an old presentation (.ppt)"),
    ("__nameid_version1.0", ".msg", "a mail of one program (.msg)"),
)
"""What has its text in a stream of this name, in the container that old office programs have in common."""
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>/]", re.IGNORECASE)
_PROLOGUE = re.compile(r"\s*(?:(<!--)|<\?|<!doctype\s+(?!html))", re.IGNORECASE)
_PDF_WITHIN = 1024
"""Bytes, as readers of PDF have it: some have the head of a mail or of a printer before theirs."""
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]|\x1b%-12345X")
HEAD = 65_536
"""Bytes in which a text shows what it is; comments may stand before."""
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""Of the order of bytes, as some programs write them before a text."""


def suffix(raw: bytes) -> str | None:
    """The suffix of what these bytes are: `.html`, `.pdf`, `.zip`; None where they could be any text.

    An archive is one (`.zip`, `.gz`), whatever is in it; `.cfb` is one of old office programs that does not
    show of which.
    """
    found = _found(raw)
    return found[0] if found else None


def named(raw: bytes) -> str | None:
    """What a file with these bytes is, in words for a message; None where its beginning does not say."""
    found = _found(raw)
    return found[1] if found else None


def instead(raw: bytes, wanted: str) -> str:
    """The message for a file that should be `wanted` (`a PDF`), and is not."""
    found = named(raw)
    return f"is {found}, not {wanted}" if found else f"is not {wanted}"


def _found(raw: bytes) -> tuple[str, str] | None:
    if is_page(behind_prologue(as_text(raw[:HEAD]))):
        return ".html", "a web page (HTML)"
    if _is_pdf(raw[:_PDF_WITHIN]):
        return ".pdf", "a PDF"
    plain = raw.removeprefix(_MARKS[0])
    found = next(((suffix, name) for mark, suffix, name in _BEGINNINGS if mark.match(plain)), None)
    return _of_office(raw) or found if found and found[0] == ".cfb" else found


def _is_pdf(head: bytes) -> bool:
    """Whether a PDF begins here, or behind something that is no text: a text may well speak of one."""
    before, mark, _ = head.partition(b"%PDF-")
    return bool(mark) and (not before.removeprefix(_MARKS[0]).strip() or bool(_NO_TEXT.search(before)))


def _of_office(raw: bytes) -> tuple[str, str] | None:
    """Which program's document it is, by the first stream; others may be set into it."""
    places = ((raw.find(name.encode("utf-16-le")), suffix, said) for name, suffix, said in _STREAMS)
    found = min((place for place in places if place[0] >= 0), default=None)
    return found[1:] if found else None


def is_page(text: str) -> bool:
    """Whether a web page begins here."""
    return bool(_PAGE.match(text))


def behind_prologue(text: str) -> str:
    """What follows comments, and what XML and feeds say before their first element."""
    at = 0
    while begun := _PROLOGUE.match(text, at):
        end = "-->" if begun[1] else ">"
        found = text.find(end, begun.end())
        if found < 0:
            break
        at = found + len(end)
    return text[at:].lstrip()


def as_text(head: bytes) -> str:
    """The beginning of a text, its line ends as LF; byte by byte, where no mark says how it is encoded."""
    text = head.decode("latin-1")
    for mark, name in zip(_MARKS, ("utf-8", "utf-16-le", "utf-16-be"), strict=True):
        if head.startswith(mark):
            text = head[len(mark) :].decode(name, errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_text(raw: bytes) -> bool:
    """Whether the beginning has none of the bytes that no text has."""
    return not _NO_TEXT.search(as_text(raw[:HEAD]).encode("utf-8", "replace"))
