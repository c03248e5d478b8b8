"""A document as the bytes of its file: always the same, and without a trace of who made it where."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from docx.document import Document

from briefgen.exports.docx.styles import LANGUAGE
from briefgen.pages.wording import cut

_OF_THE_TEMPLATE = ("/extended-properties", "/thumbnail", "/customXml", "/stylesWithEffects")
"""Parts of python-docx's own template that tell of another document, or that nothing here needs."""
_MOST = 250
"""Characters: a property of the document has room for 255."""
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that the format of the archive can say: stands for none."""


def packed(document: Document, *, title: str, about: str) -> bytes:
    """The file. It is not compressed: what that gives differs from one version of a library to the next."""
    _describe(document, title, about)
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as made, ZipFile(out, "w", ZIP_STORED) as file:
        for name in made.namelist():
            entry = ZipInfo(name, _FIRST)
            entry.create_system = 0
            file.writestr(entry, made.read(name))
    return out.getvalue()


def _describe(document: Document, title: str, about: str) -> None:
    """Say what it is; when it was made is not known, because no clock is asked."""
    package = document.part.package
    assert package is not None
    for related in (package.rels, document.part.rels):
        for name, relation in list(related.items()):
            if relation.reltype.endswith(_OF_THE_TEMPLATE):
                del related[name]
    told = document.core_properties
    told.title, told.subject, told.language = cut(title, _MOST), cut(about, _MOST), LANGUAGE[:2]
    told.author = told.last_modified_by = told.comments = told.keywords = ""
    told.revision = 1
    for date in ("created", "modified"):
        for found in told._element.findall(f"{{{_TERMS}}}{date}"):
            told._element.remove(found)


_TERMS = "http://purl.org/dc/terms/"
