"""Numbers and dates as written. What they mean stands in cases/quantities.md, what they measure in others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import combinations
from pathlib import Path

import pytest

from briefgen.analysis import analyse
from briefgen.analysis.dates import Tense, find_dates
from briefgen.analysis.hours import with_hour
from briefgen.analysis.quantities import Quantity, can_both_be_right, find_quantities
from briefgen.findings import find_all
from briefgen.findings.disagreements import Disagreement, quantity
from briefgen.language.parser import parse
from briefgen.matching import Reports
from briefgen.matching.reader import Reading
from briefgen.model import Article
from briefgen.readers import metadata

TABLE = (Path(__file__).parent / "cases" / "quantities.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in TABLE.splitlines()
    if line.startswith("| ")
][2:]


def articles(*texts: str) -> tuple[Article, ...]:
    return parse(
        Article(id=chr(97 + n), key=chr(65 + n), path=f"{n}.txt", sha256="", text=text, title="")
        for n, text in enumerate(texts)
    )


def quantities(text: str) -> list[tuple[str, Quantity]]:
    return [(text[q.start : q.end], q) for s in articles(text)[0].sentences for q in find_quantities(s)]


def clashes(*texts: str) -> list[tuple[str, str]]:
    """The figures that clash between passages of different texts, as they are written."""
    reports = Reports(analyse(articles(*texts)))
    told = [reports.passage(s) for a in reports.analysis.articles for s in a.sentences]
    return [
        (a.article.text[slice(*c.a)], b.article.text[slice(*c.b)])
        for a, b in combinations(told, 2)
        if a.article.id != b.article.id
        for c in quantity.clashes(a, b)
    ]


@pytest.mark.parametrize(("text", "words", "dimension", "low", "high"), ROWS, ids=[row[0] for row in ROWS])
def test_what_a_number_says(text: str, words: str, dimension: str, low: str, high: str) -> None:
    found = quantities(text)
    if words == "nothing":
        assert found == []
        return
    (written, q), *more = found
    assert (written, q.dimension, more) == (words, dimension, [])
    if low != "value":
        assert (q.low, q.high) == (pytest.approx(float(low), rel=1e-3), pytest.approx(float(high), rel=1e-3))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("58 km", "36 miles", True),
        ("8 m", "25 feet", True),
        ("300 kg", "661 pounds", True),
        ("two hours", "120 minutes", True),
        ("nearly 180 people", "176 people", True),
        ("at least 50 people", "52 people", True),
        ("about 20 people", "21 people", True),
        ("1,900 people", "nearly 1,900 people", True),
        ("dozens of people", "80 people", True),
        ("a month", "a month", True),
        ("nearly three hours", "over two hours", False),
        ("over two hours", "close to two hours", False),
        ("more than 26,000 people", "more than 31,000 people", False),
        ("at least 50 people", "80 people", False),
        ("120,000 people", "about 200,000 people", False),
        ("12 people", "13 people", False),
        ("$141 billion", "$144 billion", False),
        ("58 km", "58 miles", False),
        ("dozens of people", "900 people", False),
        ("$5 million", "€5 million", None),
    ],
)
def test_whether_two_numbers_can_both_be_right(one: str, other: str, both: bool | None) -> None:
    a, b = (quantities(f"It was {x} then.") for x in (one, other))
    if not a or not b:
        assert one == other == "a month"
    elif both is None:
        assert a[0][1].dimension != b[0][1].dimension
    else:
        assert a[0][1].dimension == b[0][1].dimension
        assert can_both_be_right(a[0][1], b[0][1]) is both
        assert can_both_be_right(b[0][1], a[0][1]) is both


def test_no_number_breaks_the_reader() -> None:
    for text in (
        "",
        "1",
        "-",
        "1-",
        "1-2-3-4",
        "$",
        "a",
        "half",
        "1/2",
        "1,,,2",
        "9" * 400,
        "one " * 200,
        "(1 (2 (3",
    ):
        quantities(f"{text} x.")


# -- dates --

PUBLISHED = date(2025, 3, 19)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "published", "iso"),
    [
        ("on March 18, 2025", None, "2025-03-18"),
        ("on 18 March 2025", None, "2025-03-18"),
        ("on Tuesday, March 18, 2025", None, "2025-03-18"),
        ("in March 2025", None, "2025-03"),
        ("in 2003", None, "2003"),
        ("on March 18", PUBLISHED, "2025-03-18"),
        ("on Dec. 30", PUBLISHED, "2024-12-30"),
        ("in December", PUBLISHED, "2024-12"),
        ("on Tuesday", PUBLISHED, "2025-03-18"),
        ("on Wednesday", PUBLISHED, "2025-03-19"),
        ("on Thursday", PUBLISHED, "2025-03-13"),
        ("yesterday", PUBLISHED, "2025-03-18"),
        ("three days ago", PUBLISHED, "2025-03-16"),
        ("last month", PUBLISHED, "2025-02"),
        ("last year", PUBLISHED, "2024"),
        ("on Tuesday", None, None),
        ("on March 18", None, None),
        ("today", None, None),
        ("yesterday", None, None),
        ("last week", PUBLISHED, None),
        ("last Tuesday", PUBLISHED, None),
        ("two days later", PUBLISHED, None),
        ("on Friday, March 18, 2025", None, None),
        ("on February 30, 2025", None, None),
    ],
)
def test_which_day_the_text_gives(text: str, published: date | None, iso: str | None) -> None:
    (found,) = find_dates(f"It opened {text}.", published)
    assert found.iso == iso


def test_a_weekday_to_come() -> None:
    (found,) = find_dates("It will open on Tuesday.", PUBLISHED, "future")
    assert found.iso == "2025-03-25"


@pytest.mark.parametrize(
    "text, tense, iso",
    [
        ("in January", "past", "2025-01"),
        ("in May", "past", "2024-05"),
        ("in March", "past", "2025-03"),
        ("in May", "future", "2025-05"),
        ("in January", "future", "2026-01"),
        ("in May", "present", None),
        ("last May", "past", "2024-05"),
        ("last January", "past", None),
        ("in March last year", "past", "2024-03"),
        ("on March 3 last year", "past", "2024-03-03"),
        ("on Oct. 1", "past", "2024-10-01"),
        ("on Oct. 1", "future", "2025-10-01"),
        ("on Oct. 1", "present", None),
        ("on March 20", "past", None),
        ("on March 18", "future", None),
        ("on Dec. 12 and 13", "past", "2024-12"),
        ("from Dec. 30 to Jan. 2, 2024", "past", "2024"),
        ("in April and May of 2012", "past", "2012"),
        ("in 2013 and 2015", "past", None),
        ("on Thursday", "past", None),
        ("on Friday", "past", "2025-03-14"),
        ("on Wednesday", "present", "2025-03-19"),
        ("on Tuesday", "present", None),
        ("last Thursday", "past", "2025-03-13"),
        ("last Monday", "past", None),
        ("next Monday", "future", None),
        ("three months ago", "past", None),
    ],
)
def test_the_tense_tells_which(text: str, tense: Tense, iso: str | None) -> None:
    (found,) = find_dates(f"It was {text}.", PUBLISHED, tense)
    assert found.iso == iso


def test_in_the_next_year_is_no_date() -> None:
    assert find_dates("It will cost more in the next year.", PUBLISHED) == ()
    (found,) = find_dates("Sept. 11 and 20 people died.", PUBLISHED)
    assert (found.month, found.day) == (9, 11)


@pytest.mark.parametrize(
    "text, written, minutes, zone",
    [
        ("It sank at 10 a.m. EDT on Friday.", "at 10 a.m. EDT on Friday", 600, "EDT"),
        (
            "It sank around 6:20 p.m. (11:20 a.m. ET) Monday.",
            "around 6:20 p.m. (11:20 a.m. ET) Monday",
            1100,
            "",
        ),
        ("It sank at 2100 GMT Sunday.", "at 2100 GMT Sunday", 1260, "GMT"),
        ("It sank Tuesday at 14:30 local time.", "Tuesday at 14:30 local time", 870, "local time"),
        ("It sank late Sunday night.", "late Sunday night", 1320, ""),
        ("It sank at midnight Wednesday.", "at midnight Wednesday", None, ""),
        ("It sank on the night of Oct. 1.", "on the night of Oct. 1", 1320, ""),
        ("It sank on Tuesday, 20 people said.", "Tuesday", None, ""),
        ("It sank on Monday after 3 people left.", "Monday", None, ""),
        ("It sank on Monday and rose at 3 p.m. again.", "Monday", None, ""),
    ],
)
def test_the_hour_beside_a_day(text: str, written: str, minutes: int | None, zone: str) -> None:
    (day,) = find_dates(text)
    found = with_hour(text, day.start, day.end)
    assert (text[found.start : found.end], found.minutes, found.zone) == (written, minutes, zone)


@pytest.mark.parametrize(
    "text", ["He may leave.", "They march.", "It cost 2003 dollars.", "Sunny days.", "Room 18."]
)
def test_no_date(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


def test_weekday_and_date_that_exclude_each_other() -> None:
    (found,) = find_dates("on Friday, March 18, 2025")
    assert found.mismatch


# -- the texts changed --

A = (
    "Twelve people were killed and 40 injured when a ferry sank off Osterhaven on Monday, "
    "the coast guard said."
    " Premier Jonas Field and President Mara Quill spoke for nearly three hours."
)
B = (
    "A ferry sank off Osterhaven on Monday, killing 15 people and injuring 40, the coast guard said."
    " President Mara Quill and Premier Jonas Field spoke for over two hours."
)


def test_each_figure_clashes_with_its_own() -> None:
    assert clashes(A, B) == [("Twelve", "15"), ("nearly three hours", "over two hours")]
    assert clashes(B, A) == [("15", "Twelve"), ("over two hours", "nearly three hours")]


def test_the_same_article_twice_has_none() -> None:
    assert clashes(A, A) == clashes(B, B) == []


def test_one_number_changed_makes_one() -> None:
    assert clashes(A, A.replace("Twelve", "Thirty")) == [("Twelve", "Thirty")]
    assert clashes(A, A.replace("40", "55")) == [("40", "55")]


def test_reconciled_there_is_none() -> None:
    assert clashes(A, B.replace("15", "12").replace("over two hours", "about three hours")) == []


def test_another_place_and_other_people_add_nothing() -> None:
    unrelated = (
        "A train left the rails near Velm on Friday, killing 30 people and injuring 200."
        " The governor of Tarn and the mayor of Korrin, Nils Ost, spoke for five hours."
    )
    assert {x for pair in clashes(A, unrelated) for x in pair} <= {"nearly three hours", "five hours"}


def test_numbers_of_the_seeds() -> None:
    folder = Path(__file__).parents[1] / "seeds"
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
    assert ("nearly three hours", "over two hours") in clashes(*texts)


# -- versions -------------------------------------------------------------------------

FERRY = (
    "A ferry sank off Osterhaven on Friday night and {dead} people were killed, the harbour office "
    "said{more}. The ferry went down in a storm two miles from the quay, the harbour office said. "
    "Rescuers pulled {saved} people from the water before dawn. Transport Minister Jonas Feld said the "
    "search would go on until everybody had been found."
)
EARLY = FERRY.format(dead="at least 12", saved=96, more="")
LATE = FERRY.format(dead="at least 17", saved=104, more=", revising an earlier figure")


class Sure:
    """A reader that takes all pairs for answers to one question, and their values for one slot's."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        return [Reading(same=6.0, opposed=-6.0, slot=6.0) for _ in pairs]


