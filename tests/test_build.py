"""What a build writes, what it leaves alone, and what it says."""

from __future__ import annotations

import json
import multiprocessing
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import parsing, tolerance
from briefgen.build import brief, build, hashes, make
from briefgen.errors import ConfigError, DocsError, Fault, SeedsError
from briefgen.model import Citation, Finding, Page
from briefgen.verify import refused
from briefgen.write import MANIFEST, Manifest, hash_text, plan, read_manifest, write

EVENT = "A minister and a mayor agree to reopen a ferry line."

ONE, TWO = Page(path="index.md", text="# One\n"), Page(path="sources/a.md", text="# A\n")


def tree(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


# -- the story -----------------------------------------------------------------------


def test_a_build_writes_and_a_second_changes_nothing(project):
    before = {p: p.stat().st_mtime_ns for p in (project / "docs").rglob("*")}
    assert len(before) > 1
    assert build(Path("seeds"), Path("docs"), title="The Osterhaven ferry", event=EVENT).done.lines == ()
    assert {p: p.stat().st_mtime_ns for p in (project / "docs").rglob("*")} == before


def test_the_same_bytes_by_any_name_of_the_folder(project, tmp_path):
    build(Path("seeds"), tmp_path / "one")
    build(project / "seeds", tmp_path / "two")
    build(Path("../ferry/seeds"), tmp_path / "three", project=project)
    assert tree(tmp_path / "one") == tree(tmp_path / "two") == tree(tmp_path / "three")
    for name, content in tree(tmp_path / "one").items():
        assert str(tmp_path).encode() not in content, name


def test_title_and_event_reach_the_briefing(project):
    briefing = brief(Path("seeds"), title="T", event="E")
    assert (briefing.title, briefing.event) == ("T", "E")
    assert hashes(briefing).keys() == {"seeds/harbour-post.txt", "seeds/valley-courier.txt"}


def test_an_odd_article_is_reported_and_the_rest_goes_on(project):
    (project / "seeds" / "odd.txt").write_bytes(b"\x00\x01")
    report = build(Path("seeds"), Path("docs"))
    assert [(p.source, p.what) for p in report.problems] == [("odd", "is not text")]
    record = json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))
    assert [s["id"] for s in record["sources"]] == ["harbour-post", "valley-courier", "odd"]
    assert record["problems"] == [{"source": "odd", "what": "is not text"}]


def test_an_article_that_breaks_the_parser_stops_nothing(project, monkeypatch):
    real = parsing.parse

    def parse(articles, model):
        if "valley" in articles[0].id:
            raise ValueError("too\nlong")
        return real(articles, model)

    monkeypatch.setattr(parsing, "parse", parse)
    briefing = brief(Path("seeds"))
    assert [(p.source, p.what) for p in briefing.problems] == [
        ("valley-courier", "the parser could not read it: ValueError: too long")
    ]
    assert [bool(a.sentences) for a in briefing.articles] == [True, False]


def test_a_parser_that_reads_nothing_is_a_fault(project, monkeypatch):
    def parse(articles, model):
        raise ValueError("broken")

    monkeypatch.setattr(parsing, "parse", parse)
    with pytest.raises(Fault, match="ValueError: broken"):
        brief(Path("seeds"))


def broken_by(monkeypatch, odd):
    """Let the analysis break on articles of which this is true."""
    real = tolerance.analyse

    def analyse(articles):
        if odd(articles):
            raise ZeroDivisionError("oops")
        return real(articles)

    monkeypatch.setattr(tolerance, "analyse", analyse)


def says(article, word):
    return any(t.text == word for s in article.sentences for t in s.tokens)


