"""How well `briefgen group` puts articles of one event together, and in what time.

    python benchmarks/grouping.py DIR... [--dates off] [--beside FILE] [--halves] [--size N]

Below each DIR lies a folder for each event, with its articles (in it, or in `articles` in it) and their
`sources.yml`, or a `meta.json` with the days. All of them are mixed into one pile and grouped. Printed: of
the pairs of articles that were put together, the share that is of one folder (precision); of the pairs of
one folder, the share that was put together (recall); processor time and the most memory that was held.
`--halves`: the same for every other event too. `--beside FILE`: articles that no folder has, one a line as
JSON (`title`, `text`, `date`, perhaps packed as .xz), in the same pile: how many pairs are put together
that lie more than three days apart, which hardly any two reports of one event do. `--size N`: so many of
these, for the time.
"""

from __future__ import annotations

import argparse
import json
import lzma
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path

from briefgen.grouping import Pile
from briefgen.grouping.proposing import propose
from briefgen.model import Article
from briefgen.readers import read_seeds


@dataclass(frozen=True)
class Told:
    """An article, and the event that it tells of."""

    article: Article
    event: str | None
    """None: nobody has said."""
    day: date | None


def main() -> None:
    """Measure and print."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", nargs="*", type=Path)
    args.add_argument("--dates", choices=["on", "off"], default="on")
    args.add_argument("--beside", type=Path)
    args.add_argument("--halves", action="store_true")
    args.add_argument("--size", type=int)
    given = args.parse_args()
    days = given.dates == "on"
    told = [t for folder in given.folders for t in _events(folder)]
    beside = list(_loose(given.beside, given.size)) if given.beside else []
    if told:
        _report("all events", told, days)
    if told and given.halves:
        events = sorted({t.event or "" for t in told})
        for name, half in (("one half", set(events[::2])), ("the other", set(events[1::2]))):
            _report(name, [t for t in told if t.event in half], days)
    if beside:
        _report(f"with {len(beside)} beside them", [*told, *beside], days)


def _events(folder: Path) -> Iterator[Told]:
    for event in sorted(p for p in folder.iterdir() if p.is_dir()):
        place = event / "articles" if (event / "articles").is_dir() else event
        known = _days(event / "meta.json")
        for a in read_seeds(place, event.name).articles:
            day = a.published or known.get(Path(a.path).name)
            yield Told(replace(a, published=day), f"{folder}/{event.name}", day)


def _days(meta: Path) -> dict[str, date]:
    """Name of each file → its day, where a list beside the articles says it."""
    if not meta.is_file():
        return {}
    listed = json.loads(meta.read_text(encoding="utf-8")).get("documents", ())
    return {d["file"]: date.fromisoformat(d["date"]) for d in listed if d.get("date")}


def _loose(path: Path, most: int | None) -> Iterator[Told]:
    raw = path.read_bytes()
    text = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode()
    records = [r for line in text.split("\n") if line and "text" in (r := json.loads(line))]
    for n in range(most or len(records)):
        record, again = records[n % len(records)], n // len(records)
        # More than there are: the same once more, years later.
        day = date.fromisoformat(record["date"])
        day = day.replace(year=day.year + 20 * again, day=min(day.day, 28)) if again else day
        name = f"beside-{n:06}.txt"
        body = f"{record['title']}\n\n{record['text']}"
        article = Article(
            id=name, key="A", path=name, sha256="", text=body, title=record["title"], published=day
        )
        yield Told(article, None, day)


def _report(what: str, told: Sequence[Told], days: bool) -> None:
    articles = tuple(replace(t.article, path=f"{n:06}") for n, t in enumerate(told))
    started = time.process_time()
    proposal = propose(Pile(loose=articles), days=days)
    took = time.process_time() - started
    groups = [[told[int(m.path)] for m in g.members] for g in proposal.groups]
    right, wrong = _counted(groups)
    of = sum(n * (n - 1) // 2 for event, n in Counter(t.event for t in told).items() if event)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what}: {len(told)} articles, {len(groups)} groups, {len(proposal.alone)} alone")
    if of:
        share, found = right / max(1, right + wrong), right / of
        print(f"  precision {share:.3f}  recall {found:.3f}  ({right} of {of} pairs, {wrong} wrong)")
    gaps = [_gap(a, b) for g in groups for a, b in combinations(g, 2)]
    far = sum(gap is not None and gap > 3 for gap in gaps)
    print(f"  {len(gaps)} pairs in all, {far} of them more than three days apart")
    print(f"  {took:.1f} s of processor time, {most} MB", flush=True)


def _counted(groups: Iterable[Sequence[Told]]) -> tuple[int, int]:
    """Pairs of one event, and of two; those of which it is not known count as neither."""
    pairs = [(a.event, b.event) for g in groups for a, b in combinations(g, 2) if a.event and b.event]
    right = sum(a == b for a, b in pairs)
    return right, len(pairs) - right


def _gap(one: Told, other: Told) -> int | None:
    return abs((one.day - other.day).days) if one.day and other.day else None


if __name__ == "__main__":
    main()
