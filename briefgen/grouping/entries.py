"""The entries of `sources.yml` that go with articles into other folders, each byte for byte.

An entry takes along the comments in its lines and those directly above it; what stands apart by a blank line
stays. What is to be written is read back before: together the lists must say what the one said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from briefgen.editorial.layout import laid_out
from briefgen.errors import ConfigError
from briefgen.readers.metadata import FILE, load_sources

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


def read_list(folder: Path) -> bytes | None:
    """The bytes of a folder's list; None where there is none.

    Raises ConfigError where it is no file of this folder, or can't be read.
    """
    path = folder / FILE
    if path.is_symlink():
        raise ConfigError(f"{path}: is a link: put the file itself there, then run this again")
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror or error}") from None


def names_in(raw: bytes | None) -> frozenset[str]:
    """The files of which a list says something.

    Raises ConfigError where it can't be understood.
    """
    return frozenset(load_sources(_text(raw))) if raw else frozenset()


def parted(raw: bytes | None, into: Mapping[str, str]) -> tuple[bytes | None, Mapping[str, str]]:
    """What is left of a list, None where that is nothing at all, and for each folder the lines that go there.

    `into`: names in the list → the folder that the file moves into.

    Raises ConfigError where the list is written so that it can't be parted.
    """
    text = _text(raw)
    before = load_sources(text)
    if raw is None or not into.keys() & before.keys():
        return raw, {}
    layout = laid_out(text, FILE)
    between = [_split(layout.head), *(_split(e.gap) for e in layout.entries)]
    # One comment at the head and nothing else: it is about the whole list, not about its first entry.
    between[0] = between[0] if between[0][0] else (layout.head, "")
    left, gone = between[0][0], dict[str, str]()
    for entry, (_, above), (apart, next_above) in zip(layout.entries, between, between[1:], strict=False):
        lines, folder = above + entry.text, into.get(entry.name)
        if folder is None:
            left += lines
        else:
            gone[folder] = gone.get(folder, "") + _ended(lines)
        left += apart + (next_above if entry is layout.entries[-1] else "")
    left += layout.tail
    said = load_sources(left)
    for lines in gone.values():
        said |= load_sources(lines)
    if said != before:
        raise ConfigError(
            f"{FILE}: is written so that it can't be parted: begin each entry at the beginning of a line, "
            "as `name:`"
        )
    bom = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    return (bom + left.encode() if left.strip() else None), gone


def added(raw: bytes | None, lines: str) -> bytes:
    """A folder's list with these lines below it.

    Raises ConfigError where the list can't be added to.
    """
    text = _text(raw)
    before = load_sources(text)
    more = lines.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in text else lines
    whole = f"{_ended(text)}{more}" if text.strip() else more
    if load_sources(whole) != {**before, **load_sources(lines)}:
        raise ConfigError(
            f"{FILE}: can't be added to: write it as `name:` lines with what is known below each"
        )
    return whole.encode()


def _text(raw: bytes | None) -> str:
    try:
        return (raw or b"").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{FILE}: is not UTF-8 (byte {error.start}): save the file as UTF-8") from None


def _ended(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else f"{text}\n"


def _split(gap: str) -> tuple[str, str]:
    """What stands between two entries, without the lines of comment at its end; then these."""
    at = len(gap)
    for line in reversed(_LINE.findall(gap)):
        if not line.startswith("#") or not line.endswith(("\n", "\r")):
            break
        at -= len(line)
    return gap[:at], gap[at:]
