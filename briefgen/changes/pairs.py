"""Which finding of a build is which of an earlier one, where its id is another now.

An id holds a hash of all passages, so a further source gives it another end. A finding is known again by a
passage; by its words, in the same source; and, where a publisher has changed a text, by a wording that is
alike. Each is matched once, those that share most first. What fits none is new, and what is left over gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefgen.changes.record import Kept, Memory, source_of
from briefgen.changes.words import alike

_ALIKE = 0.6
"""Words in common from which two wordings are one that its publisher changed: `nine of the crew were hurt`,
`eleven of the crew were hurt`. Versions of whole sentences are paired from half of them on; what is told as
a change of a finding has to be surer."""


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """What became of the sources between two builds."""

    came: frozenset[str]
    """Ids of the sources whose bytes the earlier build had not."""
    lost: frozenset[str]
    """Ids of those that it had and this one has no longer."""
    revised: frozenset[str]
    """Ids that stand for other bytes now."""
    versions: Mapping[str, tuple[str, ...]]
    """Id of each source that came as a version of an article that was there → the ids of that."""
    renamed: Mapping[str, str]
    """Id → the one that it had, of what was only renamed."""

    def before(self, source: str) -> tuple[str, ...]:
        """What a source was called, or which article it is a version of."""
        if source in self.renamed:
            return (self.renamed[source],)
        return self.versions.get(source, (source,))

    def known(self, passages: Iterable[str], then: frozenset[str]) -> frozenset[str]:
        """Passages with the names that they had: what a version repeats is the passage that was there."""
        return frozenset(self._known(p, then) for p in passages)

    def _known(self, passage: str, then: frozenset[str]) -> str:
        source, _, hashed = passage.rpartition(":")
        names = (f"{old}:{hashed}" for old in self.before(source))
        return next((name for name in names if name in then), passage)


def lineage(then: Memory, now: Memory) -> Lineage:
    """Compare the sources. One is known by its bytes: what was only renamed is neither new nor gone."""
    ours, theirs = set(now.sources.values()), set(then.sources.values())
    came = frozenset(i for i, sha in now.sources.items() if sha not in theirs)
    lost = frozenset(i for i, sha in then.sources.items() if sha not in ours)
    by_sha = {sha: i for i, sha in then.sources.items()}
    groups: dict[str, list[str]] = {}
    for i in sorted(then.sources):
        if i in now.sources:
            groups.setdefault(now.replaced.get(i, i), []).append(i)
    versions = {i: tuple(groups.get(now.replaced.get(i, i), ())) for i in sorted(came - lost)}
    return Lineage(
        came=came,
        lost=lost,
        revised=came & lost,
        versions={i: old for i, old in versions.items() if old},
        renamed={
            i: by_sha[sha]
            for i, sha in now.sources.items()
            if sha in by_sha and i not in then.sources and by_sha[sha] not in now.sources
        },
    )


def paired(kind: str, then: Memory, now: Memory, line: Lineage) -> dict[str, str]:
    """Id of each finding of a kind that was there → the id that it had."""
    old, found = dict(then.findings.get(kind, {})), dict(now.findings.get(kind, {}))
    same = {i: i for i in found if i in old}
    fresh = {i: kept for i, kept in found.items() if i not in old}
    past = {i for i in same if all(source_of(p) in now.replaced for p in found[i].passages)}
    left = {i: kept for i, kept in old.items() if i not in found or i in past}
    # Of a name the first part alone says nothing.
    same |= _matched(fresh, left, line, by_words=kind != "leaders")
    if kind != "leaders":
        taken = set(same.values()) - past
        fresh = {i: kept for i, kept in fresh.items() if i not in same}
        same |= _reworded(fresh, {i: kept for i, kept in left.items() if i not in taken}, line)
    return same


def _matched(
    fresh: Mapping[str, Kept], old: Mapping[str, Kept], line: Lineage, *, by_words: bool
) -> dict[str, str]:
    """One rests on a passage of the other or, `by_words`, is called the same and is from the same source."""
    then = frozenset(p for kept in old.values() for p in kept.passages)
    on: dict[str, list[str]] = {}
    for j, kept in old.items():
        for key in kept.passages | _called(j, kept.sources, by_words):
            on.setdefault(key, []).append(j)
    ways = []
    for i, kept in fresh.items():
        passages = line.known(kept.passages, then)
        sources = {before for source in kept.sources for before in line.before(source)}
        called = _called(i, sources, by_words)
        for j in {j for key in passages | called for j in on.get(key, ())}:
            shared = passages & old[j].passages
            left = {p for p in old[j].passages - passages if source_of(p) not in line.lost}
            # What has left as many passages as it kept, though they are still there, is another finding.
            if not by_words or len(shared) > len(left) or called & _called(j, old[j].sources, by_words):
                ways.append((-float(len(shared)), i, j))
    return _once(ways)


def _reworded(fresh: Mapping[str, Kept], old: Mapping[str, Kept], line: Lineage) -> dict[str, str]:
    """One has the other's words but for some, in a text that its publisher has changed."""
    by_source: dict[str, list[str]] = {}
    for j, kept in old.items():
        for source in kept.sources:
            by_source.setdefault(source, []).append(j)
    ways = []
    for i, kept in fresh.items():
        edited = [s for s in kept.sources if s in line.revised or s in line.versions]
        near = {j for s in edited for before in line.before(s) for j in by_source.get(before, ())}
        for j in near:
            share = alike(kept.title, old[j].title)
            if share >= _ALIKE and kept.values("holders") == old[j].values("holders"):
                ways.append((-share, i, j))
    return _once(ways)


def _once(ways: list[tuple[float, str, str]]) -> dict[str, str]:
    """Each finding with at most one other, those that share most first."""
    found: dict[str, str] = {}
    taken = set()
    for _, i, j in sorted(ways):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _called(id_: str, sources: Iterable[str], by_words: bool) -> set[str]:
    """An id's words, without the hash behind them, with each source."""
    words = id_.rpartition("-")[0]
    return {f"{words}@{source}" for source in sources} if by_words else set()
