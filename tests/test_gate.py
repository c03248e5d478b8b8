"""The gate: what of that which a model proposes is let through, and why the rest is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.analysis import analyse
from briefgen.build import brief
from briefgen.editorial.record import Quote
from briefgen.proposals.gate import Gate
from briefgen.proposals.gate.holding import kind_of
from briefgen.proposals.record import Proposal, Refused, id_of, same

HARBOUR = """The pier at Torr stays shut

TORR (Coast Wire) — Harbour master Mara Quill said on Monday that the pier at Torr was not safe.

Nine people were hurt when the gate failed on 3 March 2025, the harbour board said. The board's chairman,
Piers Lowther, wants a second pier.

Critics of the board say it knew of the cracks for 30 days. Its decision to reopen the ferry drew criticism
from the fishermen's union. The ferry line disputed a letter that said its boats had been overloaded. Quill
agreed to publish the survey, and Lowther promised an inquiry.

It is unclear who will pay for the repair.
"""
LINE = """Ferry line rejects blame for Torr accident

TORR (Island Post) — Twelve people were injured when the gate gave way on March 4, 2025, the ferry line said.

9 passengers were taken to Torr county hospital. The line's spokeswoman, Ines Hale, said the pier was sound.
"We warned the board a month ago," she said.

The survey took one month. Lowther, the board's chairman, declined to comment. The gate failed on Monday.
"""


@pytest.fixture(scope="module")
def gate(tmp_path_factory) -> Gate:
    seeds = tmp_path_factory.mktemp("torr") / "seeds"
    seeds.mkdir()
    (seeds / "harbour.txt").write_text(unwrapped(HARBOUR))
    (seeds / "line.txt").write_text(unwrapped(LINE))
    briefing = brief(seeds)
    return Gate(briefing, analyse(briefing.articles))


def unwrapped(text: str) -> str:
    """Each paragraph on one line, as in a plain text a line is one."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def mark(gate: Gate, words: str) -> str:
    """The mark of the one sentence that has these words."""
    flat = " ".join(words.split())
    found = [
        f"{a.key}{s.id[1:]}"
        for a in gate.briefing.articles
        for s in a.sentences
        if flat in " ".join(s.text.split())
    ]
    assert len(found) == 1, (words, found)
    return found[0]


def quote(gate: Gate, words: str, within: str = "") -> Quote:
    return Quote(source=mark(gate, within or words), words=words)


def position(gate: Gate, words: str, holder: str, within: str = "", stance: str = "states") -> Proposal:
    return Proposal(what="position", quotes=(quote(gate, words, within),), holder=holder, stance=stance)


def dispute(
    gate: Gate, kind: str, *sides: tuple[str, str] | str, question: str = "How many were hurt?"
) -> Proposal:
    quotes = tuple(quote(gate, *((side,) if isinstance(side, str) else side)) for side in sides)
    return Proposal(what="disagreement", quotes=quotes, kind=kind, question=question)


def why(gate: Gate, proposal: Proposal) -> str:
    """Why it is refused; empty where it is not."""
    try:
        gate.let(proposal)
    except Refused as refused:
        return refused.why
    return ""


# -- the words


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("It is unclear who will pay for the repairs", "quote"),
        ("It is not clear who will pay", "quote"),
        ("it is unclear who will pay", "quote"),
        ("who will pay for the repair. It", "quote"),
        ("will pay for the rep", "quote"),
        ("", "form"),
        ("x" * 2000, "form"),
    ],
)
def test_words_that_do_not_stand_in_the_sentence_are_refused(gate, words, reason):
    place = mark(gate, "It is unclear who will pay")
    proposal = Proposal(what="open_issue", quotes=(Quote(source=place, words=words),), kind="question")
    assert why(gate, proposal) == reason


@pytest.mark.parametrize("place", ["A999", "Z1", "A", "", "harbour.txt", "A1; drop", "../A1", "A-1"])
def test_a_sentence_that_there_is_not_is_refused(gate, place):
    proposal = Proposal(what="open_issue", quotes=(Quote(source=place, words="the repair"),), kind="question")
    assert why(gate, proposal) == "sentence"


def test_words_that_stand_in_another_sentence_are_refused(gate):
    elsewhere = mark(gate, "Nine people were hurt")
    proposal = Proposal(
        what="open_issue",
        quotes=(Quote(source=elsewhere, words="It is unclear who will pay"),),
        kind="question",
    )
    assert why(gate, proposal) == "quote"


# -- the form


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "guess"}, {"kind": None}, {"question": None}, {"question": " "}, {"question": "?" * 500},
        {"quotes": ()},
    ],
)  # fmt: skip
def test_a_disagreement_needs_a_kind_a_question_and_two_passages(gate, wrong):
    right = dispute(gate, "quantity", "Nine people were hurt", "Twelve people were injured")
    assert why(gate, replace(right, **wrong)) == "form"
    assert why(gate, replace(right, quotes=right.quotes[:1])) == "form"


@pytest.mark.parametrize("wrong", [{"stance": "shouts"}, {"stance": None}, {"holder": ""}, {"holder": None}])
def test_a_position_needs_a_holder_and_a_stance(gate, wrong):
    right = position(gate, "publish the survey", "Mara Quill", "Quill agreed to publish the survey")
    assert why(gate, replace(right, **wrong)) == "form"


