"""editorial.yml is read: each field as it was written, each mistake with its line and a proposal."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from briefgen.analysis.actors import ActorKind
from briefgen.analysis.attribution import Stance
from briefgen.analysis.undecided import IssueKind
from briefgen.editorial.form import (
    ADD,
    DISAGREEMENT_KINDS,
    ENTRY,
    LEAD,
    LEADER_KINDS,
    OPEN_KINDS,
    SECTIONS,
    STANCES,
)
from briefgen.editorial.reading import parse, read_edits
from briefgen.editorial.record import Added, Edit, Edits, Part, Quote
from briefgen.editorial.schema import schema, seen_from
from briefgen.errors import ConfigError
from briefgen.findings.disagreements import DisagreementKind

WHOLE = """\
# yaml-language-server: $schema=../docs/editorial.schema.json
agrees-90aa12:
  hide: not his words
  title: 2025
  note: no
  pin: yes
  reviewed: J. Roe
  seen: 1e234567
  holder: no
  stance: agrees
  negated: false
  topic: [energy ceasefire, 2025-03-18]
leaders/mara-quill:
  hide: false
  reviewed: true
  name: Mara Quill
  kind: person
  role: harbour master
  affiliation: Osterhaven
  merge: quill-2
  holder: []
  split:
    - {name: Tom Quill, passages: [{B: "Tom Quill, her brother,"}]}
    - title: Another
      passages: {C3: x}
who-pays-123abc:
  hide: true
  seen: 12345678
  whose_move: [mara-quill]
  answered: {C: "The line will pay."}
  overtaken: true
  merge: [a, b]
add:
  - position: {quote: {A: "wants the pier closed"}, holder: Mara Quill, stance: demands, note: x}
  - leader: {name: Ion Feld, kind: person, role: harbour master, quote: {A: "Ion Feld,"}, affiliation: Line}
  - open_issue: {title: Who pays, kind: decision, quotes: [{A: "a"}, {B: "b"}], whose_move: x}
  - disagreement:
      title: How many
      kind: quantity
      sides: [{label: nine, quotes: [{A: "a"}]}, {quote: {B: "b"}}]
  - fact: {quotes: [{A: "a"}, {no: 7}], reviewed: false}
  - date: {when: 2025-03-18, quote: {A: "on Tuesday"}, id: pier, pin: true, topic: pier}
lead:
  - >-
    The line wants a pier [@A: "a second pier"].