def test_an_article_that_breaks_the_analysis_stops_nothing(project, monkeypatch):
    broken_by(monkeypatch, lambda articles: any(a.id == "valley-courier" for a in articles))
    report = build(Path("seeds"), Path("docs"))
    assert [(p.source, p.what) for p in report.problems] == [
        ("valley-courier", "nothing is read from it, because the rules broke on it: ZeroDivisionError: oops")
    ]
    record = json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))
    assert record["positions"] and "valley-courier" not in str(record["positions"])
    assert 'id="s2"' in (project / "docs/sources/valley-courier.md").read_text(encoding="utf-8")


def test_only_the_sentence_that_breaks_the_analysis_is_left_out(project, monkeypatch):
    (project / "seeds/odd.txt").write_text(
        "Mayor Ilsa Brodd said the pier was safe. The council xylographed it. Brodd said it would reopen.\n"
    )
    broken_by(monkeypatch, lambda articles: any(says(a, "xylographed") for a in articles))
    briefing = brief(Path("seeds"))
    assert [(p.source, p.what) for p in briefing.problems] == [
        ("odd", "sentence 2: nothing is read from it, because the rules broke on it: ZeroDivisionError: oops")
    ]
    cited = {c.sentence for f in briefing.findings["positions"] for c in f.citations if c.source == "odd"}
    assert cited == {"s1", "s3"}
    assert len(briefing.by_source["odd"].sentences) == 3


def test_a_sentence_that_breaks_the_analysis_only_beside_another_source(project, monkeypatch):
    (project / "seeds/odd.txt").write_text("The council xylographed the pier. It is safe.\n")
    broken_by(
        monkeypatch, lambda articles: len(articles) > 1 and any(says(a, "xylographed") for a in articles)
    )
    briefing = brief(Path("seeds"))
    assert [p.source for p in briefing.problems] == ["odd"]
    assert briefing.problems[0].what.startswith("sentence 1: nothing is read from it")


def test_an_analysis_that_always_breaks_is_a_fault(project, monkeypatch):
    broken_by(monkeypatch, lambda articles: True)
    with pytest.raises(Fault, match=r"oops \(seeds/\S+ alone shows it: please send it"):
        brief(Path("seeds"))


WRONG = [
    ({"quote": "Another thing"}, "'Another thing' is not what stands at"),
    ({"source": "nobody"}, "there is no such source"),
    ({"sentence": "s99"}, "there is no such sentence"),
    ({"end": 10_000}, "is not inside it"),
    ({"start": 3, "end": 3, "quote": ""}, "is not inside it"),
]


@pytest.mark.parametrize("wrong, message", WRONG)
def test_a_citation_that_is_not_verbatim_is_refused(project, wrong, message):
    briefing = brief(Path("seeds"))
    good = briefing.articles[0].cite(0, 9)
    assert not list(refused(replace(briefing, findings={"topics": (Finding(id="x", citations=(good,)),)})))
    bad = Finding(id="x", citations=(good, replace(good, **wrong)))
    found = list(refused(replace(briefing, findings={"topics": (bad,)})))
    assert [(r.kind, r.finding) for r in found] == [("topics", "x")] and message in str(found[0])


def test_a_citation_is_verified_wherever_its_kind_keeps_it(project):
    briefing = brief(Path("seeds"))
    leader = briefing.findings["leaders"][0]
    wrong = Citation(source=briefing.articles[0].id, sentence="s1", start=0, end=4, quote="Nope")
    for broken in (replace(leader, roles=(("mayor", wrong),)), replace(leader, citations=(wrong,))):
        found = list(refused(replace(briefing, findings={"leaders": (broken,)})))
        assert [r.citation.quote for r in found] == ["Nope"]


# -- the files -----------------------------------------------------------------------


def test_what_changed_is_written_and_what_is_orphaned_goes(tmp_path):
    docs = tmp_path / "docs"
    assert write(docs, (ONE, TWO), Manifest(sources={"seeds/a.txt": "0"})).lines == (
        "new      index.md",
        "new      sources/a.md",
    )
    assert write(docs, (ONE, TWO), Manifest(sources={"seeds/a.txt": "0"})).lines == ()
    other = replace(ONE, text="# Other\n")
    assert write(docs, (other,)).lines == ("changed  index.md", "removed  sources/a.md")
    assert tree(docs).keys() == {"index.md", MANIFEST}
    assert not (docs / "sources").exists()


