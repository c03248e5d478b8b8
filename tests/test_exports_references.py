"""The sources as references: programs of others read what was given, and nothing that was not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest
from conftest import HOSTILE

from briefgen.exports import bibtex, csl, ris
from briefgen.exports.bibliography import Name, name
from briefgen.exports.lines import line
from briefgen.model import Article, Briefing

PANDOC = shutil.which("pandoc")


def text(export, briefing) -> str:
    return export.export(briefing)[0].text


@pytest.fixture
def papers() -> Briefing:
    """Three sources, of one of which next to nothing is known."""
    known = {"path": "seeds/x.md", "sha256": "0" * 64, "text": "Text.", "title_given": True}
    first = Article(
        id="a", key="A", title="Bridge & ferry: 100 % shut?", publisher="Harbour Post", language="en-GB",
        authors=("Martin Pell", "Harbour Post Staff", "J. Roe"), published=date(2024, 5, 8),
        url="https://harbour-post.example/2024/05/ferry_1?a=1&b=2", **known,
    )  # fmt: skip
    second = Article(id="b", key="B", **{**known, "title_given": False}, title="The ferry sails…")
    third = Article(id="c", key="C", title="Þórr und Ægir", authors=("Salling, Anna",), **known)
    return Briefing(title="T", articles=(first, second, third), findings={})


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("Martin Pell", "Pell", "Martin"), ("Anna B. O’Neill", "O’Neill", "Anna B."),
        ("J. R. Roe", "Roe", "J. R."), ("Salling, Anna", "Salling", "Anna"), ("Roe, J.", "Roe", "J."),
        # given names that no list has
        ("Maren Holt", "Holt", "Maren"), ("Yusuf Demir", "Demir", "Yusuf"),
        ("Ilva Quennell", "Quennell", "Ilva"),
        ("Anne-Lise Sandvoll", "Sandvoll", "Anne-Lise"), ("Ilva Maren Holt", "Holt", "Ilva Maren"),
        ("MAREN HOLT", "HOLT", "MAREN"), ("Brandt, Ilva Maren", "Brandt", "Ilva Maren"),
        ("Holt, Maren", "Holt", "Maren"), ("Martin Garcia Lopez", "Lopez", "Martin Garcia"),
        # what belongs to the family's name
        ("Martin van der Berg", "van der Berg", "Martin"), ("Berit von Alten", "von Alten", "Berit"),
        ("van der Berg, Martin", "van der Berg", "Martin"), ("Ilva Ortega y Sanz", "Ortega y Sanz", "Ilva"),
        ("Maren Holt Jr.", "Holt Jr.", "Maren"), ("Thomas Park", "Park", "Thomas"),
        ("Anna House", "House", "Anna"),
    ],
)  # fmt: skip
def test_a_by_line_of_a_few_names_is_a_persons(written, family, given):
    assert name(written) == Name(whole=written, family=family, given=given)


@pytest.mark.parametrize(
    "written",
    [
        "Harbour Post", "Associated Press", "Martin Staff", "Harbour Post Staff", "Valley Echo", "Sky News",
        "Agence France-Presse", "Orsel Town Council", "Ferry Workers Union", "PA Media", "BBC Verify",
        "AFP Orsel", "The Orsel Record", "Political Desk", "Staff Reporter", "Reuters", "Guest Contributor",
        # whose family name stands first, or is not known
        "Xi Jinping", "Kim Jong-un", "Chen Wei", "Nguyen Van Anh", "Martin", "", "Pell, M. of the Post",
        "Martin Pell, Harbour Post", "Martin Pell, Reuters", "J. 5", "Maren and Tom Holt", "maren holt",
        "Dr Maren Holt", "Martin 株式会社", "Martin P.", "@maren_holt", "Holt, ", ", Maren", "Holt, Staff",
    ],
)  # fmt: skip
def test_other_by_lines_stay_whole(written):
    assert name(written) == Name(whole=written)


def test_the_paper_is_no_person():
    assert name("Orsel Lantern").family == "Lantern"
    for paper in ("Orsel Lantern", "The Orsel Lantern"):
        assert name("Orsel Lantern", paper) == Name(whole="Orsel Lantern")


def test_one_bibliography_sorts_all_people_by_the_family(papers):
    authors = ("Maren Holt", "Tom Ashgrove", "Yusuf Demir", "Martin van der Berg")
    one = replace(papers.articles[0], authors=authors)
    briefing = replace(papers, articles=(one,))
    assert entries(briefing)["A"]["author"] == (
        "Holt, Maren and Ashgrove, Tom and Demir, Yusuf and van der Berg, Martin"
    )
    assert all("family" in a for a in json.loads(text(csl, briefing))[0]["author"])
    assert "AU  - Holt, Maren\r\nAU  - Ashgrove, Tom\r\n" in text(ris, briefing)


def test_what_nobody_is_known_to_have_published_is_no_newspaper_article(papers):
    first, second, third = papers.articles
    there = replace(second, url="https://harbour-post.example/ferry")
    shown = replace(papers, articles=(first, second, there))
    sorts = [item["type"] for item in json.loads(text(csl, shown))]
    assert sorts == ["article-newspaper", "document", "article-newspaper"]
    assert re.findall("^@([a-z]+)", text(bibtex, shown), re.MULTILINE) == ["article", "misc", "article"]
    assert re.findall("^TY  - (.+?)\r?$", text(ris, shown), re.MULTILINE) == ["NEWS", "GEN", "NEWS"]
    assert text(bibtex, shown).count("entrysubtype") == 2


def test_a_line_is_one_line():
    assert line(" a\r\nER  - \x1b[2J\u2028b\x00 ") == "a ER - [2J b"


# -- CSL-JSON --------------------------------------------------------------------------


def test_citeproc_renders_the_references(papers):
    citeproc = pytest.importorskip("citeproc")
    source = pytest.importorskip("citeproc.source.json")
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    items = json.loads(text(csl, papers))
    made = citeproc.CitationStylesBibliography(style, source.CiteProcJSON(items), citeproc.formatter.plain)
    for item in items:
        made.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    shown = [str(entry) for entry in made.bibliography()]
    first = next(s for s in shown if "Bridge & ferry" in s)
    assert "Pell, M." in first and "Harbour Post Staff" in first and "2024" in first
    assert "https://harbour-post.example/2024/05/ferry_1?a=1&b=2" in first
    assert any("[The ferry sails…]" in s for s in shown) and any("Salling, A." in s for s in shown)


def test_what_is_not_known_is_not_there(papers):
    first, second, _ = json.loads(text(csl, papers))
    assert second == {"id": "B", "type": "document", "title": "[The ferry sails…]"}
    assert first["issued"] == {"date-parts": [[2024, 5, 8]]} and "accessed" not in first


def test_the_day_of_retrieval_is_that_of_access(hostile):
    assert json.loads(text(csl, hostile))[0]["accessed"] == {"date-parts": [[2024, 5, 9]]}
    assert "urldate = {2024-05-09}" in text(bibtex, hostile)
    assert "Y2  - 2024/05/09\r\n" in text(ris, hostile)


# -- BibTeX ----------------------------------------------------------------------------


def entries(briefing):
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(text(bibtex, briefing))
    assert not library.failed_blocks
    return {e.key: {f.key: f.value for f in e.fields} for e in library.entries}


def test_bibtexparser_reads_the_entries(papers):
    read = entries(papers)
    assert list(read) == ["A", "B", "C"] and set(read["B"]) == {"title"}
    assert read["A"]["author"] == "Pell, Martin and {Harbour Post Staff} and Roe, J."
    assert read["A"]["url"] == "https://harbour-post.example/2024/05/ferry_1?a=1&b=2"
    assert (read["A"]["year"], read["A"]["date"]) == ("2024", "2024-05-08")


def test_hostile_words_are_one_entry_and_no_command(hostile):
    read = entries(hostile)
    assert list(read) == ["H"]
    written = text(bibtex, hostile)
    assert "\\input" not in written and written.count("{") == written.count("}")
    assert read["H"]["title"].count("{") == read["H"]["title"].count("}")
    for unbalanced in ("}, x = {", "{{{", "}}}", "\\}", "\\{", "a } b"):
        broken = replace(hostile.articles[0], title=unbalanced, url=None)
        again = entries(replace(hostile, articles=(broken, *papers_like(hostile))))
        assert list(again) == ["H", "I"], unbalanced


def papers_like(briefing):
    return (replace(briefing.articles[0], id="i", key="I"),)


# -- RIS -------------------------------------------------------------------------------


def test_rispy_reads_the_references(papers):
    rispy = pytest.importorskip("rispy")
    first, second, third = rispy.loads(text(ris, papers))
    assert first["type_of_reference"] == "NEWS" and first["id"] == "A"
    assert first["title"] == "Bridge & ferry: 100 % shut?" and first["secondary_title"] == "Harbour Post"
    assert first["authors"] == ["Pell, Martin", "Harbour Post Staff", "Roe, J."]
    assert (first["year"], first["date"], first["language"]) == ("2024", "2024/05/08", "en-GB")
    assert first["urls"] == ["https://harbour-post.example/2024/05/ferry_1?a=1&b=2"]
    assert set(second) == {"type_of_reference", "id", "title"} and third["title"] == "Þórr und Ægir"


def test_no_value_begins_a_tag(hostile):
    rispy = pytest.importorskip("rispy")
    title = "A\r\nER  - \r\nTY  - BOOK\nTI  - other"
    broken = replace(hostile.articles[0], title=title, authors=("Pell, Martin, of the Post",))
    (read,) = rispy.loads(text(ris, replace(hostile, articles=(broken,))))
    assert read["title"] == "A ER - TY - BOOK TI - other" and read["authors"] == [
        "Pell · Martin · of the Post"
    ]


# -- all -------------------------------------------------------------------------------


@pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")
@pytest.mark.parametrize(
    ("export", "kind"), [(csl, "csljson"), (bibtex, "biblatex"), (bibtex, "bibtex"), (ris, "ris")]
)
def test_pandoc_renders_them(papers, hostile, export, kind):
    known = subprocess.run([str(PANDOC), "--list-input-formats"], capture_output=True, text=True, check=True)
    if kind not in known.stdout.split():
        pytest.skip(f"this pandoc does not read {kind}")
    shown = rendered(kind, text(export, papers))
    assert "bridge & ferry: 100 % shut?" in shown and "harbour post" in shown and "2024" in shown
    assert "þórr und ægir" in shown and "[the ferry sails…]" in shown
    signs = rendered(kind, text(export, hostile))
    for piece in ("\\input{/etc/passwd}", "50 % </script>", "@article{x, y = {z}}", "\U0001f9e8 ]]> & <b>"):
        assert piece in signs and piece in HOSTILE, (piece, signs)


def rendered(kind: str, written: str) -> str:
    """The references in plain text, in small letters."""
    command = [str(PANDOC), "-f", kind, "-t", "plain", "--wrap=none", "--citeproc"]
    done = subprocess.run(command, input=written, capture_output=True, text=True, check=True, timeout=60)
    return " ".join(done.stdout.split()).lower()  # some styles write titles with capitals