# -- whose they are


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        ("wants a second pier", "Piers Lowther"),
        ("drew criticism from the fishermen's union", "fishermen's union"),
        ("it knew of the cracks for 30 days", "Critics of the board"),
        ("Critics of the board say it knew of the cracks", "Critics"),
    ],
)
def test_words_of_whom_the_sentence_gives_them_to_pass_or_are_known(gate, words, holder):
    assert why(gate, position(gate, words, holder)) in ("", "known")


@pytest.mark.parametrize(
    ("words", "within", "holder"),
    [
        ("the pier was sound", "said the pier was sound", "Mara Quill"),
        ("the pier was sound", "said the pier was sound", "Piers Lowther"),
        ("publish the survey", "Quill agreed to publish", "Piers Lowther"),
        ("promised an inquiry", "Lowther promised an inquiry", "Mara Quill"),
        ("its boats had been overloaded", "a letter that said", "ferry line"),
        ("it knew of the cracks for 30 days", "", "board"),
        ("drew criticism from the fishermen's union", "", "ferry"),
        ("the pier at Torr was not safe", "", "Ines Hale"),
    ],
)
def test_nobody_gets_the_words_of_another(gate, words, within, holder):
    assert why(gate, position(gate, words, holder, within)) != ""


def test_somebody_whom_nobody_knows_is_refused(gate):
    assert why(gate, position(gate, "wants a second pier", "Sigrid Aune")) == "holder"


@pytest.mark.parametrize("holder", ["she", "We", "it", "twelve", "9"])
def test_a_word_that_names_nobody_brings_nobody_in(gate, holder):
    said = position(gate, "warned the board a month ago", holder, "We warned the board a month ago")
    assert why(gate, said) in ("holder", "known", "not_holder")


def test_a_title_is_not_parsed_for_who_holds_it(gate):
    assert why(gate, position(gate, "rejects blame for Torr accident", "Torr")) in ("not_holder", "holder")


# -- roles


def test_a_role_beside_another_name_is_refused(gate):
    role = Proposal(what="role", quotes=(quote(gate, "spokeswoman"),), holder="Mara Quill")
    assert why(gate, role) == "role"
    assert why(gate, replace(role, holder="Ines Hale")) in ("", "known")


# -- values


@pytest.mark.parametrize(
    ("kind", "one", "other", "reason"),
    [
        ("quantity", "Nine people were hurt", "9 passengers were taken", "one_value"),
        ("quantity", "for 30 days", ("one month", "The survey took one month"), "one_value"),
        ("scope", ("Nine", "Nine people were hurt"), ("9", "9 passengers were taken"), "one_value"),
        ("quantity", "Nine people were hurt", "Twelve people were injured", ""),
        ("date", "on 3 March 2025", ("on March 4, 2025", "gave way on March 4, 2025"), ""),
        ("date", "the gate failed on 3 March 2025", "The gate failed on Monday.", "one_value"),
    ],
)
def test_figures_and_dates_are_read_again(gate, kind, one, other, reason):
    assert why(gate, dispute(gate, kind, one, other)) in (reason, *(() if reason else ("known",)))


def test_the_same_words_do_not_differ(gate):
    a = ("the gate failed", "the gate failed on 3 March")
    assert why(gate, dispute(gate, "wording", a, ("The gate failed", "The gate failed on Monday"))) == "alike"
    assert why(gate, dispute(gate, "polarity", a, a)) == "alike"


def test_what_our_code_cant_read_is_left_to_the_person(gate):
    sides = ("the pier at Torr was not safe", ("the pier was sound", "said the pier was sound"))
    assert why(gate, dispute(gate, "contested", *sides, question="Was the pier safe?")) in ("", "known")


# -- what an analyst who accepts it says


def test_what_passes_can_be_added_by_an_analyst(gate):
    sides = ("on 3 March 2025", ("on March 4, 2025", "gave way on March 4, 2025"))
    passed = gate.let(dispute(gate, "date", *sides, question="When did the gate fail?"))
    ((what, entry),) = passed.entries
    assert what == "disagreement"
    assert entry["kind"] == "date"
    assert [side["label"] for side in entry["sides"]] == ["on 3 March 2025", "on March 4, 2025"]


def test_an_id_does_not_depend_on_how_a_source_is_named(gate):
    one = gate.let(
        dispute(gate, "date", "on 3 March 2025", ("on March 4, 2025", "gave way on March 4, 2025"))
    )
    other = replace(one.proposal, quotes=tuple(reversed(one.proposal.quotes)))
    assert id_of(other, gate.let(other).cites) == id_of(one.proposal, one.cites)
    assert same(one, gate.let(other))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the fishermen's union", "organization"),
        ("Critics of the board", "group"),
        ("a letter", "document"),
        ("spokeswoman", "person"),
        ("passengers", "group"),
    ],
)
def test_whom_a_proposal_brings_in_is_of_a_kind(gate, words, kind):
    (article, sentence) = next(
        (a, s) for a in gate.briefing.articles for s in a.sentences if words in s.text and not s.heading
    )
    start = article.text.index(words, sentence.start)
    assert kind_of(sentence, (start, start + len(words))) == kind
