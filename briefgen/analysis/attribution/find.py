"""Every attribution of an article: quotations first, then what clauses report without quotation marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.analysis.attribution.clauses import in_clauses
from briefgen.analysis.attribution.pieces import Pieces
from briefgen.analysis.attribution.quotations import in_quotations
from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.model import Article


def find_attributions(article: Article) -> tuple[Attribution, ...]:
    """The article's attributions in order of their content."""
    pieces = Pieces(article)
    quoted = in_quotations(pieces)
    told = _free(in_clauses(article), quoted)
    marked = [(p.start, p.end) for p in pieces.all]
    told = [_mixed(a) if any(_overlap(x, y) for x in a.content for y in marked) else a for a in told]
    return tuple(sorted((*quoted, *told), key=lambda a: (a.content[0], a.holder or (0, 0), a.rule)))


def _mixed(own: Attribution) -> Attribution:
    return replace(own, manner="mixed")


def _free(found: Iterable[Attribution], before: Iterable[Attribution]) -> list[Attribution]:
    """Those whose content nothing before holds."""
    taken = [span for a in before for span in a.content]
    return [a for a in found if not any(_overlap(x, y) for x in a.content for y in taken)]


def _overlap(a: Span, b: Span) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0])
