"""The menu of each finding in a real browser: what it copies, by mouse and by key, and what it never does."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from test_browser import (  # noqa: F401 (fixtures)
    browser,
    built,
    page,
    served,
    violations,
)

from briefgen.analysis.attribution import Stance
from briefgen.config import make_options
from briefgen.editorial.handles import handles
from briefgen.editorial.record import seal
from briefgen.errors import ConfigError
from briefgen.model import Finding
from briefgen.pages import render
from briefgen.pages.menus import menu_script
from briefgen.yaml_text import load_mapping

FORM = "https://forge.example/osterhaven/ferry/issues/new?template=wrong.md"
ODD = (
    "- 'key': \"no\" # {a: [b]} \\ | > % @ ` \U0001f469\u200d\U0001f469\u200d\U0001f467 &amp; \u202eab \x7f?"
)
"""What YAML, Markdown or HTML might take for its own."""
DRAWN = "h => [...h.childNodes].filter(n => !n.matches?.('button, a')).map(n => n.textContent).join('')"
LONG = (
    "h => h.after(Object.assign(document.createElement('p'), { textContent: '\U0001f9e8 & # '.repeat(900) }))"
)


# -- the site ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def address(started, tmp_path_factory, port) -> Iterator[str]:
    """The ferry's site, with a form for issues and an address, so that pages change without a load."""
    folder = tmp_path_factory.mktemp("menu")
    shutil.copy(started / "mkdocs.yml", folder / "given.yml")
    given = (started / "mkdocs.yml").read_text(encoding="utf-8")
    project = folder / "project"
    project.mkdir()
    for name in ("docs", "overrides", "seeds"):
        shutil.copytree(started / name, project / name)
    (project / "mkdocs.yml").write_text(
        given.replace("      seeds: seeds\n", f"      seeds: seeds\n      issues: {FORM}\n"), encoding="utf-8"
    )
    (folder / "site").mkdir()
    site = built(project, folder / "site", f"site_url: http://127.0.0.1:{port}/")
    with served(site, port=port) as at:
        yield at


@pytest.fixture
def copying(page):  # noqa: F811
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def opened(page, near):  # noqa: F811
    """The menu, opened with the button beside or in this element."""
    near.hover()
    near.locator(".menu-of").click()
    menu = page.locator(".finding-menu")
    menu.wait_for()
    return menu


def closed(page):  # noqa: F811
    """Wait until no menu is open: a browser tells that one closes a moment later."""
    page.locator(".finding-menu").wait_for(state="detached")


def copied(page, near, label):  # noqa: F811
    """What an item of the menu puts on the clipboard."""
    page.evaluate("navigator.clipboard.writeText('')")
    opened(page, near).get_by_role("menuitem", name=label, exact=True).click()
    page.wait_for_function("() => navigator.clipboard.readText()")
    closed(page)
    return page.evaluate("navigator.clipboard.readText()")


# -- opening ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("agreements/", "h2[data-finding]"),
        ("disagreements/", "h2[data-finding]"),
        ("open-issues/", "h2[data-finding]"),
        ("positions/", "h3[data-finding]"),
        ("leaders/jonas-feld/", "h1[data-finding]"),
        ("leaders/jonas-feld/", "h3[data-finding]"),
        ("timeline/", "td:first-child"),
        ("", ".front li"),
    ],
)
def test_every_kind_of_finding_has_a_menu(address, page, path, what):  # noqa: F811
    page.goto(address + path)
    found = page.locator(f"article {what}:has(.menu-of)")
    assert (
        found.count()
        == page.locator(f"article {what}:has([data-finding]), article {what}[data-finding]").count()
    )
    labels = opened(page, found.first).get_by_role("menuitem").all_inner_texts()
    assert {"Copy link", "Hide it", "Add a note", "Mark as checked", "Report …"} <= set(labels)
    assert ("Correct the holder" in labels) == ("Correct the stance" in labels) == ("h3" in what)
    page.keyboard.press("Escape")
    closed(page)


