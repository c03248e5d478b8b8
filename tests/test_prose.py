"""What is an article's prose and what is furniture, and where sentences end that are hard to tell."""

from __future__ import annotations

import pytest

from briefgen.analysis import analyse
from briefgen.language.capitals import people
from briefgen.language.corrections import is_note
from briefgen.language.furniture import role
from briefgen.language.insertions import dateline, inserted
from briefgen.language.parser import parse
from briefgen.language.sentences import split
from briefgen.language.turns import find_turns
from briefgen.model import Article, Sentence

BEFORE = "The harbour council of Osterhaven met on Tuesday to vote on the new ferry."
BEHIND = "Councillor Bo Lund said that the ferry would sail in June."


def article(text: str, title: str = "") -> Article:
    """An article of this text."""
    return Article(
        id="a", key="A", path="seeds/a.txt", sha256="", text=text, title=title or text[:40],
        title_given=bool(title),
    )  # fmt: skip


def among(line: str) -> tuple[Sentence, ...]:
    """The sentences of an article in which the line stands between two of prose."""
    return split(article(f"{BEFORE}\n\n{line}\n\n{BEHIND}"))[1:-1]


FURNITURE = {
    "notice": [
        "Advertisement", "Story continues below", "Sign up for our morning newsletter here.",
        "Follow Ida Moor on Twitter: @idamoor.", "Copyright © 2031 The Harbour Post. All rights reserved.",
        "We use cookies to make this site better.", "Read or share this story: https://harbour.example/x1",
        "This article is more than 3 years old", "Get the Tide Letter delivered to your inbox.", "* * *",
        "If you or someone you know needs help, call 000.",
        "Sign Up You will receive emails containing news content , updates and promotions from The Tide.",
        "Newsletter Sign Up Continue reading the main story Please verify you're not a robot.",
    ],
    "teaser": [
        "READ MORE: Council splits over the ferry", "Also read | Lund says no",
        "( Also on TIDE: Ferry talks fail)",
        "More:Who pays for the ferry?", "Ferry vote: what we know so far Read more",
        "JUST WATCHED Lund: no ferry before June Replay More Videos ...",
        "list 2 of 3Ferry sails without a pilot",
        "Watch: Why the ferry has to wait", "[Read the full letter of the council.]",
        "Ferry vote:Council splits on the new pier",
    ],
    "caption": [
        "FILE PHOTO: A ferry lies at the pier of Osterhaven. REUTERS/Ida Moor",
        "A ferry leaves Osterhaven on Monday. (Photo by Jon Pell/Getty Images)",
        "Enlarge this image toggle caption Jon Pell/AP Jon Pell/AP",
        "CLOSE The council votes on the ferry on Monday. AP", "Photograph: Jon Pell/The Tide",
    ],
    "byline": [
        "Reporting by Ida Moor; Editing by Jon Pell", "Ida Moor contributed to this report.",
        "Contributing: Ida Moor and Jon Pell", "Moor reported from Osterhaven; Pell reported from Vale.",
    ],
    "stamp": [
        "Updated at 4:22 p.m. ET", "14:05 GMT", "This story has been updated.", "3 hours ago",
        "Update at 9:10 a.m. ET. Council Meets Again:",
    ],
    "correction": [
        "Correction: An earlier version of this article said that Lund wants a tunnel.",
        "The original headline wrongly said the pier was shut.",
        "Editor's note: Ida Moor is a former councillor. The opinions expressed here are hers.",
    ],
    "table": ["Old pier | 12 | 40 %"],
    "heading": ["A long wait for the pier", "What the council wants", "‘No more piers’"],
}  # fmt: skip

