"""An analyst's quote is found where it stands verbatim, or refused with what is nearest."""

from __future__ import annotations

import pytest

from briefgen.editorial import quoting
from briefgen.editorial.quoting import QuoteError, cited
from briefgen.editorial.record import Quote
from briefgen.model import Article, Sentence


def source(name, *said):
    """An article of these sentences."""
    text, sentences = "", []
    for number, words in enumerate(said, start=1):
        at, text = len(text), f"{text}{words} "
        sentences.append(
            Sentence(source=name, id=f"s{number}", start=at, end=at + len(words), text=words, paragraph=0)
        )
    return Article(
        id=name, key=name.upper(), path=f"seeds/{name}.txt", sha256=name, text=text, title=said[0],
        sentences=tuple(sentences),
    )  # fmt: skip


A = source(
    "a",
    "Mara Quill’s ferry sails at 6 —",
    "as she said, “provided the pier is safe”.",
    "It is safe.",
    "It is safe.",
)
B = source("b", "The line would not open before August.")
C = source("c", "The river rose by 3.4 metres, 12,500 people left, nine stayed.")


def words(name, said):
    return [(c.source, c.sentence, c.quote) for c in cited((A, B), Quote(source=name, words=said))]


def test_words_of_one_sentence():
    assert words("B", "would not open") == [("b", "s1", "would not open")]
    assert words("b.txt", "before August.") == [("b", "s1", "before August.")]


@pytest.mark.parametrize("said", ["rose by 3", "4 metres", "500 people", "metres, 12"])
def test_a_part_of_a_number_is_not_what_the_source_says(said):
    with pytest.raises(QuoteError, match="does not stand there"):
        cited((C,), Quote(source="C", words=said))


def test_whole_numbers_stand_there():
    for said in ("rose by 3.4", "3.4 metres, 12,500", "12,500 people"):
        assert [c.quote for c in cited((C,), Quote(source="C", words=said))] == [said]


def test_marks_and_spaces_of_another_kind_are_no_difference():
    assert words("A", "Mara  Quill's\nferry") == [("a", "s1", "Mara Quill’s ferry")]
    assert words("A", '"provided the pier is safe"') == [("a", "s2", "“provided the pier is safe”")]


def test_over_two_sentences_there_are_two_citations():
    assert words("A", "sails at 6 - as she said") == [("a", "s1", "sails at 6 —"), ("a", "s2", "as she said")]


def test_a_mark_names_the_sentence():
    assert words("A4", "It is safe.") == [("a", "s4", "It is safe.")]


@pytest.mark.parametrize(
    ("name", "said", "why"),
    [
        (
            "B",
            "could not open before August",
            "does not stand there; the nearest is B1: “The line would not open",
        ),
        ("A", "It is safe.", "stands there 2 times: A3 (“It is safe.”) and A4 (“It is safe.”)"),
        ("A", "ferr", "does not stand there"),
        ("A", " ", "is empty"),
        ("C", "It is safe.", "there is no such source; there are A (seeds/a.txt), B (seeds/b.txt)"),
        ("A9", "It is safe.", "has no sentence 9"),
        ("A1", "It is safe.", "does not stand there"),
        ("B", "Quite other words altogether, with nothing of it.", "does not stand there"),
    ],
)
def test_what_is_not_verbatim_is_refused(name, said, why):
    with pytest.raises(QuoteError) as error:
        cited((A, B), Quote(source=name, words=said))
    assert why in str(error.value)


def test_for_a_long_quote_the_nearest_is_looked_for_by_its_beginning(monkeypatch):
    """All of it, in a sentence as long, would take hours."""
    asked = []
    nearest = quoting.process.extractOne
    monkeypatch.setattr(
        quoting.process, "extractOne", lambda said, *a, **how: asked.append(said) or nearest(said, *a, **how)
    )
    with pytest.raises(QuoteError, match="the nearest is A2"):
        words("A", "as she says, “provided the pier is safe”." + " and so on" * 10_000)
    assert [len(said) for said in asked] == [quoting._COMPARED]