def test_the_menu_by_keyboard(address, copying):
    copying.goto(address + "disagreements/")
    button = copying.locator("h2[data-finding] .menu-of").first
    button.focus()
    assert (
        button.get_attribute("aria-expanded") == "false" and button.get_attribute("aria-haspopup") == "menu"
    )
    copying.keyboard.press("Enter")
    focused = copying.locator(":focus")
    assert focused.inner_text() == "Copy with citations" and button.get_attribute("aria-expanded") == "true"
    copying.keyboard.press("ArrowUp")
    assert focused.inner_text() == "Report …"
    copying.keyboard.press("Home")
    copying.keyboard.press("ArrowDown")
    assert focused.inner_text() == "Copy link"
    copying.keyboard.press("m")
    assert focused.inner_text() == "Mark as checked"
    copying.keyboard.press("End")
    copying.keyboard.press("Escape")
    assert copying.evaluate("document.activeElement.matches('.menu-of')")
    closed(copying)
    assert button.get_attribute("aria-expanded") == "false"
    copying.keyboard.press("Space")
    copying.keyboard.press("h")
    copying.keyboard.press("Enter")
    copying.wait_for_function("async () => (await navigator.clipboard.readText()).includes('hide: true')")
    copying.keyboard.press("Enter")
    copying.keyboard.press("Tab")
    closed(copying)
    assert copying.evaluate("document.activeElement !== document.body")


def test_a_second_press_closes_it_and_one_menu_is_open_at_a_time(address, page):  # noqa: F811
    page.goto(address + "positions/")
    first, second = (page.locator("h3[data-finding]").nth(n) for n in (0, 1))
    opened(page, first)
    first.locator(".menu-of").click()
    closed(page)
    opened(page, first)
    page.locator("h1").first.click()
    closed(page)
    opened(page, first)
    opened(page, second)
    page.wait_for_function("() => document.querySelectorAll('.finding-menu').length === 1")


def test_by_touch_it_fits_a_phone(address, browser):  # noqa: F811
    phone = {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True}
    page = browser.new_context(**phone).new_page()  # noqa: F811
    page.goto(address + "positions/")
    page.locator("h3[data-finding] .menu-of").first.tap()
    box = page.locator(".finding-menu").bounding_box()
    assert (
        box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] >= 0 and box["y"] + box["height"] <= 700
    )
    assert all(i.bounding_box()["height"] >= 44 for i in page.get_by_role("menuitem").all())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.close()


def test_after_instant_navigation(address, copying):
    copying.goto(address, wait_until="networkidle")
    copying.evaluate("window.same = true")
    for name in ("Positions", "Disputed", "Positions"):
        copying.locator(".md-tabs a", has_text=name).click()
        copying.locator(
            "article h1", has_text="Positions" if name == "Positions" else "Disagreements"
        ).wait_for()
    heading = copying.locator("h3[data-finding]").first
    assert heading.locator(".menu-of").count() == 1
    given = load_mapping(copied(copying, heading, "Add a note"), "x")
    assert list(given) == [heading.get_attribute("id")] and copying.evaluate("window.same") is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "positions/", "open-issues/", "leaders/jonas-feld/", "timeline/"])
def test_nothing_for_axe_to_complain_of_with_an_open_menu(address, browser, path, scheme):  # noqa: F811
    page = browser.new_context(color_scheme=scheme).new_page()  # noqa: F811
    page.goto(address + path)
    page.locator("article .menu-of:visible").first.click()
    page.locator(".finding-menu").wait_for()
    assert violations(page) == []
    page.context.close()


def test_without_script_the_front_page_s_lines_lead_to_their_findings(address, browser):  # noqa: F811
    page = browser.new_context(java_script_enabled=False).new_page()  # noqa: F811
    page.goto(address)
    links = page.locator("article .own")
    assert links.count() > 5 and page.locator(".menu-of").count() == 0
    for n in range(links.count()):
        page.goto(address)
        links.nth(n).click()
        page.locator(":target").wait_for(state="attached")
    page.context.close()


def test_none_of_it_is_printed(address, page):  # noqa: F811
    for path in ("", "positions/", "timeline/"):
        page.goto(address + path)
        page.locator("article .menu-of").first.wait_for()
        page.emulate_media(media="print")
        assert page.locator("article :is(.menu-of, .own, .copy):visible").count() == 0
        page.emulate_media(media="screen")


# -- what is copied ---------------------------------------------------------------------------------


