"""`briefgen sources`: what is known of each source and what is missing, and the file to write it in."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from local_web import serve
from test_add import FERRY, LATER, html

from briefgen.add import add
from briefgen.build import build
from briefgen.errors import SeedsError
from briefgen.language.sentences import split
from briefgen.listing import begin_file, list_missing, list_sources, table
from briefgen.readers.metadata import load_sources
from briefgen.readers.originals import Original, is_whole, recorded
from briefgen.write import read_manifest

NOON = datetime(2024, 5, 8, 12, 0, tzinfo=UTC)


@pytest.fixture
def seeds(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VISUAL", raising=False)
    (folder / "a.txt").write_text("The pier of Orsel is shut.\n\nNobody knows why.")
    (folder / "ferry.md").write_text(
        "---\ntitle: The ferry sails again\npublisher: Harbour Post\nauthors: [Ada Moor, Jon Pell]\n"
        "published: 2024-05-08\nurl: https://post.example/ferry\nlanguage: de\n---\n" + "\n\n".join(FERRY)
    )
    return folder


def test_a_line_for_each_source(seeds):
    listed, problems = list_sources(seeds, "seeds")
    lines = list(table(listed))
    assert problems == ()
    assert [line.split("  ")[0] for line in lines] == ["key", "A", "B"]
    assert " ".join(lines[1].split()) == "A a.txt – – – – – 9 title, outlet, date, author, address"
    assert " ".join(lines[2].split()) == (
        "B ferry.md The ferry sails again Harbour Post 2024-05-08 Ada Moor, Jon Pell de 75 nothing"
    )


def test_the_command_prints_it(seeds, briefgen):
    result = briefgen("sources")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1].startswith("A    a.txt")
    said = json.loads(briefgen("sources", "--json").stdout)
    assert [one["file"] for one in said] == ["a.txt", "ferry.md"]
    assert said[0]["missing"] == ["title", "publisher", "published", "authors", "url"]
    assert said[1]["published"] == "2024-05-08" and said[1]["missing"] == []


def test_the_keys_are_those_of_the_last_build(seeds, briefgen):
    build(Path("seeds"), Path("docs"))
    (seeds / "0.txt").write_text("A third article came later, about the lighthouse.")
    lines = briefgen("sources").stdout.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [["A", "a.txt"], ["B", "ferry.md"], ["C", "0.txt"]]


def test_copies_versions_and_changed_originals_are_told(seeds):
    (seeds / "copy.txt").write_text("\n\n".join(FERRY))
    with serve({"/a": lambda _: html(paragraphs=texts.pop(0), outlet="Post")}) as web:
        texts = [FERRY, LATER]
        for n in range(2):
            now = NOON + timedelta(days=n)
            add((f"{web.url}/a",), seeds, allow_private=True, delay=0, now=lambda now=now: now)
    first, second = "post-2024-05-08-the-ferry-sails-again.md", "post-2024-05-08-the-ferry-sails-again-2.md"
    (seeds / "originals" / second.replace(".md", ".html")).write_bytes(b"x")
    listed, _ = list_sources(seeds, "seeds")
    notes = {one.file: (one.shares, one.replaced, one.changed) for one in listed}
    assert notes["ferry.md"] == ("copy.txt", None, False)
    assert notes["a.txt"] == notes["copy.txt"] == (None, None, False)
    assert notes[first] == ("copy.txt", second, False)
    assert notes[second][2]
    said = "\n".join(table(listed))
    assert f"replaced by {second}" in said and "its original is not as it came" in said


def record(seeds: Path, name: str, **said: object) -> Path:
    """Write the record of an original, which says this of it."""
    (seeds / "originals").mkdir(exist_ok=True)
    known = {
        "path": f"originals/{name}",
        "article": "a.txt",
        "sha256": hashlib.sha256(b"x").hexdigest(),
        "size": 1,
    }
    (seeds / "originals" / f"{name}.json").write_text(json.dumps({**known, **said}))
    return seeds / "originals" / name


@pytest.mark.parametrize(
    "path", ["/dev/zero", "originals/../../x", "../x", "originals/y.html", "originals/x.html/", ""]
)
def test_a_record_is_of_the_file_that_it_lies_beside_and_of_no_other(seeds, tmp_path, path):
    for there in (tmp_path / "x", record(seeds, "y.html")):
        there.write_bytes(b"x")
    record(seeds, "x.html", path=path)
    assert [one.path for one in recorded(seeds)] == ["originals/y.html"]
    assert len(list_sources(seeds, "seeds")[0]) == 2


def test_no_device_pipe_or_place_outside_is_opened(seeds, tmp_path):
    (tmp_path / "x").write_bytes(b"x")
    record(seeds, "zero.html").symlink_to("/dev/zero")
    record(seeds, "out.html").symlink_to(tmp_path / "x")
    os.mkfifo(record(seeds, "pipe.html"))
    record(seeds, "whole.html").write_bytes(b"x")
    record(seeds, "more.html").write_bytes(b"xx")
    record(seeds, "less.html", size=-2).write_bytes(b"x")
    record(seeds, "vast.html", size=10**30).write_bytes(b"x")
    found = {one.path: is_whole(seeds, one) for one in recorded(seeds)}
    assert found.pop("originals/whole.html")
    assert sorted(found) == [f"originals/{n}.html" for n in ("less", "more", "out", "pipe", "vast", "zero")]
    assert not any(found.values())
    away = Original(path="../x", article="a.txt", sha256=hashlib.sha256(b"x").hexdigest(), size=1)
    assert not is_whole(seeds, away)
    assert len(list_sources(seeds, "seeds")[0]) == 2


def test_the_file_begins_with_what_is_missing_and_says_nothing_yet(seeds):
    (seeds / "b: #1 – ‘x’.txt").write_text("A name that YAML would take for something else.")
    path = begin_file(seeds, list_sources(seeds, "seeds")[0])
    text = path.read_text(encoding="utf-8")
    assert load_sources(text) == {}
    uncommented = yaml.safe_load("\n".join(line.removeprefix("# ") for line in text.splitlines()[3:]))
    assert set(uncommented) == {"a.txt", "b: #1 – ‘x’.txt", "ferry.md"}
    assert uncommented["a.txt"] == dict.fromkeys(("title", "publisher", "published", "authors", "url"))


def test_what_came_in_since_is_written_below(seeds):
    path = seeds / "sources.yml"
    path.write_bytes("\ufeffb.txt:\r\n  title: ‘Mine’ # not yours\r\n# c.txt: later".encode())
    before = path.read_bytes()
    path.chmod(0o640)
    for name in "bc":
        (seeds / f"{name}.txt").write_text(f"A text called {name}, about the quay.")
    (seeds / "x b.txt").write_text("A text whose name ends with that of another.")
    begin_file(seeds, list_sources(seeds, "seeds")[0])
    after = path.read_bytes()
    assert after.startswith(before) and path.stat().st_mode & 0o777 == 0o640
    more = after.removeprefix(before).decode()
    assert [line for line in more.split("\r\n") if line[2:3].strip()] == ["# a.txt:", "# x b.txt:"]
    assert "\n" not in more.replace("\r\n", "")
    assert load_sources(after.decode("utf-8-sig")) == {"b.txt": {"title": "‘Mine’"}}
    begin_file(seeds, list_sources(seeds, "seeds")[0])
    assert path.read_bytes() == after
    assert sorted(p.name for p in seeds.iterdir() if p.name.startswith(".")) == []


@pytest.mark.parametrize(
    "text",
    [
        "a.txt:\n  title: Mine\n", "# a.txt is not ours\n", "b.txt:\n  title: |\n    a block",
        "b.txt: [", "- a\n",
        "b.txt: {title: x}\n...\n", "b.txt:\n  title: Z\udce9\n",
    ],
)  # fmt: skip
def test_where_nothing_may_be_written_below_the_file_stays_as_it_is(seeds, text):
    raw = text.encode("utf-8", "surrogateescape")
    (seeds / "sources.yml").write_bytes(b"")
    listed = [one for one in list_sources(seeds, "seeds")[0] if one.file == "a.txt"]
    (seeds / "sources.yml").write_bytes(raw)
    begin_file(seeds, tuple(listed))
    found = (seeds / "sources.yml").read_bytes()
    assert found == raw or (found.startswith(raw) and load_sources(found.decode()) == load_sources(text))
    assert found == raw or text.endswith("...\n")


def test_a_link_is_left_alone(seeds, tmp_path):
    (tmp_path / "mine.yml").write_text("b.txt: {title: Mine}\n")
    listed = list_sources(seeds, "seeds")[0]
    (seeds / "sources.yml").symlink_to(tmp_path / "mine.yml")
    begin_file(seeds, listed)
    assert (seeds / "sources.yml").is_symlink()
    assert (tmp_path / "mine.yml").read_text() == "b.txt: {title: Mine}\n"


def test_what_cannot_be_written_is_said_and_nothing_is_lost(seeds, monkeypatch):
    listed = list_sources(seeds, "seeds")[0]
    (seeds / "sources.yml").write_text("b.txt: {title: Mine}\n")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(SeedsError, match=r"sources\.yml: can't be written: No space left on device$"):
        begin_file(seeds, listed)
    assert sorted(p.name for p in seeds.iterdir()) == ["a.txt", "ferry.md", "sources.yml"]
    assert (seeds / "sources.yml").read_text() == "b.txt: {title: Mine}\n"


def editor(tmp_path: Path, monkeypatch, text: str) -> None:
    """An editor that writes this."""
    program = tmp_path / "editor.py"
    program.write_text(f"import sys\nopen(sys.argv[1], 'w').write({text!r})\n")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {program}")


def test_edit_opens_the_file_in_the_editor(seeds, tmp_path, monkeypatch, briefgen):
    editor(tmp_path, monkeypatch, "a.txt:\n  title: The pier\n")
    result = briefgen("sources", "--edit")
    assert result.exit_code == 0
    assert "The pier" in result.stdout.splitlines()[1]


def test_before_editing_no_source_is_compared_with_another(seeds, tmp_path, monkeypatch, briefgen):
    build(Path("seeds"), Path("docs"))
    (seeds / "0.txt").write_text("A third article came later, about the lighthouse.")
    listed = list_sources(seeds, "seeds", keys=read_manifest(Path("docs")).keys)[0]
    assert [one.file for one in listed] == ["a.txt", "ferry.md", "0.txt"]
    assert [(one.file, one.missing) for one in listed] == [
        (one.file, one.missing) for one in list_missing(seeds, "seeds", keys=read_manifest(Path("docs")).keys)
    ]
    editor(tmp_path, monkeypatch, "a.txt:\n  title: The pier\n")
    compared = []
    monkeypatch.setattr("briefgen.listing.split", lambda a: compared.append(a.path) or split(a))
    assert briefgen("sources", "--edit").exit_code == 0
    assert sorted(compared) == ["seeds/0.txt", "seeds/a.txt", "seeds/ferry.md"]


def test_what_was_edited_wrongly_is_told_at_once(seeds, tmp_path, monkeypatch, briefgen):
    editor(tmp_path, monkeypatch, "a.txt:\n  title: [\n")
    result = briefgen("sources", "--edit")
    assert result.exit_code == 1
    assert result.stderr.startswith("briefgen: sources.yml: not valid YAML")


def test_nothing_to_list_is_said(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    result = briefgen("sources")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("briefgen: no folder seeds")
