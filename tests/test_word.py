"""The brief as a Word document, read back by python-docx, as XML, and by LibreOffice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import etree
from test_paper import squeezed

from briefgen.build import brief
from briefgen.errors import MissingExtra
from briefgen.exports import EXPORTS
from briefgen.exports import docx as word
from briefgen.model import Article, Briefing, Problem, Sentence
from briefgen.pages.wording import day, outlet
from briefgen.paper import annotated, document

ROOT = Path(__file__).parents[1]
EVENTS = {"the-seeds": ROOT / "seeds", "the-invented-event": ROOT / "tests/golden/seeds"}
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


@pytest.fixture(scope="module", params=EVENTS)
def briefing(request) -> Briefing:
    return brief(EVENTS[request.param], project=ROOT)


@pytest.fixture(scope="module")
def data(briefing) -> dict[str, Any]:
    return annotated(briefing)


@pytest.fixture(scope="module")
def made(briefing) -> bytes:
    (file,) = word.export(briefing)
    assert file.path == "brief.docx"
    return file.data


@pytest.fixture(scope="module")
def read(made) -> Any:
    return docx.Document(BytesIO(made))


def part(made: bytes, name: str) -> Any:
    with ZipFile(BytesIO(made)) as file:
        return etree.fromstring(file.read(name))


def texts(pieces: Any) -> str:
    """The words of pieces, without their marks."""
    return "".join(
        p if isinstance(p, str) else p.get("b") or (f" {p['q']}" if "q" in p else "") for p in pieces
    )


def words_of(paragraph: Any) -> str:
    """The words of a paragraph without the numbers of its notes."""
    runs = paragraph._p.xpath("./w:r[not(w:rPr/w:rStyle[@w:val='endnotereference'])]/w:t")
    return "".join(t.text for t in runs)


def test_it_is_listed():
    assert word in EXPORTS and not word.ON_SITE and word.NEEDS == "documents"


def test_it_says_what_the_pdf_says_in_its_order(read, data, briefing):
    shown = data["parts"]["brief"]
    assert shown == document(briefing)["parts"]["brief"]
    told = [words_of(p) for p in read.paragraphs]
    lines = [
        *shown["lead"], *shown["established"], *(side for d in shown["disputed"] for side in d["sides"]),
        *shown["open"], *shown["who"],
    ]  # fmt: skip
    at = -1
    for line in map(texts, lines):
        assert line in told[at + 1 :], line
        at = told.index(line, at + 1)
    assert len(lines) > 10


def test_its_styles_and_headings_are_words_own(read, data):
    styles = [p.style.name for p in read.paragraphs]
    assert styles[0] == "Title" and read.paragraphs[0].text == data["title"]
    assert {"Heading 1", "Heading 2", "Quote", "List Bullet", "Caption"} <= set(styles)
    headings = [p.text for p in read.paragraphs if p.style.name == "Heading 1"]
    order = ["What happened", "Also established", "Disputed", "Open", "Who holds what", "Timeline",
             "Matched nowhere else", "Sources"]  # fmt: skip
    assert headings == [h for h in order if h in headings] and len(headings) > 6
    disputes = [p.text for p in read.paragraphs if p.style.name == "Heading 2"]
    assert disputes == [d["title"] for d in data["parts"]["brief"]["disputed"]]
    assert all(p.text.strip() for p in read.paragraphs)


def test_tables_repeat_their_heads_and_have_all_rows(read, data):
    shown = data["parts"]["brief"]
    timeline, sources = read.tables
    assert [words_of(r.cells[0].paragraphs[0]) for r in timeline.rows] == [
        "When", *(m["when"] for m in shown["timeline"]),
    ]  # fmt: skip
    assert [r.cells[0].text for r in sources.rows] == ["Mark", *(a["key"] for a in shown["sources"])]
    for table in read.tables:
        heads = table._tbl.xpath("./w:tr/w:trPr/w:tblHeader/ancestor::w:tr")
        assert heads == [table.rows[0]._tr]
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


# -- the notes ------------------------------------------------------------------------------


def endnotes(made: bytes) -> dict[str, Any]:
    """Id → endnote, without the two separators, which stand first."""
    found = part(made, "word/endnotes.xml").findall("w:endnote", W)
    kinds = [n.get(qn("w:type")) for n in found]
    assert kinds[:2] == ["separator", "continuationSeparator"] and set(kinds[2:]) <= {None}
    return {n.get(qn("w:id")): n for n in found[2:]}


def test_every_mark_has_its_note_with_sentence_outlet_date_and_address(made, data, briefing):
    notes = endnotes(made)
    by_mark = {a.key + s.id[1:]: (a, s) for a in briefing.articles for s in a.sentences}
    with ZipFile(BytesIO(made)) as file:
        related = etree.fromstring(file.read("word/_rels/document.xml.rels"))
        links = file.namelist()
        named = "word/_rels/endnotes.xml.rels"
        away = {r.get("Id"): r for r in etree.fromstring(file.read(named))} if named in links else {}
    assert any(r.get("Type").endswith("/endnotes") and r.get("Target") == "endnotes.xml" for r in related)
    seen = set()
    for note in notes.values():
        assert note.find("w:p/w:pPr/w:pStyle", W).get(qn("w:val")) == "endnotetext"
        assert note.find("w:p/w:r/w:endnoteRef", W) is not None
        said = "".join(t.text for t in note.iter(qn("w:t")))
        mark = re.match(r" ([A-Z]+\d+) “", said)[1]
        article, sentence = by_mark[mark]
        expected = next(n for n in data["notes"] if n["mark"] == mark)
        assert said.startswith(f" {mark} “{expected['said']}” {outlet(article)}, {day(article)}.")
        letters = re.sub(r"\W", "", sentence.text)
        assert re.sub(r"\W", "", expected["said"]) == letters
        link = note.find("w:p/w:hyperlink", W)
        assert (link is not None) == bool(article.url)
        if link is not None:
            target = away[link.get(qn("r:id"))]
            assert (target.get("Target"), target.get("TargetMode")) == (article.url, "External")
        seen.add(mark)
    assert seen == {n["mark"] for n in data["notes"]} and len(seen) == len(notes) > 15


def test_every_reference_leads_to_its_note(made, data):
    body, notes = part(made, "word/document.xml"), endnotes(made)
    given = [r.get(qn("w:id")) for r in body.iter(qn("w:endnoteReference"))]
    assert given == list(notes) == [str(n + 1) for n in range(len(notes))]
    places = {b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))}
    again = [re.search(r"NOTEREF (\S+)", i.text)[1] for i in body.iter(qn("w:instrText"))]
    assert set(again) <= places and again
    marks = len(given) + len(again)
    assert marks == sum(len(p["m"]) for p in every_piece(data["parts"]["brief"]) if "m" in p)


def every_piece(value: Any):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from every_piece(item)


def test_word_knows_the_separators_and_counts_in_figures(made):
    settings = part(made, "word/settings.xml").find("w:endnotePr", W)
    assert [e.get(qn("w:id")) for e in settings.findall("w:endnote", W)] == ["-1", "0"]
    assert settings.find("w:numFmt", W).get(qn("w:val")) == "decimal"
    with ZipFile(BytesIO(made)) as file:
        types = etree.fromstring(file.read("[Content_Types].xml"))
    kind = {t.get("PartName"): t.get("ContentType") for t in types}["/word/endnotes.xml"]
    assert kind.endswith("wordprocessingml.endnotes+xml")


def test_every_style_that_is_used_is_there(made):
    known = {s.get(qn("w:styleId")) for s in part(made, "word/styles.xml").iter(qn("w:style"))}
    for name in ("word/document.xml", "word/endnotes.xml", "word/footer1.xml"):
        tree = part(made, name)
        used = {
            e.get(qn("w:val")) for tag in ("pStyle", "rStyle", "tblStyle") for e in tree.iter(qn(f"w:{tag}"))
        }
        assert used <= known, name


# -- the file -------------------------------------------------------------------------------


def test_it_says_what_it_is_and_nothing_of_who_made_it_when(read, made, data):
    told = read.core_properties
    assert (told.title, told.language, told.author, told.last_modified_by) == (data["title"], "en", "", "")
    assert told.created is None and told.modified is None and told.comments == ""
    with ZipFile(BytesIO(made)) as file:
        assert all(e.date_time == (1980, 1, 1, 0, 0, 0) for e in file.infolist())
        assert {e.compress_type for e in file.infolist()} == {ZIP_STORED}
        assert not [n for n in file.namelist() if "thumbnail" in n or "app.xml" in n or "customXml" in n]
    assert len(made) < 300_000


def test_two_makings_give_the_same_bytes(briefing, made):
    assert word.export(briefing)[0].data == made


def test_another_process_with_another_order_of_hashes_gives_them_too(tmp_path):
    script = """
