"""What a briefing is called that nobody named: by whom, and by what, its sources begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.build import brief
from briefgen.headline import headline

EVENTS = {
    "Ann Orlo and Jan Revik: the ceasefire call": (
        "President Ann Orlo and Prime Minister Jan Revik discussed a ceasefire in a call on Monday.\n\n"
        "Orlo said that the ceasefire must hold. Revik said that the ceasefire needs observers.",
        "President Ann Orlo spoke with Jan Revik in a call about a ceasefire.\n\n"
        "The call was long. Orlo said that she welcomed the ceasefire.",
    ),
    "Earthquake in Chile": (
        "Earthquake kills four\n\nA strong earthquake shook the coast of Chile on Friday, officials said.\n\n"
        "The mayor Rosa Quint said that the earthquake damaged ninety houses.",
        "Coast shaken\n\nAn earthquake in northern Chile damaged a school on Friday.\n\nThe police said "
        "that the road was open.",
    ),
    "Ferry crash in Norway": (
        "Two hurt in ferry crash\n\nA ferry crash in Norway left two passengers with broken arms.\n\n"
        "The owner said that the ferry crash was being investigated.",
        "Ferry hits pier\n\nThe ferry crash happened in Norway on Sunday morning, police said.",
    ),
}


@pytest.mark.parametrize("title", EVENTS)
def test_named_by_what_most_sources_begin_with(title: str, tmp_path: Path) -> None:
    for n, text in enumerate(EVENTS[title]):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    assert headline(brief(tmp_path)) == title


def test_one_who_is_named_by_one_source_only_is_not_in_the_title(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Earthquake\n\nAn earthquake shook Chile, Mayor Rosa Quint said.")
    (tmp_path / "b.txt").write_text(
        "Houses fall\n\nAn earthquake destroyed ninety houses in Chile on Friday."
    )
    assert headline(brief(tmp_path)) == "Earthquake in Chile"


def test_without_anything_shared_the_sources_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bread was cheap.")
    (tmp_path / "b.txt").write_text("It rained.")
    assert headline(brief(tmp_path)) == "Briefing: 2 sources"


def test_the_name_that_its_maker_gave_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("An earthquake shook Chile.")
    assert headline(brief(tmp_path, title="Four minutes")) == "Four minutes"


def test_a_word_that_is_only_quoted_is_no_title(tmp_path: Path) -> None:
    for n, verb in enumerate(("condemned", "rejected")):
        (tmp_path / f"{n}.txt").write_text(
            f"Mayor {verb} by bishop\n\nBishop Ada Moor {verb} Mayor Mara Quill on Monday for calling "
            'the neighbours of the harbour "vermin" in a speech.\n\nQuill said "vermin" twice.'
        )
    assert "vermin" not in headline(brief(tmp_path))


@pytest.mark.parametrize("town", ["VELM", "Marlow Point (VPA)", "OSTERHAVEN, Norland"])
def test_a_dateline_is_no_title(town: str, tmp_path: Path) -> None:
    for n, verb in enumerate(("sank", "went down")):
        (tmp_path / f"{n}.txt").write_text(
            f"Ferry {verb}\n\n{town} — A ferry {verb} off the island on Monday, said Captain Ruth Odel.\n\n"
            "Odel said that the ferry had been full."
        )
    assert town.split()[0].strip(",").lower() not in headline(brief(tmp_path)).lower()


def test_others_are_no_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tom Orsel hurt four people and two others in Velm on Sunday.")
    (tmp_path / "b.txt").write_text(
        "Tom Orsel, who hurt four people and wounded two others in Velm, is held."
    )
    assert "other" not in headline(brief(tmp_path))
