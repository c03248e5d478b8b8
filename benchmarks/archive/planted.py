"""Which of the planted findings are in a briefing (`briefing.json`)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from archive.invent import Plant

_ENOUGH = 0.6
"""Of the planted words, so many must be cited."""
_WORD = re.compile(r"\w+")
Cited = tuple[str, frozenset[str]]
"""File, and the words that are cited of it."""


class Found:
    """A briefing, looked through for what was planted."""

    def __init__(self, briefing: Mapping[str, Any]) -> None:
        """`briefing`: the data as `briefing.json` has it."""
        self._file = {s["id"]: PurePosixPath(s["path"]).name for s in briefing["sources"]}
        self._origin = {PurePosixPath(s["path"]).name: s["origin"] for s in briefing["sources"]}
        self._leaders = {x["id"]: x for x in briefing["leaders"]}
        self._named: defaultdict[str, list[Any]] = defaultdict(list)
        for leader in briefing["leaders"]:
            self._named[leader["name"]].append(leader)
        self._positions = self._by_file(briefing["positions"], lambda p: p["citations"])
        self._open = self._by_file(briefing["open_issues"], lambda p: p["citations"])
        self._agreed = self._by_file(briefing["agreements"], lambda p: p["citations"])
        self._differ = self._by_file(
            (d for d in briefing["disagreements"] if d["kind"] == "quantity" and d["confidence"] != "low"),
            lambda d: [c for side in d["sides"] for c in side["citations"]],
        )

    def has(self, plant: Plant) -> bool:
        """Whether it is found: by its kind, its words in its files, and its holder."""
        return bool(getattr(self, f"_has_{plant.kind.replace(' ', '_')}")(plant))

    def _has_leader(self, plant: Plant) -> bool:
        wanted = plant.words[0].casefold()
        return any(wanted in r["text"].casefold() for x in self._named[plant.holder] for r in x["roles"])

    def _has_position(self, plant: Plant) -> bool:
        return any(
            self._cites(p["citations"], plant.files[0], plant.words[0])
            and plant.holder in (self._leaders[h]["name"] for h in p["holders"])
            for p in self._positions[plant.files[0]]
        )

    def _has_open_issue(self, plant: Plant) -> bool:
        file, words = plant.files[0], plant.words[0]
        return any(self._cites(i["citations"], file, words) for i in self._open[file])

    def _has_agreement(self, plant: Plant) -> bool:
        """Whether one agreement cites the words of two origins at least."""
        told = list(zip(plant.files, plant.words, strict=True))
        for found in self._agreed[plant.files[0]] + self._agreed[plant.files[-1]]:
            origins = {self._origin[f] for f, words in told if self._cites(found["citations"], f, words)}
            if len(origins) > 1:
                return True
        return False

    def _has_disagreement(self, plant: Plant) -> bool:
        return any(
            all(
                any(n in s["label"] and f in map(self._of, s["citations"]) for s in d["sides"])
                for f, n in zip(plant.files, plant.words, strict=True)
            )
            for d in self._differ[plant.files[0]]
        )

    def _has_copy(self, plant: Plant) -> bool:
        return len({self._origin[f] for f in plant.files}) == 1

    def _of(self, citation: Mapping[str, Any]) -> str:
        return self._file[citation["source"]]

    def _by_file(self, found: Iterable[Any], cited: Any) -> defaultdict[str, list[Any]]:
        by_file: defaultdict[str, list[Any]] = defaultdict(list)
        for finding in found:
            for file in dict.fromkeys(map(self._of, cited(finding))):
                by_file[file].append(finding)
        return by_file

    def _cites(self, citations: Sequence[Any], file: str, words: str) -> bool:
        """Whether the citations of this file have most of the words."""
        wanted = Counter(_WORD.findall(words.casefold()))
        told = Counter(
            w for c in citations if self._of(c) == file for w in _WORD.findall(c["quote"].casefold())
        )
        return (wanted & told).total() >= _ENOUGH * wanted.total()


def missing(briefing: Mapping[str, Any], plants: Iterable[Plant]) -> tuple[Plant, ...]:
    """The planted findings that the briefing lacks."""
    found = Found(briefing)
    return tuple(p for p in plants if not found.has(p))


def right(said: Iterable[Sequence[str]], plants: Iterable[Plant]) -> int:
    """How many of the planted positions are among what another program says: file, who, and what.

    Generous: the holder's surname within the speaker's words is enough.
    """
    by_file: defaultdict[str, list[tuple[str, Counter[str]]]] = defaultdict(list)
    for file, who, what in said:
        by_file[file].append((who, Counter(_WORD.findall(what.casefold()))))
    count = 0
    for plant in plants:
        wanted = Counter(_WORD.findall(plant.words[0].casefold()))
        surname = plant.holder.split()[-1]
        count += any(
            surname in who and (wanted & told).total() >= _ENOUGH * wanted.total()
            for who, told in by_file[plant.files[0]]
        )
    return count