import sys; from pathlib import Path
from briefgen.build import brief
from briefgen.exports import docx
made = docx.export(brief(Path(sys.argv[1]), reader=False))[0].data
import hashlib; print(hashlib.sha256(made).hexdigest())
"""
    told = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        done = subprocess.run(
            [sys.executable, "-c", script, "briefgen/starter/seeds"], cwd=ROOT, text=True, check=True,
            capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}, timeout=120,
        )  # fmt: skip
        told.add(done.stdout)
    assert len(told) == 1


HOSTILE = "Bad\x00\x0b\ufffe\ud800 <w:p> &amp; ]]> \u202e turned “{{x}}” = cmd | 'a'!A0"


def test_what_xml_can_not_carry_is_no_fault_and_nothing_is_markup():
    text = f"{HOSTILE} was said on Monday."
    sentence = Sentence(source="a", id="s1", start=0, end=len(text), text=text, paragraph=0)
    article = Article(
        id="a", key="A", path="a.txt", sha256="0", text=text, title=HOSTILE, publisher=HOSTILE,
        url="https://paper.example/?a=\"><w:r/>&b", sentences=(sentence,),
    )  # fmt: skip
    made = word.export(
        Briefing(title=HOSTILE, event=HOSTILE, articles=(article,), findings={},
                 problems=(Problem(source="a", what=HOSTILE),))
    )[0].data  # fmt: skip
    read = docx.Document(BytesIO(made))
    shown = read.paragraphs[0].text
    assert "<w:p> &amp; ]]>" in shown and "[U+202E] turned" in shown and "\ufffd" in shown
    assert shown == read.core_properties.title
    rows = read.tables[-1].rows
    assert "&amp; ]]>" in rows[1].cells[1].text and len(rows) == 2
    assert endnotes(made) == {}


def test_a_long_title_is_cut_where_properties_have_no_room_for_it():
    made = word.export(Briefing(title="Trams " * 100, event="x" * 300, articles=(), findings={}))[0].data
    read = docx.Document(BytesIO(made))
    assert len(read.core_properties.title) <= 255 and len(read.paragraphs[0].text) > 590


def test_without_python_docx_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match=r"pip install 'briefgen\[documents\]'"):
        word.export(Briefing(title="", articles=(), findings={}))


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_libreoffice_shows_the_text_and_the_notes(made, data, briefing, tmp_path):
    (tmp_path / "brief.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", "pdf", "brief.docx"], cwd=tmp_path, check=True,
        capture_output=True, timeout=180,
    )  # fmt: skip
    pages = [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(tmp_path / "brief.pdf")]
    shown = squeezed("".join(re.sub(r"[^\n]*page \d+ of \d+\s*", "", page) for page in pages))
    shown = shown.replace("\ufffe", "-")
    assert squeezed(data["title"]) in shown and len(pages) >= 3
    for number, note in enumerate(in_order(made), start=1):
        expected = next(n for n in data["notes"] if n["mark"] == note)
        assert squeezed(f"{number}{note}“{expected['said']}”{expected['from']}.") in shown, note
    for line in data["parts"]["brief"]["lead"]:
        assert squeezed(line[0]) in shown


def in_order(made: bytes) -> list[str]:
    """The marks of the notes."""
    notes = endnotes(made).values()
    return [re.match(r" ([A-Z]+\d+) ", "".join(t.text for t in n.iter(qn("w:t"))))[1] for n in notes]
