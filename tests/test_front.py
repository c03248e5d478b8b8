"""What the front page quotes under a holder's name: nothing whose sentence says it otherwise."""

from __future__ import annotations

import pytest

from briefgen.build import brief
from briefgen.pages import render

OPENING = "The council of Velm met on Monday about the harbour bridge and its cracked pillars.\n\n"


@pytest.fixture
def pages(tmp_path):
    """The front page and the page of positions that a text gives."""

    def run(text: str) -> tuple[str, str]:
        head = "---\ntitle: The bridge\npublished: 2024-05-08\n---\n"
        (tmp_path / "a.md").write_text(head + OPENING + text, encoding="utf-8")
        made = {p.path: p.text for p in render(brief(tmp_path, reader=False))}
        front = made["index.md"].partition("{ #who }")[2].partition("references")[0]
        return front.partition("## ")[0], made["positions.md"]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Initially, Mayor Mara Quill said that the bridge was safe for lorries.",
        "As recently as last month, Mayor Mara Quill said that the bridge was safe for lorries.",
        "In 2011 Mayor Mara Quill said that the bridge was safe for lorries.",
        "Mayor Mara Quill said that the bridge was safe for lorries, although an engineer had found cracks.",
    ],
)
def test_half_of_what_a_sentence_says_is_not_on_the_front_page(pages, text):
    front, positions = pages(text)
    assert "the bridge was safe" not in front
    assert "the bridge was safe" in positions


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Mara Quill said on Monday that the bridge was safe for lorries.",
        "Mayor Mara Quill initially said that the bridge was safe for lorries.",
        "But Mayor Mara Quill said that the bridge was safe for lorries.",
        "Mayor Mara Quill said that the bridge of 1911 was safe for lorries in 2024.",
    ],
)
def test_what_its_sentence_leaves_as_it_is_stands_there(pages, text):
    front, _ = pages(text)
    assert "was safe for lorries" in front
