"""What wants a decision, in which order, and with what somebody needs to decide it; no file, no terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.editorial.quoting import QuoteError
from briefgen.editorial.record import Edit, Edits, seal
from briefgen.findings.agreements import Agreement
from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.lead import Lead
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position
from briefgen.findings.timeline import Moment
from briefgen.findings.topics import Topic
from briefgen.model import Article, Briefing, Lost, Problem, Sentence
from briefgen.review import choices, decisions, quoted, screen
from briefgen.review.entry_text import Mistaken, as_text, from_text
from briefgen.review.queue import queue
from briefgen.review.terminal_text import one_line


def article(key: str, *told: str) -> Article:
    text, sentences = "", []
    for n, words in enumerate(told, 1):
        start = len(text)
        sentences.append(
            Sentence(source=key.lower(), id=f"s{n}", start=start, end=start + len(words), text=words,
                     paragraph=n)
        )  # fmt: skip
        text += f"{words}\n"
    return Article(
        id=key.lower(), key=key, path=f"seeds/{key.lower()}.txt", sha256="0" * 64, text=text,
        title=f"Source {key}", sentences=tuple(sentences), publisher=f"The {key} Paper",
    )  # fmt: skip


A = article(
    "A", "The pier at Osterhaven shook on Monday.", "Mara Quill wants the pier closed.",
    "The harbour board will decide in May.", "Ion Feld said the pier is safe.", "Nine people were hurt.",
    "“It creaks,” a man said.",
)  # fmt: skip
B = article("B", "Ten people were hurt.", "The pier shook.", "Mara Quill left.", "The pier shook.")


def said(source: Article, words: str):
    at = source.text.index(words)
    return source.cite(at, at + len(words))


QUILL = Leader(
    id="mara-quill", title="Mara Quill", name="Mara Quill", kind="person", rule="leaders/person",
    citations=(said(A, "Mara Quill"), said(B, "Mara Quill")),
)  # fmt: skip
FELD = Leader(
    id="ion-feld", title="Ion Feld", name="Ion Feld", kind="person", citations=(said(A, "Ion Feld"),)
)
ZORN = Leader(id="zorn", title="Zorn", name="Zorn", kind="person")
CLOSED = Position(
    id="closed", title="wants the pier closed", holders=("mara-quill",), stance="demands", predicate=True,
    citations=(said(A, "wants the pier closed"),), shown=said(A, "wants the pier closed"), rule="clauses/x",
)  # fmt: skip
SAFE = Position(
    id="safe", title="said the pier is safe", holders=("ion-feld",), stance="states", predicate=True,
    citations=(said(A, "the pier is safe"),), shown=said(A, "said the pier is safe"),
)  # fmt: skip
INNER = replace(SAFE, id="inner", shown=said(A, "the pier is safe"))
CREAKS = Position(
    id="creaks", title="It creaks", stance="states", confidence="low", holder=said(A, "a man"),
    citations=(said(A, "“It creaks,”"),),
)  # fmt: skip
DECIDES = OpenIssue(
    id="decides", title="The harbour board will decide in May", kind="decision",
    citations=(said(A, "The harbour board will decide in May"),),
)  # fmt: skip
HURT = Disagreement(
    id="hurt", title="How many were hurt", kind="quantity", confidence="low",
    sides=(Side(label="nine", citations=(said(A, "Nine people were hurt."),)),
           Side(label="ten", citations=(said(B, "Ten people were hurt."),))),
)  # fmt: skip
SHOOK = Agreement(
    id="shook", title="The pier shook.", origins=2, rule="agreements/match",
    citations=(said(A, "The pier at Osterhaven shook on Monday."), said(B, "The pier shook.")),
)  # fmt: skip
MONDAY = Moment(
    id="monday", title="The pier shook.", when="2025-03-17", as_written="on Monday",
    citations=(said(A, "on Monday"),),
)  # fmt: skip
FOUND = {
    "leaders": (QUILL, FELD, ZORN), "topics": (Topic(id="pier", label="the pier"),),
    "positions": (CLOSED, SAFE, INNER, CREAKS), "open_issues": (DECIDES,), "disagreements": (HURT,),
    "agreements": (SHOOK,), "timeline": (MONDAY,), "coverage": (),
    "lead": (Lead(id="l", citations=(said(A, "The pier at Osterhaven shook on Monday."),), fact="shook"),),
}  # fmt: skip
BRIEFING = Briefing(title="The pier", articles=(A, B), findings=FOUND, unedited=FOUND)


def edits(**entries: Edit) -> Edits:
    return Edits(findings={name.replace("_", "-"): edit for name, edit in entries.items()})


def states(items):
    return {item.id: item.state for item in items}


def test_the_front_page_comes_first_then_the_rest_by_kind_then_what_is_folded():
    items = queue(BRIEFING, Edits())
    assert [(i.state, i.id) for i in items] == [
        ("front", "shook"), ("front", "decides"),
        ("front", "mara-quill"), ("front", "closed"), ("front", "ion-feld"), ("front", "safe"),
        ("shown", "zorn"), ("shown", "monday"),
        ("folded", "hurt"), ("folded", "creaks"),
    ]  # fmt: skip


def test_an_item_tells_what_is_printed_and_shows_its_sentence_between_its_neighbours():
    item = next(i for i in queue(BRIEFING, Edits()) if i.id == "closed")
    assert item.statement == "Mara Quill “wants the pier closed”"
    assert (item.holder, item.stance, item.name, item.seal) == ("Mara Quill", "wants", "closed", seal(CLOSED))
    assert item.why == "Found by the rule clauses/x, confidence high"
    (passage,) = item.passages
    assert (passage.mark, passage.before, passage.after) == ("A2", A.sentences[0].text, A.sentences[2].text)
    assert passage.credit.startswith("The A Paper")
    record = item.as_json()
    assert record["passages"][0]["cited"] == ["wants the pier closed"]
    assert (record["kind"], record["line"], record["near"]) == ("positions", None, [])


def test_the_sides_of_a_disagreement_are_told_apart_and_a_nameless_holder_is_called_as_in_the_source():
    items = {i.id: i for i in queue(BRIEFING, Edits())}
    assert [(p.label, p.mark) for p in items["hurt"].passages] == [("nine", "A5"), ("ten", "B1")]
    assert items["hurt"].statement == "How many were hurt: nine / ten"
    assert items["creaks"].holder == "a man"
    assert items["monday"].statement == "2025-03-17: The pier shook."


def test_the_first_and_the_last_sentence_have_one_neighbour():
    items = {i.id: i for i in queue(BRIEFING, Edits())}
    (first, other) = items["shook"].passages
    assert (first.before, first.after) == ("", A.sentences[1].text)
    assert (other.mark, other.before) == ("B2", B.sentences[0].text)
    assert items["creaks"].passages[0].after == ""


def test_what_is_reviewed_and_unchanged_is_done():
    said_so = edits(closed=Edit(reviewed="J. Roe", seen=seal(CLOSED)), shook=Edit(reviewed="yes"),
                    zorn=Edit(title="Z."))  # fmt: skip
    items = queue(BRIEFING, said_so)
    assert {"closed", "shook"}.isdisjoint(states(items))
    assert states(items)["zorn"] == "shown"
    every = queue(BRIEFING, said_so, again=True)
    assert [i.id for i in every if i.state == "checked"] == ["shook", "closed"]


def test_what_changed_since_it_was_reviewed_comes_before_what_was_not():
    items = queue(BRIEFING, edits(monday=Edit(reviewed="J. Roe", seen="00000000", line=3)))
    assert (items[0].id, items[0].state, items[0].line) == ("monday", "changed", 3)


def test_a_hidden_finding_is_asked_about_only_where_it_changed():
    hidden = {**FOUND, "positions": (CLOSED, INNER, CREAKS)}
    briefing = replace(BRIEFING, findings=hidden)
    assert "safe" not in states(queue(briefing, edits(safe=Edit(hide=True))))
    assert "safe" not in states(queue(briefing, edits(safe=Edit(hide=True, seen=seal(SAFE)))))
    again = queue(briefing, edits(safe=Edit(hide=True, seen=seal(SAFE))), again=True)
    assert states(again)["safe"] == "checked"
    assert states(queue(briefing, edits(safe=Edit(hide=True, seen="0"))))["safe"] == "changed"


def test_what_the_analyst_added_is_not_asked_about():
    own = replace(CLOSED, id="own", rule="editorial/position")
    briefing = replace(BRIEFING, findings={**FOUND, "positions": (own, *FOUND["positions"])})
    assert "own" not in states(queue(briefing, Edits()))


@pytest.mark.parametrize(
    "problem",
    [
        "editorial.yml:3: closed: stance: 'dimands' is none",
        "editorial.yml: closed: holder: there is no Brix",
        "editorial.yml:4: closed: there are two of them",
    ],
)
def test_an_edit_that_does_not_fit_comes_before_what_changed(problem):
    briefing = replace(
        BRIEFING,
        problems=(
            Problem(source=None, what=problem, severity=1),
            Problem(source=None, what="editorial.yml:9: monday: has changed since it was checked"),
            Problem(source="a", what="editorial.yml: closed: no", severity=1),
        ),
    )
    said_so = edits(closed=Edit(reviewed="J. Roe", line=2), monday=Edit(reviewed="J. Roe", seen="0", line=9))
    first, second, *_ = queue(briefing, said_so)
    assert (first.id, first.state, first.trouble) == ("closed", "conflict", (problem,))
    assert (second.id, second.state, second.trouble) == ("monday", "changed", ()), "to accept it is enough"


def test_an_edit_that_finds_nothing_comes_first_with_what_it_may_be_meant_for():
    gone = Lost(name="shut", line=7, near=(("positions", "closed"), ("positions", "no-more")))
    (first, *_) = queue(replace(BRIEFING, lost=(gone,)), edits(shut=Edit(hide=True)))
    assert (first.state, first.name, first.line, first.kind) == ("lost", "shut", 7, "")
    assert [(n.kind, n.name, n.title) for n in first.near] == [
        ("positions", "closed", "wants the pier closed")
    ]


def test_an_id_of_two_kinds_and_a_reserved_one_are_called_with_their_kind():
    found = {
        **FOUND,
        "topics": (Topic(id="closed", label="closed"),),
        "leaders": (*FOUND["leaders"], replace(ZORN, id="add")),
    }
    names = {i.id: i.name for i in queue(replace(BRIEFING, findings=found, unedited=found), Edits())}
    assert (names["closed"], names["add"], names["safe"]) == ("positions/closed", "leaders/add", "safe")
    whole = Edits(findings={"positions/safe": Edit(reviewed="x")})
    assert "safe" not in states(queue(BRIEFING, whole))


def test_the_queue_is_the_same_each_time():
    assert queue(BRIEFING, Edits()) == queue(BRIEFING, Edits())


# -- what there is to choose from


def test_who_is_named_near_the_words_stands_first_and_who_holds_them_now_last():
    item = next(i for i in queue(BRIEFING, Edits()) if i.id == "closed")
    assert [c.value for c in choices.holders(BRIEFING, item)] == ["ion-feld", "zorn", "mara-quill"]
    other = next(i for i in queue(BRIEFING, Edits()) if i.id == "decides")
    assert [c.value for c in choices.holders(BRIEFING, other)] == ["mara-quill", "ion-feld", "zorn"]


def test_every_stance_and_every_kind_can_be_chosen():
    assert len({c.value for c in choices.stances()}) == len(choices.stances()) == 14
    items = {i.id: i for i in queue(BRIEFING, Edits())}
    assert "organization" in [c.value for c in choices.kinds(items["zorn"])]
    assert choices.kinds(items["closed"]) == ()
    assert [c.said for c in choices.topics(BRIEFING)] == ["the pier"]


def test_what_it_may_be_one_with_is_of_its_kind_the_likest_first():
    items = queue(BRIEFING, Edits())
    item = next(i for i in items if i.id == "mara-quill")
    assert {c.value for c in choices.others(items, item)} == {"ion-feld", "zorn"}


# -- what a decision makes of an entry


def test_a_correction_is_a_decision():
    assert decisions.corrected(None, "J. Roe", "1a", holder="zorn") == {
        "reviewed": "J. Roe", "seen": "1a", "holder": "zorn",
    }  # fmt: skip
    kept = decisions.corrected({"note": "x", "hide": True, "stance": "agrees"}, "", "2b", note=None)
    assert kept == {"stance": "agrees", "reviewed": True, "seen": "2b"}


def test_to_accept_shows_again_and_to_reject_keeps_what_is_said():
    assert decisions.accepted({"hide": "no", "pin": True}, "R", "1") == {
        "pin": True, "reviewed": "R", "seen": "1",
    }  # fmt: skip
    assert decisions.rejected({"title": "x"}, "R", "1", "said twice") == {
        "hide": "said twice", "title": "x", "reviewed": "R", "seen": "1",
    }  # fmt: skip
    assert decisions.rejected(None, "R", "1", "")["hide"] is True


def test_what_is_merged_is_added_to_what_was_merged():
    assert decisions.merged(None, "R", "1", "b")["merge"] == "b"
    assert decisions.merged({"merge": "b"}, "R", "1", "c")["merge"] == ["b", "c"]
    assert decisions.merged({"merge": ["b"]}, "R", "1", "b")["merge"] == "b"


def test_the_foot_tells_the_keys_that_do_something_here_on_one_line():
    told = {item.kind: dict(screen.keys(item)) for item in queue(BRIEFING, Edits())}
    assert {"positions", "leaders", "open_issues", "agreements"} <= set(told)
    assert {"h", "s"} <= set(told["positions"]) and {"h", "m"} <= set(told["open_issues"])
    assert not {"h", "s", "m"} & {*told["agreements"], *told["leaders"]}
    for keys in told.values():
        assert list(keys)[-1] == "q" and len("  ".join(f"{k} {what}" for k, what in keys.items())) < 80


def test_an_entry_goes_through_an_editor_unchanged():
    entry = {"hide": "not: his words", "holder": ["a", "b"], "note": "“Grüße” # no remark"}
    assert from_text("x-1", as_text("x-1", entry)) == entry
    assert from_text("x-1", as_text("x-1", None)) is None
    assert from_text("x-1", "x-1:\n  title: 2025-03-18\n  pin: yes\n") == {"title": "2025-03-18", "pin": True}


@pytest.mark.parametrize(
    "text, said_so",
    [
        ("x:\n  hide: [", "editorial.yml"),
        ("x:\n  titel: A\n", "titel"),
        ("y:\n  title: A\n", "only the entry x"),
        ("x: no\n", "x"),
    ],
)
def test_a_mistake_in_an_entry_is_told_and_counts_for_nothing(text, said_so):
    with pytest.raises(Mistaken) as error:
        from_text("x", text)
    assert said_so in " ".join(error.value.wrong)


# -- words that are typed


def test_words_are_looked_up_in_the_source_that_has_them():
    assert quoted.quote((A, B), "wants the pier closed") == {"A": "wants the pier closed"}
    assert quoted.quote((A, B), "“Mara Quill left.”") == {"B": "Mara Quill left."}
    assert quoted.quote((A, B), "B2: The pier shook") == {"B2": "The pier shook"}


@pytest.mark.parametrize(
    "typed, said_so",
    [
        ("people were hurt", "A and B have it: write A: before the words"),
        ("The pier shook", "stands there 2 times"),
        ("B: The pier shook", "stands there 2 times"),
        ("Mara Quill wants the peer closed", "nearest is A2"),
    ],
)
def test_words_that_no_source_or_more_than_one_has_are_refused(typed, said_so):
    with pytest.raises(QuoteError, match=said_so):
        quoted.quote((A, B), typed)


def test_a_name_is_quoted_from_a_source_that_has_it():
    assert quoted.naming((A, B), "Ion Feld", ["b"]) == {"A": "Ion Feld"}
    assert quoted.naming((A, B), "The pier shook", ["b"]) == {"B2": "The pier shook"}
    with pytest.raises(QuoteError, match="stands in no source"):
        quoted.naming((A, B), "Tom Quill", [])


def test_what_could_steer_a_terminal_is_shown_as_a_sign():
    assert one_line("a\x1b[2J\x07b\u202ec\x9bd\u2028e\n\tf") == "a�[2J�b�c�d e f"
    assert one_line("می\u200cخواهم 橋") == "می\u200cخواهم 橋"
