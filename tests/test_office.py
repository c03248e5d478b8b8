"""DOCX, ODT and RTF in: what a reader of the document sees, with all changes accepted; and hostile files.

`tests/documents/` has one document as LibreOffice wrote it in the three formats: with a heading, a list, a
quotation, a table, a tracked change, a comment, hidden words, a page header and a page footer. The others are
made here. People and places are invented.
"""

from __future__ import annotations

import stat
import struct
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import docx
import odfdo
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.readers.formats import READERS, odt, rtf
from briefgen.readers.formats import docx as word
from briefgen.readers.formats.archive import DEEPEST, MOST_ELEMENTS, bare
from briefgen.readers.formats.extracted import UnreadableError

DOCUMENTS = Path(__file__).with_name("documents")
TITLE, STANDFIRST, *STORY = (DOCUMENTS / "storm.txt").read_text(encoding="utf-8").strip().split("\n\n")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def blocks(found) -> list[tuple[str, str]]:
    assert list(found.blocks) == sorted(found.blocks) and all(a < b for a, b, _ in found.blocks)
    assert found.text == "\n\n".join(found.text[a:b] for a, b, _ in found.blocks)
    return [(kind, found.text[a:b]) for a, b, kind in found.blocks]


def refused(reader, raw: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        reader.read(raw)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 200
    return str(caught.value)


def archive(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def changed(raw: bytes, name: str, content: bytes) -> bytes:
    """The archive with one member changed."""
    with zipfile.ZipFile(BytesIO(raw)) as given:
        return archive(
            {n: content if n == name else given.read(n) for n in given.namelist()} | {name: content}
        )


# -- one document, written by somebody else, in three formats ------------------------

EXPECTED = [
    ("heading", TITLE),
    ("paragraph", STANDFIRST),
    *(("paragraph", p) for p in STORY[:4]),
    ("heading", "What the inspectors found"),
    ("paragraph", "The davits were heavily corroded, the authority said."),
    ("paragraph", "Residents were relieved."),
    ("quote", "“I would rather be stuck than drowned,” said Halvard Quist."),
    ("item", "Four of the sixty-three deficiencies required attention."),
    ("item", "All four were rectified before winter."),
    ("item", "Vessel | Passengers"),
    ("item", "Aurelia | 212"),
    ("item", "Catamaran | 140"),
    ("paragraph", STORY[-1]),
]


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".rtf"])
def test_a_document_of_libreoffice(suffix):
    found = READERS[suffix].read((DOCUMENTS / f"libreoffice{suffix}").read_bytes())
    assert blocks(found) == EXPECTED
    language = {} if suffix == ".rtf" else {"language": "en-GB"}
    assert found.metadata == {"title": TITLE, "authors": "Ada Moor", **language}
    change, left = found.problems
    assert change == "has tracked changes: read as if all were accepted"
    assert "1 page header, 1 page footer" in left and "1 comment" in left


# -- DOCX ----------------------------------------------------------------------------


def in_word(body: str, styles: str = "") -> bytes:
    """A package of python-docx with this body, in the prefix `w`."""
    document = docx.Document()
    out = BytesIO()
    document.save(out)
    ns = f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ns += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v"'
    ns += ' xmlns:x="urn:x"'
    raw = changed(
        out.getvalue(), "word/document.xml", f"<w:document {ns}><w:body>{body}</w:body></w:document>".encode()
    )
    return changed(raw, "word/styles.xml", f"<w:styles {ns}>{styles}</w:styles>".encode()) if styles else raw


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def test_what_python_docx_writes():
    document = docx.Document()
    document.core_properties.author = "python-docx"
    document.core_properties.title = "Word Document"
    document.add_heading("The ferry", 1)
    document.add_paragraph("It sank ").add_run("on Monday").bold = True
    document.add_paragraph("A list.", style="List Number")
    document.add_paragraph("“Gone.”", style="Intense Quote")
    out = BytesIO()
    document.save(out)
    found = word.read(out.getvalue())
    assert blocks(found) == [
        ("heading", "The ferry"), ("paragraph", "It sank on Monday"), ("item", "A list."),
        ("quote", "“Gone.”"),
    ]  # fmt: skip
    assert (dict(found.metadata), found.problems) == ({"title": "The ferry"}, ())


