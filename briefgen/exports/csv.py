"""Tables for spreadsheets: who is named, who holds what, what is open, disputed, established, and when.

UTF-8 with a byte order mark, because Excel takes a file without one for another encoding; lines end as RFC
4180 has them. Words that a spreadsheet would run as a formula get an apostrophe before them: an article must
not compute anything on a reader's desk. White space within a cell is one space, as on the pages.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefgen.exports.export import DATA
from briefgen.exports.lines import line
from briefgen.exports.rows import SEPARATOR, Rows
from briefgen.model import Briefing, Page
from briefgen.statements import past, printed

NAME = "csv"
ABOUT = "tables of what was found, a quote with its mark in every row, for LibreOffice Calc, Excel, R"
ON_SITE = True
NEEDS: str | None = None

COLUMNS: Mapping[str, str] = {
    "id": "of the finding: the part behind `#` in its address; rows with one id are one finding",
    "name": "what the sources call him, her or it",
    "aliases": "other names in the sources",
    "side": "state or bloc",
    "role": "as the source of this row words it; empty where no source gives one",
    "mentions": "how many times the sources name or mean it",
    "holders": "whose words they are; empty where the text does not name anybody",
    "reported_by": "who reports them, besides the source",
    "stance": "a reading of the verb; the quote counts",
    "negated": "`yes` where the verb is denied",
    "manner": "`direct`, `indirect` or `mixed` speech",
    "condition": "the condition, in the source's words",
    "title": "what the finding is called on its page",
    "kind": "of what sort it is: see the kinds below",
    "whose_move": "who decides it, where the texts say",
    "side_label": "the value that this side gives",
    "origins": "how many independent sources tell it",
    "when": "date, month or year (ISO 8601); empty where it can't be known",
    "as_written": "the time in the source's words",
    "part": "`event`, `planned` or `background`",
    "topics": "what it is about",
    "earlier": "`yes` where its holder has given it up since, or only a replaced version of a source has it",
    "confidence": "`high`, `medium`, or `low`: folded away on the pages; of disagreements, those to check",
    "mark": "where the quote stands: A3 is the third sentence of source A",
    "also": "marks of further passages of the finding",
    "quote": "the words of the source",
    "source": "id of the source, as in `briefing.json`",
    "source_title": "its headline, or its first words where that is not known",
    "publisher": "its outlet",
    "published": "its day (ISO 8601)",
    "url": "its address",
}
"""What each column means. An empty cell is what is not known; several things in one are set apart by `; `."""
_CITED = ("mark", "also", "quote", "source", "source_title", "publisher", "published", "url")
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Begins what spreadsheets run; the wide forms are taken for the others by some."""
_Table = tuple[str, tuple[str, ...], Callable[[Rows, Any], Iterator[dict[str, str]]]]


def export(briefing: Briefing) -> tuple[Page, ...]:
    """A file for each table; one that has no rows has its columns."""
    rows = Rows(briefing)
    made = []
    for name, (kind, columns, cells) in TABLES.items():
        found = (
            {**told, "earlier": "yes" if past(f, briefing.replaced) else ""}
            for f in briefing.findings.get(kind, ())
            for told in cells(rows, f)
        )
        made.append(Page(path=f"{DATA}{name}.csv", text=_table((*columns, "earlier", *_CITED), found)))
    return tuple(made)


def _leaders(rows: Rows, f: Any) -> Iterator[dict[str, str]]:
    known = {
        "id": f.id, "name": f.name, "kind": f.kind, "aliases": SEPARATOR.join(f.aliases),
        "side": f.side or "", "mentions": str(len(f.citations)),
    }  # fmt: skip
    named = [c for c in f.citations if rows.is_printed(c)]
    for role, c in f.roles or (("", c) for c in named[:1]):
        yield {**known, "role": role, **rows.passage([c], () if f.roles else named)}


def _positions(rows: Rows, f: Any) -> Iterator[dict[str, str]]:
    yield {
        "id": f.id, "holders": rows.names(f.holders), "reported_by": rows.names(f.reported_by),
        "stance": f.stance, "negated": "yes" if f.negated else "", "manner": f.manner,
        "condition": f.condition or "", "topics": rows.topics(f.topics), "confidence": f.confidence,
        **rows.passage(printed(f), f.citations),
    }  # fmt: skip


def _open_issues(rows: Rows, f: Any) -> Iterator[dict[str, str]]:
    yield {
        "id": f.id, "title": f.title, "kind": f.kind, "whose_move": rows.names(f.whose_move),
        "topics": rows.topics(f.topics), "confidence": f.confidence,
        **rows.passage(f.citations[:1], f.citations),
    }  # fmt: skip


def _disagreements(rows: Rows, f: Any) -> Iterator[dict[str, str]]:
    for side in f.sides:
        yield {
            "id": f.id, "title": f.title, "kind": f.kind, "side_label": side.label,
            "topics": rows.topics(f.topics), "confidence": f.confidence,
            **rows.passage(side.citations[:1], side.citations),
        }  # fmt: skip


def _established(rows: Rows, f: Any) -> Iterator[dict[str, str]]:
    for c in f.citations:
        yield {"id": f.id, "title": f.title, "origins": str(f.origins), **rows.passage([c])}


def _timeline(rows: Rows, f: Any) -> Iterator[dict[str, str]]:
    yield {
        "id": f.id, "when": f.when or "", "as_written": f.as_written, "part": f.part,
        **rows.passage(f.citations[:1], f.citations),
    }  # fmt: skip


TABLES: Mapping[str, _Table] = {
    "leaders": ("leaders", ("id", "name", "kind", "aliases", "side", "mentions", "role"), _leaders),
    "positions": (
        "positions",
        ("id", "holders", "reported_by", "stance", "negated", "manner", "condition", "topics", "confidence"),
        _positions,
    ),
    "open-issues": (
        "open_issues", ("id", "title", "kind", "whose_move", "topics", "confidence"), _open_issues,
    ),
    "disagreements": (
        "disagreements", ("id", "title", "kind", "side_label", "topics", "confidence"), _disagreements,
    ),
    "established": ("agreements", ("id", "title", "origins"), _established),
    "timeline": ("timeline", ("id", "when", "as_written", "part"), _timeline),
}  # fmt: skip
"""Name of each table → the kind of finding, its own columns, the rows of a finding."""
PATHS: tuple[str, ...] = tuple(f"{DATA}{name}.csv" for name in TABLES)


def _table(columns: tuple[str, ...], rows: Iterator[dict[str, str]]) -> str:
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(columns)
    for row in rows:
        lines.writerow([cell(row[column]) for column in columns])
    return "\ufeff" + out.getvalue()


def cell(words: str) -> str:
    """Words as one line of text, and never a formula."""
    plain = line(words)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
