"""What clauses say. What is compared of them stands in test_comparers.py."""

from __future__ import annotations

import pytest

from briefgen.analysis import analyse
from briefgen.analysis.claims import Claim, same_thing
from briefgen.language.parser import parse
from briefgen.model import Article


def articles(*texts: str) -> tuple[Article, ...]:
    return parse(
        Article(id=chr(97 + n), key=chr(65 + n), path=f"{n}.txt", sha256="", text=text, title="")
        for n, text in enumerate(texts)
    )


def claims(text: str) -> dict[str, Claim]:
    """The claims of a text by their lemma."""
    return {c.lemma: c for c in analyse(articles(text)).claims}


# -- claims ------------------------------------------------------------------------------------------------


def test_subject_object_and_arguments() -> None:
    opened = claims("Mayor Mara Quill opened the new bridge across the bay on Monday.")["open"]
    assert opened.subject is not None and opened.subject.parties == {"@mara-quill"}
    assert opened.object is not None and opened.object.head == "bridge"
    assert opened.times == {"monday"}


def test_a_passive_has_its_agent_as_subject() -> None:
    built = claims("The old bridge was destroyed by the storm.")["destroy"]
    assert built.subject is not None and built.subject.head == "storm"
    assert built.object is not None and built.object.head == "bridge"


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The council did not approve the tax.", "approve"),
        ("The council never approved the tax.", "approve"),
        ("The council failed to approve the tax.", "approve"),
        ("The council refused to approve the tax.", "approve"),
        ("No council approved the tax.", "approve"),
        ("It is impossible that the council approved the tax.", "approve"),
    ],
)
def test_negation(text: str, lemma: str) -> None:
    assert claims(text)[lemma].negated


@pytest.mark.parametrize(
    "text",
    [
        "The council approved the tax.",
        "The council did not fail to approve the tax.",
        "It is not impossible that the council approved the tax.",
    ],
)
def test_no_negation(text: str) -> None:
    assert not claims(text)["approve"].negated


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The council approved the tax.", "actual"),
        ("The council will approve the tax.", "planned"),
        ("The council agreed to approve the tax.", "planned"),
        ("The council may approve the tax.", "possible"),
        ("The council must approve the tax.", "required"),
        ("The council wants to approve the tax.", "wanted"),
        ("If the council approves the tax, the ferry stops.", "conditional"),
        ("Did the council approve the tax?", "asked"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert claims(text)["approve"].modality == modality


def test_a_denied_clause_knows_what_denies_it() -> None:
    found = claims("Ostmar denied that it had dumped oil in the bay.")
    assert found["dump"].denied_by == found["deny"].index
    assert found["deny"].denied_by is None


def test_an_act_noun_is_a_claim() -> None:
    end = claims("The port demands an end to foreign aid.")["end"]
    assert end.nominal and end.object is not None and end.object.head == "aid"


@pytest.mark.parametrize(
    ("text", "share", "head"),
    [
        ("The storm destroyed part of the pier.", "part", "pier"),
        ("The storm destroyed all piers.", "all", "pier"),
        ("The storm destroyed no piers.", "no", "pier"),
        ("The storm destroyed the pier.", "", "pier"),
        ("The storm destroyed one of the piers.", "", "pier"),
    ],
)
def test_how_much_of_it(text: str, share: str, head: str) -> None:
    thing = claims(text)["destroy"].object
    assert thing is not None and (thing.share, thing.head) == (share, head)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the harbour budget", "the harbour budget", True),
        ("the budget", "the harbour budget", True),
        ("the new budget", "the proposed budget", True),
        ("the deal", "the agreement", True),
        ("a broader ceasefire", "a full ceasefire", True),
        ("the energy ceasefire", "a broader ceasefire", False),
        ("the harbour budget", "the school budget", False),
        ("the budget", "the bridge", False),
        ("the North Tarn primary", "the South Tarn primary", False),
    ],
)
def test_one_thing_or_two(one: str, other: str, same: bool) -> None:
    a, b = (claims(f"The council approved {x}.")["approve"].object for x in (one, other))
    assert bool(same_thing(a, b)) is same


def test_every_clause_is_verbatim() -> None:
    texts = articles(
        "“We did not—on my word—sell the harbour,” Quill said; the port, which had asked, was closed."
    )
    for c in analyse(texts).claims:
        sentence = texts[0].by_sentence[c.sentence]
        assert sentence.start <= c.start <= c.verb < c.verb_end <= sentence.end
        assert c.start < c.end <= sentence.end


# -- the texts changed -------------------------------------------------------------------------------------

PAUSE = "Selma Oduya agreed to halt attacks on fishing boats{}."


def test_straight_quotes_for_curly_ones_change_nothing() -> None:
    text = "“The bridge won’t be rebuilt before the winter,” Mara Quill said. The dam didn’t fail."
    straight = text.translate(str.maketrans({"“": '"', "”": '"', "’": "'"}))
    curly, plain = (
        [(c.lemma, c.negated, c.modality, c.start, c.end) for c in analyse(articles(x)).claims]
        for x in (text, straight)
    )
    assert curly == plain != []


def test_one_negation_added_denies_one_claim() -> None:
    text = "Governor Tomas Breck signed the water bill on Thursday, and the ferry left at noon."
    told, denied = claims(text), claims(text.replace("signed", "did not sign"))
    assert {lemma for lemma in told if told[lemma].negated != denied[lemma].negated} == {"sign"}


def test_another_article_changes_no_claim() -> None:
    one = PAUSE.format(" if Korrin does the same")
    alone = analyse(articles(one)).claims
    both = analyse(articles(one, "The parliament of Velm rejected a bill on forests.")).claims
    assert [c.lemma for c in both if c.source == "a"] == [c.lemma for c in alone]


def test_nothing_is_claimed_by_nothing() -> None:
    assert claims("") == {}
    assert analyse(()).claims == ()
