"""Who is in the texts. Most of it stands in cases/leaders.md; here is what a case cannot say."""

from __future__ import annotations

import pytest

from briefgen.analysis.actors import Actor, Cast, find_actors, world
from briefgen.analysis.actors.drafts import side_of
from briefgen.analysis.actors.naming import same_name
from briefgen.analysis.actors.organizations import initials, is_acronym
from briefgen.analysis.actors.words import words_of
from briefgen.language.lexicon import table
from briefgen.language.parser import parse
from briefgen.model import Article


def articles(*texts: str) -> tuple[Article, ...]:
    """Parsed articles a, b, …"""
    return parse(
        Article(id=chr(97 + n), key=chr(65 + n), path=f"{n}.txt", sha256="", text=text, title="")
        for n, text in enumerate(texts)
    )


def cast(*texts: str) -> Cast:
    return find_actors(articles(*texts))


def actor(found: Cast, name: str) -> Actor:
    return next(a for a in found.actors if a.name == name)


def test_mentions_are_verbatim_and_inside_their_sentence() -> None:
    texts = articles(
        "Mayor Mara Quill opened the bridge.\n\nMs. Quill said the mayor’s work was done. Oslo disagreed."
    )
    for a in find_actors(texts).actors:
        for m in a.mentions:
            sentence = texts[0].by_sentence[m.sentence]
            assert sentence.start <= m.start < m.end <= sentence.end
            assert texts[0].text[m.start : m.end] in (a.name, *a.aliases)


def test_roles_are_verbatim() -> None:
    texts = articles("Jonas Field, head of the  rescue unit, said so. Norwegian Premier Kari Solvang agreed.")
    found = find_actors(texts)
    assert [r.text for r in actor(found, "Jonas Field").roles] == ["head of the rescue unit"]
    for a in found.actors:
        for r in a.roles:
            assert " ".join(texts[0].text[r.start : r.end].split()) == r.text


def test_ids_are_slugs_of_names() -> None:
    assert actor(cast("Mayor Zoë Brandão said no."), "Zoë Brandão").id == "zoe-brandao"


def test_ids_do_not_depend_on_other_sources() -> None:
    one = "Mayor Mara Quill said no. Norland Motors agreed to pay."
    alone = {a.name: a.id for a in cast(one).actors}
    beside = {a.name: a.id for a in cast(one, "Judge Greta Lund refused to answer.").actors}
    assert alone.items() <= beside.items()


def test_the_order_of_sources_changes_nobody() -> None:
    one, two = "Mayor Mara Quill said no.", "Quill, the mayor, refused. London rejected it."
    assert {a.name for a in cast(one, two).actors} == {a.name for a in cast(two, one).actors}


def test_a_byline_does_not_act() -> None:
    found = cast("By Thomas Merrow\n\nMayor Mara Quill said the bridge was safe.")
    assert {a.name for a in found.actors if a.acts} == {"Mara Quill"}


def test_an_outlet_is_marked() -> None:
    found = cast("Mayor Mara Quill told Reuters that the bridge was safe.")
    assert actor(found, "Reuters").outlet
    assert not actor(found, "Reuters").acts


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("mykola dovzhensky", "mykola dovzhenskyy"),
        ("iskandar alavandi", "iskander alavandy"),
        ("michael draper", "mike draper"),
        ("j draper", "john draper"),
        ("han seo-jun", "han seo jun"),
        ("omar al-zahir", "omar zahir"),
        ("surya hartono", "henry surya hartono"),
        ("maria vega", "maria vega de soto"),
        ("j thomas reeve", "thomas reeve"),
        ("jakov petrak", "yakov petrak"),
        ("yakov stein", "iakov stein"),
    ],
)
def test_spellings_of_one_name(one: str, two: str) -> None:
    assert same_name(one.split(), two.split())
    assert same_name(two.split(), one.split())


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("anton lund", "greta lund"),
        ("peter carr", "peter marr"),
        ("john miller", "john keller"),
        ("anna berg", "hanna weber"),
        ("mark stone", "marie stone"),
        ("mario rossi", "maria rossi"),
        ("joan stone", "john stone"),
        ("martin stone", "martina stone"),
        ("ian stone", "jan stone"),
    ],
)
def test_names_of_two(one: str, two: str) -> None:
    assert not same_name(one.split(), two.split())


@pytest.mark.parametrize("text", ["ODWU", "IMF", "E.U.", "AT&T"])
def test_acronyms(text: str) -> None:
    assert is_acronym(text)


@pytest.mark.parametrize("text", ["Oslo", "Reuters", "iPhone", "A"])
def test_no_acronyms(text: str) -> None:
    assert not is_acronym(text)


def test_initials_leave_small_words_out() -> None:
    assert initials("Bank of the Northern Isles") == "BNI"


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Russian", "Russia"),
        ("Russians", "Russia"),
        ("Frenchmen", "France"),
        ("Swiss", "Switzerland"),
        ("North Korean", "North Korea"),
    ],
)  # fmt: skip
def test_people_of_states(word: str, state: str) -> None:
    assert world.state_of_people(word) == state


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("Norwegian Prime Minister", "Norway"),
        ("Norway’s ambassador to Sweden", "Norway"),
        ("ambassador to Sweden", None),
        ("South Korean President", "South Korea"),
        ("European Commission spokeswoman", "European Union"),
        ("Pentagon spokesman", "United States"),
        ("UN envoy to Norway", None),
        ("mayor", None),
    ],
)
def test_the_side_that_a_role_tells(role: str, side: str | None) -> None:
    assert side_of(role) == side


def test_every_state_of_the_table_is_found_by_its_name() -> None:
    for state in table("countries")["country"]:
        entry = world.sense(state["name"])
        assert entry is not None, state["name"]
        assert entry.name == state["name"]


def test_no_capital_stands_for_two_states() -> None:
    seen: dict[str, str] = {}
    for state in table("countries")["country"]:
        for city in state["capital"]:
            assert seen.setdefault(city, state["name"]) == state["name"], city


def test_every_side_of_an_institution_is_a_state_or_a_bloc() -> None:
    states = {s["name"] for s in table("countries")["country"]} | {"European Union", "NATO"}
    assert {x["side"] for x in table("institutions")["institution"] if "side" in x} <= states


def test_hyphenated_words_are_one() -> None:
    (sentence,) = articles("The Editor-in-Chief met Lt. Col. Rattan-a-korn.")[0].sentences
    assert [w.text for w in words_of(sentence).words] == [
        "The",
        "Editor-in-Chief",
        "met",
        "Lt.",
        "Col.",
        "Rattan-a-korn",
        ".",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "OSTERHAVEN — The mayor resigned.",
        "OSTERHAVEN, Norland (AP) — The mayor resigned.",
        "OSTERHAVEN, April 30 (Reuters) - The mayor resigned.",
        "Osterhaven, Norland (CNN) The mayor resigned.",
    ],
)
def test_datelines(text: str) -> None:
    w = words_of(articles(text)[0].sentences[0])
    assert w[w.body].text == "The"


def test_no_dateline() -> None:
    w = words_of(articles("NATO – the alliance – said no.")[0].sentences[0])
    assert w[w.body].text in ("NATO", "the")
