"""What of a model's answer is a proposal. An answer may be anything: nothing in it is trusted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from briefgen.editorial.record import Quote
from briefgen.proposals.prompt import Asked, Part, seen
from briefgen.proposals.record import Proposal

MOST = 400
"""Proposals of one answer; what stands behind them is counted and not read."""
LONGEST = 400_000
"""Characters of an answer: more than any model writes of a request."""
_TEXT = 1_200
"""Characters of one field."""


class _Wrong(Exception):
    """It is not what was asked for."""


def read(answer: str, asked: Asked) -> tuple[list[Proposal], int]:
    """The proposals of an answer, and how many of its entries are not what was asked for; of an answer that
    is nothing of that kind at all, one.
    """
    try:
        whole = _parsed(answer)
    except _Wrong:
        return [], 1
    found: list[Proposal] = []
    wrong = sum(name not in asked.parts for name in whole)
    for part in asked.parts:
        entries = whole.get(part, [])
        if not isinstance(entries, list):
            wrong += 1
            continue
        room = max(0, MOST - len(found))
        wrong += len(entries[room:])
        for entry in entries[:room]:
            try:
                found.append(_HOW[part](entry))
            except _Wrong:
                wrong += 1
    return found, wrong


def readable(answer: str) -> bool:
    """Whether it is an object at all: what is not may have been cut on its way."""
    try:
        _parsed(answer)
    except _Wrong:
        return False
    return True


def _parsed(answer: str) -> Mapping[str, Any]:
    """The object that an answer is; whether it stands between fences makes no difference."""
    if len(answer) > LONGEST:
        raise _Wrong
    text = answer.strip()
    if text.startswith("```") and text.endswith("```"):
        text = text[3:-3].removeprefix("json").strip()
    try:
        whole = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _Wrong from None
    if not isinstance(whole, dict):
        raise _Wrong
    return whole


def _no_number(_: str) -> None:
    raise ValueError


def _position(entry: Any) -> Proposal:
    own = _fields(entry, "sentence", "quote", "holder", "stance", "negated")
    if not isinstance(own["negated"], bool):
        raise _Wrong
    return Proposal(
        what="position", quotes=(_quote(own),), holder=_text(own["holder"]), stance=_text(own["stance"]),
        negated=own["negated"],
    )  # fmt: skip


def _role(entry: Any) -> Proposal:
    own = _fields(entry, "sentence", "quote", "holder")
    return Proposal(what="role", quotes=(_quote(own),), holder=_text(own["holder"]))


def _open_issue(entry: Any) -> Proposal:
    own = _fields(entry, "sentence", "quote", "kind")
    return Proposal(what="open_issue", quotes=(_quote(own),), kind=_text(own["kind"]))


def _disagreement(entry: Any) -> Proposal:
    own = _fields(entry, "question", "kind", "sides")
    if not isinstance(own["sides"], list) or len(own["sides"]) != 2:
        raise _Wrong
    quotes = tuple(_quote(_fields(side, "sentence", "quote")) for side in own["sides"])
    return Proposal(
        what="disagreement", quotes=quotes, kind=_text(own["kind"]), question=_text(own["question"])
    )


_HOW: Mapping[Part, Callable[[Any], Proposal]] = {
    "positions": _position, "roles": _role, "open_issues": _open_issue, "disagreements": _disagreement,
}  # fmt: skip


def _fields(entry: Any, *names: str) -> Mapping[str, Any]:
    if not isinstance(entry, dict) or entry.keys() != set(names):
        raise _Wrong
    return entry


def _quote(own: Mapping[str, Any]) -> Quote:
    return Quote(source=_text(own["sentence"]), words=_text(own["quote"]))


def _text(value: Any) -> str:
    """Words on one line that can be written and shown."""
    if not isinstance(value, str) or len(value) > _TEXT:
        raise _Wrong
    words = " ".join(value.split())
    if not words or seen(words) != words:  # it has been sent nothing that nobody sees
        raise _Wrong
    return words