def versions(*told: tuple[str, str | None, str | None]) -> list[Disagreement]:
    """What is published of texts with their publisher and hour."""
    made = parse(
        Article(
            id=chr(97 + n), key=chr(65 + n), path=f"{n}.txt", sha256="", text=text, title="", publisher=by,
            published=datetime.fromisoformat(at).date() if at else None,
            moment=datetime.fromisoformat(at) if at else None,
        )
        for n, (text, by, at) in enumerate(told)
    )  # fmt: skip
    found = find_all(analyse(made), Sure())["disagreements"]
    return [d for d in found if isinstance(d, Disagreement) and d.confidence != "low"]


def test_a_later_version_replaces_each_figure() -> None:
    found = versions(
        (LATE, "Harbour Post", "2024-05-08T14:45+02:00"), (EARLY, "Harbour Post", "2024-05-08T08:10+02:00")
    )
    assert {(d.kind, d.rule) for d in found} == {("update", "disagreements/quantity/one-thing/version")}
    assert {frozenset(s.label for s in d.sides) for d in found} == {
        frozenset({"at least 12", "at least 17"}),
        frozenset({"96", "104"}),
    }


@pytest.mark.parametrize(
    "told",
    [
        [("Harbour Post", "2024-05-08T08:10"), ("Valley Courier", "2024-05-08T14:45")],
        [("Harbour Post", None), ("Harbour Post", "2024-05-08T14:45")],
        [("Harbour Post", "2024-05-08T14:45"), ("Harbour Post", "2024-05-08T14:45")],
        [(None, "2024-05-08T08:10"), (None, "2024-05-08T14:45")],
    ],
)
def test_no_later_version_where_it_is_not_known_to_be_one(told: list[tuple[str | None, str | None]]) -> None:
    found = versions(*((t, *x) for t, x in zip((EARLY, LATE), told, strict=True)))
    assert not any("version" in d.rule for d in found)


