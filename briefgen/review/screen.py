"""An item on a terminal: what it says, whose it is, where that stands, what the analyst has said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from briefgen.editorial.record import FILE
from briefgen.pages.wording import proposer
from briefgen.review.record import Item, Passage
from briefgen.review.telling import CALLED
from briefgen.review.terminal_text import cut, one_line

_STATES = {
    "lost": "finds nothing any more", "conflict": "does not fit", "changed": "changed since it was checked",
    "front": "on the front page", "shown": "shown", "folded": "folded: accept to show it",
    "checked": "checked",
}  # fmt: skip
_FIRST = (("a", "accept"), ("r", "reject"))
_LAST = (("t", "title"), ("e", "edit"), ("u", "undo"), ("?", "keys"), ("q", "quit"))
_OWN: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "positions": (("h", "holder"), ("s", "stance")),
        "open_issues": (("h", "move"), ("m", "answered")),
        "leaders": (("k", "kind"), ("g", "merge")),
        "disagreements": (("k", "kind"), ("g", "merge")),
    }  # fmt: skip
)
"""Kind of finding → the keys that do something for it and not for all others."""
LOST_KEYS = (("1…9", "it is this one"), ("r", "drop the entry"), ("e", "edit"), ("j", "skip"), ("q", "quit"))
PROPOSED_KEYS = (
    ("a", "accept"), ("r", "reject"), ("e", "edit and accept"), ("j", "skip"), ("u", "undo"), ("?", "keys"),
    ("q", "quit"),
)  # fmt: skip
HELP = (
    ("a", "accept: it stands; what a model proposes is added"),
    ("r", "reject: hide it, for a reason; what is proposed is not proposed again"),
    ("h", "set whose statement it is, or whose move"),
    ("s", "set the stance"),
    ("t", "set the title, or the name"),
    ("k", "set the kind"),
    ("o", "set the topic"),
    ("n", "write a note"),
    ("m", "mark an open issue answered, or overtaken"),
    ("g", "merge: another one is part of it"),
    ("e", "edit its entry in your editor"),
    ("space, j", "skip"),
    ("b", "back to the one before"),
    ("u", "undo the last decision, and the one before"),
    ("v", "view all of it"),
    ("q", "quit; what is decided is written"),
)
_NARROW = 50
"""Columns below which not every key is told at the foot."""
_CHIEF = frozenset({"a", "r", "1…9", "?", "q"})
_NEIGHBOUR = 160
"""Characters of a sentence beside a passage."""


def body(item: Item, entry: Mapping[str, Any] | None, head: str, marked: bool) -> list[RenderableType]:
    """The item. `marked`: cited words stand in double brackets, where a terminal has no other way."""
    state = (
        _STATES.get(item.state) or f"proposed by {one_line(proposer(item.origin))}, not checked by anybody"
    )
    what = f"{head}  {CALLED.get(item.kind, 'edit')}, {state}"
    parts: list[RenderableType] = [Text(what, style="dim"), Text(one_line(item.statement), style="bold")]
    facts = [one_line(x) for x in (item.holder, item.stance, item.name) if x]
    parts.append(Text(" · ".join(facts), style="dim"))
    parts += [Text(f"! {one_line(said)}", style="red") for said in item.trouble]
    parts += [Text(f"{FILE}: {one_line(f'{name}: {value}')}", style="cyan")
              for name, value in (entry or {}).items()]  # fmt: skip
    for n, near in enumerate(item.near[:9], 1):
        parts.append(Text(f"{n} {one_line(near.title)} ({CALLED.get(near.kind, near.kind)}, {near.id})"))
    for passage in item.passages:
        parts += _passage(passage, marked)
    return [*parts, *([Text(one_line(item.why), style="dim")] if item.why else ())]


def foot(keys: tuple[tuple[str, str], ...], said: str, columns: int = 80) -> list[RenderableType]:
    """What was just done, and the keys; in a narrow window the chief ones."""
    narrow = columns < _NARROW
    told = [key for key in keys if not narrow or key[0] in _CHIEF]
    line = Text("  ").join(Text.assemble((key, "bold"), f" {what}") for key, what in told)
    news = Text(one_line(said), style="bold", no_wrap=narrow, overflow="ellipsis" if narrow else "fold")
    return [*([news] if said else ()), line]


def keys(item: Item) -> tuple[tuple[str, str], ...]:
    """The chief keys of an item: only those that do something here."""
    if item.state == "lost":
        return LOST_KEYS
    if item.state == "proposed":
        return PROPOSED_KEYS
    return (*_FIRST, *_OWN.get(item.kind, ()), *_LAST)


def keys_help() -> list[RenderableType]:
    """What every key does."""
    return [Text(f"{key:9}{what}") for key, what in HELP]


def _passage(passage: Passage, marked: bool) -> Iterator[RenderableType]:
    side = f"  {one_line(passage.label)}" if passage.label else ""
    yield Text(f"{passage.mark}  {one_line(passage.credit)}{side}", style="green")
    words = Text("  ")
    if before := one_line(passage.before):
        told = before if len(before) <= _NEIGHBOUR else f"…{before[-_NEIGHBOUR:]}"
        words.append(f"{told} ", style="dim")
    at = 0
    for start, end in _apart(passage.spans):
        words.append(_part(passage.sentence[at:start]))
        cited = _part(passage.sentence[start:end])
        words.append(f"[[{cited}]]" if marked else cited, style="bold underline")
        at = end
    words.append(_part(passage.sentence[at:]))
    if passage.after:
        words.append(f" {cut(one_line(passage.after), _NEIGHBOUR)}", style="dim")
    yield words


def _apart(spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """The spans, those that overlap as one."""
    start, end = spans[0]
    for a, b in spans[1:]:
        if a > end:
            yield start, end
            start, end = a, b
        end = max(end, b)
    yield start, end


def _part(text: str) -> str:
    """A part of a line, with the spaces at its ends."""
    inner = one_line(text)
    if not inner:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{inner}{' ' * text[-1].isspace()}"
