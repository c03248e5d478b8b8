"""The examples of CONTRIBUTING.md, each made in a copy of the project: they work, and touch one folder."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FENCE = re.compile(r'^(`{3,})(\w+) title="([^"]+)"\n([\s\S]*?)^\1$', re.MULTILINE)
TITLES = ("A kind of finding", "A format", "An export", "A rule", "Style")


def section(title: str) -> list[tuple[str, str, str]]:
    """Language, file and text of each block below a heading."""
    following = TITLES[TITLES.index(title) + 1]
    body = TEXT.split(f"\n## {title}\n")[1].split(f"\n## {following}\n")[0]
    return [(language, path, text) for _, language, path, text in FENCE.findall(body)]


@pytest.fixture
def copy(tmp_path, monkeypatch) -> Path:
    """The package, its tests' cases and the starter's briefing, which is the current folder of none."""
    folder = tmp_path / "copy"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "briefgen", folder / "briefgen", ignore=ignore)
    (folder / "tests/cases").mkdir(parents=True)
    for name in ("conftest.py", "test_cases.py"):
        shutil.copy(ROOT / "tests" / name, folder / "tests")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


def follow(copy: Path, title: str) -> None:
    """Do what a section says, and see that it touches one folder besides the tests."""
    blocks = section(title)
    assert blocks
    for language, path, text in blocks:
        file = copy / path
        if language == "diff":
            lines = text.splitlines()
            old = "\n".join(line[1:] for line in lines if line[0] in " -")
            new = "\n".join(line[1:] for line in lines if line[0] in " +")
            before = file.read_text(encoding="utf-8")
            assert before.count(old) == 1, (path, old)
            file.write_text(before.replace(old, new), encoding="utf-8")
        else:
            assert not file.exists(), path
            file.write_text(text, encoding="utf-8")
    touched = {Path(path).parent for _, path, _ in blocks if not path.startswith("tests/")}
    assert len(touched) == 1, touched


def run(copy: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=copy, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(copy: Path) -> Path:
    seeds = copy / "seeds"
    shutil.copytree(copy / "briefgen/starter/seeds", seeds, dirs_exist_ok=True)
    run(copy, "briefgen", "build")
    run(copy, "briefgen", "check")
    return copy / "docs"


def passed(copy: Path) -> None:
    """Every case of the copy is met; there is at least one."""
    assert " passed" in run(copy, "pytest", "-q", "-p", "no:cacheprovider", "tests/test_cases.py")


def test_a_kind_of_finding(copy):
    follow(copy, "A kind of finding")
    passed(copy)
    (copy / "seeds").mkdir()
    (copy / "seeds/ask.txt").write_text(
        "Who will pay for the ferry? It lies in the harbour.\n", encoding="utf-8"
    )
    page = (built(copy) / "questions.md").read_text(encoding="utf-8")
    assert "# Questions" in page and "Who will pay for the ferry?" in page and "[A1][]" in page


def test_a_format(copy):
    follow(copy, "A format")
    (copy / "seeds").mkdir()
    entry = '<outline text="Mayor Mara Quill shut the pier."/>'
    notes = f"<opml version='2.0'><head><title>The pier</title></head><body>{entry}</body></opml>"
    (copy / "seeds/news.opml").write_text(notes, encoding="utf-8")
    pages = list((built(copy) / "sources").glob("news*.md"))
    assert len(pages) == 1
    text = pages[0].read_text(encoding="utf-8")
    assert "The pier" in text and "Mara Quill shut the pier" in text


def test_an_export(copy):
    follow(copy, "An export")
    docs = built(copy)
    assert "Feld\n" in (docs / "data/names.txt").read_text(encoding="utf-8")
    assert "(data/names.txt)" in (docs / "downloads.md").read_text(encoding="utf-8")
    run(copy, "briefgen", "export", "names", "-o", "words")
    assert (copy / "words/names.txt").read_bytes() == (docs / "data/names.txt").read_bytes()


def test_a_rule(copy):
    cases = [(path, text) for language, path, text in section("A rule") if language == "markdown"]
    for path, text in cases:
        (copy / path).write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError, match="Third and second"):
        passed(copy)
    for path, _ in cases:
        (copy / path).unlink()
    follow(copy, "A rule")
    passed(copy)
