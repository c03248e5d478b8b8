"""What an edit says, apart from what it means: which fields it gives, of which kinds they may be said, which
finding it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from briefgen.editorial.record import FILE, REVIEWED, Edit
from briefgen.editorial.references import Findings, Place
from briefgen.model import Problem

CALLED: Mapping[str, str] = MappingProxyType(
    {
        "leaders": "leaders", "positions": "positions", "open_issues": "open issues",
        "disagreements": "disagreements", "agreements": "established facts", "timeline": "dates",
        "topics": "topics", "coverage": "passages of one source", "lead": "what happened",
    }
)  # fmt: skip
"""Kind → what a message calls its findings."""
KINDS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "holder": ("positions",), "stance": ("positions",), "negated": ("positions",),
        "kind": ("leaders", "open_issues", "disagreements"),
        "topic": ("positions", "open_issues", "disagreements"),
        "whose_move": ("open_issues",), "answered": ("open_issues",), "overtaken": ("open_issues",),
        "name": ("leaders",), "role": ("leaders",), "side": ("leaders",), "proposed": ("leaders",),
        "merge": ("leaders", "positions", "open_issues", "disagreements"),
        "split": ("leaders", "open_issues", "disagreements"),
        "reviewed": REVIEWED, "seen": REVIEWED,
    }
)  # fmt: skip
"""Field → the kinds of which it is said; those that are not named here are said of any."""
_DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {f.name: getattr(Edit(), f.name) for f in fields(Edit) if f.name != "line"}
)
_IN_FILE = {"side": "affiliation"}
_NEAR = 0.8
"""How alike an id must be to be proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """An edit with the finding that it means."""

    name: str
    """As the file has it."""
    kind: str
    id: str
    edit: Edit

    def wrong(self, what: str, severity: int = 1) -> Problem:
        """A problem of this edit."""
        return problem(self.edit.line, f"{self.name}: {what}", severity)


def problem(line: int, what: str, severity: int = 1) -> Problem:
    """A problem of the file, with the line where it stands, if that is known."""
    where = f"{FILE}:{line}" if line else FILE
    return Problem(source=None, what=f"{where}: {what}", severity=severity)


def in_file(field: str) -> str:
    """What the file calls a field of `Edit`."""
    return _IN_FILE.get(field, field)


def given(edit: Edit) -> Iterator[str]:
    """The fields of which the edit says something, as `Edit` calls them."""
    yield from (name for name, nothing in _DEFAULTS.items() if getattr(edit, name) != nothing)


def less(meant: Meant, *names: str) -> Meant:
    """The same without what it says of these fields."""
    return replace(meant, edit=replace(meant.edit, **{name: _DEFAULTS[name] for name in names}))


def hits(findings: Findings, name: str) -> list[Place]:
    """Kind and id of each finding that a name in the file may mean."""
    kind, _, rest = name.rpartition("/")
    return [(k, f.id) for k, found in findings.items() for f in found if f.id == rest and kind in ("", k)]


def missed(findings: Findings, name: str, found: list[Place]) -> str:
    """Why a name means no finding, or several, and what to write."""
    if found:
        return f"{name} is several findings; write {' or '.join(f'{k}/{i}' for k, i in found)}"
    kind, _, rest = name.rpartition("/")
    ids = [f.id for k, fs in findings.items() for f in fs if kind in ("", k)]
    near = get_close_matches(rest, ids, n=1, cutoff=_NEAR)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"{name}: there is no such finding (any more){hint}"


def understood(
    findings: Findings, edits: Mapping[str, Edit]
) -> tuple[tuple[Meant, ...], tuple[Problem, ...]]:
    """The edits with what they mean, in the order of the findings, each with the fields that its kind has;
    and what is wrong with the others.

    Of two edits for one finding that which names its kind counts.
    """
    problems: list[Problem] = []
    by_place: dict[Place, Meant] = {}
    for name, edit in sorted(edits.items(), key=lambda x: "/" in x[0], reverse=True):
        found = hits(findings, name)
        if len(found) != 1:
            problems.append(problem(edit.line, missed(findings, name, found)))
        elif other := by_place.get(found[0]):
            what = f"{name}: is the finding that {other.name} names too; put both into one entry"
            problems.append(problem(edit.line, what))
        else:
            by_place[found[0]] = Meant(name=name, kind=found[0][0], id=found[0][1], edit=edit)
    fit = []
    for kind, found_ones in findings.items():
        for f in found_ones:
            if meant := by_place.get((kind, f.id)):
                unfit = [n for n in given(meant.edit) if kind not in KINDS_OF.get(n, (kind,))]
                problems += [meant.wrong(f"{in_file(n)} is said of {_listed(n)} only") for n in unfit]
                fit.append(less(meant, *unfit))
    return tuple(fit), tuple(problems)


def _listed(field: str) -> str:
    *most, last = (CALLED[kind] for kind in KINDS_OF[field])
    return f"{', '.join(most)} and {last}" if most else last
