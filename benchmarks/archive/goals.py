"""What is measured, and how far it is to reach. Each measurement gives rows of the table."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from archive.cluster import cluster
from archive.measuring import Took, briefgen, child, took
from archive.piles import Folder, Source, texts
from archive.planted import right

_GB = 1e9
_STARTER = Path(__file__).parents[2] / "briefgen/starter"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `met`: None where nothing is to be reached."""

    what: str
    measured: str
    reach: str = ""
    met: bool | None = None
    usual: bool = True
    """Whether so many articles were measured as the reach is said of."""


@dataclass(slots=True)
class Bench:
    """What is measured with. Builds that two measurements ask for are made once."""

    source: Source
    quick: bool = False
    size: int | None = None
    rounds: int = 3
    textacy: str = sys.executable
    """The Python that has textacy."""
    built: dict[int, tuple[Folder, Took]] = field(default_factory=dict)

    def many(self, usual: int) -> int:
        """How many articles: what was asked for, else as many as usual, or a tenth of them, five at least."""
        wanted = self.size or (max(5, usual // 10) if self.quick else usual)
        return min(wanted, self.source.most() or wanted)

    def folder(self, name: str, size: int) -> Folder:
        """A project of so many articles."""
        return self.source.folder(name, size)

    def cache(self, name: str) -> Path:
        """An empty folder for a cache."""
        path = self.source.work / f"cache-{name}"
        shutil.rmtree(path, ignore_errors=True)
        return path

    def cold(self, size: int) -> tuple[Folder, Took]:
        """A project of so many articles, built with nothing known; its cache is then warm."""
        if size not in self.built:
            folder = self.folder(f"cold-{size}", size)
            self.built[size] = folder, briefgen(folder.path, "build", cache=self.cache(f"cold-{size}"))
        return self.built[size]


def analysis(bench: Bench) -> Iterator[Row]:
    """The analysis beside the bare pass of the parser, one process each."""
    folder = bench.folder("analysis", bench.many(100))
    given = str(texts(folder))
    spent: dict[str, float] = {"bare": 0, "on": 0, "off": 0}
    for _ in range(bench.rounds):
        spent["bare"] += child("bare", given).said["cpu"]
        for reader in ("on", "off"):
            spent[reader] += child("analysis", str(folder.seeds), reader).said["cpu"]
    for reader, name, most in (("on", "matcher included", 2.0), ("off", "without the reader", 1.25)):
        ratio = spent[reader] / spent["bare"]
        yield Row(
            f"cold analysis of {folder.size} articles against the bare spaCy pass, {name}",
            f"{ratio:.2f} × ({_s(spent[reader])} against {_s(spent['bare'])} CPU, {bench.rounds} rounds)",
            f"≤ {most} ×", ratio <= most,
        )  # fmt: skip


def processes(bench: Bench) -> Iterator[Row]:
    """Two processes against one, in time that passes: the analysis, and the whole of a build."""
    folder = bench.folder("processes", bench.many(200))
    one = two = 0.0
    for _ in range(bench.rounds):
        one += child("analysis", str(folder.seeds), "on", "serial").said["wall"]
        two += child("analysis", str(folder.seeds), "on", "processes:2").said["wall"]
    what = f"two processes against one, analysis of {folder.size} articles"
    yield Row(
        what, f"{one / two:.2f} × faster ({_s(one)} against {_s(two)})", "≥ 1.7 × faster", one / two >= 1.7
    )
    alone = _built(folder, "serial").wall
    both = _built(folder, "processes:2").wall
    yield Row("the same, the whole of `briefgen build`", f"{alone / both:.2f} × ({_s(alone)}, {_s(both)})")


def five(bench: Bench) -> Iterator[Row]:
    """Five articles, everything known."""
    folder, cache = bench.folder("five", bench.many(5) if bench.size else 5), bench.cache("five")
    cold = briefgen(folder.path, "build", cache=cache)
    briefgen(folder.path, "build", cache=cache)
    spent = median(briefgen(folder.path, "build", cache=cache).cpu for _ in range(5))
    loaded = took(
        [sys.executable, str(Path(__file__).with_name("jobs.py")), "imported", "build"],
        folder.path,
        cache=cache,
    ).said["imported"]
    what = f"{folder.size} articles, warm cache, the whole of `briefgen build`"
    said = f"{spent:.2f} s CPU, {'loads ' + ', '.join(loaded) if loaded else 'no model loaded'}"
    yield Row(what, f"{said} (cold {_s(cold.cpu)})", "≤ 0.5 s CPU, no model", spent <= 0.5 and not loaded)
    shutil.rmtree(folder.path / "docs")
    yield Row(
        "the same, all pages written anew", f"{briefgen(folder.path, 'build', cache=cache).cpu:.2f} s CPU"
    )


def added(bench: Bench) -> Iterator[Row]:
    """One article more."""
    folder, cold = bench.cold(min(bench.many(1000), (bench.source.most() or 10**9) - 1))
    bench.built.pop(folder.size)
    bench.source.add(folder)
    again = briefgen(folder.path, "build", cache=bench.source.work / f"cache-cold-{folder.size}")
    share = again.cpu / cold.cpu
    yield Row(
        f"one article added to {folder.size:,}",
        f"{share:.1%} of the cold build ({_s(again.cpu)} of {_s(cold.cpu)} CPU)", "≤ 3 %", share <= 0.03,
        folder.size == 1000,
    )  # fmt: skip


def growth(bench: Bench) -> Iterator[Row]:
    """Ten times as many articles."""
    large = bench.many(10_000)
    (small, less), (folder, more) = bench.cold(large // 10), bench.cold(large)
    time, memory = more.cpu / less.cpu, more.memory / less.memory
    what = f"{large:,} articles against {small.size:,}"
    yield Row(f"{what}, CPU time", f"{time:.1f} × ({_s(more.cpu)}, {_s(less.cpu)}; {_s(more.wall)} passed)",
              "≤ 11 ×", time <= 11, large == 10_000)  # fmt: skip
    yield Row(f"{what}, memory", f"{memory:.1f} × ({more.memory / _GB:.2f} GB, {less.memory / _GB:.2f} GB)",
              "≤ 3 ×, under 2 GB", memory <= 3 and more.memory < 2 * _GB, large == 10_000)  # fmt: skip
    for built in (small, folder):
        yield from _planted(built, built.lost(), "") if built.plants else ()


def serve(bench: Bench) -> Iterator[Row]:
    """Our share of what `mkdocs serve` does after a change."""
    folder = bench.folder("serve", bench.many(200))
    cache = bench.cache("serve")
    shutil.copyfile(_STARTER / "mkdocs.yml", folder.path / "mkdocs.yml")
    shutil.copytree(_STARTER / "overrides", folder.path / "overrides")
    briefgen(folder.path, "build", cache=cache)
    spent = child("served", str(folder.path), cache=cache).said
    share = spent["ours"] / spent["mkdocs"]
    yield Row(
        f"our share of `mkdocs serve`’s rebuild, {folder.size} sources, one of them changed",
        f"{share:.0%} of MkDocs’ own ({_s(spent['ours'])}, {_s(spent['mkdocs'])} CPU)",
        "≤ 25 %", share <= 0.25, folder.size == 200,
    )  # fmt: skip


def peers(bench: Bench) -> Iterator[Row]:
    """Others' ways to find who says what, on the same articles."""
    folder = bench.folder("peers", bench.many(100))
    given, out = str(texts(folder)), folder.path / "found.json"
    ours = child("analysis", str(folder.seeds), "on", "processes:2", str(out)).said
    alone = child("analysis", str(folder.seeds), "on", "serial").said
    wanted = [p for p in folder.plants if p.kind == "position"]
    found = len(wanted) - sum(p.kind == "position" for p in folder.lost(out))
    what = f"{folder.size} articles"
    yield Row(
        f"ours, {what}",
        f"{_s(ours['wall'])} passed on two processes, {_s(alone['wall'])} on one; {_of(found, wanted)}",
    )
    for name, job, python in (
        ("the Gender Gap Tracker’s way, one process", "gap-tracker", sys.executable),
        ("textacy", "textacy", bench.textacy),
    ):  # fmt: skip
        try:
            theirs = _peer(job, given, python)
        except RuntimeError as error:
            yield Row(f"{name}, {what}", f"not measured: {str(error).splitlines()[-1]}")
            continue
        count = right(theirs["found"], wanted)
        better = ours["wall"] < theirs["wall"] and (found > count or not wanted)
        yield Row(f"{name}, {what}", f"{_s(theirs['wall'])} passed; {_of(count, wanted)}",
                  "ours faster, more found", better)  # fmt: skip


def _peer(job: str, given: str, python: str) -> Any:
    return took([python, str(Path(__file__).with_name("jobs.py")), job, given], Path(), cache=None).said


def planted(bench: Bench) -> Iterator[Row]:
    """Every planted finding, whoever does the work."""
    for size in (bench.size,) if bench.size else (5, 20, 60):
        folder = bench.folder(f"planted-{size}", size)
        data = {}
        with ExitStack() as stack:
            executors = ["serial", "processes:2"]
            address = stack.enter_context(cluster(folder.path / "dask"))
            executors += [f"dask://{address}"] if address else []
            for executor in executors:
                _built(folder, executor)
                data[executor] = (folder.path / "docs/briefing.json").read_bytes()
        names = [e.split("://")[0] for e in data]
        same = "the same bytes" if len(set(data.values())) == 1 else "NOT the same bytes"
        yield from _planted(
            folder, folder.lost(), f"; {same} by {', '.join(names)}", len(set(data.values())) == 1
        )


def _planted(folder: Folder, lost: tuple[Any, ...], more: str, same: bool = True) -> Iterator[Row]:
    kinds: dict[str, int] = {}
    for plant in lost:
        kinds[plant.kind] = kinds.get(plant.kind, 0) + 1
    lacking = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
    total = len(folder.plants)
    found = f"{total - len(lost):,} of {total:,}{f' (missing: {lacking})' if lacking else ''}{more}"
    yield Row(
        f"planted findings in {folder.size:,} articles", found, "all, the same by all", not lost and same
    )


def _built(folder: Folder, executor: str) -> Took:
    """A build with nothing known, into an empty folder."""
    shutil.rmtree(folder.path / "docs", ignore_errors=True)
    return briefgen(folder.path, "build", "--executor", executor, cache=None)


def _s(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 600 else f"{seconds / 60:.1f} min"


def _of(found: int, wanted: list[Any]) -> str:
    return f"{found} of {len(wanted)} planted statements with their holders" if wanted else "nothing planted"


MEASUREMENTS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "analysis": analysis, "processes": processes, "five": five, "added": added, "growth": growth,
    "serve": serve, "peers": peers, "planted": planted,
}  # fmt: skip
"""By the name that `--only` takes."""
