"""Attribution in clauses: spans, lexicons, who reports, conditions. The layouts stand in the cases."""

from __future__ import annotations

import sys
from collections import Counter
from typing import get_args

import pytest

from briefgen.analysis.attribution import Attribution, Stance, find_attributions
from briefgen.analysis.attribution.clauses import candidates, chosen, in_clauses
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.weights import features, likelihood
from briefgen.findings.positions import shortened
from briefgen.language.lexicon import table
from briefgen.language.parser import parse
from briefgen.model import Article

STORY = (
    "Mayor Mara Quill said on Monday that the bridge was shut, and vowed to reopen it by June. "
    "“It is safe,” she said. The harbour tax, fishermen complained, had to go; Governor Tomas Breck, "
    "who opposes it, agreed to meet them—provided the council agrees—on Friday, according to his office. "
    "Ostmar Motors denied that it had threatened to leave unless the tax was dropped.\n"
)


def article(text: str) -> Article:
    (found,) = parse((Article(id="a", key="A", path="a.txt", sha256="", text=text, title=""),))
    return found


def told(text: str) -> list[Attribution]:
    return list(in_clauses(article(text)))


def words(text: str, span: tuple[int, int] | None) -> str | None:
    return text[slice(*span)] if span else None


# -- spans -------------------------------------------------------------------------------------------------


def test_every_span_lies_inside_one_sentence_and_has_words_at_its_ends() -> None:
    source = article(STORY)
    found = in_clauses(source)
    assert len(found) >= 5
    for a in found:
        for span in (*a.content, a.holder, a.cue, a.condition, a.clause, a.reporter):
            if span:
                assert source.cite(*span).quote.strip(" ,.;:—") == STORY[slice(*span)]


def test_holder_cue_and_content_are_apart() -> None:
    text = "Mayor Mara Quill said the bridge was shut."
    (own,) = told(text)
    assert [words(text, s) for s in (own.holder, own.cue, own.content[0])] == [
        "Mayor Mara Quill",
        "said",
        "the bridge was shut",
    ]


def test_a_negation_belongs_to_the_cue() -> None:
    text = "Mayor Mara Quill did not promise to reopen the bridge."
    (own,) = told(text)
    assert own.negated and words(text, own.cue) == "did not promise"


def test_the_verb_goes_with_a_bare_object_only() -> None:
    (with_object,) = told("Governor Tomas Breck vetoed the water bill.")
    (with_clause,) = told("Governor Tomas Breck said the bill was bad.")
    assert with_object.clause and with_clause.clause is None


def test_the_content_of_an_interrupted_clause_leads_with_its_longer_part() -> None:
    text = "The bridge, Mayor Mara Quill said, would be closed to traffic on Friday."
    (own,) = told(text)
    assert [words(text, s) for s in own.content] == ["would be closed to traffic on Friday", "The bridge"]


def test_attributions_stand_in_order_of_their_content() -> None:
    found = find_attributions(article(STORY))
    assert [a.content[0] for a in found] == sorted(a.content[0] for a in found)


def test_what_is_found_twice_is_kept_once() -> None:
    reading = Reading(article("The deal was praised by Mayor Mara Quill on Monday.").sentences[0])
    weighed = [(c, 0.9) for c in candidates(reading)]
    kept = chosen([*weighed, *weighed])
    assert len({c.content[0] for c, _ in kept}) == len(kept)


# -- reporters ---------------------------------------------------------------------------------------------


def test_who_reports_anothers_statement() -> None:
    text = "The water board said that Governor Tomas Breck agreed to reopen the harbour."
    by_stance = {a.stance: a for a in told(text)}
    assert words(text, by_stance["agrees"].reporter) == "The water board"
    assert by_stance["states"].reporter is None


@pytest.mark.parametrize(
    "text",
    [
        "The water board denied that Governor Tomas Breck agreed to reopen the harbour.",
        "The water board asked whether Governor Tomas Breck agreed to reopen the harbour.",
        "The water board wants Governor Tomas Breck to promise a new harbour to the town.",
        "The water board doubts that Governor Tomas Breck agreed to reopen the harbour.",
    ],
)
def test_what_is_not_asserted_is_nobodys(text: str) -> None:
    assert {words(text, a.holder) for a in told(text)} == {"The water board"}


