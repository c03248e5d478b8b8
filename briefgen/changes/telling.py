"""Changes in plain words: what a finding was and is, a line for the terminal, a summary for a commit."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from briefgen.changes.record import SOURCES
from briefgen.model import Change, Difference, News

NOTHING = "nothing is new"
_COLUMN = 9
_ARROW = " → "
_NOBODY = "nobody named"


def summary(news: News) -> str:
    """One line, fit for a commit: `2 sources came, 1 revised: 5 findings new, 2 changed, 1 answered`."""
    found = [c for c in news.changes if c.kind != SOURCES]
    sources = _counted(
        "source",
        [("came", len(news.came)), ("revised", len(news.revised)), ("taken out", news.removed)],
    )
    new = sum(c.what == "new" for c in found)
    findings = _counted(
        "finding",
        [("new", new), ("changed", news.changed), ("gone", news.gone), ("answered", news.answered)],
    )
    return ": ".join(part for part in (sources, findings) if part) or NOTHING


def lines(changes: Iterable[Change]) -> list[str]:
    """A line for each: what became of it, its kind and id, its title, and how it changed."""
    return [_line(change) for change in changes]


def told(difference: Difference) -> str:
    """In what something is another than it was, in a few words."""
    was, now = ("; ".join(words) for words in (difference.was, difference.now))
    match difference.name:
        case "side":
            return f"a further side: {now}" if now else f"no longer a side: {was}"
        case "stance" | "kind" as name:
            return f"{name}: {_turned(was, now)}"
        case "holder":
            return f"holder: {_turned(was or _NOBODY, now or _NOBODY)}"
        case "origins":
            return f"told by {now} origins, before by {was}"
        case "sources":
            return _sources(was, now)
        case "later":
            return "given up since" if now or not was else "no later word any more"
        case "text":
            return "its publisher has changed its text"
        case "version":
            return f"a later version of {was}"
    return _turned(was, now)


def of_kind(changes: Iterable[Change]) -> dict[str, tuple[Change, ...]]:
    """The changes by kind, in their order."""
    return {kind: tuple(found) for kind, found in groupby(changes, key=lambda c: c.kind)}


def _counted(noun: str, parts: list[tuple[str, int]]) -> str:
    """`2 sources came, 1 revised`: the noun once, with the first of them."""
    some = [(word, number) for word, number in parts if number]
    return ", ".join(
        f"{number} {noun}{'s' * (number > 1)} {word}" if at == 0 else f"{number} {word}"
        for at, (word, number) in enumerate(some)
    )


def _line(change: Change) -> str:
    how = f" ({'; '.join(map(told, change.how))})" if change.how else ""
    return f"{change.what:{_COLUMN}}{change.kind}/{change.id}  {change.title}{how}"


def _turned(was: str, now: str) -> str:
    return f"{was or 'nothing'}{_ARROW}{now or 'nothing'}"


def _sources(was: str, now: str) -> str:
    parts = [f"told in {now} too"] * bool(now) + [f"no longer told in {was}"] * bool(was)
    return ", ".join(parts)