def test_tracked_changes_are_accepted():
    inserted = f'<w:ins w:id="1" w:author="x">{run("in March")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>in May</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3">{run("away ")}</w:moveFrom><w:moveTo w:id="4">{run("here ")}</w:moveTo>'
    end = '<w:rPr><w:del w:id="5" w:author="x"/></w:rPr>'
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = "<w:tr>{}" + cell + cell.format("x") + "</w:tr>"
    table = row.format("", "kept") + row.format('<w:trPr><w:del w:id="6"/></w:trPr>', "gone")
    found = word.read(
        in_word(
            paragraph(run("It comes ") + moved + deleted + inserted + run("."))
            + paragraph(run("One half, "), end) + paragraph(run("and the other.")) + f"<w:tbl>{table}</w:tbl>"
        )
    )  # fmt: skip
    assert found.text == "It comes here in March.\n\nOne half, and the other.\n\nkept | x"
    assert found.problems == ("has tracked changes: read as if all were accepted",)


def test_words_that_nobody_sees_and_those_that_hang_elsewhere():
    style = '<w:style w:type="character" w:styleId="S"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr>'
    style += "</w:style>"
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>' + run(
        "code"
    )
    field += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("shown")
    field += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = paragraph(
        run("A ") + run("hidden ", "<w:vanish/>") + run("by style ", '<w:rStyle w:val="S"/>')
        + run("seen ", '<w:vanish w:val="0"/>') + field + run(".")
        + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="3"/></w:r>'
    )  # fmt: skip
    found = word.read(in_word(body, style))
    assert found.text == "A seen shown."
    assert found.problems == ("has 1 footnote, 1 comment: left out, no text of the article",)


def test_what_stands_between_words():
    link = f"<w:hyperlink>{run('a link')}</w:hyperlink>"
    frame = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('a frame')}</w:sdtContent></w:sdt>"
    body = paragraph(
        run("co") + "<w:r><w:softHyphen/></w:r>" + run("operate") + "<w:r><w:tab/></w:r>" + link + run(" ")
        + frame + "<w:r><w:noBreakHyphen/></w:r>" + run("x") + "<w:r><w:br/></w:r>" + run("y")
        + "<w:r><w:br/><w:br/></w:r>" + run("new") + "<m:oMath><m:r><m:t> = 2</m:t></m:r></m:oMath>"
    )  # fmt: skip
    assert word.read(in_word(body)).text == "cooperate a link a frame-x y\n\nnew = 2"


