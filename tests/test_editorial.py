"""The analyst's edits find their findings by id, and say when they don't."""

from __future__ import annotations

import re

import pytest

from briefgen.edited import edited as applied
from briefgen.editorial import read_edits
from briefgen.editorial.record import Edits
from briefgen.errors import ConfigError
from briefgen.findings.leaders import Leader
from briefgen.findings.positions import Position
from briefgen.findings.topics import Topic

QUILL, FELD = (
    Leader(id="mara-quill", name="Mara Quill", kind="person"),
    Leader(id="feld", name="Feld", kind="person"),
)
FINDINGS = {
    "leaders": (QUILL, FELD),
    "topics": (Topic(id="ferry", label="ferry"), Topic(id="feld", label="Feld")),
    "positions": (
        Position(id="p1", title="one", holders=("mara-quill",), stance="states", topics=("ferry",)),
        Position(
            id="p2", title="two", holders=("feld", "mara-quill"), reported_by=("mara-quill",), stance="agrees"
        ),
        Position(id="p3", title="three", holders=(), stance="claims"),
    ),
}


def edited(folder, text):
    (folder / "editorial.yml").write_text(text, encoding="utf-8")
    edits, wrong = read_edits(folder)
    made = applied(FINDINGS, edits, (), {})
    return made.findings, [p.what for p in wrong + made.problems]


def ids(findings, kind="positions"):
    return [f.id for f in findings[kind]]


def test_without_a_file_nothing_changes(tmp_path):
    edits, wrong = read_edits(tmp_path)
    assert applied(FINDINGS, edits, (), {}).findings == FINDINGS
    assert (edits, wrong) == (Edits(), ())


def test_title_note_pin_and_hide(tmp_path):
    findings, said = edited(
        tmp_path, "p1: {hide: true}\np2: {title: Both, note: See the transcript.}\np3: {pin: true}"
    )
    assert ids(findings) == ["p3", "p2"]
    assert (findings["positions"][1].title, findings["positions"][1].note) == ("Both", "See the transcript.")
    assert findings["leaders"] == FINDINGS["leaders"]
    assert said == []


def test_a_hidden_leader_is_nowhere_named(tmp_path):
    findings, said = edited(tmp_path, "mara-quill: {hide: true}")
    assert ids(findings, "leaders") == ["feld"]
    assert ids(findings) == ["p2", "p3"]
    assert (findings["positions"][0].holders, findings["positions"][0].reported_by) == (("feld",), ())
    assert said == []


def test_a_hidden_topic_is_nowhere_named(tmp_path):
    findings, _ = edited(tmp_path, "topics/ferry: {hide: true}")
    assert ids(findings, "topics") == ["feld"]
    assert findings["positions"][0].topics == ()


def test_an_id_of_several_kinds_needs_its_kind(tmp_path):
    findings, said = edited(tmp_path, "feld: {hide: true}")
    assert findings == FINDINGS
    assert said == ["editorial.yml:1: feld is several findings; write leaders/feld or topics/feld"]
    assert ids(edited(tmp_path, "leaders/feld: {hide: true}")[0], "leaders") == ["mara-quill"]


@pytest.mark.parametrize(
    "text, problem",
    [
        (
            "mara-quil: {hide: true}",
            "mara-quil: there is no such finding (any more); did you mean mara-quill?",
        ),
        ("zzz: {hide: true}", "zzz: there is no such finding (any more)"),
        ("p1: gone", "p1: expected what is said of it, indented below it, as `hide: true` or `title: …`, "
         "found 'gone'"),
    ],
)  # fmt: skip
def test_an_edit_that_cannot_be_followed_is_reported(tmp_path, text, problem):
    findings, said = edited(tmp_path, text)
    assert findings == FINDINGS
    assert [re.sub(r":\d+:", ":", line) for line in said] == [f"editorial.yml: {problem}"]


def test_a_folder_of_that_name(tmp_path):
    (tmp_path / "editorial.yml").mkdir()
    with pytest.raises(ConfigError, match="is not a regular file"):
        read_edits(tmp_path)
