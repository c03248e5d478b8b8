"""editorial.yml is changed where it is to be changed, and nowhere else."""

from __future__ import annotations

import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from briefgen.editorial import writing
from briefgen.editorial.reading import parse, read_edits
from briefgen.editorial.writing import Document, editing
from briefgen.errors import ConfigError, Fault, SeedsError

FILE = """\
# What we correct.

pier-closed-1a:   # the pier
  title:   'How  long'     # as they said
  # not sure of this
  note: >-
    folded
    words

  holder:
    - kremlin   # first
    - "ion-feld"
  pin: no
  # the last of it


# About Mara.
mara-quill: {hide: true, reviewed: J. Roe}  # not now
add:
  # ours
  - fact: {quotes: [{A: x}, {B: y}]}   # both say it
lead:
- >-
  One [@A: "x"].
sections: [open,   who]
# the end
"""


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "editorial.yml"
    path.write_text(FILE, encoding="utf-8")
    return path


def changed(file: Path, change) -> str:
    with editing(file.parent) as doc:
        change(doc)
    return file.read_bytes().decode()


@pytest.mark.parametrize(
    "change, old, new",
    [
        (lambda d: d.set("pier-closed-1a", pin=True), "  pin: no\n", "  pin: true\n"),
        (lambda d: d.set("pier-closed-1a", title="How long"),
         "title:   'How  long'     #", "title: How long     #"),
        (lambda d: d.set("pier-closed-1a", note="two\nlines"), "note: >-\n    folded\n    words\n",
         "note: |-\n    two\n    lines\n"),
        (lambda d: d.set("pier-closed-1a", stance="demands"), "  pin: no\n",
         "  pin: no\n  stance: demands\n"),
        (lambda d: d.set("pier-closed-1a", answered={"C": "it: pays"}), "  pin: no\n",
         "  pin: no\n  answered:\n    C: 'it: pays'\n"),
        (lambda d: d.unset("pier-closed-1a", "title"), "  title:   'How  long'     # as they said\n", ""),
        (lambda d: d.set("pier-closed-1a", holder=None),
         '  holder:\n    - kremlin   # first\n    - "ion-feld"\n', ""),
        (lambda d: d.set("mara-quill", note="a, b"), "reviewed: J. Roe}", "reviewed: J. Roe, note: 'a, b'}"),
        (lambda d: d.set("mara-quill", hide="not she"), "hide: true", "hide: not she"),
        (lambda d: d.unset("mara-quill", "hide"), "{hide: true, reviewed", "{reviewed"),
        (lambda d: d.unset("mara-quill", "reviewed"), "true, reviewed: J. Roe}", "true}"),
        (lambda d: d.put("mara-quill", {"reviewed": "J. Roe", "pin": True}), "{hide: true, reviewed: J. Roe}",
         "{reviewed: J. Roe, pin: true}"),
        (lambda d: d.put("mara-quill", None), "mara-quill: {hide: true, reviewed: J. Roe}  # not now\n", ""),
        (lambda d: d.unset("mara-quill", "reviewed", "hide"),
         "mara-quill: {hide: true, reviewed: J. Roe}  # not now\n", ""),
        (lambda d: d.rename("mara-quill", "leaders/m-quill"), "mara-quill:", "leaders/m-quill:"),
        (lambda d: d.rename("mara-quill", "2025"), "mara-quill:", '"2025":'),
        (lambda d: d.add("date", {"when": "2025", "quote": {"A": "then"}}), "   # both say it\n",
         '   # both say it\n  - date:\n      when: "2025"\n      quote:\n        A: then\n'),
        (lambda d: d.set("new-1", reviewed=True, seen="1e234567"), "# the end\n",
         '# the end\n\nnew-1:\n  reviewed: true\n  seen: "1e234567"\n'),
    ],
)  # fmt: skip
def test_a_change_changes_nothing_else(file, change, old, new):
    assert FILE.count(old) == 1
    assert changed(file, change) == FILE.replace(old, new)