def test_what_is_not_denied_is_kept() -> None:
    text = "The water board did not deny that Governor Tomas Breck agreed to reopen the harbour."
    assert "Governor Tomas Breck" in {words(text, a.holder) for a in told(text)}


# -- conditions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Roe agreed to pay, provided the ban is lifted.", "provided the ban is lifted"),
        ("Roe promised to pay the men if the ban is lifted.", "if the ban is lifted"),
        ("Roe said he would pay only if the ban was lifted.", "only if the ban was lifted"),
        ("Roe threatened to leave unless the tax is dropped.", "unless the tax is dropped"),
        ("Roe asked if the ferry was safe.", None),
        ("Roe said the town was provided with water by the army.", None),
        ("Roe said it looked as if the dam would hold.", None),
        ("Roe said the ferry was safe.", None),
    ],
)
def test_conditions(text: str, condition: str | None) -> None:
    assert [words(text, a.condition) for a in told(text)][:1] == [condition]


# -- likelihoods and lexicons ------------------------------------------------------------------------------


def test_a_likelihood_is_the_sum_of_its_features() -> None:
    reading = Reading(article("Mayor Mara Quill said the bridge was shut.").sentences[0])
    (own,) = [c for c in candidates(reading) if c.frame == "clause"]
    names = list(features(own, reading))
    assert {"bias", "frame clause", "cue say clause", "class states clause"} <= set(names)
    assert 0.8 < likelihood(own, reading) < 1


def test_saying_is_likelier_than_knowing_than_carrying() -> None:
    def best(text: str) -> float:
        reading = Reading(article(text).sentences[0])
        return max(likelihood(c, reading) for c in candidates(reading))

    said = best("Mayor Mara Quill said that the bridge was shut.")
    knew = best("Mayor Mara Quill knew that the bridge was shut.")
    carried = best("Mayor Mara Quill carried a bag of apples.")
    assert said > knew > carried and carried < 0.3


def test_the_lexicon_of_cues_is_sound() -> None:
    cues = table("cues")
    for section in ("stances", "nouns", "adjectives"):
        listed = [w for ws in cues[section].values() for w in ws]
        assert len(listed) == len(set(listed)), f"{section}: a word with two stances"
        assert set(cues[section]) <= set(get_args(Stance))
    assert set(cues["by_frame"].values()) <= set(get_args(Stance))
    known = {w for section in ("stances", "nouns", "adjectives") for ws in cues[section].values() for w in ws}
    vouched = {w for ws in cues["sure"].values() for w in ws} - {"be", *cues["acts"]}
    assert vouched <= known | {"impose", "justify", "postpone", "delay"}


def test_the_weights_name_no_person_and_no_place() -> None:
    weights = table("cue_weights")
    names = [name for group in ("content-noun", "holder-noun", "lemma") for name in weights[group]]
    assert names and all(name.split()[0] == name.split()[0].lower() for name in names)


# -- titles, time ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("the bridge was shut", "the bridge was shut"),
        ("a  line\nbreak", "a line break"),
        ("x" * 200, "x" * 110 + " …"),
        (
            "the bridge would be shut for repairs until the end of June, and the ferry would run twice as "
            "often on weekdays as on Sundays",
            "the bridge would be shut for repairs until the end of June …",
        ),
    ],
)
def test_a_title_is_one_line_cut_at_a_clause(text: str, title: str) -> None:
    assert shortened(text) == title


def test_work_grows_with_the_text() -> None:
    def calls(source: Article) -> int:
        made = Counter[str]()
        sys.setprofile(lambda _frame, event, _arg: made.update((event,)))
        try:
            in_clauses(source)
        finally:
            sys.setprofile(None)
        return made["call"]

    one, eight = article(STORY * 5), article(STORY * 40)
    in_clauses(one)
    assert calls(eight) < 10 * calls(one)
