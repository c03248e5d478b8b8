"""One item after the other at the terminal: what is shown, moved to, taken back, edited in an editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from rich.text import Text

from briefgen.editorial.quoting import QuoteError
from briefgen.model import Briefing
from briefgen.review import choices, screen
from briefgen.review.choices import Choice
from briefgen.review.entry_text import Mistaken
from briefgen.review.ledger import Ledger, Refused, Step
from briefgen.review.record import Item
from briefgen.review.terminal import RESIZED, Ended, Terminal
from briefgen.review.terminal_text import cut, one_line

NOBODY = "0"
R = TypeVar("R")


class Asking:
    """Asks; what a key does to an item, `_do` says."""

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
        """Do what a key says."""
        raise NotImplementedError

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

    def _noted(self, step: Step, item: Item, said: str) -> None:
        self.steps.append(step)
        self.said = f"{said}: {cut(item.statement, 60)}"
        self._move(1)

    # -- asking

    def _why(self) -> str | None:
        """Why something is rejected; None where it is not to be."""
        extra = {NOBODY: "without a reason"}
        reason = self.terminal.choose("Why", choices.reasons(), extra, free=True)
        return "" if reason == NOBODY else reason

    def _edited(self, text: str, read: Callable[[str], R]) -> R:
        """What the text says that the editor leaves; it is opened again while that is a mistake."""
        while True:
            left = self.terminal.edit(text)
            if left is None:
                raise Refused("the editor could not be used: set EDITOR; nothing is changed")
            if left == text:
                raise Refused("nothing is changed")
            try:
                return read(left)
            except Mistaken as mistake:
                self._again(mistake)
                text = left

    def _again(self, mistake: Mistaken) -> None:
        """Say what is wrong; come back where the editor is to be opened again."""
        wrong = [Text(one_line(said)) for said in mistake.wrong]
        key = RESIZED
        while key == RESIZED:
            self.terminal.show(wrong, [Text("e opens the editor again; any other key gives up")])
            key = self.terminal.key()
        if key != "e":
            raise Refused("nothing is changed") from None
