"""Words that hang on what stands before them, and the sentences that are shown with them."""

from __future__ import annotations

import pytest

from briefgen.analysis import analyse
from briefgen.analysis.leaning import leaning
from briefgen.findings import find_all
from briefgen.findings.positions import Position
from briefgen.language.parser import parse
from briefgen.model import Article
from briefgen.pages.statement import plain


def article(text: str) -> Article:
    (found,) = parse((Article(id="a", key="A", path="a.txt", sha256="", text=text, title=""),))
    return found


def leans(text: str) -> set[str]:
    """The words of a sentence that lean."""
    (sentence,) = article(text).sentences
    found = leaning(sentence, range(len(sentence.tokens)), (), ())
    return {sentence.tokens[x.at].text for x in found}


@pytest.fixture(autouse=True)
def _no_last_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rules let through is printed: how likely an editor would sign it is another matter."""
    monkeypatch.setattr("briefgen.findings.positions.confidence", lambda _: "high")


def printed(text: str) -> dict[str, Position]:
    """The positions that are printed, by their words."""
    found = find_all(analyse((article(text),)))["positions"]
    return {plain(p): p for p in found if isinstance(p, Position) and p.confidence != "low"}


@pytest.mark.parametrize(
    "text, words",
    [
        ("They rejected the offer on Tuesday.", {"They", "offer"}),
        ("Quill called the move deeply disappointing.", {"move"}),
        ("Breck opposes those policies.", {"policies"}),
        ("Quill declined to do so.", {"so"}),
        ("Breck demanded more.", {"more"}),
        ("Quill denounced the council's decision.", {"decision"}),
        ("Quill praised the council's wise decision.", {"decision"}),
        ("Breck knew nothing of the alleged theft.", {"theft"}),
        ("Breck rejected an outcome of that effective scheme.", {"scheme"}),
        ("Pilots will suffer in these rows.", {"rows"}),
        ("Quill called Breck before the levy took effect.", {"levy"}),
        ("Breck sold a pier and the mole.", {"mole"}),
        ("Breck spoke of the pier and the mole.", {"pier", "mole"}),
        ("My client was not warned.", {"client"}),
        ("Quill blamed the two.", {"two"}),
        ("The Harbour Act does not apply to them.", {"them"}),
        ("Quill apologized for the remark on Monday.", {"remark"}),
        ("This cannot be repaired.", {"This"}),
    ],
)
def test_what_leans(text, words):
    assert leans(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Quill rejected the offer of two million crowns.",
        "Breck opposes the policies that closed a harbour.",
        "Quill wants the government to pay.",
        "Breck blamed the media and the president.",
        "The economy will grow this year.",
        "It is clear that a pier must close.",
        "Those who stayed were right.",
        "This is a lie about Quill.",
        "The problem is that nobody pays.",
        "Quill told people familiar with the matter that a pier was shut.",
        "Breck sold the ferry and Quill bought the ferry back.",
        "Quill demanded more money.",
        "Breck kept the promise to rebuild a mole.",
        "The Harbour Board and the unions signed a deal on Monday.",
        "Quill praised the wooden pier.",
        "Breck fears the levy of 2019.",
        "Quill dropped the inquiry into a ferry.",
        "Breck counted the ferries between Osterhaven and Tolm.",
        "Breck slept at the pier.",
        "Quill saw nobody in the aftermath.",
        "My daughter was not warned.",
        "My client Jon Pell was not warned.",
        "Quill blamed the two pilots of a ferry.",
        "Quill sold two.",
        "Quill blamed 12 pilots.",
        "Breck met pilots and praised them.",
        "It took a minute to close a pier.",
        "It was highly likely a pier would close.",
        "Quill fears that election.",
        "Breck lives in this country.",
        "Breck has the same pier.",
        "Quill praised the pier that Breck built.",
        "Quill praised the largest pier.",
        "Breck built a pier before Quill sold the pier.",
        "Voters want the president to resign after the election.",
    ],
)
def test_what_does_not_lean(text):
    assert not leans(text) - {"ferry"}


def test_the_sentence_before_is_shown_where_it_explains():
    found = printed("The board offered the dockers six crowns an hour. Mara Quill rejected the offer.")
    (context,) = found["rejected the offer"].context
    assert context.quote == "The board offered the dockers six crowns an hour."
    assert found["rejected the offer"].leans


@pytest.mark.parametrize(
    "text, words, begins",
    [
        (
            "The board put a levy of six crowns on ferries.\n\nSnow fell in Osterhaven.\n\n"
            "Mara Quill said pilots would strike in Tolm before the levy took effect.",
            "before the levy",
            "The board put a levy",
        ),
        (
            "The board gave Jon Pell the ferry of Tolm.\n\nPilots sank the ferry on Monday.\n\n"
            "Mara Quill told pilots in Osterhaven that the ferry was too old for open water.",
            "too old",
            "The board gave",
        ),
    ],
)
def test_the_nearest_sentence_that_explains_is_shown_alone(text, words, begins):
    (p,) = (p for w, p in printed(text).items() if words in w)
    (context,) = p.context
    assert context.quote.startswith(begins)


@pytest.mark.parametrize(
    "text, words",
    [
        # too far; nothing tells; a label is no sentence; the words tell it themselves
        ("A levy was put on ferries. Snow fell. Rain fell. Hail fell. Mara Quill said pilots would strike "
         "in Tolm before the levy took effect.", "before the levy"),
        ("Snow fell in Tolm.\n\nMara Quill said pilots would strike in May before the levy took effect.",
         "before the levy"),
        ("A levy on ferries of six crowns.\n\nMara Quill said pilots in Tolm would strike.", "would strike"),
        ("A levy was put on ferries.\n\nMara Quill said pilots would strike over a levy of ten crowns.",
         "ten crowns"),
    ],
)  # fmt: skip
def test_no_sentence_is_shown_that_does_not_explain(text, words):
    (p,) = (p for w, p in printed(text).items() if words in w)
    assert not p.context


@pytest.mark.parametrize(
    "text, words",
    [
        ("Snow fell. Rain fell. Hail fell.\n\nMara Quill said the terms are too narrow.", "too narrow"),
        ("Snow fell. Rain fell. Hail fell.\n\nThe Harbour Board wants it released.", "released"),
    ],
)
def test_short_words_that_turn_on_what_nothing_explains_are_folded(text, words):
    assert not [w for w in printed(text) if words in w]


@pytest.mark.parametrize(
    "text, words",
    [
        (
            "Snow fell. Rain fell. Hail fell.\n\nMara Quill said the terms could ruin Tomas Breck.",
            "could ruin",
        ),
        (
            "Snow fell. Rain fell. Hail fell.\n\nMara Quill said the terms of a lease are too narrow.",
            "too narrow",
        ),
        ("Snow fell. Rain fell. Hail fell.\n\nMara Quill said the government is too slow.", "too slow"),
        (
            "Snow fell. Rain fell. Hail fell.\n\nQuill rejected the plan of Tolm, saying it costs lives.",
            "costs",
        ),
    ],
)
def test_short_words_that_tell_something_are_printed(text, words):
    assert [w for w in printed(text) if words in w]


def test_it_may_stand_in_the_paragraph_before():
    found = printed("Tomas Breck sold the ferry in May.\n\n“It is a disgrace,” Mara Quill said.")
    assert [c.quote for c in found["It is a disgrace"].context] == ["Tomas Breck sold the ferry in May."]


def test_one_that_leans_itself_is_shown_with_the_one_before():
    found = printed(
        "The board closed the old harbour to ferries on Monday. The move drew protests from pilots. "
        "Mara Quill called the move deeply unfair to the islands."
    )
    (p,) = (p for words, p in found.items() if "unfair" in words)
    assert [c.quote[:10] for c in p.context] == ["The board ", "The move d"]


def test_what_has_just_been_proposed_is_the_idea():
    found = printed(
        "Tomas Breck and Mara Quill discussed the council's old idea of a toll on the bridge. "
        "Breck proposed that both towns share the cost of a new ferry. Mara Quill backed the idea."
    )
    (p,) = (p for words, p in found.items() if "backed the idea" in words)
    assert [c.quote[:14] for c in p.context] == ["Breck proposed"]


def test_what_was_told_of_before_is_the_idea_where_nothing_was_proposed():
    found = printed(
        "Tomas Breck and Mara Quill discussed the council's old idea of a toll on the bridge. "
        "Breck left for Osterhaven at noon. Mara Quill backed the idea."
    )
    (p,) = (p for words, p in found.items() if "backed the idea" in words)
    assert "old idea of a toll" in p.context[0].quote


@pytest.mark.parametrize(
    "text",
    [
        "The sun shone on Monday in Osterhaven. Mara Quill rejected the offer.",
        "Mara Quill rejected the offer.",
        "Osterhaven is old. They were warned, Mara Quill said.",
        "Tomas Breck met Jon Pell in Osterhaven. “He is wrong,” Mara Quill said.",
        "The ferry left. “Yes,” Mara Quill said.",
        "The ferry left. “You bet,” Mara Quill said.",
        "The ferry left. “We are sorry,” Mara Quill said.",
        "The ferry left. “I know,” Mara Quill said.",
        "The ferry left. “We are grateful,” Mara Quill said.",
    ],
)
def test_what_nothing_explains_and_what_says_nothing_is_folded(text):
    assert not [w for w, p in printed(text).items() if "Mara" not in w and p.content is not None]


@pytest.mark.parametrize(
    "said",
    ["We will not pay", "I will not resign", "We all make mistakes", "The dike is safe"],
)
def test_a_short_sentence_of_its_own_is_printed(said):
    found = printed(f"The council met on Monday in Osterhaven. “{said},” Mara Quill said.")
    assert said in found and not found[said].context


@pytest.mark.parametrize(
    "text, words",
    [
        ("Mara Quill said she will send pilots to the island.", "said she will send pilots to the island"),
        ("Ostmar Motors says they're in contact with the family.", "says they're in contact with the family"),
    ],
)
def test_the_holder_himself_is_clear(text, words):
    assert words in printed(text)


@pytest.mark.parametrize(
    "text, words",
    [
        ("Jon Pell left early. After Tomas Breck spoke, Mary Quill said he would pay.", "would pay"),
        ("Jon Pell left early. Mr. Tomas Breck said she would pay.", "would pay"),
        ("Nobody was hurt. He was never on a list, officials said.", "never on a list"),
    ],
)
def test_somebody_else_may_be_meant(text, words):
    assert not any(words in w and "[" not in w for w in printed(text))


@pytest.mark.parametrize(
    "text, words",
    [
        (
            '"The pier is unsafe and the ferry is late,” Mara Quill said.',
            "The pier is unsafe and the ferry is late",
        ),
        (
            "“We will never sell the old pier. We never will,” Mara Quill said.",
            "We will never sell the old pier.",
        ),
    ],
)
def test_a_mark_without_its_fellow_is_not_printed(text, words):
    assert any(w.strip("‘’,") == w.strip(",") and words in w for w in printed(text))
