"""sources.ris: the sources as RIS, which reference managers of every make import."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.exports.bibliography import Name, Reference, references
from briefgen.exports.export import DATA
from briefgen.model import Briefing, Page

NAME = "ris"
ABOUT = "the sources as RIS, for EndNote, Citavi, Mendeley, Zotero"
PATHS: tuple[str, ...] = (f"{DATA}sources.ris",)
ON_SITE = True
NEEDS: str | None = None


def export(briefing: Briefing) -> tuple[Page, ...]:
    """The one file of it; a value is one line, so none can begin a tag."""
    lines = [f"{tag}  - {value}" for r in references(briefing) for tag, value in (*_tags(r), ("ER", ""))]
    return (Page(path=PATHS[0], text="".join(f"{line}\r\n" for line in lines)),)


def _tags(r: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS" if r.is_article else "GEN"
    yield "ID", r.key
    yield "TI", r.title
    yield from (("AU", _author(n)) for n in r.authors)
    if r.container:
        yield "T2", r.container
    if r.issued:
        yield "PY", f"{r.issued.year:04}"
        yield "DA", r.issued.isoformat().replace("-", "/")
    if r.url:
        yield "UR", r.url
    if r.accessed:
        yield "Y2", r.accessed.isoformat().replace("-", "/")
    if r.language:
        yield "LA", r.language


def _author(n: Name) -> str:
    """`Moor, Ada`; in a name that is one whole no comma may stand, which would split it."""
    if n.family and n.given:
        return f"{n.family}, {n.given}"
    return n.whole.replace(", ", " · ").replace(",", " ")
