"""A document of Word, and of what writes like it: what a reader sees where all changes are accepted.

Headings are told by their style or their level, so in every language. Inserted words are text, deleted ones
are not; hidden words, comments, notes, heads and feet are left out. A row of a table is an item. The days on
which the file was made and changed are not the day on which it was published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from briefgen.readers.formats.archive import bare
from briefgen.readers.formats.extracted import MOST_BYTES_SAVED, Extracted, UnreadableError, extra
from briefgen.readers.formats.paragraphs import Paragraphs, left_out
from briefgen.readers.formats.properties import plausible

ABOUT = "document of Word (DOCX)"
SUFFIXES: tuple[str, ...] = (".docx",)
NEEDS: str | None = "documents"
LIMIT = MOST_BYTES_SAVED
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = frozenset(
    {
        f"{_W}{name}" for name in (
            "del", "moveFrom", "rPr", "pPr", "sdtPr", "tblPr", "trPr", "tcPr", "delText", "instrText", "rt",
            "object", "sectPr",
        )
    }
)  # fmt: skip
"""Elements with nothing to read in them."""
_INSTEAD = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations"})
_DEEPEST = 20
"""Styles that are based on one another."""


def read(raw: bytes) -> Extracted:
    """The text of the document's body."""
    package = bare(raw, "a DOCX")
    with extra("documents"):
        from docx import Document
    try:
        document = Document(BytesIO(package))
        styles = _styles(document.styles.element)
        body = document.element.body
    except Exception as error:
        raise UnreadableError(f"is no document of Word that can be read ({type(error).__name__})") from None
    if body is None:
        raise UnreadableError("is no document of Word that can be read")
    walk = _Walk(styles=styles)
    walk.blocks(body)
    found = walk.finish()
    given = document.core_properties
    metadata: dict[str, Any] = dict(plausible(given.title, given.author, found.text))
    if found.title:
        metadata["title"] = found.title
    if given.language:
        metadata["language"] = given.language
    walk.counts.update(_around(document))
    changed = ("has tracked changes: read as if all were accepted",) if walk.changed else ()
    return Extracted(
        text=found.text, blocks=found.blocks, metadata=metadata, problems=(*changed, *left_out(walk.counts))
    )


@dataclass(frozen=True, kw_only=True)
class _Style:
    """What is asked of a style."""

    name: str
    based: str | None
    level: int | None
    listed: bool
    hidden: bool


def _styles(given: Any) -> Mapping[str, _Style]:
    out = {}
    for style in given.iterfind(f"{_W}style"):
        name = style.find(f"{_W}name")
        based = style.find(f"{_W}basedOn")
        out[style.get(f"{_W}styleId", "")] = _Style(
            name=(name.get(f"{_W}val") or "").lower() if name is not None else "",
            based=based.get(f"{_W}val") if based is not None else None,
            level=_level(style),
            listed=_is_listed(style.find(f"{_W}pPr")),
            hidden=_is_on(style.find(f"{_W}rPr/{_W}vanish")),
        )
    return out


def _level(within: Any) -> int | None:
    given = within.find(f"{_W}pPr/{_W}outlineLvl")
    said = given.get(f"{_W}val", "") if given is not None else ""
    return int(said) if said.isdecimal() else None


def _is_listed(properties: Any) -> bool:
    number = properties.find(f"{_W}numPr/{_W}numId") if properties is not None else None
    return number is not None and number.get(f"{_W}val") != "0"


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{_W}val", "1") not in ("0", "false", "off")


