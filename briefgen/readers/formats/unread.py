"""Files that no module reads: what they are, and how their text can be had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from briefgen.readers.formats.extracted import Container, Format

_SHEET = "is a spreadsheet: save the sheet that matters as text or PDF"
_SLIDES = "is a presentation: save it as PDF"
_BOOK = "is an e-book: save the chapter that matters as text or PDF"
_PICTURE = "is a picture: what it shows is not read; type the text, or have a program recognise it"
_SOUND = "is a recording: add its captions (.vtt, .srt) or a transcript"
_ADVICE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".xlsx", ".xls", ".ods", ".numbers"), _SHEET),
        **dict.fromkeys((".pptx", ".ppt", ".odp", ".key"), _SLIDES),
        **dict.fromkeys((".epub", ".mobi", ".azw3"), _BOOK),
        **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".tif", ".tiff"), _PICTURE),
        **dict.fromkeys((".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".mov", ".mkv", ".webm"), _SOUND),
        **dict.fromkeys((".doc", ".pages", ".wpd"), "is of a word processor: save it as DOCX, ODT or PDF"),
        **dict.fromkeys((".zip", ".7z", ".tar", ".gz", ".rar"), "is an archive: unpack it first"),
        ".cfb": "is of an old office program, or encrypted: save it as DOCX, ODT or PDF, without a password",
        ".msg": "is a mail of one program: save it as .eml",
    }
)  # fmt: skip


def why_not(suffix: str, formats: Iterable[Format | Container]) -> str:
    """Why a file with this suffix is not read: what it is, where that is known, else what is read."""
    if suffix in _ADVICE:
        return f"no reader for {suffix}: {_ADVICE[suffix]}"
    return f"no reader for {suffix or 'files without a suffix'} (there are {', '.join(firsts(formats))})"


def firsts(formats: Iterable[Format | Container]) -> tuple[str, ...]:
    """The first suffix of each format, once."""
    return tuple(dict.fromkeys(f.SUFFIXES[0] for f in formats))
