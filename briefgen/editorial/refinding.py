"""Each edit with its finding: found by its id, else by the words that it was made of, else reported."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz

from briefgen.editorial.anchors import Anchors, found_again, keep
from briefgen.editorial.quoting import short
from briefgen.editorial.record import FILE, Edit
from briefgen.ids import Findings, Settled
from briefgen.model import Article, Finding, Lost, Problem

_NEAR = 3
"""So many candidates are named."""
_ALIKE, _CALLED = 60, 50
"""Of 100, how alike the words of a passage, and of an id, must be to be named."""
_SHOWN = 50
"""Characters of a candidate's title."""


@dataclass(frozen=True, kw_only=True)
class Refound:
    """The findings, with what is known of the edits that name them."""

    done: Settled
    """Those that edits found by their words have the ids that these know."""
    lost: tuple[Lost, ...]
    problems: tuple[Problem, ...]
    """One for each edit that is lost."""
    memory: Mapping[str, Any]
    """What to keep for the next build."""

    def holding(self, edits: Mapping[str, Edit]) -> dict[str, Edit]:
        """The edits without those that are lost, which are reported here."""
        names = {lost.name for lost in self.lost}
        return {name: edit for name, edit in edits.items() if name not in names}


def refound(
    done: Settled,
    articles: Sequence[Article],
    edits: Mapping[str, Edit],
    memory: Mapping[str, Any],
    own: Iterable[str] = (),
) -> Refound:
    """Find the finding of each edit. `memory`: what the last build left. `own`: ids that the analyst gives to
    findings that he adds, which are not among these yet.
    """
    anchors = Anchors(done, articles, memory)
    own, named = frozenset(own), _named(done.findings, edits)
    strayed = {name for name, hits in named.items() if _strays(name, hits, anchors, done.findings)}
    missing = [name for name in edits if not named[name] and name.rpartition("/")[2] not in own]
    taken = frozenset((kind, f.id) for hits in named.values() for kind, f in hits)
    for kind, ids in sorted(found_again(anchors, done, missing, taken).items()):
        done = done.with_ids(kind, ids)
    named = _named(done.findings, edits) | {name: [] for name in strayed}
    names = [name for name in edits if name in strayed or (name in missing and not named[name])]
    edited = {(kind, f.id) for n, hits in named.items() if _says_more(edits[n]) for kind, f in hits}
    lost = tuple(
        Lost(name=n, line=edits[n].line, near=_near(n, anchors, done.findings, edited)) for n in names
    )
    return Refound(
        done=done,
        lost=lost,
        problems=tuple(_problem(x, done.findings, x.name in strayed) for x in lost),
        memory=keep(anchors, edits, named),
    )


def _strays(name: str, hits: Sequence[tuple[str, Finding]], anchors: Anchors, findings: Findings) -> bool:
    """Whether a name in the file is somebody else's now: he has none of its passages, another has most.

    The id of a leader is his name alone, and a later source may leave that to another.
    """
    if [kind for kind, _ in hits] != ["leaders"]:
        return False
    return not anchors.touches(name, hits[0][1]) and bool(anchors.standing(name, findings))


def _named(findings: Findings, names: Iterable[str]) -> dict[str, list[tuple[str, Finding]]]:
    """The findings that each name in the file may mean, with their kinds."""
    by_id: dict[str, list[tuple[str, Finding]]] = {}
    for kind, found in findings.items():
        for f in found:
            by_id.setdefault(f.id, []).append((kind, f))
            by_id.setdefault(f"{kind}/{f.id}", []).append((kind, f))
    return {name: by_id.get(name, []) for name in names}


def _says_more(edit: Edit) -> bool:
    """Whether it says more than that the finding is checked: what another edit says can't be put there."""
    return replace(edit, line=0, reviewed=None, seen=None) != Edit()


def _near(
    name: str, anchors: Anchors, findings: Findings, edited: Container[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """The likeliest to be meant: those that stand in its places, then in sentences like its own, then those
    whose ids have words like its own. None that is edited itself.
    """
    kept, (prefix, _, wanted) = anchors.kept.get(name), name.rpartition("/")
    kinds = [kept.kind] if kept else [kind for kind in findings if prefix in ("", kind)]
    ways: list[tuple[int, float, str, str]] = []
    if kept:
        there = anchors.standing(name, findings)
        ways += [(0, -weight, kept.kind, i) for i, weight in there.items()]
        ways += [(1, -w, kept.kind, i) for i, w in anchors.beside(name, findings).items() if w >= _ALIKE]
    for kind in kinds:
        alike = ((fuzz.ratio(_words(wanted), _words(f.id)), f.id) for f in findings.get(kind, ()))
        ways += [(2, -w, kind, i) for w, i in alike if w >= _CALLED]
    free = ((kind, i) for *_, kind, i in sorted(ways) if (kind, i) not in edited)
    return tuple(dict.fromkeys(free))[:_NEAR]


def _words(id_: str) -> str:
    """An id without the hash behind it."""
    head, _, tail = id_.rpartition("-")
    return head if head and len(tail) == 6 and any(c.isdigit() for c in tail) else id_


def _problem(lost: Lost, findings: Findings, strayed: bool) -> Problem:
    where = f"{FILE}:{lost.line}" if lost.line else FILE
    why = "is another finding now" if strayed else "there is no such finding (any more)"
    said = f"{where}: {lost.name}: {why}"
    if not lost.near:
        what = f"{said}, and none like it: mend the id, or take the edit out of the file"
        return Problem(source=None, what=what, severity=1)
    titles = {(kind, f.id): f.title for kind, found in findings.items() for f in found}
    ids = [i for found in findings.values() for i in {f.id for f in found}]
    names = [i if ids.count(i) == 1 else f"{kind}/{i}" for kind, i in lost.near]
    near = ", ".join(
        f"{name} (“{short(titles[place], _SHOWN)}”)" for name, place in zip(names, lost.near, strict=True)
    )
    what = f"{said}; nearest: {near}: briefgen edit relink {lost.name} {names[0]}"
    return Problem(source=None, what=what, severity=1)
