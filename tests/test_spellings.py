"""Other spellings under which the search finds a name."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefgen.pages.spellings import spellings

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("names", "some"),
    [
        (["Ayşe Çelik"], {"Ayse", "Celik"}),
        (["Jürgen Groß"], {"Jurgen", "Juergen", "Gross"}),
        (["Søren Łuksza"], {"Soren", "Luksza"}),
        (["Taras Berezovsky"], {"Berezovskyy", "Berezovskiy", "Berezovskyi", "Berezovskii"}),
    ],
)
def test_other_spellings(names: list[str], some: set[str]) -> None:
    assert some <= set(spellings(names))


@pytest.mark.parametrize(
    "names",
    [
        ["Mara Quill"],
        ["O'Dell", "O’Dell"],
        ["the council of Velm"],
        ["Ski"],
        ["Skyler Whisk"],
        [],
    ],
)
def test_no_other_spelling(names: list[str]) -> None:
    assert spellings(names) == ()


def test_a_spelling_that_the_texts_have_is_none_of_the_others() -> None:
    assert "Celik" not in spellings(["Çelik", "Celik"])


@pytest.mark.parametrize("path", ["mkdocs.yml", "briefgen/starter/mkdocs.yml"])
def test_the_search_leaves_out_no_word(path: str) -> None:
    plugins = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))["plugins"]
    search = next(p["search"] for p in plugins if isinstance(p, dict) and "search" in p)
    assert search["pipeline"] == []
    assert "'" in search["separator"] and "’" in search["separator"]