@dataclass(kw_only=True)
class _Walk:
    """A way through the body, and what was seen on it."""

    styles: Mapping[str, _Style]
    found: Paragraphs = field(default_factory=Paragraphs)
    counts: Counter[str] = field(default_factory=Counter)
    changed: bool = False
    begun: list[str] = field(default_factory=list)
    """The words of paragraphs whose end was deleted: they go on in the next."""
    boxes: list[Any] = field(default_factory=list)
    """Text boxes that hang on the paragraph that is read: they come behind it."""
    fields: list[bool] = field(default_factory=list)
    """For each field that is open, whether its result has begun; before, it is an instruction."""

    def finish(self) -> Paragraphs:
        """What was found."""
        if self.begun:
            self.found.add("paragraph", "".join(self.begun))
            self.begun = []
        return self.found

    def blocks(self, within: Any) -> None:
        """Each paragraph and table below an element."""
        for child in within:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag == f"{_CHOICE}AlternateContent":
                self.blocks(_chosen(child))
            elif isinstance(child.tag, str) and child.tag not in _GONE:
                self.blocks(child)

    def _paragraph(self, paragraph: Any) -> None:
        kind, style = self._kind(paragraph)
        self.begun += self._words(paragraph, self._hides(style))
        mark = paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del")
        self.changed = self.changed or mark is not None
        if mark is None:
            words, self.begun = "".join(self.begun), []
            if kind == "contents":
                self.counts["table of contents"] = 1
            else:
                self.found.add(kind, words)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _kind(self, paragraph: Any) -> tuple[str, str | None]:
        properties = paragraph.find(f"{_W}pPr")
        given = properties.find(f"{_W}pStyle") if properties is not None else None
        style = given.get(f"{_W}val") if given is not None else None
        chain = list(self._chain(style))
        levels = [n for n in (_level(paragraph), *(s.level for s in chain)) if n is not None]
        names = {s.name for s in chain[:2]}
        if any(s.name.startswith("toc ") for s in chain):
            return "contents", style
        if (
            (levels and levels[0] < 9)
            or names & {"title", "subtitle"}
            or any(n.startswith("heading") for n in names)
        ):
            return "heading", style
        if names & _QUOTES:
            return "quote", style
        listed = _is_listed(properties) or any(s.listed for s in chain)
        return "item" if listed else "paragraph", style

    def _chain(self, style: str | None) -> Iterator[_Style]:
        for _ in range(_DEEPEST):
            own = self.styles.get(style or "")
            if own is None:
                return
            yield own
            style = own.based

    def _hides(self, style: str | None) -> bool:
        return any(s.hidden for s in self._chain(style))

    def _words(self, within: Any, hidden: bool) -> Iterator[str]:
        """The words below an element, in order; what stands in boxes comes later."""
        for child in within:
            tag = child.tag
            if tag == f"{_W}r":
                yield from self._words(child, self._hides_run(child, hidden))
            elif tag in (f"{_W}t", f"{_MATH}t"):
                if not hidden and all(self.fields):
                    yield child.text or ""
            elif tag == f"{_W}fldChar":
                self._field(child.get(f"{_W}fldCharType"))
            elif tag == f"{_CHOICE}AlternateContent":
                yield from self._words(_chosen(child), hidden)
            elif tag in _GONE or not isinstance(tag, str):
                self.changed = self.changed or tag in (f"{_W}del", f"{_W}moveFrom")
            elif tag.startswith(_W):
                yield from self._other(child, tag.removeprefix(_W), hidden)
            elif tag.startswith(_MATH):
                yield from self._words(child, hidden)

    def _other(self, child: Any, name: str, hidden: bool) -> Iterator[str]:
        if name in _INSTEAD:
            if not hidden and all(self.fields):
                yield _INSTEAD[name]
        elif name in _NOTES:
            self.counts[_NOTES[name]] += 1
        elif name in ("drawing", "pict"):
            self.boxes += _boxes(child)
        elif name not in ("txbxContent", "softHyphen"):
            self.changed = self.changed or name in ("ins", "moveTo")
            yield from self._words(child, hidden)

    def _hides_run(self, run: Any, hidden: bool) -> bool:
        switch = run.find(f"{_W}rPr/{_W}vanish")
        if switch is not None:
            return _is_on(switch)
        style = run.find(f"{_W}rPr/{_W}rStyle")
        return hidden or (style is not None and self._hides(style.get(f"{_W}val")))

    def _field(self, what: str | None) -> None:
        if what == "begin":
            self.fields.append(False)
        elif what == "separate" and self.fields:
            self.fields[-1] = True
        elif what == "end" and self.fields:
            self.fields.pop()

    def _table(self, table: Any) -> None:
        """The rows but those that were deleted."""
        rows = [row for row in _own(table, "tr") if row.find(f"{_W}trPr/{_W}del") is None]
        self.found.table([[self._cell(cell) for cell in _own(row, "tc")] for row in rows])

    def _cell(self, cell: Any) -> Paragraphs:
        outer, self.found = self.found, Paragraphs()
        self.blocks(cell)
        inner, self.found = self.finish(), outer
        return inner


def _chosen(either: Any) -> Any:
    """The first of several ways to say the same thing."""
    first = either.find(f"{_CHOICE}Choice")
    return first if first is not None else either.find(f"{_CHOICE}Fallback") or ()


def _boxes(drawing: Any) -> Iterator[Any]:
    """The text boxes of a drawing; those inside of them come with their box."""
    todo = [drawing]
    while todo:
        child = todo.pop()
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag == f"{_CHOICE}AlternateContent":
            todo.extend(_chosen(child)[::-1])
        else:
            todo.extend(child[::-1])


def _own(within: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in a frame for contents."""
    for child in within:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _own(child, name)


def _around(document: Any) -> Counter[str]:
    """Heads and feet that say something."""
    found: Counter[str] = Counter()
    for relation in document.part.rels.values():
        what = {"header": "page header", "footer": "page footer"}.get(relation.reltype.rsplit("/", 1)[-1])
        if what and not relation.is_external:
            element = getattr(relation.target_part, "element", None)
            if element is not None and any((t.text or "").strip() for t in element.iter(f"{_W}t")):
                found[what] = 1
    return found
