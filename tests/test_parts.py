"""Long lists on several pages: who stands where, and that every link and every old address leads there."""

from __future__ import annotations

import posixpath
import re
import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.build import brief, build, make
from briefgen.check import check
from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.leaders import Leader
from briefgen.findings.positions import Position
from briefgen.findings.timeline import Moment
from briefgen.findings.topics import Topic
from briefgen.model import Article, Briefing, Finding, Sentence
from briefgen.pages import parts as module
from briefgen.pages import render
from briefgen.pages.parts import MOST, UNNAMED, parts
from briefgen.paper import PARTS, document
from briefgen.read_back import misread

ROOT = Path(__file__).parents[1]
invent = runpy.run_path(str(ROOT / "benchmarks/site_size.py"))["invent"]


def speaker(name, kind="person"):
    return Leader(id=re.sub(r"\W+", "-", name.lower()), title=name, name=name, kind=kind)


def held(count, *who):
    """So many positions of the same holders."""
    return tuple(Position(id=f"{'-'.join(who)}-{n:04}", stance="states", holders=who) for n in range(count))


def one(_: Finding) -> int:
    return 1


PEOPLE = {f.id: f for f in map(speaker, ("Ada Zorn", "Udo Abel", "Piet Moor Jr.", "The Nobles"))}


def shown(findings, leaders=PEOPLE):
    return parts("positions", findings, leaders, one)


