"""What stands in quotation marks, whole or in part: whose words it is, in whatever layout."""

from __future__ import annotations

from briefgen.analysis.attribution.records import Attribution
from briefgen.model import Article


def in_quotations(article: Article) -> tuple[Attribution, ...]:
    """The attributions whose content is quoted, directly or in part."""
    return ()
