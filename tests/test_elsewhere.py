"""Facts that two other origins tell and of which nothing was found in a source."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from briefgen.analysis import analyse
from briefgen.findings import find_all
from briefgen.findings.agreements import Agreement
from briefgen.language.parser import parse
from briefgen.matching.reader import Reading
from briefgen.model import Article

ONE = (
    "The council of Osterhaven fined the shipping firm Ostmar on Monday after 43 barrels leaked into the bay."
)
OTHER = (
    "Ostmar must pay a fine, the council of Osterhaven ruled on Monday, since 43 barrels leaked into its bay."
)
THIRD = (
    "Fishermen blocked the harbour gate with their boats, and the ferry to the islands turned back at noon."
)
MORNING, NOON, EVENING = (datetime(2024, 5, 6, hour) for hour in (8, 12, 20))


class Likely:
    """A reader that takes two sentences about the firm for answers to one question, and no others."""

    def read(self, pairs: list[tuple[str, str]]) -> list[Reading]:
        told = [all("43 barrels" in s for s in pair) for pair in pairs]
        return [Reading(same=6.0 if x else -6.0, opposed=-6.0, slot=0.0) for x in told]


def unmatched(*texts: str, days: tuple[date | datetime | None, ...] = (None, None, None)) -> list[str]:
    articles = (
        Article(
            id=f"s{n}", key=chr(65 + n), path=f"{n}.txt", sha256="", text=text, title="",
            published=day.date() if isinstance(day, datetime) else day,
            moment=day if isinstance(day, datetime) else None,
        )
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    )  # fmt: skip
    (fact,) = find_all(analyse(parse(articles)), Likely())["agreements"]
    assert isinstance(fact, Agreement) and {c.source for c in fact.citations} == {"s0", "s1"}
    return list(fact.unmatched)


def test_where_nothing_like_it_was_found_the_source_is_named():
    assert unmatched(ONE, OTHER, THIRD) == ["s2"]


@pytest.mark.parametrize(
    "third",
    [
        "Ostmar's chairman sailed with 43 cousins to the islands, and the ferry turned back at noon.",
        "The firm was fined because barrels had leaked into the bay of the town, its council ruled.",
        "A council has fined a shipping firm over barrels that leaked into a bay.",
    ],
    ids=["its name and figure", "it in other words", "it without its name"],
)
def test_where_it_has_the_name_and_the_figure_or_the_words_it_is_not(third):
    assert unmatched(ONE, OTHER, third) == []


@pytest.mark.parametrize(
    "days, named",
    [
        ((date(2024, 5, 6), date(2024, 5, 6), date(2024, 5, 7)), True),
        ((date(2024, 5, 6), date(2024, 5, 7), date(2024, 5, 7)), True),
        ((date(2024, 5, 6), date(2024, 5, 6), date(2024, 5, 6)), True),
        ((date(2024, 5, 6), date(2024, 5, 7), date(2024, 5, 6)), False),
        ((date(2024, 5, 6), date(2024, 5, 6), date(2024, 5, 5)), False),
        ((date(2024, 5, 6), None, date(2024, 5, 7)), False),
        ((date(2024, 5, 6), date(2024, 5, 6), None), False),
        ((MORNING, NOON, EVENING), True),
        ((MORNING, EVENING, NOON), False),
    ],
)
def test_what_two_had_not_told_when_it_was_published_is_not_told_elsewhere(days, named):
    assert unmatched(ONE, OTHER, THIRD, days=days) == (["s2"] if named else [])


def test_a_statement_is_no_fact_of_which_a_source_lacks_the_name():
    one = ONE.replace(" after", ", Ada Brook of the council said, after")
    other = OTHER.replace("the council of Osterhaven ruled", "Ada Brook said")
    assert unmatched(one, other, THIRD) == []


def test_a_copy_of_one_that_tells_it_is_no_further_source():
    behind = (
        " Rain fell on the quay while gulls fought over bread, and nobody on the stairs of the customs house"
        " wanted to give a name, so the tram left for the northern beaches without the two reporters."
    )
    texts = (ONE + behind, OTHER, behind.strip())
    articles = parse(
        Article(id=f"s{n}", key=chr(65 + n), path=f"{n}.txt", sha256="", text=text, title="")
        for n, text in enumerate(texts)
    )
    facts = find_all(analyse(articles), Likely())["agreements"]
    assert [f.unmatched for f in facts if isinstance(f, Agreement)] == [()]
