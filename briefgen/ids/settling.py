"""Which finding of the last build each finding is, where its own id is another now.

Two are weighed by how far their words stand in the same places of the sources that both builds read, and by
the words of their ids. A pair is taken where each is plainly the best for the other; all at once, so that no
order matters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from briefgen.ids.kept import APART, Kept, Known, Place, keep, known, read
from briefgen.ids.renaming import Findings, renamed
from briefgen.ids.sketches import carried, same_sentences, same_sources, sketch
from briefgen.model import Article

KEY = "ids"
"""Key of what is kept for the next build."""
_LEAST = 0.5
"""Of 1, two must stand in the same places to more than this."""
_LEAD = 0.1
"""By so much a pair must be better than every other of the two."""
_PLACES = 0.8
"""Of 1, how much the places weigh; the rest is for the words of the ids."""
_OTHERWISE = 0.1
"""What it costs that a rule reads the same words otherwise."""
_CALLED = 80
"""Of 100, how alike two names are of which one has a misprint."""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """The findings with the ids that they keep."""

    findings: Findings
    natural: Mapping[tuple[str, str], str]
    """Kind and id of each finding that has an earlier one → the id that it would have."""
    known: frozenset[tuple[str, str]]
    """Kind and id of those that the last build had too."""
    sources: Mapping[str, str]
    """Id of each source of the last build → its id now, where it is still there."""

    def with_ids(self, kind: str, ids: Mapping[str, str]) -> Settled:
        """The same, with other ids for some of a kind, which are then known."""
        own = {(kind, new): self.natural.get((kind, old), old) for old, new in ids.items()}
        left = {place: was for place, was in self.natural.items() if place[0] != kind or place[1] not in ids}
        return Settled(
            findings=renamed(self.findings, kind, ids),
            natural=left | own,
            known=self.known | own.keys(),
            sources=self.sources,
        )


def settled(findings: Findings, articles: Sequence[Article], memory: Mapping[str, Any]) -> Settled:
    """The findings, of which those that the last build knew keep the ids that they had in it.

    `memory`: what the last build left. Without a record of ids there, nothing changes.
    """
    kept = read(memory.get(KEY))
    places = _Places(kept, articles)
    done = Settled(findings=findings, natural={}, known=frozenset(), sources=places.sources)
    # Who holds a position is asked of the leaders, whose ids must be settled by then.
    for kind in sorted(kept.findings, key=lambda kind: (kind != "leaders", kind)):
        if kind in done.findings and kind not in APART:
            done = _settled(done, kind, kept, places)
    return done


def remember(done: Settled, articles: Sequence[Article]) -> dict[str, Any]:
    """What to keep for the next build."""
    return {KEY: keep(done.findings, articles, done.natural).as_json()}


class _Places:
    """Where the sentences of the last build stand now."""

    def __init__(self, kept: Kept, articles: Sequence[Article]) -> None:
        self.articles = {a.id: a for a in articles}
        now = {a.id: tuple(sketch(s, words=True) for s in a.sentences) for a in articles if kept.sources}
        self.sources = same_sources(kept.sources, now)
        self._letters = {(i, n): s.partition(":")[2] for i, ss in now.items() for n, s in enumerate(ss)}
        self._old = {(i, n): s for i, ss in kept.sources.items() for n, s in enumerate(ss)}
        self._now: dict[Place, Place] = {}
        for old, new in self.sources.items():
            same = same_sentences(kept.sources[old], now[new], self.articles[new])
            self._now |= {(old, i): (new, j) for i, j in same.items()}
        self._read = frozenset(self.sources.values())

    def carried(self, then: Known) -> tuple[dict[Place, tuple[int, int]], bool]:
        """Where the words of a finding stand now, as far as their sources are there; and whether a sentence
        of them was mended. What no longer stands has the place that it had, in a source without a name.
        """
        at, mended = {}, False
        for place, words in then.at.items():
            now = self._now.get(place)
            if now is not None:
                letters = self._old[place].partition(":")[2]
                changed = letters != self._letters[now]
                mended |= changed
                at[now] = carried(letters, self._letters[now], words) if changed else words
            elif place[0] in self.sources:
                at["", place[1]] = words
        return at, mended

    def read_before(self, now: Known) -> dict[Place, tuple[int, int]]:
        """Where the words of a finding stand, as far as the last build had read their sources."""
        return {place: words for place, words in now.at.items() if place[0] in self._read}


def _settled(done: Settled, kind: str, kept: Kept, places: _Places) -> Settled:
    then = kept.findings[kind]
    now = {f.id: known(kind, f, places.articles) for f in done.findings[kind]}
    if len(now) < len(done.findings[kind]):  # two of one id: nothing of them is plain
        return done
    again = {n: i for i, k in sorted(then.items()) if (n := k.natural) in now and n != i and i not in now}
    times = Counter(again.values())
    ids = {n: i for n, i in again.items() if times[i] == 1}
    gone = [i for i in then if i not in now and i not in ids.values()]
    fresh = {i for i in now if i not in then and i not in ids}
    people = _people(kept, done)
    ids |= _pairs(_Weights(kind, then, now, places, people).ways(gone), fresh)
    done = done.with_ids(kind, ids)
    own = {(kind, i) for i in now if i in then and i not in ids}
    return Settled(findings=done.findings, natural=done.natural, known=done.known | own, sources=done.sources)


def _people(kept: Kept, done: Settled) -> tuple[frozenset[str], frozenset[str]]:
    """Ids of leaders that are gone, and of those that are new."""
    then = kept.findings.get("leaders", {}).keys()
    now = {f.id for f in done.findings.get("leaders", ())}
    return frozenset(then - now), frozenset(now - then)


class _Weights:
    """How well findings of a kind fit those of the last build."""

    def __init__(
        self, kind: str, then: Mapping[str, Known], now: Mapping[str, Known], places: _Places,
        people: tuple[frozenset[str], frozenset[str]],
    ) -> None:  # fmt: skip
        self._of_names = kind == "leaders"
        self._then, self._now, self._places = then, now, places
        self._left, self._came = people
        self._at = {i: places.read_before(k) for i, k in now.items()}
        self._there: dict[Place, list[str]] = defaultdict(list)
        for i, at in self._at.items():
            for place in at:
                self._there[place].append(i)

    def ways(self, gone: Iterable[str]) -> dict[tuple[str, str], float]:
        """Each finding that is gone and one of now that may be it → how well they fit."""
        found = {}
        for i in gone:
            at, mended = self._places.carried(self._then[i])
            for j in sorted({j for place in at for j in self._there.get(place, ())}):
                weight = self._weight(i, j, at, mended)
                if weight:
                    found[i, j] = weight
        return found

    def _weight(self, i: str, j: str, at: Mapping[Place, tuple[int, int]], mended: bool) -> float:
        """0 where the one is not the other."""
        then, now, theirs = self._then[i], self._now[j], self._at[j]
        apart = 0.0
        if self._of_names:
            if then.says != now.says or not _is_called(i, then, now):
                return 0
            placed = len(at.keys() & theirs.keys()) / len(at.keys() | theirs.keys())
        else:
            if not self._same_holders(then, now) or (mended and then.says != now.says):
                return 0
            shared = sum(_overlap(words, theirs[p]) for p, words in at.items() if p in theirs)
            placed = shared / len(at.keys() | theirs.keys())
            apart = _OTHERWISE * ((then.says != now.says) + (then.holders != now.holders))
        if placed - apart <= _LEAST:  # one of two passages, beside another one, is another finding
            return 0
        alike = fuzz.ratio(_words(then.natural), _words(now.natural)) / 100
        return _PLACES * (placed - apart) + (1 - _PLACES) * alike

    def _same_holders(self, then: Known, now: Known) -> bool:
        """Whether somebody holds both, nobody does, or it can't be told: all are called otherwise now."""
        if not then.holders or not now.holders:
            return then.holders == now.holders
        return bool(then.holders & now.holders) or (then.holders <= self._left and now.holders <= self._came)


