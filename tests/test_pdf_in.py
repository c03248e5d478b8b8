"""PDF in: running text in reading order, what is left out of it, and files that are made to do harm.

Most are set here with Typst; two were written by others (`tests/documents/`: LibreOffice, Chromium). What
comes out must be the text that went in, word for word. People and places are invented.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.pdf_reading.hyphens import Words, plain
from briefgen.pdf_reading.page_layout import blocks_of
from briefgen.pdf_reading.page_lines import Line, lines_of
from briefgen.readers import read_seeds
from briefgen.readers.formats import pdf
from briefgen.readers.formats.extracted import UnreadableError
from briefgen.readers.formats.properties import plausible

DOCUMENTS = Path(__file__).with_name("documents")
TITLE, STANDFIRST, *STORY = (DOCUMENTS / "storm.txt").read_text(encoding="utf-8").strip().split("\n\n")
CAPTION = "The ferry Aurelia at the pier on Monday. Photograph: Jon Pell"
FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def set_in_type(source: str) -> bytes:
    return typst.compile(source.encode(), font_paths=FONTS, format="pdf")


def escaped(paragraphs) -> str:
    return "\n\n".join(re.sub(r"([#*_$@\\])", r"\\\1", p) for p in paragraphs)


def told(raw: bytes) -> list[str]:
    found = pdf.read(raw)
    return [found.text[a:b] for a, b, _ in found.blocks]


def kinds(raw: bytes) -> list[tuple[str, str]]:
    found = pdf.read(raw)
    return [(kind, found.text[a:b]) for a, b, kind in found.blocks]


def refused(raw: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        pdf.read(raw)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def precision_and_recall(found: str, true: str) -> tuple[float, float]:
    a, b = found.split(), true.split()
    same = sum(x.size for x in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return same / len(a), same / len(b)


# -- reading order -------------------------------------------------------------------


def columns(number: int, gutter: str = "18pt") -> bytes:
    return set_in_type(f"""
        #set document(title: "{TITLE}", author: "Ada Moor")
        #set page(paper: "a4", margin: 2cm, header: [Harbour Post #h(1fr) Monday, 4 March 2024],
          footer: context [#h(1fr) #counter(page).display()])
        #set text(size: 10pt, lang: "en", hyphenate: true)
        #set par(justify: true, first-line-indent: 1em, spacing: 0.65em)
        #text(size: 26pt, weight: "bold")[{TITLE}]

        #text(size: 13pt)[{STANDFIRST}]

        By Ada Moor
        #v(1em)
        #columns({number}, gutter: {gutter})[\n{escaped(STORY + STORY)}\n]""")


@pytest.mark.parametrize("number, gutter", [(1, "18pt"), (2, "18pt"), (3, "12pt"), (4, "9pt")])
def test_columns_are_read_one_after_the_other(number, gutter):
    raw = columns(number, gutter)
    assert told(raw) == [TITLE, STANDFIRST, "By Ada Moor", *STORY, *STORY]
    assert kinds(raw)[0] == ("heading", TITLE)
    assert {kind for kind, _ in kinds(raw)[1:]} == {"paragraph"}
    assert pdf.read(raw).problems == ()


def test_columns_of_lines_that_are_not_level_with_ragged_edges():
    raw = set_in_type(f"""
        #set page(paper: "us-letter", margin: 2cm, columns: 2, numbering: "1")
        #set text(size: 10pt, lang: "en", hyphenate: false)
        #set par(justify: false, leading: 0.9em, spacing: 1.6em)
        = {TITLE}
        {escaped(STORY)}

        = What came of it
        {escaped(STORY)}""")
    assert told(raw) == [TITLE, *STORY, "What came of it", *STORY]


def test_a_page_of_a_newspaper():
    """Two articles under spanning headlines, narrow columns, an initial, a picture with its caption."""
    raw = set_in_type(f"""
        #set page(paper: "a3", margin: 1.5cm, header: [THE HARBOUR POST #h(1fr) Monday 4 March 2024])
        #set text(size: 9pt, lang: "en", hyphenate: true, font: "New Computer Modern")
        #set par(justify: true, first-line-indent: 1em, spacing: 0.6em, leading: 0.5em)
        #text(size: 34pt, weight: "bold")[{TITLE}]

        #text(size: 14pt, style: "italic")[{STANDFIRST}]

        #columns(4, gutter: 10pt)[
        {escaped(STORY)}

        #v(6pt)
        #rect(width: 100%, height: 120pt, fill: gray)
        #text(size: 7pt)[{CAPTION}]

        {escaped(STORY)}
        ]
        #line(length: 100%)
        #text(size: 22pt, weight: "bold")[Fishermen count what the storm has left of their harbour]

        #columns(3, gutter: 10pt)[\n{escaped(STORY)}\n]""")
    below = "Fishermen count what the storm has left of their harbour"
    expected = [TITLE, STANDFIRST, *STORY, CAPTION, *STORY, below, *STORY]
    found = told(raw)
    assert precision_and_recall("\n".join(found), "\n".join(expected)) == (1, 1)
    assert found[2:14] == expected[2:14] and below in found


def test_a_newspaper_that_a_browser_printed():
    found = pdf.read((DOCUMENTS / "chromium.pdf").read_bytes())
    paragraphs = [found.text[a:b] for a, b, _ in found.blocks]
    expected = [TITLE, STANDFIRST, STORY[6], *STORY, CAPTION, "What the inspectors found", *STORY]
    expected += ["Fishermen count what the storm has left of their harbour", *STORY]
    assert precision_and_recall(found.text, "\n".join(expected)) == (1, 1)
    assert [p for p in expected if p not in paragraphs] == []
    assert found.metadata == {}  # its title is `news.html`


def test_a_document_that_libreoffice_printed():
    found = pdf.read((DOCUMENTS / "libreoffice.pdf").read_bytes())
    blocks = [(kind, found.text[a:b]) for a, b, kind in found.blocks]
    assert ("heading", TITLE) in blocks and ("heading", "What the inspectors found") in blocks
    assert ("item", "Four of the sixty-three deficiencies required attention.") in blocks
    assert [t for k, t in blocks if " | " in t] == ["Vessel | Passengers", "Aurelia | 212", "Catamaran | 140"]
    assert all(("paragraph", p) in blocks for p in [*STORY[:4], STORY[-1], "Residents were relieved."])
    assert found.metadata == {"title": TITLE, "authors": "Ada Moor"}


def test_text_beside_a_list_and_under_an_initial():
    page = [
        line("T", 50, 700, size=30), line("he ferry sank in", 70, 718), line("the harbour on", 70, 706),
        line("Monday.", 50, 690), line("•", 50, 670), line("One boat was lost at sea", 70, 670),
        line("•", 50, 658), line("Nobody was hurt by it", 70, 658),
        line("•", 50, 646), line("The pier is closed now", 70, 646),
        line("•", 50, 634), line("So is the museum", 70, 634),
    ]  # fmt: skip
    lines = lines_of(page)
    assert [x.text for x in lines if x.text.startswith("•")][0] == "• One boat was lost at sea"
    assert [(x.initial, x.text) for x in lines][0] == ("T", "he ferry sank in")


def line(text, x0, y0, size=10.0, width=None):
    return Line(
        x0=x0, y0=y0, x1=x0 + (width or 5 * len(text)), y1=y0 + size, size=size, bold=False, text=text
    )


def test_blocks_are_ordered_whatever_the_order_in_which_they_were_drawn():
    page = [
        line("A headline over all", 50, 740, size=20, width=500),
        *(line(f"left {n}", 50, 700 - 12 * n, width=240) for n in range(5)),
        *(line(f"right {n}", 310, 700 - 12 * n, width=240) for n in range(5)),
        line("Another headline here", 50, 600, size=20, width=500),
        *(line(f"lower left {n}", 50, 570 - 12 * n, width=240) for n in range(4)),
        *(line(f"lower right {n}", 310, 570 - 12 * n, width=240) for n in range(4)),
    ]
    for drawn in (page, page[::-1], page[7:] + page[:7]):
        order = [b.lines[0].text for b in blocks_of(lines_of(drawn))]
        assert order == [
            "A headline over all", "left 0", "right 0",
            "Another headline here", "lower left 0", "lower right 0",
        ]  # fmt: skip


def test_a_page_without_any_order_ends_too():
    page = [line("x", 7 * (n * 37 % 83), 9 * (n * 53 % 89), width=30) for n in range(900)]
    assert sum(len(b.lines) for b in blocks_of(lines_of(page))) == len(lines_of(page))


# -- what is left out ----------------------------------------------------------------


def test_a_press_release_with_letterhead_footnotes_and_numbers():
    notes = {
        n: f"#footnote[See circular {n} of the harbour office, in the official gazette.]" for n in (1, 4, 6)
    }
    body = "\n\n".join(escaped([p]) + notes.get(n, "") for n, p in enumerate(STORY))
    raw = set_in_type(f"""
        #set page(paper: "a4", margin: 2.5cm,
          footer: context [#align(center)[#counter(page).display("1 / 1", both: true)]])
        #set text(size: 11pt, lang: "en")
        #set par(spacing: 1.2em)
        #grid(columns: (1fr, 1fr), [*Ministry of Transport*], align(right)[Press office\\ Harbour Street 4])
        #v(2em)
        #text(size: 16pt, weight: "bold")[{TITLE}]

        {body}""")
    found = pdf.read(raw)
    assert told(raw) == ["Ministry of Transport", "Press office Harbour Street 4", TITLE, *STORY]
    assert "gazette" not in found.text
    assert found.problems == ("has 3 footnotes, left out: no text of the article",)


def test_a_report_with_a_table_of_contents_and_running_heads():
    half = len(STORY) // 2
    raw = set_in_type(f"""
        #set page(paper: "a4", margin: 2.5cm,
          header: context [Report on the ferry #h(1fr) Page #counter(page).display()])
        #set text(size: 10.5pt, lang: "en", hyphenate: true)
        #set par(justify: true, spacing: 1.1em)
        #set heading(numbering: "1.1")
        #text(size: 24pt)[{TITLE}]
        #outline()
        #pagebreak()
        = What happened in the night
        {escaped(STORY[:half])}
        == What the residents say
        - First, that the crossing is #emph[necessary] for groceries and schooling.
        - Second, that a replacement should have been chartered before winter.
        = What it costs
        {escaped(STORY[half:])}
        #pagebreak()
        = What the inspectors recommend
        {escaped(STORY[:half])}""")
    found = pdf.read(raw)
    assert told(raw) == [
        TITLE, "1 What happened in the night", *STORY[:half], "1.1 What the residents say",
        "First, that the crossing is necessary for groceries and schooling.",
        "Second, that a replacement should have been chartered before winter.",
        "2 What it costs", *STORY[half:], "3 What the inspectors recommend", *STORY[:half],
    ]  # fmt: skip
    headings = [found.text[a:b] for a, b, kind in found.blocks if kind == "heading"]
    assert headings == [TITLE, *(t for t in told(raw) if re.match(r"\d\S* What", t))]
    assert [found.text[a:b][:6] for a, b, kind in found.blocks if kind == "item"] == ["First,", "Second"]
    assert found.problems == ("has a table of contents, left out",)


def test_a_text_that_two_pages_share_is_no_running_head():
    raw = set_in_type(f"""
        #set page(header: [Harbour Post])
        = Part one
        {escaped(STORY[:2])}
        #pagebreak()
        = Part two
        {escaped(STORY[:2])}""")
    assert told(raw) == ["Part one", *STORY[:2], "Part two", *STORY[:2]]


def test_what_nobody_sees_is_no_text():
    raw = written(
        "BT /F1 12 Tf 72 700 Td (The ferry sank.) Tj ET "
        "BT /F1 12 Tf 2000 700 Td (Beside the page.) Tj ET "
        "BT /F1 0.5 Tf 72 600 Td (Too small to read.) Tj ET "
        "BT /F1 12 Tf 0 1 -1 0 30 300 Tm (Up the margin.) Tj ET "
        "BT /F1 12 Tf 72.4 700 Td (The ferry sank.) Tj ET"
    )
    assert told(raw) == ["The ferry sank."]


# -- words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines, joined",
    [
        (["the govern-", "ment said"], "the government said"),
        (["the US-", "Russian talks"], "the US-Russian talks"),
        (["a thirty-", "day review"], "a thirty-day review"),
        (["a 19-", "year-old pilot"], "a 19-year-old pilot"),
        (["in seven-", "teen months"], "in seventeen months"),
        (["a well-", "known pilot"], "a well-known pilot"),
        (["by e-", "mail"], "by e-mail"),
        (["the COVID-", "19 ward"], "the COVID-19 ward"),
        (["two- ", "or three-day trips"], "two- or three-day trips"),
        (["the pier –", "and the boat"], "the pier – and the boat"),
        (["it is co-", "operative"], "it is cooperative"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(lines, joined):
    assert Words.of(lines).join(lines) == joined


def test_a_hyphen_stays_where_the_document_has_the_word_with_it():
    known = Words.of(["a long-term plan", "the re-", "lease of a short-term loan"])
    assert known.join(["no long-", "term plan"]) == "no long-term plan"
    assert known.join(["no Short-", "term plan"]) == "no Short-term plan"
    assert known.join(["the re-", "lease"]) == "the release"
    assert Words.of(["a release", "a re-release"]).join(["the re-", "lease"]) == "the release"


def test_letters_are_what_they_are_elsewhere():
    assert plain("the ﬁrst oﬃcer\u00a0said B R I E F no\u00adbody") == "the first officer said BRIEF no-body"


# -- metadata ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title", [
        "Microsoft Word - draft.doc", "untitled", "Untitled document", "news.html", "ferry_v2", "report",
        "Slide 1", "PowerPoint Presentation", "C:\\texts\\ferry", "Accounts of the museum", "", "47 11",
    ],
)  # fmt: skip
def test_a_title_that_a_program_wrote_is_not_used(title):
    assert plausible(title, None, f"{TITLE} {STANDFIRST}") == {}


@pytest.mark.parametrize(
    "author", [
        "Windows User", "python-docx", "ajones", "Admin Istrator 2", "Microsoft Office User", "unknown",
        "Ada", "a.moor@post.example", "Author Name", "LaTeX with hyperref",
    ],
)  # fmt: skip
def test_an_author_that_a_program_wrote_is_not_used(author):
    assert plausible(None, author, TITLE) == {}


def test_what_somebody_meant_is_used_and_the_day_of_the_file_is_not():
    raw = columns(1)
    assert pdf.read(raw).metadata == {"title": TITLE, "authors": "Ada Moor"}
    writer = pypdf.PdfWriter(clone_from=BytesIO(raw))
    writer.add_metadata({"/Title": "untitled", "/Author": "root", "/CreationDate": "D:20200101000000Z"})
    writer.xmp_metadata = None
    assert pdf.read(saved(writer)).metadata == {}


def saved(writer) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


# -- files that are no text ----------------------------------------------------------


def written(*contents: str | bytes, more: str = "", objects: dict[int, bytes] | None = None) -> bytes:
    """A PDF by hand: a page for each content; `more` goes into each page's dictionary."""
    made: dict[int, bytes] = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Length 64>>stream\n" + bytes(64) + b"\nendstream",
    }
    kids = []
    for n, content in enumerate(contents):
        content = content.encode() if isinstance(content, str) else content
        if not content.startswith(b"<<"):
            content = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
        made[100 + 2 * n] = content
        kids.append(b"%d 0 R" % (101 + 2 * n))
        made[101 + 2 * n] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R%s"
            b"/Resources<</Font<</F1 3 0 R>>/XObject<</I1 4 0 R/X1 50 0 R>>>>>>"
        ) % (100 + 2 * n, more.encode())
    made[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    made |= objects or {}
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for n, content in sorted(made.items()):
        places[n] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    start = len(out)
    out += b"xref\n"
    for n, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (n, place)
    return bytes(out + b"trailer<</Size 200/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)


PICTURE = "q 612 0 0 792 0 0 cm /I1 Do Q "
WORDS = "BT /F1 12 Tf 72 400 Td (The ferry sank in the harbour of Osterhaven on Monday.) Tj ET "


def test_a_scan_says_so():
    assert refused(written(PICTURE, PICTURE)) == (
        "is a scan: its 2 pages are pictures without text; run OCR (e.g. ocrmypdf) first"
    )
    assert "its page is a picture without text" in refused(written(PICTURE))
    assert "is a scan" in refused(written(PICTURE + "BT /F1 8 Tf 20 20 Td (Copy of the archive) Tj ET"))


def test_a_scan_with_its_text_under_it_is_read():
    hidden = WORDS.replace("/F1 12 Tf", "3 Tr /F1 12 Tf") + WORDS.replace("400", "380")
    assert "The ferry sank in the harbour" in pdf.read(written(PICTURE + hidden)).text


def test_what_is_scanned_of_a_document_is_told():
    found = pdf.read(written(WORDS, PICTURE, WORDS, PICTURE, PICTURE))
    assert "The ferry sank" in found.text
    assert found.problems == (
        "pages 2, 4-5 are pictures without text: left out; run OCR (e.g. ocrmypdf) first",
    )
    assert pdf.read(written(WORDS, PICTURE)).problems[0].startswith("page 2 is a picture without text")


def test_a_pdf_without_text_and_without_pictures_is_empty(tmp_path):
    assert pdf.read(written("0 0 m 9 9 l S")).text == ""
    (tmp_path / "a.pdf").write_bytes(written("0 0 m 9 9 l S"))
    assert [p.what for p in read_seeds(tmp_path, "seeds").problems] == ["is empty"]


def test_an_encrypted_one_is_refused_and_one_that_anybody_may_read_is_read():
    for password, method in (("secret", "RC4-128"), ("secret", "AES-256"), ("", "AES-128"), ("", "AES-256")):
        writer = pypdf.PdfWriter(clone_from=BytesIO(written(WORDS)))
        writer.encrypt(user_password=password, owner_password="owner", algorithm=method)
        if password:
            assert refused(saved(writer)) == "is encrypted: save it without a password"
        else:
            assert "The ferry sank" in pdf.read(saved(writer)).text


def test_letters_that_the_file_does_not_name_are_refused():
    font = {
        3: b"<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[5 0 R]>>",
        5: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Odd/CIDSystemInfo<</Registry(Odd)/Ordering(Odd)"
        b"/Supplement 0>>/FontDescriptor 6 0 R>>",
        6: b"<</Type/FontDescriptor/FontName/Odd/Flags 4/FontBBox[0 0 1 1]/Ascent 1/Descent 0>>",
    }
    raw = written("BT /F1 12 Tf 72 700 Td <0001000200030004000500060007> Tj ET", objects=font)
    assert refused(raw).startswith("does not say what its letters are: run OCR")


@pytest.mark.parametrize(
    "raw, message",
    [
        (b"<!DOCTYPE html><html><body>No PDF.</body></html>", "is a web page (HTML), not a PDF"),
        (b"\n<!-- saved --><html>", "is a web page (HTML), not a PDF"),
        (b"PK\x03\x04" + bytes(40), "is a zip archive (DOCX, ODT, EPUB or the like), not a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is a picture, not a PDF"),
        (b"Dear reader", "is not a PDF"),
        (b"Dear reader, a PDF begins with %PDF-1.4", "is not a PDF"),
        (
            b"<?xml version='1.0'?><!--" + b" x" * 900 + b"%PDF-1.4--><html>",
            "is a web page (HTML), not a PDF",
        ),
        (b"", "is not a PDF"),
    ],
)
def test_a_name_that_lies(raw, message):
    assert refused(raw) == message


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pdfminer", None)
    assert (
        refused(written(WORDS)) == "needs packages that are not installed: pip install 'briefgen[documents]'"
    )


def test_two_readings_give_the_same():
    raw = columns(2)
    assert pdf.read(raw) == pdf.read(raw)


# -- hostile files -------------------------------------------------------------------


def packed(megabytes: int) -> bytes:
    """So many megabytes of white, in a thousandth of that."""
    press = zlib.compressobj(9)
    data = b"".join(press.compress(b" " * 1_000_000) for _ in range(megabytes)) + press.flush()
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data)


def test_a_bomb_is_refused():
    raw = written(packed(300))
    assert len(raw) < 400_000
    assert refused(raw) == "unpacks to more than 200 MB"


def test_a_bomb_in_layers_is_refused():
    """Each layer of run lengths makes sixty-four bytes of one."""
    layers = b"/RunLengthDecode" * 12
    runs = b"<</Length 4/Filter[%s]>>stream\n\x81\x81\x81\x81\nendstream" % layers
    assert refused(written(WORDS, runs)) == "unpacks to more than 200 MB"
    data = zlib.compress(b"\x81\x81" * 2_000_000, 9)
    deep = b"<</Length %d/Filter[/FlateDecode/RunLengthDecode/RunLengthDecode]>>stream\n%s\nendstream"
    assert refused(written(deep % (len(data), data))) == "unpacks to more than 200 MB"


def test_many_pages_are_refused():
    many = b"<</Type/Pages/Count 600/Kids[" + b" ".join(b"%d 0 R" % (300 + n) for n in range(600)) + b"]>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    raw = written(WORDS, objects={2: many, **{300 + n: page for n in range(600)}})
    assert refused(raw) == "has more than 500 pages"


@pytest.mark.parametrize(
    "tree",
    [
        b"<</Type/Pages/Count 1/Kids[2 0 R]>>",
        b"<</Type/Pages/Count 9/Kids[7 0 R]>>",
        b"<</Type/Pages/Count 999999999/Kids[]>>",
        b"<</Type/Pages/Count 1/Kids[999 0 R]>>",
        b"[" * 50_000,
    ],
)
def test_a_tree_of_pages_that_leads_nowhere_ends(tree):
    raw = written(WORDS, objects={2: tree, 7: b"<</Type/Pages/Count 1/Kids[2 0 R]>>"})
    try:
        assert pdf.read(raw).text in ("", "The ferry sank in the harbour of Osterhaven on Monday.")
    except UnreadableError as error:
        assert str(error)


def test_references_in_a_circle_are_refused():
    raw = written(WORDS, objects={2: b"7 0 R", 7: b"2 0 R"})
    assert refused(raw) == "has references that lead nowhere"


def test_a_deep_tree_of_pages_is_refused():
    deep = {300 + n: b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (301 + n) for n in range(3000)}
    assert refused(written(WORDS, objects={2: deep[300], **deep})).startswith(("is nested", "is damaged"))


FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X1 %d 0 R>>>>/Length 15>>stream\n"
FORM += b"/X1 Do /X1 Do  \nendstream"


def test_a_form_that_draws_itself_is_drawn_once():
    assert pdf.read(written("/X1 Do " + WORDS, objects={50: FORM % 50})).text.startswith("The ferry sank")


def test_forms_that_double_are_refused():
    forms = {50 + n: FORM % (51 + n) for n in range(40)}
    assert refused(written("/X1 Do", objects=forms)) == "draws more than 10,000 figures on a page"


def test_a_page_full_of_letters_is_refused():
    letters = "BT /F1 1 Tf (" + "x" * 150_000 + ") Tj ET"
    assert refused(written(letters)) == "has more than 100,000 characters on a page"


def test_a_page_that_is_strewn_with_letters_ends():
    strewn = " ".join(f"BT /F1 6 Tf {n * 37 % 590} {n * 53 % 780} Td (ab) Tj ET" for n in range(12_000))
    assert pdf.read(written(strewn)).text.count("ab") == 12_000


def test_one_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    for program, message in (
        ("import sys; sys.stdin.read()\nwhile True: pass", "takes too long to read"),
        ("import os; os.abort()", "takes too much time or memory to read"),
    ):
        (tmp_path / "odd.py").write_text(program)
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setattr(pdf, "PROGRAM", "odd")
        monkeypatch.setattr(pdf, "PATIENCE", 1)
        assert refused(written(WORDS)) == message


@pytest.mark.skipif(sys.platform != "linux", reason="limits are those of Linux")
def test_time_and_memory_of_the_processor_are_limited():
    code = "import resource as r; from briefgen.pdf_reading.pdf_text import limit; limit(1);"
    code += "print(r.getrlimit(r.RLIMIT_AS)[0], r.getrlimit(r.RLIMIT_CPU)[0])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["1500000000", "1"]


@pytest.mark.parametrize("part", range(1, 10))
def test_a_file_that_was_cut_off(part):
    raw = columns(1)
    try:
        assert isinstance(pdf.read(raw[: len(raw) * part // 10]).text, str)
    except UnreadableError as error:
        assert "\n" not in str(error)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 10_000), st.binary(min_size=1, max_size=8)), max_size=8))
def test_bytes_changed_anywhere(changes):
    raw = bytearray(written(WORDS, PICTURE))
    for at, put in changes:
        at %= len(raw)
        raw[at : at + len(put)] = put
    try:
        found = pdf.read(bytes(raw))
    except UnreadableError as error:
        assert str(error) and "\n" not in str(error)
        return
    assert "\r" not in found.text.encode().decode()


def test_a_damaged_page_does_not_cost_the_others():
    found = pdf.read(written(WORDS, b"<</Length 4/Filter/NoSuch>>stream\nxxxx\nendstream"))
    assert found.text.startswith("The ferry sank")
    assert found.problems == ("page 2 is damaged: left out",)
