"""The brief on paper: the briefing as data for a document, and the document as PDF."""

from briefgen.paper.document import PARTS, document
from briefgen.paper.typesetter import PAPERS, Typeset, ready, typeset

__all__ = ["PAPERS", "PARTS", "Typeset", "document", "ready", "typeset"]
