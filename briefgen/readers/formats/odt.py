"""A text of LibreOffice, and of what writes like it: what a reader sees, with all changes accepted.

Deleted words stand apart in the file, and are not read; nor are hidden words, comments, notes, heads and
feet. A row of a table is an item. The days on which the file was made and changed are not the day on which it
was published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from briefgen.readers.formats.archive import bare
from briefgen.readers.formats.extracted import MOST_BYTES_SAVED, Extracted, UnreadableError, extra
from briefgen.readers.formats.paragraphs import Paragraphs, left_out
from briefgen.readers.formats.properties import plausible

ABOUT = "text of LibreOffice (ODT)"
SUFFIXES: tuple[str, ...] = (".odt",)
NEEDS: str | None = "documents"
LIMIT = MOST_BYTES_SAVED
_KIND = "application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_GONE = frozenset(
    {
        "text:tracked-changes", "text:hidden-text", "text:sequence-decls", "text:variable-decls",
        "text:user-field-decls", "office:forms", "text:index-title-template", "text:ruby-text", "svg:title",
        "svg:desc", "text:script", "text:change", "text:change-start", "text:change-end", "text:bibliography",
        "text:alphabetical-index", "text:soft-page-break", "office:event-listeners", "draw:object",
        "text:bibliography-mark", "text:page-number", "text:page-count", "presentation:notes",
    }
)  # fmt: skip
"""Elements with nothing to read in them."""
_COUNTED = {
    "text:note": "footnote",
    "office:annotation": "comment",
    "text:table-of-content": "table of contents",
}
_QUOTE = re.compile(r"quot", re.IGNORECASE)
_TITLE = frozenset({"Title", "Subtitle"})
_BLOCKS = frozenset({"text:p", "text:h", "text:list", "table:table"})
_DEEPEST = 20


def read(raw: bytes) -> Extracted:
    """The text of the document's body."""
    package = bare(raw, "an ODT")
    _check(package)
    with extra("documents"):
        from odfdo import Document
    try:
        document = Document(BytesIO(package))
        body, meta = document.body, document.meta
        walk = _Walk(styles=_styles(document))
    except Exception as error:
        raise UnreadableError(f"is no ODT that can be read ({type(error).__name__})") from None
    walk.blocks(body)
    found = walk.found
    author = meta.get_initial_creator() or meta.get_creator()
    metadata: dict[str, Any] = dict(plausible(meta.get_title(), author, found.text))
    if found.title:
        metadata["title"] = found.title
    if language := meta.get_language():
        metadata["language"] = language
    walk.counts.update(_around(document))
    changed = ("has tracked changes: read as if all were accepted",) if walk.changed else ()
    return Extracted(
        text=found.text, blocks=found.blocks, metadata=metadata, problems=(*changed, *left_out(walk.counts))
    )


def _check(package: bytes) -> None:
    """Raise UnreadableError where the archive is encrypted, or something else than a text."""
    with ZipFile(BytesIO(package)) as archive:
        names = set(archive.namelist())
        if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
            raise UnreadableError("is encrypted: save it without a password")
        kind = (
            archive.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in names else ""
        )
    if not kind.startswith(_KIND) or "content.xml" not in names:
        raise UnreadableError("is a zip archive, but no ODT")


@dataclass(frozen=True, kw_only=True)
class _Style:
    """What is asked of a style."""

    name: str
    based: str | None
    level: int
    hidden: bool


def _styles(document: Any) -> Mapping[tuple[str, str], _Style]:
    """Family and name → style; those of the text, and before them those of the document."""
    out = {}
    for style in document.get_styles():
        name, family = style.get_attribute_string("style:name"), style.get_attribute_string("style:family")
        if not name or not family:
            continue
        level = style.get_attribute_string("style:default-outline-level") or ""
        text = next((c for c in style.children if c.tag == "style:text-properties"), None)
        out[family, name] = _Style(
            name=style.get_attribute_string("style:display-name") or name.replace("_20_", " "),
            based=style.get_attribute_string("style:parent-style-name"),
            level=int(level) if level.isdecimal() else 0,
            hidden=text is not None and text.get_attribute_string("text:display") == "none",
        )
    return out


