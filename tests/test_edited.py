"""What an analyst says takes effect, field by field; what can't be done is left out and said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefgen.edited import edited
from briefgen.editorial.record import Edit, Edits, Part, Quote, seal
from briefgen.findings.agreements import Agreement
from briefgen.findings.coverage import SoleReport
from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.latest.record import Word
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position
from briefgen.findings.timeline import Moment
from briefgen.findings.topics import Topic
from briefgen.model import Article, Sentence


def source(name, *said):
    """An article of these sentences."""
    text, sentences = "", []
    for number, words in enumerate(said, start=1):
        at, text = len(text), f"{text}{words} "
        sentences.append(
            Sentence(source=name, id=f"s{number}", start=at, end=at + len(words), text=words, paragraph=0)
        )
    return Article(
        id=name, key=name.upper(), path=f"seeds/{name}.txt", sha256=name, text=text, title=said[0],
        published=date(2031, 5, 8), sentences=tuple(sentences),
    )  # fmt: skip


A = source(
    "a",
    "Mara Quill, the harbour master, wants the pier closed.",
    "Quill told Feld that she would not pay for it.",
    "Tom Quill, her brother, called the pier safe.",
    "Who pays is not decided.",
    "Nine people were hurt.",
)
B = source(
    "b",
    "Ion Feld said the line would pay.",
    "It is not known who pays for the pier.",
    "Six people were hurt, M. Quill said.",
    "The council must decide on the pier.",
    "The line will pay.",
)
ARTICLES, ORIGINS = (A, B), {"a": "a", "b": "b"}


def cite(article, words):
    at = article.text.index(words)
    return article.cite(at, at + len(words))


MARA = Leader(
    id="quill", title="Mara Quill", name="Mara Quill", kind="person", aliases=("Quill", "Tom Quill"),
    side="Osterhaven", roles=(("harbour master", cite(A, "harbour master")), ("brother", cite(A, "brother"))),
    citations=(cite(A, "Mara Quill"), cite(A, "Quill told Feld"), cite(A, "Tom Quill")),
)  # fmt: skip
M_QUILL = Leader(
    id="m-quill", title="M. Quill", name="M. Quill", kind="person", citations=(cite(B, "M. Quill"),)
)
FELD = Leader(
    id="feld", title="Feld", name="Feld", kind="person", aliases=("Ion Feld",), side="Norland",
    citations=(cite(A, "Feld"), cite(B, "Ion Feld")),
)  # fmt: skip
CLOSED = Position(
    id="closed", title="wants the pier closed", holders=("quill",), stance="demands", predicate=True,
    topics=("pier",), shown=cite(A, "wants the pier closed"), citations=(cite(A, "the pier closed"),),
    holder=cite(A, "Mara Quill"), content=cite(A, "the pier closed"),
    later=Word(said=cite(A, "she would not pay for it")),
)  # fmt: skip
PAY = Position(
    id="pay", title="she would not pay", holders=("quill",), stance="rejects", negated=True,
    reported_by=("feld",), shown=cite(A, "she would not pay for it"),
    citations=(cite(A, "she would not pay for it"),), referents=((cite(A, "she"), "Quill"),),
    earlier=Word(said=cite(A, "the pier closed")),
)  # fmt: skip
SAFE = Position(
    id="safe", title="called the pier safe", holders=("quill",), stance="claims", topics=("pier",),
    shown=cite(A, "called the pier safe"), citations=(cite(A, "the pier safe"),),
    holder=cite(A, "Tom Quill"),
)  # fmt: skip
LINE = Position(
    id="line", title="the line would pay", holders=("feld",), stance="commits", confidence="low",
    shown=cite(B, "the line would pay"), citations=(cite(B, "the line would pay"),),
)  # fmt: skip
WHO_PAYS = OpenIssue(
    id="who-pays", title="Who pays is not decided", kind="decision", whose_move=("quill",),
    citations=(cite(A, "Who pays is not decided."),),
)  # fmt: skip
NOT_KNOWN = OpenIssue(
    id="not-known", title="It is not known who pays [Mara Quill]", kind="unknown", topics=("pier",),
    whose_move=("feld",), citations=(cite(B, "It is not known who pays"), cite(B, "The council must decide")),
    asked=cite(B, "who pays"), confidence="medium",
)  # fmt: skip
HURT = Disagreement(
    id="hurt", title="How many were hurt, as Mara Quill says", kind="quantity", confidence="low",
    sides=(Side(label="nine", citations=(cite(A, "Nine people"),)),
           Side(label="six", citations=(cite(B, "Six people"),))),
    citations=(cite(A, "Nine people"), cite(B, "Six people")), why=("both name Mara Quill",),
)  # fmt: skip
PAID = Disagreement(
    id="paid", title="Who pays", kind="contested", topics=("pier",),
    sides=(Side(label="the line", citations=(cite(B, "the line would pay"), cite(B, "The line will pay"))),
           Side(label="Nine", citations=(cite(A, "Who pays"), cite(A, "not pay")))),
    citations=(cite(B, "the line would pay"), cite(A, "Who pays")),
)  # fmt: skip
FOUND = {
    "leaders": (MARA, FELD, M_QUILL),
    "topics": (Topic(id="pier", title="pier", label="pier", citations=(cite(A, "pier"), cite(B, "pier"))),),
    "positions": (CLOSED, PAY, SAFE, LINE),
    "open_issues": (WHO_PAYS, NOT_KNOWN),
    "disagreements": (PAID, HURT),
    "agreements": (
        Agreement(id="fact", title="The line will pay.", origins=2, citations=(cite(B, "The line will"),)),
    ),
    "timeline": (Moment(id="day", when=None, as_written="then", citations=(cite(A, "Nine"),)),),
    "coverage": (
        SoleReport(id="sole", source="b", reason="name: M. Quill", citations=(cite(B, "M. Quill said"),)),
    ),
}  # fmt: skip


def apply(**edits):
    return entered({name.replace("__", "/").replace("_", "-"): e for name, e in edits.items()})


def entered(edits):
    made = edited(FOUND, Edits(findings=edits), ARTICLES, ORIGINS)
    return made.findings, [p.what for p in made.problems]


def get(findings, kind, id_):
    return next(f for f in findings[kind] if f.id == id_)


def ids(findings, kind):
    return [f.id for f in findings[kind]]


# -- fields ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "id_", "edit", "field", "value", "listed"),
    [
        ("positions", "pay", Edit(holder=("Ion Feld",)), "holders", ("feld",), ("holder",)),
        ("positions", "pay", Edit(holder=()), "holders", (), ("holder",)),
        ("positions", "pay", Edit(holder=("leaders/feld", "m.  quill")), "holders", ("feld", "m-quill"),
         ("holder",)),
        ("positions", "pay", Edit(holder=("quill",)), "holders", ("quill",), ()),
        ("positions", "pay", Edit(stance="warns"), "stance", "warns", ("stance",)),
        ("positions", "pay", Edit(negated=False), "negated", False, ("negated",)),
        ("positions", "closed", Edit(topic=()), "topics", (), ("topic",)),
        ("positions", "pay", Edit(topic=("Pier",)), "topics", ("pier",), ("topic",)),
        ("positions", "pay", Edit(note="Look."), "note", "Look.", ("note",)),
        ("positions", "pay", Edit(title="On  money"), "title", "On money", ("title",)),
        ("positions", "pay", Edit(title=" "), "title", "she would not pay", ()),
        ("leaders", "feld", Edit(kind="group"), "kind", "group", ("kind",)),
        ("leaders", "feld", Edit(side="Westmark"), "side", "Westmark", ("affiliation",)),
        ("open_issues", "who-pays", Edit(kind="negotiation"), "kind", "negotiation", ("kind",)),
        ("open_issues", "who-pays", Edit(whose_move=("Feld",)), "whose_move", ("feld",), ("whose_move",)),
        ("disagreements", "paid", Edit(kind="update"), "kind", "update", ("kind",)),
        ("topics", "pier", Edit(title="the long pier"), "label", "the long pier", ("title",)),
        ("timeline", "day", Edit(note="When?"), "note", "When?", ("note",)),
    ],
)  # fmt: skip
def test_a_field_is_set_and_said_to_be_the_analysts(kind, id_, edit, field, value, listed):
    findings, said = entered({f"{kind}/{id_}": edit})
    finding = get(findings, kind, id_)
    assert (getattr(finding, field), finding.edited, said) == (value, listed, [])
    others = {k: tuple(f for f in fs if f.id != id_) for k, fs in findings.items() if k in FOUND}
    if field not in ("holders",):
        assert others == {k: tuple(f for f in fs if f.id != id_) for k, fs in FOUND.items()}


def test_with_another_holder_go_what_was_read_with_the_first_one():
    findings, said = apply(pay=Edit(holder=("feld",)))
    pay, closed = get(findings, "positions", "pay"), get(findings, "positions", "closed")
    assert said == []
    assert (pay.predicate, pay.referents, pay.earlier, pay.reported_by) == (False, (), None, ())
    assert closed.later is None, "her later word is somebody else's now"
    unchanged = get(apply(pay=Edit(holder=("quill", "feld")))[0], "positions", "closed")
    assert unchanged.later == CLOSED.later
    assert get(apply(closed=Edit(holder=("feld",)))[0], "positions", "closed").predicate is False


def test_the_words_that_get_another_holder_keep_their_subject():
    (closed,) = (f for f in apply(closed=Edit(holder=("feld",)))[0]["positions"] if f.id == "closed")
    whole = "Mara Quill, the harbour master, wants the pier closed"
    assert (closed.shown.quote, closed.title, closed.predicate) == (whole, whole, False)
    called = get(apply(closed=Edit(holder=("feld",), title="T"))[0], "positions", "closed")
    assert (called.shown.quote, called.title) == (whole, "T")


@pytest.mark.parametrize(
    ("name", "edit", "problem"),
    [
        ("pay", Edit(line=3, holder=("Feldt",)),
         "holder: “Feldt” is no leader; did you mean Feld (feld)?"),
        ("pay", Edit(holder=("Xyx",)),
         "holder: “Xyx” is no leader"),
        ("pay", Edit(stance="agree"),
         "stance: “agree” is none; did you mean agrees?"),
        ("pay", Edit(topic=("?!",)),
         "topic: “?!” has no letters or digits of which an id can be made"),
        ("feld", Edit(kind="decision"),
         "kind: “decision” is none; it may be person, organization, government, group, document"),
        ("feld", Edit(role="zzz"),
         "role: “zzz” stands in none of its sentences"),
        ("quill", Edit(role="harbour masters"),
         "role: “harbour masters” stands in none of its sentences; "
         "the nearest is A1: “Mara Quill, the harbour master, wants the pier closed.”"),
        ("pay", Edit(role="mayor"),
         "role is said of leaders only"),
        ("pay", Edit(side="Norland"),
         "affiliation is said of leaders only"),
        ("quill", Edit(holder=("feld",)),
         "holder is said of positions only"),
        ("fact", Edit(topic=("pier",)),
         "topic is said of positions, open issues and disagreements only"),
        ("sole", Edit(reviewed="yes"),
         "reviewed is said of established facts, disagreements, open issues, positions, leaders and dates "
         "only"),
        ("who-pays", Edit(answered=Quote(source="B", words="The line pays")),
         "answered: B: “The line pays” does not stand there; the nearest is B5: “The line will pay.”"),
        ("who-pays", Edit(overtaken=Quote(source="B", words="on the pier. The line will")),
         "overtaken: the words go over several sentences; quote words of one"),
        ("nobody", Edit(note="x"),
         "there is no such finding (any more)"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_left_out_and_said(name, edit, problem):
    given = replace(edit, note="The rest holds.")
    findings, said = entered({name: given})
    assert said == [f"editorial.yml{':3' * bool(edit.line)}: {name}: {problem}"]
    noted = [f for fs in findings.values() for f in fs if f.note == "The rest holds."]
    assert [f.id for f in noted] == ([name] if name != "nobody" else [])
    assert all(f.edited == ("note",) for f in noted)


def test_a_name_that_several_have_is_not_guessed():
    found = {**FOUND, "leaders": (MARA, FELD, replace(M_QUILL, aliases=("Quill",)))}
    made = edited(found, Edits(findings={"pay": Edit(holder=("Quill",))}), ARTICLES, ORIGINS)
    assert [p.what for p in made.problems] == [
        "editorial.yml: pay: holder: several leaders are called “Quill”: quill (Mara Quill), m-quill "
        "(M. Quill); write the id"
    ]
    assert made.findings == found


def test_a_new_topic_is_made_of_its_label():
    findings, said = apply(pay=Edit(topic=("Money", "pier")), who_pays=Edit(topic=("money",)))
    made = findings["topics"][-1]
    assert (made.id, made.label, said) == ("money", "Money", [])
    assert made.citations == (cite(A, "she would not pay for it"), cite(A, "Who pays is not decided."))
    assert get(findings, "positions", "pay").topics == ("money", "pier")
    assert get(findings, "open_issues", "who-pays").topics == ("money",)


def test_a_role_is_the_first_and_cites_its_words():
    findings, said = apply(quill=Edit(role="brother"))
    assert [r for r, _ in get(findings, "leaders", "quill").roles] == ["brother", "harbour master"]
    findings, said = apply(quill=Edit(role="the harbour master"))
    first = get(findings, "leaders", "quill").roles[0]
    assert (first, said) == (("the harbour master", cite(A, "the harbour master")), [])


def test_a_new_name_stands_wherever_the_old_one_stood_and_the_id_stays():
    findings, said = apply(quill=Edit(name="Mara Jones"), m_quill=Edit(name="Martin Quill"))
    mara = get(findings, "leaders", "quill")
    assert (mara.title, mara.name, mara.aliases) == (
        "Mara Jones",
        "Mara Jones",
        ("Mara Quill", "Quill", "Tom Quill"),
    )
    assert (mara.edited, said) == (("name",), [])
    assert get(findings, "open_issues", "not-known").title == "It is not known who pays [Mara Jones]"
    hurt = get(findings, "disagreements", "hurt")
    assert (hurt.title, hurt.why) == ("How many were hurt, as Mara Jones says", ("both name Mara Jones",))
    assert findings["coverage"][0].reason == "name: Martin Quill"
    assert get(findings, "positions", "pay").referents[0][1] == "Quill", "two are called so: it may be either"
    alone = {**FOUND, "leaders": (MARA, FELD)}
    made = edited(alone, Edits(findings={"quill": Edit(name="Mara Jones")}), ARTICLES, ORIGINS).findings
    assert get(made, "positions", "pay").referents[0][1] == "Jones"


def test_a_possessive_keeps_its_apostrophe():
    pay = replace(PAY, referents=((cite(A, "she"), "Mara Quill’s"),))
    found = {**FOUND, "positions": (pay,)}
    made = edited(found, Edits(findings={"quill": Edit(name="Mara Jones")}), ARTICLES, ORIGINS).findings
    assert made["positions"][0].referents[0][1] == "Mara Jones’"


@pytest.mark.parametrize("other", ["feld", "  FELD ", "Feld"])
def test_a_name_that_another_has_is_refused(other):
    findings, said = apply(quill=Edit(line=2, name=other))
    assert findings == FOUND
    assert said == [
        f"editorial.yml:2: quill: name: feld is called {other.strip()} too; if they are one, "
        "write `merge: feld`"
    ]


def test_two_who_change_their_names_do_not_take_each_others():
    findings, said = apply(quill=Edit(name="Feld"), feld=Edit(name="Mara Quill"))
    assert findings == FOUND
    assert len(said) == 2


# -- hidden, pinned, reviewed ------------------------------------------------------------


def test_a_holder_is_corrected_before_the_first_one_is_hidden():
    findings, said = apply(quill=Edit(hide=True, reason="not she"), pay=Edit(holder=("Feld",)))
    assert ids(findings, "positions") == ["pay", "line"]
    assert ids(findings, "leaders") == ["feld", "m-quill"]
    assert (get(findings, "open_issues", "who-pays").whose_move, said) == ((), [])


def test_nothing_is_given_to_the_hidden():
    findings, said = apply(feld=Edit(hide=True), pay=Edit(holder=("Feld",), stance="warns"))
    pay = get(findings, "positions", "pay")
    assert (pay.holders, pay.stance, pay.reported_by) == (("quill",), "warns", ())
    assert said == ["editorial.yml: pay: holder: Feld is hidden"]


def test_pinned_ones_come_first():
    findings, said = apply(line=Edit(pin=True), safe=Edit(pin=True))
    assert (ids(findings, "positions"), said) == (["safe", "line", "closed", "pay"], [])


@pytest.mark.parametrize(("kind", "finding"), [("positions", LINE), ("disagreements", HURT)])
def test_what_was_folded_is_shown_when_it_is_reviewed(kind, finding):
    for edit in (Edit(reviewed="J. Roe"), Edit(reviewed="J. Roe", seen=seal(finding))):
        findings, said = entered({finding.id: edit})
        now = get(findings, kind, finding.id)
        assert (now.reviewed, now.confidence, now.edited, said) == ("J. Roe", "high", ("reviewed",), [])


def test_what_was_sure_is_only_reviewed():
    pay = get(apply(pay=Edit(reviewed="yes", seen=seal(PAY)))[0], "positions", "pay")
    assert pay == replace(PAY, reviewed="yes")


@pytest.mark.parametrize(("by", "said"), [("J. Roe", " by J. Roe"), ("yes", "")])
def test_what_has_changed_since_wants_to_be_reviewed_again(by, said):
    made = edited(
        FOUND,
        Edits(findings={"line": Edit(line=7, reviewed=by, seen="00000000", note="n")}),
        ARTICLES,
        ORIGINS,
    )
    (problem,) = made.problems
    assert problem.what == f"editorial.yml:7: line: has changed since it was checked{said}: look at it again"
    assert problem.severity == 0, "nothing is to be mended: `check` does not fail"
    line = get(made.findings, "positions", "line")
    assert (line.reviewed, line.confidence, line.note) == (None, "low", "n")


# -- settled -----------------------------------------------------------------------------


def test_what_is_answered_or_overtaken_is_open_no_more():
    answer = Quote(source="B", words="The line will pay")
    findings, said = apply(who_pays=Edit(answered=answer, note="So it is."), not_known=Edit(overtaken=True))
    assert (findings["open_issues"], said) == ((), [])
    one, two = findings["settled"]
    assert (one.answered, one.note, one.edited) == (
        cite(B, "The line will pay"),
        "So it is.",
        ("note", "answered"),
    )
    assert (two.overtaken, two.overtaken_by, two.edited) == (True, None, ("overtaken",))
    findings, _ = apply(not_known=Edit(overtaken=answer))
    assert findings["settled"][0].overtaken_by == cite(B, "The line will pay")
    assert "settled" not in apply(quill=Edit(pin=True))[0]


def test_what_is_answered_is_not_overtaken_too():
    answer = Quote(source="B", words="The line will pay")
    findings, said = apply(who_pays=Edit(answered=answer, overtaken=True))
    assert not findings["settled"][0].overtaken
    assert said == ["editorial.yml: who-pays: overtaken: it is answered; an open issue is one of both"]


def test_what_is_settled_loses_the_hidden_and_can_be_hidden():
    answer = Quote(source="B", words="The line will pay")
    findings, _ = apply(who_pays=Edit(answered=answer), quill=Edit(hide=True))
    assert findings["settled"][0].whose_move == ()
    assert apply(who_pays=Edit(answered=answer, hide=True))[0].get("settled", ()) == ()


# -- merged ------------------------------------------------------------------------------


def test_a_chain_of_any_length_is_one():
    issues = tuple(OpenIssue(id=f"i{n}", title="Who pays", kind="question") for n in range(1500))
    chain = {f"i{n}": Edit(merge=(f"i{n + 1}",)) for n in range(1499)}
    made = edited({"open_issues": issues}, Edits(findings=chain), (), {})
    assert ([f.id for f in made.findings["open_issues"]], made.problems) == (["i0"], ())


def test_two_leaders_are_one():
    findings, said = apply(quill=Edit(merge=("m-quill", "feld")), pay=Edit(stance="warns"))
    (one,) = findings["leaders"]
    assert (one.id, one.name, one.edited, said) == ("quill", "Mara Quill", ("merge",), [])
    assert one.aliases == ("Quill", "Tom Quill", "M. Quill", "Feld", "Ion Feld")
    assert one.citations == (*MARA.citations[:2], cite(A, "Feld"), cite(A, "Tom Quill"), cite(B, "Ion Feld"),
                             cite(B, "M. Quill"))  # fmt: skip
    assert [p.holders for p in findings["positions"]] == [("quill",)] * 4
    assert get(findings, "positions", "pay").reported_by == (), "who holds it does not report it"
    assert get(findings, "open_issues", "not-known").whose_move == ("quill",)
    assert findings["coverage"][0].reason == "name: Mara Quill"


def test_the_one_that_stays_takes_what_it_lacks_and_the_better_place():
    findings, said = apply(m_quill=Edit(merge=("quill",)))
    one = findings["leaders"][0]
    assert (one.id, one.name, one.side, [r for r, _ in one.roles], said) == (
        "m-quill", "M. Quill", "Osterhaven", ["harbour master", "brother"], []
    )  # fmt: skip
    assert get(findings, "open_issues", "not-known").title == "It is not known who pays [M. Quill]"


def test_who_is_merged_can_still_be_named():
    findings, said = apply(quill=Edit(merge=("m-quill",)), line=Edit(holder=("m-quill", "M. Quill")))
    assert (get(findings, "positions", "line").holders, said) == (("quill",), [])


def test_open_issues_disagreements_and_positions_are_joined():
    findings, said = apply(
        who_pays=Edit(merge=("open_issues/not-known",)),
        paid=Edit(merge=("hurt",)),
        closed=Edit(merge=("line",)),
    )
    (issue,), (dispute,) = findings["open_issues"], findings["disagreements"]
    assert issue.citations == (*WHO_PAYS.citations, *NOT_KNOWN.citations)
    assert (issue.title, issue.topics, issue.whose_move, said) == (
        WHO_PAYS.title,
        ("pier",),
        ("quill", "feld"),
        [],
    )
    assert [(s.label, len(s.citations)) for s in dispute.sides] == [("the line", 2), ("Nine", 3), ("six", 1)]
    assert dispute.confidence == "high"
    assert ids(findings, "positions") == ["closed", "pay", "safe"]
    assert get(findings, "positions", "closed").citations == (*CLOSED.citations, *LINE.citations)


def test_a_chain_is_one():
    findings, said = apply(quill=Edit(merge=("m-quill",)), m_quill=Edit(merge=("feld",)))
    assert (ids(findings, "leaders"), said) == (["quill"], [])


@pytest.mark.parametrize(
    ("edits", "problems"),
    [
        (
            {"quill": Edit(merge=("feld",)), "feld": Edit(merge=("quill",))},
            ["quill: merge: feld, quill take each other; one has to stay",
             "feld: merge: feld, quill take each other; one has to stay"],
        ),
        ({"quill": Edit(merge=("quill",))}, ["quill: merge: names itself"]),
        ({"quill": Edit(merge=("who-pays",))},
         ["quill: merge: who-pays is one of the open issues, and this is one of the leaders"]),
        ({"quill": Edit(merge=("m-quil",))},
         ["quill: merge: m-quil: there is no such finding (any more); did you mean m-quill?"]),
        (
            {"quill": Edit(merge=("m-quill",)), "feld": Edit(merge=("m-quill",))},
            ["quill: merge: m-quill is taken by feld too; it can be one with one of them",
             "feld: merge: m-quill is taken by quill too; it can be one with one of them"],
        ),
        ({"fact": Edit(merge=("fact",))},
         ["fact: merge is said of leaders, positions, open issues and disagreements only"]),
    ],
)  # fmt: skip
def test_what_cannot_be_one_stays_as_it_is(edits, problems):
    findings, said = entered(edits)
    assert findings == FOUND
    assert sorted(said) == sorted(f"editorial.yml: {p}" for p in problems)


def test_what_is_hidden_is_not_merged():
    findings, said = apply(quill=Edit(merge=("m-quill",)), m_quill=Edit(hide=True))
    assert ids(findings, "leaders") == ["quill", "feld"]
    assert get(findings, "leaders", "quill") == MARA
    assert said == ["editorial.yml: quill: merge: m-quill is hidden; take away its hide, or this"]
    findings, said = apply(quill=Edit(merge=("m-quill",), hide=True))
    assert ids(findings, "leaders") == ["feld", "m-quill"]
    assert said == ["editorial.yml: quill: is hidden, and can't take another one: hide both, or hide none"]


def test_what_is_said_of_a_part_must_be_said_of_the_whole():
    findings, said = apply(
        quill=Edit(merge=("m-quill",)), m_quill=Edit(line=9, note="n", side="s", reviewed="yes")
    )
    assert ids(findings, "leaders") == ["quill", "feld"]
    assert said == [
        "editorial.yml:9: m-quill: is one with quill now: note, affiliation must be said of that one"
    ]


# -- split -------------------------------------------------------------------------------


def part(name, *quotes):
    return Part(name=name, passages=tuple(Quote(source=s, words=w) for s, w in quotes))


TOM = part("Tom Quill", ("A", "Tom Quill, her brother,"))


def test_one_leader_is_two():
    findings, said = apply(quill=Edit(split=(TOM,)), line=Edit(holder=("Tom Quill",)))
    mara, tom = findings["leaders"][:2]
    assert (tom.id, tom.name, tom.kind, tom.side, said) == ("tom-quill", "Tom Quill", "person", None, [])
    assert (tom.citations, [r for r, _ in tom.roles], tom.aliases) == (
        (cite(A, "Tom Quill"),),
        ["brother"],
        (),
    )
    assert (mara.citations, [r for r, _ in mara.roles]) == (MARA.citations[:2], ["harbour master"])
    assert mara.aliases == ("Quill",)
    assert (mara.edited, tom.edited) == (("split",), ("split",))
    held = {p.id: p.holders for p in findings["positions"]}
    assert held == {"closed": ("quill",), "pay": ("quill",), "safe": ("tom-quill",), "line": ("tom-quill",)}
    assert get(findings, "positions", "pay").referents == PAY.referents


def test_what_is_merged_can_be_split():
    findings, said = apply(feld=Edit(merge=("quill",), split=(TOM,)))
    assert (ids(findings, "leaders"), said) == (["feld", "tom-quill", "m-quill"], [])
    assert get(findings, "positions", "closed").holders == ("feld",)


def test_whose_move_it_is_goes_with_the_sentence():
    found = {**FOUND, "leaders": (replace(MARA, citations=(*MARA.citations, cite(A, "Who"))), FELD, M_QUILL)}
    edits = Edits(findings={"quill": Edit(split=(part("The town", ("A", "Who pays")),))})
    made = edited(found, edits, ARTICLES, ORIGINS).findings
    assert get(made, "open_issues", "who-pays").whose_move == ("the-town",)


def test_an_open_issue_is_two():
    findings, said = apply(not_known=Edit(split=(part("What the council does", ("B", "The council")),)))
    old, new = findings["open_issues"][1:]
    assert (new.title, new.citations, said) == ("What the council does", NOT_KNOWN.citations[1:], [])
    assert (old.id, old.title, old.citations, old.asked) == (
        "not-known",
        NOT_KNOWN.title,
        NOT_KNOWN.citations[:1],
        NOT_KNOWN.asked,
    )
    assert (new.asked, new.whose_move, new.topics) == (None, (), ())
    assert new.id.startswith("what-the-council-does-")
    findings, _ = apply(not_known=Edit(split=(part("Who pays", ("B2", "who pays")),)))
    old, new = findings["open_issues"][1:]
    assert (old.title, old.asked, new.asked) == ("The council must decide", None, NOT_KNOWN.asked)


def test_a_disagreement_is_two():
    findings, said = apply(
        paid=Edit(split=(part("Whether it pays", ("B", "The line will pay"), ("A", "not pay for")),))
    )
    old, new = findings["disagreements"][:2]
    assert [[c.quote for c in s.citations] for s in new.sides] == [["The line will pay"], ["not pay"]]
    assert [[c.quote for c in s.citations] for s in old.sides] == [["the line would pay"], ["Who pays"]]
    assert (old.id, new.title, new.kind, said) == ("paid", "Whether it pays", "contested", [])


def test_the_last_part_is_the_finding_itself_called_so():
    parts = (part("What the council does", ("B", "The council")), part("Who pays", ("B2", "who pays")))
    findings, said = apply(not_known=Edit(split=parts))
    old, new = findings["open_issues"][1:]
    assert (old.id, old.title, old.citations, said) == ("not-known", "Who pays", NOT_KNOWN.citations[:1], [])
    assert new.title == "What the council does"
    assert (old.confidence, new.confidence, old.edited) == ("high", "high", ("split",))


def test_a_side_of_a_part_is_called_by_a_passage_that_it_has():
    sides = (replace(PAID.sides[0], label="the line would pay"), PAID.sides[1])
    found = {**FOUND, "disagreements": (replace(PAID, sides=sides), HURT)}
    pays = part("Whether it pays", ("B", "The line will pay"), ("A", "not pay for"))
    made = edited(found, Edits(findings={"paid": Edit(split=(pays,))}), ARTICLES, ORIGINS)
    old, new = made.findings["disagreements"][:2]
    assert [s.label for s in new.sides] == ["The line will pay", "Nine"]
    assert [s.label for s in old.sides] == ["the line would pay", "Nine"]


def test_a_copy_goes_with_the_sentence_that_it_repeats():
    copy = replace(B, id="d", key="D")
    sides = (
        Side(label="the line", citations=(*PAID.sides[0].citations, cite(copy, "The line will pay"))),
        PAID.sides[1],
    )
    found = {**FOUND, "disagreements": (replace(PAID, sides=sides), HURT)}
    pays = part("Whether it pays", ("B", "The line will pay"), ("A", "not pay for"))
    edits = Edits(findings={"paid": Edit(split=(pays,))})
    for origin, sources in (("b", ["b", "d"]), ("d", ["b"])):
        made = edited(found, edits, (*ARTICLES, copy), {**ORIGINS, "d": origin}).findings
        new = made["disagreements"][1]
        assert [c.source for c in new.sides[0].citations] == sources


@pytest.mark.parametrize(
    ("name", "edit", "confidence"),
    [
        ("line", Edit(holder=("quill",)), "high"),
        ("line", Edit(stance="rejects"), "high"),
        ("line", Edit(holder=("feld",)), "low"),
        ("line", Edit(note="n"), "low"),
        ("line", Edit(topic=("pier",)), "low"),
        ("hurt", Edit(title="How many were hurt"), "high"),
        ("hurt", Edit(merge=("paid",)), "high"),
    ],
)
def test_what_the_analyst_has_corrected_is_folded_no_more(name, edit, confidence):
    """He has read it. Who says nothing new of it, or comments it, has not said that it is right."""
    findings, said = entered({name: edit})
    kind = "positions" if name == "line" else "disagreements"
    assert (get(findings, kind, name).confidence, said) == (confidence, [])


@pytest.mark.parametrize(
    ("name", "parts", "problem"),
    [
        ("quill", [part("Tom", ("B", "The council"))], "split: Tom: nothing of it stands in these sentences"),
        ("m-quill", [part("Tom", ("B", "Six people"))],
         "split: Tom: all of it stands in these sentences; then there is nothing to split"),
        ("quill", [part("Tom", ("A", "Tim Quill"))],
         "split: Tom: A: “Tim Quill” does not stand there; the nearest is A3: "
         "“Tom Quill, her brother, called the pier safe.”"),
        ("quill", [part("Feld", ("A", "her brother"))],
         "split: Feld: there is a leader feld already; give the positions to that one with `holder`"),
        ("quill", [part("…", ("A", "her brother"))], "split: …: an id can't be made of this name"),
        ("quill", [part("Tom", ("A", "her brother")), part("Tam", ("A", "safe"))],
         "split: Tam: a sentence of it belongs to another part already"),
        ("quill", [part("Tom", ("A", "her brother")), part("Mara", ("A", "Mara Quill"), ("A", "Quill told"))],
         "split: Mara: takes all that is left: leave it out, and say `name` of the one that is split"),
        ("paid", [part("x", ("A", "Who pays"))],
         "split: x: the part would have one side, and a disagreement needs two"),
        ("hurt", [part("x", ("A", "Nine"), ("B", "Six"))],
         "split: x: all of it stands in these sentences; then there is nothing to split"),
        ("pay", [part("x", ("A", "Nine"))], "split is said of leaders, open issues and disagreements only"),
    ],
)  # fmt: skip
def test_a_part_that_cannot_be_made_is_left_out(name, parts, problem):
    findings, said = entered({name: Edit(line=4, split=tuple(parts))})
    assert said == [f"editorial.yml:4: {name}: {problem}"]
    assert findings == FOUND or "tom" in ids(findings, "leaders") and "tam" not in ids(findings, "leaders")


# -- the whole ---------------------------------------------------------------------------


def test_of_two_edits_for_one_finding_that_which_names_its_kind_counts():
    for names in (("quill", "leaders/quill"), ("leaders/quill", "quill")):
        edits = {n: Edit(line=1 + len(n), note=n) for n in names}
        findings, said = entered(edits)
        assert get(findings, "leaders", "quill").note == "leaders/quill"
        assert said == [
            "editorial.yml:6: quill: is the finding that leaders/quill names too; put both into one entry"
        ]


EVERY = {
    "quill": Edit(split=(TOM,), name="Mara Jones", role="harbour master", note="n"),
    "feld": Edit(merge=("m-quill",), side="Westmark"),
    "pay": Edit(holder=("Tom Quill",), topic=("Money",)),
    "line": Edit(holder=("M. Quill",), reviewed="yes"),
    "who-pays": Edit(merge=("not-known",), answered=Quote(source="B", words="The line will pay")),
    "closed": Edit(holder=("Mara Jones", "Mara Quill"), pin=True),
    "hurt": Edit(reviewed="yes", topic=("money",)),
    "safe": Edit(hide=True),
}


@pytest.mark.parametrize("turn", range(len(EVERY)))
def test_the_order_of_the_file_is_nothing(turn):
    names = list(EVERY)
    turned = {n: EVERY[n] for n in reversed(names[turn:] + names[:turn])}
    assert entered(turned) == entered(EVERY)
    assert entered(EVERY)[1] == []
    assert get(entered(EVERY)[0], "positions", "pay").holders == ("tom-quill",)
    assert get(entered(EVERY)[0], "positions", "line").holders == ("feld",)


def test_without_edits_nothing_changes():
    assert edited(FOUND, Edits(), ARTICLES, ORIGINS).findings is FOUND
