"""The PDF, read back: text, notes, pages, outline, links, tags, fonts, bytes; and its pages as pictures."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from test_pages import EVENING

from briefgen.build import brief
from briefgen.model import Briefing, Citation, Problem
from briefgen.pages.book import Book
from briefgen.pages.brief import LEAST, words_in
from briefgen.pages.escape import carried, turns_named
from briefgen.pages.passages import nested
from briefgen.pages.statement import plain
from briefgen.paper import PARTS, document, typeset, typesetter
from briefgen.verify import citations

ROOT = Path(__file__).parents[1]
EVENTS = {"the-seeds": ROOT / "seeds", "the-invented-event": ROOT / "tests/golden/seeds"}
MARKS = str.maketrans(dict.fromkeys("“”‘’„", "'") | {'"': "'"})
STATUS = "Official – for the committee"
ATTACKS = (
    '#panic("set")', "#set text(size: 90pt)", "$x^2$ *bold* _it_ `raw` = Heading",
    "<script>alert(1)</script>",
    '#link("javascript:alert(1)")[here]', "@note-A1 <label> // comment /* open", "\\u{41} ~ -- --- ...",
    '#read("/etc/passwd") #import "x"', '"}] {"b": "x"}', "[TOC] {: onclick=x } {{ title }} {% raw %}",
)  # fmt: skip


@pytest.fixture(scope="module", params=EVENTS)
def briefing(request) -> Briefing:
    return brief(EVENTS[request.param], project=ROOT)


@pytest.fixture(scope="module")
def pdf(briefing) -> bytes:
    """The whole of it."""
    return typeset(document(briefing, PARTS, status=STATUS)).pdf


@pytest.fixture(scope="module")
def read(pdf) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def squeezed(words: str) -> str:
    """Without spaces: where lines break is the page's business."""
    return re.sub(r"\s", "", words)


def text_of(pdf: bytes) -> str:
    """The text without running heads and feet, so that nothing stands between one page and the next."""
    pages = []
    for page in PdfReader(BytesIO(pdf)).pages:
        lines = page.extract_text().splitlines()
        at = next((i for i, line in enumerate(lines) if re.match(r".*Page \d+ of \d+$", line)), len(lines))
        pages.append("\n".join(lines[:at]))
    return squeezed("\n".join(pages))


def cited(briefing: Briefing) -> Iterator[Citation]:
    """What the document shows: of leaders the roles, of every other finding all citations, none folded."""
    listed = Book(briefing=briefing).open_now
    for kind, findings in briefing.published.items():
        findings = listed if kind == "open_issues" else findings
        for f in findings if kind != "topics" else ():
            yield from (c for _, c in f.roles) if kind == "leaders" else f.citations  # type: ignore[attr-defined]


def test_every_citation_has_its_note_with_the_words_outlet_and_date(briefing, pdf):
    text, notes = text_of(pdf), {n["mark"]: n for n in document(briefing, PARTS)["notes"]}
    seen = 0
    for c in cited(briefing):
        article = briefing.by_source[c.source]
        note = notes[article.key + c.sentence[1:]]
        assert squeezed(c.quote).translate(MARKS) in squeezed(note["said"]).translate(MARKS)
        assert (
            squeezed(f"{note['mark']}{note['before']}“{note['said']}”{note['after']}{note['from']}") in text
        )
        seen += 1
    assert seen > 20


def test_a_note_gives_the_address_and_the_pages_that_cite_it(briefing, pdf):
    text = text_of(pdf)
    assert len(re.findall(r"citedonp\.\d", text)) > 20
    for article in briefing.articles:
        notes = text.count(f"{squeezed(article.url)}·citedonp.") if article.url else 0
        assert notes > 3 or not article.url


def test_each_page_says_which_it_is_and_what_it_is_for(read):
    for number, page in enumerate(read.pages, start=1):
        text = page.extract_text()
        assert f"Page {number} of {len(read.pages)}" in text
        assert text.count(STATUS.upper()) == 2


