"""The site in a real browser: citations, narrow screens, no script, no other host."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt install chromium)")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(started, tmp_path_factory):
    folder, site = tmp_path_factory.mktemp("plain"), tmp_path_factory.mktemp("site")
    for name in ("docs", "overrides"):
        shutil.copytree(started / name, folder / name)
    settings = (started / "mkdocs.yml").read_text(encoding="utf-8")
    plain = re.sub(r"^  - briefgen.*\n(?:      .*\n)*", "", settings, flags=re.MULTILINE)  # needs no plugin
    (folder / "mkdocs.yml").write_text(plain, encoding="utf-8")
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(site)],
        cwd=folder, env=env, check=True,
    )  # fmt: skip
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_citation_leads_to_its_sentence_and_back(address, browser, script):
    page = browser.new_context(java_script_enabled=script).new_page()
    page.goto(address)
    mark = page.locator('article a[title][href*="#s"]').first
    mark.click()
    page.wait_for_url("**/sources/**")
    sentence = page.locator(".sentence:target")
    assert sentence.count() == 1 and "cited" in sentence.get_attribute("class")
    page.go_back()
    assert page.locator("#established").count() == 1


@pytest.mark.parametrize("path", ["", "disagreements/", "positions/", "leaders/", "sources/", "method/"])
def test_no_sideways_scrolling_at_320_pixels(address, browser, path):
    page = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_other_host_and_no_error(address, browser):
    page, asked, errors = browser.new_context().new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert errors == []
