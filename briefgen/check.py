"""Whether the docs folder is what the seeds give now. Writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.build import brief, hashes, keep_apart, kept_by_hand, make
from briefgen.editorial import FILE as EDITS
from briefgen.language.parser import DEFAULT_MODEL
from briefgen.model import Briefing, Problem
from briefgen.write import plan, read_manifest

_EXPORT = "briefing.json"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What `briefgen check` found."""

    wrong: tuple[str, ...]
    """One line for each thing that a build or the analyst has to mend."""
    problems: tuple[Problem, ...]
    """The others, which a build would report as well. Worst last."""


def check(seeds: Path, docs: Path, model: str = DEFAULT_MODEL, **words: Any) -> Verdict:
    """Compare the docs folder with the seeds. `words` and what it raises are those of `brief`."""
    keep_apart(seeds, docs)
    briefing = brief(seeds, model, **words)
    manifest = read_manifest(docs)
    todo = plan(docs, make(briefing), manifest)
    lost = tuple(p for p in briefing.problems if p.source is None and p.what.startswith(EDITS))
    wrong = [
        *_sources(manifest.sources, hashes(briefing)),
        *_quotes(docs / _EXPORT, briefing),
        *(p.what for p in lost),
        *(f"{docs.name}/{line.split(None, 1)[1]} would be {_WOULD[line.split()[0]]}" for line in todo.lines),
        *(p.what for p in kept_by_hand(todo, docs)),
    ]
    return Verdict(wrong=tuple(wrong), problems=tuple(p for p in briefing.problems if p not in lost))


_WOULD = {"new": "written", "changed": "changed", "removed": "removed"}


def _sources(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """What happened to the sources since the build."""
    for path in sorted(before.keys() | now.keys()):
        if path not in now:
            yield f"{path} is gone since the build"
        elif path not in before:
            yield f"{path} came since the build"
        elif before[path] != now[path]:
            yield f"{path} changed since the build"


def _quotes(export: Path, briefing: Briefing) -> Iterator[str]:
    """The quotes of the last build that no longer stand in their source."""
    try:
        record = json.loads(export.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return
    seen = set()
    for source, quote in _cited(record):
        article = briefing.by_source.get(source)
        if (source, quote) not in seen and (article is None or quote not in article.text):
            seen.add((source, quote))
            yield f"no longer in {article.path if article else source}: “{' '.join(quote.split())}”"


def _cited(record: object) -> Iterator[tuple[str, str]]:
    """Source and words of each citation in briefing.json."""
    if isinstance(record, dict):
        if isinstance(record.get("quote"), str) and isinstance(record.get("source"), str):
            yield record["source"], record["quote"]
        for value in record.values():
            yield from _cited(value)
    elif isinstance(record, list):
        for value in record:
            yield from _cited(value)
