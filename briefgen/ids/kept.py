"""What a build keeps of its findings so that the next one knows them again, as a record in its list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.ids.renaming import Findings
from briefgen.ids.sketches import sketch, word_range
from briefgen.model import Article, Finding

APART = ("topics",)
"""Kinds whose findings are their names: called otherwise, one is another."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST = 96
_SKETCH = re.compile(r"[\w-]{4}(?::[\w-]*)?", re.ASCII)
_NAMED = re.compile(r"[a-z0-9-]+")
_SAID = re.compile(r"[^\w.-]+")

Place = tuple[str, int]
"""Source and number of a sentence in it, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a finding is known by."""

    at: Mapping[Place, tuple[int, int]]
    """Sentences in which its words stand → the numbers of the first of them and of the one behind."""
    holders: frozenset[str] = frozenset()
    says: str = ""
    """Its stance, kind or date: what of it a rule may read otherwise while the words stay."""
    natural: str = ""
    """The id that it would have."""
    names: frozenset[str] = frozenset()
    """Of somebody: the other names of him, written as ids. Not kept."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a build kept."""

    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Source id → the sketches of its sentences."""
    findings: Mapping[str, Mapping[str, Known]] = field(default_factory=dict)
    """Kind → id → what is kept of it."""

    def as_json(self) -> dict[str, Any]:
        """For the list that the build keeps: a line a source, a line a finding."""
        return {
            "sources": {i: " ".join(s) for i, s in sorted(self.sources.items())},
            "findings": {
                kind: {i: _line(i, k) for i, k in sorted(found.items())}
                for kind, found in self.findings.items()
                if found
            },
        }


def is_id(text: object) -> bool:
    """Whether it has the form of an id: safe in an address and as the name of a file."""
    return isinstance(text, str) and len(text) <= _MOST and _ID.fullmatch(text) is not None


def known(kind: str, finding: Finding, articles: Mapping[str, Article], natural: str = "") -> Known:
    """What a finding is known by. `natural`: the id that it would have, where it has another."""
    at: dict[Place, tuple[int, int]] = {}
    for c in finding.passages:
        article = articles.get(c.source)
        sentence = article.by_sentence.get(c.sentence) if article else None
        if article is None or sentence is None:
            continue
        place = (c.source, article.place[c.sentence])
        start, end = word_range(sentence, c.start, c.end)
        before = at.get(place, (start, end))
        at[place] = (min(start, before[0]), max(end, before[1]))
    names = (getattr(finding, "name", ""), *getattr(finding, "aliases", ()))
    return Known(
        at=at, holders=frozenset(getattr(finding, "holders", ())), says=_says(finding),
        natural=natural or finding.id,
        names=frozenset(slugged(n) for n in names if n) if kind == "leaders" else frozenset(),
    )  # fmt: skip


def keep(findings: Findings, articles: Iterable[Article], natural: Mapping[tuple[str, str], str]) -> Kept:
    """What to keep. `natural`: kind and id of each finding that has another id than its own → its own."""
    by_id = {a.id: a for a in articles}
    found = {
        kind: {f.id: known(kind, f, by_id, natural.get((kind, f.id), "")) for f in fs}
        for kind, fs in findings.items()
        if kind not in APART
    }
    rests = {place for fs in found.values() for k in fs.values() for place in k.at}
    return Kept(
        sources={
            a.id: tuple(sketch(s, words=(a.id, n) in rests) for n, s in enumerate(a.sentences))
            for a in by_id.values()
        },
        findings=found,
    )


def read(record: object) -> Kept:
    """What a build kept; nothing where it kept nothing, or where its record was damaged."""
    try:
        sources = {str(i): tuple(s.split()) for i, s in record["sources"].items()}  # type: ignore[index]
        if not all(_SKETCH.fullmatch(s) for sketches in sources.values() for s in sketches):
            return Kept()
        found = {
            kind: {i: _read(i, line) for i, line in lines.items() if is_id(i)}
            for kind, lines in record["findings"].items()  # type: ignore[index]
            if kind not in APART
        }
    except (AttributeError, KeyError, TypeError, ValueError):
        return Kept()
    every = (p for fs in found.values() for k in fs.values() for p in k.at)
    good = all(source in sources and 0 <= n < len(sources[source]) for source, n in every)
    return Kept(sources=sources, findings=found) if good else Kept()


def slugged(name: str) -> str:
    """A name written as an id."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


def _says(finding: Finding) -> str:
    said = [str(getattr(finding, name, "") or "") for name in ("stance", "kind", "when")]
    said.append("not" if getattr(finding, "negated", False) else "")
    return _SAID.sub("-", "-".join(filter(None, said)))


def _line(id_: str, known: Known) -> str:
    at = [f"{source}:{n}:{a}-{b}" for (source, n), (a, b) in sorted(known.at.items())]
    return " ".join((
        *at,
        *(f"by={h}" for h in sorted(known.holders)),
        *([f"says={known.says}"] if known.says else []),
        *([f"was={known.natural}"] if known.natural != id_ else []),
    ))  # fmt: skip


def _read(id_: str, line: str) -> Known:
    """Raises ValueError or AttributeError where it is no such line."""
    at: dict[Place, tuple[int, int]] = {}
    said: dict[str, list[str]] = {"by": [], "says": [], "was": []}
    for word in line.split():
        name, is_said, value = word.partition("=")
        if is_said:
            said[name].append(value)
            continue
        source, number, words = word.split(":")
        start, end = map(int, words.split("-"))
        if not (_NAMED.fullmatch(source) and 0 <= start < end):
            raise ValueError(word)
        at[source, int(number)] = (start, end)
    return Known(
        at=at, holders=frozenset(said["by"]), says="".join(said["says"]),
        natural="".join(said["was"]) or id_,
    )  # fmt: skip
