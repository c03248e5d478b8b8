"""What sources of independent origin tell alike: one fact told in other words, never a copy or a dispute."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefgen.analysis import analyse
from briefgen.build import brief
from briefgen.findings import find_all
from briefgen.findings.agreements import Agreement
from briefgen.language.parser import parse
from briefgen.matching.reader import Reading
from briefgen.model import Article, Finding

SINKS = "The ferry Halcyon sank off Osterhaven on Monday, killing twelve people."
PEOPLE = "Twelve people were killed on Monday when the ferry Halcyon went down in a storm off Osterhaven."
SINKING = "The sinking of the ferry Halcyon off Osterhaven in a storm on Monday killed 12 people."
BEHIND = (
    " Its owner Ostmar, whose three other boats sail for the islands in summer, was not to be reached, and"
    " the harbour office keeps its papers locked away until the judge from Velm has seen all of them."
)
"""Enough for a copy to be known as one."""


class Sure:
    """A reader that takes all pairs for answers to one question; so the tests hang on no weights."""

    def __init__(self, opposed: float = -6.0) -> None:
        self.opposed = opposed

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        return [Reading(same=6.0, opposed=self.opposed, slot=6.0) for _ in pairs]


def found(*texts: str, reader: Sure | None = None) -> dict[str, tuple[Finding, ...]]:
    told = parse(
        Article(id=f"s{n}", key=chr(65 + n), path=f"{n}.txt", sha256="", text=text, title="")
        for n, text in enumerate(texts)
    )
    return dict(find_all(analyse(told), reader or Sure()))


def agreements(*texts: str, reader: Sure | None = None) -> list[Agreement]:
    return [a for a in found(*texts, reader=reader)["agreements"] if isinstance(a, Agreement)]


def test_three_sources_in_other_words_are_one_agreement() -> None:
    (agreed,) = agreements(SINKS, PEOPLE, SINKING)
    assert agreed.origins == 3 and agreed.confidence == "high"
    assert {c.quote for c in agreed.citations} == {SINKS, PEOPLE, SINKING}
    assert agreed.title == agreed.citations[0].quote


def test_two_sources_are_enough_and_less_sure() -> None:
    (agreed,) = agreements(SINKS, PEOPLE)
    assert agreed.origins == 2 and agreed.confidence == "medium"


def test_the_order_of_the_sources_does_not_matter() -> None:
    for texts in ((SINKS, PEOPLE, SINKING), (SINKING, SINKS, PEOPLE)):
        (agreed,) = agreements(*texts)
        (other,) = agreements(*texts[::-1])
        assert (agreed.title, agreed.origins) == (other.title, other.origins)


@pytest.mark.parametrize(
    "leaning",
    [
        "It sank off Osterhaven on Monday, killing twelve people of the ferry Halcyon in a storm.",
        "“Twelve people of the ferry Halcyon died off Osterhaven on Monday in a storm,” the harbour said.",
        "But the ferry Halcyon sank off Osterhaven on Monday in a storm, killing twelve people.",
        "Ferry Halcyon: twelve people killed off Osterhaven on Monday in a storm",
        "These twelve people of the ferry Halcyon were killed off Osterhaven on Monday in a storm.",
    ],
)
def test_what_stands_for_the_fact_can_be_read_alone(leaning: str) -> None:
    (agreed,) = agreements(leaning, SINKS)
    assert agreed.title == SINKS
    assert {c.quote for c in agreed.citations} == {leaning, SINKS}


def test_what_stands_for_the_fact_tells_little_that_the_others_do_not() -> None:
    more = (
        SINKS.rstrip(".")
        + ", after its captain Jonas Feld had twice asked the pilots of Velm in vain for a tug."
    )
    (agreed,) = agreements(more, SINKING, PEOPLE)
    assert agreed.title in {SINKING, PEOPLE}
    assert more in {c.quote for c in agreed.citations}


def test_of_two_alike_the_one_that_tells_more_stands_for_the_fact() -> None:
    short = "The ferry Halcyon sank off Osterhaven."
    (agreed,) = agreements(short, SINKING, PEOPLE)
    assert agreed.title != short


def test_nothing_that_can_be_read_alone_makes_none() -> None:
    it = "It sank off Osterhaven on Monday, and twelve people of the ferry Halcyon were killed."
    they = "They sank with the ferry Halcyon off Osterhaven on Monday, and twelve people were killed."
    assert agreements(it, they) == []


def test_one_source_agrees_with_nobody() -> None:
    assert agreements(f"{SINKS} {PEOPLE} {SINKING}") == []
    assert agreements() == agreements("") == []


def test_copies_are_one_origin() -> None:
    assert agreements(SINKS + BEHIND, PEOPLE.join(("", BEHIND)), SINKS + BEHIND) == agreements(
        SINKS + BEHIND, PEOPLE + BEHIND
    )
    (agreed,) = agreements(SINKS + BEHIND, SINKS + BEHIND, PEOPLE)
    assert agreed.origins == 2
    assert agreements(SINKS + BEHIND, SINKS + BEHIND) == []


def test_one_sentence_in_two_papers_is_no_second_word() -> None:
    assert agreements(SINKS, SINKS.replace("The ferry", "A ferry")) == []


def test_a_copy_is_cited_where_another_wording_establishes_the_fact() -> None:
    copied = SINKS.replace("The ferry", "A ferry")
    (agreed,) = agreements(SINKS, PEOPLE, copied)
    assert {c.quote for c in agreed.citations} == {SINKS, PEOPLE, copied}


WIRE = (
    "The harbour office of Osterhaven has sent both of its tugs and a helicopter to the place of the wreck.",
    "Its owner Ostmar has run three boats between the islands for more than twenty years without any harm.",
)


def _with_wire(told: str, rest: str) -> str:
    """A report with an agency's sentences in it, and enough of its own to be no copy."""
    return " ".join((told, *WIRE, rest))


