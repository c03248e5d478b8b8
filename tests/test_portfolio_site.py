"""The site of a portfolio: MkDocs with the plugin and without, and a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_plugin import by_location, mkdocs, plugin_is_found, quiet, tree  # noqa: F401 - two are fixtures
from test_portfolio import THIRD

PLAIN = """not_in_nav: |
  /*/brief.md
  /*/downloads.md
  /*/names-and-wording*
  /*/*/*
  !/*/leaders/index.md
  !/*/sources/index.md
  /people/*
  !/people/index.md

plugins:
"""


def tabs(page):
    """The words of the tabs, with where they lead."""
    return re.findall(r'<a href="([^"]*)" class="md-tabs__link">\s*(\S[^<]*?)\s*<', page)


def beside(page):
    """The words of the menu."""
    return [" ".join(x.split()) for x in re.findall(r'class="md-ellipsis">\s*([^<]+?)\s*<', page)]


def test_the_site_has_a_section_for_each_and_builds_strictly(portfolio):
    before = tree(portfolio / "docs")
    done = mkdocs("build", "--strict", "-d", str(portfolio / "site"))
    assert done.returncode == 0, done.stderr
    assert "not included in the" not in done.stderr and tree(portfolio / "docs") == before
    page = (portfolio / "site/steel-strike/positions/index.html").read_text(encoding="utf-8")
    assert tabs(page) == [
        ("../..", "All briefings"), ("../../ferry/", "Ferry"), ("../../grain-harbour/", "Grain harbour"),
        ("../", "Steel strike"), ("../../people/", "People"),
    ]  # fmt: skip
    assert {"Established", "Disputed", "Leaders", "Sources"} <= set(beside(page))
    feed = re.search(r'<link rel="alternate feed"[^>]*href="([^"]+)"',
                     (portfolio / "site/ferry/index.html").read_text(encoding="utf-8"))  # fmt: skip
    assert feed[1] == "data/feed.xml" and (portfolio / "site/ferry/data/feed.xml").is_file()
    found = {
        d["location"]: d["title"]
        for d in by_location((portfolio / "site/search/search_index.json").read_bytes())
    }
    assert found["ferry/leaders/jonas-feld/"] == "Jonas Feld · Ferry"
    assert found["people/jonas-feld/"] == "Jonas Feld" and found["ferry/positions/"] == "Positions · Ferry"
    assert not any(".briefgen" in p for p in tree(portfolio / "site"))


def test_the_pages_are_those_of_this_moment_with_marks_in_pages_of_ones_own(portfolio):
    (portfolio / "seeds/steel-strike/later.txt").write_text(THIRD, encoding="utf-8")
    shutil.rmtree(portfolio / "seeds/ferry")
    (portfolio / "docs/grain-harbour/note.md").write_text(
        '# Note\n\nA pier is promised [@A: "a second pier"].\n'
    )
    before = tree(portfolio / "docs")
    done = mkdocs("build", "-d", str(portfolio / "site"))
    assert done.returncode == 0, done.stderr
    assert tree(portfolio / "docs") == before
    assert (portfolio / "site/steel-strike/sources/later/index.html").is_file()
    assert not (portfolio / "site/ferry/leaders").exists()
    note = (portfolio / "site/grain-harbour/note/index.html").read_text(encoding="utf-8")
    assert re.search(r'href="\.\./sources/coast/#s2"[^>]*>A2</a>', note)
    front = (portfolio / "site/index.html").read_text(encoding="utf-8")
    assert "1 source came" in front and "Ferry" not in "".join(t for _, t in tabs(front))


def test_without_the_plugin_mkdocs_makes_a_section_of_each_folder(portfolio):
    text = (portfolio / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"^  - briefgen.*\n(?:      .*\n)*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^nav:\n.*?^plugins:\n", PLAIN, text, flags=re.MULTILINE | re.DOTALL)
    assert "briefgen:" not in text and "nav:\n" not in text
    (portfolio / "mkdocs.yml").write_text(text, encoding="utf-8")
    done = mkdocs("build", "--strict", "-d", str(portfolio / "site"))
    assert done.returncode == 0, done.stderr
    page = (portfolio / "site/steel-strike/positions/index.html").read_text(encoding="utf-8")
    assert [t for _, t in tabs(page)][1:] == ["Ferry", "Grain harbour", "People", "Steel strike"]
    guide = (Path(__file__).parents[1] / "docs/guide/portfolio.md").read_text(encoding="utf-8")
    assert PLAIN.partition("\n\n")[0] in guide


def test_a_folder_that_cannot_be_made_fails_the_site_with_one_line(portfolio):
    (portfolio / "seeds/ferry/editorial.yml").write_text("{not yaml", encoding="utf-8")
    done = mkdocs("build", "-d", str(portfolio / "site"))
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "ferry: not made, its pages stay as they are: editorial.yml" in done.stderr


def test_a_folders_name_is_no_markup_in_the_menu(portfolio):
    shutil.move(portfolio / "seeds/ferry", portfolio / "seeds/ferry <img src=x>")
    done = mkdocs("build", "-d", str(portfolio / "site"))
    assert done.returncode == 0, done.stderr
    pages = [p.read_text(encoding="utf-8") for p in (portfolio / "site").rglob("*.html")]
    assert pages and not any("<img src=x>" in p for p in pages)


# -- a browser -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(desk, tmp_path_factory):
    browser_tests = pytest.importorskip("test_browser")
    folder = tmp_path_factory.mktemp("portfolio-site")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(folder)]
    subprocess.run(command, cwd=desk, check=True)
    with browser_tests.served(folder, "/news/") as address:
        yield address


@pytest.fixture(scope="module")
def window(address):
    browser_tests = pytest.importorskip("test_browser")
    if browser_tests.CHROMIUM is None:
        pytest.skip("no Chromium on this machine (apt install chromium)")
    with browser_tests.sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_tests.CHROMIUM, args=browser_tests.QUIET)
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_menus_and_widths_work_one_level_deeper(window, address, width, scheme):
    context = window.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page, wrong = context.new_page(), []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda r: wrong.append(r.url) if r.status >= 400 else None)
    for path in (
        "",
        "ferry/",
        "ferry/positions/",
        "ferry/leaders/jonas-feld/",
        "people/",
        "people/jonas-feld/",
    ):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    mark = page.locator("article a[title^='“']").first
    mark.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.locator(".card").wait_for()
    assert "Transport Minister Jonas Feld" in page.locator(".card").inner_text()
    page.locator(".card").get_by_role("link", name="Read it in the source").click()
    page.wait_for_url("**/news/ferry/sources/**")
    assert page.locator(".sentence:target").count() == 1
    page.goto(f"{address}ferry/leaders/jonas-feld/")
    page.get_by_role("link", name="Also in other briefings").click()
    page.wait_for_url("**/news/people/jonas-feld/")
    assert wrong == []
    context.close()


def test_the_search_finds_in_every_briefing_and_says_in_which(window, address):
    page = window.new_context(viewport={"width": 1280, "height": 844}).new_page()
    page.goto(address)
    page.locator("input.md-search__input").click()
    page.keyboard.type("Jonas Feld")
    page.locator(".md-search-result__item").nth(2).wait_for()
    found = " ".join(page.locator(".md-search-result__list h1").all_inner_texts())
    assert all(name in found for name in ("· Ferry", "· Grain harbour", "· Steel strike"))
    page.context.close()
