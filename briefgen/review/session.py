"""The session: one item after the other, a key for each decision, each written before the next is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from rich.text import Text

from briefgen.proposals.accepting import origin_of
from briefgen.review import choices, decisions, quoted, screen
from briefgen.review.asking import NOBODY, Asking
from briefgen.review.choices import Choice
from briefgen.review.entry_text import (
    Entries,
    as_text,
    from_text,
    proposal_as_text,
    proposal_from_text,
)
from briefgen.review.ledger import Refused, Step
from briefgen.review.record import Item
from briefgen.review.terminal import Ended

_NEW, _TURN = "+", "-"
_MOVED = {" ": 1, "j": 1, "b": -1}
_SET = frozenset("hstkonmg")
"""Keys that set something of a finding, and nothing of what is only proposed."""


class Session(Asking):
    """A review of one briefing by one analyst."""

    def _do(self, key: str) -> None:
        if key == "q":
            raise Ended
        if key == "u":
            self._undo()
        elif key == "?":
            self.terminal.show(screen.keys_help(), [Text("any key goes on", style="dim")])
            self.terminal.key()
        elif key in _MOVED:
            self._move(_MOVED[key])
        elif self.at < len(self.items):
            item = self.items[self.at]
            of = {"lost": self._of_lost, "proposed": self._of_proposal}.get(item.state, self._of_finding)
            act = of(key, item)
            if act is None:
                self.said = f"{key!r} does nothing here; ? tells the keys" if len(key) == 1 else ""
            else:
                act(item)

    def _of_lost(self, key: str, item: Item) -> Callable[[Item], None] | None:
        if key.isdigit() and 0 < int(key) <= len(item.near):
            other = item.near[int(key) - 1]
            return lambda item: self._relink(item, other.name)
        return {"r": self._drop, "e": self._edit}.get(key)

    def _of_proposal(self, key: str, item: Item) -> Callable[[Item], None] | None:
        if key in _SET:
            raise Refused("set it in what is to be added, with e; that accepts it")
        return {"a": self._take, "r": self._leave, "e": self._edit_proposal}.get(key)

    def _of_finding(self, key: str, item: Item) -> Callable[[Item], None] | None:
        every: Mapping[str, Callable[[Item], None]] = {
            "a": self._accept, "r": self._reject, "h": self._holder, "s": self._stance, "t": self._title,
            "k": self._kind, "o": self._topic, "n": self._note, "m": self._answered, "g": self._merge,
            "e": self._edit,
        }  # fmt: skip
        return every.get(key)

    # -- decisions

    def _write(
        self, item: Item, after: dict[str, Any] | None, said: str, *, gone: str = "", renamed: str = "",
        add: tuple[str, Mapping[str, Any]] | None = None, added: str = "",
    ) -> None:  # fmt: skip
        before = self.entry
        step = Step(
            at=self.at, name=item.name, before=before, after=after, gone=gone, renamed=renamed, added=added
        )
        self._noted(self.ledger.write(step, add=add), item, said)

    def _accept(self, item: Item) -> None:
        if item.state == "conflict" and self.at not in self.decided:
            raise Refused("its entry does not fit: set anew what is wrong in it, or mend it with e")
        self._write(item, decisions.accepted(self.entry, self.by, item.seal), "accepted")

    def _reject(self, item: Item) -> None:
        why = self._why()
        if why is not None:
            self._write(item, decisions.rejected(self.entry, self.by, item.seal, why), "rejected")

    def _set(self, item: Item, said: str, **fields: Any) -> None:
        self._write(item, decisions.corrected(self.entry, self.by, item.seal, **fields), said)

    def _holder(self, item: Item) -> None:
        field = {"positions": "holder", "open_issues": "whose_move"}.get(item.kind)
        if field is None:
            raise Refused("only a statement has a holder, and an open issue whose move it is")
        every = (*self.named, *choices.holders(self.briefing, item))
        extra = {NOBODY: "nobody who is named", _NEW: "new…"}
        picked = self.terminal.choose("Who", every, extra)
        if picked == _NEW:
            self._new_holder(item, field)
        elif picked is not None:
            self._set(item, "corrected", **{field: [] if picked == NOBODY else picked})

    def _new_holder(self, item: Item, field: str) -> None:
        """Somebody whom no rule has found: a source must name him."""
        name = self.terminal.ask("Name, as a source has it")
        if not name:
            return
        known = [f.id for f in self.briefing.findings.get("leaders", ()) if f.title.lower() == name.lower()]
        if known:
            self._set(item, "corrected", **{field: known[0]})
            return
        words = quoted.naming(self.briefing.articles, name, [p.source for p in item.passages])
        of = tuple(Choice(value=kind, said=kind) for kind in choices.KINDS["leaders"])
        kind = self.terminal.choose(f"What is {name}", of)
        if kind is not None:
            after = decisions.corrected(self.entry, self.by, item.seal, **{field: name})
            add = ("leader", {"name": name, "kind": kind, "quote": words})
            self._write(item, after, "corrected", add=add, added=name)
            self.named.insert(0, Choice(value=name, said=name))

    def _stance(self, item: Item) -> None:
        if item.kind != "positions":
            raise Refused("only a statement has a stance")
        turned = not item.stance.startswith("does not")
        extra = {_TURN: f"the same, {'denied (does not …)' if turned else 'not denied'}"}
        picked = self.terminal.choose("Stance", choices.stances(), extra)
        if picked == _TURN:
            self._set(item, "corrected", negated=turned)
        elif picked is not None:
            self._set(item, "corrected", stance=picked)

    def _title(self, item: Item) -> None:
        field, called = ("name", "Name") if item.kind == "leaders" else ("title", "Title")
        title = self.terminal.ask(called, str((self.entry or {}).get(field, item.value)))
        if title and title != item.value:
            self._set(item, "corrected", **{field: title})

    def _kind(self, item: Item) -> None:
        of = choices.kinds(item)
        if not of:
            raise Refused("only a leader, an open issue and a disagreement has a kind")
        picked = self.terminal.choose("Kind", of)
        if picked is not None:
            self._set(item, "corrected", kind=picked)

    def _topic(self, item: Item) -> None:
        if item.kind not in ("positions", "open_issues", "disagreements"):
            raise Refused("only a statement, an open issue and a disagreement has a topic")
        extra = {NOBODY: "no topic"}
        picked = self.terminal.choose("Topic", choices.topics(self.briefing), extra, free=True)
        if picked is not None:
            self._set(item, "corrected", topic=[] if picked == NOBODY else picked)

    def _note(self, item: Item) -> None:
        note = self.terminal.ask("Note", str((self.entry or {}).get("note", "")))
        if note is not None:
            self._set(item, "noted", note=note or None)

    def _answered(self, item: Item) -> None:
        if item.kind != "open_issues":
            raise Refused("only an open issue can be answered")
        ways = (Choice(value="answered", said="answered: by these words of a source"),
                Choice(value="overtaken", said="overtaken by something else"))  # fmt: skip
        way = self.terminal.choose("How", ways)
        if way == "overtaken":
            self._set(item, "overtaken", overtaken=True)
        elif way and (said := self.terminal.ask("Words of a source (A: words)")):
            self._set(item, "answered", answered=quoted.quote(self.briefing.articles, said))

    def _merge(self, item: Item) -> None:
        others = choices.others(self.items, item)
        other = self.terminal.choose("Which one is part of it", others) if others else None
        if other is not None:
            after = decisions.merged(self.entry, self.by, item.seal, other)
            self._write(item, after, "merged", gone=other)

    def _edit(self, item: Item) -> None:
        """In the editor, until it is an entry or whoever edits gives up."""
        entry = self._edited(as_text(item.name, self.entry), partial(from_text, item.name))
        if entry is not None and item.seal:
            entry = decisions.edited(entry, self.by, item.seal)
        self._write(item, entry, "edited")

    # -- what a model proposes

    def _open(self, item: Item) -> Step:
        if self.at in self.decided:
            raise Refused("it is decided: u takes that back")
        added = ", ".join(what.removeprefix("/") for what, _ in item.entries)
        return Step(at=self.at, name=item.name, before=None, after=None, proposal=item.id, added=added)

    def _take(self, item: Item, entries: Entries | None = None) -> None:
        """Accept it. `entries`: what is to be added, where the analyst has changed that."""
        origin = origin_of(item.origin, edited=entries is not None)
        step = self.ledger.accept(self._open(item), entries or item.entries, self.briefing, origin, self.by)
        self._noted(step, item, "accepted")

    def _leave(self, item: Item) -> None:
        step = self._open(item)
        why = self._why()
        if why is not None:
            self._noted(self.ledger.reject(step, why), item, "rejected")

    def _edit_proposal(self, item: Item) -> None:
        self._open(item)
        text = proposal_as_text(item.entries)
        self._take(item, self._edited(text, partial(proposal_from_text, item.entries)))

    # -- edits that find nothing

    def _relink(self, item: Item, other: str) -> None:
        if self.ledger.entry(other) is not None:
            raise Refused(f"{other} has an entry of its own: bring them together by hand")
        self._write(item, self.entry, "found again", renamed=other)

    def _drop(self, item: Item) -> None:
        self._write(item, None, "dropped")
