"""What the text reports of somebody without quotation marks: cue verbs and nouns with the frames that they license."""

from __future__ import annotations

from briefgen.analysis.attribution.records import Attribution
from briefgen.model import Article


def in_clauses(article: Article) -> tuple[Attribution, ...]:
    """The attributions whose content is reported indirectly."""
    return ()
