"""What an analyst adds is made of quotes, verified as everything else is, and put where it belongs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from test_edited import ARTICLES, CLOSED, FOUND, ORIGINS, A, B, cite, get, ids, part, source

from briefgen.edited import edited
from briefgen.editorial.record import Added, Edit, Edits, Quote
from briefgen.findings.agreements import Agreement
from briefgen.findings.by_hand import is_date, moment
from briefgen.findings.kind import finding_id
from briefgen.findings.timeline import Moment
from briefgen.model import Briefing
from briefgen.verify import refused


def quotes(*pairs):
    return tuple(Quote(source=s, words=w) for s, w in pairs)


def add(*entries, findings=FOUND, edits=None, articles=ARTICLES, origins=ORIGINS):
    """The findings with these, and what was said of them; each citation stands where it says."""
    made = edited(findings, Edits(findings=edits or {}, added=entries), articles, origins)
    briefing = Briefing(title="t", articles=tuple(articles), findings=made.findings)
    assert list(refused(briefing)) == []
    return made.findings, [p.what for p in made.problems]


def new(findings, kind):
    """What was added to a kind."""
    (one,) = (f for f in findings[kind] if f.by_hand)
    return one


ION = Added(
    what="leader", name="Ion Vale", kind="person", role="the harbour master", side="Norland",
    quotes=quotes(("A", "Mara Quill, the harbour master,")), note="He is meant.", reviewed="J. Roe", line=4,
)  # fmt: skip
LOST = Added(
    what="position", holder=("Feld",), stance="demands", quotes=quotes(("A", "called the pier safe"))
)


def test_a_leader():
    findings, said = add(ION)
    ion = new(findings, "leaders")
    assert (ion.id, ion.name, ion.title, ion.kind, ion.side, said) == (
        "ion-vale", "Ion Vale", "Ion Vale", "person", "Norland", []
    )  # fmt: skip
    assert ion.roles == (("the harbour master", cite(A, "the harbour master")),)
    assert (ion.note, ion.reviewed, ion.confidence, ion.rule) == (
        "He is meant.",
        "J. Roe",
        "high",
        "editorial/leader",
    )
    assert ids(findings, "leaders") == ["quill", "feld", "m-quill", "ion-vale"]
    aside = {**FOUND, "leaders": (*FOUND["leaders"][:2], replace(FOUND["leaders"][2], aside=True))}
    assert ids(add(ION, findings=aside)[0], "leaders") == ["quill", "feld", "ion-vale", "m-quill"]


def test_a_position_of_a_leader_who_is_added_below_it():
    findings, said = add(replace(LOST, holder=("Ion Vale",)), ION)
    position = new(findings, "positions")
    words = cite(A, "called the pier safe")
    assert (position.holders, position.stance, position.negated, said) == (
        ("ion-vale",),
        "demands",
        False,
        [],
    )
    assert (position.shown, position.citations, position.content) == (words, (words,), words)
    assert (position.predicate, position.confidence, position.manner) == (False, "high", "indirect")
    assert position.id == finding_id("ion-vale called the pier safe", words)
    assert position.topics == ()
    assert ids(findings, "positions").index(position.id) == 3, "behind what stands before it in the sources"


def test_a_position_over_two_sentences_shows_both():
    findings, _ = add(replace(LOST, quotes=quotes(("A", "is not decided. Nine people"))))
    position = new(findings, "positions")
    assert (position.shown, position.further) == (cite(A, "is not decided."), (cite(A, "Nine people"),))


@pytest.mark.parametrize(
    ("text", "quote", "manner"),
    [
        ("He said: “It is safe.” So it is.", "It is safe.", "direct"),
        ("He said: “It is safe.” So it is.", "“It is safe.”", "direct"),
        ("He said it is safe.", "it is safe", "indirect"),
    ],
)
def test_words_between_marks_are_direct(text, quote, manner):
    article = source("a", text)
    entry = Added(what="position", quotes=quotes(("A", quote)))
    findings, said = add(entry, findings={"positions": ()}, articles=(article,), origins={"a": "a"})
    assert (findings["positions"][0].manner, said) == (manner, [])


def test_an_open_issue_stands_where_as_many_tell_of_it():
    entry = Added(
        what="open_issue", kind="decision", whose_move=("M. Quill",), topic=("Money",), pin=False,
        quotes=quotes(("B", "The line will pay"), ("A", "not pay for it")),
    )  # fmt: skip
    findings, said = add(entry)
    issue = new(findings, "open_issues")
    assert (issue.kind, issue.whose_move, issue.topics, issue.title, said) == (
        "decision", ("m-quill",), ("money",), "The line will pay", []
    )  # fmt: skip
    assert ids(findings, "open_issues") == [issue.id, "who-pays", "not-known"], "two sources tell of it"
    assert findings["topics"][-1].label == "Money"
    alone = replace(entry, quotes=entry.quotes[:1], whose_move=(), title="Who will pay", kind=None)
    findings, _ = add(alone)
    issue = new(findings, "open_issues")
    assert (issue.title, issue.kind) == ("Who will pay", "question")
    assert ids(findings, "open_issues") == ["who-pays", issue.id, "not-known"], "of those as sure the last"


def test_a_disagreement_stands_before_those_to_be_checked():
    entry = Added(
        what="disagreement", kind="quantity",
        sides=((None, quotes(("A", "Nine people"))), ("six", quotes(("B", "Six people")))),
    )  # fmt: skip
    hidden = {"hurt": Edit(hide=True)}
    findings, said = add(entry, edits=hidden)
    dispute = new(findings, "disagreements")
    assert (dispute.title, dispute.kind, dispute.confidence, said) == (
        "Nine people or six",
        "quantity",
        "high",
        [],
    )
    assert [(s.label, s.citations) for s in dispute.sides] == [
        ("Nine people", (cite(A, "Nine people"),)), ("six", (cite(B, "Six people"),))
    ]  # fmt: skip
    findings, said = add(replace(entry, kind="scope", title="How many"))
    assert [f.title for f in findings["disagreements"]][1] == "How many"


def test_a_fact_of_two_origins():
    entry = Added(what="fact", quotes=quotes(("A", "Nine people were hurt"), ("B", "Six people were hurt")))
    findings, said = add(entry)
    fact = new(findings, "agreements")
    assert (fact.title, fact.origins, len(fact.citations), said) == ("Nine people were hurt", 2, 2, [])
    assert ids(findings, "agreements") == ["fact", fact.id]
    few = {
        **FOUND,
        "agreements": (Agreement(id="one", title="x", origins=1, citations=(cite(B, "The line"),)),),
    }
    assert [f.origins for f in add(entry, findings=few)[0]["agreements"]] == [2, 1]


MOMENTS = tuple(
    Moment(id=f"m{n}", when=when, as_written=when or "then", citations=(cite(A, "Who"),))
    for n, when in enumerate(["2031-05", "2031-05-02", "2031-05-07", None])
)


@pytest.mark.parametrize(
    ("when", "place", "part"),
    [
        ("2031-04-30", 0, "event"), ("2031-05-01", 0, "event"), ("2031-05", 1, "event"),
        ("2031-05-02", 2, "event"), ("2031-05-09", 3, "planned"), ("2031-03", 0, "background"),
        ("2029", 0, "background"), ("2032", 3, "planned"),
    ],
)  # fmt: skip
def test_a_date_stands_in_order_of_time(when, place, part):
    entry = Added(what="date", id="new", when=when, quotes=quotes(("A", "Nine people")))
    findings, said = add(entry, findings={**FOUND, "timeline": MOMENTS})
    assert (ids(findings, "timeline").index("new"), said) == (place, [])
    assert findings["timeline"][place].part == part


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("On 3 May 2031 the pier closed.", "3 May 2031"),
        ("The pier closed, as it had in June 2030.", "June 2030"),
        ("The pier closed.", "2031-05-03"),
    ],
)
def test_the_time_is_in_the_sources_words(said, written):
    article = source("a", said)
    at = said.index("pier closed")
    made = moment("2031-05-03", (article.cite(at, at + 11),), article, title=None)
    assert (made.as_written, made.title) == (written, "Pier closed")


@pytest.mark.parametrize(
    ("when", "is_one"),
    [
        ("2031-05-08", True), ("2031-05", True), ("2031", True), ("2032-02-29", True),
        ("2031-02-29", False), ("2031-13", False), ("2031-00", False), ("0000", False), ("2031-5-8", False),
        ("8 May 2031", False), ("2031-05-08T10", False), ("", False), ("²⁰³¹", False), ("2031-05-00", False),
    ],
)  # fmt: skip
def test_days_of_the_calendar(when, is_one):
    assert is_date(when) is is_one


def test_a_source_without_a_date_tells_of_the_event():
    article = replace(source("a", "The pier closed."), published=None)
    made = moment("1999-05-03", (article.cite(0, 8),), article, title=None)
    assert made.part == "event"
    assert (
        moment("2031-05-20", (A.cite(0, 4),), replace(A, published=date(2031, 5, 8)), title=None).part
        == "planned"
    )


def test_pinned_and_given_ids():
    findings, said = add(replace(LOST, pin=True, id="mine", title="Mine"), edits={"closed": Edit(pin=True)})
    assert ids(findings, "positions")[:2] == ["closed", "mine"]
    assert (get(findings, "positions", "mine").title, said) == ("Mine", [])


def test_a_part_that_was_split_off_can_hold_what_is_added():
    edits = {"quill": Edit(split=(part("Tom Quill", ("A", "her brother")),), name="Mara Jones")}
    findings, said = add(replace(LOST, holder=("Tom Quill", "Mara Jones")), edits=edits)
    assert (new(findings, "positions").holders, said) == (("tom-quill", "quill"), [])


def test_what_is_hidden_may_be_said_in_other_words():
    safe = replace(LOST, holder=("quill",))
    findings, said = add(safe, edits={"safe": Edit(hide=True)})
    assert (new(findings, "positions").shown.quote, said) == ("called the pier safe", [])


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (replace(LOST, quotes=()),
         "quotes nothing; write `quote: {A: …}` with words of the source"),
        (replace(LOST, quotes=quotes(("A", "called the peer safe"))),
         "A: “called the peer safe” does not stand there; the nearest is A3: “Tom Quill, her brother, "
         "called the pier safe.”"),
        (replace(LOST, quotes=quotes(("A", "pier"))),
         "A: “pier” stands there 2 times: A1 (“Mara Quill, the harbour master, wants the pier "
         "closed.”) and A3 (“Tom Quill, her brother, called the pier safe.”); quote more of it, or "
         "name the sentence, as A1"),
        (replace(LOST, quotes=quotes(("C", "pier"))),
         "C: there is no such source; there are A (seeds/a.txt), B (seeds/b.txt)"),
        (replace(LOST, holder=("Ion Vale",)),
         "“Ion Vale” is no leader; or add the leader: `add: - leader: {name: …}`"),
        (replace(LOST, holder=("Fell",)),
         "“Fell” is no leader; did you mean Feld (feld)? or add the leader: `add: - leader: {name: …}`"),
        (replace(LOST, stance="wants"),
         "stance: “wants” is none; did you mean warns?"),
        (replace(LOST, holder=("quill",)),
         "positions/safe says it already: edit that one"),
        (replace(LOST, id="quill"),
         "there is leaders/quill already: give it another id, `id: …`"),
        (replace(LOST, id="a b"),
         "“a b” can't be an id: give it one of letters, digits and hyphens, `id: …`"),
        (replace(LOST, topic=("!",)),
         "“!” has no letters or digits of which an id can be made"),
        (replace(ION, name=" "),
         "has no `name`"),
        (replace(ION, kind=None),
         "has no `kind`; it may be person, organization, government, group, document"),
        (replace(ION, kind="persson"),
         "kind: “persson” is none; did you mean person?"),
        (replace(ION, name="ion  FELD"),
         "leaders/feld says it already: edit that one"),
        (replace(ION, name="?"),
         "“” can't be an id: give it one of letters, digits and hyphens, `id: …`"),
        (replace(ION, role="her brothers"),
         "“her brothers” stands in none of its sentences"),
        (Added(what="open_issue", kind="unknown", quotes=quotes(("B", "not known who pays"))),
         "open_issues/not-known says it already: edit that one"),
        (Added(what="open_issue", whose_move=("Nobody",), quotes=quotes(("B", "The line will"))),
         "“Nobody” is no leader"),
        (Added(what="disagreement", kind="scope", sides=((None, quotes(("A", "Nine"))),)),
         "needs two sides, each with a quote"),
        (Added(what="disagreement", kind="scope", sides=((None, quotes(("A", "Nine"))), ("x", ()))),
         "quotes nothing; write `quote: {A: …}` with words of the source"),
        (Added(what="disagreement", sides=((None, quotes(("A", "Nine"))), (None, quotes(("B", "Six"))))),
         "has no `kind`; it may be quantity, date, place, name, polarity, condition, scope, "
         "attribution, cause, wording, contested, update"),
        (Added(what="disagreement", kind="quantity",
               sides=((None, quotes(("A", "Nine"))), (None, quotes(("B", "Six"))))),
         "disagreements/hurt says it already: edit that one"),
        (Added(what="fact", quotes=quotes(("A", "Nine"), ("A", "Who pays"))),
         "one source tells it: one origin is no established fact; quote an independent one too"),
        (Added(what="date", when="2031-02-30", quotes=quotes(("A", "Nine"))),
         "“2031-02-30” is no date; write a day, a month or a year: 2025-03-18, 2025-03, 2025"),
        (Added(what="date", quotes=quotes(("A", "Nine"))),
         "has no `when`; write a day, a month or a year: 2025-03-18, 2025-03, 2025"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_made_is_left_out_and_the_rest_goes_on(entry, problem):
    fact = Added(what="fact", quotes=quotes(("A", "not pay for it"), ("B", "would pay")))
    findings, said = add(replace(entry, line=12), fact)
    assert said == [f"editorial.yml:12: add: {entry.what}: {problem}; it was left out"]
    assert [f.rule for fs in findings.values() for f in fs if f.by_hand] == ["editorial/fact"]


def test_two_copies_of_one_text_are_one_origin():
    entry = Added(what="fact", quotes=quotes(("A", "Nine people were hurt"), ("B", "Six people were hurt")))
    _, said = add(entry, origins={"a": "a", "b": "a"})
    assert said == [
        "editorial.yml: add: fact: they share one text: one origin is no established fact; quote an "
        "independent one too; it was left out"
    ]


def test_words_that_were_found_without_a_holder_are_pointed_out():
    found = {**FOUND, "positions": (replace(get(FOUND, "positions", "safe"), holders=()),)}
    made = edited(found, Edits(added=(LOST,)), ARTICLES, ORIGINS)
    (problem,) = made.problems
    assert problem.what == (
        "editorial.yml: add: position: positions/safe has these words, and nobody who is named holds them: "
        "`holder` there would do"
    )
    assert (problem.severity, len(made.findings["positions"])) == (0, 2)


def test_the_same_is_added_once():
    findings, said = add(LOST, replace(LOST, line=8))
    assert new(findings, "positions").holders == ("feld",)
    assert said[0].startswith("editorial.yml:8: add: position: positions/feld-called-the-pier-safe-")
    assert said[0].endswith(" says it already: edit that one; it was left out")


def test_an_edit_of_what_was_found_holds_beside_what_is_added():
    findings, said = add(LOST, edits={"closed": Edit(stance="plans")})
    assert (get(findings, "positions", "closed"), said) == (
        replace(CLOSED, stance="plans", edited=("stance",)),
        [],
    )
    assert B.id in {c.source for f in findings["positions"] for c in f.citations}
