"""MkDocs with the plugin and without: build, serve, publish."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from briefgen.build import brief, hashes, make
from briefgen.model import Page
from briefgen.write import Manifest, write


@pytest.fixture(scope="module", autouse=True)
def plugin_is_found(tmp_path_factory):
    """MkDocs finds plugins by what is installed: where briefgen is not, say what an installer would."""
    if any(e.name == "briefgen" for e in entry_points(group="mkdocs.plugins")):
        yield
        return
    folder = tmp_path_factory.mktemp("installed")
    info = folder / "briefgen-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: briefgen\nVersion: 0\n")
    (info / "entry_points.txt").write_text("[mkdocs.plugins]\nbriefgen = briefgen.plugin:BriefgenPlugin\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([os.environ["PYTHONPATH"], str(folder)]))
        yield


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def mkdocs(*words):
    command = [sys.executable, "-m", "mkdocs", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def configure(project, old, new):
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert old in text
    (project / "mkdocs.yml").write_text(text.replace(old, new), encoding="utf-8")


def by_location(index: bytes) -> list[dict[str, str]]:
    return sorted(json.loads(index)["docs"], key=lambda entry: entry["location"])


def test_what_is_new_is_compared_with_what_was_built(project):
    """However often a source is saved: the plugin writes nothing, so what it compares with stays."""
    before = tree(project / "docs")
    for words in ("The ferry is late, clerk Ada Moor said.", "The ferry is early, clerk Ada Moor said."):
        (project / "seeds/third.txt").write_text(f"News of the ferry\n\n{words}\n")
        done = mkdocs("build", "--strict", "-d", str(project / "site"))
        assert done.returncode == 0, done.stderr
        front = (project / "site/index.html").read_text(encoding="utf-8")
        assert "New since the last build" in front and "News of the ferry" in front
        assert words.split(",")[0] in front.split('id="new"')[1]
    assert tree(project / "docs") == before


def test_the_keys_are_those_of_what_was_built(project):
    (project / "seeds/a-first.txt").write_text(
        "News of the ferry\n\nThe ferry is late, clerk Ada Moor said.\n"
    )
    done = mkdocs("build", "-d", str(project / "site"))
    assert done.returncode == 0, done.stderr
    sources = json.loads((project / "site/briefing.json").read_text(encoding="utf-8"))["sources"]
    assert [(s["id"], s["key"]) for s in sources][1:] == [("valley-courier", "B"), ("a-first", "C")]


def test_the_site_is_the_same_with_the_plugin_and_without(project):
    done = mkdocs("build", "--strict", "-d", str(project / "with"))
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    without = re.sub(r"^  - briefgen.*\n(?:      .*\n)*", "", text, flags=re.MULTILINE)
    assert "briefgen:" not in without
    (project / "mkdocs.yml").write_text(without, encoding="utf-8")
    done = mkdocs("build", "--strict", "-d", str(project / "without"))
    assert done.returncode == 0, done.stderr
    one, other = tree(project / "with"), tree(project / "without")
    assert one["briefing.json"] == (project / "docs/briefing.json").read_bytes()
    assert ".briefgen.json" not in one
    assert one.keys() == other.keys()
    index = "search/search_index.json"  # lists the same entries in the order in which MkDocs met the files
    assert by_location(one.pop(index)) == by_location(other.pop(index))
    for name in one:
        if name.endswith(".html"):  # the plugin knows the hashes of the theme's scripts
            one[name] = re.sub(rb"script-src 'self'(?: 'sha256-[^']{44}')+;", b"script-src;", one[name])
            other[name] = other[name].replace(b"script-src 'self' 'unsafe-inline';", b"script-src;")
            assert b"script-src;" in one[name]
    assert [name for name in one if one[name] != other[name] and not name.endswith(".gz")] == []


def test_the_pages_are_those_of_this_moment_and_nothing_is_written(project):
    before = brief(Path("seeds"), title="The Osterhaven ferry")
    old = Page(path="sources/old.md", text="# An old page\n")
    write(project / "docs", (*make(before).pages, old), Manifest(sources=hashes(before)))
    (project / "docs/about.md").write_text("# About us\n")
    seed = project / "seeds/valley-courier.txt"
    seed.write_text(seed.read_text(encoding="utf-8") + "Lena Brandt praised the plan.\n", encoding="utf-8")
    docs = tree(project / "docs")
    done = mkdocs("build")
    assert done.returncode == 0, done.stderr
    assert tree(project / "docs") == docs
    assert b"Lena Brandt" in (project / "site/briefing.json").read_bytes()
    assert not (project / "site/sources/old").exists()
    assert (project / "site/about/index.html").exists()


def test_a_page_edited_by_hand_stays_and_is_a_warning(project):
    (project / "docs/briefing.json").write_text('{"mine": true}')
    done = mkdocs("build")
    assert done.returncode == 0
    assert (
        "docs/briefing.json was edited by hand: kept as it is; put the edit into editorial.yml" in done.stderr
    )
    assert (project / "site/briefing.json").read_text() == '{"mine": true}'
    assert mkdocs("build", "--strict").returncode == 1


@pytest.mark.parametrize(
    "old, new, message",
    [
        ("title:", "titel:", "briefgen has no option 'titel' (did you mean title?)"),
        ("title: The Osterhaven ferry", "title: 7", "title must be a text, not 7"),
        ("seeds: seeds", "seeds: nowhere", "no folder"),
        ("title:", "language_model: xx_none\n      title:", "language model 'xx_none' is not installed"),
    ],
)
def test_what_the_user_must_mend_is_one_clean_line(project, old, new, message):
    configure(project, old, new)
    done = mkdocs("build")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert [x for x in done.stderr.splitlines() if message in x and "briefgen: " in x] != []


def test_a_list_in_the_middle_of_a_merge_is_refused(project):
    listed = project / "docs/.briefgen.json"
    listed.write_text(listed.read_text(encoding="utf-8").replace("\n", "\n>>>>>>> other\n", 1))
    before = tree(project / "docs")
    done = mkdocs("build")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "briefgen: docs/.briefgen.json has the marks of a merge that was not finished" in done.stderr
    assert not (project / "site").exists() and tree(project / "docs") == before


def test_strict_makes_problems_fatal(project):
    (project / "seeds/odd.txt").write_bytes(b"")
    done = mkdocs("build")
    assert (done.returncode, "odd: is empty" in done.stderr) == (0, True)
    configure(project, "title:", "strict: true\n      title:")
    done = mkdocs("build")
    assert done.returncode == 1
    assert "briefgen: 1 problem (see above), and strict is set" in done.stderr


class Server:
    """`mkdocs serve`, whose log can be waited for."""

    def __init__(self, project):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.path = project.parent / "serve.log"
        self.log = self.path.open("w")
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", address]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT, cwd=project)

    def __enter__(self):
        self.wait("Serving on", 1)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()

    def read(self, path):
        with urllib.request.urlopen(f"http://{self.address}{path}", timeout=20) as answer:
            return answer.read().decode("utf-8")

    def count(self, words):
        return self.path.read_text(encoding="utf-8").count(words)

    def wait(self, words, times):
        for _ in range(400):
            if self.count(words) >= times:
                return
            assert self.process.poll() is None, self.path.read_text()
            time.sleep(0.1)
        raise AssertionError(f"{words!r} not seen {times} times in:\n{self.path.read_text()}")


def test_serve_rebuilds_once_for_each_change_and_recovers(project):
    seed = project / "seeds/harbour-post.txt"
    with Server(project) as server:
        seed.write_text(
            seed.read_text(encoding="utf-8") + "Lena Brandt praised the plan.\n", encoding="utf-8"
        )
        server.wait("Reloading browsers", 1)
        (project / "seeds/sources.yml").write_text("- not a mapping\n")
        server.wait("briefgen: sources.yml: expected", 1)
        server.wait("Reloading browsers", 2)
        assert "sources.yml: expected" in server.read("/")
        (project / "seeds/sources.yml").write_text("harbour-post.txt: {publisher: Post}\n")
        server.wait("Reloading browsers", 3)
        assert "The Osterhaven ferry" in server.read("/")
        (project / "seeds/editorial.yml").write_text("nobody: {hide: true}\n")
        server.wait("there is no such finding", 1)
        server.wait("Reloading browsers", 4)
        time.sleep(1.2)  # longer than two rounds of the watcher: a loop would show
        assert server.count("Detected file changes") == 4
        assert server.count("Traceback") == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_gh_deploy_publishes_the_site(project, monkeypatch):
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)

    def git(*words, cwd=project):
        return subprocess.run(["git", *words], cwd=cwd, capture_output=True, text=True, check=True).stdout

    bare = project.parent / "site.git"
    git("init", "--bare", str(bare))
    git("init")
    git("add", ".")
    git("commit", "-m", "A briefing")
    git("remote", "add", "origin", str(bare))
    done = mkdocs("gh-deploy", "--strict")
    assert done.returncode == 0, done.stderr
    published = git("ls-tree", "-r", "--name-only", "gh-pages", cwd=bare).splitlines()
    assert {".nojekyll", "briefing.json", "search/search_index.json"} <= set(published)
    assert ".briefgen.json" not in published
    assert git("show", "gh-pages:briefing.json", cwd=bare) == (project / "docs/briefing.json").read_text(
        encoding="utf-8"
    )
