"""`briefgen check`: writes nothing, and names what a build or the analyst has to mend."""

from __future__ import annotations

import json
import re
from importlib import import_module

import pytest

from briefgen.language.models import DEFAULT_MODEL, RECORDED


def lines(result):
    return result.stdout.splitlines()


@pytest.fixture
def seed(project):
    return project / "seeds" / "harbour-post.txt"


def test_what_a_build_left_is_right(project, briefgen):
    result = briefgen("check")
    assert (result.exit_code, result.stdout) == (0, "the pages are what the articles give\n"), result.output


def test_it_writes_nothing(project, briefgen, seed):
    seed.write_text("Another text.")
    before = {p: (p.stat().st_mtime_ns, p.is_dir() or p.read_bytes()) for p in project.rglob("*")}
    assert briefgen("check").exit_code == 1
    assert {p: (p.stat().st_mtime_ns, p.is_dir() or p.read_bytes()) for p in project.rglob("*")} == before


def test_a_source_that_changed_and_its_quotes_are_named(project, briefgen, seed):
    seed.write_text(seed.read_text(encoding="utf-8").replace("Mara Quill, the mayor", "Ada Moor, the mayor"))
    result = briefgen("check")
    assert result.exit_code == 1
    assert "seeds/harbour-post.txt changed since the build" in lines(result)
    gone = [x for x in lines(result) if x.startswith("no longer in seeds/harbour-post.txt: “")]
    assert "no longer in seeds/harbour-post.txt: “Mara Quill”" in gone
    assert "docs/briefing.json would be changed" in lines(result)
    assert re.fullmatch(r"briefgen: \d+ things to mend: see above, then run briefgen build\n", result.stderr)


def test_a_quote_that_only_moved_is_still_there(project, briefgen, seed):
    seed.write_text("A new first paragraph stands here.\n" + seed.read_text(encoding="utf-8"))
    result = briefgen("check")
    assert result.exit_code == 1
    assert not any("no longer in" in x for x in lines(result))


def test_sources_that_came_and_went(project, briefgen, seed):
    seed.rename(seed.with_name("other.txt"))
    result = briefgen("check")
    assert "seeds/harbour-post.txt is gone since the build" in lines(result)
    assert "seeds/other.txt came since the build" in lines(result)
    assert any(x.startswith("no longer in harbour-post: “") for x in lines(result))


def test_only_the_metadata_changed(project, briefgen):
    (project / "seeds/sources.yml").write_text("harbour-post.txt: {publisher: Harbour Gazette}")
    result = briefgen("check")
    assert result.exit_code == 1
    assert "docs/briefing.json would be changed" in lines(result)
    assert not any("since the build" in x for x in lines(result))


def test_an_edit_that_finds_nothing(project, briefgen):
    (project / "seeds/editorial.yml").write_text("nobody-at-all: {hide: true}")
    assert briefgen("build").exit_code == 0
    result = briefgen("check")
    assert result.exit_code == 1
    assert lines(result) == [
        "editorial.yml:1: nobody-at-all: there is no such finding (any more), and none like it: mend the id, "
        "or take the edit out of the file"
    ]


def test_a_page_edited_by_hand(project, briefgen):
    page = project / "docs/briefing.json"
    page.write_text(page.read_text(encoding="utf-8").replace("Quill", "Quall"), encoding="utf-8")
    result = briefgen("check")
    assert result.exit_code == 1
    assert any(x.startswith("docs/briefing.json was edited by hand") for x in lines(result))
    assert any(x.startswith("no longer in seeds/") and "Quall" in x for x in lines(result))


def test_a_newer_briefgen_is_named_first_and_is_no_edit_by_hand(project, briefgen, monkeypatch):
    monkeypatch.setattr("briefgen.build.__version__", "99.0")
    result = briefgen("check")
    assert result.exit_code == 1
    assert re.fullmatch(r"docs was made with briefgen \S+, this is 99\.0: build again", lines(result)[0])
    assert "docs/briefing.json would be changed" in lines(result) and "by hand" not in result.output
    assert briefgen("build").exit_code == 0 and briefgen("check").exit_code == 0


def test_other_rules_are_named(project, briefgen, monkeypatch):
    monkeypatch.setattr("briefgen.build.rules_digest", lambda: "f" * 64)
    result = briefgen("check")
    assert (result.exit_code, lines(result)) == (1, ["docs was made with other rules: build again"])


def test_the_digest_of_the_rules_is_of_what_they_say(monkeypatch):
    lexicon = import_module("briefgen.language.lexicon")
    before, table = lexicon.digest(), lexicon.table
    assert re.fullmatch("[0-9a-f]{64}", before)
    monkeypatch.setattr(
        lexicon, "table", lambda name: {**table(name), **({"x": ["y"]} if name == "cues" else {})}
    )
    lexicon.digest.cache_clear()
    assert lexicon.digest() != before
    monkeypatch.undo()
    lexicon.digest.cache_clear()
    assert lexicon.digest() == before


def test_what_made_the_pages_stands_in_the_list(project):
    made = json.loads((project / "docs/.briefgen.json").read_text(encoding="utf-8"))["made_with"]
    wanted = ["briefgen", "spacy", "language_model", "language_model_sha256", "reader", "rules_sha256"]
    assert list(made) == wanted
    assert made["language_model_sha256"] == RECORDED[DEFAULT_MODEL]


def test_nothing_built_yet(project, briefgen):
    for path in sorted((project / "docs").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    result = briefgen("check")
    assert result.exit_code == 1
    assert "docs/briefing.json would be written" in lines(result)


def test_problems_fail_only_when_strict(project, briefgen):
    (project / "seeds/odd.txt").write_bytes(b"")
    assert briefgen("build").exit_code == 0
    result = briefgen("check")
    assert (result.exit_code, result.stderr) == (0, "problem: odd: is empty\n")
    assert briefgen("check", "--strict").exit_code == 1


@pytest.mark.parametrize("text", ["{", "[]", '{"leaders": [{"quote": 1, "source": 2}]}', "[" * 100_000])
def test_an_export_that_is_broken_is_only_a_page_that_differs(project, briefgen, text):
    (project / "docs/briefing.json").write_text(text)
    result = briefgen("check")
    assert result.exit_code == 1
    assert lines(result)[0].startswith("docs/briefing.json was edited by hand")


def test_every_quote_of_the_export_is_looked_at(project):
    from briefgen.check import _cited

    record = json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))
    assert len(list(_cited(record))) == (project / "docs/briefing.json").read_text(encoding="utf-8").count(
        '"quote":'
    )
