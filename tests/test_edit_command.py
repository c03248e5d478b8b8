"""`briefgen edit`: checked first, written as a whole or not at all, for scripts as for people."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import editing
from briefgen.build import brief
from briefgen.cli import main
from briefgen.editorial.reading import read_edits
from briefgen.editorial.record import seal


@pytest.fixture(scope="module")
def briefing(started):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(started)
        return brief(Path("seeds"))


@pytest.fixture
def edit(project, briefing, monkeypatch):
    """The command, for a briefing that is made once."""
    monkeypatch.setattr(editing, "brief", lambda *_, **__: briefing)
    monkeypatch.setattr(editing, "of_git", lambda _: None)
    monkeypatch.setattr("briefgen.cli.judging.of_git", lambda _: None)

    def run(*words: str, told: str | None = None, status: int = 0) -> str:
        result = CliRunner().invoke(main, ["edit", *words], input=told)
        assert result.exit_code == status, result.output
        return result.output

    return run


@pytest.fixture
def file(project) -> Path:
    path = project / "seeds/editorial.yml"
    path.unlink(missing_ok=True)
    return path


def edits():
    found, wrong = read_edits(Path("seeds"))
    assert wrong == ()
    return found


def some(briefing, kind: str, at: int = 0):
    return briefing.unedited[kind][at]


def words_of(briefing, at: int = 0) -> tuple[str, str]:
    """Key of a source, and words that stand once in it."""
    article = briefing.articles[at]
    sentence = next(
        s.text
        for s in article.sentences
        if not s.heading and len(s.text) > 40 and article.text.count(s.text) == 1
    )
    return article.key, " ".join(sentence.split())


def test_accept_writes_who_and_the_seal(edit, file, briefing):
    a, b = some(briefing, "positions"), some(briefing, "positions", 1)
    assert edit("accept", a.id, b.id, "--by", "J. Roe") == (
        f"written  editorial.yml: {a.id}\nwritten  editorial.yml: {b.id}\n"
    )
    found = edits().findings
    assert [(f.reviewed, f.seen) for f in found.values()] == [("J. Roe", seal(a)), ("J. Roe", seal(b))]
    first, *_ = file.read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=../docs/editorial.schema.json"


def test_who_it_is_is_asked_of_git(edit, file, briefing, monkeypatch, project):
    one = some(briefing, "positions").id
    edit("accept", one)
    assert edits().findings[one].reviewed == "yes"
    monkeypatch.setattr("briefgen.cli.judging.of_git", lambda _: "Ada Moor")
    edit("accept", one)
    assert edits().findings[one].reviewed == "Ada Moor"
    monkeypatch.undo()
    for command in (["init", "-q"], ["config", "user.name", "Jon  Pell"]):
        subprocess.run(["git", *command], cwd=project, check=True)
    assert editing.of_git(project / "seeds") == "Jon Pell"
    monkeypatch.setenv("PATH", "")
    assert editing.of_git(project) is None


def test_ids_come_from_the_input(edit, file, briefing):
    ids = [f.id for f in briefing.unedited["positions"][:3]]
    edit("accept", "-", told=f"{ids[0]}\n\n  {ids[1]}\n")
    edit("reject", ids[2], "-", "--reason", "not his words", told="")
    assert list(edits().findings) == ids
    assert (edits().findings[ids[2]].hide, edits().findings[ids[2]].reason) == (True, "not his words")
    assert "no ids were given" in edit("accept", "-", told="\n", status=1)


def test_of_several_all_or_none(edit, file, briefing):
    one = some(briefing, "positions").id
    wrong = one[:-1] + ("0" if one[-1] != "0" else "1")
    said = edit("accept", one, wrong, status=1)
    assert said.startswith(f"briefgen: {wrong}: there is no such finding; did you mean {one}")
    assert not file.exists()


def test_an_id_of_several_kinds_asks_for_the_kind(edit, file, briefing, monkeypatch):
    leader = some(briefing, "leaders").id
    monkeypatch.setattr(
        editing.Desk, "__init__", _with(editing.Desk.__init__, ("topics", leader), some(briefing, "topics"))
    )
    assert f"is several findings: write leaders/{leader} or topics/{leader}" in edit(
        "note", leader, "x", status=1
    )
    assert not file.exists()
    edit("note", f"leaders/{leader}", "x")
    assert list(edits().findings) == [f"leaders/{leader}"]


def _with(begin, place, finding):
    def init(self, *given):
        begin(self, *given)
        self._found[place] = finding

    return init


def test_set_unset_and_note(edit, file, briefing):
    one = some(briefing, "positions").id
    leader, other = (f.id for f in briefing.findings["leaders"][:2])
    edit(
        "set", one, "stance=demands", "negated=no", f"holder={leader}", f"holder={other}", "pin=true",
        "title=2025",
    )  # fmt: skip
    edit("note", f"positions/{one}", "See: the transcript.")
    found = edits().findings[one]
    assert (found.stance, found.negated, found.holder) == ("demands", False, (leader, other))
    assert (found.pin, found.title, found.note) == (True, "2025", "See: the transcript.")
    edit("set", one, "holder=")
    edit("unset", one, "stance", "pin")
    found = edits().findings[one]
    assert (found.holder, found.stance, found.pin, found.title) == ((), None, False, "2025")
    assert f"{one} has no stance: it has negated, holder, title, note" in edit(
        "unset", one, "stance", status=1
    )


@pytest.mark.parametrize(
    "given, said",
    [
        (["stanse=agrees"], "'stanse' is not known; did you mean stance?"),
        (["stance=agree"], "stance: 'agree' is not known; did you mean agrees?"),
        (["pin=maybe"], "pin must be true or false, as `pin: true`"),
        (["pin"], "expected FIELD=VALUE, as pin=true"),
        (["title="], "title is empty; to say it no more, use briefgen edit unset"),
        (["title=a", "title=b"], "title is given twice"),
        (["answered=nothing"], "'nothing' is no quote"),
        (["answered=Q: nothing"], "Q: there is no such source"),
        (["split=[{"], "split can't be '[{'"),
        (["merge=nobody-at-all"], "nobody-at-all: there is no such finding"),
        ([], "expected FIELD=VALUE"),
    ],
)
def test_what_is_wrong_is_said_and_not_written(edit, file, briefing, given, said):
    assert said in edit("set", some(briefing, "open_issues").id, *given, status=1)
    assert not file.exists()


def test_quotes_are_found_before_they_are_written(edit, file, briefing):
    issue = some(briefing, "open_issues").id
    key, words = words_of(briefing)
    said = edit("set", issue, f"answered={key}: {words[:-12]} otherwise", status=1)
    assert f"does not stand there; the nearest is {key}" in said and words[:40] in said
    assert not file.exists()
    edit("set", issue, f"answered={key}: {words}")
    assert edits().findings[issue].answered.words == words
    edit("unset", issue, "answered")
    edit("set", issue, "overtaken=true")
    assert edits().findings[issue].overtaken is True


def test_findings_of_ones_own(edit, file, briefing):
    (a, one), (b, two) = words_of(briefing), words_of(briefing, 1)
    edit("add", "position", "holder=Mara Quill", "stance=demands", "--quote", f"{a}: {one}")
    edit("add", "fact", "--quote", f"{a}: commit to a second pier", "--quote", f"{b}: pay for a second pier")
    sides = ("--side", f"nine = {a}: {one}", "--side", f"{b}: {two}")
    told = json.loads(edit("add", "disagreement", "kind=quantity", "title=How many", *sides, "--json"))
    assert told["disagreement"]["sides"] == [{"label": "nine", "quote": {a: one}}, {"quote": {b: two}}]
    position, fact, disagreement = edits().added
    assert (position.what, position.holder, position.quotes[0].words) == ("position", ("Mara Quill",), one)
    assert [q.source for q in fact.quotes] == [a, b]
    assert [(label, quotes[0].words) for label, quotes in disagreement.sides] == [("nine", one), (None, two)]
    before = file.read_bytes()
    assert "does not stand there" in edit("add", "fact", "--quote", f"{a}: zzz {one}", status=1)
    assert "add: date: has no when" in edit("add", "date", "--quote", f"{a}: {one}", status=1)
    assert "rests on nothing" in edit("add", "position", "stance=demands", status=1)
    assert "expected what is said of it" in edit("add", "position", status=1)
    assert "'wen' is not known; did you mean when?" in edit("add", "date", "wen=2025", status=1)
    assert file.read_bytes() == before


def test_relink_keeps_what_is_said(edit, file, briefing):
    one = some(briefing, "positions").id
    file.write_text("# ours\nlong-gone-123456: {note: x}  # why\n", encoding="utf-8")
    assert "nothing is said of long-gone-123457; did you mean long-gone-123456?" in edit(
        "relink", "long-gone-123457", one, status=1
    )
    assert "there is no such finding" in edit("relink", "long-gone-123456", "nowhere", status=1)
    edit("relink", "long-gone-123456", one)
    assert file.read_text(encoding="utf-8") == f"# ours\n{one}: {{note: x}}  # why\n"
    edit("unset", one, "note")
    assert file.read_text(encoding="utf-8") == "# ours\n"


def test_relink_to_one_that_is_only_checked(edit, file, briefing):
    one = some(briefing, "positions").id
    file.write_text(f"{one}:\n  reviewed: J. Roe\nlong-gone-123456:\n  note: x\n", encoding="utf-8")
    edit("relink", "long-gone-123456", one)
    assert file.read_text(encoding="utf-8") == f"{one}:\n  note: x\n"
    file.write_text(f"{one}:\n  pin: true\nlong-gone-123456:\n  note: x\n", encoding="utf-8")
    assert "something is said of" in edit("relink", "long-gone-123456", one, status=1)


def test_what_a_build_would_leave_out_is_not_written(edit, file, briefing):
    one = some(briefing, "positions").id
    said = edit("set", one, "holder=Nobody At All", status=1)
    assert said.startswith("briefgen: editorial.yml: ") and said.endswith("; nothing was written\n")
    assert not file.exists()


def test_what_is_no_longer_found_can_be_taken_out(edit, file):
    file.write_text("long-gone-123456: {note: x, pin: true}\n", encoding="utf-8")
    edit("unset", "long-gone-123456", "note")
    assert file.read_text(encoding="utf-8") == "long-gone-123456: {pin: true}\n"


def test_show_has_passages_and_entry(edit, file, briefing):
    one = some(briefing, "positions")
    edit("note", one.id, "Ours.")
    shown = edit("show", one.id)
    assert shown.startswith(f"positions/{one.id}\n  {one.title}\n")
    assert " ".join(one.citations[0].quote.split()) in shown and "editorial.yml: note: Ours." in shown
    record = json.loads(edit("show", one.id, "--json"))
    assert (record["kind"], record["entry"], record["shown"]) == ("positions", {"note": "Ours."}, True)
    assert len(record["passages"]) == len(one.citations)
    told = json.loads(edit("accept", one.id, "--json"))
    assert told == [{"kind": "positions", "id": one.id, "name": one.id,
                     "entry": {"note": "Ours.", "reviewed": True, "seen": seal(one)}}]  # fmt: skip


def test_alone_it_says_what_it_can_do(edit):
    said = edit()
    assert all(
        f"  {name} " in said for name in ("accept", "reject", "set", "unset", "note", "add", "relink", "show")
    )


def test_a_damaged_file_is_told_and_stays(edit, file, briefing):
    file.write_bytes(b"p1:\n  title: one: two\n")
    said = edit("accept", some(briefing, "positions").id, status=1)
    assert said.startswith(
        "briefgen: editorial.yml:2: not valid YAML: mapping values are not allowed here; put"
    )
    assert file.read_bytes() == b"p1:\n  title: one: two\n"


def test_with_a_real_build(project, briefgen):
    kept = json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))["positions"][0]["id"]
    assert briefgen("edit", "reject", kept, "--reason", "not said").exit_code == 0
    assert briefgen("build").exit_code == 0
    now = json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))["positions"]
    assert kept not in [p["id"] for p in now]
    assert (project / "docs/editorial.schema.json").is_file()
    assert '"shown": false' in briefgen("edit", "show", kept, "--json").output
