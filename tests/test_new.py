"""`briefgen new`: a briefing of one's own that works at once."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
import yaml

from briefgen.config import read_options
from briefgen.readers import read_seeds

FILES = {
    ".github/workflows/pages.yml",
    ".gitignore",
    "mkdocs.yml",
    "overrides/404.html",
    "overrides/main.html",
    "seeds/harbour-post.txt",
    "seeds/sources.yml",
    "seeds/valley-courier.txt",
}


def names(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_it_writes_the_project_and_says_so(tmp_path, briefgen):
    result = briefgen("new", str(tmp_path / "a" / "b"))
    assert result.exit_code == 0
    assert names(tmp_path / "a" / "b") == FILES
    assert (tmp_path / "a" / "b" / "docs").is_dir()
    assert {x.split()[-1] for x in result.stdout.splitlines() if x.startswith("new ")} == FILES


def test_an_empty_folder_will_do(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    assert briefgen("new", ".").exit_code == 0
    assert names(tmp_path) == FILES


@pytest.mark.parametrize("there", ["notes.txt", ".hidden"])
def test_a_folder_that_holds_anything_is_refused(tmp_path, briefgen, there):
    (tmp_path / there).write_text("mine")
    result = briefgen("new", str(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"briefgen: {tmp_path} is not empty: name a new folder\n"
    assert names(tmp_path) == {there}


def test_a_file_and_a_place_that_cannot_be_written_are_refused(tmp_path, briefgen):
    (tmp_path / "file").write_text("mine")
    assert briefgen("new", str(tmp_path / "file")).stderr.endswith("file is a file: name a new folder\n")
    result = briefgen("new", str(tmp_path / "file" / "below"))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "can't be written" in result.stderr


def test_the_example_is_complete(started):
    reading = read_seeds(started / "seeds", "seeds")
    assert reading.problems == ()
    assert [a.publisher for a in reading.articles] == ["Harbour Post", "Valley Courier"]
    assert all(a.published for a in reading.articles)
    options = read_options(started)
    assert options.title == "The Osterhaven ferry"
    assert options.event


def test_every_line_of_the_example_is_read(started, briefgen, monkeypatch):
    monkeypatch.chdir(started)
    assert briefgen("check", "--strict").exit_code == 0


def test_the_workflow_pins_its_actions_and_asks_for_little():
    text = (files("briefgen") / "starter/dot-github/workflows/pages.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert len(used) == 4
    for action, comment in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)
    jobs = yaml.safe_load(text)
    assert jobs["permissions"] == {}
    assert jobs["jobs"]["build"]["permissions"] == {"contents": "read"}
    assert jobs["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
