"""`briefgen review` in a pseudo-terminal: keys go in, editorial.yml comes out."""

from __future__ import annotations

import json
import pickle
import re
import shutil
import signal
import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from briefgen.editorial.reading import read_edits
from briefgen.editorial.record import Edits
from briefgen.editorial.writing import editing
from briefgen.findings.leaders import Leader
from briefgen.findings.positions import Position
from briefgen.model import Article, Briefing, Lost, Sentence
from briefgen.review import ledger as ledgers
from briefgen.review.ledger import Ledger, Refused, Step
from briefgen.review.queue import queue

pytest.importorskip("termios")
from terminals import Terminal

from briefgen.locks import locked

SESSION = """
import pickle, sys
from pathlib import Path
from briefgen.review.ledger import Ledger
from briefgen.review.session import Session
from briefgen.review.terminal import Terminal
briefing, items = pickle.loads(Path(sys.argv[1]).read_bytes())
session = Session(briefing, items, Ledger(Path()), "J. Roe", Terminal())
status = session.run()
print("decided:", len(session.decided))
sys.exit(status)
"""
"""The session of a briefing that was made already: the same as the command without its build."""
BEGUN = """\
# Begun by J. Roe.
elena-marsh:  # he asked for it
  note: Ask again.   # in May

# The last line.
"""
FOOT = "q quit"


@pytest.fixture(scope="module")
def items(derailment):
    return queue(derailment, Edits())


@pytest.fixture
def begin(derailment, tmp_path):
    """A session over the invented event, in a terminal of its own."""
    opened = []

    def start(briefing=derailment, at=0, columns=80, rows=24, **environment: str) -> Terminal:
        found = queue(briefing, read_edits(tmp_path)[0])
        plain = replace(briefing, findings=dict(briefing.findings), unedited=dict(briefing.unedited))
        kept = tmp_path.parent / f"{tmp_path.name}.pickle"
        kept.write_bytes(pickle.dumps((plain, found)))
        command = [sys.executable, "-c", SESSION, str(kept)]
        terminal = Terminal(command, tmp_path, columns, rows, **environment)
        opened.append(terminal)
        terminal.until("1 of")
        terminal.until("quit")
        if at:
            terminal.send("j" * at)
            terminal.until(f"{at + 1} of {len(found)}")
            terminal.until("quit")
        return terminal

    yield start
    for terminal in opened:
        terminal.__exit__()


def place(items, start: str) -> int:
    (at,) = (n for n, item in enumerate(items) if item.id.startswith(start))
    return at


def file_of(folder: Path) -> str:
    path = folder / "editorial.yml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def entries(folder: Path):
    return dict(read_edits(folder)[0].findings)


def do(terminal: Terminal, keys: str, *shown: str) -> str:
    """Press keys, and wait for what is to come."""
    terminal.send(keys)
    return "".join(terminal.until(text) for text in (*shown, FOOT))


# -- the command as it is


def test_a_review_from_its_beginning_to_its_end(tmp_path, items):
    shutil.copytree(Path(__file__).parent / "golden/seeds", tmp_path / "seeds")
    (tmp_path / "seeds/editorial.yml").write_text(BEGUN, encoding="utf-8")
    command = [sys.executable, "-m", "briefgen", "review", "--by", "J. Roe"]
    drexler = place(items, "paul-drexler-against")
    with Terminal(command, tmp_path) as terminal:
        terminal.until("seeds/editorial.yml: 0 of 75 statements checked, 110 to decide")
        terminal.until("1 of 110")
        terminal.until(FOOT)
        do(terminal, "a", "2 of 110", "accepted: ")
        do(terminal, "j", "3 of 110")
        terminal.send("r")
        terminal.until("2 not what the source says")
        do(terminal, "2", "4 of 110", "rejected: ")
        do(terminal, "j" * (drexler - 3), f"{drexler + 1} of 110")
        terminal.send("h")
        terminal.until("Who (number")
        terminal.send("fin")
        terminal.until("1 Dolores Finch")
        do(terminal, "1", f"{drexler + 2} of 110", "corrected: ")
        terminal.send("s")
        terminal.until("Stance (number")
        do(terminal, "2", f"{drexler + 3} of 110")
        do(terminal, "u", f"{drexler + 2} of 110", "undone: ")
        terminal.send("q")
        assert terminal.end() == 0
        assert "2 of 74 statements checked, 107 left to decide\nNext: briefgen build" in terminal.text
    first, third, held = items[0], items[2], items[drexler]
    assert file_of(tmp_path / "seeds") == (
        f"{BEGUN}\n{first.id}:\n  reviewed: J. Roe\n  seen: {first.seal}\n"
        f"{third.id}:\n  hide: not what the source says\n  reviewed: J. Roe\n  seen: {third.seal}\n"
        f"{held.id}:\n  reviewed: J. Roe\n  seen: {held.seal}\n  holder: dolores-finch\n"
    )


