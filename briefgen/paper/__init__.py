"""The brief on paper: the briefing as data for a document, and the document as PDF."""

from briefgen.paper.by_hand import ByHand
from briefgen.paper.document import PARTS, annotated, document, document_with, printable
from briefgen.paper.typesetter import PAPERS, Typeset, ready, typeset

__all__ = [
    "PAPERS", "PARTS", "ByHand", "Typeset", "annotated", "document", "document_with", "printable", "ready",
    "typeset",
]  # fmt: skip