@dataclass(kw_only=True)
class _Walk:
    """A way through the body, and what was seen on it."""

    styles: Mapping[tuple[str, str], _Style]
    found: Paragraphs = field(default_factory=Paragraphs)
    counts: Counter[str] = field(default_factory=Counter)
    changed: bool = False
    boxes: list[Any] = field(default_factory=list)
    """Text boxes that hang on the paragraph that is read: they come behind it."""

    def blocks(self, within: Any, kind: str | None = None) -> None:
        """Each paragraph and table below an element; `kind` is that of what they stand in."""
        for child in within.children:
            tag = child.tag
            if tag in ("text:p", "text:h"):
                self._paragraph(child, kind)
            elif tag == "table:table":
                self._table(child)
            elif self._is_left_out(child):
                continue
            elif tag != "text:section" or child.get_attribute_string("text:display") != "none":
                self.blocks(child, "item" if tag == "text:list" else kind)

    def _is_left_out(self, element: Any) -> bool:
        tag = element.tag
        self.changed = self.changed or tag == "text:tracked-changes"
        if tag in _COUNTED:
            what = _COUNTED[tag]
            if what == "footnote":
                what = element.get_attribute_string("text:note-class") or what
            self.counts[what] += 1
        return tag in _GONE or tag in _COUNTED

    def _paragraph(self, paragraph: Any, kind: str | None) -> None:
        style = paragraph.get_attribute_string("text:style-name")
        chain = list(self._chain("paragraph", style))
        names = {s.name for s in chain} | {(s.based or "").replace("_20_", " ") for s in chain}
        words = "".join(self._words(paragraph, any(s.hidden for s in chain)))
        if paragraph.tag == "text:h" or names & _TITLE or any(s.level for s in chain):
            kind = "heading"
        elif any(map(_QUOTE.match, names)):
            kind = "quote"
        self.found.add(kind or "paragraph", words)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _chain(self, family: str, style: str | None) -> Iterator[_Style]:
        for _ in range(_DEEPEST):
            own = self.styles.get((family, style or ""))
            if own is None:
                return
            yield own
            style = own.based

    def _words(self, within: Any, hidden: bool) -> Iterator[str]:
        """The words below an element, in order; what stands in boxes comes later."""
        if not hidden:
            yield _flat(within.text)
        for child in within.children:
            yield from self._child(child, hidden)
            if not hidden:
                yield _flat(child.tail)

    def _child(self, child: Any, hidden: bool) -> Iterator[str]:
        tag = child.tag
        if tag in ("text:s", "text:tab"):
            yield " "
        elif tag == "text:line-break":
            yield "\n"
        elif tag.startswith("draw:") and any(c.tag in _BLOCKS for c in child.children):
            self.boxes.append(child)
        elif tag == "text:span":
            style = child.get_attribute_string("text:style-name")
            yield from self._words(child, hidden or any(s.hidden for s in self._chain("text", style)))
        elif tag.startswith(("text:", "draw:", "office:")) and not self._is_left_out(child):
            condition = tag == "text:hidden-paragraph"
            yield from self._words(child, hidden or condition)

    def _table(self, table: Any) -> None:
        """Its rows, without cells that another one covers."""
        told = [
            [self._cell(cell) for cell in row.children if cell.tag == "table:table-cell"]
            for row in _rows(table)
        ]
        self.found.table(told)

    def _cell(self, cell: Any) -> Paragraphs:
        outer, self.found = self.found, Paragraphs()
        self.blocks(cell)
        inner, self.found = self.found, outer
        return inner


def _flat(text: str | None) -> str:
    """White in the file is one space, whatever it is."""
    return re.sub(r"\s+", " ", text or "")


def _rows(table: Any) -> Iterator[Any]:
    for child in table.children:
        if child.tag == "table:table-row":
            yield child
        elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(child)


def _around(document: Any) -> Counter[str]:
    """Heads and feet that say something."""
    found: Counter[str] = Counter()
    with suppress(Exception):
        for page in document.styles.root.get_elements("//style:master-page"):
            for part in page.children:
                what = {"style:header": "page header", "style:footer": "page footer"}.get(part.tag)
                if what and part.inner_text.strip():
                    found[what] = 1
    return found