def test_through_a_pipe_it_lists_and_asks_nothing(project, briefgen):
    listed = briefgen("review", "--list")
    assert listed.exit_code == 0
    lines = [line.split("\t") for line in listed.stdout.splitlines()]
    assert {len(line) for line in lines} == {4}
    told = json.loads(briefgen("review", "--json").stdout)
    assert [(i["name"], i["kind"], i["state"]) for i in told["items"]] == [tuple(x[:3]) for x in lines]
    assert (told["file"], told["checked"]) == ("seeds/editorial.yml", 0)
    assert "seeds/editorial.yml: 0 of " in listed.stderr
    assert not (project / "seeds/editorial.yml").exists()


def test_without_a_terminal_it_says_what_to_do(project, briefgen):
    refused = briefgen("review")
    assert refused.exit_code == 1
    assert refused.stderr == (
        "briefgen: review asks at a terminal, and this is none: use --list or --json, and briefgen edit to "
        "decide\n"
    )


def test_a_damaged_file_is_told_before_anything_is_asked(project, briefgen):
    (project / "seeds/editorial.yml").write_text("a:\n  hide: [\n", encoding="utf-8")
    refused = briefgen("review", "--list")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("briefgen: editorial.yml") and refused.stderr.count("\n") == 1


# -- decisions


def test_undo_goes_back_step_by_step_to_the_very_bytes(begin, tmp_path):
    (tmp_path / "editorial.yml").write_text(BEGUN, encoding="utf-8")
    terminal = begin()
    do(terminal, "a", "2 of")
    once = file_of(tmp_path)
    terminal.send("r")
    terminal.until("0 without a reason")
    do(terminal, "0", "3 of")
    do(terminal, "a", "4 of")
    do(terminal, "u", "3 of", "undone")
    do(terminal, "u", "2 of", "undone")
    assert file_of(tmp_path) == once
    do(terminal, "u", "1 of", "undone")
    assert file_of(tmp_path) == BEGUN
    do(terminal, "u", "1 of", "nothing to undo")
    terminal.send("q")
    assert terminal.end() == 0


def test_a_file_that_was_not_there_is_gone_again(begin, tmp_path):
    terminal = begin()
    do(terminal, "a", "2 of")
    assert file_of(tmp_path)
    do(terminal, "u", "1 of", "undone")
    assert list(tmp_path.iterdir()) == []


def test_a_reason_is_typed_where_none_of_the_list_fits(begin, tmp_path, items):
    terminal = begin()
    terminal.send("rread from a caption\r")
    terminal.until("rejected")
    assert entries(tmp_path)[items[0].id].reason == "read from a caption"
    terminal.until(FOOT)
    terminal.send("r")
    terminal.until("Why")
    do(terminal, "\x1b", "2 of")
    assert list(entries(tmp_path)) == [items[0].id]


