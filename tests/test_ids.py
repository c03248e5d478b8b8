"""Ids survive other sources, a mended misprint, another rule; an edit finds its finding again, or says so."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import built_with_hash_seeds
from hypothesis import given
from hypothesis import strategies as st

from briefgen.build import brief, build
from briefgen.check import check
from briefgen.editorial.anchors import KEY as EDITS
from briefgen.editorial.record import Edit
from briefgen.editorial.refinding import refound
from briefgen.findings import positions as rule
from briefgen.findings.agreements import Agreement
from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.kind import finding_id
from briefgen.findings.lead import Lead
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position
from briefgen.findings.topics import Topic
from briefgen.ids import remember, settled
from briefgen.ids.settling import KEY
from briefgen.model import Article, Sentence
from briefgen.write import MANIFEST

SEEDS, DOCS = Path("seeds"), Path("docs")
POST = SEEDS / "harbour-post.txt"
LIST = DOCS / MANIFEST


def source(name, *said):
    """An article of these sentences."""
    text, sentences, at = " ".join(said), [], 0
    for number, words in enumerate(said, start=1):
        at = text.index(words, at)
        sentences.append(
            Sentence(source=name, id=f"s{number}", start=at, end=at + len(words), text=words, paragraph=0)
        )
        at += len(words)
    return Article(
        id=name, key=name.upper(), path=f"seeds/{name}.txt", sha256="0", text=text, title=said[0],
        sentences=tuple(sentences),
    )  # fmt: skip


def cite(article, words):
    at = article.text.index(words)
    return article.cite(at, at + len(words))


def position(article, words, holders=("mara-quill",), stance="states", **more):
    """A position with the id that its words make."""
    c = cite(article, words)
    return Position(
        id=finding_id(f"{' '.join(holders[:1])} {words}", c), title=words, stance=stance, holders=holders,
        citations=(c,), **more,
    )  # fmt: skip


def dispute(*citations, kind="quantity"):
    sides = tuple(Side(label=c.quote, citations=(c,)) for c in citations)
    return Disagreement(id=finding_id(kind, *citations), title="How many", kind=kind, sides=sides)


def after(then, now):
    """The findings of `now` given what a build of `then` kept, each of the two articles and findings."""
    articles, findings = then
    memory = through_json(remember(settled(findings, articles, {}), articles))
    return settled(now[1], now[0], memory)


def through_json(memory):
    return json.loads(json.dumps(memory))


def ids(done, kind="positions"):
    return [f.id for f in done.findings[kind]]


A = source(
    "a",
    "Mara Quill wants the old pier closed before the winter.",
    "The fare is 4 crowns for every passenger.",
    "Jonas Feld rejects a second pier, and warns that the line will stop in May.",
)
B = source(
    "b", "Mara Quill wants the old pier closed before the winter.", "Nobody asked the crews of the line."
)
SAID = [s.text for s in A.sentences]
CLOSED = "wants the old pier closed before the winter"
FIRST = position(A, CLOSED)


def test_without_memory_nothing_changes():
    done = settled({"positions": (FIRST,)}, (A,), {})
    assert done.findings == {"positions": (FIRST,)} and not done.known


@pytest.mark.parametrize(
    "words, now",
    [
        (CLOSED, "Mara Quill wants the old peir closed before the winter."),
        ("closed before the winter", "Mara Quill wants the old peir closed before the winter."),
        (CLOSED, "Mara Quill wants the old pier now closed before the winter."),
        ("old pier closed before the winter", "Mara Quill wants the old pier closed before the winter."),
        ("wants the old", "Mara Quill wants the old pier closed before the winter."),
    ],
)
def test_a_mended_misprint_and_another_span_keep_the_id(words, now):
    text = source("a", now, A.sentences[1].text, A.sentences[2].text)
    quoted = CLOSED.replace("pier", "peir") if "peir" in now else CLOSED
    quoted = quoted.replace("pier closed", "pier now closed") if "now" in now else quoted
    found = position(text, quoted)
    earlier = position(A, words)
    assert found.id != earlier.id
    assert ids(after(((A,), {"positions": (earlier,)}), ((text,), {"positions": (found,)}))) == [earlier.id]


def test_half_of_the_words_are_others():
    text = source("a", "Mara Quill asks for the old jetty to be shut in spring.", A.sentences[1].text)
    found = position(text, "asks for the old jetty to be shut in spring", stance="states")
    assert ids(after(((A,), {"positions": (FIRST,)}), ((text,), {"positions": (found,)}))) == [found.id]


@pytest.mark.parametrize("changed", [{"holders": ("jonas-feld",)}, {"holders": ()}])
def test_what_somebody_else_holds_is_another_position(changed):
    found = position(A, "the old pier closed before the winter", **changed)
    people = tuple(Leader(id=i, name=i, kind="person") for i in ("jonas-feld", "mara-quill"))
    then = {"leaders": people, "positions": (FIRST,)}
    assert ids(after(((A,), then), ((A,), {"leaders": people, "positions": (found,)}))) == [found.id]


def test_a_stance_that_a_correction_turns_is_another_position():
    text = source("a", "Mara Quill wants the old pier not closed before the winter.", *SAID[1:])
    found = position(text, "wants the old pier not closed before the winter", negated=True)
    assert ids(after(((A,), {"positions": (FIRST,)}), ((text,), {"positions": (found,)}))) == [found.id]


def test_a_source_renamed_keeps_all_ids_whatever_the_order():
    renamed = source("zz", *SAID)
    then = (FIRST, position(A, "rejects a second pier", ("jonas-feld",)), position(B, CLOSED))
    now = (position(B, CLOSED), position(renamed, "rejects a second pier", ("jonas-feld",)),
           position(renamed, CLOSED))  # fmt: skip
    for articles in ((renamed, B), (B, renamed)):
        for order in (now, now[::-1]):
            done = after(((A, B), {"positions": then}), (articles, {"positions": order}))
            assert set(ids(done)) == {f.id for f in then}
            by_place = {
                f.citations[0].source + f.citations[0].quote: f.id for f in done.findings["positions"]
            }
            assert by_place["zz" + CLOSED] == FIRST.id


def test_two_sources_that_change_names():
    """A source is known by its sentences: what stands in it goes with them."""
    one, other = source("b", *SAID), source("a", *[s.text for s in B.sentences])
    then = (FIRST, position(B, "asked the crews of the line", ()))
    now = (position(one, CLOSED), position(other, "asked the crews of the line", ()))
    assert ids(after(((A, B), {"positions": then}), ((one, other), {"positions": now}))) == [
        f.id for f in then
    ]


def test_two_that_fit_one_and_one_that_fits_two():
    both = "rejects a second pier, and warns that the line will stop in May"
    halves = [position(A, words, ("jonas-feld",)) for words in (
        "a second pier, and warns", "warns that the line will stop",
    )]  # fmt: skip
    whole = position(A, both, ("jonas-feld",))
    one = after(((A,), {"positions": (whole,)}), ((A,), {"positions": tuple(halves)}))
    assert ids(one) == [f.id for f in halves]
    other = after(((A,), {"positions": tuple(halves)}), ((A,), {"positions": (whole,)}))
    assert ids(other) == [whole.id]


def test_several_in_one_sentence_are_told_apart_by_their_words():
    then = (position(A, "rejects a second pier", ("jonas-feld",)),
            position(A, "warns that the line will stop in May", ("jonas-feld",)))  # fmt: skip
    now = (position(A, "the line will stop in May", ("jonas-feld",)),
           position(A, "a second pier", ("jonas-feld",)))  # fmt: skip
    assert ids(after(((A,), {"positions": then}), ((A,), {"positions": now}))) == [then[1].id, then[0].id]


def test_a_finding_that_was_known_keeps_its_own_id():
    """A statement goes into one that was there before: no link to that one may break."""
    inner, outer = position(A, "the old pier closed"), FIRST
    done = after(((A,), {"positions": (inner, outer)}), ((A,), {"positions": (outer,)}))
    assert ids(done) == [outer.id]


def test_a_sentence_beside_it_that_was_there_before_does_not_inherit():
    nearly = "Mara Quill wants the old pier closed before the summer."
    then, now = source("a", SAID[0], nearly, SAID[1]), source("a", nearly, SAID[1])
    done = after(
        ((then,), {"positions": (position(then, CLOSED),)}),
        ((now,), {"positions": (position(now, "wants the old pier closed before the summer"),)}),
    )
    assert done.natural == {}


def test_a_dispute_with_a_further_side_and_one_of_another_pair():
    c = source("c", "The crossing costs 6 crowns, says a leaflet.", "The crossing costs 5 crowns.")
    fare = cite(A, "4 crowns")
    then = dispute(fare, cite(c, "6 crowns"))
    fresh = source("d", "The fare was 7 crowns on Monday.")
    more = dispute(fare, cite(c, "6 crowns"), cite(fresh, "7 crowns"))
    assert ids(
        after(((A, c), {"disagreements": (then,)}), ((A, c, fresh), {"disagreements": (more,)})),
        "disagreements",
    ) == [then.id]
    # Half of it is left, beside what a new source has.
    half = dispute(fare, cite(fresh, "7 crowns"))
    assert ids(
        after(((A, c), {"disagreements": (then,)}), ((A, c, fresh), {"disagreements": (half,)})),
        "disagreements",
    ) == [half.id]
    other = dispute(fare, cite(c, "5 crowns"))
    assert ids(
        after(((A, c), {"disagreements": (then,)}), ((A, c), {"disagreements": (other,)})), "disagreements"
    ) == [other.id]


def leader(id_, name, *citations, **more):
    return Leader(id=id_, title=name, name=name, kind="person", citations=citations, **more)


def test_somebody_who_is_named_in_full_keeps_the_id_and_all_that_names_it():
    told = source("a", "Quill wants the old pier closed.", "The fare rises, Quill warns.", "Quill will sail.")
    cites = [told.cite(s.start + s.text.index("Quill"), s.start + s.text.index("Quill") + 5)
             for s in told.sentences]  # fmt: skip
    more = source("b", "Mara Quill, the mayor, met Jonas Feld.")
    full = leader("mara-quill", "Mara Quill", *cites, cite(more, "Mara Quill"), aliases=("Quill",))
    issue = OpenIssue(id="i-1", kind="decision", whose_move=("mara-quill",), citations=(cites[2],))
    own = cite(told, "wants the old pier closed")
    held = Position(id=finding_id("mara quill wants", own), stance="wants", holders=("mara-quill", "x"),
                    citations=(own,))  # fmt: skip
    before = replace(held, id=finding_id("quill wants", own), holders=("quill", "x"))
    feld = leader("jonas-feld", "Jonas Feld", cite(more, "Jonas Feld"))
    then = {"leaders": (leader("quill", "Quill", *cites),), "positions": (before,)}
    now = {"leaders": (full, feld), "positions": (held,), "open_issues": (issue,)}
    done = after(((told,), then), ((told, more), now))
    assert ids(done, "leaders") == ["quill", "jonas-feld"]
    assert done.findings["positions"][0].holders == ("quill", "x")
    assert ids(done) == [before.id]
    assert done.findings["open_issues"][0].whose_move == ("quill",)
    again = settled(now, (told, more), through_json(remember(done, (told, more))))
    assert again.findings == done.findings


def test_a_namesake_is_another():
    told = source("a", "Quill wants the old pier closed.", "Ann Moor will sail.")
    other = leader("ann-moor", "Ann Moor", cite(told, "Quill"))
    then = {"leaders": (leader("quill", "Quill", cite(told, "Quill")),)}
    assert ids(after(((told,), then), ((told,), {"leaders": (other,)})), "leaders") == ["ann-moor"]


def test_what_opens_the_briefing_names_the_fact_by_the_id_that_it_keeps():
    text = source("a", "Mara Quill wants the old peir closed before the winter.", *SAID[1:])
    fact, told = (
        Agreement(id=finding_id("q", *c), origins=2, citations=c)
        for c in ((cite(A, SAID[0]), cite(B, SAID[0])), (text.cite(0, 55), cite(B, SAID[0])))
    )
    opening = Lead(id="l-1", fact=told.id, citations=(cite(B, SAID[0]),))
    done = after(((A, B), {"agreements": (fact,)}), ((text, B), {"agreements": (told,), "lead": (opening,)}))
    assert (ids(done, "agreements"), done.findings["lead"][0].fact) == ([fact.id], fact.id)


def test_an_id_of_old_goes_back_to_the_words_that_make_it():
    """What was settled gives way: no id is taken twice."""
    text = source("a", "Mara Quill wants the old peir closed before the winter.", *SAID[1:])
    found = position(text, CLOSED.replace("pier", "peir"))
    done = after(((A,), {"positions": (FIRST,)}), ((text,), {"positions": (found,)}))
    memory = through_json(remember(done, (text,)))
    both = source("a", *[s.text for s in text.sentences], SAID[0])
    now = (position(both, CLOSED.replace("pier", "peir")), position(both, CLOSED))
    assert ids(settled({"positions": now}, (both,), memory)) == [found.id, FIRST.id]


DAMAGED = [
    None, 3, [], "x", {}, {"sources": {}}, {"sources": [], "findings": {}},
    {"sources": {"a": 1}, "findings": {}},
    {"sources": {"a": "abcd"}, "findings": []}, {"sources": {"a": "abcd"}, "findings": {"positions": 3}},
    {"sources": {"a": "abcd"}, "findings": {"positions": {"x-1": "a:7:0-1"}}},
    {"sources": {"a": "abcd"}, "findings": {"positions": {"x-1": "a:0:0"}}},
    {"sources": {"a": "abcd"}, "findings": {"positions": {"x-1": "a:-1:0-1"}}},
    {"sources": {"a": "abcd"}, "findings": {"positions": {"x-1": "what=1"}}},
    {"sources": {"a": "ab cd"}, "findings": {"positions": {"x-1": None}}},
]  # fmt: skip


@pytest.mark.parametrize("record", DAMAGED, ids=repr)
def test_a_damaged_record_is_no_record(record):
    done = settled({"positions": (FIRST,)}, (A,), {KEY: record, EDITS: record})
    assert done.findings == {"positions": (FIRST,)} and not done.known
    lost = refound(done, (A,), {"gone-000000": Edit(hide=True)}, {KEY: record, EDITS: record})
    assert [x.name for x in lost.lost] == ["gone-000000"]


@pytest.mark.parametrize("bad", ["../../x", "X", "a b", "", "-a", "é"])
def test_no_id_comes_from_the_record_that_could_not_be_one(bad):
    memory = remember(settled({"positions": (FIRST,)}, (A,), {}), (A,))
    found = memory[KEY]["findings"]["positions"]
    found[bad] = found.pop(FIRST.id)
    now = position(A, "the old pier closed before the winter")
    assert ids(settled({"positions": (now,)}, (A,), memory)) == [now.id]


# -- whatever was kept -------------------------------------------------------------------

WORDS = st.sampled_from(["pier", "ferry", "line", "fare", "crews", "winter", "closed", "May"])
SENTENCE = st.lists(WORDS, min_size=1, max_size=7).map(lambda ws: " ".join(ws) + ".")
TEXTS = st.lists(st.lists(SENTENCE, min_size=1, max_size=4), min_size=1, max_size=3)
PEOPLE = ("quill", "mara-quill", "feld")


@st.composite
def states(draw):
    """Articles, with positions and leaders in them, each of an id of its own."""
    articles = tuple(source(f"s{n}", *said) for n, said in enumerate(draw(TEXTS)))
    held, people = {}, {}
    for a in articles:
        for s in a.sentences:
            for _ in range(draw(st.integers(0, 3))):
                start = s.start + draw(st.integers(0, len(s.text) - 2))
                c = a.cite(start, draw(st.integers(start + 1, s.end)))
                who = draw(st.sampled_from(PEOPLE))
                f = Position(
                    id=finding_id(f"{who} {c.quote}", c), stance="states", holders=(who,), citations=(c,)
                )
                held[f.id] = f
                people.setdefault(who, []).append(c)
    leaders = tuple(leader(who, who, *cites) for who, cites in people.items())
    return articles, {"leaders": leaders, "positions": tuple(held.values())}


KEYS = st.sampled_from(["sources", "findings", "positions", "ids", "edits", "at", "kind", "by", "a"])
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda x: st.lists(x, max_size=3) | st.dictionaries(KEYS, x, max_size=4),
    max_leaves=8,
)


@given(states(), states(), st.randoms(use_true_random=False))
def test_ids_stay_apart_a_second_build_changes_nothing_and_no_order_matters(then, now, chance):
    first = settled(then[1], then[0], {})
    memory = through_json(remember(first, then[0]))
    articles, findings = now
    done = settled(findings, articles, memory)
    for kind, found in done.findings.items():
        assert len({f.id for f in found}) == len(findings[kind])
        assert [replace(f, id="", **({"holders": ()} if kind == "positions" else {})) for f in found] == [
            replace(f, id="", **({"holders": ()} if kind == "positions" else {})) for f in findings[kind]
        ]
    assert {h for f in done.findings["positions"] for h in f.holders} <= set(ids(done, "leaders"))
    kept = remember(done, articles)
    again = settled(findings, articles, through_json(kept))
    assert again.findings == done.findings and remember(again, articles) == kept
    mixed = {kind: chance.sample(found, len(found)) for kind, found in findings.items()}
    other = settled(mixed, chance.sample(articles, len(articles)), memory)
    assert {k: set(fs) for k, fs in other.findings.items()} == {k: set(fs) for k, fs in done.findings.items()}


@given(states(), JSON, JSON)
def test_whatever_lies_in_the_list_stops_nothing(now, one, other):
    articles, findings = now
    memory = {KEY: one, EDITS: other}
    done = settled(findings, articles, memory)
    assert all(len({f.id for f in fs}) == len(fs) for fs in done.findings.values())
    refound(done, articles, {"a": Edit(hide=True), "positions/kind": Edit()}, memory)


# -- edits -------------------------------------------------------------------------------


def build_of(articles, findings, edits, memory):
    """What a build makes of edits, and what it leaves."""
    found = refound(settled(findings, articles, memory), articles, edits, memory)
    return found, through_json({**remember(found.done, articles), **found.memory})


GONE = "there is no such finding (any more)"
HIDE = {FIRST.id: Edit(hide=True, line=3)}


def gone_for_a_build(edits=HIDE, then=None):
    """What is left after a build in which the edited finding was gone."""
    _, memory = build_of((A, B), then or {"positions": (FIRST,)}, edits, {})
    found, memory = build_of((A, B), {"positions": ()}, edits, memory)
    assert [(x.name, x.line) for x in found.lost] == [(next(iter(edits)), 3)]
    return memory


def test_the_words_of_an_edit_are_found_again_after_builds_without_them():
    now = position(A, "the old pier closed before the winter")
    found, memory = build_of((A, B), {"positions": (now,)}, HIDE, gone_for_a_build())
    assert ids(found.done) == [FIRST.id] and found.lost == () and found.problems == ()
    assert list(memory[EDITS]) == [FIRST.id]
    again, kept = build_of((A, B), {"positions": (now,)}, HIDE, memory)
    assert again.done.findings == found.done.findings and kept == memory


@pytest.mark.parametrize(
    "said, quoted, holds",
    [
        ("Mara Quill wants the old peir closed before the winter.", "wants the old peir closed", True),
        ("Mara Quill wants an old jetty shut before the summer.", "wants an old jetty shut before", False),
        ("Nobody knows. Mara Quill wants the old pier closed before the winter.", CLOSED, True),
    ],
)
def test_words_that_come_back_mended_or_rewritten(said, quoted, holds):
    text = source("a", said, *SAID[1:])
    found, _ = build_of((text,), {"positions": (position(text, quoted),)}, HIDE, gone_for_a_build())
    assert (ids(found.done) == [FIRST.id]) == holds
    assert [x.name for x in found.lost] == ([] if holds else [FIRST.id])


def test_two_places_fit():
    text = source("c", "Rain fell.", *SAID, "Rain fell.", *SAID)
    now = (position(text, CLOSED, ("mara-quill",)),)
    at = text.text.rindex(CLOSED)
    c = text.cite(at, at + len(CLOSED))
    now += (replace(now[0], id=finding_id("mara-quill later", c), citations=(c,)),)
    found, memory = build_of((text,), {"positions": now}, HIDE, gone_for_a_build())
    assert ids(found.done) == [f.id for f in now]
    assert {i for _, i in found.lost[0].near} == {f.id for f in now}
    assert memory[EDITS][FIRST.id]["at"][0]["exact"] == CLOSED


def test_two_findings_fit():
    now = tuple(position(A, words) for words in ("wants the old pier", "closed before the winter"))
    found, _ = build_of((A, B), {"positions": now}, HIDE, gone_for_a_build())
    assert ids(found.done) == [f.id for f in now]
    assert {i for _, i in found.lost[0].near} == {f.id for f in now}


def test_another_holder_or_kind_does_not_take_an_edit():
    people = tuple(leader(i, i) for i in ("jonas-feld", "mara-quill"))
    now = position(A, CLOSED, ("jonas-feld",))
    issue = OpenIssue(id="i-1", title=CLOSED, kind="decision", citations=(cite(A, CLOSED),))
    findings = {"leaders": people, "positions": (now,), "open_issues": (issue,)}
    found, _ = build_of((A, B), findings, HIDE, gone_for_a_build())
    assert [x.name for x in found.lost] == [FIRST.id]
    assert (ids(found.done), ids(found.done, "open_issues")) == ([now.id], ["i-1"])


def test_a_finding_that_another_edit_names_is_not_taken():
    now = position(A, "the old pier closed before the winter")
    edits = {**HIDE, now.id: Edit(pin=True)}
    found, _ = build_of((A, B), {"positions": (now,)}, edits, gone_for_a_build())
    # What it says can't be put there, so it is not proposed; where the other only marks it as checked it can.
    assert ids(found.done) == [now.id] and found.lost[0].near == ()
    seen = {**HIDE, now.id: Edit(reviewed="J. Roe", seen="00000000")}
    found, _ = build_of((A, B), {"positions": (now,)}, seen, gone_for_a_build())
    assert found.lost[0].near == (("positions", now.id),)


def test_a_name_that_is_now_somebody_else():
    """The mayor is called in full now, and the short name is left to her brother."""
    told = source("a", "Quill wants the old pier closed.", "The fare rises, Quill warns.", "Quill will sail.")
    cites = [told.cite(s.start + s.text.index("Quill"), s.start + s.text.index("Quill") + 5)
             for s in told.sentences]  # fmt: skip
    more = source("b", "Mara Quill, the mayor, met her brother, whom all call Quill.")
    edits = {"quill": Edit(note="The mayor.", line=7)}
    _, memory = build_of((told,), {"leaders": (leader("quill", "Quill", *cites),)}, edits, {})
    mayor = leader("mara-quill", "Mara Quill", *cites, cite(more, "Mara Quill"))
    brother = leader("quill", "Quill", more.cite(len(more.text) - 6, len(more.text) - 1))
    now = ((told, more), {"leaders": (mayor, brother)})
    for _ in range(2):
        found, memory = build_of(*now, edits, memory)
        assert ids(found.done, "leaders") == ["mara-quill", "quill"]
        assert found.lost[0].near[0] == ("leaders", "mara-quill") and found.holding(edits) == {}
        assert [p.what for p in found.problems] == [
            "editorial.yml:7: quill: is another finding now; nearest: mara-quill (“Mara Quill”), quill "
            "(“Quill”): briefgen edit relink quill mara-quill"
        ]


def test_two_edits_of_one_finding():
    other = position(A, "the old pier closed")
    edits = {**HIDE, other.id: Edit(note="n", line=3)}
    _, memory = build_of((A,), {"positions": (FIRST, other)}, edits, {})
    _, memory = build_of((A,), {"positions": ()}, edits, memory)
    now = position(A, "wants the old pier closed before")
    found, _ = build_of((A,), {"positions": (now,)}, edits, memory)
    assert ids(found.done) == [now.id] and len(found.lost) == 2


def test_what_is_told_of_a_lost_edit():
    near = position(A, "rejects a second pier", ("jonas-feld",))
    shared = Topic(id="mara-quil", label="x")
    findings = {"positions": (near,), "topics": (shared,), "leaders": (leader("mara-quil", "Mara Quil"),)}
    names = [near.id.replace("second", "secund"), "zzzz", "leaders/mara-quill"]
    edits = {name: Edit(line=n) for n, name in enumerate(names)}
    found, _ = build_of((A,), findings, edits, {})
    assert [p.what for p in found.problems] == [
        f"editorial.yml: {names[0]}: {GONE}; nearest: {near.id} (“rejects a second pier”): "
        f"briefgen edit relink {names[0]} {near.id}",
        f"editorial.yml:1: zzzz: {GONE}, and none like it: mend the id, or take the edit out of the file",
        f"editorial.yml:2: leaders/mara-quill: {GONE}; nearest: leaders/mara-quil (“Mara Quil”): "
        "briefgen edit relink leaders/mara-quill leaders/mara-quil",
    ]
    assert found.holding(edits) == {} and found.memory == {}


def test_an_id_that_the_analyst_gives_to_what_he_adds_is_not_lost():
    found = refound(settled({}, (A,), {}), (A,), {"my-own": Edit(pin=True)}, {}, own=("my-own",))
    assert found.lost == ()


def test_nothing_is_kept_of_what_is_not_in_the_file():
    memory = gone_for_a_build()
    assert list(memory[EDITS]) == [FIRST.id]
    _, memory = build_of((A, B), {"positions": ()}, {}, memory)
    assert EDITS not in memory


def test_an_edit_by_kind_and_id():
    edits = {f"positions/{FIRST.id}": Edit(hide=True, line=3)}
    now = position(A, "the old pier closed before the winter")
    found, _ = build_of((A, B), {"positions": (now,)}, edits, gone_for_a_build(edits))
    assert ids(found.done) == [FIRST.id]


# -- whole builds ------------------------------------------------------------------------


def rebuilt():
    """Build; then all is as `check` wants it but for lost edits, and a second build changes nothing."""
    report = build(SEEDS, DOCS)
    lost = [p.what for p in report.problems if p.what.startswith("editorial.yml")]
    assert list(check(SEEDS, DOCS).wrong) == lost
    assert build(SEEDS, DOCS).done.lines == ()
    return report.briefing


def edit_of(words, briefing=None):
    """Write a note and a title for the position that has these words, and say its id."""
    found = (briefing or brief(SEEDS)).findings["positions"]
    (own,) = [f for f in found if f.title == words]
    (SEEDS / "editorial.yml").write_text(
        f"{own.id}:\n  title: A title of ours\n  note: A note.\n", encoding="utf-8"
    )
    return own.id


def noted(briefing):
    return [(f.id, f.citations[0].quote) for f in briefing.findings["positions"] if f.note == "A note."]


def rewrite(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


OPEN = "said that the line would open in June"
COURIER = SEEDS / "valley-courier.txt"


def test_an_edit_holds_through_sources_names_misprints_and_rules(project, monkeypatch):
    shutil.rmtree(DOCS)
    rewrite(COURIER, "would open in June", "wolud open in June")
    own = edit_of(OPEN.replace("would", "wolud"))
    before = noted(rebuilt())
    assert [i for i, _ in before] == [own]
    # The publisher mends a misprint: silently right.
    rewrite(COURIER, "wolud open in June", "would open in June")
    made = rebuilt()
    ((id_, quote),) = noted(made)
    assert id_ == own and quote.endswith("the line would open in June")
    assert made.lost == ()
    # A source comes, and one is renamed, so that the order is another.
    (SEEDS / "a-third.txt").write_text("Clerk Ada Moor said on Friday that the ferry would never sail.\n")
    COURIER.rename(SEEDS / "0-courier.txt")
    rewrite(SEEDS / "sources.yml", "valley-courier.txt", "0-courier.txt")
    assert [i for i, _ in noted(rebuilt())] == [own]
    # A rule quotes less of each sentence.
    position = rule.Reader.position

    def shorter(self, held):
        said = held.attribution
        (start, end), *others = said.content
        text = self.articles[said.source].text[start:end]
        cut = start + (text.index(" ") + 1 if " " in text else 0)
        return position(
            self, replace(held, attribution=replace(said, clause=None, content=((cut, end), *others)))
        )

    monkeypatch.setattr(rule.Reader, "position", shorter)
    natural = {f.id for f in brief(SEEDS).unedited["positions"]}
    made = rebuilt()
    assert own not in natural and [i for i, _ in noted(made)] == [own]
    assert len(noted(made)[0][1]) < len(quote)


def test_a_lost_edit_is_told_by_every_build_until_its_words_are_back(project, briefgen):
    own = edit_of(OPEN)
    rebuilt()
    sentence = "The minister said that the line would open in June. "
    rewrite(COURIER, sentence, "")
    for _ in range(3):
        result = briefgen("build")
        assert result.exit_code == 0
        assert f"editorial.yml:1: {own}: there is no such finding (any more); nearest: " in result.output
        assert f": briefgen edit relink {own} " in result.output
        assert json.loads(LIST.read_text(encoding="utf-8"))["memory"][EDITS][own]["at"]
        checked = briefgen("check")
        assert checked.exit_code == 1
        assert f"editorial.yml:1: {own}: there is no such finding" in checked.output
    lost = rebuilt().lost
    assert [x.name for x in lost] == [own] and lost[0].near
    rewrite(
        COURIER,
        "Quill said the town would",
        "The minister said that the line wil open in June. Quill said the town would",
    )
    made = rebuilt()
    assert made.lost == () and [i for i, _ in noted(made)] == [own]
    (SEEDS / "editorial.yml").unlink()
    rebuilt()
    assert EDITS not in json.loads(LIST.read_text(encoding="utf-8"))["memory"]


def test_a_sentence_that_is_rewritten_takes_no_edit_along(project):
    own = edit_of(OPEN)
    rebuilt()
    rewrite(COURIER, "The minister said that the line would open in June.",
            "The minister said that no date was fixed for the first ferry.")  # fmt: skip
    made = rebuilt()
    assert [x.name for x in made.lost] == [own] and noted(made) == []


@pytest.mark.parametrize(
    "record", [{"ids": 3}, {"edits": [1]}, {"ids": {"sources": {"x": "y"}}, "edits": {"a": {}}}]
)
def test_a_damaged_list_stops_no_build(project, record):
    own = edit_of(OPEN)
    rebuilt()
    data = json.loads(LIST.read_text(encoding="utf-8"))
    data["memory"] |= record
    LIST.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert check(SEEDS, DOCS).wrong != ()
    assert [i for i, _ in noted(rebuilt())] == [own]


def test_the_words_of_a_hidden_finding_stand_in_the_list_alone(project):
    own = edit_of(OPEN)
    (SEEDS / "editorial.yml").write_text(f"{own}: {{hide: true}}\n", encoding="utf-8")
    rebuilt()
    pages = [p for p in DOCS.rglob("*") if p.is_file() and own in p.read_text(encoding="utf-8")]
    assert pages == [LIST]
    rewrite(COURIER, "would open in June", "would re-open in June")
    assert rebuilt().lost == ()


def test_the_same_bytes_with_other_hash_seeds(project, tmp_path):
    edit_of(OPEN)
    rebuilt()
    rewrite(COURIER, "would open in June", "would re-open in June")
    COURIER.rename(SEEDS / "0-courier.txt")
    rewrite(SEEDS / "sources.yml", "valley-courier.txt", "0-courier.txt")
    assert len(built_with_hash_seeds(DOCS, tmp_path)) == 1
    assert re.search("was=", (tmp_path / "1" / MANIFEST).read_text(encoding="utf-8"))
