"""What a first folder may look like: each has its clear message, or a page that says so; no traceback."""

from __future__ import annotations

import json

import pytest

from briefgen.readers.formats import FORMATS
from briefgen.readers.formats.unread import firsts

SENTENCE = "Mayor Mara Quill said on Tuesday that the ferry would sail before the summer."


@pytest.fixture
def tried(tmp_path, monkeypatch, briefgen):
    """Write the files, build, and give the result with the folder of the pages."""

    def run(files: dict[str, bytes | str], *words: str):
        monkeypatch.chdir(tmp_path)
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        result = briefgen("build", *words)
        assert "Traceback" not in result.output
        return result, tmp_path / "docs"

    return run


def test_no_folder(tried):
    result, docs = tried({})
    assert result.exit_code == 1
    assert result.stderr == (
        "briefgen: no folder seeds: put the source articles there, or name another with --seeds\n"
    )
    assert not docs.exists()


def test_an_empty_folder(tried, tmp_path):
    (tmp_path / "seeds").mkdir()
    result, docs = tried({})
    assert result.exit_code == 1
    assert result.stderr == f"briefgen: no article in seeds: put {', '.join(firsts(FORMATS))} files there\n"
    assert not docs.exists()


def test_a_folder_without_articles(tried):
    result, _ = tried({"seeds/photo.jpg": b"\xff\xd8\xff", "seeds/sources.yml": "{}"})
    assert result.exit_code == 1
    assert "no article in seeds (seeds/photo.jpg: left out: no reader for .jpg" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "content, what",
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x00\x01\x02\x03", "is not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not text"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_what_has_no_text_is_a_source_whose_page_says_so(tried, content, what, suffix):
    result, docs = tried({f"seeds/odd{suffix}": content, "seeds/good.txt": SENTENCE})
    assert result.exit_code == 0
    assert result.stderr == f"problem: odd: {what}\n"
    assert what in (docs / "sources/odd.md").read_text(encoding="utf-8")
    assert what in (docs / "method.md").read_text(encoding="utf-8")
    assert "Mara Quill" in (docs / "leaders/mara-quill.md").read_text(encoding="utf-8")


def test_nothing_but_what_has_no_text(tried):
    result, docs = tried({"seeds/odd.txt": b""})
    assert (result.exit_code, result.stderr) == (0, "problem: odd: is empty\n")
    page = (docs / "index.md").read_text(encoding="utf-8")
    assert "\n1 source · 1 independent origin · " in page and "\n## " not in page


def test_one_sentence(tried):
    result, docs = tried({"seeds/one.txt": SENTENCE})
    assert (result.exit_code, result.stderr) == (0, "")
    record = json.loads((docs / "briefing.json").read_text(encoding="utf-8"))
    assert [len(s["sentences"]) for s in record["sources"]] == [1]
    assert [leader["name"] for leader in record["leaders"]] == ["Mara Quill"]
    assert record["disagreements"] == record["agreements"] == []


def test_one_word(tried):
    result, _ = tried({"seeds/one.txt": "Ferry"})
    assert (result.exit_code, result.stderr) == (0, "")


def test_two_files_with_one_stem(tried):
    texts = (SENTENCE, f"{SENTENCE} It rained.", f"{SENTENCE} It snowed.")
    files = dict(zip(("seeds/report.txt", "seeds/report.md", "seeds/old/report.txt"), texts, strict=True))
    result, docs = tried(files)
    assert (result.exit_code, result.stderr) == (0, "")
    record = json.loads((docs / "briefing.json").read_text(encoding="utf-8"))
    ids = [s["id"] for s in record["sources"]]
    assert len(set(ids)) == 3
    assert {s["path"] for s in record["sources"]} == set(files)
    assert all((docs / f"sources/{i}.md").exists() for i in ids)


@pytest.mark.parametrize(
    "front, what",
    [
        ("title: [", "not valid YAML: line "),
        ("- a\n- b", "expected `name: value` lines, found a list"),
        ("title: a\ntitle: b", "'title' stands twice"),
        ("a: &a [1]\nb: *a", "aliases (*name) are not allowed here"),
        (
            "published: yesterday",
            "published: expected a date such as 2024-05-03, found 'yesterday'; not used",
        ),
    ],
)
def test_front_matter_that_is_not_what_it_must_be(tried, front, what):
    result, docs = tried({"seeds/a.md": f"---\n{front}\n---\n\n{SENTENCE}\n"})
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith("problem: a: front matter") and what in line
    assert "Mara Quill" in (docs / "leaders/mara-quill.md").read_text(encoding="utf-8")
    assert tried({}, "--strict")[0].exit_code == 1


def test_a_long_article_is_read_to_its_end(tried):
    """A thousand sentences, to be quick; that readers take ten thousand stands in test_readers."""
    text = "\n".join(f"Resident number {n} said that the pier was shut. It rained." for n in range(500))
    result, docs = tried({"seeds/long.txt": f"{text}\n{SENTENCE}\n", "seeds/short.txt": SENTENCE})
    assert (result.exit_code, result.stderr) == (0, "")
    record = json.loads((docs / "briefing.json").read_text(encoding="utf-8"))
    assert [len(s["sentences"]) for s in record["sources"]] == [1001, 1]
    assert '<span id="s1001"' in (docs / "sources/long.md").read_text(encoding="utf-8")