def test_headings_in_any_language():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
        for key, name, more in (
            ("berschrift1", "heading 1", ""),
            ("Titre", "Titre maison", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
            ("Ours", "Ours", '<w:basedOn w:val="Titre"/>'),
            ("Zitat", "Quote", ""),
            ("Text", "Body", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
            ("V1", "toc 1", ""),
            ("Loop", "Loop", '<w:basedOn w:val="Loop"/>'),
        )
    )
    names = ("berschrift1", "Titre", "Ours", "Zitat", "Text", "V1", "Loop")
    body = "".join(paragraph(run(name), f'<w:pStyle w:val="{name}"/>') for name in names)
    found = word.read(in_word(body, styles))
    assert [kind for kind, _ in blocks(found)] == [
        "heading",
        "heading",
        "heading",
        "quote",
        "paragraph",
        "paragraph",
    ]
    assert "V1" not in found.text and "1 table of contents" in found.problems[0]


def test_tables_and_boxes():
    cell = "<w:tc>{}</w:tc>"
    inner = f"<w:tbl><w:tr>{cell.format(paragraph(run('deep')))}</w:tr></w:tbl>"
    rows = f"<w:tr>{cell.format(paragraph(run('a')) + paragraph(run('b')))}{cell.format(inner)}</w:tr>"
    long = cell.format(paragraph(run("word " * 70)) + paragraph(run("more")))
    long = f"<w:tr>{long}{cell.format(paragraph(run('x')))}</w:tr>"
    box = f"<w:txbxContent>{paragraph(run('In a box.'))}</w:txbxContent>"
    either = f"<mc:AlternateContent><mc:Choice><w:drawing><x:a>{box}</x:a></w:drawing></mc:Choice>"
    either += f"<mc:Fallback><w:pict><v:b>{box}</v:b></w:pict></mc:Fallback></mc:AlternateContent>"
    found = word.read(
        in_word(
            f"<w:tbl>{rows}</w:tbl><w:tbl>{long}</w:tbl>" + paragraph(run("Around.") + f"<w:r>{either}</w:r>")
        )
    )
    assert [(k, t[:9]) for k, t in blocks(found)] == [
        ("item", "a b | dee"), ("paragraph", "word word"), ("paragraph", "more"), ("paragraph", "x"),
        ("paragraph", "Around."), ("paragraph", "In a box."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "properties, expected",
    [
        ({"title": TITLE, "author": "Ada Moor"}, {"title": TITLE, "authors": "Ada Moor"}),
        ({"title": "Annual accounts of the museum", "author": "Windows User"}, {}),
        ({"title": "Document1", "author": "adam"}, {}),
        ({"language": "de-CH"}, {"language": "de-CH"}),
    ],
)
def test_properties_that_can_be_believed(properties, expected):
    document = docx.Document()
    document.core_properties.author = ""
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    for p in STORY:
        document.add_paragraph(p)
    out = BytesIO()
    document.save(out)
    assert word.read(out.getvalue()).metadata == expected


# -- ODT -----------------------------------------------------------------------------

CONTENT = """<office:document-content office:version="1.3"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<office:automatic-styles>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="P" style:family="paragraph" style:parent-style-name="Quotations"/>
</office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document-content>"""


def in_writer(body: str) -> bytes:
    """A text of odfdo with this body."""
    out = BytesIO()
    odfdo.Document("text").save(out)
    return changed(out.getvalue(), "content.xml", CONTENT.format(body).encode())


def test_what_odfdo_writes():
    document = odfdo.Document("text")
    document.body.clear()
    document.meta.title = f"{TITLE}"
    document.meta.initial_creator = "Ada Moor"
    document.body.append(odfdo.Paragraph(STANDFIRST))
    document.body.append(odfdo.Header(1, "Why the ferry of the island stays in port after a night of storms"))
    document.body.append(odfdo.List(["One.", "Two."]))
    document.body.append(odfdo.Paragraph(STORY[0] + " Norland suspends."))
    out = BytesIO()
    document.save(out)
    found = odt.read(out.getvalue())
    assert [kind for kind, _ in blocks(found)] == ["paragraph", "heading", "item", "item", "paragraph"]
    assert found.metadata["authors"] == "Ada Moor" and found.metadata["title"] == TITLE


def test_what_stands_in_a_text_of_writer():
    body = """
    <text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion>
    </text:changed-region></text:tracked-changes>
    <text:h text:outline-level="1">The ferry</text:h>
    <text:p>It <text:span text:style-name="H">secretly </text:span>sank<text:s text:c="99999999"/>
      on<text:tab/>Monday<text:line-break/>night<text:note text:note-class="footnote"><text:note-citation>1
      </text:note-citation><text:note-body><text:p>Note.</text:p></text:note-body></text:note>,
      <text:a>said</text:a> Ada<office:annotation><dc:creator>Jon</dc:creator><text:p>Really?</text:p>
      </office:annotation> Moor.<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>
      </draw:frame></text:p>
    <text:p text:style-name="P">“Gone.”</text:p>
    <text:list><text:list-item><text:p>One.</text:p><text:list><text:list-item><text:p>Deeper.</text:p>
      </text:list-item></text:list></text:list-item></text:list>
    <text:section text:display="none"><text:p>Nobody sees this.</text:p></text:section>
    <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Vessel</text:p>
      </table:table-cell><table:table-cell table:number-columns-repeated="99999999"><text:p>Crew</text:p>
      </table:table-cell></table:table-row></table:table-header-rows></table:table>
    <text:table-of-content><text:index-body><text:p>The ferry 1</text:p></text:index-body>
    </text:table-of-content>"""
    found = odt.read(in_writer(body))
    assert blocks(found) == [
        ("heading", "The ferry"), ("paragraph", "It sank on Monday night, said Ada Moor."),
        ("paragraph", "In a box."), ("quote", "“Gone.”"), ("item", "One."), ("item", "Deeper."),
        ("item", "Vessel | Crew"),
    ]  # fmt: skip
    changes, left = found.problems
    assert "tracked changes" in changes
    assert all(what in left for what in ("1 footnote", "1 comment", "1 table of contents"))


def test_an_odt_that_is_encrypted_and_archives_that_are_none():
    manifest = b'<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    raw = changed(in_writer("<text:p>x</text:p>"), "META-INF/manifest.xml", manifest)
    assert refused(odt, raw) == "is encrypted: save it without a password"
    assert refused(odt, archive({"a.txt": "x"})) == "is a zip archive, but no ODT"
    sheet = changed(raw, "mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
    assert refused(odt, changed(sheet, "META-INF/manifest.xml", b"")) == "is a zip archive, but no ODT"


# -- RTF -----------------------------------------------------------------------------


def in_rtf(body: str, head: str = "") -> bytes:
    fonts = r"{\fonttbl{\f0 Times;}{\f1\fcharset204 Cyr;}}"
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{head}{body}}}".encode()


@pytest.mark.parametrize(
    "body, text",
    [
        (r"One.\par Two.\par", "One.\n\nTwo."),
        ("One.\\\nTwo.\\\r\nThree.", "One.\n\nTwo.\n\nThree."),
        (r"Caf\'e9 \u8220?yes\u8221? \ldblquote no\rdblquote\~x", "Café “yes” “no” x"),
        (r"{\f1 \'cc\'ee\'f1\'ea\'e2\'e0}", "Москва"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"A {\v hidden }seen {\deleted gone }word.\v x\v0 y", "A seen word.y"),
        (r"Kept \v out\par\plain in", "Kept\n\nin"),
        (r"{\field{\*\fldinst HYPERLINK \"https://x.example\"}{\fldrslt a link}}", "a link"),
        (r"{\pict\wmetafile8 0123456789}Text{\*\unknown none}{\header H}{\object{\*\objdata 00}}", "Text"),
        (r"Note{\footnote this {\b one}}.", "Note."),
        (r"\trowd\intbl a\cell b\cell\row\pard after\par", "a | b\n\nafter"),
        (r"{\pict\bin9 }}}}}}}}}}Text", "Text"),
        (r"co\-operate \{x\} \\", "cooperate {x} \\"),
        (r"One.\par}Nothing counts behind the end.", "One."),
    ],
)
def test_what_rtf_says(body, text):
    assert rtf.read(in_rtf(body)).text == text


def test_kinds_and_metadata_of_rtf():
    styles = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Intense Quote;}{\s3 Title;}"
    styles += r"{\s4 toc 1;}}"
    info = rf"{{\info{{\title {TITLE}}}{{\author Zo\'eb Moor}}{{\creatim\yr2020\mo1\dy2}}}}"
    body = (
        r"\pard\s4 Contents 1\par\pard\s1 The ferry\par\pard Text of Norland suspends the island ferry.\par"
        r"\pard\s2 “x”\par\pard\ls1{\listtext\'b7\tab}Item\par\pard\outlinelevel2 Lower\par\pard end"
    ).replace("“x”", r"\u8220?Gone.\u8221?")
    found = rtf.read(in_rtf(body, styles + info))
    assert blocks(found) == [
        ("heading", "The ferry"), ("paragraph", "Text of Norland suspends the island ferry."),
        ("quote", "“Gone.”"), ("item", "Item"), ("heading", "Lower"), ("paragraph", "end"),
    ]  # fmt: skip
    assert found.metadata == {"title": "The ferry", "authors": "Zoë Moor"}
    assert found.problems == ("has 1 table of contents: left out, no text of the article",)


