"""Texts in other languages: told apart, published as they are, or read with word lists of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen.build import brief, build
from briefgen.errors import ConfigError
from briefgen.language import lexicon
from briefgen.language.detect import called, detect
from briefgen.language.models import DEFAULT_MODEL

ENGLISH = (
    "The harbour of Osterhaven stays shut until Monday, Mayor Mara Quill said on Friday. She said that the "
    "pier must be repaired first. The ferry company demanded compensation for the days without a ferry."
)
GERMAN = (
    "Der Hafen von Osterhaven bleibt bis Montag geschlossen, sagte Bürgermeisterin Mara Quill am Freitag. "
    "Der Anleger müsse erst repariert werden, fügte sie hinzu. Der Betreiber der Fähre verlangte eine "
    "Entschädigung für die Tage ohne Fähre."
)
FRENCH = (
    "Le port d'Osterhaven restera fermé jusqu'à lundi, a déclaré vendredi la maire Mara Quill. Il faut "
    "d'abord réparer la jetée, a-t-elle ajouté. La compagnie du ferry a demandé un dédommagement pour "
    "les jours perdus."
)
# An invented language, near enough to English for its parser: one sings what one has to say.
SUNG = (
    "Mayor Mara Quill sang that the harbour is shut. The ferry is new. Jonas Feld sang that the pier is safe."
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A folder without anything, which is the current one."""
    monkeypatch.chdir(tmp_path)


def sources(texts: dict[str, str]) -> Path:
    Path("seeds").mkdir()
    for name, text in texts.items():
        Path("seeds", name).write_text(text, encoding="utf-8")
    return Path("seeds")


@pytest.mark.parametrize("text, language", [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr")])
def test_a_language_is_detected(text, language):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "Hafen", "Osterhaven, Velm, Korrin", "1 2 3 4 5 " * 40])
def test_too_little_says_nothing(text):
    assert detect(text) is None


def test_a_language_has_a_name():
    assert [called(code) for code in ("de", "pt-BR", "xx")] == ["German", "Portuguese", "xx"]


def test_a_source_in_a_language_without_a_model_is_published_and_nothing_is_found_in_it():
    report = build(sources({"a.txt": ENGLISH, "b.txt": GERMAN}), Path("docs"))
    page = Path("docs/sources/b.md").read_text(encoding="utf-8")
    assert "in German" in page and "fügte sie hinzu" in page and 'id="s3"' in page
    assert [(p.source, p.severity) for p in report.problems] == [("b", 0)]
    assert report.problems[0].what.startswith("is in German, for which there is no language model")
    front = Path("docs/index.md").read_text(encoding="utf-8")
    assert "for which there is no language model" in front
    briefing = brief(Path("seeds"))
    cited = {c.source for found in briefing.findings.values() for f in found for c in f.citations}
    assert cited == {"a"}


def test_what_is_found_in_the_others_does_not_depend_on_it():
    alone = brief(sources({"a.txt": ENGLISH}))
    Path("seeds/b.txt").write_text(GERMAN, encoding="utf-8")
    with_german = brief(Path("seeds"))
    for kind in ("leaders", "positions", "open_issues"):
        assert alone.findings[kind] == with_german.findings[kind]


def test_nothing_but_sources_that_can_not_be_read():
    report = build(sources({"a.txt": GERMAN, "b.txt": FRENCH}), Path("docs"))
    assert {p.source for p in report.problems} == {"a", "b"}
    assert Path("docs/index.md").exists()


def test_what_the_maker_gives_goes_before_what_is_detected():
    seeds = sources({"a.txt": ENGLISH, "b.txt": GERMAN, "sources.yml": "b.txt: {language: en}\n"})
    briefing = brief(seeds)
    assert [a.language for a in briefing.articles] == ["en", "en"]
    said = [p.what for p in briefing.problems if p.source == "b"]
    assert "is given as English (en), and reads like German: is that right?" in said


