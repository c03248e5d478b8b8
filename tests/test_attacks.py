"""Every named attack through the whole path into a browser: nothing runs or is fetched, words are shown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from test_browser import axe, browser, built, pytestmark, served  # noqa: F401
from test_escape import every_extension

from briefgen.build import build
from briefgen.pages.escape import carried

ATTACKS = tomllib.loads((Path(__file__).parent / "attacks.toml").read_text(encoding="utf-8"))
TOGETHER = 6
"""Attacks in an article."""
SECRET = "THE-SECRET"
LEFT_OUT = {
    "markdown.extensions.codehilite", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.striphtml",
    "markdown.extensions.legacy_attrs", "markdown.extensions.meta", "markdown.extensions.smarty",
    "pymdownx.smartsymbols",
}  # fmt: skip
"""What would change the page that Material makes, or takes the front matter away from MkDocs, and typography,
which its user asked for."""
WATCH = """
window.hits = []; window.hit = () => window.hits.push(location.href)
for (const name of ["alert", "confirm", "prompt"]) window[name] = window.hit
"""
LIVE = (
    "script:not([type='application/ld+json']), iframe, object, embed, form:not(.filters), style, link, meta,"
    "base, video, audio, math, template, textarea"
)
LOOK = """LIVE => ({
  hits: window.hits,
  live: [...document.querySelectorAll("article *")].filter(e =>
    e.matches(LIVE)
    || [...e.attributes].some(a => a.name.startsWith("on"))).map(e => e.outerHTML.slice(0, 200)),
  images: [...document.querySelectorAll("article img")].map(e => e.getAttribute("src")),
  links: [...document.querySelectorAll("a")].map(e => e.href),
  sentences: Object.fromEntries([...document.querySelectorAll(".sentence")].map(e => [e.id, e.textContent])),
  text: document.documentElement.textContent,
})"""


def articles() -> list[list[str]]:
    """The names of the attacks, by article."""
    names = list(ATTACKS)
    return [names[i : i + TOGETHER] for i in range(0, len(names), TOGETHER)]


def seeds(folder: Path) -> None:
    """Articles with the attacks in their text, title, outlet and authors."""
    known = {}
    for number, names in enumerate(articles()):
        lines = []
        for n, name in enumerate(names):
            who, what = f"Mara Quill{'abcdefgh'[n]}", ATTACKS[name]
            lines.append(f"Mayor {who} said on Tuesday that the ferry {what} will sail to port {number}.")
            lines.append(f"It is unclear whether {what} will return. “{what} is ours,” {who} said.")
        (folder / f"a{number}.txt").write_text("\n\n".join(lines), encoding="utf-8")
        given = " ".join(carried(ATTACKS[name]) for name in names)[:450]
        known[f"a{number}.txt"] = {
            "title": given, "publisher": carried(ATTACKS[names[-1]]).strip() or "x",
            "authors": [carried(ATTACKS[names[0]]).strip() or "x"],
            "url": "https://paper.example/a?x=\"><script>hit()</script>",
        }  # fmt: skip
    (folder / "sources.yml").write_text(yaml.safe_dump(known, allow_unicode=True), encoding="utf-8")


@pytest.fixture(scope="module")
def attacked(started, tmp_path_factory):
    """The project, its docs built from the attacks, and its site with all extensions switched on."""
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "seeds").mkdir()
    seeds(folder / "seeds")
    for place in (folder, folder / "docs"):
        place.mkdir(exist_ok=True)
        (place / "secret.txt").write_text(SECRET)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        build(Path("seeds"), Path("docs"), title=ATTACKS["title-end"], event=ATTACKS["script"])
    (folder / "overrides").symlink_to(started / "overrides")
    given = yaml.safe_load((started / "mkdocs.yml").read_text(encoding="utf-8"))
    given["plugins"] = [p for p in given["plugins"] if "briefgen" not in p]
    given.pop("nav", None)
    shipped = {next(iter(e)) if isinstance(e, dict) else e for e in given["markdown_extensions"]}
    more = [e for e in every_extension() if e not in LEFT_OUT and e.rpartition(".")[2] not in shipped]
    given["markdown_extensions"] += [e for e in more if e not in shipped]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(given), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "site")]
    subprocess.run(command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True)
    return folder


def test_there_are_enough_attacks():
    assert len(ATTACKS) >= 120


def test_nothing_that_an_article_holds_does_anything(attacked, browser):  # noqa: F811
    record = json.loads((attacked / "docs/briefing.json").read_text(encoding="utf-8"))
    texts = {s["id"]: s for s in record["sources"]}
    pages = sorted(p.relative_to(attacked / "site").as_posix() for p in (attacked / "site").rglob("*.html"))
    assert len(pages) > len(articles()) and record["positions"] and record["leaders"]
    with served(attacked / "site") as address:
        page = browser.new_page()
        asked, dialogs, shown = [], [], {}
        page.on("request", lambda r: asked.append(r.url))
        page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
        page.add_init_script(WATCH)
        for path in pages:
            page.goto(address + path)
            seen = page.evaluate(LOOK, LIVE)
            assert (seen["hits"], seen["live"]) == ([], []), path
            assert all(i.split("#")[0].endswith(".svg") for i in seen["images"]), (path, seen["images"])
            foreign = {x.split("?")[0] for x in seen["links"] if not x.startswith(address)}
            assert foreign <= {"https://paper.example/a", "https://squidfunk.github.io/mkdocs-material/"}, (
                path
            )
            assert SECRET not in seen["text"], path
            if seen["sentences"]:
                shown[path.split("/")[1]] = seen["sentences"]
        page.goto(address)
        page.locator("input.md-search__input").click()
        page.locator(".md-search-result__meta", has_text="Type to start searching").wait_for()
        page.locator("input.md-search__input").fill("ferry")
        page.wait_for_timeout(500)
        page.keyboard.press("Control+A")
        page.keyboard.type("mayor", delay=30)
        page.locator("a.md-search-result__link").first.wait_for(timeout=8_000)
        assert page.evaluate("window.hits") == [] and dialogs == []
        assert [u for u in asked if not u.startswith((address, "data:", "blob:"))] == []
        page.close()
    for source, record in texts.items():
        text = Path(attacked, record["path"]).read_text(encoding="utf-8")
        for sentence in record["sentences"]:
            said = carried(text[sentence["start"] : sentence["end"]])
            assert "".join(shown[source][sentence["id"]].split()) == "".join(said.split()), (source, said)


TURNED = """() => [...document.querySelectorAll(".sentence bdi")]
.filter(e => e.textContent === "\u202e").map(e => {
  const next = document.createTreeWalker(e.closest(".sentence"), NodeFilter.SHOW_TEXT)
  next.currentNode = e.firstChild
  const node = next.nextNode(), at = n => {
    const range = document.createRange()
    range.setStart(node, n)
    range.setEnd(node, n + 1)
    return range.getBoundingClientRect().left
  }
  const select = getSelection()
  select.selectAllChildren(e.parentElement)
  return { forward: at(1) > at(0), shown: getComputedStyle(e, "::before").content, copied: select.toString() }
})"""
"""For each override on the page: do the letters behind it run to the right, what is shown, what is copied."""


def test_what_turns_words_is_shown_and_turns_none(attacked, browser):  # noqa: F811
    number = next(n for n, names in enumerate(articles()) if "override" in names)
    with served(attacked / "site") as address:
        page = browser.new_page()
        page.goto(f"{address}sources/a{number}/")
        found = page.evaluate(TURNED)
        assert len(found) >= 2
        for one in found:
            assert one["forward"] and one["shown"] == '"U+202E right-to-left override"'
            assert "\u202e" in one["copied"] and "U+202E" not in one["copied"]
        wrong = axe.Axe().run(page, {"include": [".sentence"]}).response["violations"]
        assert [w["id"] for w in wrong] == []
        page.close()


def test_no_page_has_a_handler_of_its_own(attacked):
    for path in (attacked / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.count("---\n") == 2 or "\n---\n" in text, path
        assert "<script>" not in text and "<img" not in text and "--8<--" not in text, path