def _pairs(ways: Mapping[tuple[str, str], float], fresh: set[str]) -> dict[str, str]:
    """Id of each new finding → the id that it keeps: each is the best for the other, by a lead.

    One that the last build knew keeps its own id; where it fits better than a new one, none is the one.
    """
    by_old: dict[str, dict[str, float]] = defaultdict(dict)
    by_new: dict[str, dict[str, float]] = defaultdict(dict)
    for (i, j), weight in ways.items():
        by_old[i][j] = by_new[j][i] = weight
    found = {}
    for (i, j), weight in ways.items():
        others = [w for k, w in by_old[i].items() if k != j and k in fresh]
        others += [w for k, w in by_new[j].items() if k != i]
        better = any(w > weight for k, w in by_old[i].items() if k not in fresh)
        if j in fresh and not better and all(weight - w >= _LEAD for w in others):
            found[j] = i
    return found


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Of 1: nothing where no word is of both, half of it for one, all where they are the same."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    if shared <= 0:
        return 0
    return (1 + shared / (max(a[1], b[1]) - min(a[0], b[0]))) / 2


def _is_called(old: str, then: Known, now: Known) -> bool:
    """Whether the new names of somebody have the old one among them, or more or less of it, or mended."""
    for called in (old, then.natural):
        was = set(called.split("-"))
        if called in now.names or fuzz.ratio(called, now.natural) >= _CALLED:
            return True
        words = set(now.natural.split("-"))
        if was < words or words < was:
            return True
    return False


def _words(id_: str) -> str:
    return id_.rpartition("-")[0] or id_
