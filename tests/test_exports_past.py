"""What is past, in the exports: statements that were given up, and what only a replaced version says."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from test_latest import ADMITTED, DENIED
from test_versions import NOW, THEN

from briefgen.build import brief
from briefgen.exports import csv as tables
from briefgen.exports import feed, jsonld, obsidian, parquet, web_annotations
from briefgen.exports.rows import Rows
from briefgen.findings.latest.record import Word
from briefgen.model import Briefing, Finding
from briefgen.pages.book import Book
from briefgen.statements import given_up, only_in, past, printed, told

REPLACED = "told reporters that two bodies had been recovered"
GIVEN_UP = "denied that a missile had hit the plane"
CURRENT = "admitted on Thursday that it had shot down the plane near Orsel"


@pytest.fixture(scope="module")
def briefing(tmp_path_factory) -> Briefing:
    folder = tmp_path_factory.mktemp("seeds")
    for name, paper, day, text in (
        ("v1", "Tide", 8, THEN), ("v2", "Tide", 9, NOW), ("a", "Post", 9, DENIED),
        ("b", "Courier", 11, ADMITTED),
    ):  # fmt: skip
        head = f"---\ntitle: On {name}\npublisher: {paper}\npublished: 2024-01-{day:02}\n---\n"
        (folder / f"{name}.md").write_text(head + text + "\n", encoding="utf-8")
    return brief(folder)


def position(briefing: Briefing, words: str) -> Finding:
    """The only statement that prints these words."""
    (found,) = (p for p in briefing.findings["positions"] if printed(p)[0].quote.startswith(words))
    return found


def all_past(briefing: Briefing, *kinds: str) -> set[str]:
    return {f.id for k in kinds for f in briefing.findings[k] if past(f, briefing.replaced)}


def test_both_ways_of_being_past_are_known(briefing):
    replaced, given = position(briefing, REPLACED), position(briefing, GIVEN_UP)
    assert briefing.replaced == {"v1": "v2"}
    assert only_in(replaced, briefing.replaced) and not given_up(replaced)
    assert given_up(given) and not only_in(given, briefing.replaced)
    assert all_past(briefing, "positions") >= {replaced.id, given.id}
    assert position(briefing, CURRENT).id not in all_past(briefing, "positions")


def test_linked_data_leaves_it_out(briefing):
    (page,) = jsonld.export(briefing)
    names = {r["@id"].partition("#position-")[2] for r in json.loads(page.text)["@graph"]} - {""}
    shown = {p.id for p in told(briefing.findings["positions"]) if getattr(p, "holders", ())}
    assert names == shown - all_past(briefing, "positions") and names != shown
    assert REPLACED not in page.text and GIVEN_UP not in page.text and CURRENT in page.text


def test_annotations_have_a_tag_for_it(briefing):
    items = json.loads(web_annotations.export(briefing)[0].text)["first"]["items"]
    places = {
        f"#{f.id}": past(f, briefing.replaced) for k in web_annotations.KINDS for f in briefing.published[k]
    }
    seen = {True: 0, False: 0}
    for one in items:
        tags = [b["value"] for b in one["body"] if b["purpose"] == "tagging"]
        (address,) = (b["source"] for b in one["body"] if b["purpose"] == "linking")
        if "#" in address:
            is_past = places["#" + address.partition("#")[2]]
            assert tags[1:] == (["earlier"] if is_past else []), address
            seen[is_past] += 1
    assert seen[True] >= 3 and seen[False] >= 3


def test_the_feed_says_which_way_it_is_past(briefing):
    titles = re.findall("<title>(.*)</title>", feed.export(briefing)[0].text)
    (replaced,) = (t for t in titles if position(briefing, REPLACED).title in t)
    (given,) = (t for t in titles if position(briefing, GIVEN_UP).title in t)
    (current,) = (t for t in titles if position(briefing, CURRENT).title in t)
    assert replaced.startswith("Position (earlier version): ")
    assert given.startswith("Position (earlier): ") and current.startswith("Position: ")
    assert any(t.startswith("Open (earlier version): ") for t in titles)


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_column_of_each_table_says_so(briefing, name):
    text = next(p.text for p in tables.export(briefing) if p.path == f"data/{name}.csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    kind = tables.TABLES[name][0]
    assert {r["earlier"] for r in rows} <= {"yes", ""}
    assert {r["id"] for r in rows if r["earlier"]} == all_past(briefing, kind)
    assert all_past(briefing, kind) or kind not in ("positions", "open_issues")


def test_a_column_of_parquet_says_so(briefing):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    table = pandas.read_parquet(io.BytesIO(parquet.export(briefing)[0].data))
    assert table["earlier"].dtype == bool
    assert set(table[table["earlier"]]["id"]) == all_past(briefing, *parquet.KINDS)
    assert {position(briefing, REPLACED).id, position(briefing, GIVEN_UP).id} <= set(
        table[table["earlier"]]["id"]
    )


@pytest.fixture
def turned(derailment) -> Briefing:
    """The invented event, of which one source was replaced and one statement of another was given up."""
    first, second, *_ = derailment.articles
    positions = derailment.findings["positions"]
    given = next(
        p for p in told(positions) if p.topics and p.holders and p.citations[0].source == second.id
    )  # fmt: skip
    later = Word(said=first.cite(0, 10))
    turned = tuple(replace(p, later=later) if p is given else p for p in positions)
    return replace(
        derailment, findings={**derailment.findings, "positions": turned}, replaced={first.id: second.id}
    )


def test_topic_notes_head_each_statement_with_its_holders_and_what_is_past(turned):
    """Each line of a topic's note, read off and compared: holders, words, mark, whether it is past."""
    book, rows = Book(briefing=turned), Rows(turned)
    notes = {f.path: f.text for f in obsidian.export(turned)}
    seen = set()
    for topic in book.found("topics"):
        (note,) = (
            t for p, t in notes.items()
            if p.startswith("obsidian/Topics/") and f'"{book.topic(topic.id)}"' in t.partition("\ntags")[0]
        )  # fmt: skip
        lines = note.partition("## Positions\n\n")[2].partition("\n\n")[0].splitlines()
        held = [p for p in book.on_topic("positions", topic.id) if p.holders]
        for line, p in zip(lines, held, strict=True):
            before, opens, words = line.partition("“")
            is_past = given_up(p) or {c.source for c in p.citations} <= turned.replaced.keys()
            names = " and ".join(f"[[{rows.names((h,))}]]" for h in p.holders)
            colon = "" if p.predicate else ":"
            assert before + opens == f"- {'Earlier: ' if is_past else ''}{names}{colon} “"
            assert words.endswith(f"#^{printed(p)[0].sentence}|{rows.mark(printed(p)[0])}]]")
            said, _, _ = words.rpartition("”")
            for part in re.findall(r"\w+", printed(p)[0].quote):
                assert part in said, line
            seen.add((given_up(p), is_past))
    assert seen == {(True, True), (False, True), (False, False)}
