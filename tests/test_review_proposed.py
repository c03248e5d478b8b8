"""What a model proposes, in review: asked like every finding, decided by a person, marked as what it is."""

from __future__ import annotations

import json
import pickle
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import editing
from briefgen.build import brief, build
from briefgen.check import check
from briefgen.cli import main
from briefgen.editorial.reading import read_edits
from briefgen.editorial.record import Edits, Quote
from briefgen.editorial.writing import editing as writing
from briefgen.errors import SeedsError
from briefgen.exports import EXPORTS
from briefgen.grouping import move, propose_folders, read_pile
from briefgen.pages import wording
from briefgen.paper import document
from briefgen.proposals.accepting import enter
from briefgen.proposals.kept import changing, decide, read_kept
from briefgen.proposals.reconsidered import reconsider
from briefgen.proposals.record import FILE, Kept, Origin, Proposal
from briefgen.review.ledger import Ledger, Refused, Step
from briefgen.review.queue import queue
from briefgen.review.reviewing import prepare

pytest.importorskip("termios")
from terminals import Terminal

ARTICLES = {
    "harbour.txt": """\
The pier at Torr stays shut

TORR (Coast Wire) — Harbour master Mara Quill said on Monday that the pier at Torr was not safe.

The gate failed on 3 March, the harbour board said. The board's chairman, Piers Lowther, wants a second pier.

Its decision to reopen the ferry drew criticism from the fishermen's union.

Nobody has found the papers of the builder. Quill became mayor of Torr in May.
""",
    "line.txt": """\
Ferry line rejects blame for Torr accident

TORR (Island Post) — Twelve people were injured when the gate gave way on March 4, 2025, the ferry line said.

The line's spokeswoman, Ines Hale, said the pier was sound.
""",
}
ORIGIN = Origin(model="qwen3:8b", date="2026-12-01", prompt="1").said
HOSTILE = "q</small><script>*x* {{ 7*7 }} [A1][] | ${PATH}`#"
POSITION, ROLE, ISSUE, DISPUTE, STALE = (f"{n}" * 10 for n in "12345")
MARK = "proposed by qwen3:8b (2026-12-01), accepted by J. Roe"


def mark(articles, words: str) -> str:
    (found,) = (f"{a.key}{s.id[1:]}" for a in articles for s in a.sentences if words in s.text)
    return found


def proposals(articles, origin: str = ORIGIN) -> tuple[Kept, ...]:
    """One of each kind, and one that the gate lets through no more."""

    def quote(words):
        return Quote(source=mark(articles, words), words=words)

    told = {
        POSITION: Proposal(what="position", quotes=(quote("wants a second pier"),), holder="Piers Lowther",
                           stance="demands"),
        ROLE: Proposal(what="role", quotes=(quote("mayor of Torr"),), holder="Mara Quill"),
        ISSUE: Proposal(what="open_issue", quotes=(quote("Nobody has found the papers of the builder"),),
                        kind="unknown"),
        DISPUTE: Proposal(what="disagreement", kind="contested", question="Was the pier safe?",
                          quotes=(quote("the pier at Torr was not safe"), quote("the pier was sound"))),
        STALE: Proposal(what="open_issue", quotes=(Quote(source="A99", words="it is open"),), kind="unknown"),
    }  # fmt: skip
    return tuple(Kept(id=id_, proposal=said, origin=origin) for id_, said in told.items())


@pytest.fixture(scope="module")
def event(tmp_path_factory):
    """The articles as a briefing. Not to be changed."""
    seeds = tmp_path_factory.mktemp("torr") / "seeds"
    seeds.mkdir()
    for name, said in ARTICLES.items():
        (seeds / name).write_text(said, encoding="utf-8")
    return seeds, brief(seeds, project=seeds.parent)


@pytest.fixture
def seeds(event, tmp_path) -> Path:
    """A folder of them with proposals."""
    shutil.copytree(event[0], tmp_path / "seeds")
    put(tmp_path / "seeds", proposals(event[1].articles))
    return tmp_path / "seeds"


def put(seeds: Path, kept) -> None:
    with changing(seeds) as held:
        held |= {k.id: k for k in kept}


