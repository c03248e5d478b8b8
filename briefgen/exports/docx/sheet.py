"""The data of the brief as a document of Word: which part of it stands in which style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import docx
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from briefgen.exports.docx.package import packed
from briefgen.exports.docx.pieces import Endnotes, element, field, link, repeat_head, words
from briefgen.exports.docx.styles import AFTER, ASIDE, ASIDE_WORD, CELL, MARK, TABLE, lay_out

_TO_READ = (
    "How to read it. Each number leads to an endnote with the cited sentence; A3 there is the third sentence "
    "of source A. Words in quotation marks are the sources’ own; square brackets in them name whom a pronoun "
    "means. Nothing here says who is right."
)
_COUNTED = {
    "agreements": "established facts", "disagreements": "disagreements", "open_issues": "open issues",
    "leaders": "people and institutions",
}  # fmt: skip


def written(data: dict[str, Any]) -> bytes:
    """The bytes of a document with this data (`paper.annotated`)."""
    sheet = _Sheet(data)
    sheet.opening()
    sheet.parts(data["parts"]["brief"])
    return packed(sheet.document, title=data["title"], about=data["event"] or "")


class _Sheet:
    """Writes one paragraph after the other."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.document = docx.Document()
        lay_out(self.document)
        self.notes = Endnotes(self.document, {note["mark"]: note for note in data["notes"]})

    def opening(self) -> None:
        """Title, event, what it rests on, how to read it, and the number at the foot of each page."""
        data = self.data
        self._add("Title", [data["title"]])
        if data["event"]:
            self._add("Subtitle", [data["event"]])
        self._add(ASIDE, [" · ".join(fact for _, fact in data["facts"])])
        self._add(ASIDE, [_TO_READ])
        foot = self.document.sections[0].footer.paragraphs[0]
        for piece in (words(f"{data['title']} · page "), field("PAGE"), words(" of "), field("NUMPAGES")):
            foot._p.append(piece)

    def parts(self, brief: dict[str, Any]) -> None:
        """The parts of the brief in the order of the PDF; none that has nothing in it."""
        parts = {
            "happened": lambda: self._section(
                "What happened", brief["lead"], "Normal" if brief["written"] else "Quote"
            ),
            "established": lambda: self._established(brief),
            "disputed": lambda: self._disputed(brief),
            "open": lambda: self._listed("Open", brief, "open", "open_issues"),
            "who": lambda: self._listed("Who holds what", brief, "who", "leaders"),
            "timeline": lambda: self._timeline(brief["timeline"]),
            "only": lambda: self._only(brief["only"]),
        }
        for name in self.data["order"]:
            if name in parts:
                parts[name]()
        self._sources(brief["sources"])
        self._add(AFTER, [self.data["made"]["with"]])

    def _listed(self, title: str, brief: dict[str, Any], shown: str, kind: str) -> None:
        self._section(title, brief[shown], "List Bullet", self._more(brief, shown, kind))

    def _established(self, brief: dict[str, Any]) -> None:
        order = self.data["order"]
        found = brief["lead"] and not brief["written"]
        also = found and order.index("happened") < order.index("established")
        self._listed("Also established" if also else "Established", brief, "established", "agreements")

    def _only(self, alone: Sequence[Any]) -> None:
        lines = [
            [{"b": o["outlet"]}, *(piece for said in o["said"] for piece in (" ", *said))] for o in alone
        ]
        self._section("Matched nowhere else", lines, "List Bullet")

    def _section(self, title: str, lines: Sequence[Any], style: str, more: str = "") -> None:
        if lines:
            self._add("Heading 1", [title])
        for line in lines:
            self._add(style, line)
        if more:
            self._add(ASIDE, [more])

    def _disputed(self, brief: dict[str, Any]) -> None:
        if not brief["disputed"]:
            return
        self._add("Heading 1", ["Disputed"])
        for dispute in brief["disputed"]:
            self._add("Heading 2", [dispute["title"]])
            for side in dispute["sides"]:
                self._add("List Bullet", side)
            if dispute["note"]:
                self._add(ASIDE, [{"b": "The analyst: "}, dispute["note"]])
        if more := self._more(brief, "disputed", "disagreements"):
            self._add(ASIDE, [more])

    def _more(self, brief: dict[str, Any], shown: str, kind: str) -> str:
        """How many of a kind were found, where not all are shown."""
        some, every = len(brief[shown]), brief["found"][kind]
        return f"{some} of {every} {_COUNTED[kind]}" if 0 < some < every else ""

    def _timeline(self, moments: Sequence[Any]) -> None:
        if not moments:
            return
        self._add("Heading 1", ["Timeline"])
        table = self._table("What happened when", {"When": 32, "What": 128})
        for m in moments:
            self._row(table, [{"b": m["when"]}], m["said"])
        repeat_head(table)

    def _sources(self, sources: Sequence[Any]) -> None:
        self._add("Heading 1", ["Sources"])
        heads = {"Mark": 15, "Title": 85, "Published by": 32, "On": 28}
        table = self._table("The articles, and the letter of each", heads)
        for a in sources:
            title = [a["title"], *([{"to": a["address"]}] if a["address"] else [])]
            self._row(table, [{"b": a["key"]}], title, [a["outlet"]], [a["date"]])
        repeat_head(table)

    # -- pieces ------------------------------------------------------------------------

    def _table(self, caption: str, heads: Mapping[str, int]) -> Table:
        """A table with its caption and first row. `heads`: each column's, with its width in millimetres."""
        self._add("Caption", [caption])
        table: Table = self.document.add_table(rows=1, cols=len(heads), style=TABLE)
        table.autofit = False
        table._tbl.tblPr.append(element("tblCaption", val=caption))
        for column, width in zip(table.columns, heads.values(), strict=True):
            column.width = Mm(width)
        self._fill(table.rows[0].cells, [[{"b": head}] for head in heads])
        return table

    def _row(self, table: Table, *cells: Sequence[Any]) -> None:
        self._fill(table.add_row().cells, cells)  # type: ignore[no-untyped-call]

    def _fill(self, cells: Sequence[_Cell], texts: Sequence[Sequence[Any]]) -> None:
        for cell, text in zip(cells, texts, strict=True):
            cell.paragraphs[0].style = CELL
            self._put(cell.paragraphs[0], text)

    def _add(self, style: str, pieces: Iterable[Any]) -> None:
        self._put(self.document.add_paragraph(style=style), pieces)

    def _put(self, paragraph: Paragraph, pieces: Iterable[Any]) -> None:
        """Append words, bold and quiet ones, marks and addresses."""
        for piece in pieces:
            paragraph._p.extend(self._made(piece))

    def _made(self, piece: Any) -> list[BaseOxmlElement]:
        if isinstance(piece, str):
            return [words(piece)]
        ((sort, held),) = piece.items()
        if sort == "m":
            marks = [[*([words(", ", MARK)] if n else []), *self.notes.mark(k)] for n, k in enumerate(held)]
            return [x for mark in marks for x in mark]
        if sort == "to":
            return [element("r", element("br")), link(self.document.part, held, held)]
        return [words(held, "Strong")] if sort == "b" else [words(f" {held}", ASIDE_WORD)]
