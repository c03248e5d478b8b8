"""Careless input is noticed: what is no article in English, one article twice, sources of another "
"event."""

from __future__ import annotations

from importlib.resources import files

import pytest

FERRY = (
    "A ferry sank off the island of Velm on Monday, and nine people died. The coastguard sent three boats "
    "and a helicopter, its captain said. Divers searched the hull for two days. The ferry had left the "
    "harbour of Korrin with sixty passengers and twelve cars on board. The company that owns the ferry "
    "did not answer questions about its doors. A minister promised an inquiry into the accident and its "
    "cause. The passengers were taken to the hospital of Velm, where a doctor treated bruises and shock. "
    "The harbour was closed to all ships until the evening. The weather had been calm and the sea was "
    "flat. The island has no bridge, and its council wants a second ferry before the summer. A lawyer of "
    "two families asked for the logbook."
)
WORKS = (
    "The glass works in Osterhaven dismissed two hundred workers on Friday. Its director blamed the price "
    "of gas and the tariffs on bottles. The union called a strike for the spring and asked the court to "
    "stop the dismissals. The furnaces of the plant date from 1961, and a new furnace would cost forty "
    "million crowns. The town lives from glass: every third household has somebody in the works. The "
    "mayor wants to lend money to the plant, but the treasury refuses a guarantee. A bank holds most of "
    "the debt. Customers in the wine trade have ordered bottles abroad. The director said the orders had "
    "fallen by half in a year. Teachers collected signatures at the gate. The chamber of commerce asked "
    "the region for a plan, and the bishop read a letter from the pulpit."
)
ELSEWHERE = {
    "de": "Die Regierung hat am Montag beschlossen, die alte Brücke über den Hafen zu sperren. Der "
    "Bürgermeister sagte, er sei in großer Sorge, weil die Pfeiler Risse haben. Niemand war "
    "verletzt worden, an der Baustelle gab es aber Streit.",
    "nl": "De regering heeft maandag besloten de oude brug over de haven te sluiten. De burgemeester zei "
    "dat hij in grote zorg is, want er was een scheur in een pijler. We hadden dat niet verwacht, "
    "zei ze, of het nu waar is of niet.",
    "es": "El gobierno decidió el lunes cerrar el viejo puente sobre el puerto. La alcaldesa dijo que no "
    "hay otra salida, porque los pilares tienen grietas. Nadie resultó herido, pero en la ciudad "
    "hubo protestas y huelga.",
    "ru": "Правительство решило в понедельник закрыть старый мост через гавань. Мэр города сказала, что "
    "другого выхода нет, потому что в опорах появились трещины. Никто не пострадал, но жители "
    "города недовольны и собираются на площади каждый вечер до конца недели.",
}
WARNING = '!!! warning "Before you read: the sources"'


@pytest.fixture
def built(tmp_path, monkeypatch, briefgen):
    """Build these files of the seeds folder: what was said, and the front page."""

    def run(sources: dict[str, str | bytes], settings: str = ""):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "seeds").mkdir()
        if settings:
            (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
        for name, content in sources.items():
            (tmp_path / "seeds" / name).write_bytes(
                content if isinstance(content, bytes) else content.encode()
            )
        result = briefgen("build")
        assert result.exit_code == 0, result.output
        return result.stderr, (tmp_path / "docs/index.md").read_text(encoding="utf-8")

    return run


def test_nothing_is_odd(built):
    said, page = built({"a.txt": FERRY, "b.txt": FERRY.replace("Monday", "Monday morning")})
    assert said == ""
    assert WARNING not in page


def test_another_figure_is_another_text(built):
    told = "At least {} people were on board of it."
    said, _ = built({"a.txt": f"{FERRY} {told.format(61)}", "b.txt": f"{FERRY} {told.format(62)}"})
    assert "is the same article" not in said


@pytest.mark.parametrize("language", ELSEWHERE)
def test_another_language(built, language):
    said, page = built({"a.txt": FERRY, "odd.txt": ELSEWHERE[language]})
    assert said.startswith("remark: odd: is in ")
    assert WARNING in page
    assert "for which there is no language model" in page


@pytest.mark.parametrize(
    "text",
    [
        "Ten words of English are too few to say anything of the language.",
        "“¿Dónde está el barco?” asked the captain. He said that the boat, which they had not seen since "
        "Monday, was with the coastguard, and that his crew would not leave the harbour before it was "
        "found.",
    ],
)
def test_english_with_foreign_words(built, text):
    said, page = built({"a.txt": text})
    assert said == ""
    assert WARNING not in page


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            f"<html><body><div>Menu</div><p>{FERRY}</p></body></html>",
            "has the markup of a web page: save the article's text instead",
        ),
        ("https://harbour-post.example/2024/ferry", "holds addresses, no article"),
        (
            "Ferry:\nhttps://harbour-post.example/a\nhttps://valley-courier.example/b",
            "holds addresses, no article",
        ),
        (
            "Please enable JavaScript and cookies to continue reading this article about the ferry.",
            "may be a page that bars the way to its article (“enable javascript”)",
        ),
    ],
)
def test_no_article(built, text, what):
    said, page = built({"a.txt": FERRY, "odd.txt": text})
    assert f"problem: odd: {what}" in said
    assert WARNING in page


