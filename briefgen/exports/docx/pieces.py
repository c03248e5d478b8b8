"""Elements of a document for which python-docx has no call: links, endnotes, fields, repeated table heads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table

from briefgen.exports.docx.styles import LINK, MARK, NOTE

_SEPARATORS = f"""<w:endnotes {nsdecls("w", "r")}>
<w:endnote w:type="separator" w:id="-1">
<w:p><w:r><w:separator/></w:r></w:p></w:endnote>
<w:endnote w:type="continuationSeparator" w:id="0">
<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:endnote>
</w:endnotes>"""
"""The line above the endnotes, which Word wants to find first, under these numbers."""


def element(tag: str, /, *inside: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """An element of WordprocessingML with these attributes and children."""
    made = OxmlElement(f"w:{tag}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    made.extend(inside)
    return made


def words(text: str, style: str | None = None) -> BaseOxmlElement:
    """A run of words, in a character style of this name's id."""
    said = element("t")
    said.text = text
    said.set(qn("xml:space"), "preserve")
    return element("r", *([] if style is None else [styled(style)]), said)


def styled(style: str) -> BaseOxmlElement:
    """The properties of a run that has a character style."""
    return element("rPr", element("rStyle", val=_id(style)))


def link(part: Part, address: str, text: str) -> BaseOxmlElement:
    """Words that lead to an address of the web. `part`: the part of the package that they stand in."""
    made = element("hyperlink", words(text, LINK))
    made.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return made


def field(what: str) -> BaseOxmlElement:
    """A number that Word counts itself: PAGE, NUMPAGES."""
    return element("fldSimple", words("1"), instr=what)


def repeat_head(table: Table) -> None:
    """Have the first row of a table stand on every page that it runs over, and no row be split."""
    for n, row in enumerate(table.rows):
        own = row._tr.get_or_add_trPr()
        own.append(element("cantSplit"))
        if n == 0:
            own.append(element("tblHeader"))


class Endnotes:
    """The endnotes of a document, which Word numbers.

    An endnote belongs to one place: where its sentence is cited again, a field repeats the number.
    """

    def __init__(self, document: Document, notes: Mapping[str, Mapping[str, Any]]) -> None:
        self._notes = notes
        self._given: dict[str, str] = {}
        self._part = XmlPart(
            PackURI("/word/endnotes.xml"), CONTENT_TYPE.WML_ENDNOTES, parse_xml(_SEPARATORS),
            document.part.package,
        )  # fmt: skip
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.ENDNOTES)
        own = element("endnotePr", element("numFmt", val="decimal"))
        own.extend([element("endnote", id="-1"), element("endnote", id="0")])
        document.settings.element.find(qn("w:compat")).addprevious(own)
        sheet = document.sections[0]._sectPr
        sheet.find(qn("w:pgSz")).addprevious(element("endnotePr", element("numFmt", val="decimal")))

    def mark(self, key: str) -> list[BaseOxmlElement]:
        """What stands in the text for the mark of a sentence."""
        place = f"note_{key}"
        if key in self._given:
            return _field(f"NOTEREF {place} \\f \\h", self._given[key])
        number = self._given[key] = str(len(self._given) + 1)
        self._part.element.append(self._note(key, number))
        reference = element("r", styled(MARK), element("endnoteReference", id=number))
        begin = element("bookmarkStart", id=number, name=place)
        return [begin, reference, element("bookmarkEnd", id=number)]

    def _note(self, key: str, number: str) -> BaseOxmlElement:
        note = self._notes[key]
        own = element("pPr", element("pStyle", val=_id(NOTE)))
        said = [element("r", styled(MARK), element("endnoteRef")), words(" "), words(key, "Strong")]
        said.append(words(f" “{note['said']}” {note['from']}."))
        if note["address"]:
            said += [words(" "), link(self._part, note["address"], note["shown"])]
        return element("endnote", element("p", own, *said), id=number)


def _field(what: str, shown: str) -> list[BaseOxmlElement]:
    """A field in the style of a mark, with what it shows until it is counted again."""
    code = element("instrText")
    code.text = f" {what} "
    code.set(qn("xml:space"), "preserve")

    def run(*inside: BaseOxmlElement) -> BaseOxmlElement:
        return element("r", styled(MARK), *inside)

    begin, middle, end = (run(element("fldChar", fldCharType=x)) for x in ("begin", "separate", "end"))
    return [begin, run(code), middle, words(shown, MARK), end]


def _id(style: str) -> str:
    """The id under which python-docx keeps a style of this name."""
    return style.replace(" ", "")