def test_nobody_and_somebody_new_hold_a_statement(begin, tmp_path, items):
    at = place(items, "paul-drexler-against")
    terminal = begin(at=at)
    terminal.send("h")
    terminal.until("0 nobody who is named")
    do(terminal, "0", "corrected")
    assert entries(tmp_path)[items[at].id].holder == ()
    do(terminal, "b", f"{at + 1} of")
    terminal.send("h+")
    terminal.until("Name, as a source has it:")
    terminal.send("Tom Quill\r")
    do(terminal, "", "stands in no source")
    terminal.send("h+")
    terminal.until("Name, as a source has it:")
    terminal.send("Mill Street\r")
    terminal.until("2 organization")
    do(terminal, "2", "corrected")
    edits, problems = read_edits(tmp_path)
    assert problems == ()
    assert edits.findings[items[at].id].holder == ("Mill Street",)
    (added,) = edits.added
    assert (added.what, added.name, added.kind) == ("leader", "Mill Street", "organization")
    do(terminal, "u", "undone")
    edits, _ = read_edits(tmp_path)
    assert (edits.findings[items[at].id].holder, edits.added) == ((), ())


def test_title_name_note_kind_topic_and_stance_are_set(begin, tmp_path, items):
    leader = next(n for n, x in enumerate(items) if x.id == "paul-drexler")
    terminal = begin(at=leader)
    terminal.send("t")
    terminal.until("Name:")
    do(terminal, " the elder\r", f"{leader + 2} of")
    do(terminal, "b", f"{leader + 1} of")
    terminal.send("k")
    terminal.until("Kind (number")
    do(terminal, "3", f"{leader + 2} of")
    do(terminal, "k", "only a leader, an open issue")
    terminal.send("n")
    terminal.until("Note:")
    do(terminal, "See “the” minutes.\r", f"{leader + 3} of")
    do(terminal, "b", f"{leader + 2} of")
    terminal.send("o")
    terminal.until("Topic (number")
    do(terminal, "rail safety\r", f"{leader + 3} of")
    do(terminal, "b", f"{leader + 2} of")
    terminal.send("s")
    terminal.until("- the same, denied")
    do(terminal, "-", f"{leader + 3} of")
    found = entries(tmp_path)
    assert (found["paul-drexler"].name, found["paul-drexler"].kind) == (
        "Paul Drexler the elder",
        "government",
    )
    edit = found[items[leader + 1].id]
    assert (edit.note, edit.topic, edit.negated) == ("See “the” minutes.", ("rail safety",), True)
    assert (edit.reviewed, edit.seen) == ("J. Roe", items[leader + 1].seal)


def test_an_open_issue_is_answered_in_words_of_a_source_or_overtaken(begin, tmp_path, items):
    at = next(n for n, x in enumerate(items) if x.kind == "open_issues")
    terminal = begin(at=at)
    terminal.send("m1")
    terminal.until("Words of a source (A: words):")
    do(terminal, "nobody ever said this at all\r", "does not stand there")
    assert file_of(tmp_path) == ""
    terminal.send("m1")
    terminal.until("(A: words):")
    do(terminal, "The town council closed the Mill Street bridge\r", "answered: ")
    edit = entries(tmp_path)[items[at].id]
    assert edit.answered.source == "A"
    terminal.send("m")
    terminal.until("2 overtaken")
    do(terminal, "2", "overtaken: ")
    assert entries(tmp_path)[items[at + 1].id].overtaken is True


def test_what_is_merged_is_not_asked_about_any_more_until_that_is_undone(begin, tmp_path, items):
    at = next(n for n, x in enumerate(items) if x.kind == "leaders")
    terminal = begin(at=at)
    terminal.send("g")
    terminal.until("Which one is part of it")
    terminal.send("norvale freight")
    terminal.until("it (number; letters and Enter; Esc: back): norvale freight")
    do(terminal, "\r", "merged: ")
    assert entries(tmp_path)[items[at].id].merge == ("norvale-freight",)
    gone = next(n for n, x in enumerate(items) if x.id == "norvale-freight")
    shown = do(terminal, "j" * (gone - at - 1), f"{gone + 2} of")
    assert f"{gone + 1} of 110" not in shown
    do(terminal, "u", f"{at + 1} of", "undone")
    assert file_of(tmp_path) == ""
    do(terminal, "j" * (gone - at), f"{gone + 1} of")


