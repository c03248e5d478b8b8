"""One dispute once: pairs on one question are one entry, its sides, its title, its words in bold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen import places
from briefgen.analysis import analyse
from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.disagreements.clash import Clash
from briefgen.findings.disagreements.nouns import shared_phrases
from briefgen.findings.disagreements.questions import Pair, entries, sided
from briefgen.findings.disagreements.sides import Value, disagreement
from briefgen.findings.disagreements.titles import title_of
from briefgen.findings.kind import SoFar
from briefgen.language.parser import parse
from briefgen.matching import Match, Matches, Passage
from briefgen.model import Article, Briefing
from briefgen.pages import render
from briefgen.pages.passages import differing, in_bold


def so_far(*texts: str) -> SoFar:
    articles = parse(
        Article(id=f"s{n}", key="ABCDEFG"[n], path=f"{n}.txt", sha256="", text=text, title="")
        for n, text in enumerate(texts)
    )
    analysis = analyse(articles)
    return SoFar(analysis=analysis, found={}, matches=Matches(analysis))


def passages(made: SoFar) -> list[Passage]:
    """The first sentence of each article."""
    return [made.matches.reports.passage(a.sentences[0]) for a in made.analysis.articles]


def pair(a: Passage, b: Passage, *said: str, published: bool = False, title: str = "") -> Pair:
    """Two passages, with the figures that clash where two are given."""
    clash = None
    if said:
        spans = [
            (at := p.sentence.start + p.sentence.text.index(x), at + len(x))
            for p, x in zip((a, b), said, strict=True)
        ]
        clash = Clash(kind="quantity", seen="quantity: one thing", a=spans[0], b=spans[1])
    match = Match(a=a, b=b, observed={}, same=0.9)
    named = title or f"{a.sentence.text} {b.sentence.text}"
    return Pair(match=match, clash=clash, likelihood=0.1, published=published, title=named)


def by_side(entry: list[Pair]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for p, _, side in sided(entry):
        found.setdefault(side, []).append(p.article.id)
    return found


PIER = (
    "The council closed the old pier at Velm on Monday.",
    "The council kept the old pier at Velm open on Monday.",
    "On Monday the council of Velm sold the old pier.",
)


# -- what is one question ----------------------------------------------------------------------------------


def test_pairs_that_share_a_passage_and_its_words_are_one_entry():
    a, b, c = passages(so_far(*PIER))
    found = entries([pair(a, b), pair(a, c)], 8)
    assert [len(e) for e in found] == [2]
    assert by_side(found[0]) == {0: ["s0"], 1: ["s1", "s2"]}


def test_figures_of_two_places_are_two_questions_though_the_words_are_the_same():
    made = passages(so_far(
        "The fire in Brenwick destroyed 120 drums of cider.",
        "In Brenwick, 180 drums of cider were destroyed by the fire.",
        "The fire in Osterhaven destroyed 230 drums of cider.",
        "In Osterhaven, 340 drums of cider were destroyed by the fire.",
    ))  # fmt: skip
    a, b, c, d = made
    first = pair(a, b, "120", "180", published=True, title="How much cider")
    second = pair(c, d, "230", "340", published=True, title="How much cider")
    assert entries([first, second], 8) == [[first], [second]]


def test_passages_that_are_set_against_each_other_stand_on_three_sides():
    a, b, c = passages(so_far(*PIER))
    assert by_side([pair(a, b), pair(a, c), pair(b, c)]) == {0: ["s0"], 1: ["s1"], 2: ["s2"]}


def test_one_figure_is_one_side():
    a, b, c = passages(
        so_far(
            "Twelve people were killed when a ferry sank off Osterhaven.",
            "A ferry sank off Osterhaven, killing 15 people.",
            "A ferry that sank off Osterhaven killed 12 people.",
        )
    )
    found = entries([pair(a, b, "Twelve", "15"), pair(b, c, "15", "12")], 8)
    assert by_side(found[0]) == {0: ["s0", "s2"], 1: ["s1"]}


def test_a_third_figure_is_a_third_side():
    a, b, c = passages(
        so_far(
            "Twelve people were killed when a ferry sank off Osterhaven.",
            "A ferry sank off Osterhaven, killing 15 people.",
            "A ferry that sank off Osterhaven killed 14 people.",
        )
    )
    found = entries([pair(a, b, "Twelve", "15"), pair(a, c, "Twelve", "14")], 8)
    assert by_side(found[0]) == {0: ["s0"], 1: ["s1"], 2: ["s2"]}


@pytest.mark.parametrize(
    "third",
    [
        pytest.param("The mayor of Velm denied that she had met the owner of a bank.", id="other words"),
        pytest.param("Rain fell on Velm.", id="one shared name"),
    ],
)
def test_pairs_on_two_questions_are_two_entries(third):
    a, b, c = passages(
        so_far(
            "The council closed the old pier at Velm, and the mayor met the owner of a bank.",
            "The council kept the old pier at Velm open.",
            third,
        )
    )
    assert [len(e) for e in entries([pair(a, b), pair(a, c)], 8)] == [1, 1]


def test_two_figures_of_one_passage_are_two_questions():
    a, b, c = passages(
        so_far(
            "The storm killed 12 people and destroyed 40 houses in Velm.",
            "The storm killed 15 people in Velm.",
            "The storm destroyed 60 houses in Velm.",
        )
    )
    assert [len(e) for e in entries([pair(a, b, "12", "15"), pair(a, c, "40", "60")], 8)] == [1, 1]


def test_what_is_to_check_is_no_side_of_what_is_published_and_stands_nowhere_else():
    a, b, c = passages(so_far(*PIER))
    found = entries([pair(a, b, published=True), pair(a, c)], 8)
    assert [[p.match.b.article.id for p in e] for e in found] == [["s1"]]


def test_no_title_stands_twice():
    a, b, c = passages(so_far(*PIER))
    found = entries([pair(a, b, title="The mayor's pier"), pair(b, c, title="The mayor’s Pier")], 8)
    assert len(found) == 1


def test_passages_that_an_entry_comes_to_show_are_no_entry_any_more():
    made = so_far(
        "The council closed the old pier at Velm on Monday, and the mayor paid a diver for the wreck.",
        "The council kept the old pier at Velm open on Monday, and the mayor had a diver.",
        "On Monday the council of Velm sold the old pier, and a diver of the mayor saw the wreck.",
    )
    a, b, c = passages(made)
    first, second, third = pair(a, b, title="x"), pair(b, c, title="y"), pair(a, c, title="x")
    found = entries([first, second, third], 8)
    shown = [{k for p in e for k in p.keys} for e in found]
    assert not any(x & y == x for i, x in enumerate(shown) for y in shown[:i])


def test_so_many_are_to_check_at_most():
    a, b, c = passages(so_far("The pier is shut.", "A bank has gone.", "Rain fell."))
    pairs = [pair(a, b), pair(b, c), pair(a, c, published=True)]
    assert [e[0].published for e in entries(pairs, 1)] == [False, True]


# -- the sides ---------------------------------------------------------------------------------------------


def test_a_side_is_led_by_the_passage_nearest_to_the_other():
    made = so_far(
        "Twelve dead. Officials said twelve people were killed when the ferry sank off Osterhaven.",
        "Officials said 15 people were killed when the ferry sank off Osterhaven.",
    )
    first, second = made.analysis.articles
    values = [
        Value(
            source=s.source, start=s.start, end=s.end, value=v, label=(s.start + at, s.start + at + len(said))
        )
        for s, v, said in (
            (first.sentences[0], "12", "Twelve"),
            (first.sentences[1], "12", "twelve"),
            (second.sentences[0], "15", "15"),
        )
        for at in [s.text.index(said)]
    ]
    found = disagreement(made, values, kind="quantity", title="t", rule="r", confidence="medium")
    assert found is not None
    assert [c.sentence for c in found.sides[0].citations] == ["s2", "s1"]
    assert found.sides[0].label == "twelve"
    marked = [first.text[slice(*differing(c, found.sides[0]))] for c in found.sides[0].citations]
    assert marked == ["twelve", "Twelve"]


def test_further_passages_leave_the_id_as_it_is():
    made = so_far(*PIER)
    cited = [made.cite(a.id, 0, len(a.text)) for a in made.analysis.articles]
    values = [
        Value(source=c.source, start=c.start, end=c.end, value=v, label=(c.start, c.end))
        for c, v in zip(cited, "abb", strict=True)
    ]
    few, all_ = (
        disagreement(made, given, kind="scope", title="t", rule="r", confidence="low", chief=tuple(cited[:2]))
        for given in (values[:2], values)
    )
    assert few is not None and all_ is not None and few.id == all_.id


# -- bold --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("it", "The writ says that **it** is late"),
        ("the", "“The writ says that it is late and long”"),
        ("late", "it is **late** and long"),
    ],
)
def test_nothing_is_marked_inside_a_word(label, shown):
    made = so_far("The writ says that it is late and long.")
    article = made.analysis.articles[0]
    c = article.cite(0, len(article.text) - 1)
    assert shown in in_bold(article, c, differing(c, Side(label=label, citations=(c,))))


def test_a_mark_is_widened_to_whole_words():
    made = so_far("The walkout lasted 31days in Velm, they said.")
    article = made.analysis.articles[0]
    at = article.text.index("31")
    shown = in_bold(article, article.cite(0, len(article.text)), (at, at + 2))
    assert "**31days**" in shown


# -- titles ------------------------------------------------------------------------------------------------


def title(one: str, other: str, *said: str, kind: str = "quantity", seen: str = "quantity: one thing") -> str:
    made = so_far(one, other)
    a, b = passages(made)
    p = pair(a, b, *said)
    clash = replace(p.clash, kind=kind, seen=seen) if p.clash else None
    return title_of(made, a, b, clash)


@pytest.mark.parametrize(
    ("one", "other", "figures", "asked"),
    [
        (
            "Twelve people were killed when a ferry sank.",
            "A ferry sank, killing 15 people.",
            ("Twelve", "15"),
            "How many people were killed",
        ),
        (
            "The port dismissed 40 workers.",
            "The port dismissed 60 workers.",
            ("40", "60"),
            "How many workers",
        ),
        (
            "The quake had a magnitude of 6.1.",
            "The quake had a magnitude of 6.4.",
            ("6.1", "6.4"),
            "Magnitude",
        ),
        (
            "The port dismissed 40 more workers.",
            "The port dismissed 60 more workers.",
            ("40", "60"),
            "Port and workers",
        ),
    ],
)
def test_a_figure_is_asked_for(one, other, figures, asked):
    assert title(one, other, *figures).startswith(asked)


@pytest.mark.parametrize(
    ("one", "other", "verbs", "asked"),
    [
        (
            "The council closed the old pier on Monday.",
            "The council did not close the old pier.",
            ("closed", "close"),
            "Whether the council closed the old pier",
        ),
        pytest.param(
            "He closed it on Monday at the pier.",
            "He did not close it at the pier.",
            ("closed", "close"),
            "Pier",
            id="pronouns",
        ),
        pytest.param(
            "Closing the pier was wrong.",
            "Closing the pier was not wrong.",
            ("Closing", "Closing"),
            "Whether closing the pier was wrong",
            id="gerund",
        ),
        pytest.param(
            "The mayor who closed the pier left Velm.",
            "The mayor did not close the pier.",
            ("closed", "close"),
            "Pier and mayor",
            id="relative clause",
        ),
    ],
)
def test_whether_it_is_so(one, other, verbs, asked):
    assert title(one, other, *verbs, kind="polarity", seen="denied: one act") == asked


@pytest.mark.parametrize(
    ("one", "other", "things"),
    [
        (
            "The details of the harbour deal were not told.",
            "Nobody gave details of the harbour deal.",
            ["details of the harbour deal"],
        ),
        ("“The pier” is shut.", "The pier is open.", ["pier"]),
        ("The 79-year-old warden left.", "The warden left.", ["warden"]),
        ("She left.", "She stayed.", []),
        ("His brother left.", "His brother stayed.", ["brother"]),
    ],
)
def test_things_that_both_name(one, other, things):
    a, b = passages(so_far(one, other))
    assert list(shared_phrases(a, b)) == things


# -- names and wording -------------------------------------------------------------------------------------

QUOTED = so_far("“We will mend the pier,” she said.", "“We must mend the pier,” she said.")
LEFT, RIGHT = (QUOTED.cite(a.id, 0, len(a.text)) for a in QUOTED.analysis.articles)


def told(kind: str, confidence: str = "medium") -> Disagreement:
    sides = (Side(label="will", citations=(LEFT,)), Side(label="must", citations=(RIGHT,)))
    return Disagreement(
        id=f"{kind}-{confidence}", title=f"{kind} in {confidence}", kind=kind, sides=sides,
        citations=(LEFT, RIGHT), rule="r", confidence=confidence,
    )  # fmt: skip


def pages(*found: Disagreement) -> dict[str, str]:
    made = Briefing(title="The pier", articles=QUOTED.analysis.articles, findings={"disagreements": found})
    return {p.path: p.text for p in render(made)}


def test_names_and_wording_have_a_page_of_their_own():
    made = pages(told("polarity"), told("wording"), told("name", "low"))
    page = made["names-and-wording.md"]
    assert "{ #wording-medium }" in page and "{ #name-low }" in page.split("To check")[1]
    assert "wording-medium" not in made["disagreements.md"] and "name-low" not in made["disagreements.md"]
    assert "](names-and-wording.md)" in made["disagreements.md"]
    assert "](names-and-wording.md)" in made["index.md"] and "wording in medium" not in made["index.md"]
    assert "wording in medium" not in made["brief.md"]
    assert "| Names and wording | 1 | – |" in made["method.md"]
    assert "names-and-wording.md#wording-medium" in made["sources/s0.md"]


def test_without_any_there_is_no_such_page_and_no_link():
    made = pages(told("polarity"))
    assert "names-and-wording.md" not in made
    assert not any("names-and-wording" in text for path, text in made.items() if path.endswith(".md"))


def test_where_only_wordings_differ_no_disagreement_is_claimed():
    made = pages(told("wording"))
    assert "{ #disputed }" not in made["index.md"]
    assert places.listed_as("disagreements", told("wording")) == places.WORDING
    assert places.listed_as("disagreements", told("quantity")) == "disagreements"
