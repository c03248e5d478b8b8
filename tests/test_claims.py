"""What clauses say, and that a disagreement follows the texts when they change. The rest stands in cases."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from briefgen.analysis import analyse
from briefgen.analysis.claims import Claim, same_thing
from briefgen.findings import disagreements
from briefgen.findings.disagreements import Disagreement
from briefgen.findings.kind import SoFar
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


def find(*texts: str) -> tuple[Disagreement, ...]:
    return disagreements.find(SoFar(analysis=analyse(articles(*texts)), found=MappingProxyType({})))


def said(*texts: str) -> set[tuple[str, frozenset[frozenset[str]]]]:
    """What is found, without the sources' letters: kind, and the quotes of each side."""
    return {
        (d.kind, frozenset(frozenset(c.quote for c in s.citations) for s in d.sides)) for d in find(*texts)
    }


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

PAUSE = (
    "Selma Oduya agreed to halt attacks on fishing boats—provided Korrin does the same."
    " She did not commit to a wider fishing treaty. The storm destroyed the ferry pier, the navy said."
)
OTHER = (
    "Selma Oduya agreed to pause attacks on fishing boats."
    " She decided to open talks on a full fishing treaty. The storm damaged the ferry pier, the navy said."
)


def test_the_pair_has_its_disagreements() -> None:
    assert {d.kind for d in find(PAUSE, OTHER)} == {"condition", "polarity", "scope"}


def test_the_same_article_twice_has_none() -> None:
    assert find(PAUSE, PAUSE) == ()
    assert find(OTHER, OTHER) == ()


def test_a_copy_beside_a_source_adds_nothing() -> None:
    alone, copied = said(PAUSE, OTHER), said(PAUSE, OTHER, PAUSE)
    assert alone == copied


def test_the_order_of_sources_does_not_matter() -> None:
    assert said(PAUSE, OTHER) == said(OTHER, PAUSE)


def test_an_aside_rewritten_with_if_is_still_a_condition() -> None:
    changed = PAUSE.replace("—provided Korrin does the same", " if Korrin does the same")
    assert "condition" in {d.kind for d in find(changed, OTHER)}


def test_a_condition_in_both_is_none() -> None:
    changed = OTHER.replace("fishing boats.", "fishing boats, provided Korrin does the same.", 1)
    assert "condition" not in {d.kind for d in find(PAUSE, changed)}


def test_straight_quotes_for_curly_ones_change_nothing() -> None:
    a = "“The bridge will be rebuilt before the winter storms arrive,” Mara Quill said. The dam didn’t fail."
    b = "“The bridge must be rebuilt before the winter storms arrive,” Mara Quill said. The dam failed."
    straight = str.maketrans({"“": '"', "”": '"', "’": "'"})
    curly, plain = find(a, b), find(a.translate(straight), b.translate(straight))
    assert [(d.kind, len(d.sides)) for d in curly] == [(d.kind, len(d.sides)) for d in plain] != []


def test_one_negation_added_makes_one() -> None:
    text = "Governor Tomas Breck signed the water bill on Thursday. The ferry left at noon."
    denied = text.replace("signed", "did not sign")
    assert find(text, text) == ()
    assert [d.kind for d in find(text, denied)] == ["polarity"]


def test_an_unrelated_event_adds_nothing() -> None:
    unrelated = (
        "The parliament of Velm rejected a bill on forests. A truck did not reach the border, and"
        " the union denied that its members had blocked the road. The mill was closed because of a fire."
    )
    assert said(PAUSE, OTHER) == said(PAUSE, OTHER, unrelated)


def test_ids_survive_an_added_source() -> None:
    unrelated = "The parliament of Velm rejected a bill on forests."
    assert [d.id for d in find(PAUSE, OTHER)] == [d.id for d in find(PAUSE, OTHER, unrelated)]


def test_nothing_is_found_in_nothing() -> None:
    assert find() == () and find("") == () and find("Words.") == ()
