"""From bytes to text: UTF-8, a byte-order mark, or detection that is reported."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from briefgen.readers.formats.extracted import UnreadableError

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
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_WESTERN = "cp1252"
_SHORT = 100
"""Words: in fewer, there is too little to tell encodings apart by statistics."""
_FEW = 0.15
"""The share of letters beyond ASCII in a text in Latin letters is smaller."""
_MARKS_OF_PRINT = frozenset("“”‘’„‚‹›«»–—…•·€£§°©®™¡¿\u00a0")
_WITHIN = frozenset("’·–—…\u00a0")
"""Those that may stand between two letters."""
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "äöüß", "àâçéèêëîïôùûüÿœæ", "áéíóúüñ", "áâãàçéêíóôõúü", "àèéìíîòóùú", "æøåéèêòôó", "åäöé",
        "áàéèëïíóöüê", "áðéíóúýþæö", "àèéíïóòúüç",
    )
)  # fmt: skip
"""The letters beyond ASCII of languages that are written in Windows' Western encoding."""
_NAMES = 4
"""So many words of several languages may stand in a text of another: `Zoë`, `Åkesson`, `café`."""
_WORD = re.compile(r"[^\W\d_]+")


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, its line ends as LF, and what the user should know about how it was decoded.

    Raises UnreadableError where the bytes are not text.
    """
    text, problems = _decode(raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    controls = len(text) - len(_CONTROLS.sub("", text))
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
    text, name = detected(raw)
    return text, (f"is not UTF-8; read as {name.replace('_', '-')}: better save it as UTF-8",)


def detected(raw: bytes) -> tuple[str, str]:
    """The text in the encoding that these bytes are most likely in, and what that is called.

    Raises UnreadableError where there is none.
    """
    short = len(raw.split()) < _SHORT
    if short and _share(raw) < _FEW and (text := _as_western(raw)) is not None:
        return text, _WESTERN
    found = from_bytes(raw)
    best = found.best()
    if best is None:
        raise UnreadableError("is not text, or in an encoding that is not known; save it as UTF-8")
    if short:
        best = next((m for m in found if m.encoding != _WESTERN and _makes_sense(str(m))), best)
        return str(best), best.encoding
    # Where several fit equally well, English text is most likely in Windows' Western one.
    equal = (m for m in found if (m.chaos, m.coherence) == (best.chaos, best.coherence))
    chosen, name = next(
        ((m, _WESTERN) for m in equal if _WESTERN in m.could_be_from_charset), (best, best.encoding)
    )
    return str(chosen), name


def _share(raw: bytes) -> float:
    """The share of bytes that are letters in most encodings of one byte a letter."""
    return sum(1 for byte in raw if byte >= 0xC0) / max(1, len(raw))


def _as_western(raw: bytes) -> str | None:
    """The text in Windows' Western encoding, where it makes sense in that and has the letters of the West."""
    try:
        text = raw.decode(_WESTERN)
    except UnicodeDecodeError:
        return None
    words = {word for word in map(str.lower, _WORD.findall(text)) if not word.isascii()}
    whole = [" ".join(words)] if len(words) > _NAMES else []
    return text if _makes_sense(text) and all(map(_is_western, (*words, *whole))) else None


def _makes_sense(text: str) -> bool:
    """Whether there is nothing beyond ASCII but letters and the marks of print, each where it may stand.

    No word has letters of two scripts, or a capital behind a small letter.
    """
    for before, sign, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if sign.isascii():
            continue
        within = before.isalpha() and after.isalpha()
        if not (sign.isalpha() or (sign in _MARKS_OF_PRINT and (sign in _WITHIN or not within))):
            return False
        mixed = any(x.isascii() and x.isalpha() for x in (before, after)) and sign.isalpha()
        if (sign.isupper() and before.islower()) or (mixed and "LATIN" not in unicodedata.name(sign, "")):
            return False
    return True


def _is_western(words: str) -> bool:
    """Whether there is a language of the West that has all of these letters."""
    signs = {sign for sign in words if not sign.isascii() and sign.isalpha()}
    return any(signs <= alphabet for alphabet in _ALPHABETS)
