"""brief.docx: the brief as a Word document, for those who go on writing it.

What stands in it, in which order and in which words is the PDF's (`briefgen/paper`); how it looks is in
`styles`. Each mark is an endnote with the cited sentence, who published it, when and where.
"""

from __future__ import annotations

from importlib import import_module

from briefgen.exports.export import File, extra
from briefgen.model import Briefing
from briefgen.paper import annotated, printable

NAME = "docx"
ABOUT = "the brief as a Word document with an endnote for every mark, to edit"
PATHS: tuple[str, ...] = ("brief.docx",)
ON_SITE = False
NEEDS: str | None = "documents"


def export(briefing: Briefing) -> tuple[File, ...]:
    """The one file of it.

    Raises MissingExtra where python-docx is not installed.
    """
    with extra(NEEDS or "", "a Word document"):
        import_module("docx")
    from briefgen.exports.docx.sheet import written

    return (File(path=PATHS[0], data=written(printable(annotated(briefing)))),)
