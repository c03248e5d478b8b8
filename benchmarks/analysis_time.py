"""How much time the analysis takes beside the bare spaCy pass over the same text, measured in one run.

    python benchmarks/analysis_time.py FOLDER... [--rounds 5] [--reader off]

Each FOLDER holds the articles of one event. For each round and folder three things are done in turn: spaCy
alone over our sentences, spaCy alone over the whole texts (an article a document), and the whole way: split,
parse, analyse, compare with the small reader, find; no pages. Printed: the time that passed and the CPU time
of this process, each the sum over the folders of the minimum over the rounds; and the ratio of the whole way
to each of the bare passes. Then how long the reader takes to load, its package with it, and the most memory
that the process had for the largest event.

The house's bounds are for two cores (`taskset -c 0,1` where there are more): the whole way takes at most 3.0
times as long as either bare pass, loading the reader 0.3 s, and 20 articles 600 MB. Where CPU time is much
less than what passed, others on the machine were in the way: spaCy uses one core, the reader all.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefgen.language import parser
from briefgen.language.models import DEFAULT_MODEL
from briefgen.language.sentences import split
from briefgen.matching.reader import Reader, load
from briefgen.model import Article
from briefgen.parsing import parse_each
from briefgen.readers import read_seeds
from briefgen.tolerance import find_in

Event = tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds."""

    passed: float = 0.0
    cpu: float = 0.0


def main() -> None:
    """Measure and print."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", nargs="+", type=Path)
    args.add_argument("--rounds", type=int, default=5)
    args.add_argument("--reader", choices=("on", "off"), default="on")
    given = args.parse_args()
    events = [read_seeds(folder, folder.name).articles for folder in given.folders]
    start = time.perf_counter()
    reader = load() if given.reader == "on" else None
    loading = time.perf_counter() - start
    whole = partial(_whole, reader=reader)
    ways = {"bare pass, sentences": _sentences, "bare pass, texts": _texts, "whole analysis": whole}
    largest = max(events, key=lambda e: sum(len(a.text) for a in e))
    whole(largest)
    memory = _memory()  # before the bare passes, which need more
    for run in ways.values():
        run(events[0])
    best = dict.fromkeys(ways, Took())
    for event in events:
        rounds = [{name: _timed(run, event) for name, run in ways.items()} for _ in range(given.rounds)]
        for name, so_far in best.items():
            best[name] = Took(
                so_far.passed + min(r[name].passed for r in rounds),
                so_far.cpu + min(r[name].cpu for r in rounds),
            )
    _report(best, sum(len(a.text.split()) for e in events for a in e), len(events), given.rounds)
    if reader is not None:
        print(f"the reader loads in {loading:.2f} s")
    print(f"the whole analysis takes at most {memory:.0f} MB, for {len(largest)} articles")


def _report(best: dict[str, Took], words: int, events: int, rounds: int) -> None:
    print(f"{events} events, {words} words, best of {rounds}")
    print(f"{'':22} {'passed':>9} {'ratio':>6}   {'CPU':>9} {'ratio':>6}   words/s")
    whole = best["whole analysis"]
    for name, took in best.items():
        print(
            f"{name:22} {took.passed:7.2f} s {whole.passed / took.passed:6.2f}   "
            f"{took.cpu:7.2f} s {whole.cpu / took.cpu:6.2f}   {words / took.passed:7.0f}"
        )


def _memory() -> float:
    """The most that was in memory at once, in MB: Linux counts in kilobytes, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3 / 1.024)


def _timed(run: Callable[[Event], None], event: Event) -> Took:
    passed, cpu = time.perf_counter(), time.process_time()
    run(event)
    return Took(time.perf_counter() - passed, time.process_time() - cpu)


def _texts(event: Event) -> None:
    nlp = parser._load(DEFAULT_MODEL)[0]
    for _ in nlp.pipe(article.text for article in event):
        pass


def _sentences(event: Event) -> None:
    nlp = parser._load(DEFAULT_MODEL)[0]
    for article in event:
        for _ in nlp.pipe((s.text for s in split(article)), batch_size=64):
            pass


def _whole(event: Event, reader: Reader | None) -> None:
    parsed, _ = parse_each(event, DEFAULT_MODEL)
    find_in(parsed, reader)


if __name__ == "__main__":
    main()
