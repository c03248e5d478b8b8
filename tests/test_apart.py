"""What no article of another origin has: the index finds what a walk through all articles finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.analysis import analyse
from briefgen.build import brief
from briefgen.findings.apart import Apart
from briefgen.findings.matter import COVERED, NEW, Matter, is_named_by, shows, whole_word
from briefgen.matching import Matches

GOLDEN = Path(__file__).parent / "golden" / "seeds"
RIVER = "The river rose by two metres at Calder on Monday. Nobody was hurt, Mayor Lindqvist said.\n"
OTHERS = {
    "copy.txt": RIVER,
    "later.txt": f"{RIVER}\nA dam that Ostrava Hydro runs upstream let out 400 cubic metres a second.\n",
    "apart.txt": "A tram of the Meridian line left its rails. Sixty passengers walked home.\n",
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    seeds = tmp_path_factory.mktemp("apart") / "seeds"
    seeds.mkdir()
    for path in GOLDEN.iterdir():
        (seeds / path.name).write_bytes(path.read_bytes())
    for name, text in OTHERS.items():
        (seeds / name).write_text(text)
    analysis = analyse(brief(seeds).articles)
    reports = Matches(analysis, None).reports
    matter = Matter(reports)
    return analysis, reports, matter, Apart(reports, matter)


def elsewhere(analysis, source):
    """The articles of other origins than this source's."""
    home = analysis.origins.get(source, source)
    return [a for a in analysis.articles if analysis.origins.get(a.id, a.id) != home]


def test_a_sentence_is_apart_where_no_other_shares_much_and_its_words_are_new(asked):
    analysis, _, matter, apart = asked
    found = set()
    for article in analysis.articles:
        others = [matter.of(s) for a in elsewhere(analysis, article.id) for s in a.sentences]
        for s in article.sentences:
            own = matter.of(s)
            words = [w for w in own if not w.startswith("@")]
            new = [w for w in words if not any(w in other for other in others)]
            walked = len(new) >= NEW * len(words) and not any(
                len(own & o) > COVERED * len(own) for o in others
            )
            assert apart.is_apart(s) == walked, s.text
            found.add(walked)
    assert found == {True, False}


def test_a_name_is_unnamed_where_no_other_text_has_its_last_word(asked):
    analysis, _, _, apart = asked
    found = set()
    for actor in analysis.cast.actors:
        for home in dict.fromkeys(analysis.origins.values()):
            others = elsewhere(analysis, home)
            last = whole_word(actor.name.split()[-1].lower())
            walked = (
                is_named_by(actor)
                and not any(m.source in {a.id for a in others} for m in actor.mentions)
                and not any(re.search(last, a.text.lower()) for a in others)
            )
            assert apart.is_unnamed(actor, home) == walked, (actor.name, home)
            found.add(walked)
    assert found == {True, False}


def test_a_figure_is_unheard_where_no_other_text_has_its_number(asked):
    analysis, reports, _, apart = asked
    found = set()
    for p in (reports.passage(s) for a in analysis.articles for s in a.sentences):
        others = elsewhere(analysis, p.article.id)
        for f in p.figures:
            q = f.quantity
            written = shows(p.article.text[q.number : q.number_end].lower())
            walked = not any(
                value == q.value for a in others for _, value in reports.values[a.id]
            ) and not any(re.search(written, a.text.lower()) for a in others)
            assert apart.is_unheard(p, f) == walked, p.article.text[q.start : q.end]
            found.add(walked)
    assert found == {True, False}


def test_the_most_words_that_a_sentence_of_another_origin_shares_which_names_somebody(asked):
    analysis, _, matter, apart = asked
    found = set()
    for article in analysis.articles:
        home = analysis.origins.get(article.id, article.id)
        for s in article.sentences:
            for actor in analysis.cast.actors:
                places = {(m.source, m.sentence) for m in actor.mentions}
                walked = max(
                    (
                        len(matter.of(s) & matter.of(other))
                        for a in elsewhere(analysis, article.id)
                        for other in a.sentences
                        if (a.id, other.id) in places
                    ),
                    default=0,
                )
                assert apart.sharing(actor, matter.of(s), home) == walked
                found.add(walked > 0)
    assert found == {True, False}
