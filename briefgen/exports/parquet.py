"""One typed table of all citations of all findings: a row a passage, with what it is of its finding."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from briefgen.exports.export import DATA, File, extra
from briefgen.exports.rows import Rows
from briefgen.model import Article, Briefing, Citation, Finding
from briefgen.statements import past, printed

NAME = "parquet"
ABOUT = "one typed table of every passage of every finding, for pandas, R, DuckDB"
PATHS: tuple[str, ...] = (f"{DATA}briefing.parquet",)
ON_SITE = False
NEEDS: str | None = "parquet"

KINDS = ("leaders", "topics", "positions", "open_issues", "disagreements", "agreements", "timeline")
_Passage = tuple[str, str | None, Citation]
"""What a passage is of its finding (`role`, `side`, `shown`, …), its label there, and the passage."""


def export(briefing: Briefing) -> tuple[File, ...]:
    """The one file of it."""
    with extra(NEEDS or "", "a Parquet file"):
        import pyarrow
        import pyarrow.parquet
    rows = Rows(briefing)
    made = [
        _row(rows, kind, f, *passage)
        for kind in KINDS
        for f in briefing.findings.get(kind, ())
        for passage in _passages(f)
        if rows.is_printed(passage[2])
    ]
    out = io.BytesIO()
    table = pyarrow.Table.from_pylist(made, schema=_schema(pyarrow))
    pyarrow.parquet.write_table(table, out, compression="zstd")
    return (File(path=PATHS[0], data=out.getvalue()),)


def _schema(arrow: Any) -> Any:
    text, texts, number = arrow.string(), arrow.list_(arrow.string()), arrow.int32()
    return arrow.schema([
        ("kind", text), ("id", text), ("title", text), ("confidence", text), ("rule", text), ("note", text),
        ("proposed", text),
        ("part", text), ("label", text),
        ("sort", text), ("holders", texts), ("reported_by", texts), ("stance", text),
        ("negated", arrow.bool_()), ("earlier", arrow.bool_()), ("manner", text), ("when", text),
        ("origins", number), ("topics", texts),
        ("mark", text), ("source", text), ("sentence", text), ("start", number), ("end", number),
        ("quote", text),
        ("source_title", text), ("publisher", text), ("authors", texts), ("published", arrow.date32()),
        ("url", text), ("language", text), ("retrieved", arrow.timestamp("s", tz="UTC")), ("origin", text),
        ("sha256", text),
    ])  # fmt: skip


def _row(rows: Rows, kind: str, f: Finding, part: str, label: str | None, c: Citation) -> dict[str, Any]:
    return {
        "kind": kind, "id": f.id, "title": f.title or getattr(f, "label", None),
        "confidence": f.confidence, "rule": f.rule or None, "note": f.note, "proposed": f.proposed,
        "part": part, "label": label,
        "sort": getattr(f, "kind", None), "holders": _listed(f, "holders"),
        "reported_by": _listed(f, "reported_by"), "stance": getattr(f, "stance", None),
        "negated": getattr(f, "negated", None), "earlier": past(f, rows.briefing.replaced),
        "manner": getattr(f, "manner", None),
        "when": getattr(f, "when", None), "origins": getattr(f, "origins", None),
        "topics": _listed(f, "topics"),
        "mark": rows.mark(c), "source": c.source, "sentence": c.sentence, "start": c.start, "end": c.end,
        "quote": c.quote, **_source(rows.article(c), rows.briefing),
    }  # fmt: skip


def _source(a: Article, briefing: Briefing) -> dict[str, Any]:
    return {
        "source_title": a.title, "publisher": a.publisher, "authors": list(a.authors),
        "published": a.published, "url": a.url, "language": a.language, "retrieved": a.retrieved,
        "origin": briefing.origins.get(a.id, a.id), "sha256": a.sha256,
    }  # fmt: skip


def _listed(finding: Finding, name: str) -> list[str] | None:
    """Ids that a finding lists; None where its kind has none."""
    return list(getattr(finding, name)) if hasattr(finding, name) else None


def _passages(finding: Finding) -> Iterator[_Passage]:
    """Each passage of a finding, with what it is there."""
    f: Any = finding
    yield from (("role", role, c) for role, c in getattr(f, "roles", ()))
    yield from (("side", side.label, c) for side in getattr(f, "sides", ()) for c in side.citations)
    if hasattr(f, "shown"):
        yield from (("shown", None, c) for c in printed(finding))
    for name in ("holder", "cue", "content"):
        if isinstance(c := getattr(f, name, None), Citation):
            yield name, None, c
    yield from (("citation", None, c) for c in f.citations)