def test_a_later_version_and_another_paper() -> None:
    paper = "At least 17 people were killed when a ferry sank near Osterhaven in a storm on Friday night."
    found = versions(
        (EARLY, "Harbour Post", "2024-05-08T08:10"),
        (LATE, "Harbour Post", "2024-05-08T14:45"),
        (paper, "Valley Courier", "2024-05-08T15:00"),
    )
    updates = [d for d in found if d.kind == "update"]
    assert len(updates) == 2
    assert {c.source for d in updates for c in d.citations} == {"a", "b"}


def test_an_aircraft_is_no_thousand() -> None:
    assert [words for words, _ in quantities("Its 34 737 Max jets stay on the ground.")] == ["34", "737"]


@pytest.mark.parametrize(
    ("given", "hour"),
    [
        ("2024-05-08T08:10:00+02:00", True),
        ("2024-05-08 08:10", True),
        (datetime(2024, 5, 8, 8, 10), True),
        ("2024-05-08", False),
        (date(2024, 5, 8), False),
    ],
)
def test_the_hour_of_a_source_is_kept_where_it_is_given(given: object, hour: bool) -> None:
    good, wrong = metadata.check({"published": given}, "a.md", strangers=True)
    assert not wrong
    assert good["published"] == date(2024, 5, 8)
    assert ("moment" in good) is hour
