"""What is new since the last build: found by comparison with what that build left in its list.

A build keeps, for each source, the hash of its bytes and, for each finding, its id and the hashes of the
passages that it rests on. The next build with other sources compares. News is only what a source says that is
new or was changed: another version of the rules, an edit of the analyst's or a setting makes none. While the
sources stay, what is compared with stays too, so that the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from briefgen.model import Briefing, Citation, Finding, News

KINDS = ("agreements", "disagreements", "open_issues", "positions", "leaders")
"""Kinds that are news, in the order of the front page."""
LAST, BEFORE = "last", "before"
"""Keys of what is kept: what this build found, and what it is compared with."""
_FEW = 8
"""Hexadecimal digits of a passage's hash: of one source, a hundred thousand passages would collide once."""
_NOTHING: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a build found, as short as it can be kept."""

    sources: Mapping[str, str]
    """Source id → hash of its bytes."""
    findings: Mapping[str, Mapping[str, frozenset[str]]]
    """Kind → id → its passages, each `source:hash`."""

    def as_json(self) -> dict[str, Any]:
        """For the list that the build keeps: a line a finding, in an order of its own."""
        found = {
            kind: {id_: " ".join(sorted(passages)) for id_, passages in sorted(found.items())}
            for kind, found in self.findings.items()
        }
        return {"sources": dict(sorted(self.sources.items())), "findings": found}


def since(briefing: Briefing, kept: Mapping[str, Any]) -> tuple[News | None, dict[str, Any]]:
    """The news to show, and what to keep for the next build, given what the last one kept.

    What the last build found is compared with where the sources are others now and bring something new. Where
    they bring nothing (a misprint was mended, a source taken out), the comparison stays the one it was.
    """
    now = remember(briefing)
    last, before = read(kept.get(LAST)), read(kept.get(BEFORE))
    if last and set(last.sources.values()) != set(now.sources.values()) and _tells(_compare(last, now)):
        before = last
    news = _compare(before, now) if before else None
    keep = {LAST: now.as_json(), **({BEFORE: before.as_json()} if before else {})}
    return (news if news and _tells(news) else None), keep


def remember(briefing: Briefing) -> Memory:
    """What to keep of a build."""
    found = {
        kind: {f.id: frozenset(map(_passage, _cited(f))) for f in briefing.published.get(kind, ())}
        for kind in KINDS
    }
    return Memory(sources={a.id: a.sha256 for a in briefing.articles}, findings=found)


def read(kept: object) -> Memory | None:
    """What a build kept; None where it kept nothing, or where the record was damaged."""
    if not isinstance(kept, Mapping):
        return None
    sources, findings = kept.get("sources"), kept.get("findings")
    if not _texts(sources) or not isinstance(findings, Mapping) or not all(map(_texts, findings.values())):
        return None
    found = {k: {i: frozenset(said.split()) for i, said in findings.get(k, {}).items()} for k in KINDS}
    return Memory(sources=dict(sources), findings=found)  # type: ignore[arg-type]


def _texts(record: object) -> bool:
    return isinstance(record, Mapping) and all(isinstance(value, str) for value in record.values())


def _cited(finding: Finding) -> Iterable[Citation]:
    yield from finding.citations
    for side in getattr(finding, "sides", ()):
        yield from side.citations


def _passage(c: Citation) -> str:
    said = " ".join(c.quote.split())
    return f"{c.source}:{hashlib.sha256(said.encode()).hexdigest()[:_FEW]}"


def _tells(news: News) -> bool:
    """Whether there is anything new, rather than only less."""
    return bool(news.came or any(news.findings.values()))


def _compare(then: Memory, now: Memory) -> News:
    """A source is known by its bytes: one that was only renamed is neither new nor gone."""
    came = {i for i, sha in now.sources.items() if sha not in then.sources.values()}
    lost = {i for i, sha in then.sources.items() if sha not in now.sources.values()}
    revised = came & lost
    new: dict[str, tuple[str, ...]] = {}
    changed = gone = 0
    for kind in KINDS:
        old, found = then.findings.get(kind, _NOTHING), now.findings.get(kind, _NOTHING)
        same = {i: i for i in found if i in old}
        fresh, left = _without(found, old), _without(old, found)
        # Of a name the first part alone says nothing.
        same |= _matched(fresh, left, by_words=kind != "leaders")
        new[kind] = tuple(i for i, p in found.items() if i not in same and _from(p, came))
        known = set(same.values())
        gone += sum(i not in known and _from(p, lost) for i, p in old.items())
        # What is said of somebody changes with every source: that is no news of who he is.
        if kind != "leaders":
            changed += sum(_from(found[i] ^ old[j], came | lost) for i, j in same.items())
    return News(
        came=tuple(i for i in now.sources if i in came - revised),
        revised=tuple(i for i in now.sources if i in revised),
        removed=len(lost - revised),
        findings={kind: ids for kind, ids in new.items() if ids},
        changed=changed,
        gone=gone,
    )


def _from(passages: Iterable[str], sources: set[str]) -> bool:
    return any(p.rpartition(":")[0] in sources for p in passages)


def _without(
    found: Mapping[str, frozenset[str]], others: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    return {i: passages for i, passages in found.items() if i not in others}


def _matched(
    fresh: Mapping[str, frozenset[str]], old: Mapping[str, frozenset[str]], *, by_words: bool
) -> dict[str, str]:
    """Findings whose id is another now, each with the one it was: an id holds the hash of all passages.

    One rests on a passage of the other or, `by_words`, is called the same and is from the same source. Each
    is matched once, those that share most first.
    """
    on: dict[str, list[str]] = {}
    for i, passages in old.items():
        for key in passages | _called(i, passages, by_words):
            on.setdefault(key, []).append(i)
    ways = []
    for i, passages in fresh.items():
        for j in {j for key in passages | _called(i, passages, by_words) for j in on.get(key, ())}:
            ways.append((-len(passages & old[j]), i, j))
    found: dict[str, str] = {}
    taken = set()
    for _, i, j in sorted(ways):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _called(id_: str, passages: frozenset[str], by_words: bool) -> set[str]:
    """An id's words, without the hash behind them, with each source."""
    words = id_.rpartition("-")[0]
    return {f"{words}@{p.rpartition(':')[0]}" for p in passages} if by_words else set()
