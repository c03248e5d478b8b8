"""briefing.jsonld: the sources, who speaks in them and what they say, as linked data of schema.org.

Names of its own begin with the file's address where it is known where the site is. Else they are relative
(`#source-harbour-post`), those of wherever the file lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen import schema_org
from briefgen.exports.export import DATA
from briefgen.exports.lines import listing
from briefgen.exports.rows import Rows
from briefgen.model import Briefing, Finding, Page
from briefgen.statements import past, printed, told

NAME = "jsonld"
ABOUT = "sources, claims and quotations as linked data (schema.org in JSON-LD), for knowledge graphs"
PATHS: tuple[str, ...] = (f"{DATA}briefing.jsonld",)
ON_SITE = True
NEEDS: str | None = None


def export(briefing: Briefing) -> tuple[Page, ...]:
    """The one file of it: no statement of low confidence, none that nobody named holds, none that is past."""
    graph = [*_Graph(briefing).records()]
    text = listing({"@context": schema_org.CONTEXT}, "@graph", graph)
    return (Page(path=PATHS[0], text=f"{text}\n"),)


class _Graph:
    """The records of one briefing."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing, self.rows = briefing, Rows(briefing)
        self.leaders = {f.id: f for f in briefing.findings.get("leaders", ())}

    def records(self) -> Iterator[dict[str, Any]]:
        """The sources; then who speaks, each before the first of the statements."""
        for a in self.briefing.articles:
            yield {"@id": self._name("source", a.id), **schema_org.article(a), "identifier": a.key}
        statements = list(self._told())
        for leader in dict.fromkeys(f.id for _, holders in statements for f in holders):
            yield {"@id": self._name("leader", leader), **schema_org.agent(self.leaders[leader])}
        for position, holders in statements:
            yield self._statement(position, holders)

    def _name(self, sort: str, id_: str) -> str:
        where = f"{self.briefing.site}{PATHS[0]}" if self.briefing.site else ""
        return f"{where}#{sort}-{id_}"

    def _told(self) -> Iterator[tuple[Finding, list[Finding]]]:
        """The statements with those whose they are."""
        for p in told(self.briefing.published.get("positions", ())):
            holders = [self.leaders[h] for h in getattr(p, "holders", ()) if h in self.leaders]
            if holders and schema_org.said(printed(p)) and not past(p, self.briefing.replaced):
                yield p, holders

    def _statement(self, position: Finding, holders: list[Finding]) -> dict[str, Any]:
        parts = printed(position)
        where = {"@id": self._name("source", parts[0].source)}
        who = [{"@id": self._name("leader", f.id)} for f in holders]
        direct = schema_org.is_direct(position)
        record = schema_org.statement(schema_org.said(parts), who, where, direct=direct)
        marks = list(dict.fromkeys(map(self.rows.mark, parts)))
        return {"@id": self._name("position", position.id), **record, "identifier": marks}