def test_contents_and_bookmarks_lead_to_the_parts(read, briefing):
    bookmarks = {
        o.title: read.get_destination_page_number(o) for o in read.outline if not isinstance(o, list)
    }
    assert bookmarks.get("Less certain", 10) >= 10  # the eleventh page
    assert [name for name in bookmarks if name != "Less certain"] == [
        "Summary", "Leaders", "Positions", "Open issues", "Disagreements", "Established", "Timeline",
        "Sources", "About this briefing", "Notes",
    ]  # fmt: skip
    cover = read.pages[0].extract_text()
    for name, page in bookmarks.items():
        assert re.search(rf"{name}[ .]*{page + 1}\b", cover), name
    below = {o.title for group in read.outline if isinstance(group, list) for o in group}
    assert {f.title[:1].upper() + f.title[1:] for f in briefing.published["disagreements"]} <= below


def test_what_is_less_certain_stands_behind_the_tenth_page(read, briefing):
    low = [p for p in briefing.findings["positions"] if p.confidence == "low"]
    front = squeezed("".join(page.extract_text() for page in read.pages[:10]))
    told = {plain(p) for p in briefing.findings["positions"] if p.confidence != "low"}
    apart = [p for p in low if not any(plain(p) in words for words in told)]
    assert apart
    for p in apart:
        assert squeezed(f"“{plain(p)}”") not in front or any(plain(p) in s for s in _sentences_told(briefing))


def _sentences_told(briefing: Briefing) -> Iterator[str]:
    """Passages that other findings print: a line may stand there as what is open or in dispute."""
    for kind, findings in briefing.findings.items():
        for f in findings if kind != "positions" else ():
            yield from (c.quote for c in citations(f))


def test_every_link_leads_somewhere(read, briefing):
    inside, outside = 0, set()
    for page in read.pages:
        for annotation in (a.get_object() for a in page.get("/Annots", ())):
            action = annotation.get("/A", {}).get_object() if "/A" in annotation else {}
            if action.get("/S") == "/URI":
                outside.add(action["/URI"])
                continue
            target = annotation.get("/Dest", action.get("/D"))
            name = target if isinstance(target, str) else None
            assert name in read.named_destinations if name else target[0] is not None
            inside += 1
    assert inside > 100
    assert outside == {a.url for a in briefing.articles if a.url}


def test_it_is_tagged_and_says_what_it_is(read, pdf, briefing):
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    assert read.metadata["/Title"] == document(briefing)["title"]
    assert "/CreationDate" not in read.metadata and b"<pdfuaid:part>1" in pdf
    fonts = [o.get_object() for o in _objects(read) if _is(o, "/FontDescriptor")]
    assert fonts and all({"/FontFile", "/FontFile2", "/FontFile3"} & f.keys() for f in fonts)


def _objects(read: PdfReader) -> Iterator[Any]:
    yield from (read.get_object(i) for i in range(1, int(read.trailer["/Size"])))


def _is(found: Any, kind: str) -> bool:
    return isinstance(found, dict) and found.get("/Type") == kind


def test_two_makings_give_the_same_bytes(briefing, pdf):
    assert typeset(document(briefing, PARTS, status=STATUS)).pdf == pdf
    assert typeset(document(briefing)).pdf == typeset(document(briefing)).pdf


def test_nothing_runs_over_the_edge_and_no_page_is_empty(pdf):
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=0.5, grayscale=True).to_numpy()
        rows, columns = (picture < 200).any(axis=1).nonzero()[0], (picture < 200).any(axis=0).nonzero()[0]
        assert rows[0] > 8 and rows[-1] < picture.shape[0] - 8
        assert columns[0] > 20 and columns[-1] < picture.shape[1] - 20
        assert (picture[60:-50] < 200).sum() > 50