PROSE = [
    "Watch: the council will vote again, Lund said.",
    "Related costs rose to $4 million.",
    "More than 20 people signed.",
    "More: that is what the pilots want.",
    "Read more books, the mayor told the children.",
    "“Read more,” he told them.",
    "“Click here,” the letter said, and many did.",
    "“Sign up today!” the poster said.",
    "Sign up they did.",
    "You will receive the pilots on Monday, Lund told the council.",
    "Follow the money, Lund said.",
    "Advertisements for the ferry were taken down.",
    "Advertisement of the post begins on Monday.",
    "No.",
    "It did not work.",
    "The council said no!",
    "Who pays?",
    "Photos of the pier were shared online.",
    "The photo shows the pier in flames.",
    "A reporter for The Tide was hurt.",
    "Copyright law does not cover piers, the judge said.",
    "Reporting by The Tide showed that the pier was unsafe.",
    "Editing by hand takes weeks, the archive said.",
    "By Friday the pilots had left.",
    "Heavy rain contributed to the delay.",
    "Pilot error contributed to the loss, the report said.",
    "Ten years ago the council promised a pier.",
    "10 years ago, the council promised a pier.",
    "14:05 was when the ferry left.",
    "Updated rules take effect in June.",
    "Published in 2014, the study was never read.",
    "This report was published by the ministry on Monday.",
    "This story began in 1984.",
    "This story was told to the council by two pilots.",
    "The story has been told before.",
    "The views expressed by Lund angered the pilots.",
    "Please help us, the pilots wrote.",
    "Subscribers to the ferry pass will pay more.",
    "Download times doubled, the harbour office said.",
    "Listen to the pilots, he said.",
    "Live fish were found in the tank.",
    "Opinion: that is all it is, Lund said.",
    "In this town nobody has a boat.",
    "Source of the leak was a valve.",
    "Image matters, he said.",
    "The correction of the map took a year.",
    "Correction officers opened the cells.",
    "An earlier version of the plan had two piers.",
    "A previous version of the bill failed in March.",
    "The headline rate fell to 2 percent.",
    "Officials said:The pier is shut.",
    "He was clear: No pier.",
    "File your claim by Friday, the council said.",
    "Close the pier, she said.",
    "Close to 40 boats sank.",
    "Play was stopped by rain.",
    "Highlights of the plan are a pier and a tunnel.",
    "Contributing to the delay was the fog.",
    "With help from Vale, the pier was built.",
    "Moor reported from the pier that the boat had sunk.",
    "The vote was 12 to 7.",
    "Boats: 12. Pilots: 7.",
    "Recommended by the board, the plan passed.",
    "Share prices fell.",
    "Comments by the mayor caused anger.",
    "Visit the pier, he said.",
    "The Tide contributed $500 to the fund.",
    "So hopes will be high when the pilots come back to the pier",
    "Of course the mayor of Vale had a lot to say about it",
]


@pytest.mark.parametrize(("kind", "line"), [(k, line) for k, lines in FURNITURE.items() for line in lines])
def test_furniture_is_told_by_its_kind(kind: str, line: str) -> None:
    found = among(line)
    assert {s.furniture for s in found} == {kind}, found


@pytest.mark.parametrize("line", PROSE)
def test_prose_that_looks_like_furniture_is_prose(line: str) -> None:
    assert [s.furniture for s in among(line) if s.furniture] == []


def test_all_is_shown_and_only_prose_is_read() -> None:
    told = article(f"{BEFORE}\n\nAlso read: Mayor Ana Quist accuses pilots of lying\n\n{BEHIND}")
    (parsed,) = parse([told])
    assert [s.id for s in parsed.sentences] == ["s1", "s2", "s3"]
    assert [s.id for s in parsed.prose.sentences] == ["s1", "s3"]
    assert parsed.prose.sentences[1].start == parsed.sentences[2].start
    names = {a.name for a in analyse((parsed,)).cast.actors}
    assert "Bo Lund" in names
    assert "Ana Quist" not in names


def test_a_title_is_no_link_whatever_its_kicker() -> None:
    for title in ("Watch: ferry sails at last", "Ferry vote:Council splits", "Opinion: no more piers"):
        assert split(article(f"{title}\n\n{BEFORE}\n\n{BEHIND}"))[0].furniture == ""


def test_names_above_the_text_are_by_lines_and_titles_are_not() -> None:
    found = split(article(f"Ida Moor and Jon Pell\n\n{BEFORE}\n\n{BEHIND}", title="The ferry waits"))
    assert found[0].furniture == "byline"
    found = split(article(f"Moor Pell Ferry\n\n{BEFORE}\n\n{BEHIND}", title="Moor Pell Ferry"))
    assert found[0].furniture == ""


def test_what_is_printed_twice_counts_once() -> None:
    again = f"{BEFORE}\n\n{BEHIND}\n\n{BEFORE}\n\nNo.\n\nNo."
    assert [s.furniture for s in split(article(again))] == ["", "", "repeat", "", ""]


def test_items_that_a_sentence_announces_stay() -> None:
    told = f"{BEFORE}\n\nThe council wants three things:\n\nA pier of stone\n\nA tunnel\n\n{BEHIND}"
    assert [s.furniture for s in split(article(told))] == [""] * 5