def test_what_is_said_is_told_as_plain_data(file):
    with editing(file.parent) as doc:
        assert doc.names() == ("pier-closed-1a", "mara-quill")
        assert doc.entry("mara-quill") == {"hide": True, "reviewed": "J. Roe"}
        assert doc.entry("pier-closed-1a") == {
            "title": "How  long", "note": "folded words", "holder": ["kremlin", "ion-feld"], "pin": False,
        }  # fmt: skip
        assert doc.entry("nobody") is None
        doc.set("mara-quill", pin=True)
        doc.unset("mara-quill", "hide")
        assert doc.entry("mara-quill") == {"reviewed": "J. Roe", "pin": True}


def test_what_is_not_changed_is_not_written(file):
    os.utime(file, ns=(1, 1))

    def nothing(doc):
        doc.set("mara-quill", pin=True)
        doc.unset("mara-quill", "pin")
        doc.put("mara-quill", {"hide": True, "reviewed": "J. Roe"})
        doc.unset("nobody", "note")
        doc.put("nobody", None)

    assert changed(file, nothing) == FILE
    assert file.stat().st_mtime_ns == 1


def test_a_file_that_is_not_there_is_begun(tmp_path):
    with editing(tmp_path, schema="../docs/editorial.schema.json") as doc:
        doc.set("p1", hide="not his words")
        doc.add("position", {"quote": {"A": "no: never"}, "holder": ["a", "b"]})
        doc.add("fact", {"quotes": [{"A": "x"}, {"B": "#y"}]})
    about, what, blank, *rest = (tmp_path / "editorial.yml").read_text(encoding="utf-8").split("\n")
    assert about == "# yaml-language-server: $schema=../docs/editorial.schema.json"
    assert (what[:2], blank) == ("# ", "")
    assert "\n".join(rest) == (
        "p1:\n  hide: not his words\nadd:\n  - position:\n      quote:\n        A: 'no: never'\n"
        "      holder:\n        - a\n        - b\n  - fact:\n"
        "      quotes:\n        - A: x\n        - B: '#y'\n"
    )
    assert read_edits(tmp_path)[1] == ()


def test_nothing_said_begins_no_file(tmp_path):
    with editing(tmp_path) as doc:
        doc.unset("p1", "hide")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "\n", "# only this", "# only this\n", "---\n# x\n"])
def test_a_file_that_says_nothing_is_gone_on_with(tmp_path, text):
    (tmp_path / "editorial.yml").write_text(text, encoding="utf-8")
    with editing(tmp_path) as doc:
        doc.set("p1", pin=True)
    new = (tmp_path / "editorial.yml").read_text(encoding="utf-8")
    assert new.endswith("\np1:\n  pin: true\n") and text.strip() in new
    assert read_edits(tmp_path)[0].findings["p1"].pin


