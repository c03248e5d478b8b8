"""Large briefings: tables and leaders on several pages, and what the site's search holds."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from test_pages_again import briefing

from briefgen import places, site_search
from briefgen.config import make_options
from briefgen.errors import ConfigError
from briefgen.exports import web_annotations
from briefgen.findings.timeline import Moment
from briefgen.model import Problem
from briefgen.pages import parts, render, searching
from briefgen.pages.book import Book

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def made(of):
    return {p.path: p.text for p in render(of)}


def with_moments(of, count):
    source = of.articles[0]
    cited = (source.cite(0, 8),)
    moments = tuple(
        Moment(id=f"m{n:03}", title="", when=None, as_written=f"day {n}", citations=cited,
               part="event" if n < count - 1 else "background")
        for n in range(count)
    )  # fmt: skip
    return replace(of, findings={**of.findings, "timeline": moments})


def test_a_long_timeline_has_several_pages_and_each_moment_is_found(monkeypatch):
    monkeypatch.setattr(parts, "MOST", 3)
    of = with_moments(briefing(), 8)
    pages = made(of)
    assert {"timeline.md", "timeline/2.md", "timeline/3.md"} <= pages.keys()
    assert "8 on 3 pages" in pages["timeline.md"] and "](timeline/2.md)" in pages["timeline.md"]
    assert "## Background" in pages["timeline/3.md"] and "## Background" not in pages["timeline.md"]
    book = Book(briefing=of)
    for m in of.findings["timeline"]:
        path, _, anchor = book.place_of("timeline", m).partition("#")
        assert f"#{anchor} .anchor" in pages[path]
    assert "](../timeline/3.md#m007)" in pages["sources/s0.md"]


def test_leaders_and_sources_are_listed_on_several_pages(monkeypatch):
    monkeypatch.setattr(parts, "MOST", 1)
    pages = made(briefing())
    assert (
        "Ada Zorn" in pages["leaders/index.md"]
        and "[Udo Abel](../udo-abel.md)" in pages["leaders/index/2.md"]
    )
    assert {"sources/index.md", *(f"sources/index/{n}.md" for n in (2, 3, 4))} <= pages.keys()
    assert "[The works, part 3](../s3.md){ #s3 }" in pages["sources/index/4.md"]
    assert "[B](index/2.md)" in pages["sources/index.md"]


def test_a_leader_who_holds_much_has_several_pages(monkeypatch):
    monkeypatch.setattr(parts, "MOST", 4)
    pages = made(briefing())
    first, second = pages["leaders/ada-zorn.md"], pages["leaders/ada-zorn/2.md"]
    assert "[2](ada-zorn/2.md)" in first and "page 2 of" in second and "[Ada Zorn](../ada-zorn.md)" in second
    of = briefing()
    for p in of.findings["positions"]:
        if "ada-zorn" in p.holders:
            assert sum(f"{{ #{p.id} " in t for path, t in pages.items() if "leaders/ada-zorn" in path) == 1
    assert "linked_data" in first and "linked_data" not in second


def test_of_very_many_remarks_the_mildest_stand_with_their_sources(monkeypatch):
    monkeypatch.setattr(sys.modules["briefgen.pages.render"], "MOST", 2)
    problems = [Problem(source=f"s{n}", what=f"remark {n}") for n in range(4)]
    problems += [Problem(source=None, what="the whole")]
    method = made(replace(briefing(), problems=tuple(problems)))["method.md"]
    assert "3 more, on single sources" in method and "the whole" in method and "remark 3" in method
    assert "remark 0" not in method


def test_exports_lead_to_the_page_where_a_finding_stands(monkeypatch):
    monkeypatch.setattr(parts, "MOST", 4)
    (page,) = web_annotations.export(briefing())
    book = Book(briefing=briefing())
    pages = made(briefing())
    linked = set(re.findall(r'"purpose": "linking", "source": "([^"]+)"', page.text))
    for p in book.found("positions"):
        place = book.place_of("positions", p)
        assert p.confidence == "low" or f"../{places.address_of(place)}" in linked
        path, _, anchor = place.partition("#")
        assert f"{{ #{anchor} " in pages[path]


# -- the search -----------------------------------------------------------------------


def test_a_small_briefing_is_searched_whole():
    assert searching.searched(Book(briefing=briefing())) == searching.Searched()
    assert "search-exclude }" not in made(briefing())["leaders/ada-zorn.md"]


@pytest.mark.parametrize(
    ("most", "leaders", "texts", "positions"),
    [(16_000, False, True, True), (8_000, False, False, True), (6_000, False, False, False)],
)
def test_what_does_not_fit_is_left_out_by_its_rank(monkeypatch, most, leaders, texts, positions):
    monkeypatch.setattr(searching, "MOST", most)
    found = searching.searched(Book(briefing=briefing()))
    pages = made(briefing())
    assert (found.of_leaders, found.texts, found.positions) == (leaders, texts, positions)
    assert ("{ #positions data-search-exclude }" in pages["leaders/ada-zorn.md"]) is not leaders
    assert ("{ #text data-search-exclude }" in pages["sources/s0.md"]) is not texts
    assert ("search: {exclude: true}" in pages["positions.md"]) is not positions
    assert "search: {exclude: true}" not in pages["open_issues.md"] if "open_issues.md" in pages else True


def test_the_search_is_one_of_two():
    assert make_options({}, Path(), "docs").search == "mkdocs"
    assert make_options({"search": "pagefind"}, Path(), "docs").search == "pagefind"
    with pytest.raises(ConfigError, match="search must be mkdocs or pagefind"):
        make_options({"search": "grep"}, Path(), "docs")


SETTINGS = """\
site_name: The works
theme: {{name: material, font: false, custom_dir: {overrides}}}
plugins: {plugins}
markdown_extensions: [attr_list, md_in_html, tables, admonition, pymdownx.details, pymdownx.superfences]
"""


@pytest.fixture
def site(tmp_path):
    pytest.importorskip("pagefind")
    (tmp_path / "seeds").mkdir()
    text = "Harbour vote\n\nMara Quill, the harbour master, said that the pier would close on Monday.\n"
    (tmp_path / "seeds/a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    return tmp_path


def mkdocs(project, plugins):
    overrides = Path(__file__).parents[1] / "overrides"
    text = SETTINGS.format(overrides=overrides, plugins=json.dumps(plugins))
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=300, check=False)


def test_pagefind_and_mkdocs_own_search_exclude_each_other(site):
    done = mkdocs(site, ["search", {"briefgen": {"search": "pagefind"}}])
    assert done.returncode and "take that plugin out" in done.stderr and "Traceback" not in done.stderr


def test_pagefind_needs_its_package(monkeypatch):
    monkeypatch.setattr(site_search, "find_spec", lambda _: None)
    with pytest.raises(site_search.UserError, match=r"briefgen\[pagefind\]"):
        site_search.require()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt install chromium)")
def test_pagefind_finds_what_a_source_says(site):
    from test_browser import QUIET, served

    playwright = pytest.importorskip("playwright.sync_api")
    done = mkdocs(site, [{"briefgen": {"search": "pagefind"}}])
    assert done.returncode == 0, done.stderr
    html = (site / "site/index.html").read_text(encoding="utf-8")
    assert "'wasm-unsafe-eval'" in html and "data-pagefind-body" in html
    with served(site / "site", "/below/") as address, playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda m: said.append(m.text))
        page.on("pageerror", lambda e: said.append(str(e)))
        page.on("request", lambda r: asked.append(r.url))
        page.goto(address)
        page.get_by_role("button", name="Search", exact=True).click()
        page.get_by_role("searchbox").fill("pier would close")
        first = page.locator(".site-search .found a").first
        first.wait_for()
        assert "/below/" in first.get_attribute("href")
        assert page.locator(".site-search mark").count()
        assert said == [] and all(url.startswith(address[:20]) for url in asked)
        browser.close()
