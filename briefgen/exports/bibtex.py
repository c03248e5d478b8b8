"""sources.bib: the sources as BibTeX, which BibLaTeX and reference managers read too.

What TeX would take for a command is written as the sign that it is; a brace above all, which BibTeX counts
even where TeX would not.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.exports.bibliography import Name, Reference, references
from briefgen.exports.export import DATA
from briefgen.model import Briefing, Page

NAME = "bibtex"
ABOUT = "the sources as BibTeX, for LaTeX, JabRef, Zotero"
PATHS: tuple[str, ...] = (f"{DATA}sources.bib",)
ON_SITE = True
NEEDS: str | None = None

_SIGNS = str.maketrans({
    "\\": r"{\textbackslash}", "{": r"{$\lbrace$}", "}": r"{$\rbrace$}", "%": r"\%",
    "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
    "@": r"{@}", '"': r'{"}', "<": r"{\textless}", ">": r"{\textgreater}", "|": r"{$|$}", "`": r"{`}",
})  # fmt: skip
"""Those commands that pandoc knows as well as TeX."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def export(briefing: Briefing) -> tuple[Page, ...]:
    """The one file of it."""
    return (Page(path=PATHS[0], text="\n".join(_entry(r) for r in references(briefing))),)


def _entry(r: Reference) -> str:
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(r))
    sort = "article" if r.is_article else "misc"
    return f"@{sort}{{{r.key},\n{fields}\n}}\n"


def _fields(r: Reference) -> Iterator[tuple[str, str]]:
    """Name and value of each field, the value with what encloses it."""
    yield "title", f"{{{{{escaped(r.title)}}}}}"
    if r.authors:
        yield "author", f"{{{' and '.join(map(_author, r.authors))}}}"
    if r.container:
        yield "journal", f"{{{{{escaped(r.container)}}}}}"
    if r.issued:
        yield "date", f"{{{r.issued.isoformat()}}}"
        yield "year", f"{{{r.issued.year}}}"
        yield "month", _MONTHS[r.issued.month - 1]
    if r.is_article:
        yield "entrysubtype", "{newspaper}"
    if r.url:
        yield "url", f"{{{_address(r.url)}}}"
    if r.accessed:
        yield "urldate", f"{{{r.accessed.isoformat()}}}"
    if r.language:
        yield "language", f"{{{escaped(r.language)}}}"


def _author(n: Name) -> str:
    """`Moor, Ada`; a whole name in braces, so that no word of it is taken for the family's, or for “and”."""
    if n.family and n.given:
        return f"{escaped(n.family)}, {escaped(n.given)}"
    return f"{{{escaped(n.whole)}}}"


def escaped(words: str) -> str:
    """Words as TeX prints them, none of them a command."""
    return words.translate(_SIGNS)


def _address(url: str) -> str:
    """An address as the field takes it, verbatim: what would close the field is percent-encoded."""
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
