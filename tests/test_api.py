"""The Python API: what it gives is what briefing.json promises, and what it can't read it refuses."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from briefgen import api, record
from briefgen.errors import ConfigError, RecordError, SeedsError
from briefgen.exports import schema as schema_export
from briefgen.model import Briefing
from briefgen.record_reading import read

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads(schema_export.export(Briefing(title="", articles=(), findings={}))[0].text)
RECORDS = {
    "source": record.Source, "citation": record.Citation, "leader": record.Leader,
    "position": record.Position, "open_issue": record.OpenIssue, "disagreement": record.Disagreement,
    "agreement": record.Agreement, "moment": record.Moment, "topic": record.Topic,
    "problem": record.Problem,
}  # fmt: skip


@pytest.fixture(scope="module")
def text(started) -> str:
    """The briefing.json of the starter's example."""
    return (started / "docs/briefing.json").read_text(encoding="utf-8")


@pytest.fixture
def data(text) -> dict[str, Any]:
    """The same, to be damaged."""
    return json.loads(text)


# -- the records ------------------------------------------------------------------------


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_has_the_keys_of_the_schema_and_their_values(name):
    part = SCHEMA["$defs"][name]
    assert [f.name for f in fields(RECORDS[name])] == list(part["properties"])
    kinds = get_type_hints(RECORDS[name])
    for key, value in part["properties"].items():
        value = SCHEMA["$defs"][value["$ref"].rpartition("/")[2]] if "$ref" in value else value
        if "enum" in value:
            assert list(get_args(kinds[key])) == value["enum"], key


def test_the_inner_records_have_them_too():
    own = SCHEMA["$defs"]
    inner = {
        record.Sentence: own["source"]["properties"]["sentences"]["items"],
        record.Role: own["leader"]["properties"]["roles"]["items"],
        record.Attribution: own["position"]["properties"]["attribution"],
        record.Side: own["disagreement"]["properties"]["sides"]["items"],
        record.Generator: SCHEMA["properties"]["generator"],
    }
    for kind, part in inner.items():
        assert [f.name for f in fields(kind)] == list(part["properties"]), kind
    listed = [name for name in SCHEMA["properties"] if name != "schema"]
    assert [f.name for f in fields(record.Briefing)] == listed


def as_json(value: Any) -> Any:
    """A record as JSON has it, by way of its fields alone."""
    if isinstance(value, tuple):
        return [as_json(v) for v in value]
    if hasattr(value, "__dataclass_fields__"):
        made = {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
        return {k: v for k, v in made.items() if k != "text" or v is not None}
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_nothing_is_lost_on_the_way(text, data):
    assert as_json(read(text, "x")) == {k: v for k, v in data.items() if k != "schema"}


def test_it_is_typed_and_frozen(text):
    briefing = read(text, "x")
    assert (ROOT / "briefgen/py.typed").exists()
    assert isinstance(briefing.positions[0].attribution.content, record.Citation)
    with pytest.raises(FrozenInstanceError):
        briefing.title = "another"


def test_what_it_names_is_found(text):
    briefing = read(text, "x")
    for citation in briefing.citations():
        source = briefing.source(citation.source)
        assert briefing.mark(citation) == source.key + citation.sentence[1:]
    held = {p.id for leader in briefing.leaders for p in briefing.positions_of(leader)}
    assert held == {p.id for p in briefing.positions if p.holders} and held
    first = briefing.leaders[0]
    assert briefing.leader(first.id) is first
    assert briefing.positions_of(first.id) == briefing.positions_of(first)
    assert all(briefing.topic(t).label for p in briefing.positions for t in p.topics)
    with pytest.raises(KeyError):
        briefing.source("nobody")


# -- load ---------------------------------------------------------------------------------


def test_load_reads_what_a_build_wrote(project, text):
    assert api.load() == read(text, "x") == api.load(str(project / "docs/briefing.json"))


def test_keys_of_a_later_version_are_passed_over(text, data):
    data["weather"] = data["sources"][0]["weather"] = data["positions"][0]["shown"]["weather"] = "dry"
    assert read(json.dumps(data), "x") == read(text, "x")


def put(where: str, value: object):
    """Sets a place of the data: `positions.0.stance`."""

    def damage(data: Any) -> None:
        *path, last = (int(x) if x.isdigit() else x for x in where.split("."))
        for step in path:
            data = data[step]
        if value is None:
            del data[last]
        else:
            data[last] = value

    return damage


def again(name: str):
    """Puts the first of a list at its end a second time."""
    return lambda data: data[name].append(data[name][0])


DAMAGED = [
    (put("schema", None), "it has no “schema”"),
    (put("schema", "briefgen/2"), "its schema is \"briefgen/2\", and this version reads 'briefgen/1'"),
    (put("title", None), "title is missing"),
    (put("positions.0.shown.quote", None), "positions[0].shown.quote is missing"),
    (put("positions.1.stance", "shouts"), 'not "shouts"'),
    (put("positions.0.negated", 1), "positions[0].negated must be true or false, not 1"),
    (put("sources.0.sentences.0.start", True), "sources[0].sentences[0].start must be a whole number"),
    (put("sources.0.published", "in May"), 'sources[0].published must be a date, not "in May"'),
    (put("sources.0.authors", "Ann"), 'sources[0].authors must be a list, not "Ann"'),
    (put("leaders.0", []), "leaders[0] must be an object, not []"),
    (put("title", {"a": "b" * 500}), "title must be a text"),
    (put("positions.0.shown.source", "x"), "which is not there"),
    (put("positions.0.shown.quote", "Another!"), "does not lie in its sentence"),
    (put("positions.0.holders", ["nobody"]), "names nobody, who is no leader"),
    (put("positions.0.reported_by", ["nobody"]), "names nobody, who is no leader"),
    (put("sources.1.origin", "nowhere"), "names its origin nowhere, which is not there"),
    (put("open_issues.0.topics", ["weather"]), "names the topic weather"),
    (again("sources"), "2 sources have the id"),
    (again("leaders"), "2 leaders have the id"),
    (again("positions"), "2 positions have the id"),
    (again("open_issues"), "2 open issues have the id"),
    (again("disagreements"), "2 disagreements have the id"),
    (again("agreements"), "2 agreements have the id"),
    (again("timeline"), "2 moments have the id"),
    (again("topics"), "2 topics have the id"),
]


@pytest.mark.parametrize(("damage", "said"), DAMAGED, ids=[said[:30] for _, said in DAMAGED])
def test_what_breaks_its_promise_is_refused_in_one_line(data, tmp_path, damage, said):
    damage(data)
    path = tmp_path / "b.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(RecordError) as refused:
        api.load(path)
    message = str(refused.value)
    assert said in message and str(path) in message
    assert "\n" not in message and len(message) < 400 + len(str(path))


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"3", b"\xff\xfe", b"[" * 200_000, b'{"schema": NaN}', b'{"schema": "' + b"9" * 9000,
     b'{"schema": ' + b"9" * 9000 + b"}", b'{"schema": "\\ud800"}'],
    ids=lambda raw: raw[:8].decode("latin-1"),
)  # fmt: skip
def test_what_is_no_briefing_is_refused(tmp_path, raw):
    path = tmp_path / "b.json"
    path.write_bytes(raw)
    with pytest.raises(RecordError) as refused:
        api.load(path)
    assert "\n" not in str(refused.value) and str(refused.value).isprintable()


