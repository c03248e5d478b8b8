"""How the document looks: a sheet of A4, and the styles of Word, where one change changes all of a sort."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

INK, QUIET, RED = RGBColor(0x14, 0x18, 0x1C), RGBColor(0x55, 0x60, 0x6A), RGBColor(0x8F, 0x1D, 0x1D)
TABLE = "Table Grid"
RULE = "C9D0D5"
SERIF, SANS = "Cambria", "Calibri"
MARK, NOTE, LINK = "endnote reference", "endnote text", "Hyperlink"
"""Styles that Word knows and the template lacks."""
ASIDE, ASIDE_WORD, AFTER = "Briefing Aside", "Briefing Aside Words", "Briefing Imprint"
CELL = "Briefing Cell"
"""Our own: what is said beside a text, a paragraph of it and words of it; by what it was made; a table's."""
LANGUAGE = "en-GB"
_WORD_2013 = "15"
"""The template asks for a Word before that, which would open it in a mode of compatibility."""
_MARGIN, _HEAD, _FOOT = Mm(25), Mm(22), Mm(20)


def lay_out(document: Document) -> None:
    """Give a document its sheet, its language and its styles."""
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin = sheet.right_margin = _MARGIN
    sheet.top_margin, sheet.bottom_margin = _HEAD, _FOOT
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)
    _paragraph(document, "Normal", SERIF, 10.5, after=6)
    _paragraph(document, "Title", SANS, 24, bold=True, after=4)
    _paragraph(document, "Subtitle", SANS, 12.5, QUIET, after=6)
    _paragraph(document, "Heading 1", SANS, 15, bold=True, before=18, after=6)
    _paragraph(document, "Heading 2", SANS, 11.5, bold=True, before=10, after=4)
    _paragraph(document, "Quote", SERIF, 11, after=6).paragraph_format.left_indent = Mm(5)
    _paragraph(document, "List Bullet", SERIF, 10.5, after=4)
    _paragraph(document, "Caption", SANS, 9, QUIET, before=4, after=4).paragraph_format.keep_with_next = True
    _paragraph(document, "Footer", SANS, 8.5, QUIET)
    _paragraph(document, NOTE, SERIF, 9, after=3)
    _paragraph(document, ASIDE, SANS, 9, QUIET, after=8)
    _paragraph(document, AFTER, SANS, 8, QUIET, before=10)
    _character(document, MARK, SANS, None, RED, bold=True).font.superscript = True
    _character(document, LINK, None, None, RED).font.underline = True
    _paragraph(document, CELL, SERIF, 9.5, before=2, after=2)
    _character(document, ASIDE_WORD, SANS, 9, QUIET)
    _without_rule(document)
    _tables(document)


def _paragraph(
    document: Document, name: str, font: str, size: float, colour: RGBColor = INK, *,
    bold: bool = False, before: float = 0, after: float = 0,
) -> ParagraphStyle:  # fmt: skip
    found = _named(document, name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(found, ParagraphStyle)
    _letters(found, font, size, colour, bold)
    found.paragraph_format.space_before, found.paragraph_format.space_after = Pt(before), Pt(after)
    found.paragraph_format.line_spacing = 1.1
    return found


def _character(
    document: Document, name: str, font: str | None, size: float | None, colour: RGBColor, *,
    bold: bool | None = None,
) -> CharacterStyle:  # fmt: skip
    found = _named(document, name, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(found, CharacterStyle)
    _letters(found, font, size, colour, bold)
    return found


def _named(document: Document, name: str, kind: WD_STYLE_TYPE) -> object:
    """The style of this name, made where the template has none."""
    styles = document.styles
    if name in styles:
        return styles[name]
    made = styles.add_style(name, kind, builtin=name in (MARK, NOTE, LINK))
    made.hidden, made.quick_style = False, True
    return made


def _letters(
    style: CharacterStyle, font: str | None, size: float | None, colour: RGBColor, bold: bool | None
) -> None:
    """Typeface, size and colour; the template's theme, which goes before a typeface, is taken out."""
    letters = style.element.get_or_add_rPr()
    for old in letters.findall(qn("w:rFonts")):
        letters.remove(old)
    for name in ("w:spacing", "w:kern", "w:i", "w:iCs"):
        for old in letters.findall(qn(name)):
            letters.remove(old)
    if font is not None:
        style.font.name = font
        letters.find(qn("w:rFonts")).set(qn("w:cs"), font)
    if size is not None:
        style.font.size = Pt(size)
    style.font.bold, style.font.color.rgb = bold, colour


def _without_rule(document: Document) -> None:
    """The title without the template's coloured line below it, quotations with a thin one beside them."""
    title = document.styles["Title"].element.get_or_add_pPr()
    for old in title.findall(qn("w:pBdr")):
        title.remove(old)
    quote = document.styles["Quote"].element.get_or_add_pPr()
    rule, beside = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", RULE)):
        beside.set(qn(f"w:{name}"), value)
    rule.append(beside)
    quote.insert_element_before(rule, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")


def _tables(document: Document) -> None:
    """Give tables thin lines; leave out the template's other styles of them, nine tenths of the file."""
    for line in document.styles[TABLE].element.iter(qn("w:tblBorders")):
        for side in line:
            side.set(qn("w:color"), RULE)
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", TABLE):
            style.delete()
