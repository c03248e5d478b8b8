"""briefing.json against its schema: what it promises to those who read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefgen.build import brief
from briefgen.exports import EXPORTS
from briefgen.exports import schema as schema_export
from briefgen.exports.json import written
from briefgen.findings.agreements import Agreement
from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position
from briefgen.findings.timeline import Moment
from briefgen.findings.topics import Topic
from briefgen.model import Article, Briefing, Citation, Finding, Problem, Sentence
from briefgen.write import MANIFEST

ROOT = Path(__file__).parents[1]
EVENTS = {
    "the seeds": ROOT / "seeds",
    "the starter": ROOT / "briefgen/starter/seeds",
    "the invented event": ROOT / "tests/golden/seeds",
}
# What the contract lists, in its order, read off by hand: the schema must not drift from it.
CONTRACT = {
    "": "schema title generator sources leaders positions open_issues disagreements agreements timeline"
    " topics problems",
    "generator": "name version language_model reader",  # reader: ours
    "citation": "source sentence start end quote",
    "source": "id key path sha256 title publisher authors published url origin text sentences",
    "leader": "id name kind aliases side roles citations",
    "position": "id holders reported_by stance negated manner condition topics shown attribution"
    " citations rule confidence",
    "attribution": "holder cue content",
    "open_issue": "id title kind topics citations rule confidence",
    "disagreement": "id title kind sides topics rule confidence",
    "side": "label citations",
    "agreement": "id title origins citations",
    "moment": "id when as_written citations",
    "topic": "id label",
    "problem": "source what",
}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json.loads(schema_export.export(Briefing(title="", articles=(), findings={}))[0].text)


@pytest.fixture(scope="module", params=EVENTS, ids=lambda name: name.replace(" ", "-"))
def record(request) -> dict[str, Any]:
    """The briefing.json of an event."""
    briefing = brief(EVENTS[request.param], project=ROOT)
    return json.loads(written(briefing))


def faults(schema: dict[str, Any], record: object) -> list[str]:
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{e.json_path}: {e.message}"[:300] for e in validator.iter_errors(record)]


def test_the_schema_is_one_and_knows_every_key_of_the_contract(schema):
    Draft202012Validator.check_schema(schema)
    position, disagreement = schema["$defs"]["position"], schema["$defs"]["disagreement"]
    inner = {
        "": schema,
        "generator": schema["properties"]["generator"],
        "attribution": position["properties"]["attribution"],
        "side": disagreement["properties"]["sides"]["items"],
    }
    for name, keys in CONTRACT.items():
        assert list((inner.get(name) or schema["$defs"][name])["properties"]) == keys.split(), name


def test_nothing_is_optional_and_nothing_may_be_added(schema):
    for part in objects(schema):
        assert part["additionalProperties"] is False
        assert set(part["properties"]) - set(part["required"]) <= {"text"}


def objects(part: object) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        for value in part.values():
            yield from objects(value)


def test_a_briefing_is_what_its_schema_says(schema, record):
    assert faults(schema, record) == []


def test_the_keys_stand_in_the_order_of_the_contract(schema, record):
    def walk(part: dict[str, Any], value: object, where: str) -> None:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        if "anyOf" in part:
            part = part["anyOf"][0]
            part = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        if isinstance(value, dict):
            assert list(value) == [k for k in part["properties"] if k in value], where
            for key, item in value.items():
                walk(part["properties"][key], item, f"{where}.{key}")
        elif isinstance(value, list):
            for item in value:
                walk(part["items"], item, f"{where}[]")

    walk(schema, record, "")


def test_every_id_that_it_names_is_there(record):
    leaders = {x["id"] for x in record["leaders"]}
    topics = {x["id"] for x in record["topics"]}
    sources = {x["id"]: {s["id"]: s for s in x["sentences"]} for x in record["sources"]}
    assert {x["origin"] for x in record["sources"]} <= sources.keys()
    for position in record["positions"]:
        assert leaders.issuperset(position["holders"] + position["reported_by"])
        content, first = position["attribution"]["content"], position["citations"][0]
        assert content["source"] == first["source"]
        assert first["start"] <= content["start"] < content["end"] <= first["end"]
    for kind in ("positions", "open_issues", "disagreements"):
        assert all(topics.issuperset(x["topics"]) for x in record[kind]), kind
    for citation in citations(record):
        sentence = sources[citation["source"]][citation["sentence"]]
        assert sentence["start"] <= citation["start"] < citation["end"] <= sentence["end"]
    for kind in ("leaders", "positions", "open_issues", "disagreements", "agreements", "timeline", "topics"):
        ids = [x["id"] for x in record[kind]]
        assert len(ids) == len(set(ids)), kind


def citations(record: object) -> Iterator[dict[str, Any]]:
    if isinstance(record, dict):
        if "quote" in record:
            yield record
        else:
            for value in record.values():
                yield from citations(value)
    elif isinstance(record, list):
        for value in record:
            yield from citations(value)


@pytest.fixture
def every_kind() -> Briefing:
    """One finding of each kind, with everything that it may have."""
    text = "Mayor Mara Quill denied on May 3, if asked, that the bridge is shut for 3 days or 4 days."
    sentence = Sentence(source="a", id="s1", start=0, end=len(text), text=text, paragraph=0)
    article = Article(
        id="a", key="A", path="seeds/a.md", sha256="0" * 64, text=text, extracted=True, title="T",
        publisher="P", authors=("B",), published=date(2024, 5, 4), url="https://paper.example/a",
        sentences=(sentence,),
    )  # fmt: skip

    def cite(words: str) -> Citation:
        return article.cite(text.index(words), text.index(words) + len(words))

    content = cite("the bridge is shut")
    same: Any = {"topics": ("bridge",), "rule": "r", "confidence": "low"}
    found: dict[str, tuple[Finding, ...]] = {
        "leaders": (
            Leader(id="m", name="Mara Quill", kind="person", aliases=("Quill",), side="Osterhaven",
                   roles=(("Mayor", cite("Mayor")),), citations=(cite("Mara Quill"),)),
        ),
        "topics": (Topic(id="bridge", label="the bridge"),),
        "positions": (
            Position(id="p", holders=("m",), reported_by=("m",), stance="denies", negated=True,
                     manner="mixed", condition="if asked", holder=cite("Mara Quill"), cue=cite("denied"),
                     citations=(content,), **same),
            Position(id="q", stance="states", rule="r", citations=(content,)),
        ),
        "open_issues": (OpenIssue(id="o", title="O", kind="unknown", citations=(content,), **same),),
        "disagreements": (
            Disagreement(id="d", title="D", kind="quantity", citations=(),
                         sides=(Side(label="3 days", citations=(cite("3 days"),)),
                                Side(label="4 days", citations=(cite("4 days"),))), **same),
        ),
        "agreements": (Agreement(id="g", title="G", origins=2, citations=(content, cite("is shut"))),),
        "timeline": (
            Moment(id="t", when="2024-05-03", as_written="on May 3", citations=(cite("on May 3"),)),
            Moment(id="u", when=None, as_written="3 days", citations=(cite("3 days"),)),
        ),
    }  # fmt: skip
    return Briefing(
        title="T", articles=(article,), origins={"a": "a"}, findings=found,
        problems=(Problem(source=None, what="w"), Problem(source="a", what="v", severity=2)),
        generator={"name": "briefgen", "version": "1", "language_model": "m 1", "reader": "off"},
    )  # fmt: skip


def test_a_finding_of_each_kind_is_what_the_schema_says(schema, every_kind):
    record = json.loads(written(every_kind))
    assert faults(schema, record) == []
    assert all(record[key] for key in CONTRACT[""].split())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r.update(extra=1),
        lambda r: r.pop("topics"),
        lambda r: r.update(schema="briefgen/2"),
        lambda r: r["sources"][0].update(published="Tuesday"),
        lambda r: r["sources"][0].update(published="2024-13-40"),
        lambda r: r["sources"][0].update(sha256="x"),
        lambda r: r["sources"][0].update(url="javascript:x"),
        lambda r: r["leaders"][0].update(kind="place"),
        lambda r: r["leaders"][0]["citations"][0].update(start=-1),
        lambda r: r["leaders"][0]["citations"][0].update(quote=""),
        lambda r: r["positions"][0].update(stance="thinks"),
        lambda r: r["positions"][0]["attribution"].update(content=None),
        lambda r: r["open_issues"][0].update(citations=[]),
        lambda r: r["disagreements"][0]["sides"].pop(),
        lambda r: r["agreements"][0].update(origins=1),
        lambda r: r["timeline"][0].update(when="Tuesday"),
        lambda r: r["problems"].append({"source": None}),
    ],
)
def test_the_schema_refuses_what_is_not_a_briefing(schema, every_kind, spoil):
    record = json.loads(written(every_kind))
    spoil(record)
    assert faults(schema, record) != []


def test_every_export_has_a_file_of_its_own_beside_the_pages():
    paths = [path for export in EXPORTS for path in export.PATHS]
    assert len(set(paths)) == len(paths) and MANIFEST not in paths
    assert schema_export.FILE in paths
