"""What follows when a leader is called otherwise: every word of ours that has his name."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import replace
from typing import Any

from briefgen.edited.desk import Desk, Place, place
from briefgen.findings.coverage import SoleReport
from briefgen.findings.disagreements import Disagreement
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position
from briefgen.model import Citation, Finding

_OWNS = ("’s", "’")
"""Behind a name in brackets that stands for a possessive: `his [Roe’s] term`."""


def follow(
    desk: Desk, old: Leader, name: str, same: str | None = None, within: Container[Place] | None = None
) -> None:
    """Write this name where findings have that of a leader: in brackets behind pronouns, in titles and
    reasons that are made of names. `same`: id of the leader who bears it, where it is another record.
    `within`: only in these sentences.

    What a source says keeps its words.
    """
    if name == old.name:
        return
    called = _calling(desk, old, name, same, whole=within is not None)

    def here(c: Citation) -> bool:
        return within is None or place(c) in within

    for kind in desk.found:
        desk.change(kind, lambda f: _followed(f, old.name, name, called, here))


def _followed(
    f: Finding, old: str, new: str, called: Callable[[str], str], here: Callable[[Citation], bool]
) -> Finding:
    changed: dict[str, Any] = {}
    if isinstance(f, Position):
        changed["referents"] = tuple((c, called(said) if here(c) else said) for c, said in f.referents)
    elif isinstance(f, SoleReport) and any(map(here, f.citations)):
        what, colon, who = f.reason.partition(": ")
        changed["reason"] = f"{what}{colon}{new}" if who == old else f.reason
    elif isinstance(f, OpenIssue) and all(map(here, f.citations)):
        changed["title"] = re.sub(r"\[([^\]]+)\]", lambda m: f"[{called(m[1])}]", f.title)
    elif isinstance(f, Disagreement) and all(here(c) for side in f.sides for c in side.citations):
        word = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
        changed["title"] = word.sub(lambda _: new, f.title)
        changed["why"] = tuple(word.sub(lambda _: new, why) for why in f.why)
    return replace(f, **changed) if any(getattr(f, k) != v for k, v in changed.items()) else f


def _calling(desk: Desk, old: Leader, name: str, same: str | None, whole: bool) -> Callable[[str], str]:
    """What is written for a name in brackets: the new one for the old. For the last part of a person's old
    one, where nobody else is called so, the last part of the new one; all of it where `whole`.
    """
    last = old.name.split()[-1]
    others = {
        word
        for f in desk.leaders
        if f.id not in (old.id, same)
        for called in (f.name, *f.aliases)
        for word in (called, called.split()[-1])
    }
    short = name.split()[-1] if old.kind == "person" and not whole else name

    def called(said: str) -> str:
        word = bare(said)
        if word == old.name:
            new = name
        elif word == last and last in old.aliases and last not in others:
            new = short
        else:
            return said
        return new + (("’" if new.endswith("s") else "’s") if word != said else "")

    return called


def bare(said: str) -> str:
    """A name as it stands in brackets, without the apostrophe of a possessive."""
    owns = next((end for end in _OWNS if said.endswith(end)), "")
    return said.removesuffix(owns)