@pytest.mark.parametrize(
    "text",
    [
        FERRY + " The report is at https://harbour-post.example/report for all to read.",
        FERRY + " The page had a <br> in its title, the captain said.",
        FERRY + " Parliament debated cookies; a firm whose page said “we use cookies” had to pay.",
    ],
)
def test_an_article_about_such_things(built, text):
    said, page = built({"a.txt": text})
    assert said == ""
    assert WARNING not in page


def test_the_same_article_in_two_files(built):
    said, page = built({"a.txt": FERRY, "b.txt": FERRY + "\n"})
    assert said == "remark: b: is the same article as seeds/a.txt: one of the two files can go\n"
    assert "[B](sources/b.md) is the same article as" in page


def test_two_outlets_with_one_text(built):
    sources = "a.txt: {publisher: Harbour Post}\nb.txt: {publisher: Valley Courier}\n"
    said, page = built({"a.txt": FERRY, "b.txt": FERRY, "sources.yml": sources})
    assert said == ""
    assert WARNING not in page


def test_two_events(built):
    said, page = built(
        {"a.txt": FERRY, "b.txt": WORKS, "c.txt": FERRY.replace("on Monday", "on Monday night")}
    )
    assert said == "remark: these seem to be 2 events, each for a briefing of its own: A, C · B\n"
    assert "these seem to be 2 events" in page


def test_a_note_of_a_few_words_is_no_second_event(built):
    said, _ = built({"a.txt": FERRY, "b.txt": "The glass works dismissed two hundred workers."})
    assert said == ""


EXAMPLE = files("briefgen") / "starter" / "seeds" / "harbour-post.txt"
SETTINGS = (files("briefgen") / "starter" / "mkdocs.yml").read_text(encoding="utf-8")


def test_the_example_among_sources_of_ones_own(built):
    own = {"a.txt": FERRY, "b.txt": FERRY.replace("Monday", "Monday morning")}
    said, page = built({**own, "harbour-post.txt": EXAMPLE.read_bytes()}, SETTINGS)
    assert "problem: harbour-post: is the example that `briefgen new` wrote: remove it\n" in said
    assert "# The Osterhaven ferry" not in page
    assert "A minister and a mayor agree" not in page


def test_the_title_of_the_example_with_sources_of_ones_own(built):
    said, page = built({"a.txt": FERRY}, SETTINGS)
    assert said == ""
    assert "# The Osterhaven ferry" not in page


def test_one_article_tried_beside_the_example(built):
    said, _ = built({"a.txt": FERRY, "harbour-post.txt": EXAMPLE.read_bytes()}, SETTINGS)
    assert "is the example" not in said


def test_an_example_that_was_edited_is_still_the_example(built):
    said, page = built({"harbour-post.txt": EXAMPLE.read_bytes() + b"It rained.\n"}, SETTINGS)
    assert said == "" and "# The Osterhaven ferry" in page


def test_the_example_alone(built):
    said, page = built({"harbour-post.txt": EXAMPLE.read_bytes()}, SETTINGS)
    assert said == ""
    assert "# The Osterhaven ferry" in page


def test_a_title_of_ones_own(built):
    _, page = built(
        {"a.txt": FERRY}, SETTINGS.replace("title: The Osterhaven ferry", "title: The Velm ferry")
    )
    assert "# The Velm ferry" in page