sections: [happened, disputed]
"""


def problems(text: str) -> list[str]:
    return [p.what for p in parse(text)[1]]


def test_every_field_is_what_was_written():
    edits, wrong = parse(WHOLE)
    assert wrong == ()
    first, mara, who = edits.findings.values()
    assert list(edits.findings) == ["agrees-90aa12", "leaders/mara-quill", "who-pays-123abc"]
    assert first == Edit(
        line=2, hide=True, reason="not his words", title="2025", note="no", pin=True, reviewed="J. Roe",
        seen="1e234567", holder=("no",), stance="agrees", negated=False,
        topic=("energy ceasefire", "2025-03-18"),
    )  # fmt: skip
    assert mara == Edit(
        line=13, reviewed="yes", name="Mara Quill", kind="person", role="harbour master", side="Osterhaven",
        merge=("quill-2",), holder=(),
        split=(
            Part(name="Tom Quill", passages=(Quote(source="B", words="Tom Quill, her brother,", line=23),)),
            Part(name="Another", passages=(Quote(source="C3", words="x", line=25),)),
        ),
    )  # fmt: skip
    assert who == Edit(
        line=26, hide=True, seen="12345678", whose_move=("mara-quill",), overtaken=True, merge=("a", "b"),
        answered=Quote(source="C", words="The line will pay.", line=30),
    )  # fmt: skip
    assert edits.lead == ('The line wants a pier [@A: "a second pier"].',)
    assert edits.sections == ("happened", "disputed")


def test_every_finding_of_ones_own_is_what_was_written():
    position, leader, issue, disagreement, fact, day = parse(WHOLE)[0].added
    a, b = (Quote(source=s, words=s.lower(), line=36) for s in "AB")
    assert position == Added(
        what="position", line=34, holder=("Mara Quill",), stance="demands", note="x",
        quotes=(Quote(source="A", words="wants the pier closed", line=34),),
    )  # fmt: skip
    assert (leader.name, leader.kind, leader.role, leader.side) == (
        "Ion Feld",
        "person",
        "harbour master",
        "Line",
    )
    assert (issue.quotes, issue.whose_move, issue.title, issue.kind) == (
        (a, b),
        ("x",),
        "Who pays",
        "decision",
    )
    assert [(label, [q.words for q in quotes]) for label, quotes in disagreement.sides] == [
        ("nine", ["a"]),
        (None, ["b"]),
    ]
    assert [(q.source, q.words) for q in fact.quotes] == [("A", "a"), ("no", "7")]
    assert (fact.reviewed, day.when, day.id, day.pin, day.topic) == (
        None,
        "2025-03-18",
        "pier",
        True,
        ("pier",),
    )


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "---\n", "\ufeff"])
def test_a_file_that_says_nothing(tmp_path, text):
    (tmp_path / "editorial.yml").write_text(text, encoding="utf-8")
    assert read_edits(tmp_path) == (Edits(), ())


def test_no_file(tmp_path):
    assert read_edits(tmp_path) == (Edits(), ())


DAMAGED = {
    "a:\n\ttitle: x\n": (2, "indent with spaces, not with tabs"),
    "a:\n  title: one: two\n": (2, "put a text that has a colon in quotation marks"),
    'a:\n  title: "open\nb:\n  note: x\n': (2, "close the quotation mark that opens here"),
    "a:\n  title x\n  note: y\n": (2, "has no colon; put a colon and a space after its name"),
    "a:\n  note: y\n\nb\nc: {}\n": (4, "put a colon and a space after its name"),
    "a:\n   title: x\n  note: y\n": (3, "give the lines that belong together the same indentation"),
    "a:\n  merge: [b, c\n  note: x\n": (2, "close the bracket that opens here"),
    "# x\n\na: {pin: true\n": (3, "close the bracket that opens here"),
    "a:\n  note: *x\n": (2, "put a text that begins with * in quotation marks"),
    "a:\n  note: &x y\n": (2, "(&x) is not allowed here; put the text in quotation marks"),
    "a: &x\n  note: y\n": (1, "is not allowed here"),
    "a:\n  note: !!python/name:os.system x\n": (2, "put the text in quotation marks"),
    "a:\n  note: !x y\n": (2, "(!x) is not allowed here"),
    'a:\n  title: "Quoted" and more\n': (2, "put the whole text in quotation marks"),
    "a:\n  note: x\n  role: @home\n": (3, "put a text that begins with such a character in quotation marks"),
    "- a\n- b\n": (1, "expected `name:` lines, with what is said of each indented below it, found a list"),
    "\nonly words\n": (
        2, "expected `name:` lines, with what is said of each indented below it, found a text",
    ),
    "a: {pin: true}\n---\nb: {pin: true}\n": (2, "take the line --- out"),
    "a: {pin: true}\n\nb: {note: '\x07'}\n": (3, "take the character out"),
    'lead:\n  - The line [@A: "x"].\n': (
        2, "write >- in the place of a text that has [@…], and the text on the line below",
    ),
    "a:\n<<<<<<< HEAD\n  pin: true\n=======\n>>>>>>> b\n": (
        2, "a merge that was not finished (<<<<<<<): keep the lines that hold",
    ),
    "a:\n  pin: true\n=======\n": (3, "a merge that was not finished (=======)"),
}  # fmt: skip


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028"])
@pytest.mark.parametrize("text", ["a: 1\nb:\n  x: y: z\n", "a: 1\nb: [\n", "a: 1\nb: 2\nc: @A]\n"])
def test_whatever_ends_a_line_to_yaml_ends_one_in_a_message(text, end):
    said = []
    for written in (text, text.replace("\n", end)):
        with pytest.raises(ConfigError) as error:
            parse(written)
        said.append(str(error.value))
    assert said[0] == said[1]


def test_between_two_drives_there_is_no_way_to_the_schema(monkeypatch):
    assert seen_from(Path("a/seeds"), Path("a/docs")) == "../docs/editorial.schema.json"

    def apart(*_):
        raise ValueError("path is on mount 'C:', start on mount 'D:'")

    monkeypatch.setattr("os.path.relpath", apart)
    assert seen_from(Path("seeds"), Path("docs")) is None


def test_a_name_of_several_lines_is_told_in_one():
    _, wrong = parse(r'"a\nb": []' + "\n" + r'p1: {"x\ny": 1}')
    assert len(wrong) == 2 and not any("\n" in p.what for p in wrong)


def test_halves_of_a_character_are_one_and_one_half_can_be_printed():
    edits, wrong = parse(
        r'p1: {title: "\ud83d\ude00", note: "half \ud800"}' + "\n" + r'"\udfff": {pin: true}'
    )
    assert (edits.findings["p1"].title, edits.findings["p1"].note) == ("😀", "half \ufffd")
    assert [*edits.findings] == ["p1", "\ufffd"] and wrong == ()


@pytest.mark.parametrize("text", DAMAGED, ids=lambda text: repr(text)[:40])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_damaged_file_is_told_with_line_and_proposal(tmp_path, text, end):
    line, proposal = DAMAGED[text]
    (tmp_path / "editorial.yml").write_bytes(text.replace("\n", end).encode())
    with pytest.raises(ConfigError) as raised:
        read_edits(tmp_path)
    assert str(raised.value).startswith(f"editorial.yml:{line}: ")
    assert proposal in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "raw, said",
    [
        (b"a: {}\nb: {note: caf\xe9}\n", "editorial.yml:2: is not UTF-8 (byte 0xe9): save the file as UTF-8"),
        (b"\xff\xfea\x00", "editorial.yml:1: is not UTF-8"),
        (b"a: " + b"[" * 100_000, "editorial.yml: nested too deeply"),
        (b"#" * 1_000_001, "editorial.yml: too long (1,000,001 characters; at most 1,000,000)"),
    ],
    ids=["latin-1", "utf-16", "deep", "long"],
)
def test_a_file_that_is_no_text_of_ours(tmp_path, raw, said):
    (tmp_path / "editorial.yml").write_bytes(raw)
    with pytest.raises(ConfigError) as raised:
        read_edits(tmp_path)
    assert said in str(raised.value)


WRONG = {
    "a: {stanse: agrees}": (1, "a: 'stanse' is not known; did you mean stance?"),
    "a:\n  note: x\n  xyz: 1": (3, "a: 'xyz' is not known; it may be hide, title, note, pin"),
    "a: {stance: agree}": (1, "a: stance: 'agree' is not known; did you mean agrees?"),
    "a:\n  kind:\n    persons": (3, "a: kind: 'persons' is not known; did you mean person?"),
    "a: {pin: maybe}": (1, "a: pin must be true or false, as `pin: true`"),
    "a: {title: [x]}": (1, "a: title must be a text, as `title: How long they spoke`"),
    "a: {title: true}": (1, "a: title must be a text"),
    "a:\n  title:\n  pin: true": (2, "a: title says nothing: take the line out, or write `title: "),
    "a:\n  holder:\n    - x\n    - [y]": (4, "a: holder: each of the list must be a text, as `holder: "),
    "a: {holder: {x: y}}": (1, "a: holder must be a text, or a list of texts"),
    "a:\n  note: x\n\n  note: y": (
        4, "a: note stands twice, first in line 2, which counts: make one of them",
    ),
    "a: {pin: true}\nb: {pin: true}\na: {pin: false}": (3, "a: pin stands twice, first in line 1"),
    "a: {answered: yes it is}": (1, "a: answered must be one source and its words, as `answered: {C: "),
    "a: {answered: {C: x, D: y}}": (1, "a: answered: a quote is of one source; quote each by itself"),
    "a:\n  answered:\n    C:": (3, "a: answered: quote the words of C, as `C: "),
    "a: {overtaken: x}": (1, "a: overtaken must be true, or one source and its words"),
    "a: {split: [{name: x}]}": (1, "a: split: each part must have a name or a title, and passages"),
    "a: {split: [{nam: x, passages: [{A: b}]}]}": (1, "a: split: 'nam' is not known; did you mean name?"),
    "a: {split: {name: x}}": (1, "a: split must be a list of parts"),
    "a: hide": (1, "a: expected what is said of it, indented below it, as `hide: true`"),
    "\na:\nb: {pin: true}": (
        2, "a: expected what is said of it, indented below it, as `hide: true` or `title: …`, found nothing",
    ),
    "adds:\n- position: {}": (1, "found a list; did you mean add?"),
    "? [x]\n: {pin: true}": (1, "expected a name before the colon"),
    "add: {position: {}}": (1, "add: expected a list, each begun with a dash, as `- position: "),
    "add:\n- positon: {quote: {A: b}}": (2, "add: 'positon' is not known; did you mean position?"),
    "add:\n- position:\n  quote: {A: b}": (2, "add: position: indent quote and what follows it further"),
    "add:\n- just words": (2, "add: expected leader, position, open_issue, disagreement, fact, date"),
    "add:\n- position: {stance: agrees}": (
        2, "add: position: rests on nothing; quote a source, as `quote: {A: ",
    ),
    "add:\n- fact: {quote: {A: b}, quotes: [{A: b}]}": (
        2, "add: fact: has both quote and quotes; put all into quotes",
    ),
    "add:\n- fact:\n    quotes:\n    - b": (
        4, "add: fact: quotes: each quote must be one source and its words",
    ),
    "add:\n- leader: {quote: {A: b}}": (2, "add: leader: has no name; write `name: Mara Quill`"),
    "add:\n- date: {when: 2025-02-30, quote: {A: b}}": (
        2, "add: date: when: '2025-02-30' is not in the calendar",
    ),
    "add:\n- date: {when: Tuesday, quote: {A: b}}": (
        2, "add: date: when: 'Tuesday' is no day, month or year; write it as `when: 2025-03-18`",
    ),
    "add:\n- date: {quote: {A: b}}": (2, "add: date: has no when; write `when: 2025-03-18`"),
    "add:\n- disagreement: {sides: [{quote: {A: b}}]}": (2, "sides must be a list of two sides or more"),
    "add:\n- disagreement: {sides: [{quote: {A: b}}, {qoute: {A: b}}]}": (
        2, "'qoute' is not known; did you mean quote?",
    ),
    "add:\n- disagreement: {quotes: [{A: b}]}": (2, "'quotes' is not known"),
    "add:\n- open_issue: {quote: {A: b}, stance: agrees}": (2, "add: open_issue: 'stance' is not known"),
    "add:\n- leader: {name: x, kind: city, quote: {A: b}}": (
        2, "add: leader: kind: 'city' is not known; it may be person, ",
    ),
    "lead: {a: b}": (1, "lead must be a text, or a list of texts"),
    "sections:\n- [a]": (2, "sections: each of the list must be a text"),
    "sections: [who, opne, who]": (1, "sections: 'opne' is not known; did you mean open?"),
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG, ids=lambda text: repr(text)[:40])
def test_a_mistake_is_told_with_line_and_proposal_and_the_rest_counts(text):
    line, said = WRONG[text]
    edits, wrong = parse(f"{text}\nlast: {{note: counts}}\n")
    told = [p.what for p in wrong]
    assert told[0].startswith(f"editorial.yml:{line}: ") and said in told[0], told
    assert [(p.source, p.severity) for p in wrong] == [(None, 1)] * len(wrong)
    assert edits.findings["last"].note == "counts"
    assert edits.added == () and len(told) == (2 if "{quotes" in text and "disagreement" in text else 1)


def test_each_mistake_of_an_entry_is_told_and_what_is_right_of_it_counts():
    edits, wrong = parse(
        "a: {pin: maybe, stance: x, note: good}\nadd:\n- fact: {note: [], quotes: [x, {A: b}, 5]}\n"
    )
    assert [p.what.split(": ")[0] for p in wrong] == ["editorial.yml:1"] * 2 + ["editorial.yml:3"] * 3
    assert edits.findings["a"] == Edit(line=1, note="good")
    assert edits.added == ()


# -- the schema ----------------------------------------------------------------------------


def test_the_words_that_may_be_chosen_are_those_of_the_findings():
    assert get_args(Stance) == STANCES
    assert get_args(ActorKind) == LEADER_KINDS
    assert get_args(IssueKind) == OPEN_KINDS
    assert get_args(DisagreementKind) == DISAGREEMENT_KINDS


def test_every_field_of_the_records_is_in_the_file_and_in_the_schema():
    made = schema()
    Draft202012Validator.check_schema(made)
    said = {f.into or f.name for f in ENTRY}
    assert said == {f.name for f in fields(Edit)} - {"line", "reason"}
    assert set(made["$defs"]["entry"]["properties"]) == {f.name for f in ENTRY}
    own = {f.into or f.name for known in ADD.values() for f in known}
    assert own == {f.name for f in fields(Added)} - {"line", "what"}
    kinds = made["properties"]["add"]["items"]["properties"]
    assert {kind: set(part["properties"]) for kind, part in kinds.items()} == {
        kind: {f.name for f in known} for kind, known in ADD.items()
    }
    assert {"findings", "added", LEAD.name, SECTIONS.name} == {f.name for f in fields(Edits)} - {"lead_lines"}
    assert all(f.about and f.example for known in (ENTRY, *ADD.values()) for f in known)


def test_what_the_table_gives_as_examples_is_right():
    for said in ENTRY:
        assert problems(f"a: {{{said.line}}}") == [], said.name
    for what, known in ADD.items():
        lines = "".join(f"    {said.line}\n" for said in known if said.name != "quotes")
        assert problems(f"add:\n- {what}:\n{lines}") == [], what
    assert problems(f"{LEAD.line}\n{SECTIONS.line}") == []


TEXTS = st.sampled_from(["x", "A b.", "2025", "agrees", "person", "true", "yes", " ", ""])
QUOTE = st.dictionaries(st.sampled_from(["A", "b.txt", " "]), TEXTS, max_size=2)
QUOTES = st.lists(QUOTE, max_size=2)
PASSAGES = st.one_of(QUOTES, QUOTE)
PART = st.fixed_dictionaries({}, optional={"name": TEXTS, "title": TEXTS, "passages": PASSAGES, "x": TEXTS})
SIDE = st.fixed_dictionaries({}, optional={"label": TEXTS, "quote": QUOTE, "quotes": QUOTES, "x": TEXTS})
ANY = st.one_of(
    st.none(), st.booleans(), st.integers(1000, 9999), TEXTS, st.lists(TEXTS, max_size=2), QUOTE, QUOTES
)
GOOD = st.sampled_from(
    [{"A": "b"}, [{"A": "b"}, {"B": "c"}], "x", True, "agrees", "person", "decision", "2025-03", 2025]
)
OF = {
    "parts": st.lists(PART, max_size=2),
    "sides": st.lists(st.one_of(SIDE, st.just({"quote": {"A": "b"}})), max_size=3),
}


def value(said):
    choices = st.sampled_from(said.choices) if said.choices else ANY
    return st.one_of(GOOD, ANY, choices, OF.get(said.sort, ANY))


def some(known, needed=()):
    names = {said.name: value(said) for said in known}
    return st.fixed_dictionaries({}, optional={**names, "other": ANY}).flatmap(
        lambda drawn: st.sampled_from([drawn, {**drawn, **dict(needed)}])
    )


NEEDED = {
    "leader": {"name": "x", "quote": {"A": "b"}}, "position": {"quote": {"A": "b"}},
    "open_issue": {"quotes": [{"A": "b"}]}, "disagreement": {"sides": [{"quote": {"A": "b"}}] * 2},
    "fact": {"quotes": [{"A": "b"}]}, "date": {"when": "2025", "quote": {"A": "b"}},
}  # fmt: skip
OWN = st.one_of(
    [some(known, NEEDED[what].items()).map(lambda d, w=what: {w: d}) for what, known in ADD.items()]
)
ONE_FIELD = st.sampled_from(ENTRY).flatmap(lambda said: value(said).map(lambda v: {said.name: v}))
FILES = st.one_of(
    st.fixed_dictionaries({"a": st.one_of(ONE_FIELD, some(ENTRY), ANY)}),
    st.fixed_dictionaries({"add": st.one_of(st.lists(OWN, min_size=1, max_size=1), ANY)}),
    st.fixed_dictionaries({}, optional={"lead": ANY, "sections": ANY}),
)


@settings(max_examples=400, deadline=None)
@given(FILES)
def test_what_the_schema_says_is_wrong_is_what_the_reader_says_is_wrong(data):
    valid = Draft202012Validator(schema()).is_valid(data)
    assert valid == (problems(json.dumps(data)) == []), problems(json.dumps(data))


@pytest.mark.parametrize("text", WRONG)
def test_the_schema_refuses_what_the_reader_does(text):
    if "twice" in WRONG[text][1] or "calendar" in WRONG[text][1] or text.startswith("? "):
        return  # what a schema cannot say
    loader = yaml.BaseLoader if "true" not in text else yaml.SafeLoader
    assert not Draft202012Validator(schema()).is_valid(yaml.load(text, Loader=loader))


def test_what_is_said_of_one_finding_in_two_places_is_one_entry():
    """As the menus of the site give it, piece by piece, at the end of the file."""
    edits, wrong = parse("a: {reviewed: true}\nb: {pin: true}\na:\n  note: x\na: {title: y}\n")
    assert wrong == () and list(edits.findings) == ["a", "b"]
    assert (edits.findings["a"].reviewed, edits.findings["a"].note, edits.findings["a"].title) == (
        "yes", "x", "y",
    )  # fmt: skip
    assert edits.findings["a"].line == 1