def test_what_fits_stays_on_one_page_in_its_order():
    findings = held(MOST // 2, "ada-zorn") + held(MOST - MOST // 2, "udo-abel")
    (only,) = shown(findings)
    assert (only.path, only.findings, only.label) == ("positions.md", findings, "")


def test_holders_stand_as_in_an_index_and_stay_together():
    findings = held(100, "ada-zorn") + held(100, "udo-abel") + held(100, "piet-moor-jr-")
    pages = shown(findings)
    assert [p.path for p in pages] == ["positions.md", "positions/2.md"]
    assert [p.label for p in pages] == ["Udo Abel – Piet Moor Jr.", "Ada Zorn"]
    assert [len(p.findings) for p in pages] == [200, 100]


def test_a_holder_of_too_many_is_divided():
    pages = shown(held(20, "udo-abel") + held(3 * MOST, "ada-zorn"))
    assert [len(p.findings) for p in pages] == [MOST, MOST, MOST, 20]
    assert [p.label for p in pages] == ["Udo Abel – Ada Zorn", "Ada Zorn", "Ada Zorn", "Ada Zorn"]


def test_speakers_who_are_not_named_stand_last():
    pages = shown(held(MOST, "ada-zorn") + held(5))
    assert pages[-1].label == UNNAMED[0].upper() + UNNAMED[1:]
    assert all(not f.holders for f in pages[-1].findings)


@pytest.mark.parametrize("count", [1, MOST, MOST + 1, 5 * MOST + 3])
def test_every_finding_stands_on_one_page(count):
    findings = held(count // 2, "ada-zorn") + held(count - count // 2, "udo-abel", "ada-zorn")
    pages = shown(findings)
    assert sorted(f.id for p in pages for f in p.findings) == sorted(f.id for f in findings)
    assert all(len(p.findings) <= MOST for p in pages)


def test_the_other_kinds_keep_their_order():
    findings = held(2 * MOST + 1, "ada-zorn")
    pages = parts("open_issues", findings, PEOPLE, one)
    assert [p.path for p in pages] == ["open-issues.md", "open-issues/2.md", "open-issues/3.md"]
    assert sum((p.findings for p in pages), ()) == findings
    assert len(parts("timeline", findings, PEOPLE, lambda _: 9)) == 3  # a line each


def test_what_shows_more_passages_takes_more_room():
    pages = parts("disagreements", held(100, "ada-zorn"), PEOPLE, lambda _: 5)
    assert [len(p.findings) for p in pages] == [MOST // 5, MOST // 5]
    assert len(parts("disagreements", held(2, "ada-zorn"), PEOPLE, lambda _: 2 * MOST)) == 2


# -- the pages ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large():
    """Two people who say three hundred things each on one topic, in one article, and one unnamed thing."""
    said = [f"Statement number {n} about the pier." for n in range(601)]
    text, sentences, at = " ".join(said), [], 0
    for n, words in enumerate(said, start=1):
        sentences.append(
            Sentence(source="a", id=f"s{n}", start=at, end=at + len(words), text=words, paragraph=n // 5)
        )
        at += len(words) + 1
    source = Article(id="a", key="A", path="seeds/a.txt", sha256="0", text=text, title="The pier",
                     sentences=tuple(sentences))  # fmt: skip
    who = (speaker("Ada Zorn"), speaker("Udo Abel"))
    positions = tuple(
        Position(
            id=f"p{n:03}", stance="states", citations=(source.cite(s.start, s.end - 1),), topics=("pier",),
            holders=() if n == 600 else (who[n % 2].id,), confidence="low" if n > 590 else "high",
        )
        for n, s in enumerate(source.sentences)
    )  # fmt: skip
    more = Topic(id="tram", label="tram")
    topics = (Topic(id="pier", label="pier"), more)
    found = {"leaders": who, "topics": topics, "positions": positions}
    return Briefing(title="The pier", articles=(source,), findings=found)


@pytest.fixture(scope="module")
def pages(large):
    return {p.path: p.text for p in render(large)}


def test_every_link_leads_to_a_page_and_an_anchor(pages):
    listed = set()
    for path, text in pages.items():
        for target in re.findall(r"\]\(([^) ]+)|^\[\w+\]: (\S+)", text, re.MULTILINE):
            place, _, anchor = (
                "".join(target).replace("#only-light", "").replace("#only-dark", "").partition("#")
            )
            to = posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path
            assert to in {*pages, "briefing.json"}, (path, target)
            assert not anchor or re.search(rf'id="{anchor}"|#{anchor}[ }}]', pages[to]), (path, target)
            listed.add(to)
    assert {"positions.md", "positions/2.md", "positions/3.md"} <= listed


def test_each_page_names_the_others_and_leads_on(pages):
    assert "601 on 3 pages: **1** Udo Abel · [2 " in pages["positions.md"]
    assert "](positions/2.md)" in pages["positions.md"]
    assert "[1 Udo Abel](../positions.md)" in pages["positions/3.md"]
    assert "[Next page: " in pages["positions/2.md"] and "Next page" not in pages["positions/3.md"]
    assert pages["positions/3.md"].startswith('---\ntitle: "Positions: Ada Zorn – holder not known"\n')


def test_the_matrix_stands_on_the_first_page_and_leads_to_all(pages):
    assert "By holder and topic" in pages["positions.md"]
    assert "By holder and topic" not in pages["positions/2.md"]
    row = next(x for x in pages["positions.md"].splitlines() if x.startswith("| [Ada Zorn]"))
    assert "[“Statement number 0 about the pier”](positions/2.md#" in row and " +29" in row


def test_a_source_leads_to_the_page_where_the_position_stands(pages):
    assert "](../positions.md#p001){ .use .position }" in pages["sources/a.md"]
    assert re.search(r"\]\(\.\./positions/[23]\.md#p590\)\{ \.use \.position \}", pages["sources/a.md"])


def test_what_is_less_certain_stays_so(pages):
    last = pages["positions/3.md"]
    assert last.index("{ #p588 ") < last.index("## Less certain") < last.index("{ #p592 ")


def test_a_topic_that_moved_is_linked_where_it_stands(pages):
    assert "#tram" in pages["topics/2.md"] and 'title: "Topics: tram"' in pages["topics/2.md"]
    assert "](topics.md#pier)" in pages["positions.md"] and "](../topics.md#pier)" in pages["positions/2.md"]


def test_pages_are_read_back_like_any_other(large):
    made = render(large)
    assert list(misread(large, made)) == []
    wrong = tuple(
        replace(p, text=p.text.replace("number 302 about", "number 9 about"))
        if p.path[:10] == "positions/"
        else p
        for p in made
    )
    assert any(m.page.startswith("positions/") for m in misread(large, wrong))


def test_the_document_on_paper_is_the_same(large, monkeypatch):
    before = document(large, PARTS)
    monkeypatch.setattr(module, "MOST", 10_000)
    assert document(large, PARTS) == before


def test_what_is_to_check_stands_on_the_last_page_and_does_not_count(large, monkeypatch):
    monkeypatch.setattr(module, "MOST", 4)
    source = large.articles[0]
    said = tuple(source.cite(s.start, s.end) for s in source.sentences[:2])
    sides = tuple(Side(label=c.quote, citations=(c,)) for c in said)
    disputes = tuple(
        Disagreement(
            id=f"d{n}", title=f"Dispute {n}", kind="quantity", sides=sides,
            confidence="low" if n in (2, 5) else "high",
        )
        for n in range(6)
    )  # fmt: skip
    made = replace(large, findings={**large.findings, "disagreements": disputes})
    pages = {p.path: p.text for p in render(made)}
    assert "4 on 2 pages" in pages["disagreements.md"] and "To check" not in pages["disagreements.md"]
    below = pages["disagreements/2.md"].split('??? quote "To check"')[1]
    assert re.findall(r"{ #(d\d) }", below) == ["d2", "d5"]


# -- the drawing ----------------------------------------------------------------------


def told_by(*counts):
    """A timeline: the nth year is reported by so many sources."""
    sources = [
        Article(
            id=f"s{n}", key=f"K{n}", path=f"seeds/s{n}.txt", sha256=str(n), text="It rained.", title="It",
            sentences=(Sentence(source=f"s{n}", id="s1", start=0, end=10, text="It rained.", paragraph=0),),
        )
        for n in range(max(counts))
    ]  # fmt: skip
    moments = tuple(
        Moment(id=f"m{n}", title=f"Year {n}", when=str(1900 + n), as_written="then",
               citations=tuple(a.cite(0, 9) for a in sources[:count]))
        for n, count in enumerate(counts)
    )  # fmt: skip
    made = render(Briefing(title="t", articles=tuple(sources), findings={"timeline": moments}))
    return next(p.text for p in made if p.path == "assets/timeline.svg")


def test_the_timeline_of_few_sources_has_a_column_for_each():
    drawing = told_by(1, 2, 3)
    assert drawing.count('class="l"') == 3 and drawing.count("<circle") == 6
    assert all(f">K{n}</text>" in drawing for n in range(3))


def test_the_timeline_of_many_sources_shows_what_most_report():
    drawing = told_by(1, 12, *[2] * 40)
    years = re.findall(r">(19\d\d)</text>", drawing)
    assert len(years) == 30 and years == sorted(years)
    assert "1901" in years and "1900" not in years and "1902" not in years and "1941" in years
    assert 'class="l"' not in drawing
    assert drawing.count("<circle") == 8 + 29 * 2


# -- the whole way --------------------------------------------------------------------


def test_the_articles_of_the_benchmark_are_always_the_same(tmp_path):
    for name in ("a", "b"):
        invent(tmp_path / name, 5)
    first, second = ([p.read_text() for p in sorted((tmp_path / n).iterdir())] for n in ("a", "b"))
    assert first == second and len(set(first)) == 5


def test_a_briefing_grows_beyond_a_page_and_shrinks_again(project, monkeypatch):
    monkeypatch.setattr(module, "MOST", 40)
    invent(Path("seeds"), 12)
    report = build(Path("seeds"), Path("docs"))
    assert "new      positions/2.md" in report.done.lines
    assert check(Path("seeds"), Path("docs")).wrong == ()
    assert build(Path("seeds"), Path("docs")).done.lines == ()
    for path in Path("seeds").glob("0*.txt"):
        path.unlink()
    assert "removed  positions/2.md" in build(Path("seeds"), Path("docs")).done.lines
    assert not Path("docs/positions").exists()


def test_no_page_of_positions_is_heavy(tmp_path):
    """Bytes of Markdown: its HTML, compressed, is about a quarter of it."""
    invent(tmp_path / "seeds", 40)
    made = make(brief(tmp_path / "seeds")).pages
    sizes = {p.path: len(p.text.encode()) for p in made if p.path.startswith("positions")}
    assert len(sizes) > 2 and max(sizes.values()) < 400_000, sizes
