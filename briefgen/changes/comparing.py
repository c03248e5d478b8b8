"""Two builds compared: typed changes of their sources and of their findings.

What the sources brought is told apart from what an analyst's edits or another version of the rules made of
the same sources: the first stands in a source that came, was changed or went, the other does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.changes.pairs import Lineage, lineage, paired
from briefgen.changes.record import BY_HAND, KINDS, SOURCES, Kept, Memory, source_of, stands_in
from briefgen.changes.words import alike, differing, has_figure, is_same
from briefgen.model import Change, Difference, News

_WORDED = ("agreements", "open_issues", "positions")
"""Kinds whose title is words of a source."""
_ALIKE = 0.6
"""Words in common from which one title is the other, changed: else another passage is quoted first."""
_ANSWERS = ("answered", "overtaken")
_BY_EDIT = {"holders": "holder", "negated": "stance"}
"""Name of what is kept → the field of editorial.yml that sets it, where that is called otherwise."""


def compare(then: Memory, now: Memory) -> News:
    """What is new in the later build."""
    return _Comparison(then, now, lineage(then, now)).news()


@dataclass
class _Comparison:
    then: Memory
    now: Memory
    line: Lineage
    changes: list[Change] = field(default_factory=list)
    others: list[Change] = field(default_factory=list)

    def news(self) -> News:
        self.changes += self._sources()
        for kind in KINDS:
            self._kind(kind)
        return News(changes=tuple(self.changes), others=tuple(self.others))

    def _sources(self) -> Iterator[Change]:
        line = self.line
        for i in self.now.sources:
            title = self.now.titles.get(i, i)
            if i in line.revised:
                yield Change(what="changed", kind=SOURCES, id=i, title=title, how=(Difference(name="text"),))
            elif i in line.versions:
                was = dict.fromkeys(self.then.titles.get(old, old) for old in line.versions[i])
                how = Difference(name="version", was=tuple(was))
                yield Change(what="changed", kind=SOURCES, id=i, title=title, how=(how,))
            elif i in line.came:
                yield Change(what="new", kind=SOURCES, id=i, title=title)
        for i in self.then.sources:
            if i in line.lost - line.revised:
                yield Change(what="gone", kind=SOURCES, id=i, title=self.then.titles.get(i, i))

    def _kind(self, kind: str) -> None:
        """The changes of one kind: what is new, changed or answered in its order, then what is gone."""
        old, found = self.then.findings.get(kind, {}), self.now.findings.get(kind, {})
        same = paired(kind, self.then, self.now, self.line)
        passages = frozenset(p for kept in old.values() for p in kept.passages)
        for i, kept in found.items():
            was = old.get(same[i]) if i in same else None
            own = self.line.known(kept.passages, passages)
            if kept.told:
                self._found(kind, i, kept, was, own)
        left = old.keys() - set(same.values())
        for i, kept in old.items():
            if kept.told and i in left:
                gone = Change(what="gone", kind=kind, id=i, title=_title(self.then, kind, kept))
                self._note(gone, stands_in(kept.passages, self.line.lost))

    def _found(self, kind: str, id_: str, kept: Kept, was: Kept | None, own: frozenset[str]) -> None:
        """A finding that pages show at once. `own`: its passages, by the names that they had."""
        if was and kind != "leaders" and self._compared(kind, id_, kept, was, own ^ was.passages):
            return  # what was folded away as less certain, and more tell now, is changed and no new thing
        if was is None or not was.told:
            new = Change(what="new", kind=kind, id=id_, title=_title(self.now, kind, kept))
            self._note(new, not kept.values(BY_HAND) and stands_in(own, self.line.came))

    def _note(self, change: Change, of_event: bool) -> None:
        (self.changes if of_event else self.others).append(change)

    def _compared(self, kind: str, id_: str, kept: Kept, was: Kept, passages: frozenset[str]) -> bool:
        """Note in what a finding is another now, if in anything. `passages`: those that one of the two alone
        rests on.
        """
        moved, title = self.line.came | self.line.lost, _title(self.now, kind, kept)
        answer = _answer(kept)
        if answer is not None and _answer(was) is None:
            brought = not answer or source_of(answer) in moved
            self._note(Change(what="answered", kind=kind, id=id_, title=title), brought)
            return True
        given_up = [*self._later(kept, was)]
        how = (*self._differences(kind, kept, was, passages), *given_up)
        if how:
            later = {source_of(_place(x)) for k in (kept, was) for x in k.values("later")}
            brought = stands_in(passages, moved) or bool(given_up and later & moved)
            self._note(Change(what="changed", kind=kind, id=id_, title=title, how=how), brought)
        return bool(how)

    def _differences(
        self, kind: str, kept: Kept, was: Kept, passages: frozenset[str]
    ) -> Iterator[Difference]:
        edited = {*kept.listed("edited"), *was.listed("edited")}
        yield from _sides(kept, was)
        if "stance" not in edited and _stance(kept) != _stance(was):
            yield Difference(name="stance", was=(_stance(was),), now=(_stance(kept),))
        for name in ("kind", "holders"):
            field_ = _BY_EDIT.get(name, name)
            before, after = was.listed(name), kept.listed(name)
            if field_ not in edited and set(before) != set(after):
                yield Difference(
                    name=field_, was=_named(self.then, name, before), now=_named(self.now, name, after)
                )
        if kind in _WORDED and "title" not in edited:
            yield from self._words(kept, was, passages)
        if not _sides_differ(kept, was) and kind != "positions":
            yield from self._told(kept, was)

    def _words(self, kept: Kept, was: Kept, passages: frozenset[str]) -> Iterator[Difference]:
        """Whether its words are others, where their publisher has changed them."""
        edited = self.line.revised | frozenset(self.line.versions)
        if stands_in(passages, edited) and not is_same(was.title, kept.title):
            old, new = differing(was.title, kept.title)
            if alike(was.title, kept.title) >= _ALIKE or old != was.title:
                name = "value" if has_figure(old) or has_figure(new) else "words"
                yield Difference(name=name, was=(old,), now=(new,))

    def _told(self, kept: Kept, was: Kept) -> Iterator[Difference]:
        """Whether other sources tell it."""
        own = {b for s in kept.sources for b in self.line.before(s)}
        more = tuple(
            self.now.titles.get(s, s)
            for s in self.now.sources
            if s in kept.sources and not {*self.line.before(s)} & was.sources
        )
        fewer = tuple(self.then.titles.get(s, s) for s in self.then.sources if s in was.sources - own)
        origins, before = kept.values("origins"), was.values("origins")
        if origins and before and origins != before:
            yield Difference(name="origins", was=before, now=origins)
        if more or fewer:
            yield Difference(name="sources", was=fewer, now=more)

    def _later(self, kept: Kept, was: Kept) -> Iterator[Difference]:
        """Whether its holder has given it up since."""
        now, before = kept.values("later"), was.values("later")
        if bool(now) != bool(before):
            yield Difference(name="later", was=_said(before), now=_said(now))


def _title(memory: Memory, kind: str, kept: Kept) -> str:
    """What it is called: of a statement, whose it is before its words."""
    holders = _named(memory, "holders", kept.listed("holders")) if kind == "positions" else ()
    return f"{', '.join(holders)}: {kept.title}" if holders else kept.title


def _sides(kept: Kept, was: Kept) -> Iterator[Difference]:
    ours, theirs = kept.values("side"), was.values("side")
    more = tuple(x for x in ours if x not in theirs)
    fewer = tuple(x for x in theirs if x not in ours)
    if more and fewer:
        yield Difference(name="value", was=fewer, now=more)
    elif more or fewer:
        yield Difference(name="side", was=fewer, now=more)


def _sides_differ(kept: Kept, was: Kept) -> bool:
    return any(_sides(kept, was))


def _stance(kept: Kept) -> str:
    negated = "not " if kept.values("negated") == ("True",) else ""
    return f"{negated}{''.join(kept.values('stance'))}"


def _answer(kept: Kept) -> str | None:
    """The passage that makes an issue open no more, empty where the analyst gives none; None: it is open."""
    for name in _ANSWERS:
        for value in kept.values(name):
            return _place(value)
    return None


def _place(value: str) -> str:
    return value.partition(" ")[0]


def _said(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.partition(" ")[2] for value in values)


def _named(memory: Memory, name: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Holders by name."""
    if name != "holders":
        return ids
    leaders = memory.findings.get("leaders", {})
    return tuple(leaders[i].title if i in leaders else i for i in ids)
