"""One article in two states: the later one replaces the earlier, where it is known which that is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from briefgen.analysis.copies import find_origins, find_versions
from briefgen.build import build
from briefgen.model import Article

FIRST = (
    "A barge sank off Orsel on Sunday night and nine people were missing, the harbour office said. "
    "The Greta Holm went down in a gale near the breakwater with twenty people and a load of gravel. "
    "Divers searched the hull until dawn. The harbour office said the search would go on for two days. "
    "The owner of the barge, Holm Lines, did not answer."
)
SECOND = FIRST.replace("nine people were missing", "four people were missing").replace(
    "did not answer", "said that it was in mourning and would help the families"
)
OTHER = (
    "Traders on the Orsel quay have lost a summer's income since the bridge was closed in April. "
    "Half of them want the council to pay; the rest say that they will sue the builder of the bridge, "
    "whose engineers found cracks in three of its piers last year and told nobody for months."
)
LONG = " ".join(f"word{n}" for n in range(250))


def article(id_, text, publisher="Post", day=None, moment=None, url=None):
    return Article(
        id=id_, key=id_.upper(), path=f"seeds/{id_}.txt", sha256="0", text=text, title=id_,
        publisher=publisher, published=day or (moment.date() if moment else None), moment=moment, url=url,
    )  # fmt: skip


def versions(*articles):
    return find_versions(articles, find_origins(articles))


MORNING = datetime(2024, 5, 8, 8, 10, tzinfo=UTC)


def test_the_later_day_replaces_the_earlier():
    a, b = article("a", SECOND, day=date(2024, 5, 9)), article("b", FIRST, day=date(2024, 5, 8))
    assert versions(a, b) == ({"b": "a"}, ())
    assert versions(b, a) == ({"b": "a"}, ())


def test_on_one_day_the_hour_says_it_across_zones():
    later = datetime(2024, 5, 8, 9, 30, tzinfo=timezone(timedelta(hours=-4)))
    a, b = article("a", FIRST, moment=MORNING), article("b", SECOND, moment=later)
    assert versions(a, b) == ({"a": "b"}, ())


def test_the_latest_of_three_replaces_both():
    third = SECOND.replace("four", "three").replace("two days", "three days")
    made = [
        article(i, t, day=date(2024, 5, n))
        for i, t, n in (("c", FIRST, 8), ("a", SECOND, 9), ("b", third, 10))
    ]
    assert versions(*made) == ({"c": "b", "a": "b"}, ())


def test_one_address_is_one_article():
    a = article("a", FIRST, None, date(2024, 5, 8), url="https://post.example/barge?x=1")
    b = article("b", SECOND, None, date(2024, 5, 9), url="https://post.example/barge/")
    assert versions(a, b) == ({"a": "b"}, ())


@pytest.mark.parametrize(
    "first, second",
    [
        ({}, {}),
        ({"day": date(2024, 5, 8)}, {"day": date(2024, 5, 8)}),
        ({"day": date(2024, 5, 8)}, {}),
        ({"moment": MORNING}, {"moment": MORNING.replace(tzinfo=None)}),
        ({"moment": MORNING}, {"moment": MORNING}),
    ],
)
def test_what_is_not_known_to_be_later_replaces_nothing(first, second):
    assert versions(article("a", FIRST, **first), article("b", SECOND, **second)) == ({}, (("a", "b"),))


@pytest.mark.parametrize(
    "a, b",
    [
        # the very same text: a copy
        (article("a", FIRST, day=date(2024, 5, 8)), article("b", FIRST, day=date(2024, 5, 9))),
        # another outlet's copy of it
        (article("a", FIRST, day=date(2024, 5, 8)), article("b", SECOND, "Echo", date(2024, 5, 9))),
        # outlets that are not known
        (article("a", FIRST, None, date(2024, 5, 8)), article("b", SECOND, None, date(2024, 5, 9))),
        # another article of the outlet
        (article("a", FIRST, day=date(2024, 5, 8)), article("b", OTHER, day=date(2024, 5, 9))),
        # a long report that has the short one inside
        (article("a", FIRST, day=date(2024, 5, 8)),
         article("b", f"{OTHER} {FIRST} {LONG}", day=date(2024, 5, 9))),
        # one sentence
        (article("a", "The pier is shut.", day=date(2024, 5, 8)),
         article("b", "The pier is open.", day=date(2024, 5, 9))),
    ],
)  # fmt: skip
def test_others_are_no_versions(a, b):
    assert versions(a, b) == ({}, ())


def seeds(folder, first, second):
    folder.mkdir()
    for name, when, text in (("v1.md", first, FIRST), ("v2.md", second, SECOND)):
        head = f"---\ntitle: Barge sinks\npublisher: Post\npublished: {when}\n---\n"
        (folder / name).write_text(head + text, encoding="utf-8")
    return folder


def test_the_earlier_version_says_so_on_its_page(tmp_path):
    folder = seeds(tmp_path / "seeds", "2024-05-08T08:10:00+02:00", "2024-05-08T14:45:00+02:00")
    assert build(folder, tmp_path / "docs").problems == ()
    pages = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "docs/sources").iterdir()}
    assert "Replaced by a later version: [Barge sinks](v2.md), 8 May 2024." in pages["v1.md"]
    assert "later version" not in pages["v2.md"]
    assert "<small>replaced by a later version, B</small>" in pages["index.md"]


def test_versions_without_an_order_are_reported(tmp_path: Path):
    report = build(seeds(tmp_path / "seeds", "2024-05-08", "2024-05-08"), tmp_path / "docs")
    assert [(p.source, p.what) for p in report.problems] == [
        ("v1", "is another version of v2; which is the later is not known: give published with its hour")
    ]
    assert "later version" not in (tmp_path / "docs/sources/v1.md").read_text(encoding="utf-8")
