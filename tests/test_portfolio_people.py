"""Who of one briefing is somebody of another: precision first."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from briefgen.portfolio.menu import Section, menu
from briefgen.portfolio.people import Known, is_full, known, shared


def somebody(*roles, name="Ann Lee", kind="person", state=None, distinct=True):
    return Known(name=name, kind=kind, state=state, roles=roles, distinct=distinct)


def together(*figures):
    """For each person found, the numbers of the briefings."""
    return [tuple(number for number, _ in p.places) for p in shared([[f] for f in figures])]


@pytest.mark.parametrize(
    "a, b",
    [
        (somebody("president"), somebody("President")),
        (somebody("Sen."), somebody("Texas Senator", "Senator")),
        (somebody("Rep."), somebody("Republican Congressman")),
        (somebody("mayor of Osterhaven"), somebody("Osterhaven mayor")),
        (somebody("Kremlin spokesman"), somebody("spokesman")),
        (somebody("spokeswoman for the White House"), somebody("White House press secretary")),
        (
            somebody("U.S. senator", state="United States"),
            somebody("secretary of state", state="United States"),
        ),
        (somebody(), somebody("minister")),
        (somebody(), somebody()),
        (somebody(name="Mary O'Hara"), somebody(name="Mary O’Hara")),
    ],
)
def test_one(a, b):
    assert together(a, b) == together(b, a) == [(0, 1)]


@pytest.mark.parametrize(
    "a, b",
    [
        (somebody("mill director"), somebody("farmers' leader")),
        (somebody("mayor of Osterhaven"), somebody("mayor of Norderfleet")),
        (somebody("police spokesman"), somebody("spokesman for the mill")),
        (somebody("fisherman"), somebody("minister")),
        (somebody("Republican senator"), somebody("Republican donor")),
        (somebody("president", state="France"), somebody("president", state="Brazil")),
        (somebody("mill director", state="Norway"), somebody("minister", state="Norway")),
        (somebody("swimmer", state="Norway"), somebody("minister", state="Norway")),
        (somebody("minister"), somebody("minister", name="Anna Lee")),
        (somebody("minister"), somebody("minister", name="Ann Lee Jr.")),
        (somebody(kind="organization"), somebody(kind="person")),
        (somebody(name="Supreme Court", kind="organization", distinct=False),
         somebody(name="Supreme Court", kind="organization", distinct=False)),
        (somebody(name="Transport Ministry", kind="organization", distinct=False, state="Norway"),
         somebody(name="Transport Ministry", kind="organization", distinct=False, state="Denmark")),
    ],
)  # fmt: skip
def test_two(a, b):
    assert together(a, b) == together(b, a) == []


def test_who_has_no_role_joins_those_that_are_one_and_nobody_where_there_are_two():
    senator, donor, nobody = somebody("senator"), somebody("donor"), somebody()
    assert together(senator, nobody, senator) == [(0, 1, 2)]
    assert together(senator, nobody, senator, donor) == [(0, 1, 2)]
    assert together(senator, nobody, donor) == []
    assert together(senator, senator, donor, donor, nobody) == [(0, 1), (2, 3)]


def test_no_chain_of_spokesmen():
    """One who is only called spokesman makes no one of those of a mill and of a ministry."""
    mill, state, plain = somebody("mill spokesman"), somebody("ministry spokesman"), somebody("spokesman")
    assert together(mill, plain) == [(0, 1)]
    assert together(mill, plain, state) == []


def test_a_briefing_that_knows_two_of_a_name_joins_none():
    assert shared([[somebody("senator"), somebody("donor")], [somebody("senator")]]) == ()


def test_institutions_by_state_or_by_a_word_that_is_a_name():
    court = somebody(name="Supreme Court", kind="organization", distinct=False, state="Norway")
    assert together(court, court) == [(0, 1)]
    amnesty = somebody(name="Amnesty International", kind="organization")
    assert together(amnesty, amnesty) == [(0, 1)]


def test_two_pages_have_two_addresses():
    one = (somebody("senator"), somebody("donor"), somebody(name="Ann-Lee", kind="organization"))
    found = shared([[x] for x in (*one[:1], *one[:1], *one[1:2], *one[1:2], *one[2:], *one[2:])])
    assert len({p.slug for p in found}) == len(found) == 3


def leader(name, **given):
    words = {"kind": "person", "anonymous": False, "aside": False, "roles": (), "home": None, "side": None}
    return SimpleNamespace(name=name, **{**words, **given})


@pytest.mark.parametrize("name", ["Putin", "J. Roe", "an appeals court", "Several lawmakers", "12 Monkeys"])
def test_no_full_name(name):
    assert not is_full(leader(name))


def test_full_names():
    assert is_full(leader("Ann Lee")) and is_full(leader("Jean-Luc O’Hara"))
    assert not is_full(leader("Ann Lee", anonymous=True)) and not is_full(leader("Harbour Post", aside=True))
    assert not is_full(leader("Liberal Democrats", kind="group"))


def test_what_the_articles_write_in_small_letters_makes_no_name():
    union = leader("Ferry Workers’ Union", kind="organization")
    assert not known(union, frozenset({"ferry", "workers", "union"})).distinct
    assert known(leader("Amnesty International", kind="organization"), frozenset({"amnesties"})).distinct
    assert known(leader("Ann Lee", home=("Norway", None)), frozenset()).state == "Norway"
    assert known(leader("Ann Lee", side="Senate"), frozenset()).state is None


# -- the menu ------------------------------------------------------------------------

PATHS = frozenset({"index.md", "positions.md", "leaders/index.md"})
SECTIONS = [Section(folder=f, label=f.title(), paths=PATHS) for f in ("ferry", "steel")]


def test_the_menu_has_each_briefing_with_what_the_settings_list_of_one():
    given = [{"Briefing": "index.md"}, {"Who": "leaders/index.md"}, {"Topics": "topics.md"},
             {"Guide": ["guide/index.md"]}, {"Notes": "steel/notes.md"}]  # fmt: skip
    assert menu(given, SECTIONS, True) == [
        {"All briefings": "index.md"},
        {"Ferry": [{"Briefing": "ferry/index.md"}, {"Who": "ferry/leaders/index.md"}]},
        {
            "Steel": [
                {"Briefing": "steel/index.md"},
                {"Who": "steel/leaders/index.md"},
                {"Notes": "steel/notes.md"},
            ]
        },
        {"People": "people/index.md"},
        {"Guide": ["guide/index.md"]},
    ]  # fmt: skip


def test_without_a_menu_there_is_the_usual_one_and_ones_own_stays():
    made = menu(None, SECTIONS, False)
    assert made[1] == {"Ferry": [{"Briefing": "ferry/index.md"}, {"Positions": "ferry/positions.md"},
                                 {"Leaders": "ferry/leaders/index.md"}]}  # fmt: skip
    own = [{"Mine": [{"Ferry": "ferry/index.md"}]}]
    assert menu(own, SECTIONS, True) is own


def test_many_stand_under_one_tab():
    many = [Section(folder=f"b{n}", label=f"B{n}", paths=PATHS) for n in range(8)]
    made = menu(None, many, True)
    assert [next(iter(x)) for x in made] == ["All briefings", "Briefings", "People"]
    assert len(made[1]["Briefings"]) == 8
