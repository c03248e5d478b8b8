"""Every attribution of an article: quotations first, then what clauses report without quotation marks."""

from __future__ import annotations

from briefgen.analysis.attribution.clauses import in_clauses
from briefgen.analysis.attribution.quotations import in_quotations
from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.model import Article


def find_attributions(article: Article) -> tuple[Attribution, ...]:
    """The article's attributions in order of their content."""
    quoted = in_quotations(article)
    taken = [span for a in quoted for span in a.content]
    told = (a for a in in_clauses(article) if not any(_overlap(x, y) for x in a.content for y in taken))
    return tuple(sorted((*quoted, *told), key=lambda a: (a.content[0], a.holder or (0, 0), a.rule)))


def _overlap(a: Span, b: Span) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0])
