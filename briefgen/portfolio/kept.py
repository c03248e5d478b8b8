"""A briefing of a portfolio that is as the last build left it is not made again: what was made is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from briefgen.model import Problem
from briefgen.portfolio.cards import Card
from briefgen.portfolio.parts import Part
from briefgen.unchanged import State, follows, state_of
from briefgen.work import PLAIN, Work
from briefgen.write import Manifest, Plan

_KIND = "briefing"


class Kept(msgspec.Struct, kw_only=True):
    """What was made of a briefing, without its articles."""

    card: Card
    pages: list[tuple[str, str]]
    """Path and text of each file."""
    now: Manifest
    """The list to leave beside them."""
    news: str
    problems: list[Problem]


def state(part: Part, model: str, news: bool, words: Mapping[str, Any]) -> State | None:
    """What a build of it begins with; None where that can't be told, or nothing is kept."""
    said = {k: v for k, v in part.words(words).items() if k != "work"}
    models = (model, *sorted((words.get("languages") or {}).values()))
    return state_of(part.seeds, part.docs, (part, news, said), models, _work(words))


def recalled(before: State | None, words: Mapping[str, Any]) -> Kept | None:
    """What the last build made of it; None where it is another now, or not known."""
    data = _work(words).store.get(_KIND, [before.key]).get(before.key) if before else None
    try:
        return msgspec.msgpack.decode(data, type=Kept) if data is not None else None
    except (msgspec.MsgspecError, ValueError):
        return None


def remember(
    part: Part, model: str, news: bool, words: Mapping[str, Any], before: State | None, done: Plan, made: Kept
) -> None:
    """Keep what was made, where its folders are now just what the build began with and what it did."""
    after = state(part, model, news, words) if before else None
    if before and after and follows(after, before, done):
        _work(words).store.put(_KIND, {after.key: msgspec.msgpack.encode(made)})


def _work(words: Mapping[str, Any]) -> Work:
    work: Work = words.get("work", PLAIN)
    return work
