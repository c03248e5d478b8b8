"""Documents that are zip archives of XML: what of them is read, within bounds, and without leaving memory.

Nothing is unpacked to disk, so no name and no link in an archive leads anywhere. Pictures, fonts and programs
are not unpacked at all. XML that declares a document type is refused: entities are how a small file becomes a
large one, or reads another, and no program that writes documents declares any.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from briefgen.readers.formats.extracted import UnreadableError
from briefgen.readers.formats.signature import instead

MOST_XML = 40_000_000
"""Bytes of XML in all; an article has a hundredth of that."""
MOST_ELEMENTS = 300_000
DEEPEST = 200
_MOST_DIRECTORY = 1_000_000
"""Bytes of the list of members: some ten thousand."""
_MOST_MEMBERS = 20_000
_MOST_RATIO = 200
_SMALL = 2_000_000
"""Bytes that may be packed as tightly as they will."""
_MEMBER, _END, _END_64 = b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x07"
_END_BYTES = 22
_MOST_REMARK = 65_535
_ENCRYPTED = 0x1
_WHOLE = ("mimetype",)


def bare(raw: bytes, wanted: str) -> bytes:
    """The archive with its XML alone; other members are empty, so that what refers to them finds something.

    Raises UnreadableError where these bytes are no archive (`wanted` says of what: `a DOCX`), or hostile.
    """
    _check_directory(raw, wanted)
    out = BytesIO()
    left = MOST_XML
    try:
        with ZipFile(BytesIO(raw)) as given, ZipFile(out, "w", ZIP_STORED) as made:
            for member in _members(given):
                content = b""
                if _is_xml(member.filename) or member.filename in _WHOLE:
                    content = _content(given, member, left)
                    left -= len(content)
                made.writestr(ZipInfo(member.filename), content)
    except (BadZipFile, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise UnreadableError(f"is damaged: {_one_line(error)}") from None
    except Exception as error:
        if type(error).__module__ in ("zlib", "_lzma", "lzma"):
            raise UnreadableError("is damaged: a member can't be unpacked") from None
        raise
    return out.getvalue()


def is_crowded(raw: bytes) -> bool:
    """Whether an archive has more members than anything that is read: asked before their list is read.

    They are counted by how their entries begin. What the end says of its size can be a lie.
    """
    at = _end(raw)
    size = int.from_bytes(raw[at + 12 : at + 16], "little") if at >= 0 else 0
    return size > _MOST_DIRECTORY or raw.count(_MEMBER) > _MOST_MEMBERS


def _end(raw: bytes) -> int:
    return raw.rfind(_END, max(0, len(raw) - _END_BYTES - _MOST_REMARK))


def _check_directory(raw: bytes, wanted: str) -> None:
    """Look at the size of the list of members before it is read."""
    at = _end(raw)
    if not raw.startswith(b"PK") or at < 0:
        cut = raw.startswith(b"PK\x03\x04")
        raise UnreadableError("is damaged: the end is missing" if cut else instead(raw, wanted))
    if is_crowded(raw) or _END_64 in raw[max(0, at - 20) : at]:
        raise UnreadableError("has too many members for a document")


def _members(given: ZipFile) -> Iterator[ZipInfo]:
    """Its files; no folders, no links, nothing without a name or that would lie outside of it."""
    seen: set[str] = set()
    for member in given.infolist():
        name = member.filename
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableError("is encrypted: save it without a password")
        if name in seen:
            raise UnreadableError(f"has two members with one name ({_one_line(name)})")
        seen.add(name)
        outside = name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name
        if not (name.endswith("/") or not name or outside or stat.S_ISLNK(member.external_attr >> 16)):
            yield member


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _content(given: ZipFile, member: ZipInfo, left: int) -> bytes:
    """A member's bytes, where they are as many as it says, few enough, and XML that is safe."""
    tight = member.file_size > _MOST_RATIO * max(1, member.compress_size)
    if member.file_size > left or (tight and member.file_size > _SMALL):
        raise UnreadableError("unpacks to far more than a document has")
    with given.open(member) as opened:
        content = opened.read(left + 1)
    if len(content) > left:
        raise UnreadableError("unpacks to far more than a document has")
    if _is_xml(member.filename) and content.strip():
        check_xml(content)
    return content


def check_xml(content: bytes) -> None:
    """Raise UnreadableError where this is no XML, declares a document type, or is too large or too deep."""
    parser = expat.ParserCreate()
    depth = elements = 0

    def declared(*_: object) -> None:
        raise UnreadableError("declares a document type: refused, because entities can be a trap")

    def began(*_: object) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > DEEPEST:
            raise UnreadableError("is nested too deeply")
        if elements > MOST_ELEMENTS:
            raise UnreadableError("has more elements than a document has")

    def ended(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler, parser.EndElementHandler = began, ended
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnreadableError(f"is damaged: not well-formed XML ({error})") from None


def _one_line(said: object) -> str:
    return " ".join(str(said).split())[:120]
