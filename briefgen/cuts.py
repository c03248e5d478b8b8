"""Taking things out of a briefing: a finding goes with all that refers to it, and a problem says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefgen.editorial import without
from briefgen.model import Briefing, Citation, Finding, Problem, Written
from briefgen.pages.passages import nested

Place = tuple[str, str]
"""Source and sentence."""
NAMES = ("leaders", "topics")
"""Kinds that cite every place that names them: without one of these they are what they were."""
_TOLD = 8
"""So many things left out are told one by one."""
_SHOWN = 80
"""Characters of a passage in a problem."""
_NO_LEAD = "editorial.yml: lead: cites a sentence that is not printed; what was found stands in its place"
_ONE = {
    "leaders": "a role", "topics": "a topic", "positions": "a position", "open_issues": "an open issue",
    "disagreements": "a disagreement", "agreements": "an established fact", "timeline": "a dated event",
    "settled": "an open issue that is settled", "coverage": "a passage that was matched nowhere else",
}  # fmt: skip


class Cuts:
    """What is taken out of a briefing, and what is left of it."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._findings = {kind: {f.id: f for f in found} for kind, found in briefing.findings.items()}
        self._hidden: set[tuple[str, str]] = set()
        self._withheld = set(briefing.withheld)
        self._told: dict[tuple[str, str, str], Problem] = {}

    def take(
        self, kind: str, finding: Finding, bad: Callable[[Citation], bool], cited: Citation, why: str
    ) -> None:
        """Take out a finding for these of its citations; a name loses the citations alone."""
        now = self._findings[kind][finding.id]
        left = _relieved(now, bad) if kind in NAMES else None
        if left is None:
            self.drop(kind, finding, cited, why)
        else:
            self._findings[kind][finding.id] = left
            self._tell(kind, finding, cited, why)

    def drop(self, kind: str, finding: Finding, cited: Citation | None, why: str) -> None:
        """Take out a finding."""
        self._hidden.add((kind, finding.id))
        self._tell(kind, finding, cited, why)

    def withhold(self, places: Iterable[Place], why: str) -> bool:
        """Print these sentences nowhere; whether one of them was printed before."""
        new = [p for p in places if p not in self._withheld]
        self._withheld.update(new)
        for source, sentence in new:
            what = f"sentence {_number(sentence)} is not printed: {why}"
            self._told["", source, sentence] = Problem(source=source, what=what, severity=1)
        return bool(new)

    def made(self) -> Briefing:
        """The briefing that is left, with its problems."""
        found = {kind: tuple(fs.values()) for kind, fs in self._findings.items()}
        sentences_first = sorted(self._told, key=lambda key: key[0] != "")
        told = [self._told[key] for key in sentences_first]
        opening = self._briefing.opening
        if any((c.source, c.sentence) in self._withheld for p in opening for c in _citations(p)):
            opening = ()
            told.append(Problem(source=None, what=_NO_LEAD, severity=1))
        return replace(
            self._briefing,
            opening=opening,
            findings=without(found, self._hidden),
            withheld=frozenset(self._withheld),
            problems=(*self._briefing.problems, *_bounded(told)),
        )

    def _tell(self, kind: str, finding: Finding, cited: Citation | None, why: str) -> None:
        one = _ONE.get(kind, "a finding")
        known = cited is not None and cited.source in self._briefing.by_source
        where = f"sentence {_number(cited.sentence)}: " if cited else ""
        said = f"“{short(nested(cited.quote))}”" if cited else short(finding.title or finding.id)
        problem = Problem(
            source=cited.source if cited and known else None,
            what=f"{where}{one} was left out ({said}): {why}",
            severity=1,
        )
        self._told.setdefault((kind, finding.id, ""), problem)


def _citations(paragraph: Written) -> Iterator[Citation]:
    return (part for part in paragraph.parts if isinstance(part, Citation))


def short(words: str) -> str:
    """The beginning of a passage, for a problem."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN].rstrip() + "…"


def _number(sentence: str) -> str:
    return sentence.removeprefix("s")


def _relieved(finding: Finding, bad: Callable[[Citation], bool]) -> Finding | None:
    """A name without these citations; None where it has no other."""
    kept = tuple(c for c in finding.citations if not bad(c))
    roles = tuple((words, c) for words, c in getattr(finding, "roles", ()) if not bad(c))
    given: dict[str, Any] = {"roles": roles} if hasattr(finding, "roles") else {}
    return replace(finding, citations=kept, **given) if kept else None


def _bounded(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems, one by one only while they are few."""
    yield from problems[:_TOLD]
    if rest := problems[_TOLD:]:
        sources = len({p.source for p in rest})
        what = f"{len(rest)} more lines were left out, of {sources} source{'s' * (sources > 1)}"
        yield Problem(source=None, what=what, severity=1)
