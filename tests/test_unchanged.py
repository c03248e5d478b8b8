"""A build that has nothing to do sees it, tells what the last one told, and is fooled by nothing."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import build as build_module
from briefgen import plugin, unchanged
from briefgen.config import read_options
from briefgen.work import Work
from briefgen.work.store import Store
from briefgen.write import read_manifest


@pytest.fixture
def desk(project, tmp_path, monkeypatch):
    """A project with a store of its own, in which everything was built."""
    monkeypatch.setenv("BRIEFGEN_CACHE_DIR", str(tmp_path / "cache"))
    return project


@pytest.fixture
def builds(monkeypatch):
    """How often something was made."""
    real, times = build_module.build, []
    module = sys.modules["briefgen.build"]
    monkeypatch.setattr(module, "build", lambda *a, **k: times.append(1) or real(*a, **k))
    return times


def test_the_second_build_makes_nothing_and_tells_the_same(desk, briefgen, builds):
    (desk / "seeds/odd.xyz").write_text("?")
    first, second = briefgen("build"), briefgen("build")
    assert len(builds) == 1
    assert second.stdout == "nothing changed\n" and "odd.xyz" in second.stderr
    assert (second.stderr, second.exit_code) == (first.stderr, first.exit_code)
    strict = briefgen("build", "--strict")
    assert strict.exit_code == 1 and len(builds) == 2, "a setting is another"


CHANGES = {
    "a word of an article": lambda d: append(next((d / "seeds").glob("*.txt")), "\n\nA further line.\n"),
    "an article more": lambda d: (d / "seeds/more.txt").write_text("A title\n\nMara Quill said no.\n"),
    "an article less": lambda d: next((d / "seeds").glob("*.txt")).unlink(),
    "an edit": lambda d: (d / "seeds/editorial.yml").write_text("# Nothing yet.\n"),
    "a hidden file": lambda d: (d / "seeds/.hidden").write_text("x"),
    "a page that somebody edited": lambda d: append(d / "docs/positions.md", "edited\n"),
    "a page that somebody wrote": lambda d: (d / "docs/own.md").write_text("# Mine\n"),
    "a page that is gone": lambda d: (d / "docs/positions.md").unlink(),
    "the list beside the pages": lambda d: (d / "docs/.briefgen.json").unlink(),
    "the settings": lambda d: append(d / "mkdocs.yml", "site_url: https://osterhaven.example/\n"),
}


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_another_now_is_seen(desk, briefgen, builds, change):
    briefgen("build")
    briefgen("build")
    assert len(builds) == 1
    CHANGES[change](desk)
    briefgen("build")
    assert len(builds) == 2


def test_another_program_is_seen(desk, briefgen, builds, monkeypatch):
    briefgen("build")
    monkeypatch.setattr(unchanged, "digest", lambda: b"another")
    briefgen("build")
    assert len(builds) == 2


def test_what_somebody_does_during_a_build_is_no_part_of_it(desk, tmp_path):
    options = read_options(Path())
    options = replace(options, work=Work(store=Store(tmp_path / "own")))
    before = unchanged.state(options)
    report = build_module.build(options.seeds, options.docs, **options.words)
    append(desk / "docs/positions.md", "edited meanwhile\n")
    unchanged.remember(options, before, report.done, report.problems)
    assert unchanged.told(options, unchanged.state(options)) is None
    (desk / "docs/positions.md").unlink()
    before = unchanged.state(options)
    report = build_module.build(options.seeds, options.docs, **options.words)
    append(next((desk / "seeds").glob("*.txt")), "meanwhile\n")
    unchanged.remember(options, before, report.done, report.problems)
    assert unchanged.told(options, unchanged.state(options)) is None


def test_a_link_can_lead_anywhere_and_is_never_taken_for_the_same(desk, briefgen, builds, tmp_path):
    (tmp_path / "elsewhere.txt").write_text("A title\n\nMara Quill said no.\n")
    (desk / "seeds/link.txt").symlink_to(tmp_path / "elsewhere.txt")
    briefgen("build")
    briefgen("build")
    assert len(builds) == 2


def test_where_nothing_is_kept_nothing_is_known(desk, briefgen, builds, monkeypatch):
    monkeypatch.setenv("BRIEFGEN_CACHE_DIR", "off")
    briefgen("build")
    briefgen("build")
    assert len(builds) == 2


def test_neither_model_nor_rules_are_imported(desk, briefgen):
    briefgen("build")
    code = (
        "import sys\nfrom briefgen.cli import main\n"
        "try: main(['build'])\nexcept SystemExit as done: assert not done.code\n"
        "heavy = {'spacy', 'onnxruntime', 'jinja2', 'briefgen.analysis', 'briefgen.pages'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "nothing changed\n[]\n"


def test_who_watches_gets_the_last_briefing_until_it_is_another(project, monkeypatch):
    made = []
    real = plugin.brief
    monkeypatch.setattr(plugin, "brief", lambda *a, **k: made.append(1) or real(*a, **k))
    watching = plugin.BriefgenPlugin()
    watching.on_startup(command="serve", dirty=False)
    options = read_options(Path())

    def proof():
        return watching._proof(options, read_manifest(options.docs))

    first = proof()
    (project / "docs/own.md").write_text("# Mine\n")
    assert proof() is first and len(made) == 1
    append(next((project / "seeds").glob("*.txt")), "\n\nA further line.\n")
    assert proof() is not first and len(made) == 2
    watching.on_startup(command="build", dirty=False)
    proof()
    assert len(made) == 3, "nobody watches: made anew"