def test_at_the_end_what_was_skipped_comes_again(begin, derailment, items):
    few = replace(derailment, findings=dict.fromkeys(derailment.findings, ()) | {
        "agreements": derailment.findings["agreements"][:2]})  # fmt: skip
    terminal = begin(few)
    terminal.send("ja")
    terminal.until("That was the last. 1 skipped: j goes through them again.")
    do(terminal, "j", "1 of 2")
    do(terminal, "a", "All of it is decided")
    terminal.send("q")
    assert terminal.end() == 0
    assert "decided: 2" in terminal.text


def test_the_keys_are_told_and_a_key_that_is_none_does_nothing(begin, tmp_path):
    terminal = begin()
    terminal.send("?")
    terminal.until("undo the last decision")
    do(terminal, "x", "1 of")
    do(terminal, "x", "'x' does nothing here")
    do(terminal, "\x1b[15~", "1 of")
    do(terminal, "h", "only a statement has a holder")
    assert file_of(tmp_path) == ""


# -- the editor


EDITOR = """
import sys
from pathlib import Path
path, runs = Path(sys.argv[-1]), Path(sys.argv[1])
count = len(runs.read_text()) if runs.exists() else 0
runs.write_text("x" * (count + 1))
text = path.read_text(encoding="utf-8")
if count == 0:
    path.write_text(text.rstrip() + "\\n  titel: By hand\\n", encoding="utf-8")
else:
    path.write_text(text.replace("titel", "title"), encoding="utf-8")
"""


def test_an_entry_is_edited_and_counts_only_without_a_mistake(begin, tmp_path, items):
    script, runs = tmp_path.parent / "editor.py", tmp_path.parent / f"{tmp_path.name}.runs"
    script.write_text(EDITOR, encoding="utf-8")
    (tmp_path / "editorial.yml").write_text(f"{items[0].id}:\n  pin: true  # first\n", encoding="utf-8")
    terminal = begin(EDITOR=f"{sys.executable} {script} {runs}")
    terminal.send("e")
    terminal.until("titel")
    terminal.until("e opens the editor again; any other key gives up")
    assert "pin: true  # first\n" in file_of(tmp_path) and "titel" not in file_of(tmp_path)
    do(terminal, "e", "2 of", "edited: ")
    assert file_of(tmp_path) == (
        f"{items[0].id}:\n  pin: true  # first\n  title: By hand\n  reviewed: J. Roe\n"
        f"  seen: {items[0].seal}\n"
    )
    do(terminal, "u", "1 of", "undone")
    assert file_of(tmp_path) == f"{items[0].id}:\n  pin: true  # first\n"


@pytest.mark.parametrize("editor", ["no-such-program-anywhere", "false", "'"])
def test_an_editor_that_fails_changes_nothing(begin, tmp_path, editor):
    terminal = begin(EDITOR=editor)
    do(terminal, "e", "the editor could not be used")
    assert file_of(tmp_path) == ""


# -- what goes wrong


def decided_one(terminal, tmp_path, items):
    do(terminal, "a", "2 of")
    return f"{items[0].id}:\n  reviewed: J. Roe\n  seen: {items[0].seal}\n"


@pytest.mark.parametrize(
    "keys, wait, status",
    [("\x03", "", 130), ("\x04", "", 0), ("r\x03", "", 130), ("r", "Why", 130), ("n", "Note:", 130)],
)
def test_who_wants_out_leaves_what_was_decided(begin, tmp_path, items, keys, wait, status):
    terminal = begin()
    told = decided_one(terminal, tmp_path, items)
    terminal.send(keys)
    if wait:
        terminal.until(wait)
        terminal.send("half a no\x03")
    assert terminal.end() == status
    assert "Traceback" not in terminal.text and "decided: 1" in terminal.text
    assert file_of(tmp_path).endswith(told)