def states(seeds: Path) -> dict[str, tuple[str, str | None]]:
    return {k.id: (k.state, k.reason) for k in read_kept(seeds)}


def file_of(seeds: Path) -> str:
    path = seeds / "editorial.yml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


# -- the queue


def test_proposals_come_before_the_front_page_the_likeliest_useful_first(event, seeds):
    briefing = event[1]
    found = reconsider(briefing, read_kept(seeds))
    assert [id_ for id_, _ in found.refused] == [STALE]
    items = queue(briefing, Edits(), proposals=found.open)
    assert [item.id for item in items[:4]] == [DISPUTE, ISSUE, POSITION, ROLE]
    assert {item.state for item in items[:4]} == {"proposed"}
    assert "proposed" not in {item.state for item in items[4:]}
    dispute, issue, position, role = items[:4]
    assert dispute.kind == "disagreements"
    assert dispute.statement == "Was the pier safe?: the pier at Torr was not safe / the pier was sound"
    assert [(p.label, p.sentence[slice(*p.spans[0])]) for p in dispute.passages] == [
        (words, words) for words in ("the pier at Torr was not safe", "the pier was sound")
    ]
    assert (issue.kind, issue.stance) == ("open_issues", "unknown")
    assert issue.passages[0].after == "Quill became mayor of Torr in May."
    assert (position.holder, position.stance) == ("Piers Lowther", "demands")
    assert position.statement == "Piers Lowther: “wants a second pier”"
    assert (role.kind, role.statement) == ("leaders", "Mara Quill: mayor of Torr")
    assert role.as_json()["origin"] == ORIGIN


def test_without_open_ones_nothing_is_analysed(event, seeds, monkeypatch):
    monkeypatch.setattr("briefgen.proposals.reconsidered.analyse", None)
    for k in read_kept(seeds):
        decide(seeds, k.id, "rejected")
    assert reconsider(event[1], read_kept(seeds)).open == ()


def test_the_list_has_them_and_says_how_many_are_passed_over(seeds, briefgen, monkeypatch):
    monkeypatch.chdir(seeds.parent)
    result = briefgen("review", "--json")
    assert result.exit_code == 0, result.output
    assert f"{FILE}: 1 proposal passed over" in result.stderr
    found = json.loads(result.stdout)
    assert [(x["name"], x["state"], x["origin"]) for x in found["items"][:1]] == [
        (f"proposals/{DISPUTE}", "proposed", ORIGIN)
    ]
    before = found["of"]
    (seeds / FILE).unlink()
    review = prepare(seeds, seeds.parent / "docs")
    assert (review.of, review.passed_over) == (before, ""), "statements are counted without proposals"


