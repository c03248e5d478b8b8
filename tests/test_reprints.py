"""Sentences that two reports share: an agency's copy inside reports that are otherwise their own."""

import pytest

from briefgen.analysis.reprints import count_origins, find_reprints
from briefgen.language.parser import parse
from briefgen.model import Article

WIRE = (
    "The harbour board of Osterhaven suspended its director Mara Quill on Thursday over the loans of 2019.",
    "Four members of the board voted against the motion that treasurer Jonas Feld had brought in.",
    "A hearing before the district court of Velm is expected in the second week of October.",
)
OWN_A = "Rain fell on the quay while gulls fought over bread."
OWN_B = "Velm's fishermen have other worries, for the price of diesel went up twice since spring."


def sources(*texts: str) -> tuple[Article, ...]:
    return parse(
        Article(id=f"s{n}", key=chr(65 + n), path=f"{n}.txt", sha256="", text=text, title="")
        for n, text in enumerate(texts)
    )


def shared(*texts: str) -> list[list[str]]:
    articles = sources(*texts)
    words = {(a.id, s.id): s.text for a in articles for s in a.sentences}
    return [sorted(words[p] for p in together) for together in find_reprints(articles, {})]


def test_three_sentences_in_two_reports_are_one_agencys():
    assert shared(f"{OWN_A} {' '.join(WIRE)}", f"{' '.join(WIRE)} {OWN_B}") == [sorted(2 * WIRE)]


def test_copies_as_a_whole_are_one_origin_already():
    copies = sources(" ".join(WIRE), " ".join(WIRE))
    assert find_reprints(copies, {"s0": "s0", "s1": "s0"}) == ()


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_fewer_may_be_a_statement_that_both_were_sent(kept):
    assert shared(f"{OWN_A} {' '.join(WIRE)}", f"{' '.join(WIRE[:kept])} {OWN_B}") == []


def test_a_sentence_may_be_cut_or_have_a_word_changed():
    edited = (
        WIRE[0].replace("on Thursday", "Thursday"),
        WIRE[1].replace(" of the board", ""),
        WIRE[2].replace("expected", "due"),
    )
    (together,) = shared(f"{OWN_A} {' '.join(WIRE)}", f"{' '.join(edited)} {OWN_B}")
    assert together == sorted((*WIRE, *edited))


def test_the_same_told_in_other_words_is_not_shared():
    told = (
        "Mara Quill, who directs the harbour of Osterhaven, was suspended by its board because of loans."
        " The treasurer, Jonas Feld, had moved for it; four voted no. Velm's district court is to hear the"
        " case in October, in the month's second week."
    )
    assert shared(f"{OWN_A} {' '.join(WIRE)}", f"{told} {OWN_B}") == []


def test_one_statement_quoted_by_both_is_no_copy():
    said = (
        "“I have lent nobody a penny that was not the harbour's to lend,” Quill said.",
        "“The board has been told four times what became of the money since then,” she said.",
        "“Whoever wants my chair will find that it stands on three legs only,” Quill added.",
    )
    assert shared(f"{OWN_A} {' '.join(said)}", f"{' '.join(said)} {OWN_B}") == []


def test_short_sentences_and_titles_are_alike_by_chance():
    short = ("The board met on Thursday evening.", "Four of them voted no.", "A hearing will follow soon.")
    assert shared(f"{OWN_A} {' '.join(short)}", f"{' '.join(short)} {OWN_B}") == []
    title = "Harbour board of Osterhaven suspends its director over the loans of 2019\n\n"
    assert shared(f"{title}{OWN_A} {' '.join(WIRE[:2])}", f"{title}{' '.join(WIRE[:2])} {OWN_B}") == []


def test_one_sentence_three_times_is_one_sentence():
    assert shared(f"{WIRE[0]} {OWN_A} {WIRE[0]} {WIRE[0]}", f"{OWN_B} {WIRE[0]}") == []


TOGETHER = (frozenset({("a", "s1"), ("a", "s2"), ("b", "s7"), ("b", "s8")}),)


@pytest.mark.parametrize(
    "told, origins, count",
    [
        ([("a", "s1"), ("b", "s7")], {}, 1),
        ([("a", "s1"), ("b", "s8")], {}, 1),
        ([("a", "s1"), ("b", "s3")], {}, 2),
        ([("a", "s4"), ("b", "s3")], {}, 2),
        ([("a", "s1"), ("b", "s7"), ("c", "s1")], {}, 2),
        ([("a", "s4"), ("a", "s1"), ("b", "s7")], {}, 1),
        ([("c", "s1"), ("b", "s7")], {"c": "a"}, 1),
        ([("c", "s1"), ("b", "s3")], {"c": "a"}, 2),
        ([("a", "s4"), ("b", "s7")], {"c": "a"}, 2),
        ([], {}, 0),
    ],
)
def test_for_these_sentences_and_no_others_the_reports_are_one_origin(told, origins, count):
    assert count_origins(told, origins, TOGETHER) == count


def test_what_is_joined_by_a_third_report_is_joined():
    both = (*TOGETHER, frozenset({("b", "s7"), ("c", "s1")}))
    assert count_origins([("a", "s1"), ("b", "s7"), ("c", "s1"), ("d", "s1")], {}, both) == 2
    assert count_origins([("a", "s1"), ("b", "s7"), ("c", "s1")], {}, both[::-1]) == 1
