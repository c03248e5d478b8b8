"""briefgen checks its own words before it writes them: every citation stands verbatim where it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.model import Briefing, Citation
from briefgen.statements import cited as citations

__all__ = ["Refusal", "citations", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A citation that does not stand in the sentence that it names."""

    kind: str
    finding: str
    """Its id."""
    citation: Citation
    why: str

    def __str__(self) -> str:
        cited = f"{self.citation.source} {self.citation.sentence}"
        return f"{self.kind}/{self.finding} cites {cited}: {self.why}"


def refused(briefing: Briefing) -> Iterator[Refusal]:
    """Each citation of a finding whose words do not stand in the sentence that it names."""
    for kind, findings in briefing.findings.items():
        for finding in findings:
            for c in citations(finding):
                if why := _wrong(briefing, c):
                    yield Refusal(kind=kind, finding=finding.id, citation=c, why=why)


def _wrong(briefing: Briefing, citation: Citation) -> str | None:
    article = briefing.by_source.get(citation.source)
    if article is None:
        return "there is no such source"
    sentence = article.by_sentence.get(citation.sentence)
    if sentence is None:
        return "there is no such sentence"
    if not sentence.start <= citation.start < citation.end <= sentence.end:
        return f"{citation.start}-{citation.end} is not inside it"
    if article.text[citation.start : citation.end] != citation.quote:
        return f"{citation.quote!r} is not what stands at {citation.start}-{citation.end}"
    return None
