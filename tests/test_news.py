"""What is new since the last build: from the list that it left, and from nothing else."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import built_with_hash_seeds

from briefgen.build import brief, build
from briefgen.check import check
from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.leaders import Leader
from briefgen.findings.positions import Position
from briefgen.model import Article, Briefing, Sentence
from briefgen.news import BEFORE, LAST, read, since
from briefgen.write import MANIFEST

SEEDS, DOCS = Path("seeds"), Path("docs")
FRONT, LIST = DOCS / "index.md", DOCS / MANIFEST
THIRD = """\
Ferry talks stall in Osterhaven

Harbour master Piet Aldous rejected a plan of the Norvale line for a second pier on Thursday.

“The pier is not safe,” Aldous told reporters.

Jonas Feld warned that the line would not open before August. It is unclear who will pay for the new pier.
"""


def source(name, *said, sha="0"):
    """An article of these sentences."""
    text, sentences = " ".join(said), []
    for number, words in enumerate(said, start=1):
        at = text.index(words)
        sentences.append(
            Sentence(source=name, id=f"s{number}", start=at, end=at + len(words), text=words, paragraph=0)
        )
    return Article(
        id=name, key=name.upper(), path=f"seeds/{name}.txt", sha256=sha, text=text, title=said[0],
        sentences=tuple(sentences),
    )  # fmt: skip


def section():
    """The lines of the front page about what is new; none where it has none."""
    text = FRONT.read_text(encoding="utf-8")
    found = re.search(r"^## New since the last build .*?(?=^## |^<div)", text, re.MULTILINE | re.DOTALL)
    return [line for line in found[0].splitlines()[1:] if line] if found else []


def rebuilt(**words):
    """Build; then everything must be as `check` wants it, and a second build change nothing."""
    build(SEEDS, DOCS, **words)
    assert check(SEEDS, DOCS, **words).wrong == ()
    assert build(SEEDS, DOCS, **words).done.lines == ()
    return section()


def test_a_first_build_has_nothing_new(project):
    assert section() == []
    shutil.rmtree(DOCS)
    assert rebuilt() == []
    assert "before" not in json.loads(LIST.read_text(encoding="utf-8"))["memory"]


def test_a_source_that_came(project):
    (SEEDS / "third.txt").write_text(THIRD, encoding="utf-8")
    lines = rebuilt()
    assert lines[0] == "New source: [Ferry talks stall in Osterhaven](sources/third.md)"
    found = lines[2:]
    assert any(
        x.startswith("- [Position](positions.md#")
        and "): **[Piet Aldous](leaders/piet-aldous.md)** “rejected " in x
        for x in found
    )
    assert any(x.startswith("- Named for the first time: [Piet Aldous]") for x in found)
    assert any("is unclear who will pay" in x and x.startswith("- Open: [") for x in found)
    assert all(re.search(r"\[[ABC]\d+\]\[\]", x) for x in found if ".more" not in x)
    assert all("[C" in x for x in found if x.startswith("- ["))
    marks = [x[-9:] for x in found if not x.startswith("- Named")]
    assert len(set(marks)) == len(marks)  # no passage twice


def test_a_source_that_went_leaves_no_list_of_its_own(project):
    (SEEDS / "third.txt").write_text(THIRD, encoding="utf-8")
    assert rebuilt()
    (SEEDS / "third.txt").unlink()
    assert rebuilt() == []


def test_what_went_is_counted_beside_what_came(project):
    (SEEDS / "third.txt").write_text(THIRD, encoding="utf-8")
    (SEEDS / "harbour-post.txt").unlink()
    assert re.search(r"1 source taken out.* \d+ gone", rebuilt()[0])


def test_a_misprint_mended_keeps_the_news(project):
    (SEEDS / "third.txt").write_text(THIRD.replace("Ferry talks stall", "Ferry talks stal"), encoding="utf-8")
    before = rebuilt()
    assert before
    (SEEDS / "third.txt").write_text(THIRD, encoding="utf-8")
    assert rebuilt()[2:] == before[2:]


def test_a_source_renamed_is_not_new(project):
    (SEEDS / "harbour-post.txt").rename(SEEDS / "post.txt")
    (SEEDS / "sources.yml").write_text(
        (SEEDS / "sources.yml").read_text(encoding="utf-8").replace("harbour-post.txt", "post.txt"),
        encoding="utf-8",
    )
    assert rebuilt() == []


def test_settings_and_edits_are_no_news(project):
    first = brief(SEEDS).findings["open_issues"][0].id
    assert rebuilt(title="Another title", sources="excerpts") == []
    (SEEDS / "editorial.yml").write_text(f"{first}: {{title: Renamed}}\n", encoding="utf-8")
    assert rebuilt() == []


def test_other_rules_are_no_news():
    """The findings of an unchanged source may become others: that is no news of the event."""
    a = source("a", "Mara Quill will sail at 6.", sha="1")
    _, kept = since(Briefing(title="t", articles=(a,), findings={}), {})
    found = {"positions": (Position(id="p-1", stance="commits", citations=(a.cite(0, 10),)),)}
    news, kept = since(Briefing(title="t", articles=(a,), findings=found), kept)
    assert news.changes == () and not news.compared and BEFORE not in kept


def position(article, words, id_, **more):
    at = article.text.index(words)
    return Position(id=id_, stance="states", citations=(article.cite(at, at + len(words)),), **more)


A = source("a", "Mara Quill will sail at 6.", "The fare is 4 crowns.", sha="1")
B = source("b", "Mara Quill will sail at 7.", sha="2")
C = source("c", "Mara Quill will sail at 8.", sha="3")


def sailing(*articles, id_="when-it-sails-000001"):
    sides = tuple(Side(label=a.text[24:25], citations=(a.cite(0, 25),)) for a in articles)
    return Disagreement(id=id_, title="When it sails", kind="quantity", sides=sides)


def briefing(*articles, **findings):
    return Briefing(title="t", articles=articles, findings={k: tuple(v) for k, v in findings.items()})


def kept_of(made):
    return since(made, {})[1]


def test_a_dispute_with_a_further_side_is_not_new():
    then = briefing(A, B, disagreements=[sailing(A, B)])
    now = briefing(A, B, C, disagreements=[sailing(A, B, C, id_="when-it-sails-000002")])
    news, _ = since(now, kept_of(then))
    assert (news.came, news.findings, news.changed, news.gone) == (("c",), {}, 1, 0)


def test_a_dispute_of_an_old_source_with_a_new_one_is_new():
    then = briefing(A, positions=[position(A, "will sail at 6", "mara-sail-000001")])
    now = briefing(A, B, positions=then.findings["positions"], disagreements=[sailing(A, B)])
    news, _ = since(now, kept_of(then))
    assert news.findings == {"disagreements": ("when-it-sails-000001",)}
    assert (news.changed, news.gone) == (0, 0)


def test_a_number_that_makes_a_dispute_is_new():
    """The same of a pair that was only to be checked, once a source makes it a dispute."""
    folded = replace(sailing(A, B), confidence="low")
    for then in (briefing(A, B), briefing(A, B, disagreements=[folded])):
        later = source("b", "Mara Quill will sail at 9.", sha="4")
        news, _ = since(briefing(A, later, disagreements=[sailing(A, later)]), kept_of(then))
        assert (news.revised, news.changed, news.gone) == (("b",), 0, 0)
        assert news.findings == {"disagreements": ("when-it-sails-000001",)}


def test_what_is_only_to_be_checked_is_no_news():
    folded = replace(sailing(A, B), confidence="low")
    news, _ = since(briefing(A, B, disagreements=[folded]), kept_of(briefing(A)))
    assert (news.came, news.findings, news.changed) == (("b",), {}, 0)


def test_a_figure_that_a_source_corrects_is_a_change():
    then = briefing(A, B, disagreements=[sailing(A, B)])
    later = source("b", "Mara Quill will sail at 9.", sha="4")
    now = briefing(A, later, C, disagreements=[sailing(A, later, id_="when-it-sails-000003")])
    news, _ = since(now, kept_of(then))
    assert (news.revised, news.changed, news.gone, news.findings) == (("b",), 1, 0, {})


def test_a_source_that_no_longer_says_it_makes_it_gone():
    then = briefing(A, positions=[position(A, "The fare is 4 crowns", "mara-fare-000001")])
    later = source("a", "Mara Quill will sail at 6.", sha="5")
    news, _ = since(briefing(later, C), kept_of(then))
    assert (news.came, news.revised, news.gone, news.changed) == (("c",), ("a",), 1, 0)


def test_a_person_called_by_another_name_is_not_new():
    then = briefing(
        A,
        leaders=[Leader(id="quill", title="Quill", name="Quill", kind="person", citations=(A.cite(0, 10),))],
    )
    who = Leader(id="mara-quill", title="Mara Quill", name="Mara Quill", kind="person",
                 citations=(A.cite(0, 10), B.cite(0, 10)))  # fmt: skip
    news, _ = since(briefing(A, B, leaders=[who]), kept_of(then))
    assert news.findings == {}


def test_the_order_of_the_sources_does_not_matter():
    kept = kept_of(briefing(A, B, disagreements=[sailing(A, B)]))
    one, left = since(briefing(A, B, C, disagreements=[sailing(A, B, C)]), kept)
    other, right = since(briefing(C, B, A, disagreements=[sailing(C, B, A)]), kept)
    assert (one.came, one.changed, one.gone) == (other.came, other.changed, other.gone)
    assert json.dumps(left) == json.dumps(right)


# -- the list -------------------------------------------------------------------------


def with_third(change):
    """A third source is built in; then the list is changed."""
    (SEEDS / "third.txt").write_text(THIRD, encoding="utf-8")
    assert rebuilt()
    data = json.loads(LIST.read_text(encoding="utf-8"))
    change(data["memory"])
    LIST.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


WAYS = {
    "a finding called known": lambda m: m[BEFORE]["findings"].update(
        positions={**m[BEFORE]["findings"]["positions"], **m[LAST]["findings"]["positions"]}
    ),
    "a source called known": lambda m: m[BEFORE]["sources"].update(m[LAST]["sources"]),
    "a finding of the last build": lambda m: m[LAST]["findings"]["positions"].popitem(),
    "a source of the last build": lambda m: m[LAST]["sources"].popitem(),
    "nothing to compare with": lambda m: m.pop(BEFORE),
    "no record": lambda m: m.clear(),
    "a record of another kind": lambda m: m.update({BEFORE: [1, {"sources": 3}]}),
    "a hash that is a number": lambda m: m[BEFORE]["sources"].update(third=4),
    "findings that are none": lambda m: m[BEFORE]["findings"].update(positions=["a"]),
    "half a character": lambda m: m[BEFORE]["sources"].update(third="\\ud800"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_list_that_was_altered_is_found(project, way):
    with_third(WAYS[way])
    assert check(SEEDS, DOCS).wrong != ()


@pytest.mark.parametrize("way", WAYS)
def test_a_list_that_was_altered_stops_no_build(project, way):
    with_third(WAYS[way])
    rebuilt()


def test_a_list_of_an_earlier_version(project):
    data = json.loads(LIST.read_text(encoding="utf-8"))
    del data["memory"]
    LIST.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (SEEDS / "third.txt").write_text(THIRD, encoding="utf-8")
    assert rebuilt() == []
    (SEEDS / "fourth.txt").write_text("Clerk Ada Moor said on Friday that the ferry would never sail.\n")
    assert rebuilt()[0].startswith("New source: [Clerk Ada Moor")


DAMAGED = [
    None, 3, [], {}, {"sources": {}}, {"sources": {}, "findings": []},
    {"sources": {"a": 1}, "findings": {}}, {"sources": {}, "findings": {"x": 1}},
]  # fmt: skip


@pytest.mark.parametrize("kept", DAMAGED, ids=repr)
def test_a_damaged_record_is_no_record(kept):
    assert read(kept) is None


def test_switched_off(project):
    (SEEDS / "third.txt").write_text(THIRD, encoding="utf-8")
    assert rebuilt(news=False) == []
    assert LAST not in json.loads(LIST.read_text(encoding="utf-8"))["memory"]


def test_the_setting(project, briefgen):
    settings = Path("mkdocs.yml")
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("seeds: seeds", "seeds: seeds\n      news: false"),
        encoding="utf-8",
    )
    (SEEDS / "third.txt").write_text(THIRD, encoding="utf-8")
    assert briefgen("build").exit_code == 0
    assert section() == []
    assert briefgen("check").exit_code == 0


def test_the_same_bytes_with_other_hash_seeds(project, tmp_path):
    (SEEDS / "third.txt").write_text(THIRD, encoding="utf-8")
    assert len(built_with_hash_seeds(DOCS, tmp_path)) == 1
