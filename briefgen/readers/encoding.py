"""From bytes to text: UTF-8, a byte-order mark, or detection that is reported."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from briefgen.readers.extracted import UnreadableError

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Text has tabs, line ends and form feeds; a file with more other control characters than this is something
# else.
_MOST_CONTROLS = 0.01
_WESTERN = "cp1252"


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, its line ends as LF, and what the user should know about how it was decoded.

    Raises UnreadableError where the bytes are not text.
    """
    text, problems = _decode(raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    controls = sum(1 for c in text if c < " " and c not in "\t\n\f\v" or c == "\x7f")
    if controls > _MOST_CONTROLS * len(text):
        raise UnreadableError("is not text")
    return text, problems


def _decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            try:
                return raw.decode(name), ()
            except UnicodeDecodeError:
                kept = raw.decode(name, errors="replace")
                return kept, (
                    f"has broken {name.removesuffix('-sig').upper()}: what can't be read shows as �",
                )
    if b"\0" in raw:
        raise UnreadableError("is not text")
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _detect(raw)


def _detect(raw: bytes) -> tuple[str, tuple[str, ...]]:
    found = from_bytes(raw)
    best = found.best()
    if best is None:
        raise UnreadableError("is not text, or in an encoding that is not known; save it as UTF-8")
    # Where several fit equally well, English text is most likely in Windows' Western one.
    equal = (m for m in found if (m.chaos, m.coherence) == (best.chaos, best.coherence))
    chosen, name = next(
        ((m, _WESTERN) for m in equal if _WESTERN in m.could_be_from_charset), (best, best.encoding)
    )
    return str(chosen), (f"is not UTF-8; read as {name.replace('_', '-')}: better save it as UTF-8",)