def test_what_is_to_check_is_not_in_it_and_facts_are_quoted():
    data = document(EVENING, PARTS)
    assert "Nell" not in str(data["parts"]) and "A3" not in {n["mark"] for n in data["notes"]}
    assert data["parts"]["summary"]["more"]["disagreements"] == 1
    assert [d["name"] for d in data["parts"]["disagreements"]] == ["How many people were hurt"]
    assert data["parts"]["summary"]["established"] == [
        ["“Two trams met ‘head on’ on Monday.”", {"m": ["A1", "B1"]}, {"q": "2 of 3 sources"}]
    ]
    (fact,) = data["parts"]["established"]
    assert fact["name"] == "“Two trams met ‘head on’ on Monday.”"
    assert (fact["facts"], fact["marks"]) == (["2 of 3 sources", "Source A"], ["A1"])
    assert [p["said"] for p in fact["passages"]] == [["“Trams collided on Monday.”", {"m": ["B1"]}]]
    assert "“Two trams met" in PdfReader(BytesIO(typeset(data).pdf)).pages[1].extract_text()


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_the_summary_is_one_page(briefing, paper, width):
    read = PdfReader(BytesIO(typeset(document(briefing, ["summary"]), paper=paper).pdf))
    assert len(read.pages) == 1
    assert int(read.pages[0].mediabox.width) == width
    text = read.pages[0].extract_text()
    assert "What happened" in text and "Who holds what" in text and briefing.articles[-1].key in text


def test_the_brief_is_no_longer_than_its_sources(briefing):
    made = typeset(document(briefing, status=STATUS)).pdf
    read = PdfReader(BytesIO(made))
    shown = words_in("\n".join(page.extract_text() for page in read.pages))
    assert shown <= max(LEAST, sum(words_in(a.text) for a in briefing.articles))
    first = pypdfium2.PdfDocument(made)[0].render(scale=0.5, grayscale=True).to_numpy()
    assert (first < 200).any(axis=1).nonzero()[0][-8] > first.shape[0] * 0.6


def test_what_the_brief_cites_is_quoted_whole_or_stands_in_its_notes(briefing):
    data = document(briefing)
    notes = {n["mark"]: n["said"] for n in data["notes"]}
    assert len(notes) == len(data["notes"])
    by_key = {a.key: a for a in briefing.articles}
    quoted = squeezed("".join(_strings(data["parts"]))).translate(MARKS)
    for key in set(_marks(data["parts"])):
        sentence = by_key[key.rstrip("0123456789")].by_sentence[
            "s" + key.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        ]
        said = squeezed(sentence.text).translate(MARKS)
        assert said.strip(".'") in quoted or squeezed(notes[key]).translate(MARKS) == said


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _marks(value: Any) -> Iterator[str]:
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict) and "m" in item:
            yield from item["m"]
        elif isinstance(item, dict | list):
            yield from _marks(item)


@pytest.mark.parametrize("part", PARTS)
def test_each_part_can_be_had_alone(part):
    data = document(brief(EVENTS["the-invented-event"], project=ROOT), [part])
    assert list(data["parts"]) == [part]
    assert typeset(data).pdf.startswith(b"%PDF")


def test_excerpts_quote_the_cited_sentences_alone(briefing):
    assert any(n["before"] or n["after"] for n in document(briefing, PARTS)["notes"])
    for data in (
        document(briefing, PARTS, excerpts=True),
        document(replace(briefing, excerpts=True), PARTS),
    ):
        assert data["notes"] and not any(n["before"] or n["after"] for n in data["notes"])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Briefing:
    """Two articles whose every sentence carries something that a template language would act on."""
    seeds = tmp_path_factory.mktemp("hostile")
    for name, days in (("north", "three"), ("south", "four")):
        said = "\n\n".join(f"Mara Quill said the {a} ferry would sail in {days} days." for a in ATTACKS)
        (seeds / f"{name}.txt").write_text(said, encoding="utf-8")
    return brief(seeds, title="#panic() *x* <b>", event='= Heading "#eval(1)"')


def test_what_a_text_says_is_never_done(hostile):
    made = typeset(document(hostile, PARTS, status="#status <x>"))
    text = text_of(made.pdf)
    assert made.missing == ""
    assert squeezed("#panic() *x* <b>") in text and squeezed('= Heading "#eval(1)"') in text
    shown = [n["said"] for n in document(hostile, PARTS)["notes"]]
    assert len([a for a in ATTACKS if any(nested(a) in said for said in shown)]) >= 8
    assert all(squeezed(said) in text for said in shown)
    links = [a for p in PdfReader(BytesIO(made.pdf)).pages for a in p.get("/Annots", ())]
    assert not any("/URI" in str(a.get_object()) for a in links)


