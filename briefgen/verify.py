"""briefgen checks its own words before it writes them: every citation stands verbatim where it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from briefgen.errors import Fault
from briefgen.model import Briefing, Citation


def verify(briefing: Briefing) -> None:
    """Raise Fault where a finding cites words that do not stand in the sentence that it names."""
    for kind, findings in briefing.findings.items():
        for finding in findings:
            for citation in citations(finding):
                if wrong := _wrong(briefing, citation):
                    raise Fault(f"{kind}/{finding.id} cites {citation.source} {citation.sentence}: {wrong}")


def citations(value: object) -> Iterator[Citation]:
    """Every citation in a finding, wherever its kind keeps it."""
    if isinstance(value, Citation):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from citations(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from citations(item)


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