def test_files_are_plain_and_nothing_is_left_beside_them(tmp_path):
    write(tmp_path, (ONE, TWO))
    assert (tmp_path / "index.md").read_bytes() == b"# One\n"
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        assert stat.S_IMODE((tmp_path / "index.md").stat().st_mode) == 0o666 & ~mask
    assert tree(tmp_path).keys() == {"index.md", "sources/a.md", MANIFEST}


def test_a_page_edited_by_hand_is_kept_each_time(tmp_path):
    write(tmp_path, (ONE, TWO))
    (tmp_path / "index.md").write_text("# Mine\n")
    for page in (ONE, replace(ONE, text="# Newer\n")):
        assert write(tmp_path, (page, TWO)).kept == {"index.md": "was edited by hand"}
        assert (tmp_path / "index.md").read_text() == "# Mine\n"
    (tmp_path / "index.md").unlink()
    assert write(tmp_path, (ONE, TWO)).lines == ("new      index.md",)


def test_an_orphan_edited_by_hand_is_kept(tmp_path):
    write(tmp_path, (ONE, TWO))
    (tmp_path / "sources/a.md").write_text("# Mine\n")
    done = write(tmp_path, (ONE,))
    assert done.kept == {"sources/a.md": "is no longer generated, but was edited by hand"}
    assert (tmp_path / "sources/a.md").read_text() == "# Mine\n"


def test_a_page_written_by_hand_is_never_touched(tmp_path):
    (tmp_path / "index.md").write_text("# By hand\n")
    (tmp_path / "about.md").write_text("# About\n")
    done = write(tmp_path, (ONE,))
    assert list(done.kept) == ["index.md"]
    assert "not briefgen's own" in done.kept["index.md"]
    assert (tmp_path / "index.md").read_text() == "# By hand\n"
    write(tmp_path, ())
    assert (tmp_path / "about.md").read_text() == "# About\n"


def test_the_problem_says_where_the_edit_belongs(project):
    (project / "docs/briefing.json").write_text("{}")
    problem = build(Path("seeds"), Path("docs")).problems[-1]
    assert problem.severity == 2
    assert problem.what.startswith(
        "docs/briefing.json was edited by hand: kept as it is; put the edit into editorial.yml"
    )


def test_line_ends_that_git_changed_are_no_edit(tmp_path):
    write(tmp_path, (ONE,))
    (tmp_path / "index.md").write_bytes(b"# One\r\n")
    assert write(tmp_path, (ONE,)).lines == ()
    assert write(tmp_path, (replace(ONE, text="# Two\n"),)).lines == ("changed  index.md",)


def test_a_list_that_is_lost_or_broken_takes_what_is_the_same(tmp_path):
    for text in ("", "{", "[]", '{"files": {"../x": "y"}, "sources": {}}', '{"files": [], "sources": 1}'):
        write(tmp_path, (ONE,))
        (tmp_path / MANIFEST).write_text(text)
        assert write(tmp_path, (ONE,)).lines == ()
        assert "index.md" in read_manifest(tmp_path).files


def test_a_list_cannot_make_it_delete_what_lies_outside(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "precious.txt").write_text("p")
    listed = {
        p: hash_text("p") for p in ("../precious.txt", str(tmp_path / "precious.txt"), "a/../../precious.txt")
    }
    (docs / MANIFEST).write_text(json.dumps({"files": listed, "sources": {}}))
    assert write(docs, (ONE,)).lines == ("new      index.md",)
    assert (tmp_path / "precious.txt").exists()


