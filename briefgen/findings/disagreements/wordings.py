"""Utterances that are quoted in several wordings: each once, called by the words that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.findings.disagreements import quotation
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.sides import Value, disagreement
from briefgen.findings.kind import SoFar
from briefgen.model import Confidence

_UNMARKED = str.maketrans(dict.fromkeys('“”„"', ""))
"""Double marks of quotation, which in a title are ours."""
_LEAST_READ = 2


def compare(so_far: SoFar) -> Iterator[Disagreement]:
    """Utterances that are quoted differently: each once, with all its wordings."""
    for group in quotation.utterances(so_far.analysis, so_far.matches.reports):
        quotes = {(q.source, q.start): (q, span) for x in group for q, span in x.both}
        values = [v for q, span in quotes.values() if (v := _quoted(so_far, q, span))]
        title = _reading(so_far, values)
        if not title:
            continue  # what differs stands in sentences that the quotations do not share
        confidence: Confidence = "medium" if any(x.sure for x in group) else "low"
        item = disagreement(
            so_far,
            values,
            kind="wording",
            title=title,
            rule="wording",
            confidence=confidence,
        )
        if item:
            yield item


def _reading(so_far: SoFar, values: Sequence[Value]) -> str:
    """The words that differ, and whose they are where that is one person: `Mara Quill: “will” or “must”`.
    Empty where they are the same.
    """
    labels = (so_far.article(v.source).text[slice(*v.label)].translate(_UNMARKED) for v in values)
    read = {label.lower(): label for x in labels if (label := " ".join(x.split()).strip(" ,.;:!?"))}
    if len(read) < _LEAST_READ:
        return ""
    said = " or ".join(f"“{label}”" for label in read.values())
    speaker = _speaker(so_far, values)
    return f"{speaker}: {said}" if speaker else said


def _speaker(so_far: SoFar, values: Sequence[Value]) -> str:
    """The name of the one person whose words all sources take them for, as far as they name any."""
    sentences = ((v.source, so_far.article(v.source).sentence_at(v.start)) for v in values)
    spoke = [so_far.matches.reports.speakers.get((source, s.id)) for source, s in sentences if s]
    known = {ids for ids in spoke if ids}
    ids = next(iter(known)) if len(known) == 1 else ()
    by_id = so_far.analysis.cast.by_id
    named = [by_id[i].name for i in ids if i in by_id]
    return named[0] if len(named) == 1 else ""


def _quoted(so_far: SoFar, q: quotation.Quote, differing: tuple[int, int]) -> Value | None:
    """The part of a quotation that stands in the sentence with the words that differ."""
    s = so_far.article(q.source).sentence_at(differing[0])
    if s is None:
        return None
    start, end = max(q.start, s.start), min(q.end, s.end)
    label = (max(start, differing[0]), min(end, differing[1]))
    return Value(source=q.source, start=start, end=end, value=" ".join(q.words), label=label)
