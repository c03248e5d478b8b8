"""`briefgen export`, and the page that offers the same files: what is written where, what is left alone."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest
import yaml

from briefgen.export import NAMES
from briefgen.exports import EXPORTS
from briefgen.exports.feed import PATHS as FEED
from briefgen.pages import render
from briefgen.pages.render import _FEED
from briefgen.write import MANIFEST

QUICK = ("--reader", "off")
ON_SITE = [e for e in EXPORTS if e.ON_SITE]


def written(folder: str | Path) -> set[str]:
    return {
        p.relative_to(folder).as_posix()
        for p in Path(folder).rglob("*")
        if p.is_file() and p.name != MANIFEST
    }


# -- the command -----------------------------------------------------------------------


def test_one_format_goes_into_a_folder_of_its_own(project, briefgen):
    done = briefgen("export", "csl", "ris", *QUICK)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == ["new      sources.csl.json", "new      sources.ris"]
    assert written("export") == {"sources.csl.json", "sources.ris"}
    assert briefgen("export", "csl", "ris", *QUICK).stdout == "nothing changed\n"


def test_all_is_all_and_as_on_the_site(project, briefgen):
    briefgen("build", *QUICK)
    done = briefgen("export", "all", "-o", "out", *QUICK)
    assert done.exit_code == 0, done.output
    names = {path.rpartition("/")[2] for e in EXPORTS for path in e.PATHS if not path.endswith("/")}
    assert {path.rpartition("/")[2] for path in written("out")} >= names
    for export in ON_SITE:
        for path in export.PATHS:
            assert (Path("out") / path.removeprefix("data/")).read_bytes() == (
                Path("docs") / path
            ).read_bytes()


def test_where_mkdocs_knows_the_site_links_are_whole(project, briefgen):
    briefgen("build", *QUICK)
    settings, pages = Path("mkdocs.yml"), {p: p.read_bytes() for p in Path("docs").rglob("*.md")}
    settings.write_text(f"site_url: https://you.example/ferry\n{settings.read_text()}", encoding="utf-8")
    assert briefgen("export", "feed", "annotations", "-o", "out", *QUICK).exit_code == 0
    assert "../" not in Path("out/feed.xml").read_text(encoding="utf-8")
    assert 'href="https://you.example/ferry/sources/' in Path("out/feed.xml").read_text(encoding="utf-8")
    assert '"../' not in Path("out/annotations.jsonld").read_text(encoding="utf-8")
    briefgen("build", *QUICK)
    assert {p: p.read_bytes() for p in Path("docs").rglob("*.md")} == pages
    assert Path("docs/data/feed.xml").read_bytes() == Path("out/feed.xml").read_bytes()
    settings.write_text(f"use_directory_urls: false\n{settings.read_text()}", encoding="utf-8")
    assert briefgen("export", "feed", "annotations", "-o", "out", *QUICK).exit_code == 0
    told = Path("out/feed.xml").read_text("utf-8") + Path("out/annotations.jsonld").read_text("utf-8")
    addresses = set(re.findall(r'"https://you.example/ferry/([^"#]*)', told))
    assert {"index.html", "positions.html"} < addresses and "leaders/jonas-feld.html" in addresses
    assert all(a.endswith(".html") for a in addresses - {"data/feed.xml"})


def test_the_marks_are_those_of_the_pages(project, briefgen):
    seed = "The ferry museum of Osterhaven opens on Sunday. Clerk Ada Moor said that entry was free.\n"
    Path("seeds/a-first.txt").write_text(seed, encoding="utf-8")
    briefgen("export", "csl", *QUICK)
    keys = {r["title"]: r["id"] for r in json.loads(Path("export/sources.csl.json").read_text("utf-8"))}
    assert sorted(keys.values()) == ["A", "B", "C"]
    assert [key for title, key in keys.items() if title.startswith("[The ferry museum")] == ["C"]


def test_a_file_that_somebody_changed_or_made_stays(project, briefgen):
    briefgen("export", "csl", *QUICK)
    Path("export/sources.csl.json").write_text("mine", encoding="utf-8")
    Path("export/sources.ris").write_text("mine too", encoding="utf-8")
    done = briefgen("export", "csl", "ris", "bibtex", *QUICK)
    assert done.exit_code == 1 and done.stdout == "new      sources.bib\n"
    assert Path("export/sources.csl.json").read_text("utf-8") == "mine"
    assert Path("export/sources.ris").read_text("utf-8") == "mine too"
    first, second = done.stderr.splitlines()[-2:]
    assert first.startswith("problem to solve: export/sources.csl.json was edited by hand: kept as it is")
    assert second.startswith("problem to solve: export/sources.ris is not briefgen's own")


def test_what_another_format_left_stays_and_what_is_no_longer_made_goes(project, briefgen):
    briefgen("export", "csl", "feed", *QUICK)
    assert written("export") == {"sources.csl.json", "feed.xml"}
    Path("seeds/sources.yml").unlink()
    done = briefgen("export", "feed", *QUICK)
    assert done.stdout == "removed  feed.xml\n" and written("export") == {"sources.csl.json"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("csl", "-o", "seeds/out"), "briefgen: seeds/out lies in the seeds folder seeds"),
        (("csl", "-o", "docs"), "briefgen: docs holds the pages"),
        (("csl", "--seeds", "nowhere"), "briefgen: "),
        (("doc",), "briefgen: Invalid value for 'NAME…'"),
        ((), "briefgen: Missing argument 'NAME…'"),
        (("csl", "-o", "mkdocs.yml"), "briefgen: Invalid value for '-o'"),
        (("csl", "-o", "mkdocs.yml/out"), "briefgen: mkdocs.yml/out: can't be written"),
    ],
)
def test_bad_words_are_one_line(project, briefgen, words, said):
    before = written(".")
    done = briefgen("export", *words, *QUICK)
    assert done.exit_code == 1 and done.stderr.startswith(said) and done.stderr.count("\n") == 1, done.stderr
    assert written(".") == before


def test_nothing_is_written_through_a_link(project, briefgen, tmp_path):
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text("theirs", encoding="utf-8")
    Path("export").mkdir()
    Path("export/sources.csl.json").symlink_to(elsewhere)
    done = briefgen("export", "csl", *QUICK)
    assert done.exit_code == 1 and "is a link: not written through" in done.stderr
    assert elsewhere.read_text("utf-8") == "theirs"


def test_a_missing_extra_is_one_line_and_all_does_without(project, briefgen, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = briefgen("export", "parquet", *QUICK)
    assert done.exit_code == 1 and not Path("export").exists()
    assert done.stderr == (
        "briefgen: a Parquet file needs packages that are not installed: pip install 'briefgen[parquet]'\n"
    )
    done = briefgen("export", "all", *QUICK)
    assert done.exit_code == 0 and "remark: parquet was left out: " in done.stderr
    assert "sources.ris" in written("export") and "briefing.parquet" not in written("export")


def test_the_setting_on_excerpts_holds(project, briefgen):
    settings = yaml.safe_load(Path("mkdocs.yml").read_text("utf-8"))
    plugin = next(p for p in settings["plugins"] if isinstance(p, dict) and "briefgen" in p)
    plugin["briefgen"]["sources"] = "excerpts"
    Path("mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    secret = "The jars of marmalade stood in rows."
    seed = Path("seeds/harbour-post.txt")
    seed.write_text(f"{seed.read_text('utf-8')}\n\n{secret}\n", encoding="utf-8")
    done = briefgen("export", "all", *QUICK)
    assert done.exit_code == 0, done.output
    assert "sources.ris" in written("export")
    assert [path for path in written("export") if b"marmalade" in (Path("export") / path).read_bytes()] == []


def test_names_are_those_of_the_registry():
    assert sorted(NAMES) == sorted(e.NAME for e in EXPORTS) and len(set(NAMES)) == len(NAMES)
    assert all(e.ABOUT and e.ABOUT.strip() == e.ABOUT and len(e.ABOUT) < 110 for e in EXPORTS)


# -- on the site -----------------------------------------------------------------------


def test_what_a_build_writes_is_checked_kept_and_removed_like_pages(project, briefgen):
    assert {p for e in ON_SITE for p in e.PATHS} <= written("docs")
    table = Path("docs/data/leaders.csv")
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"), newline="")))
    assert rows and set(rows[0]) >= {"name", "mark", "quote"}
    table.write_bytes(table.read_bytes().replace(b"\r\n", b"\n"))  # as git may leave it
    assert briefgen("check").exit_code == 0
    table.write_bytes(table.read_bytes() + b"x\n")
    done = briefgen("check")
    assert done.exit_code == 1 and "docs/data/leaders.csv was edited by hand" in done.output
    assert briefgen("build").exit_code == 1 and table.read_bytes().endswith(b"x\n")


def test_the_page_offers_each_file_once_and_the_others_by_their_command(project):
    page = Path("docs/downloads.md").read_text("utf-8")
    for export in ON_SITE:
        assert export.ABOUT[1:] in page and all(page.count(f"]({path})") >= 1 for path in export.PATHS)
    for export in EXPORTS:
        assert (f"`briefgen export {export.NAME}`: {export.ABOUT}" in page) == (not export.ON_SITE)
    front = Path("docs/index.md").read_text("utf-8")
    assert "[take it with you](downloads.md)" in front and "\nfeed: data/feed.xml\n" in front
    assert "(downloads.md)" in Path("docs/method.md").read_text("utf-8")


def test_the_page_and_the_help_say_where_the_command_puts_files(project, briefgen):
    briefgen("build", *QUICK)
    assert "`data/leaders.csv` is then `DIR/leaders.csv`" in Path("docs/downloads.md").read_text("utf-8")
    assert "data/leaders.csv becomes DIR/leaders.csv" in " ".join(briefgen("export", "-h").output.split())
    briefgen("export", "csv", "-o", "out", *QUICK)
    assert Path("out/leaders.csv").read_bytes() == Path("docs/data/leaders.csv").read_bytes()


def test_where_there_is_no_feed_nothing_offers_one(project, briefgen):
    Path("seeds/sources.yml").unlink()
    done = briefgen("build", *QUICK)
    assert "removed  data/feed.xml" in done.stdout
    assert "(data/feed.xml)" not in Path("docs/downloads.md").read_text("utf-8")
    assert "\nfeed:" not in Path("docs/index.md").read_text("utf-8")


def test_the_feed_is_the_one_that_the_front_page_names():
    assert (_FEED,) == FEED


def test_pages_are_made_without_offers(hostile):
    pages = {p.path: p.text for p in render(hostile)}
    assert "\nfeed:" not in pages["index.md"] and "downloads.md" in pages
