"""Text that was encoded once too often: HTML's entities, and UTF-8 that was read as something else.

Mended is only what can have no other meaning: “â€™” is no word of any language, while an Ã may end one. What
is mended is always reported, and so is what looks wrong and is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from html.entities import html5
from unicodedata import category

Mended = tuple[str, tuple[str, ...]]
"""The text, and what the user should know."""

# -- names of characters -------------------------------------------------------------

_ENTITY = re.compile(r"&(?:amp;)*(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_AMPERSAND = re.compile(r"&(?![A-Za-z][A-Za-z0-9]{1,30};|#\w{1,8};)")
_MARKUP = frozenset({"&amp;", "&lt;", "&gt;", "&#38;", "&#60;", "&#62;"})
"""These may be meant as they stand where a text has bare ones too."""
_SPOKEN_OF = re.compile(
    r"\b(?:html5?|xml|ampersands?|markup|character (?:entit(?:y|ies)|references?)|unescaped?)\b",
    re.IGNORECASE,
)
"""A text that speaks of such names may mean them."""
_CODE = re.compile(r"`[^`\n]*`|\bhttps?://\S+|<[A-Za-z/!][^<>\n]{0,400}>")
_AROUND = frozenset({"“”", "‘’", '""', "''", "()", "[]", "«»"})


def entities(text: str) -> Mended:
    """The text with the characters that HTML's names of them stand for."""
    if not _ENTITY.search(text):
        return text, ()
    code = [found.span() for found in _CODE.finditer(text)]
    left: list[str] = []
    mended: list[str] = []
    doubtful = bool(_SPOKEN_OF.search(text))
    names = {found[0] for found in _ENTITY.finditer(text)}
    tags = bool(re.search(r"&lt;/?[A-Za-z!]", text))
    mixed = bool(_AMPERSAND.search(text)) and names <= _MARKUP

    def character(found: re.Match[str]) -> str:
        name, said = found[0], _character(found[0])
        if said is None or any(a <= found.start() < b for a, b in code):
            return name
        around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
        tag = tags and said in "<>"
        if doubtful or tag or around in _AROUND or (mixed and name in _MARKUP):
            left.append(name)
            return name
        mended.append(name)
        return said

    return _ENTITY.sub(character, text), _told(mended, left, ("HTML entity", "HTML entities"))


def _character(name: str) -> str | None:
    """What a name of HTML's stands for; None where it is none, or of something that is no text."""
    once = "&" + re.sub("^(?:amp;)+(?=.)", "", name[1:])
    if once[1] != "#" and once[1:] not in html5:
        return None
    said = unescape(once)
    text = said != "\ufffd" and all(c.isprintable() or category(c) in ("Zs", "Cf") for c in said)
    return said if text else None


# -- text that was decoded twice -----------------------------------------------------


def _bytes() -> Mapping[str, int]:
    """Character → the byte that it was, read as Windows' Western encoding or as Latin 1."""
    found = {chr(b): b for b in range(0x80, 0x100)}
    for b in range(0x80, 0x100):
        try:
            found[bytes([b]).decode("cp1252")] = b
        except UnicodeDecodeError:
            continue
    return found


_BYTES = _bytes()
_AFTER = "".join(re.escape(c) for c, b in _BYTES.items() if b < 0xC0)
"""What bytes behind the first of a character look like."""
_SURE = rf"â[€\x80‚\x82„\x84][{_AFTER}]|ð[Ÿ\x9f][{_AFTER}]{{2}}|ï¬[\x80-\x86€‚ƒ„…†]|ï»¿"
_LATIN = rf"[\u00c2-\u00d1][{_AFTER}]"
_TWICE = re.compile(rf"(?:{_SURE}|{_LATIN})+")
_LOST = re.compile("[âÃÂ]€?\ufffd|ï¿½")
"""A part of the character is gone."""
_CLOSING = frozenset("”’“‘»›«‹„‚…–—™®°²³¹ªº·\xa0¡¿")
"""What may stand behind a capital in text that is right."""
_TWICE_DECODED = ("character that was decoded twice", "characters that were decoded twice")
_PASSES = 3
"""Some text was decoded more than twice."""


def twice_decoded(text: str) -> Mended:
    """The text with what was UTF-8, and read as something else, read as UTF-8."""
    if not re.search(rf"[âðïÂ-Ñ][{_AFTER}\ufffd]", text):
        return text, ()
    mended: list[str] = []
    for _ in range(_PASSES):
        before, text = text, _TWICE.sub(_read_again(text, mended), text)
        if text == before:
            break
    text = _closed(text, mended)
    lost = [found[0] for found in _LOST.finditer(text)]
    return text, _told(mended, lost, _TWICE_DECODED)


def _read_again(text: str, mended: list[str]) -> Callable[[re.Match[str]], str]:
    def again(found: re.Match[str]) -> str:
        run = found[0]
        said = _decoded(run)
        before = text[max(0, found.start() - 1) : found.start()]
        after = text[found.end() : found.end() + 1]
        if said is None or not _is_certain(run, before, after):
            return run
        mended.append(run)
        return said.replace("\ufeff", "")

    return again


def _decoded(run: str) -> str | None:
    try:
        said = bytes(_BYTES[c] for c in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
    # Behind a euro sign it is a part of a mark that was decoded once more.
    return None if re.search("(?<!€)[\x7f-\x9f]", said) else said


def _is_certain(run: str, before: str, after: str) -> bool:
    """Whether these characters make no sense as they stand."""
    if len(run) > 2 or run[1] not in _CLOSING:
        return True
    if run[0] == "Â":
        return not before.isupper() and before not in ("«", "“", "„", "‘", "(")
    if run[1] == "’":  # the genitive of a name in Å
        return before.islower()
    return before.islower() or after.islower()


def _closed(text: str, mended: list[str]) -> str:
    """A quotation mark whose last byte was lost, where it closes one that is open."""
    out, opened = [], False
    for piece in re.split("(â€\ufffd)", text):
        if piece == "â€\ufffd" and opened:
            mended.append(piece)
            piece = "”"
        out.append(piece)
        if piece.rfind("“") != piece.rfind("”"):
            opened = piece.rfind("“") > piece.rfind("”")
    return "".join(out)


# -- what is said of it --------------------------------------------------------------


def _told(mended: list[str], left: list[str], what: tuple[str, str]) -> tuple[str, ...]:
    told = []
    if mended:
        told.append(f"had {_such(mended, what)}: mended")
    if left:
        told.append(f"has {_such(left, what)}: left, because more than one reading is possible")
    return tuple(told)


def _such(found: list[str], what: tuple[str, str]) -> str:
    examples = " ".join(list(dict.fromkeys(found))[:3])
    return f"{len(found)} {what[len(found) > 1]} (such as {examples})"