def test_hostile_rtf():
    assert refused(rtf, in_rtf("{" * 5_000 + "x" + "}" * 5_000)) == "is nested too deeply"
    assert rtf.read(in_rtf("{" * 900 + "deep" + "}" * 900)).text == "deep"
    assert rtf.read(in_rtf("}" * 50_000 + "x")).text == ""
    assert refused(rtf, in_rtf("x" * 6_000_000)) == "has more text than any article"
    assert refused(rtf, in_rtf(r"\u9999999999 x")).startswith("is damaged")
    pictures = in_rtf(r"{\pict " + "0f" * 5_000_000 + "}" + "Text.")
    assert rtf.read(pictures).text == "Text."
    fields = in_rtf(r"{\field{\*\fldinst{HYPERLINK \"x\"" * 300 + "x" + "}}" * 300)
    assert isinstance(rtf.read(fields).text, str)
    table = r"{\rtf1{\fonttbl" + r"\f1\f2\f3" * 200_000 + "}Text.}"
    assert rtf.read(table.encode()).text == "Text."


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from([
    "{", "}", r"\par ", r"\u8217?", r"\u-1 ", r"\uc0 ", r"\uc9 ", r"\'e9", r"\'", "\\", r"\v ", r"\*", "x",
    r"\bin4 ",
    r"\bin-1 ", r"\f1 ", r"\fcharset128 ", r"{\fonttbl", r"{\stylesheet", r"\s1 ", r"{\info{\title ",
    r"\cell ", r"\row ", r"\intbl ", "\n", ";", r"\ansicpg99999 ", r"\deleted ", r"\u57360?", "|",
    r"{\field{\*\fldinst{",
]), max_size=60).map("".join))  # fmt: skip
def test_any_rtf_is_read_or_refused(body):
    try:
        found = rtf.read(in_rtf(body))
    except UnreadableError as error:
        assert "\n" not in str(error)
        return
    found.text.encode()
    blocks(found)
    assert "\r" not in found.text and not any("\ue000" <= c <= "\uf8ff" for c in found.text)


