"""From bytes to characters where something names the encoding: by mark, by name, as UTF-8, by detection.

Pages, feeds and parts of mails name one, and it is often wrong: a server's header overruled it. Bytes beyond
ASCII that are valid UTF-8 are nothing else, so they are read as that whatever is declared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from briefgen.readers.formats.encoding import decode, detected
from briefgen.readers.formats.extracted import UnreadableError

_DECLARED = re.compile(r"""<meta\b[^<>]{0,300}?\bcharset\s?=\s?["']?\s?([\w:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(r"""<\?xml\b[^<>]{0,100}?\bencoding\s?=\s?["']([\w:.-]{2,40})""", re.IGNORECASE)
_HEAD = 8_192
"""Bytes in which a declaration is looked for: eight times what the standard asks."""
_SAMPLE = 60_000
"""Bytes that are enough to detect an encoding by."""
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MOST_CONTROLS = 0.01
_BROKEN = 0.3
"""The part of the characters beyond ASCII that may be broken in a text that is in UTF-8 all the same."""


def _labels() -> Mapping[str, str]:
    """What pages call an encoding → what Python calls the one that browsers take for it."""
    same = [f"iso-8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
    same += [f"windows-125{n}" for n in range(9)] + ["koi8-r", "koi8-u", "ibm866", "macintosh", "gb18030"]
    same += ["big5", "euc-jp", "iso-2022-jp", "iso-2022-kr", "utf-8"]
    latin = ("iso-8859-1", "latin1", "latin-1", "iso8859-1", "us-ascii", "ascii", "l1", "cp1252", "x-cp1252")
    found = {name: name for name in same} | dict.fromkeys(latin, "windows-1252")
    found |= {"iso-8859-9": "windows-1254", "tis-620": "cp874", "iso-8859-11": "cp874", "utf8": "utf-8"}
    found |= {"gb2312": "gb18030", "gbk": "gb18030", "big5-hkscs": "big5hkscs", "macintosh": "mac-roman"}
    found |= dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932")
    found |= dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean", "windows-949"), "cp949")
    # A page in which this can be read is in none of them.
    return MappingProxyType(found | dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"))


_LABELS = _labels()
_ESCAPED = frozenset({"iso-2022-jp", "iso-2022-kr"})
"""These are written in ASCII alone, with the sign for an escape."""
_WIDE: Mapping[str, str] = MappingProxyType(
    {"utf-16": "utf-16-le", "utf-16le": "utf-16-le", "unicode": "utf-16-le", "utf-16be": "utf-16-be"}
)
"""What a server may call a text that has zeros in it."""


def characters(raw: bytes, told: str | None = None, *, declares: bool = True) -> tuple[str, tuple[str, ...]]:
    """The source of a page or a text, and what the user should know about how it was decoded.

    `told`: the encoding that its server or its container names, which is believed before the page;
    `declares`: whether it may name one itself, as pages do and plain texts don't.
    Raises UnreadableError where the bytes are not text.
    """
    if raw.startswith(_MARKS):
        return decode(raw)
    wide = _WIDE.get((told or "").lower().strip())
    if b"\0" in raw and wide is None:
        raise UnreadableError("is not text")
    text, problems = (
        _wide(raw, wide) if wide and b"\0" in raw else _decoded(raw, _declared(raw, told, declares))
    )
    controls = sum(map(text.count, map(chr, [*range(1, 9), *range(14, 27), *range(28, 32), 127])))
    if controls > _MOST_CONTROLS * len(text):
        raise UnreadableError("is not text")
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _wide(raw: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text in one of the two encodings that ASCII can't be read in."""
    try:
        return raw.decode(name), ()
    except UnicodeDecodeError as error:
        raise UnreadableError("is not text") from error


def _declared(raw: bytes, told: str | None, declares: bool) -> str | None:
    """Python's name of the encoding that is declared; None where none is that is known."""
    head = raw[:_HEAD].decode("latin-1") if declares else ""
    named = [told, *(found[1] for x in (_DECLARED, _XML) if (found := x.search(head)))]
    return next((name for label in named if label and (name := _LABELS.get(label.lower().strip()))), None)


def _decoded(raw: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    other = declared if declared != "utf-8" else None
    try:
        text = raw.decode(other if other in _ESCAPED and b"\x1b" in raw else "utf-8")
        lies = other is not None and other not in _ESCAPED and not text.isascii()
        return text, (f"says that it is in {other}, and is in UTF-8; read as that",) if lies else ()
    except UnicodeDecodeError:
        pass
    if other is not None:
        try:
            return raw.decode(other), ()
        except UnicodeDecodeError:
            kept = raw.decode(other, errors="replace")
            return kept, (f"says that it is in {other}: what can't be read so shows as �",)
    kept = raw.decode("utf-8", errors="replace")
    beyond = sum(1 for c in kept if c > "\x7f")
    if kept.count("\ufffd") <= _BROKEN * beyond:
        return kept, ("has broken UTF-8: what can't be read shows as �",)
    return _detected(raw, declared)


def _detected(raw: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """The text in the encoding that the lines with something beyond ASCII look like."""
    lines = [line[:2_000] for line in raw.splitlines() if not line[:2_000].isascii()] or [raw]
    _, name = detected(b"\n".join(lines)[:_SAMPLE])
    said = "says that it is in UTF-8, and is not" if declared else "does not say in which encoding it is"
    return raw.decode(name, errors="replace"), (f"{said}; read as {name.replace('_', '-')}",)
