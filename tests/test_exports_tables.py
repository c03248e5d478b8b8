"""Tables: what a spreadsheet and a data frame read is what was found, and nothing in it computes."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import repeat
from xml.etree import ElementTree

import pytest

from briefgen.errors import MissingExtra
from briefgen.exports import csv as tables
from briefgen.exports import parquet
from briefgen.exports.csv import cell
from briefgen.verify import citations

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
KINDS = {name: kind for name, (kind, _, _) in tables.TABLES.items()}


def read(briefing, name: str) -> list[dict[str, str]]:
    """The rows of a table, read as any program reads it."""
    text = next(p.text for p in tables.export(briefing) if p.path == f"data/{name}.csv")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# -- CSV ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KINDS)
def test_each_finding_has_its_rows(derailment, name):
    rows, found = read(derailment, name), derailment.findings[KINDS[name]]
    assert found and list(dict.fromkeys(r["id"] for r in rows)) == [f.id for f in found]
    assert Counter(r["id"] for r in rows) == {f.id: rows_of(f) for f in found}


def rows_of(finding) -> int:
    several = {"leaders": "roles", "disagreements": "sides"}.get(finding.rule.partition("/")[0])
    if hasattr(finding, "sides") or several == "roles":
        return len(getattr(finding, "sides", None) or finding.roles) or 1
    return len(finding.citations) if hasattr(finding, "origins") else 1


@pytest.mark.parametrize("name", KINDS)
def test_each_row_quotes_a_sentence_and_says_where(derailment, name):
    by_key = {a.key: a for a in derailment.articles}
    for row in read(derailment, name):
        article = by_key[row["mark"].split()[0].rstrip("0123456789")]
        said = " ".join(article.by_sentence[f"s{m.lstrip('ABC')}"].text for m in row["mark"].split())
        assert all(" ".join(part.split()) in " ".join(said.split()) for part in row["quote"].split(" … "))
        assert row["source"] == article.id and row["source_title"] == article.title
        assert row["publisher"] == article.publisher and row["url"] == (article.url or "")
        assert row["published"] == article.published.isoformat()
        assert all(m.rstrip("0123456789") in by_key for m in row["also"].split())


def test_a_disagreement_has_a_row_for_each_side(derailment):
    first = derailment.findings["disagreements"][0]
    rows = [r for r in read(derailment, "disagreements") if r["id"] == first.id]
    assert [r["side_label"] for r in rows] == [s.label for s in first.sides]
    assert {r["confidence"] for r in read(derailment, "disagreements")} >= {"medium", "low"}


def test_names_stand_in_place_of_ids(derailment):
    names = {f.title for f in derailment.findings["leaders"]}
    holders = {h for r in read(derailment, "positions") for h in r["holders"].split("; ") if h}
    assert holders and holders <= names


def test_every_column_is_described_and_none_that_is_not_there(derailment):
    columns = {c for _, own, _ in tables.TABLES.values() for c in own} | set(read(derailment, "leaders")[0])
    assert columns == set(tables.COLUMNS)
    assert all(list(r) == list(read(derailment, "leaders")[0]) for r in read(derailment, "leaders"))


def test_a_table_without_rows_has_its_columns(hostile):
    empty = replace(hostile, findings={})
    assert [p.text.count("\r\n") for p in tables.export(empty)] == [1] * len(KINDS)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-5 °C", "'-5 °C"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"), ("\r=1", "'=1"), (" \x00=1", "'=1"), ("＝1+1", "'＝1+1"), ("a\nb", "a b"),
        ("3 = 3", "3 = 3"), ("“Größe”", "“Größe”"), ("", ""), ("a\ud800b", "ab"), ("a\u2028b", "a b"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(words, shown):
    assert cell(words) == shown


def test_whatever_a_source_says_no_cell_is_a_formula(hostile):
    for name in KINDS:
        for row in read(hostile, name):
            assert not any(v.startswith(("=", "+", "-", "@", "\t")) for v in row.values())
            assert "Grüße" in row["quote"]


def test_lines_end_as_the_standard_has_them_and_the_encoding_is_told(derailment):
    for page in tables.export(derailment):
        assert page.data.startswith(b"\xef\xbb\xbfid,") and page.text.endswith("\r\n")
        assert "\n" not in page.text.replace("\r\n", "")


def test_what_is_withheld_is_in_no_row(derailment):
    silent = next(f for f in derailment.findings["leaders"] if not f.roles)
    places = frozenset((c.source, c.sentence) for c in silent.citations)
    held = replace(derailment, withheld=places)
    assert any(r["id"] == silent.id for r in read(derailment, "leaders"))
    assert not any(r["id"] == silent.id for r in read(held, "leaders"))


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_cells(derailment, hostile, tmp_path):
    """As the program's own dialog proposes it, which a conversion doesn't ask: UTF-8, by the mark at the head
    of the file, and numbers but no words (“May 3”) taken for more than text.
    """
    written = {}
    for prefix, briefing in (("a", derailment), ("b", hostile)):
        for page in tables.export(briefing):
            written[path := tmp_path / f"{prefix}-{page.path.rpartition('/')[2]}"] = page.text
            path.write_bytes(page.data)
    command = [
        str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
        "--infilter=Text - txt - csv (StarCalc):44,34,UTF8,1,,0,false,false", "--convert-to", "fods",
        "--outdir", str(tmp_path), *map(str, written),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for path, text in written.items():
        sheet = ElementTree.parse(path.with_suffix(".fods")).getroot()
        expected = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        assert cells(sheet) == [stripped(row) for row in expected], path.name
        assert not [c for c in sheet.iter(f"{TABLE}table-cell") if c.get(f"{TABLE}formula")]


def cells(sheet: ElementTree.Element) -> list[list[str]]:
    """What each cell of a sheet holds, without empty ones at the end."""
    found = []
    for row in sheet.iter(f"{TABLE}table-row"):
        values = [
            value
            for c in row
            for value in repeat(content(c), min(99, int(c.get(f"{TABLE}number-columns-repeated", "1"))))
        ]
        if stripped(values):
            found.append(stripped(values))
    return found


def content(c: ElementTree.Element) -> str:
    shown = "\n".join("".join(p.itertext()) for p in c.findall(f"{TEXT}p"))
    return c.get(f"{VALUE}date-value") or c.get(f"{VALUE}value") or shown


def stripped(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


# -- Parquet ---------------------------------------------------------------------------


def frame(briefing):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    (file,) = parquet.export(briefing)
    assert file.path == parquet.PATHS[0]
    return pandas.read_parquet(io.BytesIO(file.data))


def test_pandas_reads_every_citation_with_its_type(derailment):
    table = frame(derailment)
    kept = {k: derailment.findings[k] for k in parquet.KINDS}
    assert set(table["kind"]) == set(kept)
    for kind, found in kept.items():
        rows = table[table["kind"] == kind]
        told = {(f.id, c.source, c.start, c.end) for f in found for c in citations(f) if is_of(f, c)}
        assert told <= set(zip(rows["id"], rows["source"], rows["start"], rows["end"], strict=True)), kind
    by_id = derailment.by_source
    for row in table.itertuples():
        assert by_id[row.source].text[row.start : row.end] == row.quote
    assert str(table["start"].dtype) == "int32" and table["published"].iloc[0].year == 2025
    assert table[table["part"] == "side"]["label"].notna().all()
    assert {"high", "low"} <= set(table["confidence"])


def is_of(finding, citation) -> bool:
    """A finding's own passages, not those that stand beside it."""
    own = (*finding.citations, *(c for _, c in getattr(finding, "roles", ())))
    return citation in own or any(citation in s.citations for s in getattr(finding, "sides", ()))


def test_a_moment_has_its_zone(hostile):
    retrieved = frame(hostile)["retrieved"].iloc[0]
    assert retrieved.isoformat() == "2024-05-09T01:02:03+00:00"


def test_the_same_briefing_gives_the_same_bytes(derailment):
    pytest.importorskip("pyarrow")
    assert parquet.export(derailment) == parquet.export(derailment)


def test_without_its_packages_it_says_what_to_install(hostile, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'briefgen\[parquet\]'"):
        parquet.export(hostile)