# -- hostile archives ----------------------------------------------------------------

WORD = in_word(paragraph(run("The ferry sank.")))
WRITER = in_writer("<text:p>The ferry sank.</text:p>")
EITHER = pytest.mark.parametrize(
    "reader, raw, main",
    [(word, WORD, "word/document.xml"), (odt, WRITER, "content.xml")],
    ids=["docx", "odt"],
)


@EITHER
def test_a_plain_one_is_read(reader, raw, main):
    assert reader.read(raw).text == "The ferry sank."


@EITHER
def test_bombs_are_refused(reader, raw, main):
    spaces = b"<a>" + b" " * 100_000_000 + b"</a>"
    assert refused(reader, changed(raw, main, spaces)) == "unpacks to far more than a document has"
    several = {f"word/{n}.xml": b"<a>" + b"xyz" * 660_000 + b"</a>" for n in range(30)}
    with zipfile.ZipFile(BytesIO(raw)) as given:
        rest = {n: given.read(n) for n in given.namelist()}
    assert refused(reader, archive({**several, **rest})) == "unpacks to far more than a document has"
    assert "elements" in refused(reader, changed(raw, main, b"<a>" + b"<b/>" * (MOST_ELEMENTS + 1) + b"</a>"))


@EITHER
def test_a_picture_that_is_a_bomb_is_not_unpacked(reader, raw, main):
    large = changed(raw, "media/picture.png", bytes(300_000_000))
    assert reader.read(large).text == "The ferry sank."
    assert len(bare(large, "a document")) < 1_000_000


@EITHER
def test_a_member_that_lies_about_its_size(reader, raw, main):
    lying = bytearray(changed(raw, main, b"<a>" + b"x" * 3_000_000 + b"</a>"))
    size = struct.pack("<I", 3_000_007)
    assert lying.count(size) == 2
    assert refused(reader, bytes(lying.replace(size, struct.pack("<I", 100)))).startswith("is damaged")


@EITHER
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(reader, raw, main, encoding):
    lol = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for inside in (
        lol,
        '<!ENTITY i SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://x.example/">%p;',
    ):
        xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [{inside}]><a>&i;</a>'.encode(encoding)
        assert refused(reader, changed(raw, main, xml)).startswith("declares a document type: refused")


@EITHER
def test_xml_that_is_deep_or_broken(reader, raw, main):
    deep = b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1)
    assert refused(reader, changed(raw, main, deep)) == "is nested too deeply"
    assert refused(reader, changed(raw, main, b"<a><b></a>")).startswith("is damaged: not well-formed XML")
    assert refused(reader, changed(raw, main, b"\x00\x01")).startswith("is damaged")
    assert refused(reader, changed(raw, main, b"<a/>"))