@pytest.mark.parametrize("sent", [signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_cleanly(begin, tmp_path, items, sent):
    terminal = begin()
    told = decided_one(terminal, tmp_path, items)
    terminal.process.send_signal(sent)
    assert terminal.end() == 130
    assert "Traceback" not in terminal.text
    assert file_of(tmp_path).endswith(told)


@pytest.mark.parametrize("keys", ["", "n", "r"])
def test_a_terminal_that_is_closed_ends_it(begin, tmp_path, items, keys):
    terminal = begin()
    told = decided_one(terminal, tmp_path, items)
    terminal.send(keys)
    assert terminal.close() >= 0
    assert file_of(tmp_path).endswith(told)
    assert [p.name for p in tmp_path.iterdir()] == ["editorial.yml"]


def test_a_file_that_was_damaged_meanwhile_is_told_and_left(begin, tmp_path, items):
    terminal = begin()
    told = decided_one(terminal, tmp_path, items)
    whole = file_of(tmp_path)
    damaged = f"{whole}\nzz:\n  hide: [\n"
    (tmp_path / "editorial.yml").write_text(damaged, encoding="utf-8")
    do(terminal, "a", "2 of", "not written: editorial.yml:9: ")
    do(terminal, "u", "2 of", "not taken back: editorial.yml")
    assert file_of(tmp_path) == damaged
    (tmp_path / "editorial.yml").write_text(whole, encoding="utf-8")
    do(terminal, "a", "3 of", "accepted")
    assert told in file_of(tmp_path) and items[1].id in file_of(tmp_path)


def test_what_somebody_else_writes_meanwhile_stays(begin, tmp_path, items):
    terminal = begin()
    with editing(tmp_path) as doc:
        doc.put("mara-quill", {"note": "From elsewhere."})
    do(terminal, "a", "2 of")
    with editing(tmp_path) as doc:
        doc.put("ion-feld", {"hide": True})
    do(terminal, "a", "3 of")
    with editing(tmp_path) as doc:
        doc.put(items[2].id, {"title": "Theirs"})
    do(terminal, "a", "3 of", "title: Theirs", f"somebody else has changed {items[2].id}")
    do(terminal, "u", "2 of", "undone")
    do(terminal, "u", "1 of", "undone")
    assert {k: (e.note, e.hide, e.title) for k, e in entries(tmp_path).items()} == {
        "mara-quill": ("From elsewhere.", False, None), "ion-feld": (None, True, None),
        items[2].id: (None, False, "Theirs"),
    }  # fmt: skip
    do(terminal, "aa", "3 of")
    do(terminal, "a", "4 of", "accepted")
    assert (entries(tmp_path)[items[2].id].title, entries(tmp_path)[items[2].id].reviewed) == (
        "Theirs", "J. Roe",
    )  # fmt: skip


def test_while_another_writes_nothing_is_lost(tmp_path, monkeypatch):
    monkeypatch.setattr(ledgers, "editing", partial(editing, patience=0))
    monkeypatch.setattr(ledgers, "locked", partial(locked, patience=0))
    book = Ledger(tmp_path)
    step = Step(at=0, name="a-1", before=None, after={"pin": True})
    with locked(tmp_path / "editorial.yml"), pytest.raises(Refused, match="not written: "):
        book.write(step)
    assert book.entry("a-1") is None
    done = book.write(step)
    with locked(tmp_path / "editorial.yml"), pytest.raises(Refused, match="not taken back: "):
        book.undo(done)
    assert book.entry("a-1") == {"pin": True}
    book.undo(done)
    assert list(tmp_path.iterdir()) == []


def test_an_entry_that_was_changed_since_is_not_taken_back(tmp_path):
    book = Ledger(tmp_path)
    done = book.write(Step(at=0, name="a-1", before=None, after={"pin": True}))
    with editing(tmp_path) as doc:
        doc.put("a-1", {"note": "theirs"})
    with pytest.raises(Refused, match="somebody else has changed a-1 since"):
        book.undo(done)
    assert book.entry("a-1") == {"note": "theirs"}


# -- edits that find nothing, and what changed


def test_a_lost_edit_is_linked_again_or_dropped(begin, tmp_path, derailment, items):
    text = "shut-1:  # long ago\n  note: Mine.\nshut-2:\n  pin: true\nshut-3:\n  pin: true\n"
    (tmp_path / "editorial.yml").write_text(text, encoding="utf-8")
    near = (("agreements", items[0].id), ("agreements", items[1].id))
    lost = tuple(Lost(name=f"shut-{n}", line=n, near=near) for n in (1, 2, 3))
    terminal = begin(replace(derailment, lost=lost))
    do(terminal, "2", "2 of", "found again: shut-1")
    do(terminal, "2", "2 of", "has an entry of its own")
    do(terminal, "r", "3 of", "dropped: shut-2")
    assert file_of(tmp_path) == f"{items[1].id}:  # long ago\n  note: Mine.\nshut-3:\n  pin: true\n"
    do(terminal, "a", "3 of", "'a' does nothing here")
    do(terminal, "u", "2 of")
    do(terminal, "u", "1 of")
    assert file_of(tmp_path) == text


def test_what_changed_and_what_does_not_fit_comes_first_and_has_to_be_mended(begin, tmp_path, items):
    one, two = items[9], items[10]
    (tmp_path / "editorial.yml").write_text(
        f"{one.id}:\n  reviewed: J. Roe\n  seen: 0a0b0c0d\n", encoding="utf-8"
    )
    terminal = begin()
    do(terminal, "a", "2 of")
    assert entries(tmp_path)[one.id].seen == one.seal
    assert two.state != "checked"


# -- the window


def test_an_article_cannot_steer_the_terminal(begin, tmp_path):
    evil = "\x1b]0;owned\x07\x1b[2J[bold red]Quill[/] \u202e橋が危ない " * 3 + "שלום عليكم \x9b31m end."
    sentence = Sentence(source="h", id="s1", start=0, end=len(evil), text=evil, paragraph=0)
    article = Article(id="h", key="H", path="seeds/h.txt", sha256="0" * 64, text=evil, title=evil,
                      publisher=evil, sentences=(sentence,))  # fmt: skip
    whole = article.cite(0, len(evil))
    leader = Leader(id="l", title=evil, name=evil, kind="person", citations=(whole,), roles=((evil, whole),))
    held = Position(id="p", title=evil, holders=("l",), stance="states", shown=whole, citations=(whole,))
    found = {"leaders": (leader,), "positions": (held,)}
    briefing = Briefing(title="x", articles=(article,), findings=found, unedited=found)
    terminal = begin(briefing, columns=60)
    terminal.send("v")
    terminal.until(FOOT)
    terminal.send("j")
    terminal.until("2 of 2")
    terminal.until(FOOT)
    terminal.send("h")
    terminal.until("Who (number")
    terminal.send("\x1b")
    terminal.until(FOOT)
    terminal.send("q")
    assert terminal.end() == 0
    assert "owned" in terminal.text and "\x1b]" not in terminal.raw and "\x07" not in terminal.raw
    assert "\u202e" not in terminal.raw and "\x9b" not in terminal.raw
    assert "�[2J[bold red]Quill[/]" in terminal.text.replace("\n", "")
    assert "橋が危ない" in terminal.text and "שלום" in terminal.text
    assert max(cell_len(line) for line in terminal.text.splitlines()) <= 60
    assert file_of(tmp_path) == ""


def screens(terminal: Terminal) -> list[list[str]]:
    """What stood on the terminal, one screen after the other, in lines."""
    return [
        re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", screen).replace("\r", "").splitlines()
        for screen in terminal.raw.split("\x1b[2J\x1b[H")[1:]
    ]


@pytest.mark.parametrize("columns, rows", [(80, 24), (40, 12), (20, 6)])
def test_what_is_shown_fits_the_window(begin, tmp_path, items, columns, rows):
    terminal = begin(columns=columns, rows=rows)
    for key in "jjja":
        terminal.send(key)
        terminal.until("quit")
    terminal.send("?")
    terminal.until("any key")
    terminal.send(" q")
    assert terminal.end() == 0
    shown = screens(terminal)
    assert len(shown) == 7
    assert max(map(len, shown[:-1])) < rows
    assert max(cell_len(line) for screen in shown[:-1] for line in screen) <= columns
    assert entries(tmp_path)[items[3].id].reviewed == "J. Roe"


def test_a_window_of_no_size_at_all_does_no_harm(begin, tmp_path, items):
    terminal = begin()
    terminal.resize(2, 1)
    do_ = terminal.send
    do_("a")
    do_("q")
    assert terminal.end() == 0
    assert "Traceback" not in terminal.text
    assert list(entries(tmp_path)) == [items[0].id]


def test_another_size_is_drawn_anew(begin):
    terminal = begin()
    terminal.resize(50, 10)
    terminal.until("1 of 110")
    terminal.until("quit")
    assert max(map(cell_len, screens(terminal)[-1])) <= 50
    terminal.send("r")
    terminal.until("Why")
    terminal.resize(60, 14)
    terminal.until("1 not his words")
    terminal.until("Why")
    do(terminal, "\x1b", "1 of 110")


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_it_works_without_colour(begin, tmp_path, items, environment):
    terminal = begin(**environment)
    shown = terminal.text
    if "TERM" in environment:
        assert "\x1b" not in terminal.raw
        assert "[[" in shown and "]]" in shown
    assert not re.search(r"\x1b\[[0-9;]*(?:3[0-7]|9[0-7])m", terminal.raw)
    do(terminal, "a", "2 of")
    terminal.send("n")
    terminal.until("Note:")
    terminal.send("plain\r")
    terminal.until("noted")
    assert entries(tmp_path)[items[1].id].note == "plain"
    terminal.send("\x04")
    assert terminal.end() == 0


# -- how many keys


def test_sixty_statements_a_fifth_of_them_wrong_take_few_keys(begin, tmp_path, items, capsys):
    """The mistakes are spread over the queue: five statements are rejected for a reason; of four the holder
    is another, of two the stance, of one open issue the title; one decision is taken back.
    """
    told = [n for n, x in enumerate(items) if x.state in ("front", "shown")][:60]
    held = [n for n in told if items[n].kind == "positions"]
    issue = next(n for n in told if items[n].kind == "open_issues")
    acts = ("reject", "holder", "stance", "reject", "holder", "reject", "other holder", "reject", "stance",
            "other holder", "reject")  # fmt: skip
    wrong = {issue: "title", **dict(zip(held[::3], acts, strict=False))}
    assert (len(told), len(wrong)) == (60, 12)
    keys = Counter()
    terminal = begin()
    for n in told:
        before, act, then = terminal.keys, wrong.get(n, "accept"), f"{n + 2} of {len(items)}"
        if n == held[3]:  # a key too fast
            do(terminal, "a", then)
            do(terminal, "u", f"{n + 1} of", "undone")
        if act == "accept":
            do(terminal, "a", then)
        elif act == "reject":
            do(terminal, "r3", "taken out of its context", then)
        elif act == "holder":  # one of the first nine
            do(terminal, "h4", "Who (number", then)
        elif act == "other holder":  # by letters of the name
            do(terminal, "hnanda\r", "1 Priya Nandakumar", then)
        elif act == "stance":
            do(terminal, "s2", "Stance (number", then)
        else:
            do(terminal, "t\x15Why the train left the tracks\r", "Title:", then)
        keys[act] += terminal.keys - before
    terminal.send("q")
    assert terminal.end() == 0
    edits = entries(tmp_path)
    assert sorted(edits) == sorted(items[n].id for n in told)
    assert {e.reviewed for e in edits.values()} == {"J. Roe"}
    made = Counter(
        "reject"
        if e.hide
        else "holder"
        if e.holder
        else "stance"
        if e.stance
        else "title"
        if e.title
        else "a"
        for e in edits.values()
    )
    assert made == {"a": 48, "reject": 5, "holder": 4, "stance": 2, "title": 1}
    minutes = (terminal.keys * 0.3 + len(told) * 5) / 60
    with capsys.disabled():
        print(
            f"\n{len(told)} statements, {len(wrong)} corrected: {terminal.keys} keys {dict(keys)}, "
            f"{terminal.keys / len(told):.2f} each; at 0.3 s a key and 5 s of reading {minutes:.1f} minutes"
        )
    assert terminal.keys <= 120
    assert minutes < 10
