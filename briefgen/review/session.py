"""The session: one item after the other, a key for each decision, each written before the next is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.text import Text

from briefgen.editorial.quoting import QuoteError
from briefgen.model import Briefing
from briefgen.review import choices, decisions, quoted, screen
from briefgen.review.choices import Choice
from briefgen.review.entry_text import Mistaken, as_text, from_text
from briefgen.review.ledger import Ledger, Refused, Step
from briefgen.review.record import Item
from briefgen.review.terminal import RESIZED, Ended, Terminal
from briefgen.review.terminal_text import cut, one_line

_NOBODY, _NEW, _TURN = "0", "+", "-"
_MOVED = {" ": 1, "j": 1, "b": -1}


class Session:
    """A review of one briefing by one analyst."""

    def __init__(
        self, briefing: Briefing, items: Sequence[Item], ledger: Ledger, by: str, terminal: Terminal
    ) -> None:
        self.briefing = briefing
        self.items = tuple(items)
        self.by = by
        self.ledger = ledger
        self.terminal = terminal
        self.steps: list[Step] = []
        self.at = 0
        self.said = ""
        self.entry: dict[str, Any] | None = None
        self.named: list[Choice] = []
        """Leaders whom the analyst has added meanwhile."""

    @property
    def decided(self) -> frozenset[int]:
        """Indices of the items that were decided; to take an entry away decides nothing of its finding."""
        return frozenset(s.at for s in self.steps if s.after is not None or not self.items[s.at].seal)

    @property
    def left(self) -> int:
        """How many items are not decided."""
        return len(self.items) - len(self._settled)

    def run(self) -> int:
        """Ask until somebody has had enough; the exit status that it calls for."""
        with self.terminal.held():
            try:
                while True:
                    self._turn()
            except Ended as end:
                return end.status
            except KeyboardInterrupt:
                return 130

    def _turn(self) -> None:
        """Show where we are, and do what the next key says."""
        whole = False
        while True:
            self._show(whole)
            key = self.terminal.key()
            if key != "v" and key != RESIZED:
                break
            whole = whole or key == "v"
        self.said = ""
        try:
            self._do(key)
        except (Refused, QuoteError) as error:
            self.said = str(error)

    def _show(self, whole: bool) -> None:
        if self.at >= len(self.items):
            left = self.left
            told = f"{left} skipped: j goes through them again" if left else "All of it is decided"
            keys = (("u", "undo"), ("b", "back"), *((("j", "again"),) if left else ()), ("q", "quit"))
            self.terminal.show([Text(f"That was the last. {told}.")], screen.foot(keys, self.said))
            return
        item = self.items[self.at]
        try:
            self.entry = self.ledger.entry(item.name)
        except Refused as error:
            self.entry, self.said = None, self.said or str(error)
        marked = self.terminal.console.color_system is None
        shown = item.marked("checked") if self.at in self.decided else item
        head = f"{self.at + 1} of {len(self.items)}"
        foot = screen.foot(screen.keys(item), self.said, self.terminal.columns)
        self.terminal.show(screen.body(shown, self.entry, head, marked), foot, whole)

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
            act = (self._of_lost if item.state == "lost" else self._of_finding)(key, item)
            if act is None:
                self.said = f"{key!r} does nothing here; ? tells the keys" if len(key) == 1 else ""
            else:
                act(item)

    def _of_lost(self, key: str, item: Item) -> Callable[[Item], None] | None:
        if key.isdigit() and 0 < int(key) <= len(item.near):
            other = item.near[int(key) - 1]
            return lambda item: self._relink(item, other.name)
        return {"r": self._drop, "e": self._edit}.get(key)

    def _of_finding(self, key: str, item: Item) -> Callable[[Item], None] | None:
        every: Mapping[str, Callable[[Item], None]] = {
            "a": self._accept, "r": self._reject, "h": self._holder, "s": self._stance, "t": self._title,
            "k": self._kind, "o": self._topic, "n": self._note, "m": self._answered, "g": self._merge,
            "e": self._edit,
        }  # fmt: skip
        return every.get(key)

    # -- moving

    @property
    def _settled(self) -> frozenset[int]:
        """Indices of what is decided, or part of something else now."""
        gone = {step.gone for step in self.steps if step.gone}
        return self.decided | {n for n, item in enumerate(self.items) if item.name in gone}

    def _move(self, by: int) -> None:
        if by < 0:
            self.at = max(0, self.at - 1)
            return
        rest = [n for n in range(len(self.items)) if n not in self._settled]
        behind = [n for n in rest if n > self.at]
        if self.at >= len(self.items):
            self.at = rest[0] if rest else self.at
        else:
            self.at = behind[0] if behind else len(self.items)

    def _undo(self) -> None:
        if not self.steps:
            raise Refused("nothing to undo: what an earlier review decided is mended with e")
        step = self.steps[-1]
        self.ledger.undo(step)
        self.steps.pop()
        self.at = step.at
        self.said = f"undone: {step.name}"

    # -- decisions

    def _write(
        self, item: Item, after: dict[str, Any] | None, said: str, *, gone: str = "", renamed: str = "",
        add: tuple[str, Mapping[str, Any]] | None = None, added: str = "",
    ) -> None:  # fmt: skip
        before = self.entry
        step = Step(
            at=self.at, name=item.name, before=before, after=after, gone=gone, renamed=renamed, added=added
        )
        self.steps.append(self.ledger.write(step, add=add))
        self.said = f"{said}: {cut(item.statement, 60)}"
        self._move(1)

    def _accept(self, item: Item) -> None:
        if item.state == "conflict" and self.at not in self.decided:
            raise Refused("its entry does not fit: set anew what is wrong in it, or mend it with e")
        self._write(item, decisions.accepted(self.entry, self.by, item.seal), "accepted")

    def _reject(self, item: Item) -> None:
        extra = {_NOBODY: "without a reason"}
        reason = self.terminal.choose("Why", choices.reasons(), extra, free=True)
        if reason is not None:
            why = "" if reason == _NOBODY else reason
            self._write(item, decisions.rejected(self.entry, self.by, item.seal, why), "rejected")

    def _set(self, item: Item, said: str, **fields: Any) -> None:
        self._write(item, decisions.corrected(self.entry, self.by, item.seal, **fields), said)

    def _holder(self, item: Item) -> None:
        field = {"positions": "holder", "open_issues": "whose_move"}.get(item.kind)
        if field is None:
            raise Refused("only a statement has a holder, and an open issue whose move it is")
        every = (*self.named, *choices.holders(self.briefing, item))
        extra = {_NOBODY: "nobody who is named", _NEW: "new…"}
        picked = self.terminal.choose("Who", every, extra)
        if picked == _NEW:
            self._new_holder(item, field)
        elif picked is not None:
            self._set(item, "corrected", **{field: [] if picked == _NOBODY else picked})

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
        extra = {_NOBODY: "no topic"}
        picked = self.terminal.choose("Topic", choices.topics(self.briefing), extra, free=True)
        if picked is not None:
            self._set(item, "corrected", topic=[] if picked == _NOBODY else picked)

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
        text = as_text(item.name, self.entry)
        while True:
            left = self.terminal.edit(text)
            if left is None:
                raise Refused("the editor could not be used: set EDITOR; nothing is changed")
            if left == text:
                raise Refused("nothing is changed")
            try:
                entry = from_text(item.name, left)
                break
            except Mistaken as mistake:
                self._again(mistake)
                text = left
        if entry is not None and item.seal:
            entry = decisions.edited(entry, self.by, item.seal)
        self._write(item, entry, "edited")

    def _again(self, mistake: Mistaken) -> None:
        """Say what is wrong; come back where the editor is to be opened again."""
        wrong = [Text(one_line(said)) for said in mistake.wrong]
        key = RESIZED
        while key == RESIZED:
            self.terminal.show(wrong, [Text("e opens the editor again; any other key gives up")])
            key = self.terminal.key()
        if key != "e":
            raise Refused("nothing is changed") from None

    # -- edits that find nothing

    def _relink(self, item: Item, other: str) -> None:
        if self.ledger.entry(other) is not None:
            raise Refused(f"{other} has an entry of its own: bring them together by hand")
        self._write(item, self.entry, "found again", renamed=other)

    def _drop(self, item: Item) -> None:
        self._write(item, None, "dropped")