def test_a_file_that_is_not_there_or_none_is_refused(tmp_path):
    with pytest.raises(RecordError, match="run briefgen build"):
        api.load(tmp_path / "b.json")
    with pytest.raises(RecordError, match="can't be read"):
        api.load(tmp_path)


# -- build --------------------------------------------------------------------------------


def test_build_in_memory_writes_nothing(project):
    before = {p: p.stat().st_mtime_ns for p in project.rglob("*")}
    briefing = api.build(project / "seeds")
    assert briefing.positions and {p: p.stat().st_mtime_ns for p in project.rglob("*")} == before


def test_build_writes_pages_where_it_is_told_to(project):
    briefing = api.build("seeds", "pages", title="The ferry", reader=False)
    assert briefing.title == "The ferry" and briefing.generator.reader == "off"
    assert api.load("pages/briefing.json") == briefing
    page = project / "pages/positions.md"
    page.write_text("my own\n", encoding="utf-8")
    again = api.build("seeds", "pages", title="The ferry, again", reader=False)
    assert page.read_text(encoding="utf-8") == "my own\n"
    assert any("positions.md" in p.what for p in again.problems)


def test_build_refuses_what_it_can_not_do(tmp_path):
    with pytest.raises(SeedsError):
        api.build(tmp_path / "nothing")
    with pytest.raises(ConfigError, match="sources must be full or excerpts"):
        api.build(tmp_path, sources="half")
    with pytest.raises(TypeError):
        api.build(tmp_path, weather="dry")


# -- where it is imported from ---------------------------------------------------------------

ORDERS = {
    "the function first": """
        from briefgen import build
        import briefgen.build
        from briefgen.build import build as of_pages
    """,
    "the module first": """
        from briefgen.build import build as of_pages
        import briefgen.build
        from briefgen import build
    """,
    "the package alone": """
        import briefgen
        build = briefgen.build
        from briefgen.build import build as of_pages
    """,
    "the command first": """
        import briefgen.cli
        from briefgen import build
        from briefgen.build import build as of_pages
    """,
}


@pytest.mark.parametrize("order", ORDERS)
def test_build_is_what_can_be_called_in_every_order(order, started):
    lines = "\n".join(line.strip() for line in ORDERS[order].splitlines())
    script = f"""{lines}
import briefgen, inspect, sys
assert briefgen.build is build is sys.modules["briefgen.build"]
assert inspect.isfunction(of_pages) and of_pages is build.build
assert build({str(started / "seeds")!r}).title
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)


def test_the_package_is_cheap_to_import():
    script = (
        "import sys, briefgen; briefgen.__version__; "
        "print(*(m for m in sys.modules if m.startswith('briefgen') or m in ('click', 'yaml', 'spacy')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["briefgen"]
    with pytest.raises(AttributeError, match="no attribute 'weather'"):
        __import__("briefgen").weather  # noqa: B018


def test_the_examples_do_what_they_say(monkeypatch):
    monkeypatch.chdir(ROOT)
    done = doctest.testmod(api, optionflags=doctest.ELLIPSIS)
    assert done.attempted >= 9 and done.failed == 0