def test_who_writes_is_told_by_the_last_lines_and_a_source_is_not() -> None:
    told = f"{BEFORE}\n\n{BEHIND}\n\nIda Moor is a reporter for The Tide. She likes boats."
    assert [s.furniture for s in split(article(told))][-2:] == ["author", "author"]
    told = f"{BEFORE}\n\nReporter Ida Moor was hurt.\n\n{BEHIND}\n\nIda Moor is a reporter for The Tide."
    assert [s.furniture for s in split(article(told))] == [""] * 4
    told = f"{BEFORE}\n\n{BEHIND}\n\nBo Lund is a writer who lives in Vale."
    assert split(article(told))[-1].furniture == ""


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("Correction: An earlier version of this article said Lund wants a tunnel. He does not.", []),
        ("We previously reported that Lund had resigned. This was incorrect.", []),
        ("This article was amended on 3 May 2031. An earlier version said 12; the correct number is 9.",
         ["the correct number is 9."]),
        ("Editor's note: This story has been corrected to show that Lund left the talks, not that he came.",
         ["Lund left the talks."]),
        ("Clarification: Lund did not accuse the pilots of lying, as we reported on Sunday.",
         ["Lund did not accuse the pilots of lying."]),
    ],
)  # fmt: skip
def test_what_a_correction_takes_back_is_nobodys(note: str, kept: list[str]) -> None:
    text = f"{BEFORE}\n\n{BEHIND}\n\n{note}"
    found = [s for s in split(article(text)) if s.paragraph == 2 and not s.furniture]
    said = []
    for s in found:
        at, words = s.start, ""
        for a, b in s.skipped:
            words, at = words + text[at:a], b
        said.append((words + text[at : s.end]).strip())
    assert said == kept


@pytest.mark.parametrize(
    "line",
    [
        "Correction officers were hurt.", "A correction of the map is planned.",
        "The report was corrected in May.",
        "The mayor corrected himself.", "An earlier version of the plan was dropped.",
        "He was wrong about the pier.",
    ],
)  # fmt: skip
def test_not_all_that_corrects_is_a_note(line: str) -> None:
    assert not is_note(line)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Lund said in a letter, opens new tab that he would stay.", ["Lund said in a letter",
        " that he would stay."]),
        ("EXCLUSIVE | Lund wanted out in March", ["Lund wanted out in March"]),
        ("BREAKING: Ferry sinks", ["Ferry sinks"]),
        ("We sail in May. https://t.example/x1", ["We sail in May. "]),
        ("Mayor Rosa Marsh Rosa Ann MarshFerry sinks off Vale Marsh quits MORE said no.",
        ["Mayor Rosa Marsh", " said no."]),
        ("Report: the pier was unsafe.", None), ("Live: that is how he wants it.", None),
        ("Exclusive rights were sold.", None), ("The pier (see p. 12) is shut.", None),
        ("He wants MORE pay.", None),
        ("Analysis: it failed.", None), ("The new tab opens a window.", None),
        ("The mayor (right) left.", None),
        ("Update the map, he said.", None),
    ],
)  # fmt: skip
def test_what_stands_inside_a_sentence_is_left_out(line: str, left: list[str] | None) -> None:
    cuts = inserted(line)
    at, kept = 0, []
    for a, b in cuts:
        kept.append(line[at:a])
        at = b
    kept.append(line[at:])
    assert [k for k in kept if k] == (left or [line])


@pytest.mark.parametrize(
    ("line", "behind"),
    [
        ("OSTERHAVEN (Reuters) - The ferry sank.", "The ferry sank."), ("VALE, May 3 (AP) — Lund quit.",
        "Lund quit."),
        ("(CNN) The ferry sank.", "The ferry sank."), ("OSTERHAVEN — The ferry sank.", "The ferry sank."),
        ("NATO — which met in Vale — agreed.", None), ("Lund (Liberal) said no.", None),
        ("UN (Geneva) staff left.", None),
        ("The pier - the old one - is shut.", None), ("USA – and nobody else – agreed.", None),
        ("Vale (the town) is small.", None), ("The Post (Vale) said no.", None), ("Lund (AP", None),
    ],
)  # fmt: skip
def test_datelines(line: str, behind: str | None) -> None:
    assert line[dateline(line) :] == (behind or line)


