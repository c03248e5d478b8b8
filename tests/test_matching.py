"""Which passages of two reports answer one question: candidates, what is observed, how likely it is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.analysis import analyse
from briefgen.language.lexicon import table
from briefgen.language.parser import parse
from briefgen.matching import Matches, Passage, Reports, candidates, features
from briefgen.matching.candidates import Candidate, find_candidates
from briefgen.matching.features import observe
from briefgen.matching.match import likelihood, weighing
from briefgen.matching.reader import Reading
from briefgen.matching.word_pieces import MASK
from briefgen.model import Article, Sentence, Token

SEEDS = Path(__file__).parents[1] / "seeds"
ALL = 1000.0
"""Pairs a sentence: so many that none is cut."""


def articles(*texts: str) -> tuple[Article, ...]:
    return parse(
        Article(id=f"s{n:03}", key=str(n), path=f"{n}.txt", sha256="", text=text, title="")
        for n, text in enumerate(texts)
    )


def texts(found: Sequence[Candidate]) -> list[tuple[str, str]]:
    return [(c.a.text, c.b.text) for c in found]


class Told:
    """A reader that says what it is told to, and remembers what it was asked."""

    def __init__(self, same: float = 0.0, opposed: float = 0.0, slot: float = 0.0) -> None:
        self.says = Reading(same=same, opposed=opposed, slot=slot)
        self.asked: list[tuple[str, str]] = []

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        self.asked += pairs
        return [self.says for _ in pairs]


A = "The ferry Halcyon sank off Osterhaven in a storm. Its captain Jonas Feld had ignored two warnings."
B = (
    "Two warnings were ignored by captain Jonas Feld, the harbour office found. The council meets in June."
    " The Halcyon went down in a storm, and twelve passengers of the ferry drowned."
)
C = "A fire broke out in the grain store of Velm. Farmers lost the harvest of the whole valley."

# -- candidates ---------------------------------------------------------------------------------------------


def test_the_likeliest_come_first() -> None:
    found = find_candidates(articles(A, B, C), {}, ALL)
    assert [(c.a.source, c.a.id, c.b.source, c.b.id) for c in found[:2]] == [
        ("s000", "s2", "s001", "s1"),
        ("s000", "s1", "s001", "s3"),
    ]
    assert all(0 < c.likeness <= 1.1 for c in found)
    assert [c.likeness for c in found] == sorted((c.likeness for c in found), reverse=True)


def test_one_report_is_never_compared_with_itself() -> None:
    assert find_candidates(articles(f"{A} {B}"), {}, ALL) == ()
    assert find_candidates((), {}, ALL) == ()


def test_copies_are_no_second_report() -> None:
    told = articles(A, B)
    assert find_candidates(told, {"s000": "s000", "s001": "s001"}, ALL)
    assert find_candidates(told, {"s000": "s000", "s001": "s000"}, ALL) == ()


def test_two_versions_of_one_article_are_asked_what_changed() -> None:
    told = articles(A, B)
    one = {"s000": "s000", "s001": "s000"}
    assert texts(find_candidates(told, one, ALL, {"s000": "s001"})) == texts(find_candidates(told, {}, ALL))


def test_a_version_that_was_replaced_is_asked_of_nobody_else() -> None:
    told = articles(A, B, A)
    origins = {"s000": "s000", "s001": "s001", "s002": "s000"}
    found = find_candidates(told, origins, ALL, {"s000": "s002"})
    assert found and {c.a.source for c in found} | {c.b.source for c in found} == {"s001", "s002"}


def test_a_copy_beside_its_source_changes_nothing() -> None:
    alone = find_candidates(articles(A, B), {}, ALL)
    assert find_candidates(articles(A, B, A), {"s002": "s000"}, ALL) == alone
    assert find_candidates(articles(A, B, A), {"s002": "s000"}, 0.4) == find_candidates(
        articles(A, B), {}, 0.4
    )


def test_the_order_of_the_articles_does_not_matter() -> None:
    told = articles(A, B, C, A.replace("Halcyon", "Petrel"))
    for share in (ALL, 0.5):
        found = find_candidates(told, {}, share)
        assert found == find_candidates(told[::-1], {}, share)
        assert found == find_candidates((*told[2:], *told[:2]), {}, share)


def test_there_are_at_most_so_many_in_all() -> None:
    told = articles(A, B, C)
    sentences = sum(len(a.sentences) for a in told)
    for share in (0.0, 0.2, 0.5, 1.0):
        assert len(find_candidates(told, {}, share)) <= math.ceil(share * sentences)
    assert find_candidates(told, {}, 0.2) == find_candidates(told, {}, ALL)[:2]


def test_there_are_at_most_so_many_of_a_sentence() -> None:
    many = " ".join(f"The ferry Halcyon sank in the storm of {day} May." for day in range(1, 20))
    found = find_candidates(
        articles("The ferry Halcyon sank in a storm.", many, many + " So it was."), {}, ALL
    )
    met = Counter((c.a.source, c.a.id, c.b.source) for c in found)
    met.update((c.b.source, c.b.id, c.a.source) for c in found)
    assert max(met.values()) == candidates._EACH


def test_a_sentence_without_telling_words_leads_nowhere() -> None:
    told = articles("He did so and so did they. Ferries!", "They did so, and so did he. Ferries!")
    assert find_candidates(told, {}, ALL) == ()


def test_sentences_that_share_nothing_are_no_pair() -> None:
    assert find_candidates(articles(A, C), {}, ALL) == ()


def test_what_both_open_with_comes_before_what_is_as_alike() -> None:
    opening = "The Halcyon sank in a storm."
    filling = "Nobody saw it. He said so. It is so. They were there. So it was."
    found = find_candidates(articles(f"{opening} {filling} The Petrel sank in a storm.", opening), {}, ALL)
    (first, *_) = found
    assert (first.a.text, first.b.text) == (opening, opening)
    later = find_candidates(articles(f"{filling} {opening}", opening), {}, ALL)[0]
    assert first.likeness > later.likeness


# -- growth -------------------------------------------------------------------------------------------------


def corpus(reports: int, sentences: int) -> tuple[Article, ...]:
    """Reports of one event: each sentence has a word that all have, some that few have, one of its own."""

    def sentence(source: str, n: int, at: int) -> Sentence:
        lemmas = (
            "storm",
            f"word{n}",
            f"word{n * 7 % sentences}",
            f"word{n * 11 % sentences}",
            f"{source}{n}",
        )
        tokens = tuple(
            Token(text=w, start=at + 9 * k, end=at + 9 * k + len(w), lemma=w, pos="NOUN", tag="NN", rel="dep",
                  head=0, entity="")
            for k, w in enumerate(lemmas)
        )  # fmt: skip
        return Sentence(
            id=f"s{n}",
            source=source,
            start=at,
            end=at + 50,
            text=" ".join(lemmas),
            tokens=tokens,
            paragraph=0,
        )

    return tuple(
        Article(
            id=f"r{r}", key="R", path="r.txt", sha256="", text="", title="",
            sentences=tuple(sentence(f"r{r}", n, 50 * n) for n in range(sentences)),
        )
        for r in range(reports)
    )  # fmt: skip


def test_the_pairs_grow_with_the_sentences_and_not_with_their_square() -> None:
    for reports in (2, 4, 8):
        counts = [len(find_candidates(corpus(reports, n), {}, ALL)) for n in (50, 100, 200)]
        assert all(later <= 2.2 * earlier for earlier, later in zip(counts, counts[1:], strict=False)), counts
    for share in (0.5, 1.2):
        assert len(find_candidates(corpus(6, 100), {}, share)) <= math.ceil(share * 600)


def test_the_pairs_that_are_looked_at_grow_so_too() -> None:
    """What is counted before anything is cut off: a word that everybody uses leads to no pair."""
    counts = []
    for n in (100, 200, 400):
        vectors = candidates._vectors([s for a in corpus(3, n) for s in a.sentences])
        counts.append(sum(1 for _ in candidates._likenesses(vectors)))
    assert all(later <= 2.2 * earlier for earlier, later in zip(counts, counts[1:], strict=False)), counts


def test_the_reader_is_asked_so_many_times() -> None:
    for n in (1, 2, 4):
        told = articles(*(" ".join(f"{A} {B}".replace("Halcyon", f"Halcyon {k}") for k in range(n)),) * 2, C)
        reader = Told()
        found = Matches(analyse(told), reader).all
        assert len(reader.asked) == len(found) <= 1.2 * sum(len(a.sentences) for a in told) + 1


# -- features -----------------------------------------------------------------------------------------------


@cache
def seeds() -> tuple[Passage, ...]:
    """The passages of two of the seeds."""
    files = sorted(p for p in SEEDS.iterdir() if p.suffix in {".txt", ".md"})[:2]
    told = articles(*(p.read_text(encoding="utf-8") for p in files))
    reports = Reports(analyse(told))
    return tuple(reports.passage(s) for a in reports.analysis.articles for s in a.sentences[:40])


READINGS = st.none() | st.builds(
    Reading, same=st.floats(-30, 30), opposed=st.floats(-30, 30), slot=st.floats(-30, 30)
)


@settings(deadline=None)  # the first reads the texts
@given(st.integers(0, 79), st.integers(0, 79), st.floats(0, 1), READINGS)
def test_the_order_of_two_passages_does_not_matter(
    i: int, j: int, likeness: float, reading: Reading | None
) -> None:
    passages = seeds()
    a, b = passages[i % len(passages)], passages[j % len(passages)]
    there, back = observe(a, b, likeness, reading), observe(b, a, likeness, reading)
    assert there == back
    assert all(0 < there[name] <= 1 for name in there.keys() - {"likeness"} - of_reader(there))
    assert all(abs(there[name]) <= 4 for name in of_reader(there))
    assert (reading is None) == (not of_reader(there))


def of_reader(observed: dict[str, float]) -> set[str]:
    return {name for name in observed if name.startswith("reader: ")}


def observed(one: str, other: str) -> dict[str, float]:
    """What is observed of the first sentences of two reports without a reader."""
    reports = Reports(analyse(articles(one, other)))
    a, b = (reports.passage(x.sentences[0]) for x in reports.analysis.articles)
    return observe(a, b, 0.5, None)


@pytest.mark.parametrize(
    ("one", "other", "there", "absent"),
    [
        (
            "Captain Jonas Feld steered the ferry.",
            "Jonas Feld steered a ship.",
            {"names shared", "verbs shared", "parties shared", "both at the head"},
            {"other names", "other parties", "figures in one"},
        ),
        (
            "Captain Jonas Feld steered the ferry.",
            "Mayor Mara Quill steered the council.",
            {"other names", "other parties"},
            {"names shared", "parties shared"},
        ),
        ("It sank off Paris.", "It sank off Vienna.", {"other places"}, set()),
        ("It sank off Paris.", "It sank off France.", set(), {"other places"}),
        ("It met in the U.S.", "It met in the United States.", set(), {"other places"}),
        ("Twelve sailors drowned.", "The storm drowned 12 sailors.", {"equal figure"}, {"figures in one"}),
        ("Twelve sailors drowned.", "Sailors drowned.", {"figures in one"}, {"equal figure"}),
        ("It sank on Monday.", "On Monday it sank.", {"equal day"}, set()),
        ("It sank on Monday.", "On Tuesday it sank.", set(), {"equal day"}),
        ("The ferry did not sink.", "The ferry sank.", {"negation in one"}, {"denial in one"}),
        ("The ferry may sink.", "The ferry sank.", {"modal in one"}, set()),
        ("The owner denied it.", "The owner sank it.", {"denial in one"}, {"denial in both"}),
        ("The owner denied it.", "The firm called it false.", {"denial in both"}, {"denial in one"}),
        ("Mara Quill said the ferry sank.", "Quill said it sank.", {"same speaker"}, {"one speaks"}),
        ("Mara Quill said the ferry sank.", "The ferry sank.", {"one speaks"}, {"same speaker"}),
    ],
)
def test_what_is_observed(one: str, other: str, there: set[str], absent: set[str]) -> None:
    # The second sentence of each makes known by whom the mayor and the captain are meant.
    found = observed(f"{one} Mayor Mara Quill left.", f"{other} Mayor Mara Quill wept.")
    assert there <= found.keys()
    assert not absent & found.keys()


def test_a_reader_is_never_surer_than_the_bound() -> None:
    a, b = seeds()[:2]
    for far in (6, 60, 1e6):
        found = observe(a, b, 0.5, Reading(same=far, opposed=-far))
        assert found["reader: same"] == 3 and found["reader: opposed"] == -3


def test_every_observation_has_a_weight_or_was_found_to_say_nothing() -> None:
    """Weights are of observations that there are: none that was renamed or deleted."""
    known = {
        "bias", "likeness", "reader: same", "reader: opposed", "reader: same and opposed", "reader: one slot",
        *features._OBSERVATIONS,
    }  # fmt: skip
    comparers = ("quantity: ", "when: ", "denied: ", "degree: ", "who: ", "where: ", "why: ")
    for question, weights in table("match_weights").items():
        assert [w for w in weights if w not in known and not w.startswith(comparers)] == [], question


# -- match --------------------------------------------------------------------------------------------------


@given(
    st.dictionaries(st.sampled_from(["bias", "likeness", "other"]), st.floats(-1e6, 1e6)),
    st.dictionaries(st.sampled_from(["bias", "likeness"]), st.floats(-1e3, 1e3)),
)
def test_a_likelihood_is_one(seen: dict[str, float], weights: dict[str, float]) -> None:
    found = likelihood(seen, weights)
    assert 0 <= found <= 1
    assert found == likelihood(dict(reversed(seen.items())), weights)
    assert found == round(found, 3)


def test_what_is_observed_without_a_weight_says_nothing() -> None:
    assert likelihood({"colour of the ink": 9.0}, {"bias": 1.0}) == likelihood({}, {}) == 0.5
    assert likelihood({"bias": 1.0}, {"bias": 2.0}) > 0.5 > likelihood({"bias": 1.0}, {"bias": -2.0})


@pytest.mark.parametrize("question", ["same", "dispute", "value"])
def test_with_and_without_a_reader_other_weights_count(question: str) -> None:
    read, unread = weighing(question, True), weighing(question, False)
    assert read != unread
    assert any(name.startswith("reader: ") for name in read)
    assert not any(name.startswith("reader: ") for name in unread)


def test_a_reader_that_is_sure_makes_a_match_likelier() -> None:
    analysis = analyse(articles(A, B, C))
    sure, unsure = (Matches(analysis, Told(same=same)).all for same in (6.0, -6.0))
    assert len(sure) == len(unsure) > 0
    for m in sure:
        other = next(x for x in unsure if (x.a.sentence, x.b.sentence) == (m.a.sentence, m.b.sentence))
        assert m.same > other.same
    assert {name for m in Matches(analysis).all for name in of_reader(dict(m.observed))} == set()


def test_the_likeliest_match_comes_first() -> None:
    for reader in (None, Told(same=1.0)):
        found = Matches(analyse(articles(A, B, C)), reader).all
        assert [m.same for m in found] == sorted((m.same for m in found), reverse=True)
        assert all(0 <= m.same <= 1 for m in found)


def test_a_match_is_found_from_both_ends() -> None:
    matches = Matches(analyse(articles(A, B, C)))
    assert len(matches.all) > 1
    for m in matches.all:
        for x in (m, m.swapped()):
            own = matches.of[x.a.sentence.source, x.a.sentence.id]
            assert x in own
            assert all(y.a is x.a for y in own)
            assert [y.same for y in own] == sorted((y.same for y in own), reverse=True)
    assert sum(map(len, matches.of.values())) == 2 * len(matches.all)
    assert ("s002", "s1") not in matches.of


def test_a_copied_sentence_has_the_matches_of_the_one_that_it_copies() -> None:
    long = (
        f"{A} Rescuers came late, for the storm had cut the road from Velm and the telephone lines with it."
    )
    matches = Matches(analyse(articles(long, B, long)))
    assert matches.reports.analysis.origins["s002"] == "s000"
    assert matches.of["s002", "s1"] == matches.of["s000", "s1"]
    assert [s.source for s in matches.reports.copies(matches.of["s000", "s1"][0].a.sentence)] == [
        "s000",
        "s002",
    ]


def test_the_reader_sees_the_words_of_a_sentence_up_to_a_bound() -> None:
    reader = Told()
    long = "The ferry Halcyon sank " + "in a storm " * 40 + "off Osterhaven."
    assert Matches(analyse(articles(A, long)), reader).all
    assert max(len(text.split()) for pair in reader.asked for text in pair) == 60


def test_values_are_masked_before_the_reader_is_asked_whether_they_fill_one_slot() -> None:
    reader = Told(slot=3.0)
    matches = Matches(analyse(articles("A boat sank. Twelve sailors died.", "It killed 15 people.")), reader)
    one, other = (a.sentences[-1] for a in matches.reports.analysis.articles)
    a, b = matches.reports.passage(one), matches.reports.passage(other)
    (figure,), (value,) = a.figures, b.figures
    spans = [(f.quantity.start, f.quantity.end) for f in (figure, value)]
    assert matches.slots([(a, spans[0], b, spans[1])]) == [{"reader: one slot": 1.5}]
    assert reader.asked == [(f"{MASK} sailors died.", f"It killed {MASK} people.")]
    long = "In a storm " * 40 + "twelve sailors died."
    (told,) = analyse(articles(long)).articles
    far = Reports(analyse((told,))).passage(told.sentences[0])
    place = long.index("twelve"), long.index(" sailors")
    matches.slots([(far, place, b, spans[1])])
    assert reader.asked[-1][0].endswith(f"storm {MASK} sailors died.")
    assert len(reader.asked[-1][0].split()) == 60
    assert Matches(matches.reports.analysis).slots([(a, spans[0], b, spans[1])]) == [{}]