@pytest.mark.parametrize(
    "text",
    [
        "p1: {}\n", "p1: { }  # x\n", "p1:\n", "p1: # x\n", "p1:\n  # x\n", "p1: {note: x, }\n",
        "p1:\n  note: |+\n    x\n\n",
        "p1:\n  note: x", "p1:\n  note: x\n...\n", "---\np1:\n  note: x\n...\n# x\n",
        "p1: {note: x,  # why\n  hide: no  # x\n }\n", "'p1':\n    note: x\n# y\n\n", "p1:\n  note: |\n    y",
        'p1: {"note": "x\n\n y"}\n', "p1:\n  note:\n    x\n    y\n  # z\n",
        "add:\n- fact: {}\np1: {note: [x]}",
        "add: []\np1:\n    note: x\n", "add:\n", "add: [{fact: {quotes: [{A: b}]}}]\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_way_of_writing_it_is_gone_on_with(tmp_path, text, end):
    path = tmp_path / "editorial.yml"
    path.write_bytes(text.replace("\n", end).encode())
    with editing(tmp_path) as doc:
        doc.set("p1", pin=True, topic=["a", "b"])
        doc.set("p2", title="new")
        doc.add("leader", {"name": "Ion", "quote": {"A": "Ion"}})
    with editing(tmp_path) as doc:
        doc.unset("p1", "note")
        assert doc.entry("p1") == {"pin": True, "topic": ["a", "b"]} | (
            {"hide": False} if "hide" in text else {}
        )
        doc.set("p1", note="again")
        doc.unset("p1", "hide", "pin", "topic")
    new = path.read_bytes().decode()
    edits, _ = read_edits(tmp_path)
    assert (edits.findings["p1"].note, edits.findings["p2"].title) == ("again", "new")
    assert edits.added[-1].name == "Ion"
    assert new.count("#") == text.count("#")
    assert new.count("\r\n") == (new.count("\n") if end == "\r\n" and text.count("\n") else new.count("\r\n"))


@pytest.mark.parametrize(
    "text, line",
    [
        ("{p1: {pin: true}}\n", 1), ("? p1\n: pin: true\n", 1), ("  p1:\n    pin: true\n", 1),
        ("# x\np1: hide\n", 2), ("p1:\n- hide\n", 1), ("p2: {}\np1: {pin: true}\np1: {hide: true}\n", 3),
        ("p1:\n  ? title\n  : x\n", 1),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_stays(tmp_path, text, line):
    path = tmp_path / "editorial.yml"
    path.write_text(text, encoding="utf-8")
    with (
        pytest.raises(ConfigError, match=rf"^editorial\.yml:{line}: .*(write|begin|make)"),
        editing(tmp_path) as doc,
    ):
        doc.set("p1", title="y")
    assert path.read_text(encoding="utf-8") == text


DAMAGED = [
    b"p1: [",
    b"p1:\n\tpin: true\n",
    b"<<<<<<< ours\np1: {}\n",
    b"caf\xe9: {}",
    b"- a\n",
    b"p1: &x {}\n",
]


@pytest.mark.parametrize("raw", DAMAGED)
def test_a_damaged_file_is_never_overwritten(tmp_path, raw):
    path = tmp_path / "editorial.yml"
    path.write_bytes(raw)
    with pytest.raises(ConfigError, match=r"^editorial\.yml:\d+: .*[;:]"), editing(tmp_path) as doc:
        doc.set("p1", pin=True)
    assert path.read_bytes() == raw


def test_what_would_be_wrong_is_not_written(file):
    with pytest.raises(ConfigError, match="stance: 'agree' is not known; did you mean agrees"):
        changed(file, lambda d: d.set("mara-quill", stance="agree"))
    with pytest.raises(ConfigError, match="'hied' is not known; did you mean hide"):
        changed(file, lambda d: d.put("mara-quill", {"hied": True}))
    with pytest.raises(ConfigError, match="add: date: has no when"):
        changed(file, lambda d: d.add("date", {"quote": {"A": "x"}}))
    with pytest.raises(ConfigError, match="is no finding's name here"):
        changed(file, lambda d: d.set("lead", note="x"))
    with pytest.raises(ConfigError, match="nothing is said of nobody"):
        changed(file, lambda d: d.rename("nobody", "somebody"))
    with pytest.raises(ConfigError, match="something is said of mara-quill already"):
        changed(file, lambda d: d.rename("pier-closed-1a", "mara-quill"))
    assert file.read_text(encoding="utf-8") == FILE


@pytest.mark.parametrize("say", [lambda doc: doc.set("p1", title="half \udcff"),
                                 lambda doc: doc.add("fact", {"quote": {"\udcff": "x"}})])  # fmt: skip
def test_half_a_character_is_refused(file, say):
    before = file.read_bytes()
    with pytest.raises(ConfigError, match="is no text: write character"), editing(file.parent) as doc:
        say(doc)
    assert file.read_bytes() == before


def test_a_change_composes_the_text_that_was_and_the_one_that_is_and_no_more(file, monkeypatch):
    """It takes longest of all: of five thousand edits, seconds."""
    composed, compose = [], yaml.compose
    monkeypatch.setattr(yaml, "compose", lambda text, **how: composed.append(text) or compose(text, **how))
    before = file.read_text(encoding="utf-8") + "a-name-that-no-other-test-has: {pin: true}\n"
    file.write_text(before, encoding="utf-8")
    with editing(file.parent) as doc:
        doc.set("a-name-that-no-other-test-has", note="seen")
    whole = [text for text in composed if len(text) > len(before) / 2]
    assert whole == [before, file.read_text(encoding="utf-8")]


def test_a_mistake_that_stands_there_hinders_nobody_and_can_be_mended(tmp_path):
    path = tmp_path / "editorial.yml"
    path.write_text("p1: {stance: agree}\np2: {}\n", encoding="utf-8")
    assert changed(path, lambda d: d.set("p2", pin=True)) == "p1: {stance: agree}\np2: {pin: true}\n"
    assert changed(path, lambda d: d.set("p1", stance="agrees")) == "p1: {stance: agrees}\np2: {pin: true}\n"


def test_an_exception_writes_nothing(file):
    with pytest.raises(ZeroDivisionError), editing(file.parent) as doc:
        doc.set("mara-quill", pin=True)
        raise ZeroDivisionError
    assert file.read_text(encoding="utf-8") == FILE


def test_what_would_be_lost_is_a_fault_and_the_file_stays(file, monkeypatch):
    monkeypatch.setattr(writing, "block", lambda data, end: f"mara-quill: {{hide: true}}{end}")
    with pytest.raises(Fault, match="stays as it was"):
        changed(file, lambda d: d.set("another", pin=True))
    assert file.read_text(encoding="utf-8") == FILE


def test_a_change_by_another_program_meanwhile_is_not_lost(file):
    with pytest.raises(ConfigError, match="changed meanwhile"), editing(file.parent) as doc:
        doc.set("mara-quill", pin=True)
        file.write_text("other: {pin: true}\n", encoding="utf-8")
    assert file.read_text(encoding="utf-8") == "other: {pin: true}\n"


def test_line_ends_mark_of_encoding_and_mode_stay(file):
    file.write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    with editing(file.parent) as doc:
        doc.set("mara-quill", note="one\ntwo")
        doc.set("new-1", note="one\ntwo")
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf# What")
    assert raw.count(b"\r\n") == raw.count(b"\n")
    assert read_edits(file.parent)[0].findings["new-1"].note == "one\ntwo"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_within_the_folder_is_written_through_and_one_that_leads_out_is_not(tmp_path):
    seeds, outside = tmp_path / "seeds", tmp_path / "outside.yml"
    seeds.mkdir()
    outside.write_text("p1: {}\n", encoding="utf-8")
    (seeds / "ours.yml").write_text("p1: {}\n", encoding="utf-8")
    (seeds / "editorial.yml").symlink_to("ours.yml")
    with editing(seeds) as doc:
        doc.set("p1", pin=True)
    assert (seeds / "editorial.yml").is_symlink()
    assert (seeds / "ours.yml").read_text(encoding="utf-8") == "p1: {pin: true}\n"
    for target in ("../outside.yml", "nowhere.yml"):
        (seeds / "editorial.yml").unlink()
        (seeds / "editorial.yml").symlink_to(target)
        with pytest.raises(ConfigError, match="is a link"), editing(seeds) as doc:
            doc.set("p1", pin=True)
    assert outside.read_text(encoding="utf-8") == "p1: {}\n"
    assert not (seeds / "nowhere.yml").exists()


def test_a_folder_that_is_not_there_or_cannot_be_written(tmp_path, monkeypatch):
    with pytest.raises(SeedsError, match="no such folder"), editing(tmp_path / "seeds") as doc:
        doc.set("p1", pin=True)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(writing, "replace_file", refuse)
    with pytest.raises(SeedsError, match=r"can't be written: Permission denied"), editing(tmp_path) as doc:
        doc.set("p1", pin=True)


def _write_twenty(folder: Path, name: str) -> None:
    for number in range(20):
        with editing(folder, patience=60) as doc:
            doc.set(f"{name}-{number}", note=f"{name} {number}")
            doc.set("both", **{"title" if name == "a" else "note": f"of {name}, {number}"})


def test_two_at_once_lose_nothing(file):
    run = multiprocessing.get_context("spawn")
    both = [run.Process(target=_write_twenty, args=(file.parent, name)) for name in ("a", "b")]
    for process in both:
        process.start()
    for process in both:
        process.join(120)
    assert [process.exitcode for process in both] == [0, 0]
    edits, wrong = read_edits(file.parent)
    assert {name: e.note for name, e in edits.findings.items() if name[:2] in ("a-", "b-")} == {
        f"{name}-{number}": f"{name} {number}" for name in "ab" for number in range(20)
    }
    assert (edits.findings["both"].title, edits.findings["both"].note) == ("of a, 19", "of b, 19")
    assert wrong == ()
    assert file.read_text(encoding="utf-8").startswith(FILE)


def test_whoever_waits_in_vain_is_told_so(file):
    with editing(file.parent), pytest.raises(ConfigError, match="wait until it is done"):  # noqa: SIM117
        with editing(file.parent, patience=0):
            raise AssertionError("two at once")


_FOR_EVER = """
import sys
from pathlib import Path
from briefgen.editorial.writing import editing
number = 0
while True:
    with editing(Path(sys.argv[1])) as doc:
        doc.set("pier-closed-1a", note=str(number) * 2000)
        doc.set("new-1", note=str(number) * 2000)
    print(number, flush=True)
    number = 1 - number
"""


@pytest.mark.skipif(os.name == "nt", reason="no signals")
def test_killed_at_any_moment_it_is_the_old_file_or_the_new_one(file):
    for pause in (0.0, 0.003, 0.006, 0.011):
        with subprocess.Popen(
            [sys.executable, "-c", _FOR_EVER, str(file.parent)], stdout=subprocess.PIPE
        ) as process:
            process.stdout.readline()
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
        edits, wrong = read_edits(file.parent)
        notes = {edits.findings["pier-closed-1a"].note, edits.findings["new-1"].note}
        assert notes in ({"0" * 2000}, {"1" * 2000})
        assert (wrong, edits.findings["mara-quill"].reviewed) == ((), "J. Roe")
    with editing(file.parent, patience=5) as doc:  # a process that is killed gives the lock back
        doc.unset("new-1", "note")


WORDS = st.text(
    st.one_of(
        st.sampled_from("abz '\"#:,-?!|>*&%@`[]{}\\~=<\t\n  "),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=30,
).filter(str.strip)
TRICKY = st.sampled_from(["no", "Yes", "null", "~", "1e5", "1e234567", "0x1f", "0o17", "012",
    "1_000", "2025-03-18", "12:30:45",
    ".inf", "=", "<<", "true", "- x", "a: b", "x #y", "...", "---", "%x",
    "\u2028", "\x85x", "\ufeffx", " x "])  # fmt: skip
TEXTS = st.one_of(WORDS, TRICKY)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "title": TEXTS,
        "note": TEXTS,
        "holder": st.lists(TEXTS, max_size=3),
        "pin": st.booleans(),
        "hide": st.one_of(st.booleans(), TEXTS),
        "answered": st.dictionaries(
            st.sampled_from(["A", "b.txt", "C12", "no"]), TEXTS, min_size=1, max_size=1
        ),
    },
)
NAMES = st.sampled_from(["a", "b-1", "leaders/c", "12", "no", "1e5"])


@st.composite
def texts(draw) -> tuple[str, list[str]]:
    """A file as somebody may have written it, and its pieces."""
    pieces = ["# top\n", "\n"] if draw(st.booleans()) else []
    for name in draw(st.lists(NAMES, unique=True, max_size=4)):
        name = f'"{name}"' if draw(st.booleans()) else name
        comment = draw(st.sampled_from(["", "  # why", "   # x: y"]))
        fields = draw(st.lists(st.sampled_from([
            "title: 'one'", 'note:   "two" ', "pin:  no", "hide: maybe #x",
            "holder: [a,   b]", "stance: agree", "wrong: 1",
        ]), min_size=1, max_size=4, unique_by=lambda f: f.split(":")[0]))  # fmt: skip
        if draw(st.booleans()):
            pieces.append(f"{name}: {{{', '.join(f.split(' #')[0] for f in fields)}}}{comment}\n")
        else:
            step = " " * draw(st.integers(1, 4))
            pieces.append(f"{name}:{comment}\n")
            for field in fields:
                pieces.append(f"{step}{field}{comment if '#' not in field else ''}\n")
                pieces += draw(
                    st.lists(st.sampled_from(["\n", "   # within\n", "# at the edge\n", "  \n"]), max_size=2)
                )
        pieces += draw(st.lists(st.sampled_from(["\n", "# between\n", "# x: {y\n"]), max_size=3))
    if draw(st.booleans()) and pieces:
        pieces[-1] = pieces[-1].removesuffix("\n")
    return "".join(pieces)


def parted(text: str, name: str) -> tuple[str, str, str]:
    """What stands above an entry, its lines, and what stands below them; all above where there is none."""
    layout = Document(text)._layout
    above, lines, below = layout.head, "", ""
    for entry in layout.entries:
        if entry.name == name:
            lines, below = entry.text, entry.gap
        elif lines:
            below += entry.text + entry.gap
        else:
            above += entry.text + entry.gap
    return above, lines, below


@settings(max_examples=100, deadline=None)
@given(texts(), NAMES, FIELDS.filter(bool), st.booleans())
def test_whatever_is_said_is_read_back_and_the_rest_is_byte_for_byte_what_it_was(text, name, fields, whole):
    doc = Document(text)
    text += "\n" * (text[-1:] not in ("\n", ""))
    before = doc.entry(name)
    if whole:
        doc.put(name, fields)
    else:
        doc.set(name, **fields)
    new = doc.text
    assert doc.entry(name) == (fields if whole else (before or {}) | fields)
    assert Document(new).entry(name) == doc.entry(name)
    (above, lines, below), (above_now, _, below_now) = parted(text, name), parted(new, name)
    assert above_now in (above, above + "\n")
    assert below_now.endswith(below)
    # Where the last field goes, a comment and a blank line that stood above it are the entry's last lines.
    left = below_now.removesuffix(below).splitlines()
    assert all(not x.strip() or x.startswith("#") for x in left)
    assert not Counter(left) - Counter(lines.splitlines())
    other = list(YAML(typ="safe", pure=True).load(new).values())  # another reader, of another version of YAML
    read = other[doc.names().index(name)]
    assert {k: v for k, v in read.items() if k in fields and k != "pin"} == {
        k: v for k, v in fields.items() if k != "pin"
    }
    doc.put(name, None)
    assert doc.entry(name) is None and name not in doc.names()
    assert doc.text in (above_now + below_now, above_now + below)


@settings(max_examples=50, deadline=None)
@given(FIELDS.filter(bool))
def test_lines_of_a_field_that_is_taken_away_again_are_as_before(fields):
    doc = Document(FILE)
    now = doc.entry("pier-closed-1a")
    new = {k: v for k, v in fields.items() if k not in now}
    doc.set("pier-closed-1a", **new)
    doc.unset("pier-closed-1a", *new)
    assert doc.text == FILE
    assert parse(FILE)[1] == ()
