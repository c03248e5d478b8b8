"""Proof-reading: what a page must not show is taken out, reported, and the rest goes on.

A finding whose citation does not stand where it says, one that a template breaks on, and one whose words a
page shows otherwise than the source has them are left out, with all that refers to them. Where a page still
shows something wrong, every finding that cites the sentence goes, then the sentence itself. Only what no
finding and no sentence accounts for is a fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

from briefgen.cuts import Cuts, Place, short
from briefgen.editorial import without
from briefgen.editorial.handles import handles
from briefgen.errors import BriefgenError, Fault
from briefgen.exports import offers, published
from briefgen.model import Briefing, Citation, Finding, Page
from briefgen.pages import render
from briefgen.pages.keys import Kept
from briefgen.read_back import Misread, Seen, misread
from briefgen.tolerance import first
from briefgen.verify import citations, refused

_ROUNDS = 12
"""Pages are made anew so many times at most. One is the rule, two where something is left out."""
_BY_WORDS = 4
"""After so many rounds all that cites a sentence goes, whatever its words."""
_Known = tuple[str, Finding]
"""A finding with its kind."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A briefing that can be printed, and its files."""

    briefing: Briefing
    pages: tuple[Page, ...]


def verified(briefing: Briefing) -> Briefing:
    """The briefing without the findings whose citations do not stand where they say."""
    wrong = list(refused(briefing))
    if not wrong:
        return briefing
    cuts, bad = Cuts(briefing), {r.citation for r in wrong}
    by_id = {(kind, f.id): f for kind, found in briefing.findings.items() for f in found}
    for r in wrong:
        finding = by_id[r.kind, r.finding]
        cuts.take(r.kind, finding, bad.__contains__, r.citation, f"its source does not have it: {r.why}")
    return cuts.made()


def proofread(briefing: Briefing, kept: Kept | None = None, seen: Seen | None = None) -> Proof:
    """Every file of the briefing, not yet written, and the briefing that they show. `kept`, `seen`: pages
    that need not be made, and not be read, again.

    Raises Fault where something is wrong and nothing that could be left out is the reason.
    """
    cuts, left = Cuts(briefing), briefing
    for turn in range(_ROUNDS):
        left, pages = _printed(left, cuts, kept)
        wrong = list(misread(left, pages, seen=seen))
        if not wrong:
            return Proof(briefing=left, pages=pages)
        _take_out(left, wrong, cuts, by_words=turn < _BY_WORDS)
        left = cuts.made()
    raise Fault(f"a page that must not be published: {wrong[0]}")


def _printed(briefing: Briefing, cuts: Cuts, kept: Kept | None) -> tuple[Briefing, tuple[Page, ...]]:
    """The files, and the briefing without the findings that can't be printed."""
    for _ in range(_ROUNDS):
        try:
            return briefing, _files(briefing, kept)
        except BriefgenError:
            raise
        except Exception as error:  # one finding never stops the build
            found = _culprit(briefing)
            if found is None:
                raise
            why = f"it can't be printed: {type(error).__name__}: {short(str(error))}"
            cuts.drop(*found, next(citations(found[1]), None), why)
            briefing = cuts.made()
    raise Fault("too many findings can't be printed")


def _files(briefing: Briefing, kept: Kept | None = None) -> tuple[Page, ...]:
    files = published(briefing)
    return render(briefing, offers(files), handles(briefing.unedited), kept) + files


def _culprit(briefing: Briefing) -> _Known | None:
    """The first finding with which the files can't be made, though they can with those before it."""
    every = [(kind, f) for kind, found in briefing.findings.items() for f in found]

    def fails(number: int) -> bool:
        hidden = {(kind, f.id) for kind, f in every[number:]}
        try:
            _files(replace(briefing, findings=without(briefing.findings, hidden)))
        except Exception:
            return True
        return False

    at = first(fails, len(every))
    return every[at - 1] if at else None


def _take_out(briefing: Briefing, wrong: Sequence[Misread], cuts: Cuts, *, by_words: bool) -> None:
    """Take out what made the pages say what no source says."""
    citing = _by_sentence(briefing)
    for m in wrong:
        beside = [x for place in m.cited for x in citing.get(place, ())]
        chosen = (_printing(beside, m.said) if by_words and m.said else []) or beside
        why = f"{m.page} would show what its source does not say: {m.what}"
        places = frozenset(m.cited)
        for kind, finding in chosen:
            told = next(c for c in _printable(finding) if (c.source, c.sentence) in places)
            cuts.take(kind, finding, lambda c, at=places: (c.source, c.sentence) in at, told, why)  # type: ignore[misc]
        if not chosen and not cuts.withhold(m.cited, why):
            raise Fault(f"a page that must not be published: {m}")


def _by_sentence(briefing: Briefing) -> dict[Place, list[_Known]]:
    """The findings that print something of each sentence."""
    found: dict[Place, list[_Known]] = {}
    for kind, findings in briefing.findings.items():
        for f in findings if kind != "topics" else ():
            for place in dict.fromkeys((c.source, c.sentence) for c in _printable(f)):
                found.setdefault(place, []).append((kind, f))
    return found


def _printable(finding: Finding) -> Iterator[Citation]:
    """The citations whose words pages print: of a leader, those of the roles."""
    return citations(getattr(finding, "roles", finding))


def _printing(findings: Iterable[_Known], said: str) -> list[_Known]:
    """Those of the findings that have just these words, else those that have them among others."""
    shown = _letters(said.partition("…")[0]) or _letters(said)
    own = [(x, [s for s in map(_letters, _strings(x[1])) if s]) for x in findings]
    exact = [x for x, strings in own if shown in strings]
    return exact or [x for x, strings in own if any(shown in s or s in shown for s in strings)]


def _letters(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


def _strings(value: object) -> Iterator[str]:
    """Every text in a finding."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
