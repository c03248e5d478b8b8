"""Names that only look like another are told, and are nobody else's; honest words of any script are not."""

from __future__ import annotations

import json
import unicodedata

import pytest

from briefgen.language.lexicon import table
from briefgen.language.lookalikes import lookalikes, words_of


def found(text, others=()):
    return [(x.word, x.plain, x.odd) for x in lookalikes(words_of(text), set(others))]


@pytest.mark.parametrize(
    "word, plain, odd",
    [
        ("Z\u0435lenskaya", "Zelenskaya", "\u0435"),
        ("\u0405\u0430moa", "Samoa", "\u0405\u0430"),
        ("Qu\u0456ll", "Quill", "\u0456"),
        ("Osterh\u03bfven", "Osterhoven", "\u03bf"),
        ("Quill\u0585", "Quillo", "\u0585"),
        ("Mar\u200ba", "Mara", "\u200b"),
        ("Ma\u202era", "Mara", "\u202e"),
        ("M\ufeffara", "Mara", "\ufeff"),
        ("\uff2dara", "Mara", "\uff2d"),
        ("\U0001d40cara", "Mara", "\U0001d40c"),
        ("\u041c\u043e\u0441\u043a\u0432a", "\u041c\u043e\u0441\u043a\u0432\u0430", "a"),
    ],
)
def test_a_disguise_is_seen(word, plain, odd):
    assert found(word) == [(word, plain, odd)]


def test_a_word_all_of_another_script_counts_where_a_source_has_its_like():
    assert found("\u0410\u043d\u043d\u0430") == []
    assert found("\u0421\u043e\u0440\u0435", {"Cope"}) == [
        ("\u0421\u043e\u0440\u0435", "Cope", "\u0421\u043e\u0440\u0435")
    ]
    assert found("\u0421\u043e\u0440\u0435") == []
    assert found("Mayor \u0421\u043e\u0440\u0435 of Osterhaven", {"Cope"}) != []
    assert found("мэр \u0421\u043e\u0440\u0435 сказал", {"Cope"}) == []


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Müller, Łukasz Żółć, Đặng Văn Hòa, Þór Ægisson and D’Aubigné met Jan Čapek in Århus.",
        "e\u0301cole, Zoe\u0308 and n\u0303andu with accents as characters of their own",
        "Владимир Путин и Володимир Зеленський встретились в Москве; СССР, ООН, США",
        "Ο Κυριάκος Μητσοτάκης και ο Αλέξης Τσίπρας στην Αθήνα. ΝΑΤΟ",
        "Նիկոլ Փաշինյան, ՄԱԿ; ᎣᏏᏲ; ⲁⲃⲅ",
        "TNFα, NFκB, IFNγ, hν, ΔT, µm, µmol, Ωmega, α-synuclein and 5μl",
        "ＮＨＫ reported; iPhoneを買う, T恤衫, 北京 and 서울Seoul",
        "می\u200cخواهم نمس\u0e4d क्\u200dष शक्\u200cति",
        "Os\u00adter\u00adhaven, the ﬁnal oﬀer, 1ª and 2º, Kʼyiv, O'Neill",
        "Al met AI Ltd, Bill met BiII at l0 o'clock.",
        "“Quill”\u200b said \u200eGreta\u200f, \ufeffAda \u202eend",
    ],
)
def test_an_honest_text_is_left_alone(text):
    assert found(text, {"CCCP", "OOH", "NATO", "HATO"}) == []


def test_letters_of_the_table_stand_under_their_script():
    for script, letters in table("lookalikes").items():
        for plain, alike in letters.items():
            assert plain.isascii() and len(plain) == 1
            for c in alike:
                assert unicodedata.name(c).partition(" ")[0].lower() == script, (script, c)


LATIN = "Mayor Mara Zelenskaya said on Tuesday that the ferry will sail. Zelenskaya rejected the plan."
MIXED = LATIN.replace("Ze", "Z\u0435").replace("rejected", "backed")


def test_a_name_that_looks_alike_is_told_and_nobody_else_s(project, briefgen):
    (project / "seeds/one.txt").write_text(LATIN, encoding="utf-8")
    (project / "seeds/two.txt").write_text(MIXED, encoding="utf-8")
    (project / "seeds/sources.yml").write_text('two.txt: {publisher: "Harb\u043eur Post"}', encoding="utf-8")
    done = briefgen("build")
    assert done.exit_code == 0
    told = [x for x in done.stderr.splitlines() if "only looks like" in x]
    assert told == [
        "problem: two: the name “Z\u0435lenskaya” only looks like “Zelenskaya”: "
        "it has U+0435 cyrillic small letter ie",
        "problem: two: the name “Harb\u043eur” only looks like “Harbour”: "
        "it has U+043E cyrillic small letter o",
    ]  # fmt: skip
    page = (project / "docs/sources/two.md").read_text(encoding="utf-8")
    assert page.count("the name “") == 2 and "the name" not in (project / "docs/sources/one.md").read_text()
    leaders = json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))["leaders"]
    names = {x["name"]: {c["source"] for c in x["citations"]} for x in leaders}
    assert names["Mara Zelenskaya"] == {"one"} and names["Mara Z\u0435lenskaya"] == {"two"}
    assert briefgen("build", "--strict").exit_code == 1


def test_a_file_s_name_that_looks_alike_is_told(project, briefgen):
    (project / "seeds/h\u0430rbour-post.txt").write_text("The ferry left.", encoding="utf-8")
    assert "“h\u0430rbour” only looks like “harbour”" in briefgen("build").stderr


def test_many_are_counted(project, briefgen):
    words = " ".join(f"\u0410bc{c}de" for c in "fghijklm")
    (project / "seeds/many.txt").write_text(words, encoding="utf-8")
    told = briefgen("build").stderr.splitlines()
    assert len([x for x in told if "only looks like" in x]) == 5
    assert "problem: many: 3 more names only look like others" in told


def test_names_in_other_scripts_stay_apart(project, briefgen):
    said = "Γιώργος Παπανδρέου said he agreed. Владимир Путин said he refused."
    (project / "seeds/other.txt").write_text(said, encoding="utf-8")
    assert briefgen("build").exit_code == 0
    leaders = json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))["leaders"]
    forms = [{x["name"], *x["aliases"]} for x in leaders]
    assert not any({"Γιώργος Παπανδρέου", "Владимир Путин"} <= f for f in forms)