def test_two_copies_in_another_language_are_one_origin():
    long = GERMAN * 2 + " Die Arbeiten beginnen nach Angaben der Stadt noch in dieser Woche."
    briefing = brief(sources({"a.txt": ENGLISH, "b.txt": long, "c.txt": long + " Mehr am Abend."}))
    assert briefing.origins["b"] == briefing.origins["c"] != briefing.origins["a"]


# -- word lists of its own -------------------------------------------------------------


@pytest.fixture
def sung(tmp_path, monkeypatch):
    """The word lists, with a folder for the invented language, which has only those for what is said."""
    home = tmp_path / "lexicon"
    shutil.copytree(str(lexicon.home()), home, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    text = (home / "en/cues.toml").read_text(encoding="utf-8")
    assert text.count('states = ["say", ') == 1
    (home / "qx").mkdir()
    (home / "qx/cues.toml").write_text(
        text.replace('states = ["say", ', 'states = ["sing", '), encoding="utf-8"
    )
    monkeypatch.setattr(lexicon, "home", lambda: home)
    lexicon.languages.cache_clear()
    yield
    monkeypatch.undo()
    lexicon.languages.cache_clear()


def holders(briefing, source):
    return {
        h
        for p in briefing.findings["positions"]
        for h in p.holders
        if any(c.source == source for c in p.citations)
    }


def test_a_second_language_needs_a_folder_of_word_lists_and_a_model_and_no_code(sung):
    seeds = sources({"a.txt": ENGLISH, "b.txt": SUNG, "sources.yml": "b.txt: {language: qx}\n"})
    briefing = brief(seeds, languages={"qx": DEFAULT_MODEL})
    assert holders(briefing, "a") >= {"mara-quill"}
    assert holders(briefing, "b") == {"mara-quill", "jonas-feld"}
    quill = [f for f in briefing.findings["leaders"] if f.id == "mara-quill"]
    assert len(quill) == 1 and {c.source for c in quill[0].citations} == {"a", "b"}
    # What it is to sing is not known in English, neither before nor after.
    assert lexicon.spoken() == "en"
    Path("seeds/sources.yml").write_text("b.txt: {language: en}\n", encoding="utf-8")
    assert holders(brief(seeds, languages={"qx": DEFAULT_MODEL}), "b") == set()


def test_the_order_of_languages_changes_nothing(sung):
    files = {"a.txt": SUNG, "b.txt": ENGLISH, "c.txt": SUNG.replace("new", "old"), "sources.yml": ""}
    files["sources.yml"] = "a.txt: {language: qx}\nc.txt: {language: qx}\n"
    seeds = sources(files)
    one, two = (brief(seeds, languages={"qx": DEFAULT_MODEL}) for _ in range(2))
    assert one.findings == two.findings
    assert holders(one, "b") >= {"mara-quill"}


@pytest.mark.parametrize(
    "languages, said",
    [
        ({"xq": DEFAULT_MODEL}, "there are no word lists for 'xq' .there are en"),
        ({"en": DEFAULT_MODEL}, "the model for English is named by language_model"),
        ({"qx": "no_such_model"}, "language model 'no_such_model' is not installed"),
    ],
)
def test_a_language_that_can_not_be_read_is_a_clear_message(sung, languages, said):
    seeds = sources({"a.txt": ENGLISH, "b.txt": SUNG, "sources.yml": "b.txt: {language: qx}\n"})
    with pytest.raises(ConfigError, match=said):
        brief(seeds, languages=languages)


def test_only_what_is_spoken_is_read(sung):
    with lexicon.speaking("qx"):
        assert "sing" in lexicon.table("cues")["stances"]["states"]
        assert lexicon.words("names", "bodies")  # from English
    assert "sing" not in lexicon.table("cues")["stances"]["states"]
    with pytest.raises(KeyError), lexicon.speaking("xq"):
        pass


def test_the_setting_is_checked(briefgen, tmp_path):
    sources({"a.txt": ENGLISH})
    Path("mkdocs.yml").write_text("plugins:\n  - briefgen:\n      languages: de\n", encoding="utf-8")
    result = briefgen("build")
    assert result.exit_code == 1
    assert "languages must be `code: model` lines" in result.stderr