def test_what_is_copied_of_a_position(address, copying, started):
    copying.goto(address + "positions/")
    heading = copying.locator("h3[data-finding]").first
    own = heading.get_attribute("id")
    hide = copied(copying, heading, "Hide it")
    assert load_mapping(hide, "x") == {own: {"hide": True}}
    assert (
        re.match(r"# [^\n]{10,71}\n", hide) and heading.inner_text().split("\n")[0].split(" …")[0][:8] in hide
    )
    assert load_mapping(copied(copying, heading, "Correct the holder"), "x") == {own: {"holder": None}}
    stance = copied(copying, heading, "Correct the stance")
    assert load_mapping(stance, "x") == {own: {"stance": None}}
    assert stance.rpartition("# ")[2].strip().split(", ") == list(get_args(Stance))
    checked = load_mapping(copied(copying, heading, "Mark as checked"), "x")
    assert checked[own]["reviewed"] is True and re.fullmatch(r"[0-9a-f]{8}", checked[own]["seen"])
    assert copied(copying, heading, "Copy link") == f"{address}positions/#{own}"
    text = copied(copying, heading, "Copy with citations").splitlines()
    assert re.fullmatch(r"\[[A-Z]\d+\] “.+ http://127.0.0.1:\d+/sources/[\w-]+/#s\d+", text[-2])


def test_the_seal_is_that_of_the_finding_as_it_was_found(address, page, started):  # noqa: F811
    from briefgen.build import brief

    made = brief(started / "seeds", title="The Osterhaven ferry", project=started)
    seals = {f.id: seal(f) for found in made.unedited.values() for f in found}
    page.goto(address + "positions/")
    told = [
        (h.get_attribute("id"), h.get_attribute("data-finding"))
        for h in page.locator("h3[data-finding]").all()
    ]
    assert len(told) > 5 and all(said == f"positions {seals[own]}" for own, said in told)


def test_the_front_page_s_lines_are_their_findings(address, copying):
    copying.goto(address)
    line = copying.locator("#open ~ ul li").first
    own = urlsplit(line.locator(".own").get_attribute("href")).fragment
    assert list(load_mapping(copied(copying, line, "Hide it"), "x")) == [own]
    assert copied(copying, line, "Copy link") == f"{address}open-issues/#{own}"
    several = copying.locator("#who ~ ul li").filter(has=copying.locator(".kept ~ .kept")).first
    buttons, links = several.locator(".menu-of"), several.locator(".own")
    words = []
    for n in range(2):
        copying.evaluate("navigator.clipboard.writeText('')")
        buttons.nth(n).click()
        copying.get_by_role("menuitem", name="Add a note").click()
        copying.wait_for_function("() => navigator.clipboard.readText()")
        lines = copying.evaluate("navigator.clipboard.readText()")
        assert list(load_mapping(lines, "x")) == [urlsplit(links.nth(n).get_attribute("href")).fragment]
        words.append(lines.splitlines()[0])
    holder = several.locator("strong").inner_text()
    assert words[0] != words[1] and all(w.startswith(f"# {holder}") for w in words)
    opened(copying, line).get_by_role("menuitem", name="Go to it").click()
    copying.wait_for_url(f"**/open-issues/#{own}")


def test_a_leader_is_renamed_with_its_kind_where_the_id_is_another_s_too():
    found = {"leaders": (_finding("add"), _finding("pier")), "topics": (_finding("pier"),)}
    named = {place: h.name for place, h in handles(found).items()}
    assert named == {("leaders", "add"): "leaders/add", ("leaders", "pier"): "leaders/pier"}


def _finding(own):
    from briefgen.findings.leaders import Leader

    return Leader(id=own, title=own, name=own, kind="person", roles=())


