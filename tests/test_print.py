"""What Chromium prints: the page with the whole brief, and others; read back as PDF."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from test_browser import CHROMIUM, QUIET, built, served, sync_api

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt install chromium)")
NAMES = ("brief/", "", "positions/", "disagreements/")


@pytest.fixture(scope="module")
def printed(started, tmp_path_factory):
    """Path of a page → its pages of text as printed, and the notes and sides that it has."""
    found = {}
    site = built(started, tmp_path_factory.mktemp("printed"))
    with served(site) as address, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        for name in NAMES:
            page.goto(address + name)
            notes = page.locator(".references li").evaluate_all("all => all.map(x => x.textContent)")
            sides = page.locator(".sides li").evaluate_all("all => all.map(x => x.textContent)")
            sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
            found[name] = ([squeezed(s.extract_text()) for s in sheets], notes, sides)
        browser.close()
    return found


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


@pytest.mark.parametrize("name", NAMES)
def test_notes_are_printed_in_full_and_nothing_quoted_is_split(printed, name):
    sheets, notes, sides = printed[name]
    assert notes
    for words in notes + sides:
        lines = squeezed(words).removesuffix("intheoriginal")
        assert any(lines in sheet for sheet in sheets), words


@pytest.mark.parametrize("name", NAMES)
def test_the_menus_are_not_printed(printed, name):
    text = "".join(printed[name][0])
    assert "Skiptocontent" not in text and "Guide" not in text and "Search" not in text
    assert "Whyisthishere" not in text


def test_the_whole_brief_is_on_one_page_with_the_addresses(printed, started):
    text = "".join(printed["brief/"][0])
    for heading in ("Whathappened", "Disputed", "Open", "Whoholdswhat", "Timeline", "Sources"):
        assert heading in text
    for url in re.findall(r"url: (\S+)", (started / "seeds/sources.yml").read_text(encoding="utf-8")):
        assert squeezed(url) in text


def test_the_brief_page_is_linked_and_not_searched(started):
    assert "(brief.md)" in (started / "docs/index.md").read_text(encoding="utf-8")
    assert "exclude: true" in (started / "docs/brief.md").read_text(encoding="utf-8")
