"""What is new since the last build: found by comparison with what that build left in its list.

A build keeps, for each source, the hash of its bytes and, for each finding, its id, the hashes of the
sentences that it rests on and what of it can change. The next build with other sources compares. News is
only what the sources brought: another version of the rules, an edit of the analyst's or a setting makes none.
While the sources stay, what is compared with stays too, so that the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.changes import KINDS, Kept, Memory, compare, read, remember
from briefgen.changes.record import SOURCES
from briefgen.model import Briefing, Change, News

__all__ = ["BEFORE", "KINDS", "LAST", "Kept", "Memory", "kept_news", "read", "remember", "since"]

LAST, BEFORE = "last", "before"
"""Keys of what is kept: what this build found, and what it is compared with."""


def since(briefing: Briefing, kept: Mapping[str, Any]) -> tuple[News, dict[str, Any]]:
    """The news to show, and what to keep for the next build, given what the last one kept.

    What the last build found is compared with where the sources are others now and a reader can see it in the
    findings. Where he can't (a misprint was mended), the comparison stays the one it was.
    """
    now = remember(briefing)
    last, before = read(kept.get(LAST)), read(kept.get(BEFORE))
    if last and set(last.sources.values()) != set(now.sources.values()) and _tells(compare(last, now)):
        before = last
    keep = {LAST: now.as_json(), **({BEFORE: before.as_json()} if before else {})}
    return _compared(before, now), keep


def kept_news(kept: Mapping[str, Any]) -> News | None:
    """The news of the build that kept this; None where it kept nothing."""
    now = read(kept.get(LAST))
    return _compared(read(kept.get(BEFORE)), now) if now else None


def _compared(before: Memory | None, now: Memory) -> News:
    return compare(before, now) if before else News(compared=False)


def _tells(news: News) -> bool:
    """Whether there is more to tell than that the text of a file is another one."""
    return any(c.kind != SOURCES or c.what != "changed" or _is_version(c) for c in news.changes)


def _is_version(change: Change) -> bool:
    return any(how.name == "version" for how in change.how)
