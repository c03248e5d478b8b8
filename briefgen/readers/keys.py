"""The sources' keys: what their citation marks begin with. Once given, a key stays its source's.

A key is the one that the maker gives (`key` in sources.yml), else the one that the source had in the last
build, else the next of A, B … Z, AA that was never given. A source is known by its bytes, so that it may be
renamed, else by its path, so that its text may be changed. The key of a source that is gone stays its own: it
may stand in print. Where no source of earlier builds is left, this is another briefing, and begins with A.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from briefgen.model import Article, Keyed


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Everyone's key."""

    given: tuple[str, ...]
    """The key of each source, in their order."""
    order: tuple[int, ...]
    """The sources by when they came: those of earlier builds first, then in their order."""
    doubled: frozenset[str]
    """Keys that the maker gives to several sources, which therefore are not used."""


def assign(sources: Sequence[Keyed], wanted: Sequence[str | None], last: Mapping[str, Keyed]) -> Keys:
    """A key for each source: those that the maker wants, those of the last build, and new ones."""
    times = Counter(key for key in wanted if key)
    known = _known(sources, last)
    last = last if any(known) else {}
    taken = {key for key in times if times[key] == 1}
    free = (letters for letters in _letters() if letters not in taken and letters not in last)
    given = []
    for key, earlier in zip(wanted, known, strict=True):
        own = key if key in taken else next((k for k in earlier if k not in taken), None)
        given.append(own or next(free))
    rank = {key: number for number, key in enumerate(last)}
    order = sorted(range(len(known)), key=lambda n: rank[known[n][0]] if known[n] else len(rank))
    return Keys(given=tuple(given), order=tuple(order), doubled=frozenset(times.keys() - taken))


def remember(articles: Sequence[Article], last: Mapping[str, Keyed]) -> dict[str, Keyed]:
    """Every key that was ever given → its source, in the order in which they were given."""
    sources = [Keyed(id=a.id, path=a.path, sha256=a.sha256) for a in articles]
    known = _known(sources, last)
    now = {key: source for source, keys in zip(sources, known, strict=True) for key in keys}
    # Of a source that is gone the path may be another's one day; its bytes are not.
    gone = {key: replace(source, path=None) for key, source in last.items() if now}
    return gone | now | {a.key: source for a, source in zip(articles, sources, strict=True)}


def _known(sources: Sequence[Keyed], last: Mapping[str, Keyed]) -> list[tuple[str, ...]]:
    """For each source its keys of earlier builds: a file that nobody touched, one renamed, one changed."""
    keys: dict[Keyed, tuple[str, ...]] = {}
    for key, source in last.items():
        keys[source] = (*keys.get(source, ()), key)
    found: list[tuple[str, ...]] = [() for _ in sources]
    for sign in _SIGNS:
        left = defaultdict(list)
        for source in reversed(keys):
            left[sign(source)].append(source)
        for number, source in enumerate(sources):
            if not found[number] and left[sign(source)]:
                found[number] = keys.pop(left[sign(source)].pop())
    return found


_SIGNS: tuple[Callable[[Keyed], object], ...] = (
    attrgetter("path", "sha256"), attrgetter("sha256"), attrgetter("path"),
)  # fmt: skip
"""By what a source is known again, the surest first."""


def _letters() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        rest, out = number, ""
        while rest:
            rest, digit = divmod(rest - 1, 26)
            out = chr(ord("A") + digit) + out
        yield out