def test_tables_in_tables_as_deep_as_they_may_be():
    inside = paragraph(run("deep"))
    for _ in range(DEEPEST // 3 - 3):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc><w:tc>{paragraph(run('x'))}</w:tc></w:tr></w:tbl>"
    assert "deep" in word.read(in_word(inside)).text
    spans = "<text:span>" * (DEEPEST - 5) + "deep" + "</text:span>" * (DEEPEST - 5)
    assert odt.read(in_writer(f"<text:p>{spans}</text:p>")).text == "deep"


@EITHER
def test_members_that_would_lead_out_are_never_followed(reader, raw, main, tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_text("<a>swordfish</a>")
    link = zipfile.ZipInfo(main)
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as given, zipfile.ZipFile(out, "w") as made:
        made.writestr("../../evil.xml", "<a/>")
        made.writestr("/etc/evil.xml", "<a/>")
        for name in given.namelist():
            made.writestr(link if name == main else name, str(secret) if name == main else given.read(name))
    with zipfile.ZipFile(BytesIO(bare(out.getvalue(), "a document"))) as kept:
        assert not any("evil" in name or name == main for name in kept.namelist())
    assert "swordfish" not in refused(reader, out.getvalue())
    assert not list(tmp_path.parent.glob("**/evil.xml"))


@EITHER
def test_lists_of_members_that_are_odd(reader, raw, main):
    many = archive({f"{n:06}.xml": "" for n in range(20_000)}, zipfile.ZIP_STORED)
    assert refused(reader, many) == "has too many members for a document"
    at = raw.rfind(b"PK\x01\x02")
    locked = raw[: at + 8] + b"\x01\x00" + raw[at + 10 :]
    assert refused(reader, locked) == "is encrypted: save it without a password"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("a.xml", "<a/>")
        made.writestr("a.xml", "<b/>")
    assert refused(reader, out.getvalue()) == "has two members with one name (a.xml)"


@EITHER
def test_a_member_without_a_name_is_passed_over(reader, raw, main):
    out = BytesIO(raw)
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("x.xml", "<x/>")
    nameless = out.getvalue().replace(b"x.xml", b"\0.xml")
    assert reader.read(nameless) == reader.read(raw)


@pytest.mark.parametrize("part", range(1, 10))
@EITHER
def test_a_file_that_was_cut_off(reader, raw, main, part):
    assert refused(reader, raw[: len(raw) * part // 10]).startswith("is damaged")


@pytest.mark.parametrize("reader, wanted", [(word, "a DOCX"), (odt, "an ODT"), (rtf, "RTF")])
@pytest.mark.parametrize(
    "raw, found",
    [
        (b"<html><p>x", "a web page (HTML)"),
        (b"%PDF-1.7", "a PDF"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "an old Word document (.doc), or an encrypted one",
        ),
        (b"\xff\xd8\xff\xe0", "a picture"),
    ],
)
def test_a_name_that_lies(reader, wanted, raw, found):
    assert refused(reader, raw) == f"is {found}, not {wanted}"


def test_a_package_of_something_else():
    sheet = changed(WORD, "[Content_Types].xml", b'<Types xmlns="urn:x"/>')
    assert refused(word, sheet).startswith("is no document of Word that can be read")
    assert refused(word, WRITER).startswith("is no document of Word that can be read")
    assert refused(odt, WORD) == "is a zip archive, but no ODT"


@pytest.mark.parametrize(
    "reader, raw, library", [(word, WORD, "docx"), (odt, WRITER, "odfdo"), (rtf, in_rtf("x"), "striprtf")]
)
def test_without_the_extra_it_says_what_to_install(reader, raw, library, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    assert refused(reader, raw) == "needs packages that are not installed: pip install 'briefgen[documents]'"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, 100_000), st.binary(min_size=1, max_size=6)), min_size=1, max_size=6)
)
def test_bytes_changed_anywhere(changes):
    for reader, raw in ((word, WORD), (odt, WRITER)):
        spoiled = bytearray(raw)
        for at, put in changes:
            spoiled[at % len(raw) : at % len(raw) + len(put)] = put
        try:
            found = reader.read(bytes(spoiled))
        except UnreadableError as error:
            assert str(error) and "\n" not in str(error)
        else:
            blocks(found)


NAMES = [
    "p", "r", "t", "tbl", "tr", "tc", "ins", "del", "sdt", "sdtContent", "hyperlink", "txbxContent",
    "drawing", "pict", "fldChar", "br", "pPr", "rPr", "vanish", "numPr", "pStyle", "moveFrom", "moveTo",
    "footnoteReference",
]  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.recursive(
        st.just("x"),
        lambda inside: st.tuples(st.sampled_from(NAMES), st.lists(inside, max_size=3)).map(
            lambda made: f"<w:{made[0]}>{''.join(made[1])}</w:{made[0]}>"
        ),
        max_leaves=25,
    )
)
def test_any_order_of_elements_is_read(body):
    blocks(word.read(in_word(body)))


def test_zlib_that_is_damaged_is_said():
    raw = bytearray(WORD)
    with zipfile.ZipFile(BytesIO(WORD)) as given:
        at = given.getinfo("word/document.xml").header_offset + 60
    raw[at : at + 20] = zlib.compress(b"something else")[:20]
    assert refused(word, bytes(raw)).startswith("is damaged")
