"""Web pages saved as one file (MHTML): mail with a page and all that it shows; the page is read.

A browser names the page's address in `Snapshot-Content-Location`. Nothing but the page is decoded.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from briefgen.readers.formats.extracted import MOST_BYTES_SAVED, Extracted, UnreadableError
from briefgen.readers.formats.html import read_page

ABOUT = "web page, as a browser saves it as one file"
SUFFIXES: tuple[str, ...] = (".mhtml", ".mht")
NEEDS: str | None = "web"
LIMIT = MOST_BYTES_SAVED
_PAGES = ("text/html", "application/xhtml+xml")
_MULTIPART = re.compile(r"^content-type:\s{0,20}multipart/", re.IGNORECASE | re.MULTILINE)
_MOST_MULTIPARTS = 8
_MOST_HEADERS = 64_000
"""Characters of the headers of a part."""
_DEEPEST = 3
_MOST_LINES = 2_000_000
_MOST_PARTS = 5_000


def read(raw: bytes) -> Extracted:
    """The article of the page in a file with these bytes."""
    message = _message(raw)
    address = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    part = _page(message, _parts(message), address)
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise UnreadableError("is a saved page whose page is empty")
    own = _header(part, "Content-Location")
    found = read_page(content, charset=_charset(part), address=address or own)
    cut = ("ends before its end: what follows is missing",) if _is_cut(message) else ()
    return replace(found, problems=(*cut, *found.problems))


def _message(raw: bytes) -> Message:
    """The file as mail.

    Raises UnreadableError where it is none with parts, or one with more than a browser writes.
    """
    head = raw.decode("latin-1")
    if "\n\n" not in head[:_MOST_HEADERS].replace("\r", ""):
        raise UnreadableError("is no saved page: it has no parts (is it HTML? then its suffix is .html)")
    if len(_MULTIPART.findall(head)) > _MOST_MULTIPARTS or raw.count(b"\n") > _MOST_LINES:
        raise UnreadableError("has more parts within parts than a saved page")
    try:
        message = message_from_bytes(raw.lstrip())
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise UnreadableError("is no saved page: its parts can't be told apart") from error
    if not message.is_multipart():
        raise UnreadableError("is no saved page: it has no parts (is it HTML? then its suffix is .html)")
    return message


def _parts(message: Message, depth: int = 0) -> list[Message]:
    """The parts that hold something themselves."""
    if depth > _DEEPEST:
        raise UnreadableError("has more parts within parts than a saved page")
    inner = message.get_payload()
    found: list[Message] = []
    for part in inner if isinstance(inner, list) else []:
        assert isinstance(part, Message)
        found += _parts(part, depth + 1) if part.is_multipart() else [part]
        if len(found) > _MOST_PARTS:
            raise UnreadableError("has more parts than a saved page")
    return found


def _page(message: Message, parts: list[Message], address: str | None) -> Message:
    """The part that is the page: the one that the file names, the one at its address, the first."""
    sane = (part for part in parts if sum(len(str(value)) for _, value in part.items()) < _MOST_HEADERS)
    pages = [part for part in sane if part.get_content_type() in _PAGES]
    start = message.get_param("start")
    for part in pages:
        if isinstance(start, str) and _header(part, "Content-ID") == start:
            return part
    for part in pages:
        if address and _header(part, "Content-Location") == address:
            return part
    if not pages:
        raise UnreadableError("is a saved page without a page")
    return pages[0]


def _header(part: Message, name: str) -> str | None:
    """A header's text; None where there is none that can be read."""
    given = part.get(name)
    if given is None:
        return None
    try:
        said = str(make_header(decode_header(str(given)[:4_000])))
    except (MessageError, ValueError, LookupError):
        said = str(given)[:4_000]
    return "".join(said.split()) or None


def _charset(part: Message) -> str | None:
    try:
        given = part.get_content_charset()
    except (ValueError, LookupError):
        return None
    return given


def _is_cut(message: Message) -> bool:
    """Whether the last part has no end."""
    return any(type(defect).__name__ == "CloseBoundaryNotFoundDefect" for defect in message.defects)