UNSPACED = [
    "The pier opened in 2018.|Vale Chemicals said it was safe.",
    "It was a so-called “super-pier”.|The company left.",
    "“Will you shut the pier now?”|Lund said nothing.",
    "She would fight it.|“We will not let them down,” she said.",
    "It fell by 4%.|The owners left.",
]
ENDS = [
    *UNSPACED,
    "The town bought trucks from Vale Freight Inc.|Mayor Ana Quist said they were old.",
    "Police said the man works for Dun & Sons Ltd.|Officers found no wine.",
    "He was born in Washington, D.C.|Okafor said he would stay.",
    "„Wir zahlen nicht“, said Otto Hahn.|„We will not pay“, he said.",
    "« Non », said Luc Perrin.|«We will not pay,» he said.",
    "Meanwhile, Vale Freight Inc. Chief Executive Nadia Hollis said the strike was long.",
    "The owners of Vale Freight Corp. North America will close two depots.",
    "The judges of the D.C. Circuit asked for papers.",
    "They marched past the house on Bo Lund Jr. Day in the rain.",
    "It left at 10 a.m. Eastern time.",
    "See vale.Example.com and www.Vale.net for more.",
    "The U.S.Senate and St.Olaf voted.",
    "Mr.Lund met J.R.R.Tolkien and will.i.am in Node.JS rooms.",
    "It costs 4.5 million, or 3.Five of them.",
    "He reads Yahoo!News each day.",
    "then-Gov. Ana Quist left.",
    "The Vale-St. Olaf line is shut.",
    "VALE, Fla. — The pier is shut.",
    "The drivers of Vale, Conn. Teamsters local 4 left.",
    "The bank said Acme Corp. President Ida Moor had left.",
    "Lund asked: “Why?”",
]


@pytest.mark.parametrize("told", ENDS)
def test_where_sentences_end(told: str) -> None:
    parts = told.split("|")
    assert [s.text for s in split(article(" ".join(parts)))] == parts


@pytest.mark.parametrize("told", UNSPACED)
def test_a_sentence_ends_though_no_space_follows(told: str) -> None:
    parts = told.split("|")
    assert [s.text for s in split(article("".join(parts)))] == parts


def test_interviews_have_turns_and_lists_have_none() -> None:
    def asked(*lines: str) -> list[tuple[bool, bool]]:
        text = "\n".join(lines)
        spans, at = [], 0
        for line in lines:
            spans.append((at, at + len(line)))
            at += len(line) + 1
        return [(t.asks, t.named) for t in find_turns(text, spans)]

    assert (
        asked("Q: Will you go?", "A: I will stay.", "Q. Why?", "A. I like it.")
        == [(True, False), (False, False)] * 2
    )
    assert asked("Harbour Post: Will you go?", "Ana Quist: No.", "HP: Lund wants you to.", "AQ: He may.") == [
        (True, False), (False, True), (True, False), (False, True)
    ]  # fmt: skip
    assert asked("REPORTER: Will you go?", "QUIST: No.", "UNIDENTIFIED MALE: Boo!") == [
        (True, False), (False, True), (False, False)
    ]  # fmt: skip
    assert asked("Boats: 12.", "Pilots: 7.", "Cranes: 4.", "Days: 30.") == []
    assert asked("Ohio: The bill failed.", "Iowa: The bill passed.", "Ohio: It failed again.") == []
    assert asked("The council: it will vote.", "Q: no.", "One more line.") == []
    assert asked("VALE: The pier is shut.") == []


def test_roles_are_told_without_regard_to_what_stands_around() -> None:
    assert role("1917") == "notice"
    assert role("Bo Lund (Liberal) | Vale") == ""


def test_whom_prose_in_capitals_introduces_has_his_capital_when_named_again() -> None:
    read = [
        ("minister", "NNP", ""), ("tomas", "NNP", "PERSON"), ("breck", "NNP", "PERSON"),
        ("mayor", "NN", ""), ("will", "NNP", "PERSON"), ("close", "VB", ""), ("it", "PRP", "PERSON"),
        ("the", "DT", ""), ("ferry", "NN", ""), ("they", "PRP", ""), ("will", "MD", ""),
        ("orsel", "NNP", "GPE"),
    ]  # fmt: skip
    assert people(read) == {"Tomas", "Breck"}  # “will” is a verb as well, a place is nobody


def test_no_name_is_made_of_a_common_word() -> None:
    assert (
        people([("peel", "NN", "PERSON"), ("al", "NNP", "PERSON"), ("sued", "VBD", "PERSON")]) == frozenset()
    )