@pytest.fixture(scope="module")
def hostile_address(started, derailment, tmp_path_factory) -> Iterator[str]:
    """A site whose titles are what YAML takes for its own; without the plugin, as from committed pages."""
    folder = tmp_path_factory.mktemp("hostile")
    titled = {"open_issues": "title", "disagreements": "title", "agreements": "title", "leaders": "title"}

    def odd(kind: str, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return (
            tuple(replace(f, **{titled[kind]: f"{ODD} {n}"}) for n, f in enumerate(found))
            if kind in titled
            else found
        )

    findings = {kind: odd(kind, found) for kind, found in derailment.findings.items()}
    made = replace(derailment, findings=findings)
    for p in render(made, (), handles(derailment.unedited)):
        path = folder / "made/docs" / p.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(p.data)
    shutil.copytree(started / "overrides", folder / "made/overrides")
    (folder / "made/seeds").mkdir()
    shutil.copy(started / "mkdocs.yml", folder / "made")
    (folder / "site").mkdir()
    settings = (folder / "made/mkdocs.yml").read_text(encoding="utf-8")
    (folder / "made/mkdocs.yml").write_text(
        settings.replace("anchors: warn", "anchors: ignore"), encoding="utf-8"
    )
    (folder / "made/docs/downloads.md").unlink()
    front = folder / "made/docs/index.md"
    front.write_text(
        front.read_text(encoding="utf-8").replace("(downloads.md)", "(method.md)"), encoding="utf-8"
    )
    method = folder / "made/docs/method.md"
    method.write_text(
        method.read_text(encoding="utf-8").replace("(downloads.md)", "(index.md)"), encoding="utf-8"
    )
    with served(built(folder / "made", folder / "site", plugin=False)) as at:
        yield at


@pytest.mark.parametrize("path", ["disagreements/", "open-issues/", "agreements/", "leaders/"])
def test_hostile_words_make_lines_that_read_back_as_they_stand(hostile_address, derailment, copying, path):
    kind = path.strip("/").replace("-", "_")
    copying.goto(hostile_address + path)
    field = "name" if kind == "leaders" else "title"
    if kind == "leaders":
        copying.locator("table a").first.click()
        copying.wait_for_url("**/leaders/*/")
    heading = copying.locator("article :is(h1, h2)[data-finding]").first
    shown = heading.evaluate(DRAWN)
    assert "- 'key': \"no\" # {a: [b]} \\ | > % @ `" in shown
    own, of = next(iter(load_mapping(copied(copying, heading, f"Change the {field}"), "x").items()))
    assert of == {field: " ".join(shown.split())}
    assert own in {f.id for f in derailment.unedited[kind]}
    lines = copied(copying, heading, "Mark as checked")
    seals = {f.id: seal(f) for f in derailment.unedited[kind]}
    assert load_mapping(lines, "x") == {own: {"reviewed": True, "seen": seals[own]}}
    assert lines.startswith("# - 'key': ") and lines.count("\n") == 4


def test_several_copies_make_one_file_that_editorial_reads(hostile_address, copying, tmp_path):
    from briefgen.editorial import read_edits

    copying.goto(hostile_address + "positions/")
    headings = copying.locator("h3[data-finding]")
    labels = ["Hide it", "Hide it", "Hide it"]
    pasted = "".join(copied(copying, headings.nth(n), label) for n, label in enumerate(labels))
    (tmp_path / "editorial.yml").write_text(pasted, encoding="utf-8")
    edits, wrong = read_edits(tmp_path)
    found = getattr(edits, "findings", edits)
    assert wrong == () and [e.hide for e in found.values()] == [True] * 3


def test_a_key_that_yaml_takes_for_another_thing_is_quoted(address, copying):
    copying.goto(address + "positions/")
    for name in ("no", "on", "null", "y", "2024", "1e5", "12:30"):
        heading = copying.locator("h3[data-finding]").first
        heading.evaluate("(h, name) => { h.dataset.finding = `positions 12345678 ${name}` }", name)
        given = copied(copying, heading, "Mark as checked")
        assert load_mapping(given, "x") == {name: {"reviewed": True, "seen": "12345678"}}


# -- without a clipboard ----------------------------------------------------------------------------


def test_where_there_is_no_clipboard_the_lines_are_there_to_copy(address, page):  # noqa: F811
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(address + "positions/")
    opened(page, page.locator("h3[data-finding]").first).get_by_role("menuitem", name="Hide it").click()
    area = page.get_by_role("textbox", name="Text to copy")
    assert area.evaluate("a => a.value.slice(a.selectionStart, a.selectionEnd)").endswith(
        "hide: true # or why, in words\n"
    )
    assert violations(page) == []
    box = page.locator("dialog").bounding_box()
    assert box["y"] > 20 and box["y"] + box["height"] < 780  # in the middle of 800 pixels
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")


def test_where_the_browser_refuses_the_clipboard_too(address, page):  # noqa: F811
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(address + "positions/")
    opened(page, page.locator("h3[data-finding]").first).get_by_role("menuitem", name="Hide it").click()
    page.get_by_role("textbox", name="Text to copy").wait_for()
    page.get_by_role("button", name="Close").click()
    page.locator("dialog").wait_for(state="detached")


# -- elsewhere ------------------------------------------------------------------------------------


def test_findings_that_come_later_get_a_menu_too(address, copying):
    """As those of other pages, which a filter brings."""
    copying.goto(address + "positions/")
    copying.locator("h3 .menu-of").first.wait_for()
    copying.evaluate(
        """() => document.querySelector(".positions").insertAdjacentHTML("beforeend",
        "<h3 id='far-123abc' data-finding='positions 1a2b3c4d'>Far</h3><p>“a pier”</p>")"""
    )
    given = load_mapping(copied(copying, copying.locator("#far-123abc"), "Mark as checked"), "x")
    assert given == {"far-123abc": {"reviewed": True, "seen": "1a2b3c4d"}}


def test_what_the_analyst_has_added_has_nothing_to_correct_from_here(address, page):  # noqa: F811
    page.goto(address + "positions/")
    heading = page.locator("h3[data-finding]").first
    heading.evaluate("h => { h.dataset.finding = 'positions' }")
    labels = opened(page, heading).get_by_role("menuitem").all_inner_texts()
    assert labels == ["Copy with citations", "Copy link", "Report …"]


def test_the_menu_from_disk_and_with_another_theme(started, tmp_path, browser):  # noqa: F811
    project = tmp_path / "project"
    project.mkdir()
    for name in ("docs", "overrides", "seeds"):
        shutil.copytree(started / name, project / name)
    given = (started / "mkdocs.yml").read_text(encoding="utf-8")
    extensions = given[given.index("markdown_extensions:") : given.index("validation:")]
    plain = f"""
site_name: The ferry
theme: readthedocs
use_directory_urls: false
extra_css: [assets/briefgen.css, assets/print.css]
extra_javascript: [assets/briefgen.js]
{extensions}
"""
    (project / "mkdocs.yml").write_text(plain, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "site")]
    subprocess.run(command, cwd=project, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True)
    page = browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()  # noqa: F811
    page.goto((tmp_path / "site/positions.html").as_uri())
    heading = page.locator("h3[data-finding]").first
    lines = copied(page, heading, "Hide it")
    assert list(load_mapping(lines, "x")) == [heading.get_attribute("id")]
    page.get_by_role("status").filter(has_text="paste it into editorial.yml").wait_for()
    page.context.close()


