"""The findings while an analyst's hand is on them, and the problems that he is told of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from briefgen.editorial.applying import Meant, problem
from briefgen.editorial.references import Findings, pointing
from briefgen.findings.leaders import Leader
from briefgen.model import Article, Citation, Finding, Problem

F = TypeVar("F", bound=Finding)
Place = tuple[str, str]
"""Source and sentence."""


class Desk:
    """What is edited: one finding after the other is taken, changed and put back in its place."""

    def __init__(self, findings: Findings, articles: Sequence[Article], origins: Mapping[str, str]) -> None:
        self.found = {kind: list(fs) for kind, fs in findings.items()}
        self.articles, self.origins = articles, origins
        self.problems: list[Problem] = []
        self.joined: dict[str, dict[str, str]] = {}
        """Kind → id of a finding that is one with another now → the id of that one."""
        self.order = {a.id: n for n, a in enumerate(articles)}

    def findings(self) -> Findings:
        """They as they are now."""
        return {kind: tuple(fs) for kind, fs in self.found.items()}

    def wrong(self, meant: Meant, what: str, severity: int = 1) -> None:
        """Tell of a problem of an edit."""
        self.problems.append(meant.wrong(what, severity))

    def tell(self, line: int, what: str, severity: int = 1) -> None:
        """Tell of a problem in a line of the file."""
        self.problems.append(problem(line, what, severity))

    def all(self, kind: str) -> list[Any]:
        """The findings of a kind; its record is the kind's."""
        return self.found.get(kind, [])

    @property
    def leaders(self) -> list[Leader]:
        """The leaders."""
        return [f for f in self.all("leaders") if isinstance(f, Leader)]

    def get(self, kind: str, id_: str) -> Any:
        """The finding with this id, which is there."""
        return next(f for f in self.all(kind) if f.id == id_)

    def put(self, kind: str, finding: Finding, *behind: Finding) -> None:
        """Put a finding in the place of the one with its id, and others behind it."""
        at = next(n for n, f in enumerate(self.found[kind]) if f.id == finding.id)
        self.found[kind][at : at + 1] = [finding, *behind]

    def add(self, kind: str, finding: Finding, at: int | None = None) -> None:
        """Add a finding: before the one at this place of its kind, or as the last."""
        fs = self.found.setdefault(kind, [])
        fs.insert(len(fs) if at is None else at, finding)

    def ids(self, kind: str) -> set[str]:
        """The ids of a kind's findings."""
        return {f.id for f in self.all(kind)}

    def change(self, kind: str, how: Callable[[Any], Finding]) -> None:
        """Change every finding of a kind."""
        self.found[kind] = [how(f) for f in self.all(kind)]

    def point(self, kind: str, to: Mapping[str, tuple[str, ...]]) -> None:
        """Have whatever names a finding of this kind name those that stand for it."""
        for own in self.found:
            self.change(own, lambda f: pointing(f, kind, to))

    def in_order(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        """Citations, each once, in the order of the sources and of the text."""
        return tuple(sorted(set(citations), key=lambda c: (self.order.get(c.source, 0), c.start, c.end)))


def place(citation: Citation) -> Place:
    """The sentence that a citation stands in."""
    return citation.source, citation.sentence