def test_a_damaged_file_is_told_at_once(seeds, briefgen, monkeypatch):
    monkeypatch.chdir(seeds.parent)
    (seeds / FILE).write_text("abc: [", encoding="utf-8")
    result = briefgen("review", "--list")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {FILE}") or FILE in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert (seeds / FILE).read_text(encoding="utf-8") == "abc: ["


def test_a_role_of_somebody_whom_the_analyst_added_is_not_asked(event, seeds):
    briefing = event[1]
    own = {**briefing.unedited, "leaders": ()}
    found = reconsider(replace(briefing, unedited=own), read_kept(seeds))
    assert ROLE in [id_ for id_, _ in found.refused]


# -- at the terminal

SESSION = """
import pickle, sys
from pathlib import Path
from briefgen.review.ledger import Ledger
from briefgen.review.session import Session
from briefgen.review.terminal import Terminal
briefing, items = pickle.loads(Path(sys.argv[1]).read_bytes())
session = Session(briefing, items, Ledger(Path("seeds")), "J. Roe", Terminal())
status = session.run()
print("decided:", len(session.decided))
sys.exit(status)
"""
FOOT = "q quit"


@pytest.fixture
def begin(event, seeds):
    opened = []

    def start(origin: str = ORIGIN, **environment: str) -> Terminal:
        briefing = event[1]
        if origin != ORIGIN:
            put(seeds, proposals(briefing.articles, origin))
        open_ = reconsider(briefing, read_kept(seeds)).open
        found = queue(briefing, read_edits(seeds)[0], proposals=open_)
        plain = replace(briefing, findings=dict(briefing.findings), unedited=dict(briefing.unedited))
        kept = seeds.parent / "session.pickle"
        kept.write_bytes(pickle.dumps((plain, found)))
        terminal = Terminal([sys.executable, "-c", SESSION, str(kept)], seeds.parent, 100, 30, **environment)
        opened.append(terminal)
        terminal.until("1 of")
        terminal.until(FOOT)
        return terminal

    yield start
    for terminal in opened:
        terminal.__exit__()


def do(terminal: Terminal, keys: str, *shown: str) -> str:
    terminal.send(keys)
    return "".join(terminal.until(text) for text in (*shown, FOOT))


def quit_(terminal: Terminal) -> None:
    terminal.send("q")
    assert terminal.end() == 0


def test_all_of_them_are_accepted_into_the_file(begin, seeds):
    terminal = begin()
    assert "proposed by qwen3:8b (2026-12-01), not checked by anybody" in terminal.text
    for n in range(2, 6):
        do(terminal, "a", f"{n} of", "accepted: ")
    quit_(terminal)
    edits, wrong = read_edits(seeds)
    assert wrong == ()
    assert {(a.what, a.proposed, a.reviewed) for a in edits.added} == {
        (what, ORIGIN, "J. Roe") for what in ("disagreement", "open_issue", "position")
    }
    assert (edits.findings["mara-quill"].role, edits.findings["mara-quill"].proposed) == (
        "mayor of Torr", ORIGIN,
    )  # fmt: skip
    assert states(seeds) == {
        **dict.fromkeys((DISPUTE, ISSUE, POSITION, ROLE), ("accepted", None)), STALE: ("open", None),
    }  # fmt: skip


def test_undo_takes_both_files_back_to_the_byte(begin, seeds):
    (seeds / "editorial.yml").write_text("# Mine.\nmara-quill:  # she\n  note: Ask.\n", encoding="utf-8")
    terminal = begin()
    before = {name: (seeds / name).read_bytes() for name in ("editorial.yml", FILE)}
    do(terminal, "a", "2 of", "accepted: ")
    terminal.send("r")
    terminal.until("2 not what the source says")
    do(terminal, "2", "3 of", "rejected: ")
    do(terminal, "j", "4 of")
    do(terminal, "a", "5 of", "accepted: ")
    assert states(seeds)[ISSUE] == ("rejected", "not what the source says")
    do(terminal, "u", "4 of", "undone: ")
    do(terminal, "u", "2 of", "undone: ")
    assert states(seeds)[ISSUE] == ("open", None)
    do(terminal, "u", "1 of", "undone: ")
    assert {name: (seeds / name).read_bytes() for name in before} == before
    quit_(terminal)


def test_a_file_that_was_not_there_is_gone_again(begin, seeds):
    terminal = begin()
    do(terminal, "a", "2 of")
    assert file_of(seeds)
    do(terminal, "u", "1 of", "undone: ")
    assert not (seeds / "editorial.yml").exists()
    quit_(terminal)


def test_what_is_rejected_does_not_come_back(begin, seeds):
    terminal = begin()
    terminal.send("r")
    terminal.until("0 without a reason")
    do(terminal, "0", "2 of", "rejected: ")
    quit_(terminal)
    again = begin()
    assert "Was the pier safe?" not in again.text
    quit_(again)
    assert file_of(seeds) == ""


def test_what_is_edited_is_accepted_as_it_was_edited(begin, seeds):
    terminal = begin(EDITOR="sed -i 's/title: .*/title: How safe the pier was/; s/J. Roe//'")
    do(terminal, "e", "2 of", "accepted: ")
    quit_(terminal)
    ((added,), _) = (read_edits(seeds)[0].added, None)
    assert (added.title, added.proposed, added.reviewed) == (
        "How safe the pier was", f"{ORIGIN}, edited", "J. Roe",
    )  # fmt: skip


def test_what_an_editor_spoils_is_told_and_not_written(begin, seeds):
    terminal = begin(EDITOR="sed -i 's/was sound/was solid/'")
    do(terminal, "e", "does not stand there")
    assert file_of(seeds) == ""
    assert states(seeds)[DISPUTE] == ("open", None)
    quit_(terminal)


def test_keys_that_set_something_say_how(begin):
    terminal = begin()
    for key in "hskt":
        do(terminal, key, "with e; that accepts it")
    quit_(terminal)


def test_what_another_decided_meanwhile_stays(begin, seeds):
    terminal = begin()
    decide(seeds, DISPUTE, "rejected", "said twice")
    do(terminal, "a", "is rejected already")
    assert file_of(seeds) == ""
    do(terminal, "j", "2 of")
    do(terminal, "a", "3 of", "accepted: ")
    (seeds / "editorial.yml").write_text(file_of(seeds) + "# later\n", encoding="utf-8")
    do(terminal, "u", "take out of it what was added")
    assert states(seeds)[ISSUE] == ("accepted", None), "neither file is changed alone"
    quit_(terminal)


def test_a_role_of_the_analysts_is_not_written_over(begin, seeds):
    (seeds / "editorial.yml").write_text("mara-quill:\n  role: Harbour master\n", encoding="utf-8")
    terminal = begin()
    do(terminal, "jjj", "4 of")
    do(terminal, "a", "has a role of yours already")
    assert file_of(seeds) == "mara-quill:\n  role: Harbour master\n"
    assert states(seeds)[ROLE] == ("open", None)
    quit_(terminal)


def test_a_model_cannot_steer_the_terminal(begin):
    terminal = begin(origin="bad\x1b]0;x\x07model\x1b[2J, 2026-12-01, prompt 1")
    do(terminal, "j", "2 of")
    assert "\x1b]0;x" not in terminal.raw
    assert "\x1b[2Jmodel" not in terminal.raw and "model\x1b[2J" not in terminal.raw
    quit_(terminal)


# -- without asking


@pytest.fixture
def edit(event, seeds, monkeypatch):
    monkeypatch.chdir(seeds.parent)
    monkeypatch.setattr(editing, "brief", lambda *_, **__: event[1])
    monkeypatch.setattr("briefgen.cli.judging.of_git", lambda _: None)

    def run(*words: str, status: int = 0) -> str:
        result = CliRunner().invoke(main, ["edit", *words])
        assert result.exit_code == status, result.output
        return result.output

    return run


def test_edit_takes_their_ids_beside_those_of_findings(event, edit, seeds):
    one = event[1].unedited["positions"][0].id
    told = edit("accept", one, DISPUTE, f"proposals/{ROLE}", "--by", "J. Roe")
    assert f"written  {FILE}: {DISPUTE}: accepted" in told
    assert f"written  editorial.yml: {one}" in told
    edits, _ = read_edits(seeds)
    assert [a.what for a in edits.added] == ["disagreement"]
    assert {one, "mara-quill"} == {*edits.findings}
    assert {id_ for id_, (state, _) in states(seeds).items() if state == "accepted"} == {DISPUTE, ROLE}
    assert f"{DISPUTE} is accepted already" in edit("reject", DISPUTE, "--reason", "no", status=1)
    (said,) = json.loads(edit("reject", ISSUE, "--reason", "said twice", "--json"))
    assert (said["name"], said["state"]) == (f"proposals/{ISSUE}", "rejected")
    assert states(seeds)[ISSUE] == ("rejected", "said twice")


@pytest.mark.parametrize("wrong", ["proposals/none", "ffffffffff", STALE, "no-such-finding"])
def test_of_several_all_or_none(event, edit, seeds, wrong):
    before = (seeds / FILE).read_bytes()
    one = event[1].unedited["positions"][0].id
    for words in (("accept", one, POSITION, wrong), ("reject", one, POSITION, wrong, "--reason", "no")):
        if words[0] == "reject" and wrong == STALE:
            continue  # what no longer passes may be rejected
        told = edit(*words, status=1)
        assert len(told.strip().splitlines()) == 1
        assert file_of(seeds) == ""
        assert (seeds / FILE).read_bytes() == before


# -- what a build makes of it


def pages_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_build_is_the_same_with_proposals_and_without(event, tmp_path):
    made = []
    for name in ("with", "without"):
        shutil.copytree(event[0], tmp_path / name / "seeds")
        if name == "with":
            put(tmp_path / name / "seeds", proposals(event[1].articles))
        report = build(tmp_path / name / "seeds", tmp_path / name / "docs", project=tmp_path / name)
        assert not [p for p in report.problems if "proposals" in p.what]
        assert check(tmp_path / name / "seeds", tmp_path / name / "docs", project=tmp_path / name).wrong == ()
        made.append(pages_of(tmp_path / name / "docs"))
    assert made[0] == made[1]


@pytest.fixture(scope="module")
def accepted(event, tmp_path_factory):
    """A build with all of them accepted: folder and report; and of a model with an evil name."""
    done = {}
    for name, origin in (("plain", ORIGIN), ("hostile", f"{HOSTILE}, 2026-12-01, prompt 1")):
        folder = tmp_path_factory.mktemp(name)
        shutil.copytree(event[0], folder / "seeds")
        put(folder / "seeds", proposals(event[1].articles, origin))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(editing, "brief", lambda *_, **__: event[1])
            desk = editing.prepare(folder / "seeds", folder / "docs")
            desk.accept([DISPUTE, ISSUE, POSITION, ROLE], "J. Roe")
        done[name] = folder, build(folder / "seeds", folder / "docs", project=folder)
    return done


PAGES = {
    "positions.md": "wants a second pier” [A4]", "open-issues.md": "papers of the builder",
    "disagreements.md": "Was the pier safe?",
}  # fmt: skip


def text_of(folder: Path, path: str) -> str:
    return (folder / "docs" / path).read_text(encoding="utf-8")


def entry(text: str, words: str) -> str:
    (found,) = (e for e in re.split(r"\n(?=#+ )", text)[1:] if words in e.partition('<div class="ref')[0])
    return found


def test_pages_say_what_proposed_it_and_who_accepted_it(accepted):
    folder, report = accepted["plain"]
    assert not [p for p in report.problems if p.what.startswith("editorial.yml")]
    for path, words in PAGES.items():
        said = entry((folder / "docs" / path).read_text(encoding="utf-8"), words)
        assert f"{MARK[0].upper()}{MARK[1:]}\n{{ .by-analyst }}" in said, path
        assert "added by the analyst" not in said
        assert "checked by" not in said
    quill = (folder / "docs/leaders/mara-quill.md").read_text(encoding="utf-8")
    assert "Role proposed by qwen3:8b (2026-12-01), accepted by the analyst" in quill
    assert "Corrected by the analyst" not in quill
    dispute = entry((folder / "docs/disagreements.md").read_text(encoding="utf-8"), "Was the pier safe?")
    assert f'"Why is this here?"\n    {MARK[0].upper()}{MARK[1:]}.' in dispute
    for path in ("index.md", "brief.md"):
        text = (folder / "docs" / path).read_text(encoding="utf-8")
        assert "added by the analyst" not in text
        (line,) = (x for x in text.splitlines() if x.startswith("- “Nobody has found"))
        assert f"<small>{MARK}</small>" in line, path
    assert (
        f"Was the pier safe?](disagreements.md#was-the-pier-safe-6aa93f)** <small>{MARK}</small>"
        in text_of(folder, "index.md")
    )
    assert "<small></small>" not in "".join(
        path.read_text(encoding="utf-8") for path in (folder / "docs").rglob("*.md")
    )


def test_the_record_paper_and_bundles_say_it_too(accepted):
    folder, report = accepted["plain"]
    record = json.loads((folder / "docs/briefing.json").read_text(encoding="utf-8"))
    (issue,) = (x for x in record["open_issues"] if "papers of the builder" in x["title"])
    assert issue["rule"] == f"editorial/open-issue; proposed by {ORIGIN}"
    briefing = report.briefing
    said = json.dumps(document(briefing, ("leaders", "positions", "open-issues", "disagreements")),
                      ensure_ascii=False, default=list)  # fmt: skip
    assert said.count(MARK) >= 3
    summary = document(briefing, ("summary",))["parts"]["summary"]
    assert summary["disputed"][0]["sides"][-1] == [{"q": MARK}]
    assert {"q": MARK} in summary["open"][0]
    assert "role proposed by qwen3:8b (2026-12-01), accepted by the analyst" in said
    for name in ("markdown", "obsidian"):
        files = next(e for e in EXPORTS if name == e.NAME).export(briefing)
        assert MARK in "\n".join(f.text for f in files)


def test_the_name_of_a_model_is_no_markup(accepted):
    folder, report = accepted["hostile"]
    paths = [*(folder / "docs").rglob("*.md")]
    marked = [path for path in paths if "accepted by J. Roe" in path.read_text(encoding="utf-8")]
    assert len(marked) > 3
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for part in ("</small><script", "*x*", "{{", "[A1][] |", "q<"):
            assert part not in text, path
    assert not [p for p in report.problems if p.severity]


def test_an_accepted_one_whose_source_was_changed_is_reported_as_every_addition(accepted, tmp_path):
    shutil.copytree(accepted["plain"][0], tmp_path / "later")
    path = tmp_path / "later/seeds/line.txt"
    path.write_text(
        path.read_text(encoding="utf-8").replace("was sound", "would stay open"), encoding="utf-8"
    )
    report = build(tmp_path / "later/seeds", tmp_path / "later/docs", project=tmp_path / "later")
    (told,) = (p for p in report.problems if "add: disagreement" in p.what)
    assert "does not stand there" in told.what
    assert told.severity


def test_proposed_is_said_of_leaders_only_and_of_what_is_added(event, seeds):
    one = event[1].unedited["positions"][0].id
    (seeds / "editorial.yml").write_text(f"{one}:\n  proposed: a model\n", encoding="utf-8")
    briefing = brief(seeds, project=seeds.parent)
    (told,) = (p.what for p in briefing.problems if "proposed" in p.what)
    assert told.endswith("proposed is said of leaders only")


def test_where_the_state_can_not_be_written_the_entry_is_taken_back(event, seeds, monkeypatch):
    (seeds / "editorial.yml").write_text("# Mine.\n", encoding="utf-8")
    (one, *_) = reconsider(event[1], read_kept(seeds)).open
    step = Step(at=0, name="x", before=None, after=None, proposal=one.kept.id, added="disagreement")

    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("briefgen.proposals.kept.replace_file", full)
    with pytest.raises(Refused, match="No space left"):
        Ledger(seeds).accept(step, one.passed.entries, event[1], ORIGIN, "J. Roe")
    assert file_of(seeds) == "# Mine.\n"


def test_group_moves_nothing_while_there_are_proposals(seeds):
    pile = read_pile(seeds)
    with pytest.raises(SeedsError, match=re.escape(f"{FILE} has proposals for the one briefing")):
        move(seeds, pile, propose_folders(seeds, pile))


def test_whom_two_proposals_bring_in_is_added_once(event, seeds):
    union = ("leader", {"name": "fishermen's union", "kind": "group", "quote": {"A": "fishermen's union"}})
    told = ("drew criticism from the fishermen's union", "wants a second pier")
    for words in told:
        held = ("position", {"quote": {"A": words}, "holder": "fishermen's union", "stance": "criticises"})
        with writing(seeds) as doc:
            enter(doc, (union, held), event[1], ORIGIN, None)
    edits, _ = read_edits(seeds)
    assert [a.what for a in edits.added] == ["leader", "position", "position"]
    assert {a.reviewed for a in edits.added} == {"yes"}
    found = brief(seeds, project=seeds.parent)
    assert not [p for p in found.problems if p.severity and "editorial" in p.what]
    own = [f for f in found.findings["positions"] if f.by_hand]
    assert [f.holders for f in own] == [("fishermen-s-union",)] * 2
    assert wording.by_analyst(own[0]) == "proposed by qwen3:8b (2026-12-01), accepted by the analyst"


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        (ORIGIN, "qwen3:8b (2026-12-01)"),
        ("a, b, 2026-12-01, prompt 1, 2026-12-02, prompt 2", "a, b, 2026-12-01, prompt 1 (2026-12-02)"),
        ("by hand\n# x", "by hand # x"),
        (f"{'m' * 300}, 2026-12-01, prompt 1", f"{'m' * 79}… (2026-12-01)"),
    ],
)
def test_an_origin_for_a_reader(origin, said):
    assert wording.proposer(origin) == said
