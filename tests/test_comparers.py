"""The comparers of two passages: values that clash, and those that only look as if they did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from types import MappingProxyType

import pytest

from briefgen.analysis import analyse
from briefgen.findings.disagreements import COMPARERS, degree, denied, quantity, quotation, revised, when, who
from briefgen.findings.disagreements.clash import Clash, Comparer, mirrored
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.sides import Value, differ, disagreement
from briefgen.findings.kind import SoFar
from briefgen.language.parser import parse
from briefgen.matching import Matches, Passage, Reports
from briefgen.model import Article

WEDNESDAY = date(2024, 5, 8)


def articles(*texts: str) -> tuple[Article, ...]:
    return parse(
        Article(
            id=f"s{n:03}", key=str(n), path=f"{n}.txt", sha256="", text=text, title="", published=WEDNESDAY
        )
        for n, text in enumerate(texts)
    )


def passages(*texts: str) -> list[Passage]:
    """The first sentence of each text, each in an article of its own."""
    analysis = analyse(articles(*texts))
    reports = Reports(analysis)
    return [reports.passage(a.sentences[0]) for a in analysis.articles]


def so_far(*texts: str) -> SoFar:
    analysis = analyse(articles(*texts))
    return SoFar(analysis=analysis, found=MappingProxyType({}), matches=Matches(analysis))


def words(p: Passage, span: tuple[int, int]) -> str:
    return p.article.text[slice(*span)]


def clashes(comparer: Comparer, one: str, other: str) -> list[tuple[str, str, str, str]]:
    """Kind, observation and words of each clash; the same from the other side."""
    a, b = passages(one, other)
    found = list(comparer.clashes(a, b))
    assert by_place(found) == by_place(map(mirrored, comparer.clashes(b, a)))
    return [(c.kind, c.seen, words(a, c.a), words(b, c.b)) for c in found]


def by_place(found: Iterator[Clash] | list[Clash]) -> list[Clash]:
    return sorted(found, key=lambda c: (c.seen, c.a, c.b))


# -- how many, how long, how much ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        (
            "Twelve people were killed when a ferry sank off Osterhaven on Monday.",
            "A ferry sank off Osterhaven on Monday, killing 15 people.",
            ("Twelve", "15"),
        ),
        (
            "President Mara Quill and Premier Jonas Field spoke for nearly three hours.",
            "Premier Jonas Field and President Mara Quill spoke for over two hours.",
            ("nearly three hours", "over two hours"),
        ),
        ("The dam cost $40 million.", "The dam cost $60 million.", ("$40 million", "$60 million")),
        (
            "The talks in the U.S. lasted two hours.",
            "The talks in the United States lasted four hours.",
            ("two hours", "four hours"),
        ),
        ("The dam lies 58 km north of Velm.", "The dam lies 58 miles north of Velm.", ("58 km", "58 miles")),
        ("Turnout was 67 percent.", "Turnout was 52 percent.", ("67 percent", "52 percent")),
        ("A quake of magnitude 6.1 struck.", "A quake of magnitude 6.4 struck.", ("6.1", "6.4")),
        ("The driver, 34, was arrested.", "The driver, 43, was arrested.", ("34", "43")),
        ("The council voted 5-4 for the port.", "The council voted 6-3 for the port.", ("5-4", "6-3")),
        (
            "The port dismissed between 20 and 30 workers.",
            "The port dismissed 45 workers.",
            ("between 20 and 30", "45"),
        ),
        (
            "At least 50 people were killed in the fire.",
            "The fire killed 80 people.",
            ("At least 50", "80"),
        ),
    ],
)
def test_figures_that_clash(one: str, other: str, values: tuple[str, str]) -> None:
    assert clashes(quantity, one, other) == [("quantity", "quantity: one thing", *values)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Twelve people were killed.", "The fire killed 12 people.", id="digits"),
        pytest.param("It dismissed 1,134 workers.", "It dismissed about 1,100 workers.", id="rounded"),
        pytest.param("It dismissed 1,100 workers.", "It dismissed more than 1,100 workers.", id="bound"),
        pytest.param("It dismissed at least 50 workers.", "It dismissed 52 workers.", id="least"),
        pytest.param("It dismissed between 20 and 30 workers.", "It dismissed 25 workers.", id="range"),
        pytest.param("Turnout was 67 percent.", "Turnout was two-thirds.", id="fraction"),
        pytest.param("Turnout was 67 percent.", "Turnout was 66.6 percent.", id="points"),
        pytest.param("The dam lies 58 km from Velm.", "The dam lies 36 miles from Velm.", id="miles"),
        pytest.param("The talks took two and a half hours.", "The talks took 150 minutes.", id="minutes"),
        pytest.param("The strike lasted a week.", "The strike lasted seven days.", id="week"),
        pytest.param("The dam cost $40 million.", "The dam cost €60 million.", id="two currencies"),
        pytest.param("Thousands of people marched.", "Some 900,000 people marched.", id="no number"),
        pytest.param("The firm had 3 ships.", "The firm had 3,000 ships.", id="far apart"),
        pytest.param(
            "Nine people were killed in the sinking.",
            "Nine people, among them four children, were killed in the sinking.",
            id="both give it",
        ),
        pytest.param("Nine people were killed.", "Three children were killed.", id="people and children"),
        pytest.param("Nine people were killed.", "Three of the dead were children.", id="part of the dead"),
        pytest.param("Police arrested four men.", "Two of them were arrested.", id="part of them"),
        pytest.param("The firm sold 3 of its 40 ships.", "The firm has 40 ships.", id="part of its ships"),
        pytest.param("Two officials said it sank.", "Three officials said it sank.", id="who told it"),
        pytest.param(
            "It sank, according to two people on board.",
            "It sank, according to three people on board.",
            id="who told it elsewhere",
        ),
        pytest.param("Twelve people died.", "Nine men and three women died.", id="sum"),
        pytest.param(
            "Four soldiers were killed when rebels attacked a convoy.",
            "Rebels attacked a convoy, killing nine civilians.",
            id="soldiers and civilians",
        ),
        pytest.param(
            "The flood destroyed 40 houses in Tarn.",
            "The flood destroyed 90 houses in Korrin.",
            id="two places",
        ),
        pytest.param(
            "Nine people were killed on Monday in Tarn.",
            "Twelve people were killed on Friday in Tarn.",
            id="two times",
        ),
        pytest.param(
            "The port handles 40 ships a day.", "The port handles 90 ships a week.", id="day and week"
        ),
        pytest.param(
            "Nine people will be tried in Tarn.", "Eleven people were tried in Tarn.", id="planned and done"
        ),
        pytest.param(
            "Ostmar hired 40 sailors in May.", "Velmar hired 90 sailors in May.", id="two employers"
        ),
    ],
)
def test_figures_that_do_not(one: str, other: str) -> None:
    assert clashes(quantity, one, other) == []


def test_a_figure_that_the_other_report_gives_elsewhere_is_marked() -> None:
    told = "The fire destroyed 40 houses in Tarn."
    a, b = passages(told, "The fire destroyed 90 houses in Tarn. By noon it had destroyed 40 houses.")
    (clash,) = quantity.clashes(a, b)
    assert clash.seen == "quantity: one thing, known to the other"
    (clash,) = quantity.clashes(b, a)
    assert clash.seen == "quantity: one thing, known to the other"


def test_few_of_many_figures_are_paired() -> None:
    a, b = passages(
        "The mills sold 10, 20, 40, 80 and 160 tons.", "The mills sold 15, 30, 60, 120 and 240 tons."
    )
    assert len(list(quantity.clashes(a, b))) == 3


# -- when ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "grain"),
    [
        ("on May 3, 2024", "on May 4, 2024", "day"),
        ("on Friday, May 3", "on Saturday, May 4", "day"),
        ("on Monday, May 6", "on Monday, May 13", "day"),
        ("on May 3", "on Saturday", "day"),
        ("on Monday", "on Tuesday", "weekday"),
        ("on Monday", "on Tuesday, May 7", "weekday"),
        ("in May 2023", "in June 2023", "month"),
        ("in 2019", "in 2021", "year"),
    ],
)
def test_dates_that_clash(one: str, other: str, grain: str) -> None:
    found = clashes(when, f"The ferry sank {one}.", f"The ferry sank {other}.")
    assert found == [("date", f"when: {grain}", one.split(" ", 1)[1], other.split(" ", 1)[1])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry sank on May 3.", "The ferry sank on Friday."),
        ("The ferry sank on Monday.", "The ferry sank on May 6."),
        ("The ferry sank today.", "The ferry sank yesterday."),
        ("The ferry sank yesterday.", "The ferry sank on Monday."),
        ("The ferry sank three days ago.", "The ferry sank last week."),
        ("The ferry sank in May 2023.", "The ferry sank on May 3, 2023."),
        ("The ferry sank on May 3, 2023.", "The ferry sank in 2023."),
        ("The ferry sailed on Monday and sank on Tuesday.", "The ferry sank on Tuesday."),
        ("Mara Quill said on Monday that the ferry sank.", "Mara Quill said on Tuesday that the ferry sank."),
        ("The ferry sank, Mara Quill said on Monday.", "The ferry sank on Sunday, Mara Quill said."),
        (
            "The ferry sank, Mara Quill said in a statement on Monday.",
            "The ferry sank, Mara Quill told reporters on Tuesday.",
        ),
        (
            "According to a statement on Monday, the ferry sank.",
            "According to a statement on Tuesday, the ferry sank.",
        ),
    ],
)
def test_dates_that_do_not(one: str, other: str) -> None:
    assert clashes(when, one, other) == []


def test_the_day_of_the_act_is_compared_beside_that_of_the_words() -> None:
    found = clashes(
        when,
        "The ferry sank on Sunday, Mara Quill said on Monday.",
        "The ferry sank on Saturday, Mara Quill told reporters on Tuesday.",
    )
    assert found == [("date", "when: weekday", "Sunday", "Saturday")]


# -- whether it is so ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "seen"),
    [
        (
            "The council approved the harbour budget.",
            "The council did not approve the harbour budget.",
            ("polarity", "denied: one act", "approved", "approve"),
        ),
        (
            "A missile hit the tanker.",
            "No missile hit the tanker.",
            ("polarity", "denied: one act", "hit", "hit"),
        ),
        (
            "The storm destroyed the piers.",
            "The storm destroyed no piers.",
            ("polarity", "denied: one act", "destroyed", "destroyed"),
        ),
        (
            "Mayor Mara Quill resigned on Monday.",
            "Mayor Mara Quill has not resigned, her office said.",
            ("contested", "denied: one act", "resigned", "resigned"),
        ),
        (
            "Ostmar dumped oil in the bay.",
            "Ostmar denied that it had dumped oil in the bay.",
            ("contested", "denied: one act", "dumped", "dumped"),
        ),
        (
            "The court allowed the march through the old town.",
            "The court banned the march through the old town.",
            ("polarity", "denied: opposite acts", "allowed", "banned"),
        ),
        (
            "The harbour was opened on Monday.",
            "The harbour was closed on Monday.",
            ("polarity", "denied: opposite acts", "opened", "closed"),
        ),
        (
            "Ostmar dumped oil in the bay, the report said.",
            "Ostmar called the report false.",
            ("contested", "denied: called untrue", "said", "false"),
        ),
    ],
)
def test_acts_that_are_denied(one: str, other: str, seen: tuple[str, str, str, str]) -> None:
    assert seen in clashes(denied, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The council approved the harbour budget.", "The harbour budget was approved by the council."),
        (
            "The council approved the harbour budget.",
            "The council did not fail to approve the harbour budget.",
        ),
        ("The council did not approve the tax.", "No council approved the tax."),
        ("The court did not allow the march.", "The court banned the march."),
        ("Ostmar denied dumping oil.", "Ostmar denied that it had dumped oil."),
        ("Ostmar called the report false.", "Ostmar dismissed the report."),
        ("The harbour was opened on Monday.", "The market was closed on Monday."),
        ("The storm destroyed the pier.", "The storm flooded the market."),
    ],
)
def test_acts_that_are_not_denied(one: str, other: str) -> None:
    assert clashes(denied, one, other) == []


# -- how far, how surely, on which condition ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "seen"),
    [
        ("All passengers were rescued.", "Some passengers were rescued.", ("scope", "share", "All", "Some")),
        ("Nobody was hurt.", "Some people were hurt.", ("scope", "share", "Nobody", "Some")),
        (
            "The storm destroyed the pier.",
            "The storm damaged the pier.",
            ("scope", "severity", "destroyed", "damaged"),
        ),
        ("Quill will resign.", "Quill may resign.", ("condition", "surely", "will", "may")),
        (
            "The bridge was closed permanently.",
            "The bridge was closed temporarily.",
            ("condition", "duration", "permanently", "temporarily"),
        ),
        (
            "The parties ended the truce.",
            "The parties suspended the truce.",
            ("scope", "cessation", "ended", "suspended"),
        ),
        (
            "The police confirmed the death.",
            "The police suspect a death.",
            ("scope", "knowing", "confirmed", "suspect"),
        ),
        ("Only the mayor knew.", "The mayor knew.", ("scope", "only in one", "Only", "knew")),
        (
            "The port will reopen if the crew agrees.",
            "The port will reopen.",
            ("condition", "tied in one", "if", "reopen"),
        ),
    ],
)
def test_words_of_opposite_poles(one: str, other: str, seen: tuple[str, str, str, str]) -> None:
    kind, scale, *values = seen
    assert clashes(degree, one, other) == [(kind, f"degree: {scale}", *values)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Every ship sank.", "All ships sank."),
        ("The storm destroyed the pier.", "The storm flattened the pier."),
        ("The ban is permanent.", "The ban is lasting."),
        ("All ships sank and some burned.", "Some ships sank."),
        ("Quill will resign.", "Quill must resign."),
        ("Only the mayor knew.", "The mayor alone knew."),
        ("The port will reopen if the crew agrees.", "Unless the crew refuses, the port will reopen."),
        ("The ferry sank.", "The ferry went down."),
    ],
)
def test_words_of_one_pole(one: str, other: str) -> None:
    assert clashes(degree, one, other) == []


# -- by whom, where, why ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "seen"),
    [
        (
            "Mayor Mara Quill opened the bridge.",
            "Governor Tomas Breck opened the bridge.",
            ("attribution", "who: other actors", "Mayor Mara Quill", "Governor Tomas Breck"),
        ),
        (
            "The bridge was opened by Mayor Mara Quill.",
            "Governor Tomas Breck opened the bridge.",
            ("attribution", "who: other actors", "Mayor Mara Quill", "Governor Tomas Breck"),
        ),
        (
            "The summit was held in Paris.",
            "The summit was held in Vienna.",
            ("place", "where: other places", "Paris", "Vienna"),
        ),
        (
            "The summit was held in New York.",
            "The summit was held in the United Kingdom.",
            ("place", "where: other places", "New York", "the United Kingdom"),
        ),
        (
            "The mayor resigned because of a strike.",
            "The mayor resigned because of illness.",
            ("cause", "why: both give a reason", "because", "because"),
        ),
    ],
)
def test_actors_places_and_reasons_that_clash(one: str, other: str, seen: tuple[str, str, str, str]) -> None:
    assert clashes(who, one, other) == [seen]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mayor Mara Quill opened the bridge.", "Quill opened the bridge."),
        ("Mayor Mara Quill opened the bridge.", "Governor Tomas Breck opened the school."),
        ("Mayor Mara Quill opened the bridge.", "Mayor Mara Quill and Governor Tomas Breck opened it."),
        ("Ostmar Shipping sold the pier.", "The pier was sold by Ostmar Shipping."),
        ("The summit was held in Paris.", "The summit was held in Paris, France."),
        ("The summit was held in Paris.", "The summit was held in France."),
        ("The summit was held in the U.S.", "The summit was held in the United States."),
        ("The shop was closed because of a fire.", "The shop was closed."),
        ("The shop was closed because of a fire.", "The shop was closed because of fires."),
    ],
)
def test_actors_places_and_reasons_that_do_not(one: str, other: str) -> None:
    assert clashes(who, one, other) == []


# -- in which words -----------------------------------------------------------------------------------------

BEHIND = (
    "Mayor Mara Quill said on the quay, where workers were clearing away what the spring flood had left of"
    " the old stalls and of the fence.",
    "So the mayor told reporters in the town hall after a long meeting about next year’s money for schools,"
    " roads and the ferry.",
)


def changed(one: str, other: str) -> list[tuple[str, str]]:
    """The words that differ between two quotations in two reports; the same from the other side."""
    told = [f"“{words}” {behind}" for words, behind in zip((one, other), BEHIND, strict=True)]
    found = [labels(*order) for order in (told, told[::-1])]
    assert found[0] == [pair[::-1] for pair in found[1]]
    return found[0]


def labels(*texts: str) -> list[tuple[str, str]]:
    analysis = analyse(articles(*texts))
    assert len(set(analysis.origins.values())) == len(texts)
    text = {a.id: a.text for a in analysis.articles}
    return [
        (text[x.a.source][slice(*x.label_a)], text[x.b.source][slice(*x.label_b)])
        for x in quotation.changed(analysis)
    ]


REBUILT = "The bridge will be rebuilt by the council before the winter storms arrive."


@pytest.mark.parametrize(
    ("other", "differing"),
    [
        ("The bridge must be rebuilt by the council before the winter storms arrive.", ("will", "must")),
        ("The bridge will be rebuilt by the army before the winter storms arrive.", ("council", "army")),
        (
            "The bridge will not be rebuilt by the council before the winter storms arrive.",
            ("will be", "will not be"),
        ),
        ("The bridge will be rebuilt by the council before the spring storms arrive.", ("winter", "spring")),
    ],
)
def test_quotations_in_other_words(other: str, differing: tuple[str, str]) -> None:
    assert changed(REBUILT, other) == [differing]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(REBUILT, id="the same"),
        pytest.param("The Bridge will be re-built by the council before winter storms arrive!", id="written"),
        pytest.param("[It] will be rebuilt by the council before the winter storms arrive.", id="brackets"),
        pytest.param("The [old] bridge will be rebuilt by the council before the winter.", id="put in"),
        pytest.param("The bridge will be rebuilt ... before the winter storms arrive.", id="three dots"),
        pytest.param("The bridge will be rebuilt … before the winter storms arrive.", id="dots"),
        pytest.param("The bridge will be rebuilt by the council.", id="cut behind"),
        pytest.param("Rebuilt by the council before the winter storms arrive.", id="cut before"),
        pytest.param("The bridge'll be rebuilt by the councils before the winter storm arrives.", id="forms"),
        pytest.param("The council will ask the governor for a new school roof in the spring.", id="another"),
    ],
)
def test_quotations_in_the_same_words(other: str) -> None:
    assert changed(REBUILT, other) == []


def test_numbers_and_spellings_in_quotations() -> None:
    told = "The colour of the water was seen by ten percent of all harbour pilots."
    assert changed(told, "The color of the water was seen by 10% of all harbor pilots.") == []
    assert changed(told, told.replace("ten", "nine")) == [("ten", "nine")]


def test_one_outlets_two_wordings_are_none() -> None:
    other = REBUILT.replace("will", "must")
    assert labels(f"“{REBUILT}” {BEHIND[0]} “{other}” {BEHIND[1]}") == []


def test_one_utterance_in_three_wordings() -> None:
    told = (
        f"“{REBUILT}” {BEHIND[0]}",
        f"“{REBUILT.replace('will', 'must')}” {BEHIND[1]}",
        f"“{REBUILT.replace('will', 'could')}” Quill declared, who had flown in from Velm overnight to see"
        " with her own eyes what the water had done to the houses.",
    )
    analysis = analyse(articles(*told))
    (group,) = quotation.utterances(analysis, Reports(analysis))
    assert {q.source for x in group for q, _ in x.both} == {"s000", "s001", "s002"}


# -- every comparer -----------------------------------------------------------------------------------------

MIXED = (
    "All 12 sailors were saved by the navy on Monday, May 6, in Velm because the storm ended.",
    "Some 30 of the sailors may be saved, Mara Quill denied on Tuesday, if the storm ends in Korrin.",
    "The navy did not save 9 sailors and 3 pilots in 2021, 2 of them in Osterhaven, 40 km from Velm.",
    "Only Governor Tomas Breck rejected the harbour budget of $40 million, $30 million or $20 million.",
    "The council approved a harbour budget of $25 million, $15 million and $80 million on June 3, 2023.",
    "No ship was destroyed, and the report is false, Ostmar Shipping said on Friday in Paris.",
    "Ostmar Shipping lost 3, 6, 12 and 24 ships in storms, two of which were damaged.",
    "“We lost 4, 8, 16 and 32 ships,” said Ostmar Shipping, which is owned by Velm Harbour Group.",
    "Is it true that 17 people died in the storm in Korrin?",
)


def test_the_order_of_the_passages_does_not_matter() -> None:
    for a, b in combinations(passages(*MIXED), 2):
        for comparer in COMPARERS:
            there, back = list(comparer.clashes(a, b)), list(comparer.clashes(b, a))
            assert by_place(there) == by_place(map(mirrored, back)), (a.sentence.text, b.sentence.text)


def test_nothing_clashes_with_itself() -> None:
    texts = passages(*(text for text in MIXED for _ in "ab"))
    for a, b in zip(texts[::2], texts[1::2], strict=True):
        assert [c for comparer in COMPARERS for c in comparer.clashes(a, b)] == []


def test_what_is_shown_of_a_clash_stands_in_its_passage() -> None:
    for a, b in combinations(passages(*MIXED), 2):
        for comparer in COMPARERS:
            for c in comparer.clashes(a, b):
                assert a.sentence.start <= c.a[0] < c.a[1] <= a.sentence.end
                assert b.sentence.start <= c.b[0] < c.b[1] <= b.sentence.end
                assert 0 < c.strength <= 1


# -- revised ------------------------------------------------------------------------------------------------


def updates(*texts: str) -> list[tuple[str, tuple[str, ...]]]:
    read = so_far(*texts)
    found = revised.compare(read, revised.revisions(read))
    return [(d.kind, tuple(s.label for s in d.sides)) for d in found]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The harbour office raised the death toll to 49, from 36.", ("36", "49")),
        ("Officials revised the death toll to 49 from about 36.", ("about 36", "49")),
        ("The port corrected its estimate to $9 million, from an earlier $6 million.", None),
    ],
)
def test_a_figure_that_the_text_replaces(text: str, labels: tuple[str, str] | None) -> None:
    (found,) = updates(text)
    assert found[0] == "update"
    assert labels is None or sorted(found[1]) == sorted(labels)


@pytest.mark.parametrize(
    "text",
    [
        "The governor cut the number of stations from 400 to 60.",
        "The ferry sails from pier 4 to pier 9.",
        "The toll rose in the night.",
        "Officials revised the toll from about 40 to 41.",
    ],
)
def test_no_figure_that_the_text_replaces(text: str) -> None:
    assert updates(text) == []


# -- sides --------------------------------------------------------------------------------------------------

TOLD = (
    "Twelve people died in the fire. Nobody knows why it began.",
    "The fire killed 15 people. Twelve had been feared dead.",
)


def value(source: str, start: int, end: int, given: str) -> Value:
    return Value(source=source, start=start, end=end, value=given, label=(start, start + 4))


def sides(*values: Value, within: bool = False) -> Disagreement | None:
    return disagreement(
        so_far(*TOLD), values, kind="quantity", title="How many", rule="quantity", confidence="medium",
        within=within,
    )  # fmt: skip


def test_sides_are_by_value_and_in_the_order_of_the_sources() -> None:
    found = sides(value("s001", 0, 26, "15"), value("s000", 0, 31, "12"))
    assert found is not None
    assert [s.label for s in found.sides] == ["Twel", "The "]
    assert [c.source for c in found.citations] == ["s000", "s001"]
    assert found == sides(value("s000", 0, 31, "12"), value("s001", 0, 26, "15"))


def test_one_value_is_no_disagreement() -> None:
    assert sides(value("s000", 0, 31, "12"), value("s001", 27, 54, "12")) is None


def test_one_source_disagrees_with_itself_where_that_is_asked() -> None:
    own = value("s001", 0, 26, "15"), value("s001", 27, 54, "12")
    assert sides(*own) is None
    assert sides(*own, within=True) is not None


def test_a_source_that_gives_both_values_stands_against_nobody() -> None:
    assert sides(value("s000", 0, 31, "12"), value("s001", 0, 26, "15"), value("s001", 27, 54, "12")) is None


def test_a_passage_within_another_is_not_cited_twice() -> None:
    found = sides(value("s000", 0, 31, "12"), value("s000", 0, 13, "12"), value("s001", 0, 26, "15"))
    assert found is not None
    assert [(c.start, c.end) for c in found.sides[0].citations] == [(0, 31)]


def test_sources_differ_where_each_gives_one_value() -> None:
    assert differ({"175": {"a"}, "150": {"b"}}, {})
    assert not differ({"175": {"a", "b"}, "150": {"b"}}, {})
    assert not differ({"175": {"a", "b"}}, {})
    assert differ({"175": {"a", "c"}, "150": {"b", "c"}}, {})


def test_cuts_that_keep_different_values_of_one_text_do_not_differ() -> None:
    whole = {"175": {"whole", "head"}, "150": {"whole", "tail"}}
    one = dict.fromkeys(("whole", "head", "tail"), "whole")
    assert differ({"175": {"head"}, "150": {"tail"}}, {"head": "head", "tail": "tail"})
    assert not differ(whole, one)


def test_a_copy_that_changed_the_value_differs() -> None:
    assert differ({"175": {"a"}, "150": {"b"}}, {"a": "a", "b": "a"})
