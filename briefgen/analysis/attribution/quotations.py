"""What stands in quotation marks, whole or in part: whose words it is, in whatever layout."""

from __future__ import annotations

from briefgen.analysis.attribution.parts import in_parts
from briefgen.analysis.attribution.pieces import Pieces
from briefgen.analysis.attribution.records import Attribution
from briefgen.analysis.attribution.statements import in_statements
from briefgen.model import Article


def in_quotations(article: Article) -> tuple[Attribution, ...]:
    """The attributions whose content is quoted, directly or in part."""
    pieces = Pieces(article)
    whole = in_statements(pieces)
    return (*whole, *in_parts(pieces, whole))
