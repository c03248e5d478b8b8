"""The site in a real browser: citations and their card, filters, search, narrow screens, no other host."""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import re
import runpy
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefgen.build import build

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt install chromium)")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PAGES = [
    "", "agreements/", "disagreements/", "open-issues/", "positions/", "topics/", "leaders/",
    "leaders/jonas-feld/", "timeline/", "sources/", "sources/harbour-post/", "method/", "downloads/",
    "404.html",
]  # fmt: skip
MARK = "article a[title^='“']"


class Handler(http.server.SimpleHTTPRequestHandler):
    """A folder, below a path, without a log."""

    below = "/"

    def translate_path(self, path):
        return super().translate_path(path.removeprefix(self.below.rstrip("/")))

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # a page asks for more at once than the default, 5, holds


@contextmanager
def served(site, below="/", port=0):
    handler = type("Below", (Handler,), {"below": below})
    server = Server(("127.0.0.1", port), functools.partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{below}"
    server.shutdown()


def built(started, folder, settings="", plugin=True):
    """The started briefing's site as MkDocs makes it, with the plugin or without, with settings besides."""
    for name in ("docs", "overrides", "seeds"):
        shutil.copytree(started / name, folder / name)
    plain = (started / "mkdocs.yml").read_text(encoding="utf-8")
    if not plugin:
        plain = re.sub(r"^  - briefgen.*\n(?:      .*\n)*", "", plain, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(f"{plain}\n{settings}\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(folder / "site")]
    subprocess.run(command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True)
    return folder / "site"


@pytest.fixture(scope="module")
def site(started, tmp_path_factory):
    return built(started, tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def address(site):
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A window of a desktop that fails the test where the page reports an error or asks another host."""
    page, wrong = browser.new_context(viewport={"width": 1280, "height": 800}).new_page(), []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda r: None if "//127.0.0.1:" in r.url or r.url[:5] in ("data:", "file:", "blob:")
            else wrong.append(r.url))  # fmt: skip
    yield page
    page.context.close()
    assert wrong == []


@pytest.mark.parametrize("script", [True, False])
def test_a_citation_leads_to_its_sentence_and_back(address, browser, script):
    page = browser.new_context(java_script_enabled=script).new_page()
    page.goto(address)
    page.locator(MARK).first.click()
    page.wait_for_url("**/sources/**")
    sentence = page.locator(".sentence:target")
    assert sentence.count() == 1 and "cited" in sentence.get_attribute("class")
    page.go_back()
    page.locator("#happened").wait_for()


def test_what_can_be_taken_away_is_one_click_from_the_front_page(address, page, site):
    page.goto(address)
    feed = page.locator("link[rel~=alternate][type='application/atom+xml']")
    assert feed.evaluate("link => link.href") == f"{address}data/feed.xml"
    page.get_by_role("link", name="take it with you").click()
    page.wait_for_url("**/downloads/")
    files = page.locator("article table a")
    names = [files.nth(n).inner_text() for n in range(files.count())]
    assert len(names) == 15 and page.locator("link[rel~=alternate]").count() == 0
    for number, name in enumerate(names):
        link = page.locator("article table").get_by_role("link", name=name, exact=True)
        file = site / link.evaluate("a => new URL(a.href).pathname").removeprefix("/")
        assert file.is_file() and (link.get_attribute("download") == name or name == "feed.xml")
        if number % 4 == 0:  # after ten in a row, Chromium asks first
            with page.expect_download() as download:
                link.click()
            assert Path(download.value.path()).read_bytes() == file.read_bytes()
            assert download.value.suggested_filename == name


def test_a_source_leads_to_each_page_that_cites_it(address, page):
    page.goto(address + "sources/harbour-post/")
    page.locator("a.use.disputed").first.click()
    page.wait_for_url("**/disagreements/#*")
    assert page.locator("h2:target").count() == 1


def test_links_to_originals_carry_their_rel(site):
    found = 0
    for path in site.rglob("*.html"):
        body = path.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
        for link in re.findall(r"<a [^>]*>", body):
            if "://" in link:
                assert re.search(r'href="https?://', link) and 'rel="noopener nofollow"' in link, (path, link)
                found += 1
    assert found > 20


def test_the_card_by_mouse(address, page):
    page.goto(address)
    mark = page.locator(".front a[title^='“']", has_text=re.compile(r"^A\d")).first
    said = mark.get_attribute("title").split("”")[0]
    mark.hover()
    card = page.locator("#citation")
    card.wait_for()
    shown = card.inner_text()
    assert said in shown and "Harbour Post" in shown and "8 May 2024" in shown
    assert len(shown) > len(said) + 60  # the sentences around it too
    original = card.get_by_role("link", name="in the original").get_attribute("href")
    assert original.startswith("https://harbour-post.example/2024/05/ferry#:~:text=")
    card.hover()
    page.wait_for_timeout(400)
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert card.count() == 0
    mark.hover(position={"x": 3, "y": 3})
    card.wait_for()
    page.mouse.move(2, 400)
    card.wait_for(state="detached")
    assert page.locator(".front a[data-said]").count() == 0


def test_the_card_by_keyboard(address, page):
    page.goto(address)
    page.locator(".front a").first.focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("#citation").count():
            break
    mark = page.locator(":focus")
    assert re.fullmatch(r"[A-Z]\d+", mark.inner_text())
    assert mark.get_attribute("aria-describedby") == "citation"
    assert page.locator("#citation").get_attribute("aria-label").startswith("Source ")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#citation') !== null")
    page.keyboard.press("Escape")
    assert page.locator("#citation").count() == 0
    page.keyboard.press("Tab")
    page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement !== document.body")


def test_the_card_by_touch(address, browser):
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
    page = browser.new_context(**phone).new_page()
    page.goto(address)
    page.locator(MARK).first.tap()
    card = page.locator("#citation")
    card.wait_for()
    assert page.url == address
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    card.get_by_role("link", name="Read it in the source").tap()
    page.wait_for_url("**/sources/**")
    assert page.locator(".sentence:target").count() == 1


def test_the_list_of_sources_fits_a_phone(address, browser):
    page = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    page.goto(f"{address}sources/", wait_until="networkidle")
    table = page.locator(".counted table")
    assert table.bounding_box()["width"] <= 390
    assert [th.is_visible() for th in table.locator("th").all()] == [True] * 4 + [False] * 2
    page.set_viewport_size({"width": 1200, "height": 800})
    assert all(th.is_visible() for th in table.locator("th").all())


def test_instant_navigation_keeps_the_card_and_the_filters(started, tmp_path, page):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = built(started, tmp_path, f"site_url: http://127.0.0.1:{port}/")
    with served(site, port=port) as address:
        page.goto(address, wait_until="networkidle")
        page.evaluate("window.same = true")
        page.locator(".md-tabs a", has_text="Positions").click()
        page.wait_for_url("**/positions/")
        page.locator("form.filters").wait_for()
        assert page.evaluate("window.same") is True
        page.locator(MARK).first.hover()
        page.locator("#citation a", has_text="Read it").click()
        page.wait_for_url("**/sources/**")
        page.locator(".sentence:is(:target, .arrived)").wait_for()


def test_filters_of_the_positions(address, page):
    page.goto(address + "positions/")
    form, items = page.locator("form.filters"), page.locator(".positions h3")
    everything = items.count()
    assert form.locator(".status").inner_text() == f"{everything} of {everything} positions"
    form.locator("select[name=holder]").select_option("Jonas Feld")
    shown = [h.inner_text() for h in items.all() if h.is_visible()]
    assert 0 < len(shown) < everything and all("Jonas Feld" in words for words in shown)
    form.locator("select[name=source]").select_option("B · Valley Courier")
    fewer = [h for h in items.all() if h.is_visible()]
    assert 0 < len(fewer) < len(shown)
    stances = form.locator("select[name=stance] option").all_inner_texts()
    assert {"all", "denies"} <= set(stances)
    form.get_by_role("button", name="Show all").click()
    form.locator(".status", has_text=f"{everything} of {everything}").wait_for()
    assert all(h.is_visible() for h in items.all())


def test_what_the_filters_show_has_an_address(address, page):
    page.goto(address + "positions/")
    holder = page.locator("form.filters select[name=holder]")
    assert "?" not in page.url
    holder.select_option("Jonas Feld")
    page.wait_for_url("**/positions/?holder=Jonas+Feld")
    shown = page.locator(".positions h3:visible").count()
    page.goto("about:blank")
    page.goto(address + "positions/?holder=Jonas+Feld&stance=flies")
    page.locator("form.filters").wait_for()
    assert holder.input_value() == "Jonas Feld"
    assert page.locator("form.filters select[name=stance]").input_value() == ""  # no position is that
    assert page.locator(".positions h3:visible").count() == shown
    page.get_by_role("button", name="Show all").click()
    page.wait_for_url("**/positions/")


def test_a_finding_is_copied_with_its_citations(address, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + "disagreements/")
    heading = page.locator("h2[id]").first
    heading.get_by_role("button", name="Menu of this finding").click()
    page.get_by_role("menuitem", name="Copy with citations").click()
    page.wait_for_function("() => navigator.clipboard.readText()")
    title, *said = page.evaluate("() => navigator.clipboard.readText()").splitlines()
    assert title == heading.evaluate("h => h.firstChild.textContent")
    assert said[-1] == f"{address}disagreements/#{heading.get_attribute('id')}"
    cited = [line for line in said if re.match(r"\[[A-Z]\d+\] “", line)]
    assert len(cited) >= 2
    assert all(re.search(r"/sources/[\w-]+/#s\d+$", line) for line in cited)
    marks = {line.split("]")[0] for line in cited}
    assert all(f"{mark}]" in " ".join(said[: -len(cited) - 1]) for mark in marks)


def test_a_section_that_quotes_is_copied_too(address, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    heading = page.locator("h2#open")
    heading.hover()
    assert violations(page) == []
    sign = heading.locator(".copy").evaluate(
        "b => { const s = getComputedStyle(b, '::before'); return [s.content, s.maskImage, s.width] }"
    )
    assert sign[0] == '""' and sign[1].startswith('url("data:image/svg+xml') and float(sign[2][:-2]) > 5
    heading.get_by_role("button", name="Copy with citations").click()
    page.wait_for_function("() => navigator.clipboard.readText()")
    title, *said = page.evaluate("() => navigator.clipboard.readText()").splitlines()
    assert title == "Open" and "…" not in said[0] and said[-1] == f"{address}#open"


def test_a_heading_that_is_no_finding_has_nothing_to_copy(address, page):
    page.goto(address + "method/")
    assert page.locator(".copy").count() == 0


@pytest.mark.parametrize(
    "words, found, lands",
    [
        ("Transport Minister", "Jonas Feld", "leaders/jonas-feld/"),
        ("sail before the summer", "We will sail", "leaders/mara-quill/#"),
        ("140 households", "How many households", "disagreements/#"),
    ],
)
def test_search_finds_people_by_any_name_and_quoted_phrases(address, page, words, found, lands):
    page.goto(address)
    page.locator("input.md-search__input").click()
    # The index is there.
    page.locator(".md-search-result__meta", has_text="Type to start searching").wait_for()
    page.keyboard.type(words)
    hit = page.locator(f"a.md-search-result__link[href*='{lands.strip('#')}']", has_text=found).first
    hit.wait_for()
    hit.evaluate("link => link.closest('details') && (link.closest('details').open = true)")
    hit.click()
    page.wait_for_url(re.compile(lands.replace("#", "[^#]*#")))


# -- many sources ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def large(started, tmp_path_factory):
    """A briefing whose positions fill several pages, from articles that the benchmark invents."""
    folder = tmp_path_factory.mktemp("large")
    benchmark = Path(__file__).parents[1] / "benchmarks/site_size.py"
    invent = runpy.run_path(str(benchmark))["invent"]
    for count in (2, 40):  # so that the front page has something new to tell
        invent(folder / "seeds", count)
        build(folder / "seeds", folder / "docs")
    (folder / "site").mkdir()
    shutil.copytree(started / "overrides", folder / "overrides")
    shutil.copy(started / "mkdocs.yml", folder)
    with served(built(folder, folder / "site")) as address:
        yield address


def test_filters_reach_the_other_pages(large, page):
    page.goto(large + "positions/2/")
    form, items = page.locator("form.filters"), page.locator(".positions h3")
    here = items.count()
    assert form.locator(".status").inner_text() == f"{here} of {here} positions on this page"
    page.get_by_role("button", name=re.compile(r"Filter all \d pages")).click()
    form.locator(".status", has_text=": choose whose to see").wait_for()
    total = int(form.locator(".status").inner_text().split()[2])
    assert total > here and items.count() == here
    form.locator("select[name=stance]").select_option("rejects")
    shown = [h for h in items.all() if h.is_visible()]
    assert f"{len(shown)} of {total} positions" in form.locator(".status").inner_text()
    assert all(h.get_attribute("data-stance") == "rejects" for h in shown)
    assert page.get_by_role("heading", name="On other pages", exact=True).is_visible()
    far = page.locator(".positions div h3 + p a[title^='“']").first
    far.hover()
    page.locator("#citation").wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    far.click()
    page.wait_for_url("**/sources/**")
    assert page.locator(".sentence:target").count() == 1


def test_the_address_of_a_filter_reaches_the_other_pages(large, page):
    page.goto(large + "positions/")
    here = set(page.locator("form.filters select[name=holder] option").all_inner_texts())
    page.get_by_role("button", name=re.compile(r"Filter all \d pages")).click()
    page.locator(".status", has_text=": choose whose to see").wait_for()
    holders = page.locator("form.filters select[name=holder] option").all_inner_texts()
    far = next(h for h in holders if h not in here)
    page.goto("about:blank")
    page.goto(f"{large}positions/?holder={far.replace(' ', '+')}")
    page.get_by_role("heading", name="On other pages", exact=True).wait_for()
    assert page.locator("form.filters select[name=holder]").input_value() == far


def test_the_address_of_a_position_that_moved_to_another_page(large, page):
    page.goto(large + "positions/3/")
    moved = page.locator(".positions h3").nth(2).get_attribute("id")
    for old in ("positions/", "positions/2/"):
        page.goto(f"{large}{old}#{moved}")
        page.locator("h3:target").wait_for()  # not of a navigation: the script breaks one off for another
        assert page.url == f"{large}positions/3/#{moved}"


def test_the_pages_of_a_list_without_script(large, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(large + "positions/")
    page.get_by_role("link", name=re.compile("^Next page")).click()
    page.wait_for_url("**/positions/2/")
    assert page.locator(".pager strong").inner_text() == "2"


@pytest.mark.parametrize("path", ["", "positions/", "positions/2/", "topics/2/"])
def test_a_page_of_many_is_light_narrow_and_accessible(large, browser, path):
    page, bodies = browser.new_context(viewport={"width": 320, "height": 640}).new_page(), {}
    page.on("response", lambda r: bodies.setdefault(r.url, len(gzip.compress(r.body()))) if r.ok else None)
    page.goto(large + path, wait_until="networkidle")
    assert sum(size for url, size in bodies.items() if "search" not in url) <= 300_000
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_new_is_accessible_and_leads_to_what_it_tells(large, browser, scheme):
    page = browser.new_context(color_scheme=scheme).new_page()
    page.goto(large)
    assert violations(page) == []
    page.locator("#new ~ ul").first.locator("a:not([title])").first.click()
    page.locator(":is(h2, h3):target").wait_for()


def test_search_knows_where_each_position_stands(large, page):
    page.goto(large + "positions/3/")
    listed = [f"positions/3/#{h.get_attribute('id')}" for h in page.locator(".positions h3").all()]
    found = page.request.get(large + "search/search_index.json").json()["docs"]
    titles = {entry["location"]: entry["title"] for entry in found}
    assert len(listed) > 20 and all(titles[place] for place in listed)


# -- the rest -------------------------------------------------------------------------


def test_a_permanent_link_is_copied(address, browser):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "disagreements/")
    heading = page.locator("h2[id]").first
    heading.hover()
    heading.locator(".headerlink").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{address}disagreements/#{heading.get_attribute('id')}"


@pytest.mark.parametrize("path", PAGES)
def test_no_sideways_scrolling_at_320_pixels(address, browser, path):
    page = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_for_axe_to_complain_of(address, browser, path, scheme):
    page = browser.new_context(color_scheme=scheme).new_page()
    page.goto(address + path)
    assert page.locator("body").get_attribute("data-md-color-scheme") == {"light": "default"}.get(
        scheme, "slate"
    )
    assert violations(page) == []


def test_nothing_for_axe_to_complain_of_with_an_open_card(address, page):
    page.goto(address)
    page.locator(MARK).first.hover()
    page.locator("#citation").wait_for()
    assert violations(page) == []


def violations(page):
    found = axe.Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"]) for v in found]


@pytest.mark.parametrize("path", PAGES[:-1])
def test_no_other_host_and_no_error(address, page, path):
    page.goto(address + path, wait_until="networkidle")
    page.locator("h1").first.wait_for()


INTRUDE = """() => {
  const add = (html, where) => where.insertAdjacentHTML("beforeend", html)
  const script = document.createElement("script")
  script.textContent = "window.hit = 'a script'"
  document.body.append(script)
  add("<img src='x:' onerror=\\"window.hit = 'a handler'\\">" +
    "<a id='bad' href=\\"javascript:window.hit='a link'\\">x</a>",
    document.querySelector("article"))
  document.getElementById("bad").click()
}"""


def scripts_allowed(html):
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', html)[1]
    return re.search(r"script-src ([^;]*)", policy)[1].split()


def test_no_script_runs_that_is_not_the_theme_s(address, browser, site):
    for path in site.rglob("*.html"):
        own, *others = scripts_allowed(path.read_text(encoding="utf-8"))
        assert own == "'self'" and others and all(x.startswith("'sha256-") for x in others), path
    page, told = browser.new_context().new_page(), []
    page.on("console", lambda message: told.append(message.text))
    page.goto(address + "sources/harbour-post/")
    page.evaluate(INTRUDE)
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None
    for what in ("inline script", "inline event handler", "javascript"):
        assert any("Content Security Policy" in x and what in x.lower() for x in told), (what, told)


def test_the_theme_s_own_scripts_run(address, page):
    """Before the first paint they restore the colours that were chosen, on a page of any depth."""
    page.goto(address)
    page.locator("label[for=__palette_1]").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    for path in ("", "positions/", "sources/harbour-post/", "404.html"):
        page.goto(address + path)
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate", path


def test_without_the_plugin_scripts_within_a_page_are_allowed(started, tmp_path, page):
    site = built(started, tmp_path, plugin=False)
    assert scripts_allowed((site / "index.html").read_text(encoding="utf-8")) == ["'self'", "'unsafe-inline'"]
    with served(site) as address:
        page.goto(address, wait_until="networkidle")
        page.locator("h1").first.wait_for()


def test_the_drawings_have_a_light_and_a_dark_version_and_a_table(address, browser):
    for scheme in ("light", "dark"):
        page = browser.new_context(color_scheme=scheme).new_page()
        page.goto(address + "timeline/")
        shown = [i for i in page.locator("img.drawing").all() if i.is_visible()]
        if shown:
            assert [i.get_attribute("src").partition("#")[2] for i in shown] == [f"only-{scheme}"]
            assert page.locator("table").count() == 2  # what happened, and what was to come


def test_weight_of_the_front_page_and_of_what_is_ours(address, browser, site):
    page, bodies = browser.new_context().new_page(), {}
    page.on("response", lambda r: bodies.setdefault(r.url, len(gzip.compress(r.body()))) if r.ok else None)
    page.goto(address, wait_until="networkidle")
    weight = sum(size for url, size in bodies.items() if "search" not in url)
    assert 0 < weight <= 300_000, bodies
    assert (site / "assets/briefgen.js").stat().st_size <= 15_000
    assert (site / "assets/menu.js").stat().st_size <= 13_000
    assert (site / "assets/briefgen.css").stat().st_size <= 20_000


def test_the_site_below_a_path(started, tmp_path, page):
    site = built(started, tmp_path, "site_url: https://example.org/news/ferry/")
    with served(site, "/news/ferry/") as address:
        page.goto(address)
        page.locator(MARK).first.click()
        page.wait_for_url("**/news/ferry/sources/**")
        assert page.locator(".sentence:target").count() == 1
        page.wait_for_load_state("networkidle")  # the server ends with this block
    missing = (site / "404.html").read_text(encoding="utf-8")
    assert '<a href="/news/ferry/">the briefing</a>' in missing
    assert "https://example.org/news/ferry/leaders/jonas-feld/" in (site / "sitemap.xml").read_text()


def test_the_site_from_disk_with_addresses_that_end_in_html(started, tmp_path, page):
    site = built(started, tmp_path, "use_directory_urls: false")
    page.goto((site / "index.html").as_uri())
    page.locator(MARK).first.hover()
    page.locator("#citation").wait_for()
    page.locator(MARK).nth(1).click()
    page.wait_for_url("**/sources/*.html#s*")
    assert page.locator(".sentence:target").count() == 1
    page.goto((site / "positions.html").as_uri())
    page.locator("form.filters select[name=holder]").select_option("Jonas Feld")
    assert {"Jonas Feld"} <= set(page.locator(".positions h3:visible a:first-child").all_inner_texts())


def test_what_is_shared_of_a_page(site):
    front = (site / "index.html").read_text(encoding="utf-8")
    assert '<meta property="og:title" content="The Osterhaven ferry">' in front
    assert '"@type": "NewsArticle"' in front
    assert '"@type": "Claim"' in (site / "leaders/jonas-feld/index.html").read_text(encoding="utf-8")