def test_nothing_is_written_through_a_link(tmp_path):
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    docs.mkdir()
    outside.mkdir()
    (outside / "x.md").write_text("mine")
    (docs / "index.md").symlink_to(outside / "x.md")
    (docs / "sources").symlink_to(outside)
    done = write(docs, (ONE, TWO))
    assert done.kept == {
        "index.md": "index.md is a link: not written through",
        "sources/a.md": "sources is a link: not written through",
    }
    assert tree(outside) == {"x.md": b"mine"}
    (docs / MANIFEST).unlink()
    (docs / MANIFEST).symlink_to(outside / "x.md")
    with pytest.raises(DocsError, match="is a link; remove it"):
        write(docs, (ONE,))


def test_a_folder_or_a_file_in_the_way_is_said(tmp_path):
    (tmp_path / "index.md").mkdir()
    (tmp_path / "sources").write_text("x")
    done = write(tmp_path, (ONE, TWO))
    assert done.kept == {"index.md": "index.md is a folder", "sources/a.md": "sources is a file"}


@pytest.mark.parametrize(
    "path", ["../x.md", "/x.md", "a/../../x.md", "c:x.md", "a\\b.md", "", "INDEX.md", MANIFEST]
)
def test_a_path_outside_docs_or_twice_is_a_fault(tmp_path, path):
    with pytest.raises(Fault, match="wants the path"):
        plan(tmp_path, (ONE, Page(path=path, text="x")), read_manifest(tmp_path))


def test_a_build_that_is_interrupted_can_go_on(tmp_path, monkeypatch):
    write(tmp_path, (ONE, TWO))
    newer = (replace(ONE, text="# 2\n"), replace(TWO, text="# A2\n"))
    real = Path.replace

    def interrupt(self, target):
        if Path(target).name == "a.md":
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path, newer)
    assert tree(tmp_path).keys() == {"index.md", "sources/a.md", MANIFEST}
    newest = (replace(ONE, text="# 3\n"), replace(TWO, text="# A3\n"))
    done = write(tmp_path, newest)
    assert (done.kept, len(done.changed)) == ({}, 2)


def test_a_disk_that_is_full_is_one_clear_message(tmp_path, monkeypatch):
    write(tmp_path, (ONE,))

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("briefgen.write.os.fsync", full)
    with pytest.raises(DocsError, match="can't be written: No space left on device"):
        write(tmp_path, (replace(ONE, text="# 2\n"),))
    assert (tmp_path / "index.md").read_text() == "# One\n"
    assert tree(tmp_path).keys() == {"index.md", MANIFEST}


def test_docs_that_is_a_file_is_one_clear_message(tmp_path):
    (tmp_path / "docs").write_text("x")
    with pytest.raises(DocsError, match="can't be written"):
        write(tmp_path / "docs", (ONE,), {})


def _hold(docs, held, done):
    from briefgen.write import _locked

    with _locked(docs, 5):
        held.set()
        done.wait(10)


def test_two_builds_do_not_write_at_once(tmp_path):
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path, held, done))
    other.start()
    try:
        assert held.wait(20)
        with pytest.raises(DocsError, match=r"another build is writing .*: wait until it is done"):
            write(tmp_path, (ONE,), patience=0.1)
    finally:
        done.set()
        other.join()
    assert write(tmp_path, (ONE,)).lines == ("new      index.md",)


def test_a_missing_seeds_folder_writes_nothing(tmp_path):
    with pytest.raises(SeedsError):
        build(tmp_path / "seeds", tmp_path / "docs")
    assert not (tmp_path / "docs").exists()


def test_every_page_and_export_is_made(project):
    paths = [p.path for p in make(brief(Path("seeds"))).pages]
    assert "briefing.json" in paths
    assert len(paths) == len(set(paths))


def test_an_edit_that_cannot_be_read_is_said_before_the_work(project, monkeypatch):
    (project / "seeds/editorial.yml").write_text("[")
    monkeypatch.setattr("briefgen.by_language.parse_each", lambda *_: pytest.fail("parsed first"))
    with pytest.raises(ConfigError, match=r"editorial\.yml"):
        brief(Path("seeds"))
