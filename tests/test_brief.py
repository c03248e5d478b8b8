"""The brief: its measure, its order, and that it is never longer than its sources."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_pages import EVENING, of

from briefgen.build import brief
from briefgen.model import Briefing
from briefgen.pages import render
from briefgen.pages.book import Book
from briefgen.pages.brief import LEAST, Brief, cited_once, fitted, words_in, words_on
from briefgen.pages.passages import nested


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The ferry didn’t sail.", 4),
        ("— … “”", 0),
        ("A half-empty hall, 3.5 tonnes", 5),
        ("", 0),
    ],
)
def test_words(text: str, number: int) -> None:
    assert words_in(text) == number


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("---\ntitle: x\n---\n# Ferry\n", 1),
        ("[The pier](leaders/pier.md#x){ .more }", 2),
        ("“It sank” [A3][] <small class='x'>Post</small>", 4),
        ('Sank [A3][]\n\n[A3]: sources/a.md#s3 "“It sank” — Post"\n', 2),
        ("## Open { #open }", 1),
    ],
)
def test_words_that_a_page_shows(page: str, number: int) -> None:
    assert words_on(page) == number


def test_what_is_left_out_is_the_least_of_each_kind():
    book = Book(briefing=EVENING)
    whole, none = fitted(book, lambda _: 0), fitted(book, lambda _: 10**6)
    assert not none.front.agreed and not none.front.who and not none.moments

    def size(made: Brief) -> int:
        return LEAST + len(made.front.agreed) + len(made.front.disputed) - 1

    one = fitted(book, size)
    assert list(whole.front.agreed[:1]) == list(one.front.agreed)
    assert whole.front.disputed and not one.front.disputed


def test_where_a_kind_has_no_room_nothing_is_said_to_be_absent(monkeypatch):
    monkeypatch.setattr("briefgen.pages.brief.LEAST", 0)
    page = of(replace(EVENING, news=None))["brief.md"]
    assert "No two passages" not in page and "[1 established fact in all](agreements.md)" in page


def test_one_passage_of_each_source_is_cited():
    first, second, third = (EVENING.articles[0].cite(n, n + 3) for n in (0, 4, 8))
    other = EVENING.articles[1].cite(0, 3)
    assert cited_once((first, second, other, third)) == [first, other]


SAID = (
    "Mayor Mara Quill said the ferry tax was fair to the {name}. "
    "The council raised the ferry tax on Monday, 3 May 2021. "
    "It remains unclear who will pay for pier {n}. Judge Greta Lund said that pier {n} was unsafe. "
)


@pytest.fixture(scope="module")
def long(tmp_path_factory) -> Briefing:
    """Four articles with more findings than words."""
    seeds = tmp_path_factory.mktemp("long")
    for name in ("north", "south", "east", "west"):
        said = "\n\n".join(SAID.format(n=n, name=name) for n in range(9))
        (seeds / f"{name}.txt").write_text(f"The {name} ferry.\n\n{said}", encoding="utf-8")
    return brief(seeds)


def test_the_page_is_no_longer_than_the_sources_and_cites_what_it_shows(long):
    page = next(p.text for p in render(long) if p.path == "brief.md")
    assert 200 < words_on(page) <= sum(words_in(a.text) for a in long.articles)
    shown, _, notes = page.partition("The sentences cited here")
    listed = notes.partition("</div>")[0]
    for a in long.articles:
        for s in a.sentences:
            if f"[{a.key}{s.id[1:]}][]" in shown:
                noted = f"- [{a.key}{s.id[1:]}][] " in listed
                assert noted != (nested(s.text).rstrip(".") in shown)
