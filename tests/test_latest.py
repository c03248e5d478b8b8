"""The latest word on the pages: the later statement first, the one that was given up with its mark."""

from __future__ import annotations

import re

import pytest

from briefgen.build import brief
from briefgen.pages import render
from briefgen.paper.document import document
from briefgen.read_back import misread

DENIED = (
    "A Velm Air plane crashed near Orsel on Tuesday, killing all 40 people aboard. "
    "The Defence Ministry of Velm denied that a missile had hit the plane. "
    "Mayor Mara Quill said that the council had sold the pier. Relatives met at the harbour."
)
ADMITTED = (
    "The Defence Ministry of Velm admitted on Thursday that it had shot down the plane near Orsel. "
    "All 40 people aboard were killed. "
    "Harbour Lines initially denied any knowledge of the spill, but later said a valve had been left open."
)
TAKEN_BACK = (
    "Families of the 40 people who died near Orsel want answers. "
    "Mayor Mara Quill has walked back her claim that the council had sold the pier."
)


@pytest.fixture(scope="module")
def briefing(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds")
    told = (("a", "Post", 9, DENIED), ("b", "Courier", 11, ADMITTED), ("c", "Echo", 12, TAKEN_BACK))
    for name, paper, day, text in told:
        head = f"---\ntitle: On the {day}th\npublisher: {paper}\npublished: 2024-01-{day:02}\n---\n"
        (folder / f"{name}.md").write_text(head + text + "\n", encoding="utf-8")
    return brief(folder)


@pytest.fixture(scope="module")
def pages(briefing):
    return {p.path: p.text for p in render(briefing)}


def test_the_later_word_stands_first_and_each_has_the_other(pages):
    page = pages["leaders/defence-ministry-of-velm.md"]
    later = "“admitted on Thursday that it had shot down the plane near Orsel”"
    withdrawn = f"[A2][] <small>withdrawn, as reported on 11 January 2024: {later} [B1][]</small>"
    before = (
        "<small>earlier, reported on 9 January 2024: “denied that a missile had hit the plane” [A2][]</small>"
    )
    assert "### Earlier: " in page
    assert page.index(before) < page.index(withdrawn)
    positions = pages["positions.md"]
    assert positions.index(before) < positions.index(withdrawn)


def test_what_was_given_up_is_not_quoted_on_the_front_page_but_as_earlier(pages):
    who = pages["index.md"].split("{ #who }")[1].split("references")[0]
    assert "earlier, reported on 9 January 2024: “denied that a missile" in who
    assert "— “denied that a missile" not in who and "the council had sold" not in who.split("## ")[0]


def test_no_other_part_of_the_front_page_quotes_it(pages):
    front = pages["index.md"].split("references")[0]
    assert front.count("denied that a missile had hit the plane") == 1
    assert front.count("the council had sold the pier") <= front.count("walked back")


def test_it_is_in_no_cell_of_the_matrix(pages):
    table = re.findall(r"^\|.*$", pages["positions.md"], re.MULTILINE)
    assert not any("denied that a missile" in row for row in table)


def test_what_the_words_tell_themselves_is_not_told_again(pages):
    page = pages["leaders/harbour-lines.md"]
    assert (
        "“initially denied any knowledge of the spill, but later said a valve had been left open” [B3][]"
        in page
    )
    assert "<small>later" not in page and "### Earlier" not in page


def test_it_is_no_side_of_a_disagreement(briefing):
    sides = [s for d in briefing.findings["disagreements"] for s in d.sides]
    assert not any("denied that a missile" in c.quote for s in sides for c in s.citations)


def test_the_paper_has_the_mark(briefing):
    assert "(earlier, reported on 9 January 2024: " in str(document(briefing))


def test_every_quotation_is_one_of_its_source(briefing):
    assert list(misread(briefing, render(briefing))) == []