# -- an issue ---------------------------------------------------------------------------------------


def test_report_is_a_link_to_a_filled_form(address, page):  # noqa: F811
    page.goto(address + "disagreements/")
    heading = page.locator("h2[data-finding]").first
    link = opened(page, heading).get_by_role("menuitem", name="Report …")
    asked = urlsplit(link.get_attribute("href"))
    given = parse_qs(asked.query)
    own = heading.get_attribute("id")
    assert f"{asked.scheme}://{asked.netloc}{asked.path}" == FORM.partition("?")[0]
    assert given["template"] == ["wrong.md"] and given["title"][0].startswith(f"{own}: ")
    body = given["body"][0]
    assert own in body and f"{address}disagreements/#{own}" in body and re.search(r"\[[A-Z]\d+\] “", body)
    assert len(body) <= 1500 and body.endswith("What is wrong:")
    assert link.get_attribute("rel") == "noopener" and link.get_attribute("target") == "_blank"


def test_a_long_finding_makes_no_longer_an_issue(address, page):  # noqa: F811
    page.goto(address + "disagreements/")
    heading = page.locator("h2[data-finding]").first
    heading.evaluate(LONG)
    link = opened(page, heading).get_by_role("menuitem", name="Report …")
    body = parse_qs(urlsplit(link.get_attribute("href")).query)["body"][0]
    assert len(body) == 1500 and body.endswith("…\n\nWhat is wrong:")
    assert heading.get_attribute("id") in body


def test_without_a_form_there_is_no_report(hostile_address, page):  # noqa: F811
    page.goto(hostile_address + "positions/")
    assert "Report" not in opened(page, page.locator("h3[data-finding]").first).inner_text()


def test_the_form_stands_in_the_script_as_data():
    script = (Path(render.__code__.co_filename).parent / "assets/menu.js").read_text(encoding="utf-8")
    assert menu_script(script, None) == script
    assert 'const FORM = "https://x.example/new"\n' in menu_script(script, "https://x.example/new")
    with pytest.raises(ValueError, match="no line"):
        menu_script("", "https://x.example/new")


@pytest.mark.parametrize(
    "good", ["https://forge.example/a/b/issues/new", "http://localhost:3000/a?x=1", None]
)
def test_an_address_for_issues(good):
    assert make_options({"issues": good}, Path(), "docs").words["issues"] == good


@pytest.mark.parametrize(
    "bad",
    ["forge.example/new", "javascript:alert(1)", "https://", "https:///new", "https://x y.example/", "https://a:b@x.example/",
     "https://x.example/\nnew", "ftp://x.example/", "https://[x/new", 'https://x.example/"\u202e'],
)  # fmt: skip
def test_what_is_no_address_for_issues(bad):
    with pytest.raises(ConfigError, match="mkdocs.yml: issues must be an address that begins with https://"):
        make_options({"issues": bad}, Path(), "docs")