def test_every_named_attack_is_printed_as_its_words(hostile):
    """The corpus of the pages, and what this format has besides: in place of the problems that are told."""
    corpus = tomllib.loads((ROOT / "tests/attacks.toml").read_text(encoding="utf-8"))
    told = [*corpus.values(), "a\x07b\x00c\ud800d\ufeffe", *ATTACKS]
    made = typeset(
        document(replace(hostile, problems=tuple(Problem(source=None, what=f"{w} .") for w in told)), PARTS)
    )
    text, lost = _plain(text_of(made.pdf)), set(made.missing)
    for words in told:
        shown = "".join("□" if c in lost else c for c in turns_named(carried(words)))
        assert _plain(shown) in text, words


def _plain(words: str) -> str:
    """What can be compared after reading back: bidirectional marks, soft hyphens and spaces are not text."""
    return "".join(c for c in unicodedata.normalize("NFKC", words) if unicodedata.category(c)[0] not in "ZCM")


FOREIGN = "Mara Quill said “שלום לכולם” and “مرحبا بالعالم” and “会議を開く 북쪽” before she left Osterhaven."


def _foreign(tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "a.txt").write_text(FOREIGN, encoding="utf-8")
    data = document(brief(tmp_path), PARTS)
    return {**data, "event": FOREIGN + "\ufeff"}


def test_other_scripts_are_printed(tmp_path):
    made = typeset(_foreign(tmp_path))
    assert made.missing == ""
    text = text_of(made.pdf)
    assert "会議を開く" in text and "북쪽" in text
    assert set("שלוםלכולם") <= set(text)


def test_what_no_font_has_is_printed_as_a_box_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr(typesetter, "MORE_FONTS", ())
    made = typeset(_foreign(tmp_path))
    assert made.missing == "".join(sorted(set("会議を開く북쪽")))
    assert "“□□□□□□□”" in text_of(made.pdf)


def test_the_command_names_what_cannot_be_printed(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(typesetter, "MORE_FONTS", ())
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(FOREIGN, encoding="utf-8")
    done = briefgen("pdf")
    assert done.exit_code == 0 and done.stdout == "written  brief.pdf\n"
    assert "7 characters that no font has" in done.stderr and "briefgen[cjk]" in done.stderr
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert briefgen("pdf", "--strict").exit_code == 1


def test_without_the_extra_the_command_says_what_to_install(project, monkeypatch, briefgen):
    monkeypatch.setattr(typesetter, "find_spec", lambda name: None)
    done = briefgen("pdf")
    assert done.exit_code == 1 and not (project / "brief.pdf").exists()
    assert "pip install 'briefgen[pdf]'" in done.stderr and len(done.stderr.splitlines()) == 1


def test_the_command_takes_its_options(project, briefgen):
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(
        settings.replace("- briefgen:", "- briefgen:\n      status: For the mayor"), encoding="utf-8"
    )
    done = briefgen("pdf", "-o", "one/page.pdf", "--summary", "--paper", "letter", "--excerpts")
    assert done.exit_code == 0, done.stderr
    read = PdfReader(project / "one/page.pdf")
    assert len(read.pages) == 1 and "FOR THE MAYOR" in read.pages[0].extract_text()
    assert briefgen("pdf", "--section", "sources", "--section", "timeline").exit_code == 0
    assert briefgen("pdf", "--full").exit_code == 0
    assert briefgen("pdf", "--summary", "--section", "sources").exit_code == 1
    assert briefgen("pdf", "--summary", "--full").exit_code == 1
    assert briefgen("pdf", "-o", "docs").exit_code == 1


def test_the_front_page_links_the_pdf_where_the_maker_says_that_it_is(project, briefgen):
    assert briefgen("build").exit_code == 0
    assert ">PDF</a>" not in (project / "docs/index.md").read_text(encoding="utf-8")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(
        settings.replace("- briefgen:", '- briefgen:\n      pdf: files/a"b.pdf'), encoding="utf-8"
    )
    assert briefgen("build").exit_code == 0
    front = (project / "docs/index.md").read_text(encoding="utf-8")
    assert '<a href="files/a&#34;b.pdf" download>PDF</a>' in front
