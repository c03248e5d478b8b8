"""What wants a decision, in the order in which it is asked.

First edits that find their finding no more, edits that do not fit, findings that are others than those that
were checked; then what a model proposes; then what was never checked: the front page, the rest by kind,
what is folded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefgen.editorial.record import FILE, RESERVED, REVIEWED, Edit, Edits, seal
from briefgen.model import Briefing, Finding, Lost
from briefgen.pages.book import Book
from briefgen.pages.front import front
from briefgen.proposals.reconsidered import Open
from briefgen.review import telling
from briefgen.review.proposed import proposed
from briefgen.review.record import Item, Near, State

_ORDER: tuple[State, ...] = ("lost", "conflict", "changed", "proposed", "front", "shown", "folded", "checked")
_REPORTED = re.compile(rf"{re.escape(FILE)}:(?:(\d+):)? ")
Place = tuple[str, str]
"""Kind and id of a finding."""


def queue(
    briefing: Briefing, edits: Edits, *, again: bool = False, proposals: Sequence[Open] = ()
) -> tuple[Item, ...]:
    """What wants a decision, in order. `again`: what is checked and unchanged as well, at the end.
    `proposals`: what a model proposes, in order.
    """
    asked = _Asked(briefing=briefing, edits=edits)
    found = [*asked.lost(), *asked.items(), *(proposed(asked.book, one) for one in proposals)]
    wanted = [item for item in found if again or item.state != "checked"]
    return tuple(sorted(wanted, key=lambda item: _ORDER.index(item.state)))


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What is asked of one briefing."""

    briefing: Briefing
    edits: Edits

    @cached_property
    def book(self) -> Book:
        return Book(briefing=self.briefing)

    def lost(self) -> Iterator[Item]:
        """The edits that find nothing."""
        for gone in self.briefing.lost:
            yield Item(
                state="lost", kind="", id=gone.name, name=gone.name, line=gone.line, near=self._near(gone),
                statement=f"{gone.name}: this entry finds no statement any more",
            )  # fmt: skip

    def items(self) -> Iterator[Item]:
        """The findings in the order of pages: the front page, then each kind."""
        listed = {(kind, f.id): f for kind in REVIEWED for f in self._listed(kind)}
        for place in dict.fromkeys((*self._front, *listed)):
            if place in listed:
                yield self._item(place, listed[place])

    def _listed(self, kind: str) -> Iterator[Finding]:
        """What was found of a kind, as it is now; those that are hidden too. No statement within another
        one, which is checked with that, and nothing that the analyst has made himself.
        """
        found = self._unedited[kind]
        shown = {f.id: f for f in self.briefing.findings.get(kind, ())}
        for f in shown.values():
            if f.id in found and f.id not in self._within:
                yield f
        for f in found.values():
            edit = self._edit((kind, f.id))
            if f.id not in shown and edit is not None and edit.hide:
                yield f

    @cached_property
    def _unedited(self) -> Mapping[str, Mapping[str, Finding]]:
        return {kind: {f.id: f for f in self.briefing.unedited.get(kind, ())} for kind in REVIEWED}

    @cached_property
    def _within(self) -> frozenset[str]:
        """Ids of the statements that pages print only as a part of others."""
        printed = {f.id for f in self.book.found("positions")}
        sure = (f for f in self.briefing.findings.get("positions", ()) if f.confidence != "low")
        return frozenset(f.id for f in sure if f.id not in printed)

    def _item(self, place: Place, finding: Finding) -> Item:
        kind = place[0]
        found = seal(self._unedited[kind][finding.id])
        edit = self._edit(place)
        plain = Item(
            state="shown", kind=kind, id=finding.id, name=self._name(place), seal=found,
            statement=telling.statement(self.book, kind, finding), holder=telling.holder(self.book, finding),
            stance=telling.stance(kind, finding), passages=telling.passages(self.book, kind, finding),
            value=getattr(finding, "name", finding.title), why=telling.why(finding),
            line=edit.line if edit else 0,
        )  # fmt: skip
        wrong = self._troubles.get(plain.name, ())
        return plain.marked(self._state(place, finding, edit, found, bool(wrong)), wrong)

    def _state(self, place: Place, finding: Finding, edit: Edit | None, found: str, wrong: bool) -> State:
        if wrong:
            return "conflict"
        if edit is not None and (edit.reviewed or edit.hide):
            return "checked" if edit.seen in (None, found) else "changed"
        if finding.confidence == "low":
            return "folded"
        return "front" if place in self._front else "shown"

    @cached_property
    def _front(self) -> Mapping[Place, None]:
        """What stands on the front page, in its order."""
        page = front(self.book)
        told = [getattr(f, "fact", None) or "" for f, _ in page.lead]
        who = [(leader, *held) for leader, held in page.who]
        places = [
            *(("agreements", i) for i in told), *(("agreements", f.id) for f in page.agreed),
            *(("disagreements", f.id) for f in page.disputed), *(("open_issues", f.id) for f in page.open),
            *(p for leader, *held in who
              for p in (("leaders", leader.id), *(("positions", f.id) for f in held))),
        ]  # fmt: skip
        return dict.fromkeys(places)

    def _edit(self, place: Place) -> Edit | None:
        return self.edits.findings.get(self._name(place))

    def _name(self, place: Place) -> str:
        """What the file calls a finding; where it does not, what it is to call it."""
        kind, id_ = place
        whole = f"{kind}/{id_}"
        alone = self._often[id_] == 1 and id_ not in RESERVED
        return whole if whole in self.edits.findings or not alone else id_

    @cached_property
    def _often(self) -> Counter[str]:
        places = {
            (kind, f.id)
            for findings in (self.briefing.unedited, self.briefing.findings)
            for kind, found in findings.items()
            for f in found
        }
        return Counter(id_ for _, id_ in places)

    def _near(self, gone: Lost) -> tuple[Near, ...]:
        titles = {(k, f.id): f.title for k, found in self.briefing.findings.items() for f in found}
        return tuple(
            Near(kind=k, id=i, name=self._name((k, i)), title=titles[k, i])
            for k, i in gone.near
            if (k, i) in titles
        )

    @cached_property
    def _troubles(self) -> Mapping[str, tuple[str, ...]]:
        """Name of an entry → what is reported of it as wrong. That a finding has changed since it was checked
        is a remark: the entry fits, and to accept it again is all that is asked.
        """
        begins = sorted((edit.line, name) for name, edit in self.edits.findings.items() if edit.line)
        found: dict[str, tuple[str, ...]] = {}
        for problem in self.briefing.problems:
            at = _REPORTED.match(problem.what)
            if problem.source is None and problem.severity and at:
                said, line = problem.what[at.end() :], int(at[1] or 0)
                before = [name for start, name in begins if start <= line][-1:]
                for name in (said.partition(": ")[0], *before):
                    if said.startswith(name):
                        found[name] = (*found.get(name, ()), problem.what)
                        break
        return found