OWN = (
    "Gulls fought over bread on the quay while children flew their kites between the cranes. The tram was"
    " late, and its driver blamed the wind. A baker sold more rolls than in all of July, she said. Nobody on"
    " the stairs of the customs house wanted to give a name. The lamps along the mole stayed dark for an"
    " hour, which the works council called a disgrace. An old sailor told all who would listen that he had"
    " seen worse. The bakery closed early. Two nuns carried soup to the gate, and a dog barked at the soup."
    " By midnight the square was empty but for a cart with melons, and its owner slept beneath it."
)
ELSEWHERE = (
    "Diesel went up twice since spring. The union met in a barn, drank tea and elected an old man with a red"
    " beard. Engineers answer with a shrug whether the pier will carry a crane. The county has lent money to"
    " worse plans, a clerk recalled over herring. Ice took away forty metres of the wooden breakwater last"
    " winter, and the insurers still argue about it. A museum wants the lighthouse lens, which none has"
    " cleaned for a decade. School begins on the first of the month. The mayor's garden won a prize for its"
    " roses, and the brass band will travel to the capital with thirty-one members and a new drum."
)


def test_an_agencys_sentences_in_two_reports_are_one_origin() -> None:
    one, other = _with_wire(SINKS, OWN), _with_wire(SINKS, ELSEWHERE)
    assert SINKS not in {a.title for a in agreements(one, other)}
    (agreed,) = [a for a in agreements(one, other, PEOPLE) if PEOPLE in {c.quote for c in a.citations}]
    assert agreed.origins == 2 and {c.source for c in agreed.citations} == {"s0", "s1", "s2"}


def test_what_one_of_them_tells_in_its_own_words_is_a_second_word() -> None:
    one, other = _with_wire(SINKS, f"{OWN} {WIRE[0]}"), _with_wire(PEOPLE, ELSEWHERE)
    (agreed,) = [a for a in agreements(one, other) if PEOPLE in {c.quote for c in a.citations}]
    assert agreed.origins == 2


@pytest.mark.parametrize(
    "other",
    [
        PEOPLE.replace("Twelve", "Fifteen"),
        PEOPLE.replace("Monday", "Friday"),
        "The ferry Halcyon did not sink off Osterhaven on Monday, killing twelve people, its owner said.",
    ],
)
def test_what_contradicts_is_no_agreement(other: str) -> None:
    assert agreements(SINKS, other) == []


def test_a_contradiction_leaves_the_others_agreed() -> None:
    other = "Fifteen people were killed when the ferry Halcyon capsized off Osterhaven on Monday."
    (agreed,) = agreements(SINKS, SINKING, other)
    assert agreed.origins == 2
    assert other not in {c.quote for c in agreed.citations}


def test_a_published_dispute_is_left_out() -> None:
    disputes = found(SINKS, PEOPLE.replace("Twelve", "Fifteen"))["disagreements"]
    assert [d.confidence for d in disputes if d.confidence != "low"] == ["medium"]
    cited = {(c.source, c.sentence) for d in disputes for c in d.citations}
    third = "The council of Velm approved a new bridge over the river on Friday."
    again = "On Friday a new bridge over the river was approved by the council of Velm."
    (agreed,) = agreements(f"{SINKS} {third}", f"{PEOPLE.replace('Twelve', 'Fifteen')} {again}")
    assert {c.quote for c in agreed.citations} == {third, again}
    assert not {(c.source, c.sentence) for c in agreed.citations} & cited


def test_a_sentence_stands_in_one_agreement() -> None:
    third = "The council of Velm approved a new bridge over the river on Friday."
    again = "On Friday a new bridge over the river was approved by the council of Velm."
    made = agreements(f"{SINKS} {third}", f"{again} {PEOPLE}", SINKING)
    assert [a.origins for a in made] == [3, 2]
    places = [(c.source, c.start) for a in made for c in a.citations]
    assert len(places) == len(set(places)) == 5


def test_what_nobody_tells_alike_is_none() -> None:
    assert (
        agreements(SINKS, "A fire broke out in the grain store of Velm, and farmers lost the harvest.") == []
    )


def test_quotes_are_verbatim() -> None:
    texts = {"s0": f"Nobody was told.\n\n{SINKS}", "s1": PEOPLE, "s2": f"{SINKING}\n\nSo it was."}
    (agreed,) = agreements(*texts.values())
    assert all(texts[c.source][c.start : c.end] == c.quote for c in agreed.citations)


def test_who_leaves_it_open_does_not_tell_the_answer(project):
    """“It remains to be seen who will pay” is no second origin of who pays."""
    answer = "The town will pay for the second pier, Quill said."
    (project / "seeds/third.txt").write_text(
        "Ferry talks stall in Osterhaven\n\nHarbour master Piet Aldous rejected a plan of the Norvale line "
        "for a second pier on Thursday.\n\n“The pier is not safe,” Aldous told reporters.\n\n"
        f"{answer} Jonas Feld warned that the line would not open before August.\n",
        encoding="utf-8",
    )
    facts = brief(project / "seeds").findings["agreements"]
    assert facts and all(c.quote != answer for f in facts for c in f.citations)
