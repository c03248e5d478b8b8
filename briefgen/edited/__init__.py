"""The findings as the analyst has edited them.

What he says is applied in this order, whatever the order of his file:

1. what is reviewed counts as such where it is what was checked;
2. the leaders that he adds;
3. findings that are one (`merge`), then those that are several (`split`);
4. the names of leaders;
5. the other fields of each finding, in the order of the findings: who is named is whom the steps before left;
6. what is answered or overtaken leaves what is open;
7. what is hidden goes, and what is held by the hidden alone: a position that has got another holder stays;
8. what else he adds;
9. what is pinned comes first.

Whatever can't be done is left out and reported; the rest goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from briefgen.edited import adding
from briefgen.edited.desk import Desk
from briefgen.edited.fields import Setting, rename
from briefgen.edited.joining import join
from briefgen.edited.naming import Names
from briefgen.edited.splitting import split
from briefgen.edited.topics import TopicsSaid
from briefgen.editorial.applying import Meant, understood
from briefgen.editorial.record import Edits, seal
from briefgen.editorial.references import Findings, without
from briefgen.model import Article, Finding, Problem
from briefgen.places import SETTLED

__all__ = ["Edited", "edited"]


@dataclass(frozen=True, kw_only=True)
class Edited:
    """What the edits make of a briefing."""

    findings: Findings
    problems: tuple[Problem, ...] = ()
    """One for each thing that can't be done; of no weight where a finding wants only to be checked again."""
    sections: tuple[str, ...] = ()
    """As in `Briefing.sections`."""


def edited(
    findings: Findings, edits: Edits, articles: Sequence[Article], origins: Mapping[str, str]
) -> Edited:
    """The findings as edited, with what was added, and what could not be done."""
    if not edits.findings and not edits.added:
        return Edited(findings=findings, sections=edits.sections)
    desk = Desk(findings, articles, origins)
    meant, problems = understood(findings, edits.findings)
    desk.problems += problems
    for m in meant:
        _review(desk, m)
    pinned = {("leaders", i) for i in adding.leaders(desk, edits.added)}
    left = join(desk, meant)
    for m in left:
        split(desk, m)
    rename(desk, left)
    hidden = {(m.kind, m.id) for m in left if m.edit.hide}
    topics = TopicsSaid(desk)
    names = Names(
        desk.leaders, desk.joined.get("leaders", {}), {i for kind, i in hidden if kind == "leaders"}
    )
    setting = Setting(desk, names, topics)
    for m in left:
        setting.set(m)
    setting.finish()
    _hide(desk, hidden)
    pinned |= _pinned(adding.others(desk, edits.added, names, topics), desk)
    topics.finish()
    pinned |= {(m.kind, m.id) for m in left if m.edit.pin}
    return Edited(
        findings=MappingProxyType({kind: _first(fs, kind, pinned) for kind, fs in desk.findings().items()}),
        problems=tuple(desk.problems),
        sections=edits.sections,
    )


def _review(desk: Desk, m: Meant) -> None:
    """Mark a finding as checked where it is as it was then; one that was folded is shown."""
    if m.edit.reviewed is None:
        return
    finding = desk.get(m.kind, m.id)
    if m.edit.seen is not None and seal(finding) != m.edit.seen:
        by = "" if m.edit.reviewed == "yes" else f" by {m.edit.reviewed}"
        desk.wrong(m, f"has changed since it was checked{by}: look at it again", severity=0)
        return
    shown = {"confidence": "high", "edited": ("reviewed",)} if finding.confidence == "low" else {}
    desk.put(m.kind, replace(finding, reviewed=m.edit.reviewed, **shown))


def _hide(desk: Desk, hidden: set[tuple[str, str]]) -> None:
    settled = {(SETTLED, i) for kind, i in hidden if kind == "open_issues"}
    desk.found = {kind: list(fs) for kind, fs in without(desk.findings(), hidden | settled).items()}


def _pinned(ids: set[str], desk: Desk) -> set[tuple[str, str]]:
    return {(kind, f.id) for kind, fs in desk.found.items() for f in fs if f.id in ids and f.by_hand}


def _first(findings: Sequence[Finding], kind: str, pinned: set[tuple[str, str]]) -> tuple[Finding, ...]:
    """The pinned ones first; otherwise the order stays."""
    return tuple(sorted(findings, key=lambda f: (kind, f.id) not in pinned))
